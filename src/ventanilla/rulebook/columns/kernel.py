"""The steps over columns, compiled by numba once and kept on disk. :mod:`.plain` is the same in numpy, step by step."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from .people import NO_DAY, NO_SET, Array

BLOCK = 2048
"""How many people are worked on at once: what is found about them stays in the nearest memory."""
step = njit(cache=True, nogil=True)


@step
def codes(values: Array, _cuts: int, table: Array, out: Array) -> None:  # pragma: no cover
    for i in range(len(values)):
        out[i] = table[values[i]]


@step
def days(values: Array, first: int, table: Array, out: Array) -> None:  # pragma: no cover
    last = len(table) - 2
    for i in range(len(values)):
        day = np.int64(values[i])
        out[i] = table[0 if day == NO_DAY else 1 + min(max(day - first, 0), last)]


@step
def numbers(values: Array, cuts: Array, table: Array, out: Array) -> None:  # pragma: no cover
    for i in range(len(values)):
        value, at = values[i], 1
        for cut in cuts:
            at += value >= cut
        out[i] = table[at if value == value else 0]


@step
def sets(values: Array, masks: Array, table: Array, out: Array) -> None:  # pragma: no cover
    for i in range(len(values)):
        value, way = values[i], 0
        for n in range(len(masks)):
            way |= ((value & masks[n]) != 0) << n
        out[i] = table[0 if value == NO_SET else 1 + way]


@step
def keys(own: Array, asked: Array, places: Array, first: int, rows: Array, out: Array) -> None:  # pragma: no cover
    last = len(rows) - 1
    for i in range(len(asked)):
        day = np.int64(asked[i] if own[i] == NO_DAY else own[i])
        out[i] = rows[min(max(day - first, 0), last)] + places[i]


@step
def _look_up(tables: Any, t: int, classes: Array, lo: int, people: int, at: Array, out: Array) -> None:  # pragma: no cover
    start, first, count = tables.start[t], tables.first[t], tables.count[t]
    if count == 1:
        row = classes[tables.column[first]]
        for i in range(people):
            out[i] = tables.bytes[start + row[lo + i]]
        return
    at[:people] = start
    for c in range(first, first + count):
        row, stride = classes[tables.column[c]], tables.stride[c]
        for i in range(people):
            at[i] += row[lo + i] * stride
    for i in range(people):
        out[i] = tables.bytes[at[i]]


@step
def _weakest(parts: Any, v: int, found: Array, out: Array, lo: int, people: int, row: Array) -> None:  # pragma: no cover
    row[:people] = 255
    for p in range(parts.first[v], parts.first[v] + parts.count[v]):
        mark, what = parts.mark[p], parts.what[p]
        if what >= 0:
            part = found[what]
            for i in range(people):
                row[i] = min(row[i], part[i] | mark)
        else:
            other = out[-1 - what]
            for i in range(people):
                byte = other[lo + i]
                row[i] = min(row[i], np.uint8(255) if byte == 255 else np.uint8((byte & 192) | mark))
    gate = parts.gate[v]
    if gate >= 0:
        stops = found[gate]
        for i in range(people):
            row[i] = row[i] if stops[i] == 255 else stops[i]


@step
def reasons(tables: Any, parts: Any, units: Any, classes: Array, keys: Array, out: Array) -> None:  # pragma: no cover
    found = np.empty((len(tables.start), BLOCK), np.uint8)
    rows = np.zeros((2 + units.count.max(), BLOCK), np.uint8)
    rows[1] = 64
    at = np.empty(BLOCK, np.int32)
    for lo in range(0, out.shape[1], BLOCK):
        people = min(BLOCK, out.shape[1] - lo)
        for t in range(len(tables.start)):
            _look_up(tables, t, classes, lo, people, at, found[t])
        for u in range(len(units.first)):
            for n in range(units.count[u]):
                _weakest(parts, units.first[u] + n, found, out, lo, people, rows[2 + n])
            key, cells, line = keys[units.chain[u]], units.cells[u], out[u]
            for i in range(people):
                line[lo + i] = rows[cells[key[lo + i]], i]

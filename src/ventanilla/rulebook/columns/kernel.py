"""The steps over columns, compiled by numba once and kept on disk. :mod:`.plain` is the same in numpy, step by step."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from .people import NO_DAY, NO_SET, Array

BLOCK = 8192
"""How many people are worked on at once: what is found about them stays in the nearest memory."""
FEW = 12
step = njit(cache=True, nogil=True)


@step
def _by_one(line: Array, row: Array, out: Array) -> None:
    """Look each person up; where there is little to tell apart, comparing many people at once is quicker."""
    if len(line) > FEW:
        for i in range(len(row)):
            out[i] = line[row[i]]
        return
    out[:] = line[0]
    for n in range(1, len(line)):
        byte, kind = line[n], np.uint8(n)
        for i in range(len(row)):
            other = out[i]
            out[i] = byte if row[i] == kind else other


@step
def codes(values: Array, _cuts: int, table: Array, out: Array) -> None:
    _by_one(table, values, out)


@step
def days(values: Array, first: int, table: Array, out: Array) -> None:
    least, last = np.int32(first), np.int32(first + len(table) - 2)
    at = np.empty(BLOCK, np.uint32)
    for lo in range(0, len(values), BLOCK):
        some, found = values[lo : lo + BLOCK], out[lo : lo + BLOCK]
        for i in range(len(some)):
            told = np.uint32(min(max(some[i], least), last) - least + np.int32(1))
            at[i] = np.uint32(0) if some[i] == np.int32(NO_DAY) else told
        for i in range(len(some)):
            found[i] = table[at[i]]


@step
def numbers(values: Array, cuts: Array, table: Array, out: Array) -> None:
    for i in range(len(values)):
        out[i] = values[i] == values[i]
    for cut in cuts:
        for i in range(len(values)):
            out[i] += np.uint8(values[i] >= cut)
    for i in range(len(values)):
        out[i] = table[out[i]]


@step
def sets(values: Array, masks: Array, table: Array, out: Array) -> None:
    for i in range(len(values)):
        out[i] = values[i] != NO_SET
    for n in range(len(masks)):
        for i in range(len(values)):
            out[i] += np.uint8(((values[i] & masks[n]) != 0) & (values[i] != NO_SET)) << np.uint8(n)
    for i in range(len(values)):
        out[i] = table[out[i]]


@step
def keys(own: Array, asked: Array, places: Array, first: int, rows: Array, out: Array) -> None:
    least, last = np.int32(first), np.int32(first + len(rows) - 1)
    at = np.empty(BLOCK, np.uint32)
    for lo in range(0, len(asked), BLOCK):
        some, other, found = own[lo : lo + BLOCK], asked[lo : lo + BLOCK], out[lo : lo + BLOCK]
        for i in range(len(some)):
            told, else_ = some[i], other[i]
            at[i] = min(max(else_ if told == np.int32(NO_DAY) else told, least), last) - least
        for i in range(len(some)):
            found[i] = rows[at[i]] + np.uint32(places[lo + i])


@step
def _lead(row: Array, stride: Any, at: Array) -> None:
    for i in range(len(row)):
        at[i] += row[i] * stride


@step
def _part(part: Array, mark: int, row: Array) -> None:
    for i in range(len(row)):
        row[i] = min(row[i], np.uint8(part[i] | np.uint8(mark)))


@step
def _need(other: Array, mark: int, row: Array) -> None:
    for i in range(len(row)):
        byte = other[i]
        part = np.uint8((byte & np.uint8(192)) | np.uint8(mark))
        row[i] = min(row[i], np.uint8(255) if byte == np.uint8(255) else part)


@step
def _choose(cells: Array, key: Array, ways: Array, rows: Array, out: Array) -> None:
    for i in range(len(key)):
        ways[i] = cells[key[i]]
    if len(rows) > FEW:
        for i in range(len(key)):
            out[i] = rows[ways[i], i]
        return
    out[:] = 0
    for n in range(1, len(rows)):
        row, way = rows[n], np.uint8(n)
        for i in range(len(key)):
            this, other = row[i], out[i]
            out[i] = this if ways[i] == way else other


@step
def _look_up(tables: Any, t: int, classes: Array, lo: int, small: Array, large: Array, out: Array) -> None:
    first, count = tables.first[t], tables.size[t]
    line = tables.bytes[tables.start[t] : tables.start[t + 1]]
    if count == 0:
        out[:] = line[0]
    elif count == 1:
        _by_one(line, classes[tables.column[first]][lo : lo + BLOCK], out)
    elif len(line) < 256:
        small[:] = 0
        for c in range(first, first + count):
            _lead(classes[tables.column[c]][lo : lo + BLOCK], np.uint8(tables.stride[c]), small)
        _by_one(line, small, out)
    else:
        large[:] = 0
        for c in range(first, first + count):
            _lead(classes[tables.column[c]][lo : lo + BLOCK], np.uint32(tables.stride[c]), large)
        _by_one(line, large, out)


@step
def _weakest(parts: Any, v: int, found: Array, done: Array, row: Array) -> None:
    row[:] = 255
    for p in range(parts.first[v], parts.first[v] + parts.size[v]):
        what, mark = parts.what[p], parts.mark[p]
        if what >= 0:
            _part(found[what], mark, row)
        else:
            _need(done[-1 - what], mark, row)


@step
def reasons(tables: Any, parts: Any, units: Any, classes: Array, keys: Array, out: Array, start: int) -> None:
    found = np.empty((len(tables.size), BLOCK), np.uint8)
    done = np.empty((len(units.first), BLOCK), np.uint8)
    rows = np.zeros((1 + units.size.max(), BLOCK), np.uint8)
    small, large, ways = np.empty(BLOCK, np.uint8), np.empty(BLOCK, np.uint32), np.empty(BLOCK, np.uint8)
    people = min(classes.shape[1], out.shape[1] - start)
    for lo in range(0, people, BLOCK):
        for t in range(len(tables.size)):
            _look_up(tables, t, classes, lo, small, large, found[t])
        for u in range(len(units.first)):
            for n in range(units.size[u]):
                _weakest(parts, units.first[u] + n, found, done, rows[1 + n])
            _choose(
                units.cells[u],
                keys[units.chain[u]][lo : lo + BLOCK],
                ways,
                rows[: 1 + units.size[u]],
                done[u],
            )
            end = min(lo + BLOCK, people)
            out[u][start + lo : start + end] = done[u][: end - lo]

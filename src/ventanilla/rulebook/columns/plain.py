"""The steps over columns in numpy, where numba is missing. They find what :mod:`.kernel` finds, byte for byte."""

from __future__ import annotations

from typing import Any

import numpy as np

from .people import NO_DAY, NO_SET, Array


def codes(values: Array, _cuts: int, table: Array, out: Array) -> None:
    """The class of each person by a code."""
    np.take(table, values, out=out, mode="clip")


def days(values: Array, first: int, table: Array, out: Array) -> None:
    """The class of each person by a day, or by a number of days."""
    at = np.clip(values, first, first + len(table) - 2) - (first - 1)
    np.take(table, np.where(values == NO_DAY, 0, at), out=out, mode="clip")


def numbers(values: Array, cuts: Array, table: Array, out: Array) -> None:
    """The class of each person by a number."""
    at = 1 + np.searchsorted(cuts, values, side="right")
    np.take(table, np.where(np.isnan(values), 0, at), out=out, mode="clip")


def sets(values: Array, masks: Array, table: Array, out: Array) -> None:
    """The class of each person by a list: which of the questions it meets."""
    way = np.ones(len(values), np.int64)
    for n, mask in enumerate(masks):
        way += ((values & mask) != 0).astype(np.int64) << n
    np.take(table, np.where(values == NO_SET, 0, way), out=out, mode="clip")


def keys(own: Array, asked: Array, places: Array, first: int, rows: Array, out: Array) -> None:
    """Where each person stands in the table [day, place]: by their own day where it is told, else the day asked about."""
    day = np.where(own == NO_DAY, asked, own)
    np.add(rows[np.clip(day, first, first + len(rows) - 1) - first], places, out=out)


def reasons(tables: Any, parts: Any, units: Any, classes: Array, keys: Array, out: Array, start: int) -> None:
    """One byte for each person and rule: the weakest part where the rule stands, else what the table says."""
    out = out[:, start : start + classes.shape[1]]
    classes, keys = classes[:, : out.shape[1]], keys[:, : out.shape[1]]
    found = [_look_up(tables, t, classes) for t in range(len(tables.size))]
    for u in range(len(units.first)):
        first = units.first[u]
        rows = [_weakest(parts, first + n, found, out) for n in range(units.size[u])]
        cells = units.cells[u][keys[units.chain[u]]]
        out[u] = 0
        for n, row in enumerate(rows, 1):
            np.copyto(out[u], row, where=cells == n)


def _look_up(tables: Any, t: int, classes: Array) -> Array:
    at = np.full(classes.shape[1], tables.start[t], np.int32)
    for c in range(tables.first[t], tables.first[t] + tables.size[t]):
        at += classes[tables.column[c]] * tables.stride[c]
    return np.take(tables.bytes, at)


def _weakest(parts: Any, v: int, found: list[Array], out: Array) -> Array:
    row = np.full(out.shape[1], 255, np.uint8)
    for p in range(parts.first[v], parts.first[v] + parts.size[v]):
        what, mark = parts.what[p], parts.mark[p]
        byte = found[what] if what >= 0 else out[-1 - what]
        byte = byte if what >= 0 else np.where(byte == 255, 255, byte & 192).astype(np.uint8)
        np.minimum(row, byte | mark, out=row)
    return row

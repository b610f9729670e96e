"""Rules written out as arrays: what each condition finds by class, and which parts decide where a rule stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import prod
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np

from ..book import Book
from ..conditions import Condition, Holds, Leaf
from ..decide import conditions, ordered, out_of_force
from ..inforce import Cell, State
from ..rule import Rule
from .cells import Standings, Unit, standings, unit_of, units
from .classes import Classes, Source, classes, combinations, put, source
from .layout import ORDERS, PARTS, byte_of, checked_counts
from .people import Array, Column

MOST_COMBINATIONS = 1 << 20


class Tables(NamedTuple):
    """What is found by class: ``bytes``, where each table starts, its columns and how far a class of each leads."""

    bytes: Array
    start: Array
    first: Array
    size: Array
    column: Array
    stride: Array


class Parts(NamedTuple):
    """What decides in each way a rule stands. ``what`` is a table, or for a rule that is needed -1 less its unit.

    ``mark`` says the part's place in the byte; the table of a cell's orders has marks of its own, and here 0.
    """

    first: Array
    size: Array
    what: Array
    mark: Array


class Units(NamedTuple):
    """The ways in which each unit stands, the day that counts for it, and its table [day, place] (0: it does not)."""

    chain: Array
    first: Array
    size: Array
    cells: Array


@dataclass(frozen=True, eq=False)
class Program:
    """Rules as arrays. ``chains`` are the card's days that count, ``sorts`` how each fact sorts people."""

    units: tuple[Unit, ...]
    chains: tuple[tuple[str, ...], ...]
    table: Standings
    sorts: Mapping[Source, Classes]
    arrays: tuple[Tables, Parts, Units]


Parting = tuple[Cell, tuple[Condition, ...]]


def program(book: Book, asked: Sequence[str], told: Mapping[str, Column], known: str = "") -> Program:
    """The program for these rules (``rule`` or ``rule/effect``) and all they need, over the words of these columns.

    Raises:
        KeyError: there is no such rule.
        ValueError: a rule has more parts than a byte can name, or a condition asks about too much at once.
    """
    shapes: list[tuple[Any, ...]] = [
        (name, type(one), getattr(one, "words", None), one.values.dtype.str) for name, one in told.items()
    ]
    words = ((name, _empty(*shape)) for name, *shape in shapes)
    return _program(book, tuple(asked), tuple(sorted(words, key=itemgetter(0))), known)


@lru_cache(maxsize=512)
def _empty(kind: Any, words: tuple[Any, ...] | None, dtype: str) -> Any:
    """A column of nobody, one and the same for all columns with these words, so that a program is kept for them."""
    return kind(np.empty(0, dtype)) if words is None else kind(np.empty(0, dtype), words)


@lru_cache(maxsize=32)
def _program(
    book: Book, asked: tuple[str, ...], words: tuple[tuple[str, Column], ...], known: str
) -> Program:
    rules, told = book.rules, dict(words)
    all_ = units(rules, asked)
    table = standings(book, all_, known)
    ways = [
        [_parting(rules[one.rule], cell) for cell in cells]
        for one, cells in zip(all_, table.ways, strict=True)
    ]
    sorts = _sorts([way for line in ways for way in line], told)
    writer = _Tables(sorts)
    parts = _parts(rules, all_, ways, writer)
    chains = tuple(dict.fromkeys(one.own for one in all_))
    counts = [len(line) for line in ways]
    lines = Units(
        _ints([chains.index(one.own) for one in all_]),
        _starts(counts),
        _ints(counts),
        table.at,
    )
    return Program(all_, chains, table, sorts, (writer.arrays(), parts, lines))


def _parting(rule: Rule, cell: Cell) -> Parting:
    """A cell with what must hold of a person where the rule stands for them."""
    return cell, () if cell.state is State.BLOCKED else conditions(rule, cell)


def _sorts(ways: Iterable[Parting], told: Mapping[str, Column]) -> dict[Source, Classes]:
    asked: dict[Source, dict[Leaf, None]] = {}
    for cell, wanted in ways:
        whos = [order.court.who for order in cell.orders if order.court.who]
        for condition in (*wanted, *whos):
            for leaf in condition.leaves():
                asked.setdefault(source(leaf), {})[leaf] = None
    return {one: classes(tuple(leaves), told.get(one.name), one.ago) for one, leaves in asked.items()}


def _parts(
    rules: Mapping[str, Rule], all_: Sequence[Unit], ways: Sequence[Sequence[Parting]], tables: _Tables
) -> Parts:
    found: list[tuple[list[int], list[int]]] = []
    number = {one: n for n, one in enumerate(all_)}
    for unit, line in zip(all_, ways, strict=True):
        needs = [-1 - number[unit_of(rules, need, unit.own)] for need in rules[unit.rule].needs]
        for cell, wanted in line:
            stands = [tables.standing(cell)] if cell.orders or cell.state is not State.ON else []
            what = [tables.of(one) for one in wanted] + ([] if cell.state is State.BLOCKED else needs)
            checked_counts(unit.rule, len(what), len(cell.orders))
            found.append((stands + what, [0] * len(stands) + list(range(PARTS, PARTS + len(what)))))
    sizes = [len(what) for what, _ in found]
    whats = [one for what, _ in found for one in what]
    marks = [one for _, mark in found for one in mark]
    return Parts(_starts(sizes), _ints(sizes), _ints(whats), np.array(marks, np.uint8))


class _Tables:
    """Writes each condition and each set of orders once."""

    def __init__(self, sorts: Mapping[Source, Classes]) -> None:
        self.sorts = sorts
        self.number: dict[object, int] = {}
        self.column = {one: n for n, one in enumerate(sorts)}
        self.bytes: list[Array] = []
        self.columns: list[list[tuple[int, int]]] = []

    def of(self, condition: Condition) -> int:
        """The table of a condition."""
        if condition not in self.number:
            self.number[condition] = self._write(
                list(condition.leaves()), lambda found: byte_of(put(condition, found).holds({}))
            )
        return self.number[condition]

    def standing(self, cell: Cell) -> int:
        """The table of what a cell says: 255 where no order stops the rule and its state is in no doubt."""
        key = (cell.state, *((id(order.court), order.holds) for order in cell.orders))
        if key not in self.number:
            whos = [order.court.who for order in cell.orders if order.court.who]
            self.number[key] = self._write(
                [leaf for who in whos for leaf in who.leaves()], lambda found: _stands(cell, found)
            )
        return self.number[key]

    def _write(self, leaves: Sequence[Leaf], byte: Any) -> int:
        asked = list(dict.fromkeys(source(leaf) for leaf in leaves))
        sizes = [len(self.sorts[one].holds) for one in asked]
        if prod(sizes) > MOST_COMBINATIONS:
            raise ValueError(
                f"{leaves[0].fact.name}: a condition asks about too many facts at once; write it as several"
            )
        strides = [prod(sizes[n + 1 :]) for n in range(len(sizes))]
        self.columns.append([(self.column[one], stride) for one, stride in zip(asked, strides, strict=True)])
        found = combinations([self.sorts[one] for one in asked])
        self.bytes.append(np.array([byte(one) for one in found], np.uint8))
        return len(self.bytes) - 1

    def arrays(self) -> Tables:
        """Everything written so far."""
        sizes, counts = [len(one) for one in self.bytes], [len(one) for one in self.columns]
        pairs = [pair for one in self.columns for pair in one]
        return Tables(
            np.concatenate([np.zeros(0, np.uint8), *self.bytes]),
            _ints(np.cumsum([0, *sizes])),
            _starts(counts),
            _ints(counts),
            _ints([column for column, _ in pairs]),
            _ints([stride for _, stride in pairs]),
        )


def _stands(cell: Cell, found: Mapping[Leaf, Holds]) -> int:
    """The byte of a cell for people of whom this was found."""
    if not cell.orders:
        return byte_of(out_of_force(cell).holds)
    courts = [
        replace(one.court, who=put(one.court.who, found) if one.court.who else None) for one in cell.orders
    ]
    orders = tuple(replace(one, court=court) for one, court in zip(cell.orders, courts, strict=True))
    stands = ordered(replace(cell, orders=orders), {})
    return byte_of(stands.holds, ORDERS + next((n for n, one in enumerate(courts) if one is stands.owner), 0))


def _starts(sizes: Sequence[int]) -> Array:
    """Where each of some parts begins that lie one after the other."""
    return _ints(np.cumsum([0, *sizes])[:-1])


def _ints(numbers: Any) -> Array:
    return np.asarray(numbers, np.int32)

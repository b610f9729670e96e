"""One reason byte for each person and rule, and back from the byte to what decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from types import ModuleType
from typing import NamedTuple

import numpy as np

from ..book import Book
from ..conditions import Condition, Holds
from ..decide import Standing, by_order, conditions, in_force, out_of_force
from ..inforce import State, cell
from ..places import PLACES
from ..rule import Rule
from ..when import Moment
from . import plain
from .cells import Unit, unit_of
from .layout import APPLIES, ORDERS, PARTS, holds_of
from .people import NO_DAY, Array, Columns
from .program import Program, program

CHUNK = 1 << 16
"""How many people's classes are kept at once; whole blocks of :mod:`.kernel`, which may work past the last person."""


@cache
def engine() -> ModuleType:
    """The compiled steps where numba is there and finds a place to keep them, else the same steps in numpy."""
    try:
        from . import kernel
    except (ImportError, RuntimeError):
        return plain
    return kernel


@dataclass(frozen=True, eq=False)
class Reasons:
    """A byte for each unit and person (:mod:`.layout`). They tell about people: keep them as people's data are kept."""

    rules: Mapping[str, Rule]
    units: tuple[Unit, ...]
    bytes: Array

    def of(self, name: str) -> Array:
        """The bytes of ``rule`` or ``rule/effect``.

        Raises:
            KeyError: it was not asked for.
        """
        unit = unit_of(self.rules, name)
        if unit not in self.units:
            raise KeyError(name)
        found: Array = self.bytes[self.units.index(unit)]
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """What was decided: the first effect of a rule as ``rule``, others as ``rule/effect``."""
        return tuple(
            one.rule if one.effect == self.rules[one.rule].effect.what else f"{one.rule}/{one.effect}"
            for one in self.units
            if one == unit_of(self.rules, f"{one.rule}/{one.effect}")
        )

    def holds(self, name: str) -> Array:
        """The answers (as numbers of :class:`Holds`) of ``rule`` or ``rule/effect``."""
        found: Array = self.of(name) >> 6
        return found


def every(rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """Every rule, and every effect of those that have several."""
    return tuple(f"{rule.id}/{one.what}" for rule in rules.values() for one in rule.effects)


def reasons(
    book: Book,
    people: Columns,
    asked: Sequence[str] = (),
    known: str = "",
    steps: ModuleType | None = None,
) -> Reasons:
    """Decide rules for everybody.

    Args:
        book: the rulebook that decides.
        people: who, on which day, where.
        asked: ``rule`` or ``rule/effect``; empty: all of them.
        known: as it was known on this day; empty: as it is known now.
        steps: the engine; where it is not given, the quickest there is.

    Raises:
        KeyError: there is no such rule.
        ValueError: a rule cannot be written as columns; the sentence says why.
    """
    written = program(book, asked or every(book.rules), people.facts, known)
    return Reasons(book.rules, written.units, run(written, people, steps or engine()))


def run(written: Program, people: Columns, steps: ModuleType) -> Array:
    """The bytes of a program for everybody, chunk by chunk."""
    out = np.empty((len(written.units), len(people)), np.uint8)
    classes = np.zeros((max(1, len(written.sorts)), CHUNK), np.uint8)
    keys = np.zeros((len(written.chains), CHUNK), np.uint32)
    for lo in range(0, len(people), CHUNK):
        size = min(CHUNK, len(people) - lo)
        _sort(written, people, lo, classes[:, :size], steps)
        _place(written, people, lo, keys[:, :size], steps)
        steps.reasons(*written.arrays, classes, keys, out, lo)
    return out


def _sort(written: Program, people: Columns, lo: int, out: Array, steps: ModuleType) -> None:
    """The class of each person by each fact."""
    asked = people.days[lo : lo + out.shape[1]]
    for (name, ago), how, line in zip(written.sorts, written.sorts.values(), out, strict=False):
        if how.way == "untold":
            continue
        values = people.facts[name].values[lo : lo + len(line)]
        if ago:
            values = np.where(values == NO_DAY, NO_DAY, asked - values)
        getattr(steps, how.way)(values, how.cuts, how.table, line)


def _place(written: Program, people: Columns, lo: int, out: Array, steps: ModuleType) -> None:
    """The cell of each person in the table, by each of the days that count."""
    end = lo + out.shape[1]
    asked, places = people.days[lo:end], people.places[lo:end]
    for chain, line in zip(written.chains, out, strict=True):
        told = [people.facts[name].values[lo:end] for name in reversed(chain) if name in people.facts]
        own = reduce(lambda later, day: np.where(day == NO_DAY, later, day), told) if told else asked
        steps.keys(own, asked, places, written.table.first, written.table.rows, line)


class Reason(NamedTuple):
    """What a byte says: the answer, the state of the rule for that person and its owner, and the part that decided.

    ``part`` is a condition that does not hold (or is not known), or the id of a rule that is needed; None where the
    standing decides, and where the rule reaches the person. Beside a part, the standing is that of the cell.
    """

    holds: Holds
    standing: Standing
    part: Condition | str | None = None


def reason(byte: int, rule: Rule, day: str, place: str, effect: str = "", known: str = "") -> Reason:
    """What decided, from the byte, the rule, the day that counted and the place; nothing else of the person is needed."""
    there = cell(rule, effect or rule.effect.what, Moment(day, PLACES[place].zone), place, known)
    holds, low = holds_of(byte), byte & 63
    stands = in_force(there) if there.state is State.ON else out_of_force(there)
    if ORDERS <= low < PARTS:
        return Reason(holds, by_order(there, there.orders[low - ORDERS], holds))
    if byte == APPLIES or not low:
        return Reason(holds, stands)
    parts: tuple[Condition | str, ...] = (*conditions(rule, there), *rule.needs)
    return Reason(holds, stands, parts[low - PARTS])

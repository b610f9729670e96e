"""The in-force table of many rules at once: the stretches of days between all their turning days, by place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ..book import Book
from ..conditions import NO
from ..decide import DAYS_OF_THE_CARD, out_of_force
from ..inforce import Cell, State, column, seen_from
from ..places import PLACES, Place
from ..rule import Court, On, Pause, Rule
from .people import Array


class Unit(NamedTuple):
    """One effect of a rule, decided by the first of the card's days ``own`` that is told, else the day asked about."""

    rule: str
    effect: str
    own: tuple[str, ...] = ()


def units(rules: Mapping[str, Rule], asked: Sequence[str]) -> tuple[Unit, ...]:
    """What has to be decided for these rules (``rule`` or ``rule/effect``): what is needed comes before what needs it.

    Raises:
        KeyError: there is no such rule.
    """
    found: dict[Unit, None] = {}

    def add(name: str, own: tuple[str, ...]) -> None:
        unit = unit_of(rules, name, own)
        for need in rules[unit.rule].needs:
            add(need, unit.own)
        found[unit] = None

    for name in asked:
        add(name, ())
    return tuple(found)


def unit_of(rules: Mapping[str, Rule], name: str, own: tuple[str, ...] = ()) -> Unit:
    """The unit that ``rule`` or ``rule/effect`` names; ``own`` are the days of the rule that needs it."""
    id_, _, effect = name.partition("/")
    rule = rules[id_]
    done = next((one for one in rule.effects if one.what == effect), rule.effect)
    days = (rule.counts,) if rule.counts in DAYS_OF_THE_CARD else ()
    return Unit(id_, done.what, tuple(dict.fromkeys(days + own)))


@dataclass(frozen=True, eq=False)
class Standings:
    """The table: ``rows`` leads from a day (after ``first``) to its stretch, ``at[unit]`` is a number for each cell.

    0: not in force; from 1 on the :attr:`ways`, which are the cells in which a rule stands, or may stand.
    """

    first: int
    rows: Array
    at: Array
    ways: tuple[tuple[Cell, ...], ...]


@lru_cache(maxsize=32)
def standings(book: Book, asked: tuple[Unit, ...], known: str) -> Standings:
    """The table of these units, as known on the day ``known`` (empty: as it is known now)."""
    lines = [_lines(book.rules[one.rule], one.effect, known) for one in asked]
    turns = sorted({_ordinal(day) for alike, _ in lines for days, _ in alike for day in days[1:]})
    begins = np.array([1, *turns])
    first = turns[0] - 1 if turns else 1
    days = np.arange(first, (turns[-1] if turns else 1) + 1)
    rows = ((np.searchsorted(begins, days, side="right") - 1) * len(PLACES)).astype(np.uint32)
    found = [_numbered(alike, begins) for alike, _ in lines]
    at = [numbers[:, which].ravel() for (numbers, _), (_, which) in zip(found, lines, strict=True)]
    return Standings(first, rows, np.stack(at), tuple(ways for _, ways in found))


Line = tuple[tuple[str, ...], tuple[Cell, ...]]


def _lines(rule: Rule, effect: str, known: str) -> tuple[list[Line], list[int]]:
    """The cells of a rule at every sort of place, and of which sort each place is."""
    sorts: dict[object, int] = {}
    lines: list[Line] = []
    which = []
    for place in PLACES.values():
        sort = _sort(rule, place)
        if sort not in sorts:
            sorts[sort] = len(lines)
            lines.append(column(rule, effect, place.name, place.zone, known))
        which.append(sorts[sort])
    return lines, which


def _sort(rule: Rule, place: Place) -> object:
    """What a rule can tell of a place: which of its parts name it, and its clock where the rule turns at an hour."""
    windows: list[On | Court | Pause] = [
        *rule.on,
        *rule.off,
        *(pause for one in rule.off for pause in one.paused),
    ]
    hours = any(len(edge) > 10 for one in windows for edge in (one.start, one.end))
    named = [rule.at, *(on.at for on in rule.on), *(order.at for order in rule.off)]
    here = seen_from(rule, place.name)
    return (place.zone if hours else "", *(here in at for at in named))


def _numbered(lines: Sequence[Line], begins: Array) -> tuple[Array, tuple[Cell, ...]]:
    """The number of each cell by stretch and sort of place, and the cells that are numbered."""
    ways: dict[object, int] = {}
    kept: list[Cell] = []

    def number(cell: Cell) -> int:
        if not may_stand(cell):
            return 0
        key = _key(cell)
        if key not in ways:
            ways[key] = 1 + len(ways)
            kept.append(cell)
        return ways[key]

    at = np.empty((len(begins), len(lines)), np.uint8)
    for n, (days, cells) in enumerate(lines):
        starts = [_ordinal(day) for day in days]
        at[:, n] = np.array([number(one) for one in cells])[np.searchsorted(starts, begins, side="right") - 1]
    return at, tuple(kept)


def may_stand(cell: Cell) -> bool:
    """Whether the rule may be in force for anybody in a cell."""
    return cell.state in (State.ON, State.BLOCKED) or out_of_force(cell).holds is not NO


def _key(cell: Cell) -> object:
    """What tells the cells of a rule apart, as far as people are concerned: what is asked there, and the orders."""
    own = cell.owner.when if isinstance(cell.owner, On) else None
    in_doubt = cell.state not in (State.ON, State.BLOCKED)
    return (in_doubt, own, *((id(one.court), one.holds) for one in cell.orders))


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()

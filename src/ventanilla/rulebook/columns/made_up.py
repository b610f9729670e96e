"""Made-up people for tests and measurements: half of their days lie beside a day on which some rule turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from ..book import Book
from ..card import facts as known_facts
from ..conditions import ASKED_ON, Leaf
from ..decide import DAYS_OF_THE_CARD
from ..rule import Rule
from .cells import standings, units
from .people import NO_DAY, NO_SET, PLACE_NAMES, Array, Codes, Column, Columns, Days, Numbers, Sets, signed

FIRST_DAY, LAST_DAY = date(2017, 1, 1).toordinal(), date(2026, 1, 1).toordinal()
ANOTHER = "XX"
"""A code that no rule names."""


def made_up(book: Book, count: int, seed: int, untold: float = 0.15) -> Columns:
    """So many people of whom all that the rules ask is drawn by chance; ``untold``: the share that is missing."""
    luck = np.random.default_rng(seed)
    turns = _turning_days(book)
    asked = _days(luck, count, turns)
    told: dict[str, Column] = {}
    for name, leaves in _asked(book.rules).items():
        told[name] = _hidden(luck, _column(luck, count, name, leaves, asked, turns), untold)
    return Columns(told, asked, luck.integers(0, len(PLACE_NAMES), count).astype(np.uint8))


def _asked(rules: Mapping[str, Rule]) -> dict[str, list[Leaf]]:
    """The questions that rules ask, by fact; the days that may count are asked about even without one."""
    found: dict[str, list[Leaf]] = {
        rule.counts: [] for rule in rules.values() if rule.counts in DAYS_OF_THE_CARD
    }
    for rule in rules.values():
        parts = [*rule.when, *rule.unless, *(one for on in rule.on for one in on.when)]
        parts += [court.who for court in rule.off if court.who]
        for leaf in (leaf for part in parts for leaf in part.leaves()):
            found.setdefault(leaf.fact.name, []).append(leaf)
    found.pop(ASKED_ON, None)
    return found


def _turning_days(book: Book) -> Array:
    """Every day on which a rule turns at some place."""
    table = standings(book, units(book.rules, tuple(book.rules)), "")
    return table.first + np.flatnonzero(np.diff(table.rows)) + 1


def _days(luck: np.random.Generator, count: int, edges: Array) -> Array:
    beside = luck.choice(edges, count) + luck.integers(-1, 2, count)
    anywhere = luck.integers(FIRST_DAY, LAST_DAY, count)
    return np.where(luck.random(count) < 0.5, beside, anywhere).astype(np.int32)


def _column(
    luck: np.random.Generator, count: int, name: str, leaves: Sequence[Leaf], asked: Array, turns: Array
) -> Column:
    wanted = [one for leaf in leaves for one in _named(leaf)]
    match known_facts()[name].kind:
        case "flag":
            return Codes(luck.integers(1, 3, count).astype(np.uint8))
        case "day":
            edges = [date.fromisoformat(one[:10]).toordinal() for one in wanted if isinstance(one, str)]
            lately = asked - luck.integers(0, 60, count)
            days = _days(luck, count, np.array([*edges, *turns]))
            return Days(np.where(luck.random(count) < 0.3, lately, days).astype(np.int32))
        case "number":
            edges = [one for one in wanted if not isinstance(one, bool)]
            return Numbers((luck.choice([0, *edges], count) + luck.integers(-1, 2, count)).astype(np.int32))
        case "codes":
            words = tuple(dict.fromkeys((*wanted, ANOTHER)))
            return Sets(luck.integers(0, 1 << len(words), count).astype(signed(len(words))), words)
        case _:
            words = tuple(dict.fromkeys((*wanted, ANOTHER)))
            return Codes(luck.integers(1, 1 + len(words), count).astype(np.uint8), words)


def _named(leaf: Leaf) -> tuple[Any, ...]:
    wanted = leaf.wanted if isinstance(leaf.wanted, tuple) else (leaf.wanted,)
    return (*(one for one in wanted if one is not None), *getattr(leaf, "off", ()))


def _hidden(luck: np.random.Generator, column: Column, share: float) -> Column:
    """The column with a share of it not told."""
    nothing: Any = {Codes: 0, Days: NO_DAY, Numbers: NO_DAY, Sets: NO_SET}[type(column)]
    column.values[luck.random(len(column.values)) < share] = nothing
    return column

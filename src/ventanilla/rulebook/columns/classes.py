"""The few classes into which one fact sorts people: those whom no question of the rules tells apart are one class."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import product
from math import floor, inf, nextafter
from typing import Any, NamedTuple

import numpy as np

from ..conditions import ASKED_ON, Ago, All, Condition, Holds, Judged, Leaf, Not, Some
from .people import Array, Codes, Column, Days, Numbers, Sets

TODAY = date(2000, 1, 1).toordinal()
MOST_CLASSES = 255


class Source(NamedTuple):
    """What sorts people: a fact, or how many days a fact lies before the day that is asked about."""

    name: str
    ago: bool = False


def source(leaf: Leaf) -> Source:
    """What a single question looks at."""
    return Source(leaf.fact.name, isinstance(leaf, Ago))


@dataclass(frozen=True, eq=False)
class Classes:
    """How a column sorts people. ``way`` names the step that does it, ``cuts`` is what the step compares with.

    ``table`` gives the class of each result of the step, and ``holds`` what each question finds for each class.
    """

    way: str
    cuts: Any
    table: Array
    holds: tuple[Mapping[Leaf, Holds], ...]


def classes(leaves: Sequence[Leaf], column: Column | None, ago: bool) -> Classes:
    """The classes in which these questions about one fact sort the people of a column.

    Raises:
        ValueError: there are too many of them to count in a byte.
    """
    steps = _steps(leaves, column, ago)
    found = [tuple(leaf.holds(card(leaf)) for leaf in leaves) for card in (_untold, *steps.cards)]
    kinds = list(dict.fromkeys(found))
    if len(kinds) > MOST_CLASSES:
        raise ValueError(
            f"{leaves[0].fact.name}: the rules tell {len(kinds)} kinds of people apart; columns can 255"
        )
    table = np.array([kinds.index(one) for one in found], np.uint8)
    way, cuts, table = (
        _pruned(steps, table) if steps.way in ("days", "numbers") else (steps.way, steps.cuts, table)
    )
    return Classes(way, cuts, table, tuple(dict(zip(leaves, kind, strict=True)) for kind in kinds))


def _pruned(steps: _Steps, table: Array) -> tuple[str, Any, Array]:
    """Only the cuts at which anything turns; days are looked up by themselves, from the one before the first cut."""
    turns = np.flatnonzero(table[1:-1] != table[2:])
    cuts, table = steps.cuts[turns], table[[0, 1, *(turns + 2)]]
    if steps.way == "numbers":
        return steps.way, cuts, table
    first = int(cuts[0]) - 1 if len(cuts) else 0
    days = np.arange(first, int(cuts[-1]) + 1 if len(cuts) else 1)
    return steps.way, first, np.array([table[0], *table[1 + np.searchsorted(cuts, days, side="right")]])


_Card = Callable[[Leaf], Mapping[str, Any]]


class _Steps(NamedTuple):
    """How a column is sorted: the step, what it compares with, and a card for each of its results but "not told"."""

    way: str
    cuts: Any
    cards: Sequence[_Card]


def _untold(_leaf: Leaf) -> Mapping[str, Any]:
    return {ASKED_ON: _day(TODAY)}


def _steps(leaves: Sequence[Leaf], column: Column | None, ago: bool) -> _Steps:
    name = leaves[0].fact.name
    wanted = [one for leaf in leaves for one in _wanted(leaf)]
    match column:
        case Codes(words=words):
            return _Steps("codes", 0, [_card({name: word}) for word in words])
        case Days() if ago:
            return _cut("days", wanted, lambda n: {name: _day(TODAY - n), ASKED_ON: _day(TODAY)})
        case Days():
            return _cut(
                "days",
                [date.fromisoformat(one[:10]).toordinal() for one in wanted],
                lambda n: {name: _day(n)},
            )
        case Numbers(values=values):
            whole = values.dtype.kind == "i"
            return _cut("days" if whole else "numbers", wanted, lambda n: {name: n}, whole)
        case Sets(values=values, words=words):
            masks = np.array([_mask(leaf, words) for leaf in leaves], values.dtype)
            return _Steps("sets", masks, list(_set_cards(leaves)))
        case _:
            return _Steps("untold", 0, [])


def _cut(
    way: str, edges: Sequence[Any], card: Callable[[Any], Mapping[str, Any]], whole: bool = True
) -> _Steps:
    """Cuts at each value that is compared with and just after it; a card below the first and one at each."""
    beside = {
        cut
        for one in edges
        for cut in ((floor(one), floor(one) + 1) if whole else (one, nextafter(one, inf)))
    }
    cuts = sorted(beside) or [TODAY]
    below = cuts[0] - 1 if whole else nextafter(cuts[0], -inf)
    return _Steps(way, np.array(cuts), [_card(card(one)) for one in (below, *cuts)])


def _card(card: Mapping[str, Any]) -> _Card:
    return lambda _leaf: card


def _wanted(leaf: Leaf) -> tuple[Any, ...]:
    """The values that a question compares with; for a number that is asked for as such, nought."""
    if leaf.test == "any":
        return (0,) if leaf.fact.kind == "number" else ()
    return leaf.wanted if isinstance(leaf.wanted, tuple) else (leaf.wanted,)


def _day(ordinal: int) -> str:
    return date.fromordinal(min(ordinal, date.max.toordinal())).isoformat()


def _mask(leaf: Leaf, words: Sequence[str]) -> int:
    return sum(1 << n for n, word in enumerate(words) if leaf.test == "any" or word in leaf.wanted)


def _set_cards(leaves: Sequence[Leaf]) -> Iterator[_Card]:
    """A card for every way in which a list may answer the questions: bit n of the way says that it meets the n-th."""
    for way in range(1 << len(leaves)):
        yield partial(_meeting, {leaf for n, leaf in enumerate(leaves) if way >> n & 1})


def _meeting(met: Container[Leaf], leaf: Leaf) -> Mapping[str, Any]:
    return {leaf.fact.name: (leaf.wanted or ("any",))[:1] if leaf in met else ()}


@dataclass(frozen=True, slots=True)
class Found(Condition):
    """A condition of which it is already known whether it holds."""

    found: Holds

    def holds(self, card: Mapping[str, Any]) -> Holds:
        return self.found


def put(condition: Condition, found: Mapping[Leaf, Holds]) -> Condition:
    """The condition with what was found in the place of its questions."""
    match condition:
        case Leaf():
            return Found(found[condition])
        case All(parts) | Some(parts):
            return replace(condition, parts=tuple(put(part, found) for part in parts))
        case Not(part) | Judged(part):
            return replace(condition, part=put(part, found))
    raise TypeError(f"columns do not know the condition {type(condition).__name__}")


def combinations(sorted_: Sequence[Classes]) -> Iterator[Mapping[Leaf, Holds]]:
    """What the questions find for every combination of classes, the last one turning fastest."""
    for kinds in product(*(one.holds for one in sorted_)):
        yield {leaf: holds for kind in kinds for leaf, holds in kind.items()}

"""The few classes into which one fact sorts people: those whom no question of the rules tells apart are one class."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from math import inf, nextafter
from typing import Any, NamedTuple

import numpy as np

from ..conditions import ASKED_ON, Ago, All, Condition, Holds, Judged, Leaf, Not, Some
from .people import NO_DAY, Array, Codes, Column, Days, Numbers, Sets

SOME_DAY = date(2000, 1, 1)
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
    way, cuts, cards = _ways(leaves, column, ago)
    found = [tuple(leaf.holds(card(leaf)) for leaf in leaves) for card in cards]
    if way == "numbers":
        turns = [n for n in range(len(cuts)) if found[n + 1] != found[n + 2]]
        cuts, found = cuts[turns], [*found[:2], *(found[n + 2] for n in turns)]
    kinds = list(dict.fromkeys(found))
    if len(kinds) > MOST_CLASSES:
        raise ValueError(f"{leaves[0].fact.name}: the rules tell {len(kinds)} kinds of people apart; columns can 255")
    table = np.array([kinds.index(one) for one in found], np.uint8)
    return Classes(way, cuts, table, tuple(dict(zip(leaves, kind, strict=True)) for kind in kinds))


_Card = Callable[[Leaf], Mapping[str, Any]]


def _ways(leaves: Sequence[Leaf], column: Column | None, ago: bool) -> tuple[str, Any, list[_Card]]:
    """The step that sorts a column, what it compares with, and a card for each of its results; first: not told."""
    name = leaves[0].fact.name
    untold = _card({ASKED_ON: SOME_DAY.isoformat()})
    match column:
        case Codes(words=words):
            return "codes", 0, [untold, *(_card({name: word}) for word in words)]
        case Days():
            first, cards = _day_cards(name, [one for leaf in leaves for one in _wanted(leaf)], ago)
            return "days", first, [untold, *cards]
        case Numbers(values=values) if values.dtype.kind == "i":
            found = [int(one) for leaf in leaves for one in _wanted(leaf)]
            return "days", min(found) - 1, [untold, *(_card({name: n}) for n in range(min(found) - 1, max(found) + 2))]
        case Numbers():
            cuts = sorted({edge for leaf in leaves for one in _wanted(leaf) for edge in (one, nextafter(one, inf))})
            cards = [_card({name: one}) for one in (nextafter(cuts[0], -inf), *cuts)]
            return "numbers", np.array(cuts, np.float64), [untold, *cards]
        case Sets(values=values, words=words):
            masks = np.array([_mask(leaf, words) for leaf in leaves], values.dtype)
            return "sets", masks, [untold, *_set_cards(leaves)]
        case _:
            return "untold", 0, [untold]


def _card(card: Mapping[str, Any]) -> _Card:
    return lambda _leaf: card


def _wanted(leaf: Leaf) -> tuple[Any, ...]:
    """The values that a question compares with; for a number that is asked for as such, nought."""
    if leaf.test == "any":
        return () if leaf.fact.kind == "day" else (0,)
    return leaf.wanted if isinstance(leaf.wanted, tuple) else (leaf.wanted,)


def _day_cards(name: str, wanted: Sequence[Any], ago: bool) -> tuple[int, list[_Card]]:
    """The first day that is told apart, and a card for each day from there to the last, one after which all are alike."""
    found = [one if ago else date.fromisoformat(one[:10]).toordinal() for one in wanted] or [SOME_DAY.toordinal()]
    first, end = min(found) - 1, max(found) + 2
    if ago:
        days = [(SOME_DAY - timedelta(n)).isoformat() for n in range(first, end)]
        return first, [_card({name: day, ASKED_ON: SOME_DAY.isoformat()}) for day in days]
    days = [date.fromordinal(min(n, date.max.toordinal())).isoformat() for n in range(first, end)]
    return first, [_card({name: day}) for day in days]


def _mask(leaf: Leaf, words: Sequence[str]) -> int:
    return sum(1 << n for n, word in enumerate(words) if leaf.test == "any" or word in leaf.wanted)


def _set_cards(leaves: Sequence[Leaf]) -> Iterator[_Card]:
    """A card for every way in which a list may answer the questions: bit n of the way says that it meets the n-th."""
    for way in range(1 << len(leaves)):
        meets = {leaf: bool(way >> n & 1) for n, leaf in enumerate(leaves)}
        yield lambda leaf, meets=meets: {leaf.fact.name: (leaf.wanted or ("any",))[:1] if meets[leaf] else ()}


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

"""People at the edge of a condition: values just inside and just outside, and a card for whom all of it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any

from .conditions import ASKED_ON, Ago, Condition, Holds, Leaf, Listed
from .places import PLACES

Card = dict[str, Any]
_GIVEN: Mapping[str, tuple[Any, Any]] = {
    "flag": (False, True), "codes": ((), ("GT",)), "code": ("", "GT"), "text": ("", "said"), "number": (0, 1),
}  # fmt: skip
_STATES = tuple(dict.fromkeys(place.state for place in PLACES.values() if place.country == "MX"))
_OUTSIDE = {"manner": ("port", "between"), "nat": ("HN", "MX", "CN"), "state": _STATES}
"""Codes that are asked about as well, whether or not a rule names them."""


def shifted(day: str, days: int) -> str:
    """The day so many days later (or earlier), without its hour."""
    return (date.fromisoformat(day[:10]) + timedelta(days)).isoformat()


def values(leaf: Leaf, day: str) -> tuple[Any, ...]:
    """Values of the leaf's fact just inside and just outside, as seen on ``day``; None is a fact nobody told."""
    wanted, fact = leaf.wanted, leaf.fact
    if isinstance(leaf, Ago):
        return tuple(shifted(day, -wanted + n) for n in (-1, 0, 1))
    if isinstance(leaf, Listed):
        return (*wanted, *leaf.off, *_OUTSIDE["nat"])
    if leaf.test == "in":
        return (*wanted, *_OUTSIDE.get(fact.name, ("another",)))
    if leaf.test == "between":
        return (wanted[0] - 1, *wanted, wanted[1] + 1)
    if leaf.test == "has":
        return ((), ("another",), *((code,) for code in wanted))
    if leaf.test == "any":
        return _GIVEN.get(fact.kind, ("", day))
    return tuple(wanted + n if isinstance(wanted, int) else shifted(wanted, n) for n in (-1, 0, 1))


def around(conditions: Iterable[Condition], day: str) -> dict[str, tuple[Any, ...]]:
    """For each fact that the conditions ask about: silence, and every value at one of its edges."""
    found: dict[str, dict[Any, None]] = {}
    for leaf in (leaf for one in conditions for leaf in one.leaves()):
        found.setdefault(leaf.fact.name, {None: None}).update(dict.fromkeys(values(leaf, day)))
    return {name: tuple(some) for name, some in found.items() if name != ASKED_ON}


def whoever(conditions: Sequence[Condition], day: str, start: Mapping[str, Any] | None = None) -> Card:
    """A card for whom as many of the conditions hold on ``day`` as can be, and who says no more than that needs."""
    card: Card = {**(start or {}), ASKED_ON: day}
    for _again in (1, 2):
        for name, some in around(conditions, day).items():
            tries = [card, *(put(card, name, value) for value in some)]
            card = max(tries, key=lambda one: sum(condition.holds(one) for condition in conditions))
    return {name: value for name, value in card.items() if name != ASKED_ON}


def put(card: Mapping[str, Any], name: str, value: Any) -> Card:
    """The card with another value; None takes the fact away."""
    rest = {key: old for key, old in card.items() if key != name}
    return rest if value is None else rest | {name: value}


def neighbours(card: Card, conditions: Iterable[Condition], day: str) -> Iterator[tuple[str, Card]]:
    """Everybody who differs from a card in the facts of one condition, and the names of those facts.

    A condition of several facts is asked with every combination, for each may hide the others.
    """
    conditions = tuple(conditions)
    everything = around(conditions, day)
    for one in conditions:
        mine = {name: everything[name] for name in around((one,), day)}
        for combination in product(*mine.values()):
            other = card
            for name, value in zip(mine, combination, strict=True):
                other = put(other, name, value)
            yield "+".join(mine), other


def reached(conditions: Iterable[Condition], card: Card, day: str) -> Holds:
    """Whether all of the conditions hold."""
    return min((one.holds({**card, ASKED_ON: day}) for one in conditions), default=Holds.YES)

"""Conditions as small objects: one definition that is walked for the why, or written out over columns.

A condition answers in four ways, and the weakest wins as in Kleene's logic: NO over UNKNOWN over LAWYER over YES.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from .facts import MISSING, Fact
from .said import Said

Card = Mapping[str, Any]


class Holds(IntEnum):
    """Whether a condition holds for a person; ordered, so that ``min`` is *and* and ``max`` is *or*."""

    NO = 0
    UNKNOWN = 1
    LAWYER = 2
    YES = 3


@dataclass(frozen=True, slots=True)
class Condition:
    """The base of all conditions."""

    def holds(self, card: Card) -> Holds:
        """Whether it holds for a person."""
        raise NotImplementedError

    def leaves(self) -> Iterator[Leaf]:
        """The single questions it is made of, in order."""
        raise NotImplementedError

    def __and__(self, other: Condition) -> Condition:
        return All((self, other))

    def __or__(self, other: Condition) -> Condition:
        return Some((self, other))

    def __invert__(self) -> Condition:
        return Not(self)


_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "in": lambda value, wanted: value in wanted,
    "from": lambda value, wanted: value >= wanted,
    "before": lambda value, wanted: value < wanted,
    "between": lambda value, wanted: wanted[0] <= value <= wanted[1],
    "is": lambda value, wanted: value == wanted,
    "has": lambda value, wanted: bool(set(value) & set(wanted)),
    "any": lambda value, _wanted: bool(value),
}

ASKED_ON = "asked_on"
"""The name under which a card carries the day that is asked about."""


@dataclass(frozen=True, slots=True)
class Leaf(Condition):
    """One question about one fact. ``test`` is one of in, from, before, between, is, has, any."""

    fact: Fact
    test: str
    wanted: Any = None

    def holds(self, card: Card) -> Holds:
        value = self.fact.of(card)
        if value is MISSING:
            return Holds.LAWYER if self.fact.judged else Holds.UNKNOWN
        return Holds.YES if _TESTS[self.test](value, self.wanted) else Holds.NO

    def leaves(self) -> Iterator[Leaf]:
        yield self


@dataclass(frozen=True, slots=True)
class Listed(Leaf):
    """A list of codes that was read in part: ``wanted`` are on it, ``off`` are not, any other is not known."""

    off: tuple[str, ...] = ()

    def holds(self, card: Card) -> Holds:
        value = self.fact.of(card)
        if value is MISSING or value not in (*self.wanted, *self.off):
            return Holds.UNKNOWN
        return Holds.YES if value in self.wanted else Holds.NO


@dataclass(frozen=True, slots=True)
class Ago(Leaf):
    """A day that lies more than ``wanted`` days before the day asked about."""

    def holds(self, card: Card) -> Holds:
        value, asked = self.fact.of(card), card.get(ASKED_ON)
        if value is MISSING or asked is None:
            return Holds.UNKNOWN
        days = (date.fromisoformat(asked[:10]) - date.fromisoformat(value[:10])).days
        return Holds.YES if days > self.wanted else Holds.NO


@dataclass(frozen=True, slots=True)
class Judged(Condition):
    """Where the part holds, a lawyer has to judge; where it does not, nobody claimed it. ``says`` words it."""

    part: Condition
    says: Said | None = None

    def holds(self, card: Card) -> Holds:
        found = self.part.holds(card)
        return Holds.LAWYER if found is Holds.YES else found

    def leaves(self) -> Iterator[Leaf]:
        yield from self.part.leaves()


@dataclass(frozen=True, slots=True)
class All(Condition):
    """Every part holds."""

    parts: tuple[Condition, ...]

    def holds(self, card: Card) -> Holds:
        return min((part.holds(card) for part in self.parts), default=Holds.YES)

    def leaves(self) -> Iterator[Leaf]:
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True, slots=True)
class Some(Condition):
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def holds(self, card: Card) -> Holds:
        return max((part.holds(card) for part in self.parts), default=Holds.NO)

    def leaves(self) -> Iterator[Leaf]:
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The part does not hold; what is not known stays so."""

    part: Condition

    def holds(self, card: Card) -> Holds:
        return {Holds.NO: Holds.YES, Holds.YES: Holds.NO}.get(found := self.part.holds(card), found)

    def leaves(self) -> Iterator[Leaf]:
        yield from self.part.leaves()


@dataclass(frozen=True, slots=True)
class Ask:
    """A fact as rules write it: ``nat.isin("HN", "SV")``, ``entry >= "2018-11-10"``, ``age.between(18, 60)``."""

    fact: Fact

    def isin(self, *codes: object) -> Condition:
        """The fact is one of these codes."""
        return Leaf(self.fact, "in", codes)

    def has(self, *codes: str) -> Condition:
        """A fact that is a list holds one of these codes."""
        return Leaf(self.fact, "has", codes)

    def between(self, least: int, most: int) -> Condition:
        """The fact is a number from ``least`` to ``most``, both included."""
        return Leaf(self.fact, "between", (least, most))

    def on_or_after(self, day: str) -> Condition:
        """The fact is this day or a later one."""
        return Leaf(self.fact, "from", day)

    def before(self, day: str) -> Condition:
        """The fact is a day before this one."""
        return Leaf(self.fact, "before", day)

    def at_least(self, number: int) -> Condition:
        """The fact is this number or more."""
        return Leaf(self.fact, "from", number)

    def below(self, number: int) -> Condition:
        """The fact is less than this number."""
        return Leaf(self.fact, "before", number)

    def listed(self, *codes: str, off: tuple[str, ...] = ()) -> Condition:
        """The fact is on a list that was read in part: these are on it, those of ``off`` are not, others unknown."""
        return Listed(self.fact, "listed", codes, off)

    def days_ago(self, more_than: int) -> Condition:
        """The fact is a day more than so many days before the day asked about."""
        return Ago(self.fact, "ago", more_than)

    @property
    def given(self) -> Condition:
        """The fact is true, or a list with something in it."""
        return Leaf(self.fact, "any")


def judged(part: Condition, says: Said | None = None) -> Condition:
    """What somebody claims and a lawyer has to judge: ``unless=(judged(trafficked.given),)``."""
    return Judged(part, says)

"""What a rule is made of: where it stands, when and where it is in force, whom it reaches, what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .conditions import Condition
from .said import Said

Country = Literal["US", "MX"]
Basis = Literal["statute", "regulation", "proclamation", "memo", "court", "agreement", "practice"]
Mark = Literal["S", "K"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact of law was read. ``mark`` S: read there; K: from memory, and said with every answer it decides."""

    title: str
    date: str = ""
    url: str = ""
    mark: Mark = "S"


@dataclass(frozen=True, slots=True)
class On:
    """A stretch of time in which a rule is in force, at some places or at all of the rule's, for some or for all.

    ``start`` and ``end`` are the days in force; ``known`` the day it was announced (where the record gives none it is
    the first day, and marked assumed); ``used`` the day it was first used. With ``paper`` it stands on paper only.
    ``ended_by`` is where its end was read, if elsewhere; ``end_known`` the day on which its end was announced, if before.
    """

    start: str
    end: str = ""
    source: Source | None = None
    at: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    known: str = ""
    used: str = ""
    paper: bool = False
    ended_by: Source | None = None
    end_known: str = ""
    mark: Mark = "S"


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch of time in which an order was itself on hold."""

    start: str
    end: str
    mark: Mark = "S"


@dataclass(frozen=True, slots=True)
class Court:
    """An order that stops a rule: in a window, at places, for a class of people; it may itself be paused.

    ``covers`` names the effects it stops (empty: all). ``never`` marks an order that was given and never took hold:
    it stops nothing, and the why can say so. ``hours`` False says that it held for an unknown part of its days.
    """

    title: Said
    start: str
    end: str = ""
    source: Source | None = None
    at: tuple[str, ...] = ()
    who: Condition | None = None
    covers: tuple[str, ...] = ()
    paused: tuple[Pause, ...] = ()
    known: str = ""
    mark: Mark = "S"
    never: bool = False
    hours: bool = True


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing a rule does: ``bars``, ``returns``, ``holds``, ``opens``... ``what``, and what it leaves open."""

    does: str
    what: str
    says: Said
    leaves_open: tuple[str, ...] = ()
    power: bool = False
    """True where an officer may, and need not."""


@dataclass(frozen=True, slots=True)
class Quota:
    """How many a year, and the part kept for some: ``total``, ``share`` (0: none kept), where the rest goes."""

    year: str
    total: int
    share: int = 0
    counts: str = "approved petitions"
    rolls_to: str = ""

    def left(self, used: int) -> int:
        """How many of the part that is kept (or of the whole, where none is) are left after ``used``."""
        return max((self.share or self.total) - used, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule of one country. ``ids`` names the rows of the record it says. A rule is equal to itself only.

    ``counts`` names the day that decides: a fact of the card (entry, approval, start...) where the card has it, else
    the day that is asked about (decision, encounter, asking, return).
    """

    id: str
    country: Country
    basis: Basis
    title: Said
    effects: tuple[Effect, ...]
    counts: str
    zone: str
    on: tuple[On, ...]
    at: tuple[str, ...] = ()
    off: tuple[Court, ...] = ()
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    needs: tuple[str, ...] = ()
    quota: Quota | None = None
    ids: tuple[str, ...] = ()

    @property
    def effect(self) -> Effect:
        """What it does first of all."""
        return self.effects[0]

"""What a rule is made of: where it stands, when and where it is in force, whom it reaches, what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .conditions import Condition

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
class Said:
    """A sentence in the two languages in which rules are written."""

    en: str
    es: str


@dataclass(frozen=True, slots=True)
class On:
    """A stretch of time in which a rule is in force, at some places or at all of the rule's, for some or for all.

    ``known`` is the day it was announced; where the record gives none it is the first day, and marked assumed.
    """

    start: str
    end: str = ""
    source: Source | None = None
    at: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    known: str = ""
    mark: Mark = "S"


@dataclass(frozen=True, slots=True)
class Court:
    """An order that stops a rule: in a window, at places, for a class of people; it may itself be paused.

    ``never`` marks an order that was given and never took hold: it stops nothing, and the why can say so. ``hours``
    False says that it held for an unknown part of its days.
    """

    title: Said
    start: str
    end: str = ""
    source: Source | None = None
    at: tuple[str, ...] = ()
    who: Condition | None = None
    covers: tuple[str, ...] = ()
    paused: tuple[tuple[str, str], ...] = ()
    known: str = ""
    mark: Mark = "S"
    never: bool = False
    hours: bool = True


@dataclass(frozen=True, slots=True)
class Effect:
    """What a rule does: ``bars``, ``returns``, ``holds``, ``admits``... a thing, and what it leaves open."""

    does: str
    what: str
    leaves_open: tuple[str, ...] = ()
    power: bool = False
    """True where an officer may, and need not."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of one country. ``ids`` names the rows of the record it says."""

    id: str
    country: Country
    basis: Basis
    title: Said
    effect: Effect
    counts: str
    zone: str
    on: tuple[On, ...]
    at: tuple[str, ...] = ()
    off: tuple[Court, ...] = ()
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    needs: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()

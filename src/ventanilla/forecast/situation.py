"""How a line stands on an evening, as plain values: what a forecast begins with. No pseudonym is in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

HOUSEHOLDS = ("alone", "family with children", "adults together", "child alone")


class Kind(NamedTuple):
    """What the rulebook and the counts by kind need of a household; the nationality is alpha-2, empty where unknown."""

    nationality: str
    household: str


class Waiting(NamedTuple):
    """Those who wait, head first: number, people, index into the kinds, and days since the household was listed."""

    number: Any
    size: Any
    kind: Any
    since: Any


class Past(NamedTuple):
    """A day of the past, in people: called, those of them who came, listed."""

    day: date
    called: int
    present: int
    joined: int


@dataclass(frozen=True)
class Situation:
    """An evening. Day 0 of a forecast is the next day; ``marks`` say what each part comes from."""

    day: date
    city: str
    port: str
    kinds: tuple[Kind, ...]
    waiting: Waiting
    past: tuple[Past, ...] = ()
    in_court: tuple[tuple[Kind, int, date | None, int], ...] = ()
    beds: dict[str, tuple[int, int]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

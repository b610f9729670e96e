"""How a line stands on an evening, as plain values: what a forecast begins with. No pseudonym is in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import numpy as np

Array = np.ndarray[Any, Any]

HOUSEHOLDS = ("alone", "family with children", "adults together", "child alone")
"""What a household is, as far as the rulebook and the counts by kind need it."""


class Kind(NamedTuple):
    """A nationality (ISO 3166-1 alpha-2, empty where unknown) and one of :data:`HOUSEHOLDS`."""

    nationality: str
    household: str

    @property
    def name(self) -> str:
        """The kind as a model names it: ``HN alone``."""
        return f"{self.nationality or '??'} {self.household}"


class Waiting(NamedTuple):
    """The households that wait, head first: list number, people, index into the kinds, days since they were listed."""

    number: Array
    size: Array
    kind: Array
    since: Array


class Past(NamedTuple):
    """A day of the past, in people: called, those who came and passed, and those put on the list."""

    day: date
    called: int
    present: int
    joined: int


@dataclass(frozen=True)
class Situation:
    """An evening: day 0 of a forecast is the next day.

    ``in_court``: rows of kind, hearings left, day of the next hearing or None, people. ``beds``: capacity and people in
    use, by shelter; none where no room holds it yet. ``marks``: what each part comes from: ``office``, ``record: W102``,
    ``scenario`` or ``assumed``.
    """

    day: date
    city: str
    port: str
    kinds: tuple[Kind, ...]
    waiting: Waiting
    past: tuple[Past, ...] = ()
    in_court: tuple[tuple[Kind, int, date | None, int], ...] = ()
    beds: dict[str, tuple[int, int]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    @property
    def live(self) -> bool:
        """Whether any part of it comes from an office where people wait."""
        return any(mark.startswith("office") for mark in self.marks.values())

"""Days and hours in law: windows ``[from, to)``, in a named zone, never more exact than their source.

A boundary is a day ("2019-07-16") or an hour of a day ("2024-06-05T00:01"). A question is asked about a day or
about an hour as well. Days are compared as days; an hour is compared as a moment. Where a boundary has an hour and
the question has none, the two halves of that day differ, and the answer is that it is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from zoneinfo import ZoneInfo


class Inside(Enum):
    """Whether a moment lies in a window."""

    NO = 0
    YES = 1
    PART = 2
    """For some hours of the day it does, and which hour is asked about is not known."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or an hour of it, as a clock on the wall shows it in ``zone``.

    Raises:
        ValueError: the text is no day and no hour; there is no such zone; the hour does not exist there, or twice.
    """

    text: str
    zone: str

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.zone)
        except (KeyError, OSError):
            raise ValueError(f"there is no time zone called {self.zone}") from None
        if self.exact:
            _utc(self.text, self.zone)
        else:
            date.fromisoformat(self.text)

    @property
    def exact(self) -> bool:
        """Whether an hour is known."""
        return len(self.text) > 10

    @property
    def day(self) -> date:
        """The day on the wall."""
        return date.fromisoformat(self.text[:10])

    def begins(self) -> datetime:
        """The first moment that is meant, in UTC."""
        return _utc(self.text if self.exact else self.text + "T00:00", self.zone, strict=self.exact)

    def ends(self) -> datetime:
        """The moment after the last one that is meant, in UTC."""
        if self.exact:
            return self.begins() + timedelta(minutes=1)
        return _utc(f"{self.day + timedelta(days=1)}T00:00", self.zone, strict=False)


@dataclass(frozen=True, slots=True)
class Window:
    """From the first day or hour that counts to the first one that does not; ``end`` empty where it is open."""

    start: str
    end: str
    zone: str

    def check(self) -> None:
        """Whether its days exist and come in order.

        Raises:
            ValueError: with a sentence that says what is wrong.
        """
        first, last = Moment(self.start, self.zone), Moment(self.end, self.zone) if self.end else None
        if last and not first.begins() < last.begins():
            raise ValueError(f"a window must begin before it ends, not {self.start} to {self.end}")

    def holds(self, at: Moment) -> Inside:
        """Whether ``at`` lies inside."""
        begun = _reached(self.start, self.zone, at)
        over = _reached(self.end, self.zone, at) if self.end else Inside.NO
        if begun is Inside.NO or over is Inside.YES:
            return Inside.NO
        return Inside.PART if Inside.PART in (begun, over) else Inside.YES


def instant(text: str, zone: str) -> datetime:
    """The moment that an hour on the wall means, in UTC.

    Raises:
        ValueError: the hour does not exist there, or exists twice.
    """
    return _utc(text, zone)


def _reached(boundary: str, zone: str, at: Moment) -> Inside:
    """Whether a boundary is reached at a moment: yes, no, or in the course of that day."""
    if len(boundary) == 10:
        return Inside(at.text[:10] >= boundary)
    edge = _utc(boundary, zone)
    if at.exact:
        return Inside(at.begins() >= edge)
    if edge <= at.begins():
        return Inside.YES
    return Inside.PART if edge < at.ends() else Inside.NO


@lru_cache(maxsize=4096)
def _utc(text: str, zone: str, strict: bool = True) -> datetime:
    wall = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    first, second = (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if strict and first != second:
        missing = first.astimezone(wall.tzinfo).replace(fold=0, tzinfo=None) != wall.replace(tzinfo=None)
        said = "does not exist" if missing else "exists twice"
        raise ValueError(f"{text} {said} in {zone}: the clocks change there")
    return first

"""What pages read of the nights: the last one of a list, one number's ranges, whom to prepare for, the shelters."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from .models import Night, Range
from .packing import unpacked
from .score import ENOUGH

OLD = 3
"""A forecast older than so many days is not shown."""


@dataclass(frozen=True)
class Latest:
    """The last night of a list. ``day`` is the evening it began with; its first day is the next one."""

    night: Night

    @property
    def day(self) -> date:
        """The evening."""
        return self.night.day

    @property
    def first(self) -> date:
        """The first day that it speaks of."""
        return self.day + timedelta(days=1)

    @property
    def until(self) -> date:
        """The last day that it speaks of."""
        return self.day + timedelta(days=self.night.horizon)

    @property
    def judged(self) -> bool:
        """Whether enough numbers were called since to say how good the ranges are."""
        return self.night.called >= ENOUGH

    def fresh(self, today: date) -> bool:
        """Whether it may still be shown."""
        return (today - self.day).days <= OLD

    def on(self, index: int) -> date | None:
        """The day of an index; None where it lies beyond the last day."""
        return self.first + timedelta(days=index) if index < self.night.horizon else None


class Likely(NamedTuple):
    """One number: the days by which it is called in 10, 25, 50, 75 and 90 of 100 futures (None: after the last day).

    ``never`` is the share of futures, in thousandths, in which it is not called up to the last day.
    """

    latest: Latest
    number: int
    days: tuple[date | None, ...]
    never: int


def latest(list_id: str) -> Latest | None:
    """The last night of a list, or None where there was none."""
    found = Night.objects.filter(list=list_id).order_by("-day").first()
    return Latest(found) if found else None


def likely(list_id: str, number: int) -> Likely | None:
    """One number's ranges from the last night; None where it did not wait then."""
    night, row = latest(list_id), Range.objects.filter(list=list_id, number=number).first()
    return _likely(night, row) if night and row else None


def _likely(night: Latest, row: Range) -> Likely:
    indices = (row.q10, row.q25, row.q50, row.q75, row.q90)
    return Likely(night, row.number, tuple(map(night.on, indices)), row.never)


def soon(night: Latest, before: date, most: int) -> list[Likely]:
    """The numbers that may be called before a day: in at least 1 of 10 futures, in the order of the line."""
    index = (before - night.first).days
    rows: Iterable[Range] = Range.objects.filter(list=night.night.list, q10__lt=index).order_by("number")[
        :most
    ]
    return [_likely(night, row) for row in rows]


class Shelter(NamedTuple):
    """A shelter's people, day by day: what 1, 5 and 9 of 10 futures stay at or below."""

    name: str
    beds: int
    days: tuple[tuple[date, int, int, int], ...]


def shelters(night: Latest) -> list[Shelter]:
    """Every shelter of the last night."""
    found = []
    for name, beds, *bands in json.loads(night.night.shelters):
        columns = zip(*map(unpacked, bands), strict=True)
        days = ((night.first + timedelta(days=n), *column) for n, column in enumerate(columns))
        found.append(Shelter(name, beds, tuple(days)))
    return found

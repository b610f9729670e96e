"""Calendars and terms: working days by office, years that end on their own day, days that are only counted."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from .rule import Source


class BeyondCalendar(ValueError):
    """A day that lies outside the years a calendar lists."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which an office works: Monday to Friday but for its days off, from the first to the last year
    that the list covers.
    """

    id: str
    days_off: tuple[str, ...]
    covers: tuple[int, int]
    source: Source

    def after(self, day: date, working_days: int) -> date:
        """The day on which so many working days have passed, the first one being the working day after ``day``.

        Raises:
            BeyondCalendar: the calendar does not reach so far.
        """
        last = np.busday_offset(day, working_days, roll="backward", holidays=self._off()).astype(date)
        self._within(day, last)
        return last

    def on_or_after(self, day: date) -> date:
        """This day, or the next one on which the office works."""
        next_ = np.busday_offset(day, 0, roll="forward", holidays=self._off()).astype(date)
        self._within(day, next_)
        return next_

    def _off(self) -> Sequence[np.datetime64]:
        return [np.datetime64(day) for day in self.days_off]

    def _within(self, *days: date) -> None:
        first, last = self.covers
        for day in days:
            if not first <= day.year <= last:
                raise BeyondCalendar(f"the calendar {self.id} covers {first} to {last}, not {day.year}")


def anniversary(day: date, years: int = 1, months: int = 0) -> date:
    """The same day so many years and months later; where there is no such day, the last one of that month."""
    years, month = divmod(day.month - 1 + months + 12 * years, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

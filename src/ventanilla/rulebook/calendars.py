"""Calendars and terms: working days by office, years that end on their own day, days that are only counted."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from .rule import Source


class BeyondCalendar(ValueError):
    """A day that lies outside the years a calendar lists."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which an office works: Monday to Friday but for its days off, in the stretches of days
    (first and last included) that the list covers.
    """

    id: str
    days_off: tuple[str, ...]
    covers: tuple[tuple[str, str], ...]
    source: Source

    def after(self, day: date, working_days: int) -> date:
        """The day on which so many working days have passed, the first one being the working day after ``day``.

        Raises:
            BeyondCalendar: the calendar does not reach so far.
        """
        last = self._offset(day, working_days, "backward")
        self._within(day, last)
        return last

    def on_or_after(self, day: date) -> date:
        """This day, or the next one on which the office works."""
        next_ = self._offset(day, 0, "forward")
        self._within(day, next_)
        return next_

    def _offset(self, day: date, working_days: int, roll: Literal["backward", "forward"]) -> date:
        import numpy as np  # a tenth of a second, which nobody pays before the first term is counted

        calendar = _working_days(self.days_off)
        found: date = np.busday_offset(day, working_days, roll=roll, busdaycal=calendar).astype(date)
        return found

    def days_off_between(self, first: date, last: date) -> bool:
        """Whether a day off that is a weekday lies after the first day and up to the last one."""
        return any(
            first < day <= last and day.weekday() < 5 for day in map(date.fromisoformat, self.days_off)
        )

    def _within(self, *days: date) -> None:
        found = [day.isoformat() for day in days]
        if not any(first <= min(found) and max(found) <= last for first, last in self.covers):
            said = ", ".join(f"{first} to {last}" for first, last in self.covers)
            raise BeyondCalendar(f"the calendar {self.id} covers {said}, not {' to '.join(found)}")


@lru_cache(maxsize=256)
def _working_days(days_off: tuple[str, ...]) -> Any:
    import numpy as np

    return np.busdaycalendar(holidays=[np.datetime64(day) for day in days_off])


def anniversary(day: date, years: int = 1, months: int = 0) -> date:
    """The same day so many years and months later; where there is no such day, the last one of that month."""
    years, month = divmod(day.month - 1 + months + 12 * years, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

"""Terms: a rule that gives days. When a term ends or a way opens, counted from a day on the person's card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from .calendars import BeyondCalendar, Calendar, anniversary
from .conditions import Ask, Condition, Holds
from .facts import MISSING
from .rule import Country, Mark, Source
from .said import Said


@dataclass(frozen=True, slots=True)
class Term:
    """So many years, months, days or working days from the day ``starts`` names.

    ``delays`` names the fact that holds days which do not count. With ``rolls`` a term that ends on a day off runs
    to the next day on which that office works. ``unless``: people whom the term does not reach.
    """

    id: str
    country: Country
    title: Said
    starts: Ask
    source: Source
    years: int = 0
    months: int = 0
    days: int = 0
    working_days: int = 0
    calendar: Calendar | None = None
    rolls: bool = False
    delays: Ask | None = None
    unless: tuple[Condition, ...] = ()
    mark: Mark = "S"
    ids: tuple[str, ...] = ()

    @property
    def checked(self) -> bool:
        """Whether every source it rests on was read."""
        return self.mark == "S" and (not self.calendar or self.calendar.source.mark == "S")

    def checked_for(self, card: Mapping[str, Any]) -> bool:
        """Whether every source was read that counts for this person: a list of days off does only where one was met."""
        if self.checked or self.mark == "K" or not self.calendar:
            return self.checked
        first, last = self._first(card), self.last(card)
        return bool(first and last) and not self.calendar.days_off_between(first, last)  # type: ignore[arg-type]

    def at_least(self, card: Mapping[str, Any]) -> date | None:
        """The last day if no office ever closed on a weekday: the term ends then or later, beyond any calendar too."""
        first = self._first(card)
        if first is None:
            return None
        if self.working_days:
            weeks, rest = divmod(self.working_days, 5)
            return first + timedelta(days=7 * weeks + rest)
        return anniversary(first, self.years, self.months) + timedelta(self.days + self._delay(card))

    def ends(self, card: Mapping[str, Any]) -> date | None:
        """The last day of the term; None where the day it starts is not known.

        Raises:
            BeyondCalendar: the calendar does not reach so far.
            ValueError: the day on the card is no day.
        """
        day = self._first(card)
        if day is None:
            return None
        if self.working_days:
            assert self.calendar
            return self.calendar.after(day, self.working_days)
        last = anniversary(day, self.years, self.months) + timedelta(self.days + self._delay(card))
        return self.calendar.on_or_after(last) if self.rolls and self.calendar else last

    def last(self, card: Mapping[str, Any]) -> date | None:
        """The last day of the term; None where it is not known, because a day is missing or the calendar ends before."""
        try:
            return self.ends(card)
        except BeyondCalendar:
            return None

    def reaches(self, card: Mapping[str, Any]) -> Holds:
        """Whether the term binds a person at all."""
        return min(((~one).holds(card) for one in self.unless), default=Holds.YES)

    def _first(self, card: Mapping[str, Any]) -> date | None:
        found = self.starts.fact.of(card)
        return None if found is MISSING else date.fromisoformat(found[:10])

    def _delay(self, card: Mapping[str, Any]) -> int:
        return int(self.delays.fact.of(card)) if self.delays else 0

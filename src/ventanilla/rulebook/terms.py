"""Terms: a rule that gives days. When a term ends or a way opens, counted from a day on the person's card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from .calendars import Calendar, anniversary
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

    def ends(self, card: Mapping[str, Any]) -> date | None:
        """The last day of the term; None where the day it starts is not known.

        Raises:
            BeyondCalendar: the calendar does not reach so far.
            ValueError: the day on the card is no day.
        """
        first = self.starts.fact.of(card)
        if first is MISSING:
            return None
        day = date.fromisoformat(first)
        if self.working_days:
            assert self.calendar
            return self.calendar.after(day, self.working_days)
        last = anniversary(day, self.years, self.months) + timedelta(self.days + self._delay(card))
        return self.calendar.on_or_after(last) if self.rolls and self.calendar else last

    def reaches(self, card: Mapping[str, Any]) -> Holds:
        """Whether the term binds a person at all."""
        return min(((~one).holds(card) for one in self.unless), default=Holds.YES)

    def _delay(self, card: Mapping[str, Any]) -> int:
        return int(self.delays.fact.of(card)) if self.delays else 0

"""What the rulebook's calendar had announced by a day: where Remain in Mexico was open, and which days broke a pace."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cache
from typing import NamedTuple

from ventanilla.rulebook.book import book
from ventanilla.rulebook.places import PLACES

RETURNS = ("US-MPP1", "US-MPP2", "US-MPP3")
EXPULSION = ("US-T42",)
BENDS = ("US-TRANSIT", *EXPULSION)
"""Rules that bend the pace of every list on the days they begin and end."""
EVERYWHERE = "ALL"


class Window(NamedTuple):
    """A stretch in which a rule is in force at a port (empty: everywhere), and when start and end were announced."""

    rule: str
    port: str
    start: date
    end: date
    known: date
    end_known: date

    def holds(self, day: date, by: date) -> bool:
        """Whether one who knew what was announced before ``by`` would say that the rule is in force on a day."""
        end = self.end if self.end_known < by else date.max
        return self.known < by and self.start <= day < end


@cache
def port_of(city: str) -> str:
    """The port across from a city of Mexico; a port or a court is its own."""
    place = PLACES.get(city)
    return (place.across or city) if place else city


@cache
def windows() -> tuple[Window, ...]:
    """Every stretch of the rules that open, close or bend the way to a port."""
    found = []
    for name in (*RETURNS, *BENDS):
        rule = book().rules[name]
        for on in rule.on:
            start, end = _day(on.start), _day(on.end) if on.end else date.max
            known = min(_day(on.known), start) if on.known else start
            end_known = min(_day(on.end_known), end) if on.end_known else end
            ports = on.at or (rule.at if name in RETURNS else ()) or ("",)
            found += [Window(name, port, start, end, known, end_known) for port in ports]
    return tuple(found)


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


@cache
def _here(rules: tuple[str, ...], place: str) -> tuple[Window, ...]:
    ports = ("", port_of(place))
    return tuple(w for w in windows() if w.rule in rules and (w.port in ports or place == EVERYWHERE))


@cache
def _breaks(place: str) -> list[int]:
    own = _here(RETURNS, place) if place != EVERYWHERE else ()
    both = [day for w in (*own, *_here(BENDS, place)) for day in (w.start, w.end)]
    return sorted({day.toordinal() for day in both if day < date.max})


def breaks(place: str, day: date) -> int:
    """How many days on which a rule began or ended lie up to a day. Each was known when it came, at the latest."""
    return bisect_right(_breaks(place), day.toordinal())


@cache
def days_open(rules: tuple[str, ...], place: str, first: date, last: date, by: date) -> float:
    """On how many days of a stretch one of these rules is in force at a place, as announced before ``by``."""
    here = _here(rules, place)
    days = range(first.toordinal(), max(last, first).toordinal() + 1)
    looked = days[:: max(len(days) // 60, 1)]
    found = sum(any(w.holds(date.fromordinal(day), by) for w in here) for day in looked)
    return found * len(days) / len(looked)


@cache
def opened(rules: tuple[str, ...], place: str, by: date) -> date | None:
    """The first day on which one of these rules was in force at a place, if that was before ``by``."""
    return min((w.start for w in _here(rules, place) if w.start < by), default=None)

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


COURTS = {"Harlingen": "Brownsville", "San Antonio": "Laredo", "San Diego": "San Ysidro"}
"""Where the people of a court are returned, when its town is no port of return."""


@cache
def port_of(city: str) -> str:
    """The port across from a city of Mexico, or for a court; a port is its own."""
    place = PLACES.get(city)
    return (place.across if place else "") or COURTS.get(city, city)


@cache
def ports_of(place: str) -> tuple[str, ...]:
    """The ports of a place that may be several: a state of Mexico, or ``Matamoros and Nuevo Laredo``."""
    across = tuple(city.across for city in PLACES.values() if city.across and city.state == place)
    return across or tuple(port_of(part.strip()) for part in place.replace(",", " and ").split(" and "))


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
    ports = ("", *ports_of(place))
    named = {w.port for w in windows()}
    everywhere = place == EVERYWHERE or not named.intersection(ports_of(place))
    return tuple(w for w in windows() if w.rule in rules and (w.port in ports or everywhere))


@cache
def _breaks(place: str, by: date) -> list[int]:
    here = [w for w in _here((*RETURNS, *BENDS), place) if w.rule in BENDS or w.port in ports_of(place)]
    found = {w.start for w in here if w.known < by} | {w.end for w in here if w.end_known < by}
    return sorted(day.toordinal() for day in found if day < date.max)


def break_days(place: str, by: date) -> tuple[date, ...]:
    """The days on which a rule that bends the pace of a place began or ended, of those before and announced before ``by``."""
    return tuple(date.fromordinal(day) for day in _breaks(place, by) if day < by.toordinal())


def breaks(place: str, day: date, by: date) -> int:
    """How many days on which a rule began or ended lie up to a day, of those announced before ``by``."""
    return bisect_right(_breaks(place, by), day.toordinal())


@cache
def days_open(rules: tuple[str, ...], place: str, first: date, last: date, by: date) -> float:
    """On how many days of a stretch one of these rules is in force at a place, as announced before ``by``."""
    here = _here(rules, place)
    days = range(first.toordinal(), max(last, first).toordinal() + 1)
    looked = days[:: max(len(days) // 60, 1)]
    found = sum(any(w.holds(date.fromordinal(day), by) for w in here) for day in looked)
    return found * len(days) / len(looked)


@cache
def opened(place: str, day: date, by: date) -> date | None:
    """When the programme that returns people last began at a place, up to a day and as announced before ``by``."""
    starts: dict[str, date] = {}
    for window in _here(RETURNS, place):
        if window.start <= day and window.known < by:
            starts[window.rule] = min(window.start, starts.get(window.rule, date.max))
    return max(starts.values(), default=None)

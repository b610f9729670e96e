"""What the rulebook's calendar had announced by a day: where Remain in Mexico was open, and which days broke a pace."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from ventanilla.rulebook.book import book
from ventanilla.rulebook.places import PLACES

RETURNS = ("US-MPP1", "US-MPP2", "US-MPP3")
CLOSED = "US-T42"
BREAKS = (*RETURNS, "US-TRANSIT", CLOSED)


class Window(NamedTuple):
    """A stretch in which a rule is in force at a port (empty: everywhere), and the day it was announced."""

    rule: str
    port: str
    start: date
    end: date
    known: date
    end_known: date


def port_of(city: str) -> str:
    """The port across from a city of Mexico; a port or a court is its own."""
    place = PLACES.get(city)
    return (place.across or city) if place else city


@cache
def windows() -> tuple[Window, ...]:
    """Every stretch of the rules that open, close or bend the way to a port."""
    found = []
    for rule in (book().rules[name] for name in BREAKS if name in book().rules):
        for on in rule.on:
            start, end = _day(on.start), _day(on.end) if on.end else date.max
            known = min(_day(on.known), start) if on.known else start
            end_known = min(_day(on.end_known), end) if on.end_known else end
            ports = on.at or (rule.at if rule.id in RETURNS else ()) or ("",)
            found += [Window(rule.id, port, start, end, known, end_known) for port in ports]
    return tuple(found)


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def breaks(city: str, before: date) -> tuple[date, ...]:
    """Days before ``before`` on which a rule began or ended at the city's port, as announced before that day."""
    port = port_of(city)
    here = [w for w in windows() if w.port in ("", port) or city == "ALL"]
    begun = {w.start for w in here if w.start < before and w.known < before}
    ended = {w.end for w in here if w.end < before and w.end_known < before}
    return tuple(sorted(begun | ended))


def share_open(rules: tuple[str, ...], city: str, first: date, last: date) -> float:
    """The share of the days of a stretch on which one of these rules was in force at a city's port, as announced before ``last``."""
    port = port_of(city)
    here = [w for w in windows() if w.rule in rules and (w.port in ("", port) or city == "ALL")]
    on = [w for w in here if w.known < last]
    days = range(first.toordinal(), max(last, first).toordinal() + 1)
    looked = days[:: max(len(days) // 60, 1)]
    return sum(any(_holds(w, date.fromordinal(day), last) for w in on) for day in looked) / len(looked)


def _holds(window: Window, day: date, seen: date) -> bool:
    end = window.end if window.end_known < seen else date.max
    return window.start <= day < end


def opened(rules: tuple[str, ...], city: str, by: date) -> date | None:
    """The first day on which one of these rules was in force at a city's port, if that was before ``by``."""
    port = port_of(city)
    starts = [w.start for w in windows() if w.rule in rules and (w.port in ("", port) or city == "ALL")]
    begun = [day for day in starts if day < by]
    return min(begun) if begun else None

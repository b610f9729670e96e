"""Which rule is in force where and when, and who made it so: the owner of every cell of the table [day, place].

A rule's windows and orders change its state on a handful of days. Each stretch between two of them is one cell,
worked out once and looked up afterwards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from typing import TypeVar

from .conditions import Holds
from .places import PLACES
from .rule import Court, On, Rule
from .when import Inside, Moment, Window


class State(Enum):
    """Why a rule is in force, or why it is not."""

    ON = "in force"
    NOT_YET = "not yet begun"
    ENDED = "ended"
    NOT_HERE = "not at this place"
    BLOCKED = "blocked by a court order"
    PAPER = "on paper only"
    NOT_KNOWN = "not announced yet"
    HOURS = "two states on one day"
    NO_PLACE = "this place is not known"


@dataclass(frozen=True, slots=True)
class Order:
    """A court order that stands in a cell; ``holds`` is what it does to those it covers."""

    court: Court
    holds: Holds
    checked: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """The state of a rule for everybody, its owner, and the orders that stand (some for a class of people only)."""

    state: State
    owner: On | Court | None = None
    orders: tuple[Order, ...] = ()


def cell(rule: Rule, effect: str, at: Moment, place: str, known: str = "") -> Cell:
    """The cell of a moment and a place, as known on the day ``known`` (empty: as it is known now)."""
    if at.exact:
        return _work_out(rule, effect, at, place, known)
    days, cells = column(rule, effect, place, at.zone, known)
    return cells[bisect_right(days, at.text) - 1]


@lru_cache(maxsize=65536)
def column(
    rule: Rule, effect: str, place: str, zone: str, known: str
) -> tuple[tuple[str, ...], tuple[Cell, ...]]:
    """All cells of a rule at a place: the first day of each, and the cells. The first begins with time itself."""
    days, cells = ["0001-01-01"], [_work_out(rule, effect, Moment("0001-01-02", zone), place, known)]
    for day in sorted(set(_turning_days(rule))):
        found = _work_out(rule, effect, Moment(day, zone), place, known)
        if found != cells[-1]:
            days.append(day)
            cells.append(found)
    return tuple(days), tuple(cells)


def _turning_days(rule: Rule) -> Iterator[str]:
    """Every day on which the state may turn; an hour in one zone may fall on the day before or after in another."""
    edges = [edge for on in rule.on for edge in (on.start, on.end)]
    edges += [edge for order in rule.off for edge in (order.start, order.end)]
    edges += [edge for order in rule.off for pause in order.paused for edge in (pause.start, pause.end)]
    for edge in filter(None, edges):
        day = date.fromisoformat(edge[:10])
        around = (0,) if len(edge) == 10 else (-1, 0, 1, 2)
        yield from ((day + timedelta(days=n)).isoformat() for n in around)


def _work_out(rule: Rule, effect: str, at: Moment, place: str, known: str) -> Cell:
    place = seen_from(rule, place)
    named = {*rule.at, *(name for on in rule.on for name in on.at)}
    if named and place not in PLACES:
        return Cell(State.NO_PLACE)
    if rule.at and place not in rule.at:
        return Cell(State.NOT_HERE)
    here = [on for on in rule.on if (not on.at or place in on.at) and _announced(on, known)]
    if not here:
        told = any(_announced(on, known) for on in rule.on)
        return Cell(State.NOT_HERE if told else (State.NOT_KNOWN if rule.on else State.NOT_YET))
    here = [_as_known(on, known) for on in here]
    found = [(on, Window(on.start, on.end, rule.zone).holds(at)) for on in here]
    running = next(((on, how) for on, how in found if how is not Inside.NO), None)
    if not running:
        begun = [on for on in here if on.start[:10] <= at.text[:10]]
        return Cell(State.ENDED, begun[-1]) if begun else Cell(State.NOT_YET, here[0])
    on, how = running
    if how is Inside.PART:
        return Cell(State.HOURS, on)
    if on.paper:
        return Cell(State.PAPER, on)
    orders = tuple(_orders(rule, effect, at, place, known))
    for order in orders:
        if order.holds is Holds.YES and order.court.who is None:
            return Cell(State.BLOCKED, order.court, orders)
    return Cell(State.ON, on, orders)


def seen_from(rule: Rule, place: str) -> str:
    """The place a rule looks at: for a rule of the United States and a city of Mexico, the port across."""
    there = PLACES.get(place)
    named = {*rule.at, *(name for on in rule.on for name in on.at)}
    return there.across if there and there.across and rule.country == "US" and place not in named else place


def _orders(rule: Rule, effect: str, at: Moment, place: str, known: str) -> Iterator[Order]:
    """The orders that stand: YES where one stops the rule, LAWYER where it is on hold, UNKNOWN in part of the day."""
    for court in rule.off:
        if court.never or not _announced(court, known) or (court.at and place not in court.at):
            continue
        if court.covers and effect not in court.covers:
            continue
        court = _as_known(court, known)
        how = Window(court.start, court.end, rule.zone).holds(at)
        if how is Inside.NO:
            continue
        read = court.mark == "S" and (not court.source or court.source.mark == "S")
        pauses = (pause for pause in court.paused if not known or pause.start[:10] <= known)
        pause = next(
            (p for p in pauses if Window(p.start, p.end, rule.zone).holds(at) is not Inside.NO), None
        )
        if pause:
            yield Order(court, Holds.LAWYER, read and pause.mark == "S")
        else:
            yield Order(court, Holds.UNKNOWN if how is Inside.PART or not court.hours else Holds.YES, read)


def _announced(thing: On | Court, known: str) -> bool:
    return not known or (thing.known or thing.start)[:10] <= known


Thing = TypeVar("Thing", On, Court)


def _as_known(thing: Thing, known: str) -> Thing:
    """A stretch as far as it was known: an end that nobody had announced lies open."""
    announced = getattr(thing, "end_known", "") or thing.end
    return replace(thing, end="") if known and thing.end and announced[:10] > known else thing

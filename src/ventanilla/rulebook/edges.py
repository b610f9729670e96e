"""Where an answer may turn: the days and hours of a rule's edges, and the places it tells apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from .conditions import Condition
from .people import shifted
from .places import PLACES
from .rule import Court, On, Rule
from .when import Inside, Moment, Window, instant

Rules = Mapping[str, Rule]
LONG_AGO = "1990-01-01"
"""A day before every window, for the days of a card that must not matter."""


class Edge(Enum):
    """Why a case is asked."""

    SAYS = "what it says"
    BEGINS = "it begins"
    ENDS = "it ends"
    ORDER_BEGINS = "an order begins"
    ORDER_ENDS = "an order ends"
    PAUSE_BEGINS = "an order is put on hold"
    PAUSE_ENDS = "an order is no longer on hold"
    NEEDED = "a rule that it needs turns"
    KNOWN = "it is announced"
    ASKED = "the day that is asked about"
    COUNTS = "the day that counts"
    PERSON = "another person"
    PLACE = "another place"
    TERM = "a term ends"
    QUESTION = "rules meet"


class Turn(NamedTuple):
    """A day or hour on which a rule may turn, on the clock of ``zone``; ``thing`` is what begins or ends."""

    edge: Edge
    text: str
    zone: str
    thing: On | Court


def windows_and_orders(rule: Rule) -> tuple[On | Court, ...]:
    """Everything of a rule that begins and ends."""
    return (*rule.on, *rule.off)


def turns(rules: Rules, rule: Rule) -> Iterator[Turn]:
    """Every edge of a rule's windows, orders and pauses, and of those of the rules it needs."""
    for on in rule.on:
        yield from _both(rule, on, on.start, on.end, Edge.BEGINS, Edge.ENDS)
    for order in rule.off:
        yield from _both(rule, order, order.start, order.end, Edge.ORDER_BEGINS, Edge.ORDER_ENDS)
        for pause in order.paused:
            yield from _both(rule, order, pause.start, pause.end, Edge.PAUSE_BEGINS, Edge.PAUSE_ENDS)
    for need in rule.needs:
        for turn in turns(rules, rules[need]):
            yield turn._replace(edge=Edge.NEEDED)


def _both(rule: Rule, thing: On | Court, start: str, end: str, first: Edge, last: Edge) -> Iterator[Turn]:
    yield Turn(first, start, rule.zone, thing)
    if end:
        yield Turn(last, end, rule.zone, thing)


def moments(turn: Turn, place: str) -> Iterator[Moment]:
    """The day before, the day and the day after; where an hour is given also the minute before it and the hour, on the
    clock of the rule and on that of the place."""
    if len(turn.text) == 10:
        yield from (Moment(shifted(turn.text, n), turn.zone) for n in (-1, 0, 1))
        return
    edge = instant(turn.text, turn.zone)
    for zone in dict.fromkeys((zone_of(place, turn.zone), turn.zone)):
        wall: datetime = edge.astimezone(ZoneInfo(zone))
        yield from (Moment(shifted(wall.isoformat(), n), zone) for n in (-1, 0, 1))
        for minutes in (-1, 0):
            at = wall + timedelta(minutes=minutes)
            yield Moment(at.replace(tzinfo=None).isoformat(timespec="minutes"), zone)


def zone_of(place: str, zone: str) -> str:
    """The clock of a place."""
    return PLACES[place].zone if place in PLACES else zone


def own_places(rules: Rules, rule: Rule) -> tuple[str, ...]:
    """The places a rule names, and two or more where it names none: one at least lies outside of what it names."""
    named = {place for thing in windows_and_orders(rule) for place in thing.at}
    american = rule.country == "US" or any(rules[need].country == "US" for need in rule.needs)
    others = ("San Ysidro", "El Paso", "Dilley") if american else ("Tijuana", "Tapachula")
    outside = [place for place in others if place not in (*rule.at, *named)]
    told = rule.at or tuple(place for place in PLACES if place in named)
    return (*told, *(outside[:1] if told else others[:2]))


def days_inside(rules: Rules, rule: Rule, thing: On | Court) -> list[str]:
    """Days that lie wholly in a window or order: its first, and every later one on which something turns."""
    found = []
    for turn in turns(rules, rule):
        day = turn.text[:10] if len(turn.text) == 10 else shifted(turn.text, 1)
        if Window(thing.start, thing.end, rule.zone).holds(Moment(day, rule.zone)) is Inside.YES:
            found.append(day)
    return sorted(set(found))


def window_at(rule: Rule, day: str, place: str) -> On | None:
    """The window of a rule that holds on a day at a place, if there is one."""
    at = Moment(day, rule.zone)
    here = (on for on in rule.on if not on.at or place in on.at)
    return next((on for on in here if Window(on.start, on.end, rule.zone).holds(at) is not Inside.NO), None)


def conditions_at(rules: Rules, rule: Rule, day: str, place: str) -> tuple[Condition, ...]:
    """Everything that has to hold for a rule to reach somebody on a day at a place."""
    on = window_at(rule, day, place)
    own = (*rule.when, *(on.when if on else ()), *(~one for one in rule.unless))
    needed = (one for need in rule.needs for one in conditions_at(rules, rules[need], day, place))
    return tuple(dict.fromkeys((*own, *needed)))


def codes_named(rules: Rules, rule: Rule) -> set[str]:
    """The nationalities that any condition of a rule, of its windows and orders, or of a rule it needs, names."""
    whole = (*rule.when, *rule.unless, *(one for on in rule.on for one in on.when))
    asked = (*whole, *(order.who for order in rule.off if order.who))
    leaves = (leaf for one in asked for leaf in one.leaves() if leaf.fact.name == "nat")
    own = {code for leaf in leaves for code in (*leaf.wanted, *getattr(leaf, "off", ()))}
    return own.union(*(codes_named(rules, rules[need]) for need in rule.needs))

"""Boundary cases of a rule: its days, its places, the people at the edge of its conditions, and when it was known."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from .book import Book
from .boundary_case import BoundaryCase
from .conditions import ASKED_ON
from .decide import DAYS_OF_THE_CARD
from .edges import (
    LONG_AGO,
    Edge,
    Turn,
    conditions_at,
    days_inside,
    moments,
    own_places,
    turns,
    windows_and_orders,
    zone_of,
)
from .meetings import Met, meeting
from .people import around, neighbours, put, shifted, values
from .places import PLACES
from .rule import Court, On, Rule
from .when import Moment

Meetings = Mapping[On | Court, Met]


def rule_cases(book: Book, rule: Rule) -> Iterator[BoundaryCase]:
    """All cases of a rule, for each of its effects: a case may come twice."""
    met = {thing: meeting(book, rule, thing) for thing in windows_and_orders(rule)}
    for effect in rule.effects:
        name = rule.id if effect is rule.effect else f"{rule.id}/{effect.what}"
        blank = BoundaryCase("rule", name, Edge.SAYS, "", {}, "", rule.zone, "")
        yield replace(blank, kind="effect", of=f"{rule.id}/{effect.what}")
        for make in (_days, _places, _people, _announced):
            yield from make(book, rule, met, blank)


def _asked(rule: Rule, blank: BoundaryCase, met: Met, at: Moment, place: str) -> Iterator[BoundaryCase]:
    """One day or hour asked of one person: as the day on the card and as the day that is asked about."""
    case = replace(blank, place=place, zone=at.zone)
    if rule.counts in DAYS_OF_THE_CARD:
        yield replace(case, card=put(met.card, rule.counts, at.text), day=met.asked)
        yield replace(case, card=put(met.card, rule.counts, None), day=at.text)
    else:
        yield replace(case, card=met.card, day=at.text)


def _days(book: Book, rule: Rule, met: Meetings, blank: BoundaryCase) -> Iterator[BoundaryCase]:
    """Each edge at each place of the rule and one outside, for those whom what begins or ends there reaches."""
    for turn in turns(book.rules, rule):
        case = replace(blank, edge=turn.edge, about=turn.text)
        for place in own_places(book.rules, rule):
            for at in moments(turn, place):
                for one in _touched(rule, met, turn):
                    yield from _asked(rule, case, one, at, place)
        yield from _across(book, rule, met, turn, case)


def _touched(rule: Rule, met: Meetings, turn: Turn) -> list[Met]:
    """Whom an edge concerns: people of the windows that meet there, of the order, and somebody of the first window."""
    meet = [on for on in rule.on if turn.text in (on.start, on.end)]
    people = [met[thing] for thing in (*rule.on[:1], *meet, turn.thing) if thing in met]
    return list({json.dumps(one.card, sort_keys=True): one for one in people}.values())


def _across(book: Book, rule: Rule, met: Meetings, turn: Turn, case: BoundaryCase) -> Iterator[BoundaryCase]:
    """Where one window follows another, everybody whom the two tell apart, on the last day of one and the first of the
    other."""
    for on in rule.on:
        if turn.edge is Edge.ENDS and on.start == turn.text and isinstance(turn.thing, On):
            one = met[on]
            apart = tuple(dict.fromkeys((*turn.thing.when, *on.when)))
            for name, card in neighbours(one.card, apart, one.asked):
                for day in (shifted(turn.text, -1), turn.text[:10]):
                    at = Moment(day, zone_of(one.place, rule.zone))
                    yield from _asked(rule, replace(case, about=name), one._replace(card=card), at, one.place)


def _places(book: Book, rule: Rule, met: Meetings, blank: BoundaryCase) -> Iterator[BoundaryCase]:
    """Each window and order at every place there is, where places matter to it."""
    for thing, one in met.items():
        for place in PLACES if rule.at or thing.at else own_places(book.rules, rule):
            case = replace(blank, edge=Edge.PLACE, about=place, card=one.card, day=one.asked, place=place)
            yield replace(case, zone=zone_of(one.place, rule.zone))


def _people(book: Book, rule: Rule, met: Meetings, blank: BoundaryCase) -> Iterator[BoundaryCase]:
    """In each window and order, everybody at the edge of each condition; and the person on another day."""
    for thing, one in met.items():
        case = replace(blank, edge=Edge.PERSON, card=one.card, day=one.asked, place=one.place)
        case = replace(case, zone=zone_of(one.place, rule.zone))
        who = (thing.who,) if isinstance(thing, Court) and thing.who else ()
        conditions = (*conditions_at(book.rules, rule, one.day, one.place), *who)
        for name, card in neighbours(one.card, conditions, one.asked):
            yield replace(case, about=name, card=card)
        for day in _other_days(book, rule, thing, one) if "nat" in around(conditions, one.asked) else ():
            yield replace(case, kind="codes", about="nat", card=put(one.card, "nat", None), day=day)
        for leaf in (leaf for part in conditions for leaf in part.leaves() if leaf.fact.name == ASKED_ON):
            for day in values(leaf, one.asked):
                yield replace(case, edge=Edge.ASKED, about=day, day=day)
        others = [
            name for name in DAYS_OF_THE_CARD if name not in {**one.card, **around(conditions, one.asked)}
        ]
        yield replace(case, edge=Edge.COUNTS, card={**dict.fromkeys(others, LONG_AGO), **one.card})


def _other_days(book: Book, rule: Rule, thing: On | Court, met: Met) -> list[str]:
    """A day for each set of conditions that holds in the course of a window: the rules it needs turn as well."""
    if rule.counts in DAYS_OF_THE_CARD:
        return [met.asked]
    days = [met.asked, *days_inside(book.rules, rule, thing)]
    return list({conditions_at(book.rules, rule, day, met.place): day for day in reversed(days)}.values())


def _announced(book: Book, rule: Rule, met: Meetings, blank: BoundaryCase) -> Iterator[BoundaryCase]:
    """Each window and order, and the day after its end, as known the day before they were announced and on that day."""
    for thing, one in met.items():
        case = replace(blank, edge=Edge.KNOWN, place=one.place, zone=zone_of(one.place, rule.zone))
        known = (thing.known or thing.start)[:10]
        for day in (shifted(known, -1), known):
            yield replace(case, about=known, card=one.card, day=one.asked, known=day)
        ended = (getattr(thing, "end_known", "") or thing.end)[:10]
        for day in (shifted(ended, -1), ended) if ended else ():
            at = Moment(shifted(thing.end, 1), case.zone)
            yield from _asked(rule, replace(case, about=ended, known=day), one, at, one.place)
        for pause in thing.paused if isinstance(thing, Court) else ():
            for day in (shifted(pause.start, -1), pause.start[:10]):
                yield replace(case, about=pause.start, card=one.card, day=pause.start[:10], known=day)

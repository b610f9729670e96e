"""Boundary cases of terms and of questions: last days, and people whom several rules of a question reach at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from .asking import Family, First, InTime, Kind, Never, OnTheCard, Question, Share, Until
from .book import Book
from .boundary_case import BoundaryCase
from .calendars import BeyondCalendar, anniversary
from .decide import DAYS_OF_THE_CARD
from .edges import Edge, conditions_at, own_places, zone_of
from .meetings import Met, meeting
from .people import Card, neighbours, put, reached, shifted, whoever
from .rule import Rule
from .terms import Term

FIRST_DAYS = (
    "2018-12-05", "2018-12-07", "2018-11-30", "2019-01-31", "2019-02-28", "2020-02-28", "2020-02-29", "2021-03-01",
)  # fmt: skip
"""A Wednesday, a Friday, days at the ends of months, and 29 February with both its neighbours."""
ZONE = {"US": "America/Los_Angeles", "MX": "America/Tijuana"}
PLACE = {"US": "San Ysidro", "MX": "Tijuana"}


def term_cases(term: Term) -> Iterator[BoundaryCase]:
    """The last day of a term for every kind of first day, for each day off, with delays, and for whom it does not bind."""
    name = term.starts.fact.name
    blank = BoundaryCase(
        "term", term.id, Edge.TERM, "", {}, "2018-12-05", ZONE[term.country], PLACE[term.country]
    )
    for first in first_days(term):
        yield replace(blank, about=first, card={name: first})
    usual: Card = {name: FIRST_DAYS[0]}
    for about, card in neighbours(usual, [~one for one in term.unless], blank.day):
        yield replace(blank, edge=Edge.PERSON, about=about, card=card)
    if term.delays:
        for days in (0, 1, 10):
            yield replace(blank, about=f"{days}", card={**usual, term.delays.fact.name: days})
    yield replace(blank, edge=Edge.PERSON, about=name)


def first_days(term: Term) -> Iterator[str]:
    """Days from which a term is worth counting: those of every term, and those that end on or pass over a day off."""
    yield from FIRST_DAYS
    if not term.calendar:
        return
    for day in (date.fromisoformat(one) for one in term.calendar.days_off):
        yield shifted(day.isoformat(), -1)
        yield (anniversary(day, -term.years, -term.months) - timedelta(term.days)).isoformat()
        yield from _ending_at(term, day)
    for first, last in term.calendar.covers:
        for edge in (first, last):
            day = anniversary(date.fromisoformat(edge), -term.years, -term.months) - timedelta(term.days)
            yield from (shifted(day.isoformat(), n) for n in (-1, 0))
        yield from _last_of(term, last)


def _ending_at(term: Term, day: date) -> Iterator[str]:
    """The last first day whose term in working days ends by a day, and the one after: it ends later."""
    name = term.starts.fact.name
    for first in (day - timedelta(n) for n in range(2 * term.working_days)):
        last = term.ends({name: first.isoformat()}) if _within(term, first) else None
        if last and last <= day:
            yield from (shifted(first.isoformat(), n) for n in (0, 1))
            return


def _last_of(term: Term, last: str) -> Iterator[str]:
    """The last first day whose term the calendar still reaches, and the one after."""
    day = date.fromisoformat(last)
    while not _within(term, day):
        day -= timedelta(1)
    yield from (day.isoformat(), shifted(day.isoformat(), 1))


def _within(term: Term, day: date) -> bool:
    try:
        return term.ends({term.starts.fact.name: day.isoformat()}) is not None
    except BeyondCalendar:
        return False


def question_cases(book: Book, name: str) -> Iterator[BoundaryCase]:
    """A question asked of whoever its rules reach: one of them alone, two at once, on the days around each window."""
    kind = book.questions[name]
    blank = BoundaryCase("question", name, Edge.QUESTION, "", {}, "2018-12-05", ZONE["US"], PLACE["US"])
    if isinstance(kind, Family):
        yield from _families(book, kind, blank)
    elif isinstance(kind, Until | InTime):
        yield from _until(book, kind, blank)
    yield from _met_by_rules(book, kind, blank)


def rules_of(kind: Kind) -> tuple[str, ...]:
    """The rules a question asks, without their effects, in its own order."""
    return tuple(dict.fromkeys(rule.partition("/")[0] for rule in named_by(kind)))


def named_by(kind: Kind) -> tuple[str, ...]:
    """The rules a question names: ``rule``, or ``rule/effect`` where it asks about one effect."""
    match kind:
        case Question():
            return (*kind.any_of, *kind.closed_by)
        case First():
            return tuple(rule for rule, _code in kind.rules)
        case Never():
            return kind.rests_on
        case OnTheCard():
            return (kind.rule,)
        case Share():
            return kind.any_of
        case Until():
            return tuple(filter(None, kind.instead[:1]))
        case _:
            return ()


def _met_by_rules(book: Book, kind: Kind, blank: BoundaryCase) -> Iterator[BoundaryCase]:
    rules = [book.rules[id_] for id_ in rules_of(kind)]
    wants = getattr(kind, "wants", ()) or ((kind.fact,) if isinstance(kind, OnTheCard) else ())
    for rule in rules:
        for on in rule.on:
            met = meeting(book, rule, on)
            case = replace(blank, about=rule.id, place=met.place, zone=zone_of(met.place, rule.zone))
            for card in _cards(book, rules, met, wants):
                yield from _around(case, rule, card, met, (on.start, on.end))
            yield replace(case, card=met.card, day=met.asked, place=own_places(book.rules, rule)[-1])
    yield blank


def _around(
    case: BoundaryCase, rule: Rule, card: Card, met: Met, edges: Iterable[str]
) -> Iterator[BoundaryCase]:
    """A card on the day on which it was met, and on the days around both ends of what it met."""
    days = [shifted(edge, n) for edge in edges if edge for n in (-1, 0)]
    if rule.counts in DAYS_OF_THE_CARD:
        cards = [card, *(put(card, rule.counts, day) for day in days)]
        yield from (replace(case, card=one, day=met.asked) for one in cards)
    else:
        yield from (replace(case, card=card, day=day) for day in dict.fromkeys((met.asked, *days)))


def _cards(book: Book, rules: list[Rule], met: Met, wants: Iterable[str]) -> Iterator[Card]:
    """The person who was met, with what the question wants and without; and who each other rule reaches as well."""
    told = {name: 9_999 if name.startswith("series") else "2019-10-01" for name in wants}
    yield met.card
    yield {**told, **met.card}
    for other in rules:
        there = conditions_at(book.rules, other, met.day, met.place)
        both = whoever(there, met.asked, {**told, **met.card})
        near = [both, *(card for _name, card in neighbours(both, there, met.asked))]
        yield from {reached(there, card, met.asked): card for card in reversed(near)}.values()


def _families(book: Book, kind: Family, blank: BoundaryCase) -> Iterator[BoundaryCase]:
    """A family of nobody, of one, of two alike, and of one who is reached with one who is exempt."""
    for id_ in rules_of(book.questions[kind.ask]):
        rule = book.rules[id_]
        met = meeting(book, rule, rule.on[0])
        conditions = conditions_at(book.rules, rule, met.day, met.place)
        others = [card for _name, card in neighbours(met.card, conditions, met.asked)]
        case = replace(blank, place=met.place, zone=zone_of(met.place, rule.zone), day=met.asked, about=id_)
        for members in ((), (met.card,), *((met.card, other) for other in others)):
            yield replace(case, card={"members": list(members)})


def _until(book: Book, kind: Until | InTime, blank: BoundaryCase) -> Iterator[BoundaryCase]:
    """First days of each kind; and, where something is done in time or not, the last day and the one after."""
    for id_ in kind.terms if isinstance(kind, Until) else (kind.term,):
        term = book.terms[id_]
        name = term.starts.fact.name
        case = replace(blank, place=PLACE[term.country], zone=ZONE[term.country], about=id_)
        for first in FIRST_DAYS:
            last = term.ends({name: first}) if _within(term, date.fromisoformat(first)) else None
            for card, day in _done(kind, {name: first}, last):
                yield replace(case, card=card, day=day)
        for _name, card in neighbours({name: FIRST_DAYS[0]}, [~one for one in term.unless], blank.day):
            yield replace(case, card=card)


def _done(kind: Until | InTime, card: Card, last: date | None) -> Iterator[tuple[Card, str]]:
    days: list[Any] = [(last + timedelta(n)).isoformat() for n in (0, 1)] if last else ["2019-12-05"]
    for day in days:
        yield card, day
        if isinstance(kind, InTime):
            yield {**card, kind.done: day}, "2021-06-01"

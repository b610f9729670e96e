"""Random people, days and places: whoever answers in another way shows that a small error changes something."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from ventanilla.rulebook.asking import Family, InTime, Until
from ventanilla.rulebook.book import Book
from ventanilla.rulebook.boundary_case import BoundaryCase, ask
from ventanilla.rulebook.boundary_questions import first_days, rules_of
from ventanilla.rulebook.decide import DAYS_OF_THE_CARD
from ventanilla.rulebook.edges import Edge, own_places, turns, windows_and_orders
from ventanilla.rulebook.meetings import meeting
from ventanilla.rulebook.nations import ALPHA3
from ventanilla.rulebook.people import around, put, shifted
from ventanilla.rulebook.places import PLACES
from ventanilla.rulebook.rule import Rule
from ventanilla.rulebook.terms import Term

BLANK = BoundaryCase("rule", "", Edge.PERSON, "random", {}, "2018-12-05", "America/Los_Angeles", "San Ysidro")

WILD = {
    "nat": tuple(ALPHA3),
    "denied_in": tuple(ALPHA3),
    "state": tuple(place.state for place in PLACES.values()),
    "manner": ("port", "between", "another"),
}
"""Codes that are drawn as well, whether or not a rule names them."""


def crowd(book: Book, of: str, people: int) -> Iterator[BoundaryCase]:
    """So many random cases about one rule, term or question, the same ones every time."""
    chance = random.Random(of)
    for _n in range(people):
        case = _case(book, of, chance)
        yield replace(case, answer=ask(book, case))


def _case(book: Book, of: str, chance: random.Random) -> BoundaryCase:
    if of in book.rules:
        rule = book.rules[of]
        effect = chance.choice(rule.effects)
        if chance.random() < 0.01:
            return replace(BLANK, kind="effect", of=f"{of}/{effect.what}")
        return replace(_somebody(book, rule, chance), of=f"{of}/{effect.what}")
    if of in book.terms:
        return replace(BLANK, kind="term", of=of, card=_first(book.terms[of], chance))
    return replace(_asking(book, of, chance), kind="question", of=of)


def _asking(book: Book, of: str, chance: random.Random) -> BoundaryCase:
    """Somebody whom one of a question's rules or terms may concern."""
    kind = book.questions[of]
    if isinstance(kind, Family):
        some = [_asking(book, kind.ask, chance) for _n in range(chance.randint(0, 3))]
        return replace(some[0] if some else BLANK, card={"members": [one.card for one in some]})
    rules = [book.rules[id_] for id_ in rules_of(kind)]
    case = (
        _somebody(book, chance.choice(rules), chance)
        if rules
        else replace(BLANK, day=_day(chance, ["2019-12-05"]))
    )
    card: dict[str, Any] = dict(case.card)
    for rule in rules:
        if chance.random() < 0.3:
            card |= _somebody(book, rule, chance).card
    for id_ in kind.terms if isinstance(kind, Until) else (kind.term,) if isinstance(kind, InTime) else ():
        card |= _first(book.terms[id_], chance)
    if isinstance(kind, InTime) and chance.random() < 0.7:
        card[kind.done] = _day(chance, [case.day])
    for want in (*getattr(kind, "wants", ()), getattr(kind, "fact", "")):
        if want and chance.random() < 0.7:
            card[want] = (
                chance.choice((1400, 2600)) if want.startswith("series") else _day(chance, ["2019-10-01"])
            )
    return replace(case, card=card)


def _somebody(book: Book, rule: Rule, chance: random.Random) -> BoundaryCase:
    """Somebody who is near to whom a rule reaches, on a day near to one of its edges or on any other."""
    met = meeting(book, rule, chance.choice(windows_and_orders(rule)))
    card: dict[str, Any] = dict(met.card)
    facts = list(_facts(book, rule, met.asked).items())
    for name, values in chance.choices(facts, k=chance.randint(0, 3)) if facts else ():
        card = put(card, name, _value(name, values, chance))
    turning = _turning(book, rule)
    day = met.asked if chance.random() < 0.25 else _day(chance, turning)
    if rule.counts in DAYS_OF_THE_CARD and chance.random() < 0.7:
        card[rule.counts] = day
        day = met.asked if chance.random() < 0.6 else _day(chance, turning)
    if chance.random() < 0.1:
        card[chance.choice(DAYS_OF_THE_CARD)] = _day(chance, turning)
    places = own_places(book.rules, rule) if chance.random() < 0.7 else tuple(PLACES)
    place = met.place if chance.random() < 0.3 else chance.choice(places)
    known = _day(chance, _announcements(rule))[:10] if chance.random() < 0.2 else ""
    zone = rule.zone if chance.random() < 0.3 else PLACES[place].zone
    return replace(BLANK, card=card, day=day, zone=zone, place=place, known=known)


@lru_cache(maxsize=64)
def _turning(book: Book, rule: Rule) -> list[str]:
    return [turn.text for turn in turns(book.rules, rule)]


@lru_cache(maxsize=1024)
def _facts(book: Book, rule: Rule, day: str) -> dict[str, tuple[Any, ...]]:
    needed = [book.rules[need] for need in rule.needs]
    conditions = [
        *(one for some in (rule, *needed) for one in (*some.when, *some.unless)),
        *(one for some in (rule, *needed) for on in some.on for one in on.when),
        *(order.who for order in rule.off if order.who),
    ]
    return around(conditions, day)


def _announcements(rule: Rule) -> list[str]:
    return [day for thing in windows_and_orders(rule) for day in (thing.known, thing.start) if day]


def _value(name: str, values: tuple[Any, ...], chance: random.Random) -> Any:
    """One of the values at an edge, or one a little beyond, or any nationality."""
    value = chance.choice(values)
    if name in WILD and chance.random() < 0.4:
        return chance.choice(WILD[name])
    if isinstance(value, int) and not isinstance(value, bool) and chance.random() < 0.5:
        return value + chance.randint(-3, 3)
    if isinstance(value, str) and value[:2] == "20" and chance.random() < 0.5:
        return shifted(value, chance.randint(-3, 3))
    return value


def _day(chance: random.Random, near: Sequence[str]) -> str:
    """A day near to one of these, with an hour now and then; or any day from 2018 to 2025."""
    if chance.random() < 0.3:
        return (date(2018, 1, 1) + timedelta(chance.randrange(2900))).isoformat()
    edge = chance.choice(near)
    day = shifted(edge, chance.choice((-2, -1, -1, 0, 0, 1, 2)))
    if chance.random() < (0.5 if len(edge) > 10 else 0.05):
        day += f"T{chance.randrange(4, 24):02d}:{chance.choice((0, 1, 30, 59)):02d}"
    return day


@lru_cache(maxsize=64)
def _first_days(term: Term) -> tuple[str, ...]:
    return tuple(first_days(term))


def _first(term: Term, chance: random.Random) -> dict[str, Any]:
    some = _first_days(term)
    day = (
        shifted(chance.choice(some), chance.randint(-3, 3))
        if chance.random() < 0.5
        else _day(chance, some)[:10]
    )
    card: dict[str, Any] = {term.starts.fact.name: day} if chance.random() < 0.95 else {}
    if term.delays and chance.random() < 0.5:
        card[term.delays.fact.name] = chance.randrange(40)
    for name, values in around(term.unless, day).items():
        card = put(card, name, chance.choice(values))
    return card

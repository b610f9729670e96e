"""Somebody for each window and order of a rule: a person whom it reaches, on a day and at a place where it does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from .book import Book
from .conditions import ASKED_ON, Holds
from .decide import DAYS_OF_THE_CARD, carded, decide
from .edges import conditions_at, days_inside, own_places, zone_of
from .people import Card, whoever
from .rule import Court, On, Rule
from .when import Moment


class Met(NamedTuple):
    """Somebody whom a window or an order of a rule reaches: the day that counts, the day that is asked about, where."""

    card: Card
    day: str
    asked: str
    place: str


@lru_cache(maxsize=1024)
def meeting(book: Book, rule: Rule, thing: On | Court) -> Met:
    """Somebody whom a window reaches (or for whom an order stops it), where there is anybody; else who comes nearest."""
    tried = _meetings(book, rule, thing)
    nearest = next(tried)
    order = thing if isinstance(thing, Court) else None
    return next((met for met in chain((nearest,), tried) if _decided(book, rule, met, order)), nearest)


def _meetings(book: Book, rule: Rule, thing: On | Court) -> Iterator[Met]:
    for place in (one for one in own_places(book.rules, rule) if _here(rule, thing, one)):
        for day in days_inside(book.rules, rule, thing) or [thing.start[:10]]:
            for asked in _asked_days(book, rule, day, place):
                yield _met(book, rule, thing, day, asked, place)


def _decided(book: Book, rule: Rule, met: Met, order: Court | None = None) -> bool:
    at = Moment(met.asked, zone_of(met.place, rule.zone))
    effect = order.covers[0] if order and order.covers else ""
    found = decide(book.rules, rule.id, carded(met.card, at), at, met.place, effect=effect)
    return found.standing.owner is order if order else found.holds is Holds.YES


def _met(book: Book, rule: Rule, thing: On | Court, day: str, asked: str, place: str) -> Met:
    who = (thing.who,) if isinstance(thing, Court) and thing.who else ()
    conditions = (*conditions_at(book.rules, rule, day, place), *who)
    start = {rule.counts: day} if rule.counts in DAYS_OF_THE_CARD else {}
    return Met(whoever(conditions, asked, start), day, asked, place)


def _asked_days(book: Book, rule: Rule, day: str, place: str) -> list[str]:
    """The day that counts, and days on which a condition on the day that is asked about may turn."""
    leaves = [leaf for one in conditions_at(book.rules, rule, day, place) for leaf in one.leaves()]
    return [day, *(str(leaf.wanted) for leaf in leaves if leaf.fact.name == ASKED_ON)]


def _here(rule: Rule, thing: On | Court, place: str) -> bool:
    return (not rule.at or place in rule.at) and (not thing.at or place in thing.at)

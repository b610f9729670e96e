"""When a way closes overnight: who on a list held it the day before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ventanilla.rooms.line.actions.tickets import OPEN_STATES
from ventanilla.rooms.line.models import Ticket, WaitingList
from ventanilla.rooms.registry.models import Person
from ventanilla.rulebook.book import Book, book
from ventanilla.rulebook.inforce import cell
from ventanilla.rulebook.rule import Rule
from ventanilla.rulebook.ways import WAYS, Way
from ventanilla.rulebook.when import Moment

from .known import Card, Where, card_of, where
from .standing import Day, leaves, shut_overnight


@dataclass(frozen=True)
class Held:
    """A place whose people lost a way overnight, and the ways."""

    ticket: Ticket
    ways: tuple[Way, ...]


def closed_for(one: WaitingList, day: Day, law: Book | None = None) -> list[Held]:
    """The places on a list, in its order, of people for whom a way was not shut the day before and is shut on this day.

    On almost every day no rule turns, and nothing is read. Where one does, people with the same card are asked about once.
    """
    law, at = law or book(), where(one)
    ways = turned(law, day, at) if at else []
    if not at or not ways:
        return []
    edges, people = _edges(law, ways), _people(one)

    @cache
    def lost(card: tuple[tuple[str, Any], ...]) -> tuple[Way, ...]:
        return tuple(shut_overnight(law, dict(card), day, at, ways))

    def held(ticket: Ticket) -> Held:
        cards = [_alike(card_of(person, ticket.since, day.on), edges) for person in people[ticket.household]]
        return Held(ticket, tuple(dict.fromkeys(way for card in cards for way in lost(card))))

    tickets = Ticket.objects.filter(list=one.id, state__in=OPEN_STATES).order_by("number", "ord", "part")
    return [found for found in map(held, tickets) if found.ways]


def _edges(law: Book, ways: Iterable[Way]) -> dict[str, list[Any]]:
    """The facts that the rules behind these ways read, each with the values at which an answer may turn, in order."""
    edges: dict[str, set[Any]] = defaultdict(set)
    edges |= {"manner": set(), "age": {0, 18}, "list_date": {"0001-01-01"}}  # who is 18 is no child alone
    for leaf in (leaf for way in ways for rule in _rules(law, way) for leaf in leaves(rule)):
        low, high = leaf.wanted if leaf.test == "between" else (leaf.wanted, None)
        edges[leaf.fact.name] |= (
            {low} if leaf.test in ("from", "before") else {low, high + 1} if high else set()
        )
    return {name: sorted(found) for name, found in edges.items()}


def _alike(card: Card, edges: dict[str, list[Any]]) -> tuple[tuple[str, Any], ...]:
    """A card that stands for all that these rules treat alike: no fact they do not read, no value between two edges."""
    found = {name: value for name, value in card.items() if name in edges}
    for name in ("age", "list_date"):
        if name in found and (below := [edge for edge in edges[name] if edge <= found[name]]):
            found[name] = below[-1]
    return tuple(sorted(found.items()))


def _people(one: WaitingList) -> dict[str, list[Person]]:
    waiting = Ticket.objects.filter(list=one.id, state__in=OPEN_STATES).values("household")
    by_household: dict[str, list[Person]] = defaultdict(list)
    for person in Person.objects.filter(state="here", household__in=waiting).order_by("id"):
        by_household[person.household].append(person)
    return by_household


def turned(law: Book, day: Day, at: Where) -> list[Way]:
    """The ways behind which any rule stands otherwise than the day before, as each day was known."""
    return [
        way for way in WAYS if any(_turned(rule, day, _place(way, at), at.zone) for rule in _rules(law, way))
    ]


def _place(way: Way, at: Where) -> str:
    return at.port if way.place == "port" else at.city


def _turned(rule: Rule, day: Day, place: str, zone: str) -> bool:
    before = day.before()
    return any(
        cell(rule, effect.what, Moment(day.on.isoformat(), zone), place, day.known.isoformat())
        != cell(rule, effect.what, Moment(before.on.isoformat(), zone), place, before.known.isoformat())
        for effect in rule.effects
    )


def _rules(law: Book, way: Way) -> Iterator[Rule]:
    """Every rule behind a way, with those that it needs."""
    asked = (law.questions[wish.ask] for wish in way.wishes)
    waiting = [id_ for one in asked for id_ in (*getattr(one, "any_of", ()), *getattr(one, "closed_by", ()))]
    while waiting:
        rule = law.rules[waiting.pop().partition("/")[0]]
        waiting += rule.needs
        yield rule

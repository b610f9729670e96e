"""Cases made from the rules themselves: each day, place and person at which an answer may turn, and the answer.

They are what a lawyer reads beside the source, and what a test compares: a rule that is off by one day, or has lost a
place or an exception, answers at least one of them in another way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from .asking import answer
from .book import Book
from .calendars import BeyondCalendar
from .conditions import ASKED_ON, Holds
from .decide import DAYS_OF_THE_CARD, carded, decide
from .edges import Edge, Turn, conditions_at, days_inside, moments, own_places, turns, zone_of
from .people import Card, neighbours, put, shifted, values, whoever
from .places import PLACES
from .rule import Court, On, Rule
from .when import Moment

BEYOND = "BEYOND_THE_CALENDAR"
LONG_AGO = "1990-01-01"
NOT_BOUND = "NOT_BOUND"
"""The code of a term for somebody whom it does not reach."""


class Answered(NamedTuple):
    """An answer: its code (or day), the state of the rule, the order that made it so, and whether it was read."""

    code: str
    state: str = ""
    order: str = ""
    checked: bool = True

    def __str__(self) -> str:
        return "; ".join(filter(None, (*self[:3], "" if self.checked else "not checked")))


@dataclass(frozen=True, slots=True)
class BoundaryCase:
    """What is asked, of whom, when and where; why just that; and what the book answers.

    ``of`` is ``rule``, ``rule/effect``, a term or a question; ``kind`` says which. ``about`` names the fact or the day
    that ``edge`` is about.
    """

    kind: str
    of: str
    edge: Edge
    about: str
    card: Mapping[str, Any]
    day: str
    zone: str
    place: str
    known: str = ""
    answer: Answered = Answered("")

    @property
    def who(self) -> str:
        """The facts of the person, in one line."""
        return json.dumps(self.card, ensure_ascii=False, sort_keys=True)

    @property
    def input(self) -> tuple[str, ...]:
        """What is asked, without the answer: no two cases of a book are alike in it."""
        return (self.kind, self.of, self.day, self.zone, self.known, self.who, self.place)


def boundary_cases(book: Book, only: str = "") -> list[BoundaryCase]:
    """The cases of a book, or of one rule, term or question of it, in an order that never changes.

    Raises:
        KeyError: the book has nothing of that name.
    """
    from .boundary_questions import question_cases, term_cases

    made: list[Iterable[BoundaryCase]] = [
        *(_rule_cases(book, rule) for id_, rule in sorted(book.rules.items()) if only in ("", id_)),
        *(term_cases(term) for id_, term in sorted(book.terms.items()) if only in ("", id_)),
        *(question_cases(book, name) for name in sorted(book.questions) if only in ("", name)),
    ]
    if only and not made:
        raise KeyError(only)
    cases = {case.input: case for some in made for case in some}
    return [replace(case, answer=ask(book, case)) for case in cases.values()]


def ask(book: Book, case: BoundaryCase) -> Answered:
    """What a book answers to a case, whichever book it was made from."""
    if case.kind == "effect":
        return Answered(_said(book.rules[case.of.partition("/")[0]], case.of.partition("/")[2]))
    if case.kind == "term":
        return _term(book, case)
    at = Moment(case.day, case.zone)
    if case.kind == "question":
        found = answer(book, case.of, case.card, at, case.place, case.known)
        return Answered(found.code, checked=found.checked)
    id_, _, effect = case.of.partition("/")
    finding = decide(book.rules, id_, carded(case.card, at), at, case.place, case.known, effect)
    owner = finding.standing.owner
    order = owner.title.en if isinstance(owner, Court) else ""
    return Answered(finding.holds.name, finding.standing.state.value, order, finding.checked)


def _said(rule: Rule, what: str) -> str:
    """What one effect of a rule does, and how many its quota counts, in codes."""
    effect = next((one for one in rule.effects if one.what == what), None)
    if effect is None:
        return "NOTHING"
    parts = [f"{'may ' if effect.power else ''}{effect.does} {effect.what}"]
    parts += [f"leaves {one} open" for one in effect.leaves_open]
    if quota := rule.quota:
        parts.append(
            f"{quota.share} of {quota.total} kept, {quota.year}, rolls to {quota.rolls_to or 'none'}"
        )
    return ", ".join(parts)


def _term(book: Book, case: BoundaryCase) -> Answered:
    term = book.terms[case.of]
    reaches = term.reaches(case.card)
    if reaches is not Holds.YES:
        return Answered(NOT_BOUND if reaches is Holds.NO else reaches.name, checked=term.checked)
    try:
        last = term.ends(case.card)
    except BeyondCalendar:
        return Answered(BEYOND, checked=term.checked)
    return Answered(str(last or "UNKNOWN"), checked=term.checked)


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


def _rule_cases(book: Book, rule: Rule) -> Iterator[BoundaryCase]:
    """All cases of a rule, for each of its effects."""
    met = {thing: meeting(book, rule, thing) for thing in (*rule.on, *rule.off)}
    for effect in rule.effects:
        name = rule.id if effect is rule.effect else f"{rule.id}/{effect.what}"
        blank = BoundaryCase("rule", name, Edge.SAYS, "", {}, "", rule.zone, "")
        yield replace(blank, kind="effect", of=f"{rule.id}/{effect.what}")
        for make in (_days, _places, _people, _announced):
            yield from make(book, rule, met, blank)


Meetings = Mapping[On | Court, Met]


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
        for leaf in (leaf for part in conditions for leaf in part.leaves() if leaf.fact.name == ASKED_ON):
            for day in values(leaf, one.asked):
                yield replace(case, edge=Edge.ASKED, about=day, day=day)
        others = [name for name in DAYS_OF_THE_CARD if name not in one.card]
        yield replace(case, edge=Edge.COUNTS, card={**dict.fromkeys(others, LONG_AGO), **one.card})


def _announced(book: Book, rule: Rule, met: Meetings, blank: BoundaryCase) -> Iterator[BoundaryCase]:
    """Each window and order, as it was known the day before it was announced, and on that day."""
    for thing, one in met.items():
        known = (thing.known or thing.start)[:10]
        case = replace(blank, edge=Edge.KNOWN, about=known, card=one.card, day=one.asked, place=one.place)
        case = replace(case, zone=zone_of(one.place, rule.zone))
        for day in (shifted(known, -1), known):
            yield replace(case, known=day)

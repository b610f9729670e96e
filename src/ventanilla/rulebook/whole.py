"""Is a rule whole: everything it names exists, its days come in order, and each window and order has its source.

A fault is refused. A warning may be right and is worth a look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import NamedTuple, get_args

from .asking import Family, InTime, Kind, Until
from .boundary_questions import named_by
from .conditions import Condition
from .decide import DAYS_OF_THE_CARD
from .edges import windows_and_orders
from .nations import ALPHA3
from .places import PLACES
from .rule import Basis, Country, Court, Mark, On, Pause, Rule, Source
from .terms import Term
from .when import Window

ASKED_DAYS = ("decision", "encounter", "asking", "return", "filing", "listing")
"""The days that may count beside those of the card: the one that is asked about, by what is done on it."""


class Flaw(NamedTuple):
    """What is wrong with a thing; ``part`` is the word of the file that says where to look."""

    sentence: str
    part: str = ""
    warning: bool = False


def flaws_of_rule(rule: Rule, rules: Mapping[str, Rule]) -> Iterator[Flaw]:
    """What is wrong with one rule among others."""
    yield from _named(rule, rules)
    for thing in windows_and_orders(rule):
        yield from _thing(rule, thing)
        yield from _source(thing.source, f"the {_kind(thing)} from {thing.start}", thing.start)
    yield from _overlaps(rule)
    for order in rule.off:
        yield from _order(rule, order)
    whole = (*rule.when, *rule.unless, *(one for on in rule.on for one in on.when))
    yield from _nationalities((*whole, *(order.who for order in rule.off if order.who)))
    if rule.quota and rule.quota.share > rule.quota.total:
        yield Flaw(
            f"its quota keeps {rule.quota.share} of {rule.quota.total}: a part is not more than the whole"
        )


def flaws_of_term(term: Term) -> Iterator[Flaw]:
    """What is wrong with one term."""
    yield from _source(term.source, "the term")
    if not (term.years or term.months or term.days or term.working_days):
        yield Flaw("it has no length: give it years, months, days or working_days")
    if (term.working_days or term.rolls) and not term.calendar:
        yield Flaw("it counts working days and has no calendar")
    if term.calendar:
        yield from _source(term.calendar.source, f"the calendar {term.calendar.id}")
        for day in term.calendar.days_off:
            if not _is_day(day):
                yield Flaw(f"{day!r} is not a day; write it as 2018-12-05", day)
            elif not any(first <= day <= last for first, last in term.calendar.covers):
                yield Flaw(f"the day off {day} lies outside the days its calendar covers", day)
    yield from _nationalities(term.unless)


def flaws_of_question(
    kind: Kind, rules: Mapping[str, Rule], terms: Iterable[str], questions: Iterable[str]
) -> Iterator[Flaw]:
    """What is wrong with one question: it names a rule, an effect, a term or a question that is not there."""
    for name in named_by(kind):
        id_, _, effect = name.partition("/")
        if id_ not in rules:
            yield Flaw(f"there is no rule called {id_}", name)
        elif effect and effect not in [one.what for one in rules[id_].effects]:
            yield Flaw(f"the rule {id_} has no effect on {effect}", name)
    named = kind.terms if isinstance(kind, Until) else (kind.term,) if isinstance(kind, InTime) else ()
    for term in (*named, *(kind.instead[1:] if isinstance(kind, Until) else ())):
        if term and term not in terms:
            yield Flaw(f"there is no term called {term}", term)
    if isinstance(kind, Family) and kind.ask not in questions:
        yield Flaw(f"there is no question called {kind.ask}", kind.ask)


def _named(rule: Rule, rules: Mapping[str, Rule]) -> Iterator[Flaw]:
    """What a rule names by a word that has to exist."""
    if rule.country not in get_args(Country):
        yield Flaw(f"there is no country called {rule.country}: write US or MX", rule.country)
    if rule.basis not in get_args(Basis):
        yield Flaw(f"there is no basis called {rule.basis}: write {', '.join(get_args(Basis))}", rule.basis)
    if not rule.effects:
        yield Flaw("it does nothing: give it an effect")
    if rule.counts not in (*DAYS_OF_THE_CARD, *ASKED_DAYS):
        known = ", ".join((*ASKED_DAYS, *DAYS_OF_THE_CARD))
        yield Flaw(f"there is no day called {rule.counts}: write {known}", rule.counts)
    for place in sorted(
        {*rule.at, *(p for thing in windows_and_orders(rule) for p in thing.at)} - set(PLACES)
    ):
        yield Flaw(f"there is no place called {place}", place)
    for need in rule.needs:
        if need not in rules:
            yield Flaw(f"it needs {need}, and there is no such rule", need)
        elif rule.id in _needed(need, rules):
            yield Flaw(f"it needs {need}, which needs it: nobody could ever answer", need)


def _needed(id_: str, rules: Mapping[str, Rule]) -> set[str]:
    """A rule and every rule it needs, however far."""
    found, open_ = set(), [id_]
    while open_:
        if (one := open_.pop()) not in found:
            found.add(one)
            open_ += rules[one].needs if one in rules else ()
    return found


def _thing(rule: Rule, thing: On | Court) -> Iterator[Flaw]:
    """What is wrong with the days, the mark and the places of a window or an order."""
    yield from _times(rule, thing)
    if thing.mark not in get_args(Mark):
        yield Flaw(f"there is no mark {thing.mark!r}: S for read, K for from memory", thing.start)
    yield from _announced(thing.known, thing.start, "it")
    if isinstance(thing, On):
        yield from _announced(thing.end_known, thing.end, "its end")
        if thing.ended_by:
            yield from _source(thing.ended_by, f"the end of the window from {thing.start}", thing.start)
    if rule.at and thing.at and not set(thing.at) <= set(rule.at):
        outside = ", ".join(sorted(set(thing.at) - set(rule.at)))
        yield Flaw(
            f"the {_kind(thing)} from {thing.start} is at {outside}, where the rule is not", thing.start, True
        )


def _announced(known: str, then: str, what: str) -> Iterator[Flaw]:
    if known and not _is_day(known):
        yield Flaw(f"{known!r} is not a day; write it as 2018-12-05", known)
    elif known and known[:10] > then[:10]:
        yield Flaw(f"{what} was announced on {known}, after it came on {then or 'no day'}", known, True)


def _times(rule: Rule, thing: On | Court | Pause) -> Iterator[Flaw]:
    for text in filter(None, (thing.start, thing.end)):
        if not _is_day(text):
            yield Flaw(f"{text!r} is not a day; write it as 2018-12-05 or 2018-12-05T09:00", text)
            return
    try:
        Window(thing.start, thing.end, rule.zone).check()
    except ValueError as error:
        yield Flaw(str(error), thing.start)


def _source(source: Source | None, what: str, part: str = "") -> Iterator[Flaw]:
    if source is None or not source.title:
        yield Flaw(f"{what} has no source: give at least a title", part)
    elif missing := [name for name, told in (("day", source.date), ("address", source.url)) if not told]:
        yield Flaw(f"the source of {what} has no {' and no '.join(missing)}", part, True)


def _overlaps(rule: Rule) -> Iterator[Flaw]:
    """Two windows of one rule may not hold at one place on one day: nobody could say which one decides."""
    for one, other in combinations(rule.on, 2):
        apart = (one.end and one.end <= other.start) or (other.end and other.end <= one.start)
        if not apart and (not one.at or not other.at or set(one.at) & set(other.at)):
            yield Flaw(f"the windows from {one.start} and from {other.start} overlap", other.start)


def _order(rule: Rule, order: Court) -> Iterator[Flaw]:
    """What is wrong between an order and its rule, and between an order and what put it on hold."""
    effects = [effect.what for effect in rule.effects]
    for what in order.covers:
        if what not in effects:
            yield Flaw(f"the order from {order.start} covers {what}; the rule has {', '.join(effects)}", what)
    for pause in order.paused:
        yield from _times(rule, pause)
        if pause.start < order.start or (order.end and (not pause.end or pause.end > order.end)):
            yield Flaw(
                f"the order from {order.start} is on hold from {pause.start}, outside its own days",
                pause.start,
            )
    if not any(_meet(order, on) for on in rule.on):
        yield Flaw(f"the order from {order.start} lies outside every window of the rule", order.start, True)


def _meet(one: On | Court, other: On | Court) -> bool:
    return not (one.end and one.end <= other.start) and not (other.end and other.end <= one.start)


def _nationalities(conditions: Iterable[Condition]) -> Iterator[Flaw]:
    """Codes of countries that ISO 3166-1 does not know."""
    leaves = [leaf for one in conditions for leaf in one.leaves() if leaf.test in ("in", "has", "listed")]
    for leaf in leaves:
        if leaf.fact.name in ("nat", "denied_in", "transit"):
            for code in dict.fromkeys((*leaf.wanted, *getattr(leaf, "off", ()))):
                if code not in ALPHA3:
                    yield Flaw(f"there is no nationality {code}: write the two letters of ISO 3166-1", code)


def _kind(thing: On | Court) -> str:
    return "window" if isinstance(thing, On) else "order"


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text[:10])) and (len(text) == 10 or text[10:11] == "T")
    except ValueError:
        return False

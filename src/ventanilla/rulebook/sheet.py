"""A rule as one page that a lawyer can check: what it says, when and where, for whom, from which source, case by case."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from .book import Book
from .boundaries import boundary_cases
from .boundary_case import BEYOND, Answered, BoundaryCase, by_nationality
from .card import facts
from .conditions import Holds
from .diff import in_words
from .edges import LONG_AGO, Edge
from .inforce import Cell, State, column
from .kept import to_data
from .places import PLACES
from .rule import Court, On, Rule, Source
from .said import Said
from .sources import of_rule
from .terms import Term
from .why import code_in_words
from .wording import country, day, span, value, wants

ANYWHERE = "America/New_York"
_STATES = {
    State.ON: Said("in force", "en vigor"),
    State.BLOCKED: Said("stopped by a court order", "detenida por orden judicial"),
    State.PAPER: Said("on paper only", "solo en papel"),
    State.HOURS: Said("two states on one day", "dos estados en un día"),
}
_ANSWERS = {
    "YES": Said("reaches the person", "alcanza a la persona"),
    "NO": Said("does not reach the person", "no alcanza a la persona"),
    "UNKNOWN": Said("not known", "no se sabe"),
    "LAWYER": Said("a lawyer judges", "lo valora un abogado"),
}
_BASES = {
    "statute": Said("statute", "ley"),
    "regulation": Said("regulation", "reglamento"),
    "proclamation": Said("proclamation", "proclamación"),
    "memo": Said("memo", "memorando"),
    "court": Said("court", "tribunal"),
    "agreement": Said("agreement", "acuerdo"),
    "practice": Said("practice", "práctica"),
}
_EVERYWHERE = Said("everywhere", "en todas partes")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time in one state: first day, the day after the last one (empty: open), and the state in a code."""

    start: str
    end: str
    state: State
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart: a place, and its stretches."""

    place: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the boundary table."""

    day: str
    place: str
    who: str
    answer: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a lawyer reads of one rule, in one language. ``hash`` is the same in both."""

    id: str
    country: str
    basis: str
    title: str
    says: tuple[str, ...]
    counts: str
    windows: tuple[str, ...]
    bars: tuple[Bar, ...]
    wants: tuple[str, ...]
    exempt: tuple[str, ...]
    needs: tuple[str, ...]
    sources: tuple[Source, ...]
    unread: bool
    rows: tuple[Row, ...]
    hash: str


def sheet(book: Book, id_: str, language: str = "en") -> Sheet:
    """The sheet of a rule or a term.

    Raises:
        KeyError: the book has no such rule or term.
    """
    if id_ in book.terms:
        return _of_term(book, book.terms[id_], language)
    rule = book.rules[id_]
    sources = tuple(dict.fromkeys(of_rule(rule)))
    counted = facts().get(rule.counts)
    return Sheet(
        id_, rule.country, _BASES[rule.basis].into(language), rule.title.into(language),
        tuple(one.says.into(language) for one in rule.effects),
        counted.words.into(language) if counted else _DAYS.get(rule.counts, Said(rule.counts, rule.counts)).into(language),
        tuple(in_words(rule, language)), tuple(bars(rule, language)), tuple(_wants(rule, language)),
        tuple(wants(one, language) for one in rule.unless),
        tuple(f"{book.rules[need].title.into(language)} ({need})" for need in rule.needs),
        sources, any(source.mark == "K" for source in sources) or any(on.mark == "K" for on in rule.on),
        tuple(_rows(book, id_, language)), sheet_hash(book, id_),
    )  # fmt: skip


_DAYS = {
    "decision": Said("the day of the decision", "el día de la decisión"),
    "encounter": Said("the day the person is met", "el día del encuentro"),
    "asking": Said("the day of asking", "el día en que se pide"),
    "filing": Said("the day of filing", "el día de presentación"),
    "return": Said("the day of the return", "el día de la devolución"),
}


def _of_term(book: Book, term: Term, language: str) -> Sheet:
    length = {
        "en": (
            f"{term.years} years",
            f"{term.months} months",
            f"{term.days} days",
            f"{term.working_days} working days",
        ),
        "es": (
            f"{term.years} años",
            f"{term.months} meses",
            f"{term.days} días",
            f"{term.working_days} días hábiles",
        ),
    }[language]
    said = [
        words
        for words, many in zip(length, (term.years, term.months, term.days, term.working_days), strict=True)
        if many
    ]
    sources = (term.source, *((term.calendar.source,) if term.calendar else ()))
    return Sheet(
        term.id, term.country, _BASES["statute"].into(language), term.title.into(language), tuple(said), term.starts.fact.words.into(language),
        (), (), (), tuple(wants(one, language) for one in term.unless), (), sources, not term.checked,
        tuple(_rows(book, term.id, language)), sheet_hash(book, term.id),
    )  # fmt: skip


def sheet_hash(book: Book, id_: str) -> str:
    """SHA-256 over the rule's data and its boundary cases with their answers, in hex: what a lawyer signs."""
    thing = book.rules.get(id_) or book.terms[id_]
    rows = [[*case.input, str(case.answer)] for case in _cases(book, id_)]
    text = json.dumps([to_data(thing), rows], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=128)
def _cases(book: Book, id_: str) -> tuple[BoundaryCase, ...]:
    """The boundary cases of a rule or term, worked out once: the table and the hash are made of them."""
    return tuple(boundary_cases(book, id_))


def _wants(rule: Rule, language: str) -> Iterator[str]:
    yield from (wants(one, language) for one in rule.when)
    for on in rule.on:
        for one in on.when:
            yield f"{span(on.start, on.end, language)}: {wants(one, language)}"


def bars(rule: Rule, language: str) -> Iterator[Bar]:
    """The chart: a bar for each place that has its own history; one bar where all places are alike."""
    things: list[On | Court] = [*rule.on, *rule.off]
    named = rule.at or tuple(dict.fromkeys(place for thing in things for place in thing.at))
    seen: dict[tuple[Stretch, ...], list[str]] = {}
    for place in named or ("",):
        zone = PLACES[place].zone if place else ANYWHERE
        days, cells = column(rule, rule.effect.what, place, zone, "")
        seen.setdefault(tuple(_stretches(days, cells, language)), []).append(
            place or _EVERYWHERE.into(language)
        )
    for stretches, places in seen.items():
        yield Bar(", ".join(places), stretches)


def _stretches(days: tuple[str, ...], cells: tuple[Cell, ...], language: str) -> Iterator[Stretch]:
    """The cells of a bar, joined where the state stays the same and nothing but a class of people changes."""
    held: Stretch | None = None
    for (start, end), cell in zip(pairwise((*days, "")), cells, strict=True):
        state, words = _shown(cell)
        said = words.into(language) if words else ""
        if held and held.end == start and (held.state, held.words) == (state, said):
            held = replace(held, end=end)
            continue
        if held:
            yield held
        held = Stretch(start, end, state, said) if said else None
    if held:
        yield held


def _shown(cell: Cell) -> tuple[State, Said | None]:
    """The state that a bar shows for everybody: an order of unknown hours is one, a paused order another."""
    worst = min((one.holds for one in cell.orders if one.court.who is None), default=Holds.YES)
    if cell.state is State.ON and worst is Holds.UNKNOWN:
        return State.HOURS, _STATES[State.HOURS]
    if cell.state is State.ON and worst is Holds.LAWYER:
        return State.HOURS, Said("court order on hold", "orden judicial en suspenso")
    return cell.state, _STATES.get(cell.state)


def _rows(book: Book, id_: str, language: str) -> Iterator[Row]:
    """The boundary table; places with the same person, day and answer share a line."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for case in _cases(book, id_):
        if case.kind != "effect" and not case.known:
            for who, answered in _answers(book, case, language):
                found.setdefault((case.day, who, _answer(answered, language)), []).append(case.place)
    for (when, who, said), places in found.items():
        yield Row(day(when, language), ", ".join(dict.fromkeys(places)), who, said)


_OTHER = Said("any other nationality", "cualquier otra nacionalidad")


def _answers(book: Book, case: BoundaryCase, language: str) -> Iterator[tuple[str, Answered]]:
    """Who is asked about, and the answer; a case about every nationality has one for each of its answers."""
    if case.kind != "codes":
        yield _who(case, language), case.answer
        return
    for answered, codes in by_nationality(book, case).items():
        who = ", ".join(country(code, language) for code in codes) or _OTHER.into(language)
        yield "; ".join(filter(None, (who, _who(case, language)))), answered


_LONG_AGO = Said(
    "every other day of the card lies long before", "los demás días de la ficha son muy anteriores"
)


def _who(case: BoundaryCase, language: str) -> str:
    told = {name: found for name, found in case.card.items() if name in facts() and found != LONG_AGO}
    known = [(facts()[name], found) for name, found in told.items()]
    said = [
        f"{one.words.into(language)}: {value(one.name, one.kind, found, language)}" for one, found in known
    ]
    return "; ".join([*said, _LONG_AGO.into(language)] if case.edge is Edge.COUNTS else said)


def _answer(answered: Answered, language: str) -> str:
    code, state = answered.code, State(answered.state) if answered.state else None
    if code == BEYOND:
        return Said("beyond the calendar: not known", "más allá del calendario: no se sabe").into(language)
    if code not in _ANSWERS:
        return code_in_words(code, language)
    because = answered.order or (_STATES.get(state) if state and state is not State.ON else None)
    answer = _ANSWERS[code].into(language)
    return f"{answer} ({because.into(language)})" if because else answer

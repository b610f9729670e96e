"""The one place where claims ask the rulebook: questions, terms, facts, places. Nothing else here imports it.

The rulebook is loaded at the first question, because a command that asks nothing should not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import ngettext_lazy

from ventanilla.rulebook.card import facts as every_fact
from ventanilla.rulebook.conditions import ASKED_ON
from ventanilla.rulebook.facts import Fact
from ventanilla.rulebook.places import PLACES
from ventanilla.rulebook.when import Moment
from ventanilla.web.languages import law_language

from .readings import Cards

if TYPE_CHECKING:
    from ventanilla.rulebook.asking import Answer
    from ventanilla.rulebook.book import Book
    from ventanilla.rulebook.decide import Finding
    from ventanilla.rulebook.terms import Term
    from ventanilla.rulebook.why import Why


TRACK = {"US": ("mpp_return", "port_takes_claim"), "MX": ("mx_refuge_in_time",)}
"""The questions that decide the track, by country."""

FAMILY = "family_return"
"""The question that is asked of all members of a family together."""

MOVES = ("US-MPP-MOVED", "US-MPP-MONTH")
"""The rule that moves hearings, and the term by which it moves them."""

BARS = ("barred_entry", "barred_transit")
_ELSEWHERE = {
    "born", "series.average", "series.below_days", ASKED_ON, "frm", "to", "other", "visa", "approval", "petition", "start",
    "returning",
}  # fmt: skip
"""Facts that are no part of a claim: those of a day, of two times, of a work visa; and a day of birth, which is never asked."""

FACTS: dict[str, Fact] = {name: fact for name, fact in every_fact().items() if name not in _ELSEWHERE}
"""Every fact of a claim that a rule may ask about, by its name."""


class Reply(NamedTuple):
    """An answer as it is kept: its code, the rules it rests on, whether all were checked, and the book's hash."""

    ask: str
    code: str
    rules: tuple[str, ...]
    checked: bool
    book: str


@dataclass(frozen=True, slots=True)
class Due:
    """A term as it runs for one person. ``others``: last days by other readings of an uncertain first day, later ones."""

    term: str
    title: str
    starts: str
    first: date
    last: date
    count: str
    calendar: str
    checked: bool
    opens: bool
    """True where the last day is not one to keep, but the first on which a way is open."""
    others: tuple[date, ...] = ()

    def left(self, today: date) -> int:
        """Days left; 0 on the last day, which is not late; less than 0 when it is over."""
        return (self.last - today).days


def ask(question: str, cards: Cards, day: str, place: str, known: str = "") -> Reply:
    """One question about one person. Readings that lead to different answers leave it unknown: nobody guesses.

    Raises:
        KeyError: there is no such question.
    """
    return _ask(_book(), question, cards, day, place, known)


def ask_family(members: Iterable[Mapping[str, Any]], day: str, place: str) -> str:
    """The code of the question about a whole family, on the earliest day on which officers met one of them."""
    cards = [dict(one) for one in members]
    first = min((card["entry"] for card in cards if card.get("entry")), default=day)
    return _answer(_book(), FAMILY, {"members": cards}, first, place, "").code


def kept(data: Mapping[str, Any]) -> Book:
    """A book that was kept as data, to ask again.

    Raises:
        ValueError: the data is no book.
    """
    from ventanilla.rulebook.book import Book

    return Book.of_data(data)


def ask_kept(book: Book, question: str, cards: Cards, day: str, place: str, known: str = "") -> Reply:
    """The same question, asked of a book that was kept."""
    return _ask(book, question, cards, day, place, known)


def _ask(book: Book, question: str, cards: Cards, day: str, place: str, known: str) -> Reply:
    found = [_answer(book, question, card, _day(question, card, day), place, known) for card in cards]
    codes = {one.code for one in found}
    rules = tuple(dict.fromkeys(rule for one in found for rule in _rules(one.findings)))
    checked = all(one.checked for one in found)
    return Reply(question, codes.pop() if len(codes) == 1 else "UNKNOWN", rules, checked, book.hash)


def _day(question: str, card: Mapping[str, Any], today: str) -> str:
    """The day a question is about: what officers may do at the port is about the day they met the person."""
    return card.get("entry") or today if question in TRACK["US"] else today


def why(question: str, cards: Cards, day: str, place: str, language: str) -> Why:
    """The why of an answer in words, English or Spanish; of the first reading."""
    from ventanilla.rulebook.why import why as worded

    found = _answer(_book(), question, cards[0], _day(question, cards[0], day), place, "")
    return worded(_book(), question, found, language)


def moved(hearing: date, today: date, place: str) -> date | None:
    """The day to which a rule that stands today moves a hearing of Remain in Mexico; None where none does."""
    from ventanilla.rulebook.decide import carded, decide

    day = hearing.isoformat()
    at = Moment(today.isoformat(), zone_of(place))
    card = carded({"mpp": True, "next_hearing": day}, at)
    if decide(_book().rules, MOVES[0], card, at, place).holds.name != "YES":
        return None
    return _book().terms[MOVES[1]].last(card)


def dues(cards: Cards, country: str) -> list[Due]:
    """Every term of a country that runs for a person, the earliest last day first."""
    found = [
        due
        for term in _terms()
        if term.id not in MOVES and term.country == country and (due := _due(term, cards))
    ]
    return sorted(found, key=lambda one: (one.last, one.term))


def _due(term: Term, cards: Cards) -> Due | None:
    reading = [(last, card) for card in cards if _reaches(term, card) and (last := term.last(card))]
    if not reading:
        return None
    last, card = min(reading, key=lambda one: one[0])
    first = date.fromisoformat(card[term.starts.fact.name]) + timedelta(1)
    return Due(
        term.id, term.title.into(law_language()), term.starts.fact.name, first, last, _count(term),
        term.calendar.id if term.calendar else "", term.checked, term.id not in _deadlines(),
        tuple(sorted({other for other, _card in reading} - {last})),
    )  # fmt: skip


@cache
def _deadlines() -> frozenset[str]:
    """Terms that must be kept; the other terms say when a way opens."""
    from ventanilla.rulebook.asking import InTime

    return frozenset(one.term for one in _book().questions.values() if isinstance(one, InTime))


_UNITS = {
    "years": ngettext_lazy("%(n)s year", "%(n)s years", "n"),
    "months": ngettext_lazy("%(n)s month", "%(n)s months", "n"),
    "working_days": ngettext_lazy("%(n)s working day", "%(n)s working days", "n"),
    "days": ngettext_lazy("%(n)s day", "%(n)s days", "n"),
}


def _count(term: Term) -> str:
    return next((said % {"n": n} for unit, said in _UNITS.items() if (n := getattr(term, unit, 0))), "")


def zone_of(place: str) -> str:
    """The clock of a place that rules name."""
    return PLACES[place].zone


def places(country: str = "") -> dict[str, str]:
    """Places that rules name, of one country or of both: name -> name."""
    return {name: name for name, one in PLACES.items() if not country or one.country == country}


def moment(day: str, hour: str, zone: str) -> Moment:
    """An hour on the wall of a place.

    Raises:
        ValueError: it does not exist there, or exists twice.
    """
    return Moment(f"{day}T{hour}", zone)


# --- the rulebook itself --------------------------------------------------------------------------------------------
def _book() -> Book:
    from ventanilla.rulebook.book import book

    return book()


def book_hash() -> str:
    """The hash of today's book: SHA-256 of its data, hex."""
    return _book().hash


def book_data() -> dict[str, Any]:
    """Today's book as data, for the journal to keep."""
    return _book().data


def is_day(fact: str) -> bool:
    """Whether a fact is a day."""
    return fact in FACTS and FACTS[fact].kind == "day"


def contradictions(card: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(field, sentence) of what cannot be true of anybody."""
    from ventanilla.rulebook.card import contradictions as wrong
    from ventanilla.rulebook.card import flat

    return [(one.field, one.sentence) for one in wrong(flat(card))]


def _answer(book: Book, question: str, card: Mapping[str, Any], day: str, place: str, known: str) -> Answer:
    from ventanilla.rulebook.asking import answer

    return answer(book, question, card, Moment(day, zone_of(place)), place, known)


def terms() -> dict[str, str]:
    """The terms of today's book: id -> title."""
    return {one.id: one.title.into(law_language()) for one in _terms()}


def _terms() -> Iterable[Term]:
    return _book().terms.values()


def _reaches(term: Term, card: Mapping[str, Any]) -> bool:
    return term.reaches(card).name != "NO"


def _rules(findings: Iterable[Finding]) -> list[str]:
    from ventanilla.rulebook.decide import every

    return [one.rule.id for one in every(findings)]

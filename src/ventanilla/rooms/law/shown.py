"""The law as pages show it: what held on a day at a place, and the years as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ventanilla.rulebook.book import Book
from ventanilla.rulebook.decide import decide
from ventanilla.rulebook.inforce import State, cell
from ventanilla.rulebook.places import PLACES
from ventanilla.rulebook.rule import Rule, Source
from ventanilla.rulebook.sheet import Bar, Stretch, bars
from ventanilla.rulebook.when import Moment
from ventanilla.rulebook.why import sentence
from ventanilla.rulebook.wording import day as day_in_words
from ventanilla.rulebook.wording import span
from ventanilla.web.languages import law_language

FIRST, LAST = date(2018, 1, 1), date(2026, 1, 1)
WIDE = 1000
COLOURS = {State.ON: "on", State.BLOCKED: "blocked", State.PAPER: "paper", State.HOURS: "hours"}


@dataclass(frozen=True)
class Held:
    """One rule on one day: whether it held, the sentence that says so or why not, and the source."""

    rule: Rule
    title: str
    on: bool
    says: str
    source: Source | None


def held(book: Book, at: Moment, place: str, known: str = "") -> list[Held]:
    """Every rule of a day at a place; those of the country asked about first, those in force before the others."""
    language = law_language()
    country = PLACES[place].country

    def one(rule: Rule) -> Held:
        stands = cell(rule, rule.effect.what, at, place, known)
        says = sentence(decide(book.rules, rule.id, {}, at, place, known), language)
        source = stands.owner.source if stands.owner else None
        return Held(rule, rule.title.into(language), stands.state is State.ON, says, source)

    found = [one(rule) for rule in book.rules.values()]
    return sorted(found, key=lambda h: (h.rule.country != country, not h.on, h.rule.id))


@dataclass(frozen=True)
class Piece:
    """A rectangle of the picture."""

    x: float
    width: float
    kind: str
    words: str


@dataclass(frozen=True)
class Line:
    """One bar of the picture, with the same in words for the table behind it."""

    label: str
    rule: str
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """All stretches in one sentence."""
        return "; ".join(piece.words for piece in self.pieces)


def timeline(book: Book, place: str) -> list[Line]:
    """The years 2018 to 2025 of every rule that can hold at a place."""
    language = law_language()
    lines = []
    for rule in book.rules.values():
        for bar in bars(rule, language):
            here = place in bar.place.split(", ") or not (rule.at or any(on.at for on in rule.on))
            pieces = tuple(_pieces(bar, language)) if here else ()
            if pieces and not (len(pieces) == 1 and pieces[0].width >= WIDE):
                lines.append(Line(rule.title.into(language), rule.id, pieces))
                break
    return sorted(lines, key=lambda line: (line.pieces[0].x, line.rule))


def chart(bar: Bar) -> tuple[Piece, ...]:
    """The rectangles of one bar."""
    return tuple(_pieces(bar, law_language()))


def _pieces(bar: Bar, language: str) -> Iterator[Piece]:
    for one in bar.stretches:
        start, end = max(_day(one.start), FIRST), min(_day(one.end) if one.end else LAST, LAST)
        if start < end:
            yield Piece(_x(start), max(_x(end) - _x(start), 2), COLOURS[one.state], _words(one, language))


def _words(one: Stretch, language: str) -> str:
    return f"{one.words}: {span(one.start, one.end, language)}"


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def _x(day: date) -> float:
    return round((day - FIRST) / timedelta(days=1) * WIDE / (LAST - FIRST).days, 1)


def years() -> list[tuple[float, int]]:
    """Where each year begins in the picture."""
    return [(_x(date(year, 1, 1)), year) for year in range(FIRST.year, LAST.year)]


def day_words(text: str) -> str:
    """A day in the language of the law's sentences."""
    return day_in_words(text, law_language())

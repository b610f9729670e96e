"""Every way of both countries for one person on one day: open, closed, not yet, or hanging on an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from .asking import Answer, Card, answer
from .book import Book
from .decide import Finding, every
from .inforce import State, column
from .ways import WAYS, Way
from .when import Moment


class Stands(Enum):
    """How a way stands for a person."""

    OPEN = "open"
    OFFICER = "an officer decides"
    LAWYER = "a lawyer has to look"
    DEPENDS = "depends on an answer"
    NOT_YET = "not yet"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Option:
    """A way, how it stands, the questions behind it with their answers, and what is missing.

    ``until``: the last day, where a term ends; ``changes``: the next day on which a rule that decides turns, as far as
    was known on the day asked about ("if nothing changes").
    """

    way: Way
    stands: Stands
    answers: tuple[tuple[str, Answer], ...]
    missing: tuple[str, ...] = ()
    until: str = ""
    changes: str = ""
    checked: bool = True


def options(book: Book, card: Card, at: Moment, place: str, port: str, known: str = "", ways: Iterable[Way] = WAYS) -> list[Option]:  # fmt: skip
    """All ways for a person.

    Args:
        book: the rulebook.
        card: the person's facts; what is missing leaves only those ways open to doubt that ask for it.
        at: the day that is asked about.
        place: where the person waits, in Mexico.
        port: the port across, where a claim would be made.
        known: as known on this day (empty: as known now).
        ways: the ways to look at.
    """
    return [_option(book, way, card, at, port if way.place == "port" else place, known) for way in ways]


def changes_most(found: Iterable[Option]) -> str:
    """The one fact whose answer would settle the most ways; empty where none is missing."""
    asked = Counter(name for one in found if one.stands is Stands.DEPENDS for name in one.missing)
    return min(asked, key=lambda name: (-asked[name], name)) if asked else ""


def _option(book: Book, way: Way, card: Card, at: Moment, place: str, known: str) -> Option:
    taken = {name: at.text[:10] if value == "today" else value for name, value in way.given}
    facts = {**card, **taken}
    if "entry" in taken and card.get("entry"):
        facts["entry"] = card["entry"]
    found = tuple((wish.ask, answer(book, wish.ask, facts, at, place, known)) for wish in way.wishes)
    wrong = _wrong(way, [one for _ask, one in found])
    stands = _stands(wrong, [one for _ask, one in found])
    missing = (
        tuple(dict.fromkeys(name for _ask, one in found for name in one.missing))
        if stands is Stands.DEPENDS
        else ()
    )
    counts = way.until and not facts.get(way.done)
    until = answer(book, way.until, facts, at, place, known).code if counts else ""
    if stands is Stands.DEPENDS and not missing:
        stands = Stands.LAWYER
    return Option(
        way, stands, found, missing, until if until[:1].isdigit() else "",
        _next_turn(book, [finding for _ask, one in found for finding in one.findings], at, place, known),
        any(one.checked for one in wrong) if wrong else all(one.checked for _ask, one in found),
    )  # fmt: skip


def _wrong(way: Way, found: list[Answer]) -> list[Answer]:
    """The answers that close a way."""
    return [
        one for wish, one in zip(way.wishes, found, strict=True)
        if one.code not in (*wish.codes, "UNKNOWN", "NEEDS_LAWYER", "PRESUMED")
    ]  # fmt: skip


def _stands(wrong: list[Answer], found: list[Answer]) -> Stands:
    """The way as a whole: one wish that fails closes it, whatever is still open."""
    if wrong:
        return Stands.NOT_YET if all(_coming(one) for one in wrong) else Stands.CLOSED
    codes = {one.code for one in found}
    if codes & {"NEEDS_LAWYER", "PRESUMED"}:
        return Stands.LAWYER
    if "UNKNOWN" in codes:
        return Stands.DEPENDS
    return Stands.OFFICER if "MAY" in codes else Stands.OPEN


def _coming(found: Answer) -> bool:
    """Whether a way that is closed has been announced: one of its rules has a first day that lies ahead."""
    opens = [one for one in found.findings if one.effect.does in ("opens", "keeps", "admits", "returns")]
    return any(one.standing.state is State.NOT_YET and one.standing.owner for one in opens)


def _next_turn(book: Book, findings: Iterable[Finding], at: Moment, place: str, known: str) -> str:
    """The next day on which one of the rules that decide changes its state, as far as was known."""
    turns = [
        day for one in every(findings) for day in column(one.rule, one.effect.what, place, at.zone, known)[0]
    ]
    return min((day for day in turns if day > at.text[:10]), default="")

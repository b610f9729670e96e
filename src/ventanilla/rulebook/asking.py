"""How a question is asked and answered. A question is data; each kind of question answers in its own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import reduce
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from .card import flat
from .conditions import ASKED_ON, Holds
from .decide import Finding, decide
from .facts import MISSING
from .places import place_named, state_of
from .said import Said
from .terms import Term
from .when import Moment, instant

if TYPE_CHECKING:
    from .book import Book

Card = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """The code of an answer, the findings and terms it rests on, and the facts that are missing.

    ``checked`` is False where a source was not read; a waiting person is then told to see a lawyer.
    """

    code: str
    findings: tuple[Finding, ...] = ()
    checked: bool = True
    terms: tuple[Term, ...] = ()
    missing: tuple[str, ...] = ()
    card: Card = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything a question is asked with."""

    book: Book
    card: Card
    at: Moment
    place: str
    known: str = ""

    def finding(self, rule: str) -> Finding:
        """Whether a rule reaches the person; ``rule/effect`` asks about one effect of it."""
        id_, _, effect = rule.partition("/")
        return decide(self.book.rules, id_, self.card, self.at, self.place, self.known, effect)


class Kind(Protocol):
    """What every kind of question can do."""

    @property
    def words(self) -> Said:
        """The question, as one asks it."""
        ...

    def answer(self, asked: Asked) -> Answer:
        """The answer for a person, a moment and a place."""
        ...


CODES = {Holds.UNKNOWN: "UNKNOWN", Holds.LAWYER: "NEEDS_LAWYER"}
TURNED = {Holds.NO: Holds.YES, Holds.YES: Holds.NO}


@dataclass(frozen=True, slots=True)
class Question:
    """``any_of`` the rules answers with yes, unless one of ``closed_by`` reaches the person.

    ``wants``: facts without which nothing is answered.
    """

    words: Said
    any_of: tuple[str, ...]
    closed_by: tuple[str, ...] = ()
    yes: str = "YES"
    no: str = "NO"
    wants: tuple[str, ...] = ()

    def answer(self, asked: Asked) -> Answer:
        if missing := _missing(asked.card, *self.wants):
            return Answer("UNKNOWN", missing=missing)
        opens = tuple(asked.finding(rule) for rule in self.any_of)
        closes = tuple(asked.finding(rule) for rule in self.closed_by)
        holds = max((one.holds for one in opens), default=Holds.NO)
        holds = min(holds, *(TURNED.get(one.holds, one.holds) for one in closes)) if closes else holds
        code = CODES.get(holds) or (self.yes if holds is Holds.YES else self.no)
        return Answer(code, opens + closes, _read(holds, opens, closes))


def _read(holds: Holds, opens: tuple[Finding, ...], closes: tuple[Finding, ...]) -> bool:
    """Whether what decides was read."""
    shut = [
        one.checked for one in closes if holds is not Holds.YES and TURNED.get(one.holds, one.holds) is holds
    ]
    if shut:
        return any(shut)
    read = [one.checked for one in opens if one.holds is holds]
    return (all(read) if holds is Holds.NO else any(read)) and (
        holds is not Holds.YES or all(one.checked for one in closes)
    )


@dataclass(frozen=True, slots=True)
class First:
    """The code of the first rule that reaches the person, in this order; ``otherwise`` where none does."""

    words: Said
    rules: tuple[tuple[str, str], ...]
    otherwise: str

    def answer(self, asked: Asked) -> Answer:
        findings: list[Finding] = []
        for rule, code in self.rules:
            findings.append(found := asked.finding(rule))
            if found.holds is not Holds.NO:
                return Answer(CODES.get(found.holds, code), tuple(findings), found.checked)
        return Answer(self.otherwise, tuple(findings), all(one.checked for one in findings))


@dataclass(frozen=True, slots=True)
class Never:
    """A question whose answer is no, whoever asks; ``rests_on`` are the rules that say so."""

    words: Said
    rests_on: tuple[str, ...]

    def answer(self, asked: Asked) -> Answer:
        return Answer("NO", tuple(asked.finding(rule) for rule in self.rests_on))


@dataclass(frozen=True, slots=True)
class Until:
    """A question whose answer is a day: the last of each of the terms. ``instead``: a rule, and the term it puts there."""

    words: Said
    terms: tuple[str, ...]
    instead: tuple[str, str] = ("", "")

    def answer(self, asked: Asked) -> Answer:
        names: tuple[str, ...] = self.terms
        findings: tuple[Finding, ...] = ()
        rule, other = self.instead
        if rule:
            finding = asked.finding(rule)
            findings = (finding,)
            if finding.holds in CODES:
                return Answer(CODES[finding.holds], findings, finding.checked)
            if finding.holds is Holds.YES:
                names = (other, *names[1:])
        used = tuple(asked.book.terms[name] for name in names)
        ends = [term.last(asked.card) for term in used]
        days = list(accumulate((day for day in ends if day), max))
        code = "/".join(map(str, days)) if len(days) == len(ends) else "UNKNOWN"
        missing = tuple(name for term in used for name in _missing(asked.card, term.starts.fact.name))
        read = bool(missing) or all(term.checked_for(asked.card) for term in used)
        return Answer(code, findings, read, used, missing)


@dataclass(frozen=True, slots=True)
class InTime:
    """Was something done in time: yes, or a lawyer looks for an exception. Never a flat no.

    ``today``: where the day on which it was done is not told, the day asked about is taken.
    """

    words: Said
    term: str
    done: str
    today: bool = False

    def answer(self, asked: Asked) -> Answer:
        term = asked.book.terms[self.term]
        reaches = term.reaches(asked.card)
        if reaches is Holds.NO:
            return Answer("YES", (), term.checked, (term,))
        done = asked.card.get(self.done) or (asked.at.text if self.today else None)
        missing = _missing(asked.card, term.starts.fact.name) + (() if done else (self.done,))
        if missing or reaches in CODES:
            return Answer(CODES.get(reaches, "UNKNOWN"), (), bool(missing) or term.checked, (term,), missing)
        return Answer(_in_time(term, asked.card, str(done)[:10]), (), term.checked_for(asked.card), (term,))


def _in_time(term: Term, card: Card, done: str) -> str:
    """Yes up to the last day; beyond the calendar only what is certain without it: a year ends a week later at most."""
    last, soonest = term.last(card), term.at_least(card)
    assert soonest
    if last:
        return "YES" if done <= last.isoformat() else "NEEDS_LAWYER"
    if done <= soonest.isoformat():
        return "YES"
    late = not term.working_days and done > (soonest + timedelta(days=7)).isoformat()
    return "NEEDS_LAWYER" if late else "UNKNOWN"


@dataclass(frozen=True, slots=True)
class OnTheCard:
    """A question whose answer stands on the card, for those whom the rule reaches."""

    words: Said
    rule: str
    fact: str

    def answer(self, asked: Asked) -> Answer:
        finding = asked.finding(self.rule)
        missing = _missing(asked.card, self.fact)
        if finding.holds is Holds.NO or (finding.holds is not Holds.YES and missing):
            return Answer(CODES.get(finding.holds, "NO"), (finding,), finding.checked)
        code = "UNKNOWN" if missing else str(asked.card[self.fact])[:10]
        return Answer(code, (finding,), finding.checked, missing=missing)


@dataclass(frozen=True, slots=True)
class Family:
    """A question asked for each of the family: one answer for all, or a lawyer, for nobody is split."""

    words: Said
    ask: str

    def answer(self, asked: Asked) -> Answer:
        people = asked.card.get("members") or asked.card.get("family") or ()
        if not people:
            return Answer("UNKNOWN", missing=("members",))
        shared = {name: value for name, value in asked.card.items() if name not in ("members", "family")}
        each = [
            answer(asked.book, self.ask, {**shared, **one}, asked.at, asked.place, asked.known)
            for one in people
        ]
        codes = {one.code for one in each}
        split = len(codes - {"UNKNOWN"}) > 1
        code = "NEEDS_LAWYER" if split else ("UNKNOWN" if "UNKNOWN" in codes else codes.pop())
        return Answer(
            code,
            tuple(finding for one in each for finding in one.findings),
            all(one.checked for one in each),
            missing=tuple(sorted({name for one in each for name in one.missing})),
        )


@dataclass(frozen=True, slots=True)
class Share:
    """How many visas are kept: the number of the quota of the rule that reaches the person."""

    words: Said
    any_of: tuple[str, ...]

    def answer(self, asked: Asked) -> Answer:
        findings = tuple(asked.finding(rule) for rule in self.any_of)
        best = max(findings, key=lambda one: one.holds)
        if best.holds is not Holds.YES:
            return Answer(CODES.get(best.holds, "0"), findings, all(one.checked for one in findings))
        assert best.rule.quota
        return Answer(str(best.rule.quota.share or best.rule.quota.total), findings, best.checked)


@dataclass(frozen=True, slots=True)
class HoursBetween:
    """The hours between two times on the clocks of one place."""

    words: Said

    def answer(self, asked: Asked) -> Answer:
        if missing := _missing(asked.card, "frm", "to"):
            return Answer("UNKNOWN", missing=missing)
        frm, to = (instant(asked.card[name], asked.at.zone) for name in ("frm", "to"))
        return Answer(f"{(to - frm).total_seconds() / 3600:g}")


@dataclass(frozen=True, slots=True)
class TimeThere:
    """What the clock shows elsewhere at that moment."""

    words: Said

    def answer(self, asked: Asked) -> Answer:
        if missing := _missing(asked.card, "other"):
            return Answer("UNKNOWN", missing=missing)
        if not asked.at.exact:
            return Answer("UNKNOWN", missing=("hour",))
        try:
            there = ZoneInfo(asked.card["other"])
        except (KeyError, OSError, ValueError):
            raise ValueError(f"there is no time zone called {asked.card['other']}") from None
        return Answer(asked.at.begins().astimezone(there).strftime("%H:%M"))


def answer(book: Book, ask: str, card: Card, at: Moment, place: str, known: str = "") -> Answer:
    """The answer to a question about a person.

    Args:
        book: the rulebook that answers.
        ask: the name of a question.
        card: the person's facts by name, as people write them; what is missing is unknown.
        at: the day or hour that is asked about, on the clock of ``at.zone``.
        place: the place where it is decided.
        known: answer as it was known on this day; empty: as it is known now.

    Raises:
        KeyError: there is no such question.
        ValueError: a day on the card is no day.
    """
    question = book.questions[ask]
    facts, place = dressed(card, at, place), place_named(place)
    found = question.answer(Asked(book, facts, at, place, known))
    open_ = (leaf.fact for one in found.findings for part in _open(one) for leaf in part.leaves())
    missing = tuple(
        dict.fromkeys([*found.missing, *(fact.name for fact in open_ if fact.of(facts) is MISSING)])
    )
    return replace(found, missing=missing, card=facts)


def dressed(card: Card, at: Moment, place: str) -> Card:
    """A card as rules read it: flat, with the day that is asked about, and the state of Mexico where it is asked."""
    facts = flat(card)
    facts[ASKED_ON] = at.text[:10]
    if state := state_of(place):
        facts.setdefault("state", state)
    return facts


def _open(finding: Finding) -> list[Any]:
    """The conditions that are open, of a rule that is neither yes nor no, and of the rules it needs."""
    if finding.holds not in CODES:
        return []
    return reduce(lambda parts, one: parts + _open(one), finding.other, list(finding.open))


def _missing(card: Card, *names: str) -> tuple[str, ...]:
    return tuple(name for name in names if card.get(name) is None)

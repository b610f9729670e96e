"""What may be asked of the rulebook, and which rules answer it. A question is data: rules that say yes, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .calendars import BeyondCalendar
from .conditions import Holds
from .decide import Finding, decide
from .rule import Rule
from .terms import Term
from .when import Moment


@dataclass(frozen=True, slots=True)
class Question:
    """One question: ``any_of`` the rules answers it with yes."""

    words: str
    any_of: tuple[str, ...]
    yes: str = "YES"
    no: str = "NO"


@dataclass(frozen=True, slots=True)
class Until:
    """A question whose answer is a day: the last of each of the terms. ``instead``: a rule, and the term it puts there."""

    words: str
    terms: tuple[str, ...]
    instead: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class InTime:
    """Was something done in time: yes, or a lawyer looks for an exception. Never a flat no."""

    words: str
    term: str
    done: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The code of an answer and the findings it rests on; ``checked`` False where a source was not read."""

    code: str
    findings: tuple[Finding, ...]
    checked: bool


QUESTIONS: dict[str, Question | Until | InTime] = {
    "barred_entry": Question("Is this person barred by manner or time of entry?", ("US-BAR18",)),
    "barred_transit": Question("Is this person barred for crossing a third country?", ("US-TRANSIT",)),
    "claim_us": Question("May this person ask for asylum?", ("US-208A1",)),
    "port_takes_claim": Question("Does the port let this person wait?", ("US-METER",), yes="WAIT"),
    "mpp_return": Question(
        "May this person be returned to wait?", ("US-MPP1", "US-MPP2", "US-MPP3"), yes="MAY"
    ),
    "t42_expel": Question("Can this person be expelled?", ("US-T42",)),
    "t42_expel_to_mexico": Question("Does Mexico take the person expelled?", ("MX-T42-ACCEPT",)),
    "presumed_ineligible": Question("Is this person presumed ineligible?", ("US-CLP",), yes="PRESUMED"),
    "suspension_applies": Question("Does the suspension reach this person?", ("US-STB",)),
    "appointment_good": Question("Is the appointment good?", ("US-CBPONE",)),
    "appointment_ask": Question("May an appointment be asked for here?", ("US-CBPONE-SOUTH",)),
    "tvtf": Question("May this person have the border worker card?", ("MX-TVTF",)),
    "mx_plan": Question("Is the plan open to this person?", ("MX-EETC",)),
    "ead_possible": Question("Is a work permit possible?", ("US-EAD-365-BAR",), yes="NO", no="YES"),
    "ead_ask_from": Until(
        "From when may a work permit be asked for?", ("US-EAD-150",), ("US-EAD-365", "US-EAD-365-DAYS")
    ),
    "ead_ask_and_grant_from": Until(
        "From when may it be asked for, and given?",
        ("US-EAD-150", "US-EAD-180"),
        ("US-EAD-365", "US-EAD-365-DAYS"),
    ),
    "filed_in_time": InTime("Was the claim filed in time?", "US-1YEAR", "filed"),
    "mx_refuge_until": Until("Until when may refuge be asked for in Mexico?", ("MX-REF30",)),
    "mx_refuge_in_time": InTime("Is there still time to ask for refuge in Mexico?", "MX-REF30", "filed"),
    "tvrh_2019": Question("Is the humanitarian card of 2019 open?", ("MX-TVRH19",)),
}

_CODES = {Holds.UNKNOWN: "UNKNOWN", Holds.LAWYER: "NEEDS_LAWYER"}


def answer(
    book: Mapping[str, Rule], terms: Mapping[str, Term], ask: str, card: Mapping[str, Any], at: Moment, place: str,
    known: str = "",
) -> Answer:  # fmt: skip
    """The answer to a question about a person.

    Raises:
        KeyError: there is no such question.
        ValueError: a day on the card is no day.
    """
    question = QUESTIONS[ask]
    if isinstance(question, Until):
        return _until(question, book, terms, card, at, place, known)
    if isinstance(question, InTime):
        return _in_time(question, terms[question.term], card, at)
    findings = tuple(decide(book, rule, card, at, place, known) for rule in question.any_of)
    best = max(findings, key=lambda one: one.holds)
    code = _CODES.get(best.holds) or (question.yes if best.holds is Holds.YES else question.no)
    return Answer(code, findings, best.checked)


def _until(
    question: Until, book: Mapping[str, Rule], terms: Mapping[str, Term], card: Mapping[str, Any], at: Moment,
    place: str, known: str,
) -> Answer:  # fmt: skip
    names: tuple[str, ...] = question.terms
    findings: tuple[Finding, ...] = ()
    rule, other = question.instead
    if rule:
        finding = decide(book, rule, card, at, place, known)
        findings = (finding,)
        if finding.holds in _CODES:
            return Answer(_CODES[finding.holds], findings, finding.checked)
        if finding.holds is Holds.YES:
            names = (other, *names[1:])
    used = [terms[name] for name in names]
    days = [_ends(term, card) for term in used]
    code = "UNKNOWN" if None in days else "/".join(str(day) for day in days)
    return Answer(code, findings, all(term.checked for term in used))


def _in_time(question: InTime, term: Term, card: Mapping[str, Any], at: Moment) -> Answer:
    reaches = term.reaches(card)
    if reaches is Holds.NO:
        return Answer("YES", (), term.checked)
    last, done = _ends(term, card), card.get(question.done) or at.text[:10]
    if last is None or reaches in _CODES:
        return Answer(_CODES.get(reaches, "UNKNOWN"), (), term.checked)
    return Answer("YES" if done <= last.isoformat() else "NEEDS_LAWYER", (), term.checked)


def _ends(term: Term, card: Mapping[str, Any]) -> date | None:
    """The last day of a term; None where the calendar does not reach so far, so that nobody guesses."""
    try:
        return term.ends(card)
    except BeyondCalendar:
        return None

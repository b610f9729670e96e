"""What may be asked of the rulebook, and which rules answer it. A question is data: rules that say yes, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .conditions import Holds
from .decide import Finding, decide
from .rule import Rule
from .when import Moment


@dataclass(frozen=True, slots=True)
class Question:
    """One question: ``any_of`` the rules answers it with yes."""

    words: str
    any_of: tuple[str, ...]
    yes: str = "YES"


@dataclass(frozen=True, slots=True)
class Answer:
    """The code of an answer and the findings it rests on; ``checked`` False where a source was not read."""

    code: str
    findings: tuple[Finding, ...]
    checked: bool


QUESTIONS = {
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
    "tvrh_2019": Question("Is the humanitarian card of 2019 open?", ("MX-TVRH19",)),
}

_CODES = {Holds.NO: "NO", Holds.UNKNOWN: "UNKNOWN", Holds.LAWYER: "NEEDS_LAWYER"}


def answer(
    book: Mapping[str, Rule], ask: str, card: Mapping[str, Any], at: Moment, place: str, known: str = ""
) -> Answer:
    """The answer to a question about a person.

    Raises:
        KeyError: there is no such question.
    """
    question = QUESTIONS[ask]
    findings = tuple(decide(book, rule, card, at, place, known) for rule in question.any_of)
    best = max(findings, key=lambda one: one.holds)
    return Answer(_CODES.get(best.holds, question.yes), findings, best.checked)

"""A case at a boundary: what is asked, of whom, when, where and why; and how a book answers it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from .asking import answer
from .book import Book
from .calendars import BeyondCalendar
from .card import flat
from .conditions import Holds
from .decide import carded, decide
from .edges import Edge, codes_named
from .nations import ALPHA3
from .rule import Court, Rule
from .said import Said
from .when import Moment

BEYOND = "BEYOND_THE_CALENDAR"
NOT_BOUND = "NOT_BOUND"
"""The code of a term for somebody whom it does not reach."""


class Answered(NamedTuple):
    """An answer: its code (or day), the state of the rule, the order that made it so, and whether it was read."""

    code: str
    state: str = ""
    order: Said | None = None
    checked: bool = True

    def __str__(self) -> str:
        order = self.order.en if self.order else ""
        return "; ".join(filter(None, (self.code, self.state, order, "" if self.checked else "not checked")))


NOT_ASKED = Answered("")


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
    answer: Answered = NOT_ASKED

    @property
    def who(self) -> str:
        """The facts of the person, in one line."""
        return json.dumps(self.card, ensure_ascii=False, sort_keys=True)

    @property
    def input(self) -> tuple[str, ...]:
        """What is asked, without the answer: no two cases of a book are alike in it."""
        return (self.kind, self.of, self.day, self.zone, self.known, self.who, self.place)


def ask(book: Book, case: BoundaryCase) -> Answered:
    """What a book answers to a case, whichever book it was made from."""
    if case.kind == "effect":
        return Answered(_said(book.rules[case.of.partition("/")[0]], case.of.partition("/")[2]))
    if case.kind == "term":
        return _term(book, case)
    if case.kind == "codes":
        return _codes(book, case)
    at = Moment(case.day, case.zone)
    if case.kind == "question":
        found = answer(book, case.of, case.card, at, case.place, case.known)
        return Answered(found.code, checked=found.checked)
    id_, _, effect = case.of.partition("/")
    finding = decide(book.rules, id_, carded(flat(case.card), at), at, case.place, case.known, effect)
    owner = finding.standing.owner
    order = owner.title if isinstance(owner, Court) else None
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


def by_nationality(book: Book, case: BoundaryCase) -> dict[Answered, list[str]]:
    """Every nationality there is, by its answer, those of any other country first: an empty list stands for them.

    Nationalities that no condition names can only be answered alike, so one of them is asked for all.
    """
    named = codes_named(book.rules, book.rules[case.of.partition("/")[0]])
    other = next(code for code in ALPHA3 if code not in named)
    found: dict[Answered, list[str]] = {}
    for code in (other, *sorted(named)):
        one = ask(book, replace(case, kind="rule", card={**case.card, "nat": code}))
        found.setdefault(one, []).append(code)
    return {answer: [] if other in codes else codes for answer, codes in found.items()}


def _codes(book: Book, case: BoundaryCase) -> Answered:
    found = by_nationality(book, case).items()
    return Answered(" | ".join(f"{' '.join(codes) or 'others'}: {said}" for said, codes in found))


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

"""What a change of the rules does to open claims: the kept answer beside today's, and why they differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from . import law
from .models import Answer, Notice, Paper
from .reads import ClaimSeen


@dataclass(frozen=True)
class Change:
    """One claim to which the rules answer otherwise today. ``book``: whether the book itself changed, or only the day."""

    seen: ClaimSeen
    kept: Answer
    now: law.Reply
    book: bool
    why: Any


def changes(claims: Iterable[ClaimSeen], today: date, language: str) -> list[Change]:
    """Open claims that would be answered otherwise today, with today's book and the facts that can be opened."""
    found = []
    for one in claims:
        if one.facts is None or not one.open:
            continue
        cards = one.cards(today)
        for kept in one.answers:
            now = law.ask(kept.ask, cards, today.isoformat(), kept.place)
            if now.code != kept.code:
                why = law.why(kept.ask, cards, today.isoformat(), kept.place, language)
                found.append(Change(one, kept, now, now.book != kept.book, why))
    return found


@dataclass(frozen=True)
class Moved:
    """A hearing that a rule moves: to which day, and the notice of the new day once it was moved."""

    seen: ClaimSeen
    paper: Paper
    to: date
    notice: Notice | None = None

    @property
    def done(self) -> bool:
        """Whether the new day is written down."""
        return self.paper.kind == "moved"


def moves(claims: Iterable[ClaimSeen], today: date) -> list[Moved]:
    """Hearings that a rule of today moves, and those that were moved: who was told, and how."""
    found = []
    for one in claims:
        for paper in (stand.counts for stand in one.stands if one.open and one.row.track == "remain"):
            if paper and (to := law.moved(paper.day, today, one.row.place)):
                found.append(Moved(one, paper, to))
            elif paper and paper.kind == "moved":
                told = next((note for note in reversed(one.notices) if note.paper == paper.id), None)
                found.append(Moved(one, paper, paper.day, told))
    return found

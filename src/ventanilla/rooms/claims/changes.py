"""What a change of the rules does to open claims: the kept answer beside today's, and why they differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from . import law
from .models import Answer
from .reads import ClaimSeen


@dataclass(frozen=True)
class Change:
    """One claim to which the rules answer otherwise today. ``book``: whether the book itself changed, or only the day."""

    seen: ClaimSeen
    kept: Answer
    now: law.Reply
    book: bool
    why: list[str]


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

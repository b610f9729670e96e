"""What other rooms may ask about the law room: which rules a lawyer has checked as they stand today."""

from __future__ import annotations

from collections.abc import Iterable

from ventanilla.rulebook.book import book
from ventanilla.rulebook.sheet import sheet_hash
from ventanilla.rulebook.why import NOTE, SIGNED

from .models import SignOff


def signed(rules: Iterable[str]) -> dict[str, SignOff]:
    """The sign-offs that still hold, by rule: those whose sheet is today's sheet."""
    rows = SignOff.objects.filter(rule__in=list(rules)).order_by("seq")
    return {row.rule: row for row in rows if row.sheet == sheet_hash(book(), row.rule)}


def note(rules: Iterable[str], language: str) -> str:
    """That it is information, and whether a lawyer has signed every rule that it rests on."""
    asked = set(rules)
    return (SIGNED if asked and asked == set(signed(asked)) else NOTE).into(language)

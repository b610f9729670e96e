"""What a person's facts may mean where something is not certain: one card for each reading, so that nobody guesses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

Cards = list[dict[str, Any]]
"""One card, or one for each reading of what is not certain."""


def readings(card: Mapping[str, Any], ors: Mapping[str, Any], ages: Iterable[int]) -> Cards:
    """Every reading of a card: with either of two possible days, and with each age that a birth year allows."""
    cards: Cards = [dict(card)]
    for name, other in ors.items():
        cards += [{**one, name: other} for one in cards]
    if "age" in card or not (some := list(ages)):
        return cards
    return [{**one, "age": age} for one in cards for age in some]


def ages_on(day: date, year: int | None, kind: str) -> list[int]:
    """The ages somebody may have on a day, of whom only the birth year is known (``about``: give or take one)."""
    if not year:
        return []
    about = 1 if kind == "about" else 0
    return [age for age in range(day.year - year - 1 - about, day.year - year + about + 1) if age >= 0]

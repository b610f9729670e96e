"""A family asked as one: the rulebook's own question, with every member's facts, also of members who have no claim."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice, product
from typing import Any

from ventanilla.rooms.registry.models import Person

from . import law, readings
from .reads import ClaimSeen

READINGS = 64
"""How many readings of a family are asked at most: each uncertain age or day doubles them."""


def family_code(family: Iterable[ClaimSeen], people: Iterable[Person], today: date) -> str:
    """What the rulebook answers about returning a family together; empty where nobody of it has a claim in the US.

    NEEDS_LAWYER: its members would be treated differently. UNKNOWN: a fact is missing, or readings differ.
    """
    own = {one.person.id: one for one in family if one.row.country == "US"}
    if not own:
        return ""
    members = [own[one.id].cards(today) if one.id in own else _from_registry(one, today) for one in people]
    place = next(iter(own.values())).row.place
    codes = {law.ask_family(some, today.isoformat(), place) for some in islice(product(*members), READINGS)}
    return codes.pop() if len(codes) == 1 else "UNKNOWN"


def _from_registry(one: Person, today: date) -> readings.Cards:
    card: dict[str, Any] = {"nat": one.nationality} if one.nationality else {}
    return readings.readings(card, {}, readings.ages_on(today, one.birth_year, one.birth_kind))

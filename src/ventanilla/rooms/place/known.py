"""What the office knows of a household's people, as the rulebook asks for it: the one place to widen it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ventanilla.rooms.claims import reads as claims
from ventanilla.rooms.line.models import Ticket, WaitingList
from ventanilla.rooms.registry.models import Person
from ventanilla.rulebook.places import at_the_border

Card = dict[str, Any]
AGE_EDGES = (18, 61)
"""Ages at which a rule of the book turns: beside them a birth year alone is not enough."""


def known_facts(household: str, ticket: Ticket | None, day: date) -> dict[str, Card]:
    """The card of every person of a household who is here, by pseudonym, in order.

    Today it holds what registry and line hold: nationality, age, and the day on the list; the manner is the port's,
    because who waits in line means to come there. What nobody said is left out, so that it is asked and never guessed.
    """
    people = Person.objects.filter(household=household, state="here").order_by("id")
    return {one.id: card_of(one, ticket.since if ticket else None, day) for one in people}


def with_claims(office: Any, people: dict[str, Card]) -> dict[str, Card]:
    """The same cards with the facts that were written down for a claim: for the caseworker, who may open them."""
    told = claims.opened(office, people)
    return {person: {**card, **told.get(person, {}).get("card", {})} for person, card in people.items()}


def card_of(one: Person, listed: date | None, day: date) -> Card:
    """One person's card on a day."""
    said = {
        "nat": one.nationality,
        "age": age(one, day),
        "list_date": listed.isoformat() if listed else None,
    }
    return {"manner": "port"} | {name: value for name, value in said.items() if value not in ("", None)}


def age(one: Person, day: date) -> int | None:
    """The age on a day, where the birth year leaves no doubt on which side of an edge it lies; else None."""
    if not one.birth_year:
        return None
    said = day.year - one.birth_year
    if said == 18 and one.adult_said:
        return said
    doubt = 2 if one.birth_kind == "about" else 0
    unsure = any(said - 1 - doubt < edge <= said + doubt for edge in AGE_EDGES)
    return None if unsure or said < 0 else said


@dataclass(frozen=True)
class Where:
    """Where somebody waits, and the port across, as the rulebook names them."""

    city: str
    port: str
    zone: str


def where(one: WaitingList) -> Where | None:
    """The rulebook's names for a list's city and the port across; None where the rulebook does not know the place."""
    found = at_the_border(one.city, one.port)
    return Where(*found, one.zone) if found else None

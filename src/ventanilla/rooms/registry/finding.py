"""What a search finds: places and people, each with just enough to recognise them, and why it matched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.journal.reader import Reader
from ventanilla.journal.words import N_
from ventanilla.matching.names import FEWEST_LETTERS, Hit
from ventanilla.matching.tokens import letters, words
from ventanilla.rooms.line.actions.said import Spot, spots
from ventanilla.rooms.line.models import Ticket
from ventanilla.rooms.line.reads import by_number, lists
from ventanilla.rooms.place import code

from .models import Household, Person
from .search import FOUND, people_of

LONGEST = 200
WHY = {
    "exact": N_("the same word"),
    "accent": N_("the same but for accents or spelling"),
    "slip": N_("sounds or looks alike"),
    "start": N_("begins alike"),
}


@dataclass
class Found:
    """A household that a search met: its places, its size, the names that met and why."""

    household: str
    spots: list[Spot]
    size: int
    since: Any
    state: str
    name: str = ""
    why: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    """What a search says: what it was taken for ("number", "code", "name"), what was found, or a sentence."""

    kind: str
    found: list[Found]
    sentence: str = ""


def asks_a_name(text: str) -> bool:
    """Whether what was typed looks for people by name."""
    text = text.strip()[:LONGEST]
    return bool(text) and _number(text) is None and not _code(text)


def find(office: Any, text: str) -> Answer:
    """Whatever was typed: a number, a private code, or a name."""
    text = text.strip()[:LONGEST]
    if not text:
        return Answer("", [], _("Type a number, a private code or at least three letters of a name."))
    number = _number(text)
    if number is not None:
        return _by_number(number)
    if private := _code(text):
        return _by_code(office, private)
    if letters(words(text)) < FEWEST_LETTERS:
        return Answer(
            "", [], _("Type at least three letters of a name. Numbers and codes are found as they are.")
        )
    return _by_name(office, text)


def _number(text: str) -> tuple[int, str] | None:
    """``1,479-B`` as (1479, "B"); None for anything that is not a number in line."""
    flat = text.replace(",", "").replace(" ", "").lstrip("#")
    digits, _dash, part = flat.partition("-")
    if not (digits.isdecimal() and len(digits) < 10 and len(part) < 2 and (not part or part.isalpha())):
        return None
    return int(digits), part.upper()


def _code(text: str) -> str:
    try:
        return code.read(text)
    except code.Mistyped:
        return ""


def _by_number(number: tuple[int, str]) -> Answer:
    rows = [one for each in lists() for one in by_number(each.id, number[0])]
    if number[1]:
        rows = [one for one in rows if one.part == number[1]]
    found = _with_places([one.household for one in rows], {one.id for one in rows})
    why = _("this very number")
    for one in found:
        one.why = [why]
    return Answer("number", found, "" if found else _("Nobody holds this number on any list."))


def _by_code(office: Any, private: str) -> Answer:
    row = office.db.one(
        "SELECT ticket FROM place_code WHERE digest=?", (code.digest(private, office.pepper),)
    )
    tickets = Ticket.objects.filter(id=row[0]) if row else []
    found = _with_places([one.household for one in tickets])
    for one in found:
        one.why = [_("this very code")]
    return Answer(
        "code", found, "" if found else _("This code opens no place, or it was replaced by a newer one.")
    )


def _by_name(office: Any, text: str) -> Answer:
    hits = people_of(office).search(text, FOUND)
    people = {one.id: one for one in Person.objects.filter(id__in=[person for person, _hit in hits])}
    wanted = [(people[person].identity_seq, person) for person, _hit in hits if person in people]
    said = Reader(office.db, office.keys).parts(wanted)
    named = [
        (person, hit, said[person])
        for person, hit in hits
        if said.get(person) and people[person].state != "forgotten"
    ]
    places = {
        one.household: one
        for one in _with_places([people[person].household for person, _hit, _said in named])
    }
    found = []
    for person, hit, identity in named:
        place = places.get(people[person].household)
        if place:
            name = identity.get("name") or identity.get("name_paper") or identity.get("name_heard") or ""
            found.append(
                Found(
                    place.household,
                    place.spots,
                    place.size,
                    place.since,
                    people[person].state,
                    name,
                    _why(hit),
                )
            )
    return Answer("name", found, "" if found else _("Nobody with a name like this is registered."))


def _why(hit: Hit) -> list[str]:
    """``ramires: sounds or looks alike`` for each typed word."""
    return [f"{part.typed}: {_(WHY[part.kind])}" for part in hit.parts]


def _with_places(households: list[str], only: set[str] | None = None) -> list[Found]:
    """Households in the order they were met, each once, with all their places on all lists (or only some)."""
    wanted = list(dict.fromkeys(households))
    rows = {one.id: one for one in Household.objects.filter(id__in=wanted)}
    tickets = Ticket.objects.filter(household__in=wanted).order_by("since", "id")
    by_house: dict[str, list[Spot]] = {}
    for spot in spots(one for one in tickets if only is None or one.id in only):
        by_house.setdefault(spot.ticket.household, []).append(spot)
    return [
        Found(one, by_house.get(one, []), rows[one].size, rows[one].since, rows[one].state)
        for one in wanted
        if one in rows
    ]

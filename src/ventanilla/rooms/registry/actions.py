"""What the registry can do: register a household, correct, change its contact person, note that a child is 18."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from ventanilla.journal.action import Action, Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import HEALTH, IDENTITY, NOTES, Draft, Drafts, Entry, Part
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_, Rarely, Words

from .words import BIRTH_KINDS, CORRECTION_REASONS, LANGUAGES, NEEDS, SEXES

Id = Annotated[str, Field(min_length=20, max_length=20, pattern=r"^[A-Z][0-9A-Z]{19}$")]
Name = Annotated[str, Field(max_length=120)]
Note = Annotated[
    str,
    Rarely(),
    Field(max_length=500, title=N_("Words"), description=N_("Kept sealed. Write no names of others.")),
]

_PERSON = (
    "id, household, state, sex, birth_year, birth_kind, nationality, languages, identity_seq, health_seq"
)


_SAID = ("name", "name_paper", "name_heard", "sex", "nationality", "phone")


class Member(BaseModel):
    """One person as they say it. Nothing is required: one name is enough, and no document ever is."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)

    name: Annotated[
        Name, Field(title=N_("Name"), description=N_("As the person says it. One name is enough."))
    ] = ""
    name_paper: Annotated[
        Name, Rarely(), Field(title=N_("Name on paper"), description=N_("If a paper writes it another way."))
    ] = ""
    name_heard: Annotated[
        Name, Rarely(), Field(title=N_("Name in its own script"), description=N_("Or as others write it."))
    ] = ""
    sex: Annotated[Literal["f", "m", "x", ""], Words(SEXES), Field(title=N_("Sex"))] = ""
    birth_year: Annotated[
        int | None,
        Field(ge=1880, le=2100, title=N_("Birth year"), description=N_("The year only. Empty if not known.")),
    ] = None
    birth_kind: Annotated[
        Literal["exact", "about", "unknown"],
        Words(BIRTH_KINDS),
        Field(title=N_("Birth year is"), description=N_("Never invent a day.")),
    ] = "unknown"
    age: Annotated[
        int | None,
        Rarely(),
        Field(ge=0, le=120, title=N_("Or age today"), description=N_("We keep the day it was said.")),
    ] = None
    said_on: Annotated[
        date | None,
        Rarely(),
        Field(title=N_("Age said on"), description=N_("From a notebook: the day. Empty: today.")),
    ] = None
    nationality: Annotated[
        str,
        Field(
            pattern=r"^([A-Z]{2})?$", title=N_("Nationality"), description=N_("Two letters, for example HN.")
        ),
    ] = ""
    languages: Annotated[
        tuple[str, ...], Words(LANGUAGES), Rarely(), Field(max_length=6, title=N_("Languages"))
    ] = ()
    needs: Annotated[
        tuple[str, ...],
        Words(NEEDS),
        Rarely(),
        Field(max_length=8, title=N_("Needs"), description=N_("Kept sealed.")),
    ] = ()
    phone: Annotated[str, Rarely(), Field(max_length=60, title=N_("Phone or other way to reach them"))] = ""

    @field_validator("needs")
    @classmethod
    def _known_needs(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return _known(value, NEEDS, N_("Unknown need: {word}. Use one of: {all}."))

    @field_validator("languages")
    @classmethod
    def _known_languages(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if any(len(word) != 3 or not word.isalpha() for word in value):
            raise ValueError(_("A language is three letters, for example: %s.") % ", ".join(LANGUAGES))
        return value

    @model_validator(mode="after")
    def _year_and_kind(self) -> Member:
        if self.birth_year is not None and self.birth_kind == "unknown":
            object.__setattr__(self, "birth_kind", "exact")
        if self.birth_year is None and self.age is None and self.birth_kind != "unknown":
            raise ValueError(_("Write the birth year, or say that it is unknown."))
        if self.said_on is not None and self.age is None:
            raise ValueError(_("Write the age that was said on that day, or leave the day empty."))
        return self

    def identity(self, today: date) -> dict[str, Any]:
        """The sealed identity part: only what was said."""
        mine = self.__dict__
        said: dict[str, Any] = {key: mine[key] for key in _SAID if mine[key]}
        if self.languages:
            said["languages"] = list(self.languages)
        if self.birth_year is not None:
            said["year"], said["kind"] = self.birth_year, self.birth_kind
        if self.age is not None:
            day = self.said_on or today
            said.setdefault("year", day.year - self.age)
            said.setdefault("kind", "about")
            said["age"], said["said_on"] = self.age, day.isoformat()
        return said


def _known(value: tuple[str, ...], words: dict[str, str], sentence: str) -> tuple[str, ...]:
    for word in value:
        if word not in words:
            raise ValueError(_(sentence).format(word=word, all=", ".join(words)))
    return value


class Register(Action):
    """A household and its people, in one action or not at all."""

    kind: ClassVar[str] = "registry.register"
    title: ClassVar[str] = N_("Register without a number")
    help: ClassVar[str] = N_("For people who are in the city and do not ask for a place on a list.")
    roles: ClassVar[set[Role]] = {Role.KEEPER, Role.HELPER, Role.COORDINATOR, Role.LEGAL}
    bulk: ClassVar[bool] = True

    members: Annotated[tuple[Member, ...], Field(min_length=1, max_length=50, title=N_("People"))]
    since: Annotated[
        date | None, Rarely(), Field(title=N_("Here since"), description=N_("Empty: today."))
    ] = None
    note: Note = ""

    def decide(self, desk: Desk) -> Drafts:
        return [self.draft(desk, self.members, self.since, self.note)]

    @classmethod
    def draft(cls, desk: Desk, members: tuple[Member, ...], since: date | None, note: str) -> Draft:
        """The entry that brings a household and its people in."""
        today = desk.today()
        since = since or today
        if since > today:
            raise Refused(_("The day lies in the future. Write a day up to today."), "since")
        household = desk.new_id("H")
        people, parts = desk.new_ids("P", len(members)), []
        for member, person in zip(members, people, strict=True):
            parts += member_parts(member, person, today)
        if note:
            parts.append(Part(household, NOTES, {"words": note}))
        return Draft(cls.kind, household, {"people": people, "since": since.isoformat()}, parts)

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        people = entry.body["people"]
        tables.insert(
            "registry_household", "id, size, contact, state, since, seq",
            (entry.subject, len(people), people[0], "here", entry.body["since"], entry.seq),
        )  # fmt: skip
        for person in people:
            insert_person(entry, tables, person, entry.subject)

    @classmethod
    def says(cls, entry: Entry) -> str:
        size = len(entry.body["people"])
        return _("Registered: a household of {size}.").format(size=size)


def member_parts(member: Member, person: str, today: date) -> list[Part]:
    """The sealed parts of one person: identity, and needs apart, because their key may die first."""
    parts = []
    if said := member.identity(today):
        parts.append(Part(person, IDENTITY, said))
    if member.needs:
        parts.append(Part(person, HEALTH, {"needs": list(member.needs)}))
    return parts


def insert_person(entry: Entry, tables: Tables, person: str, household: str) -> None:
    """A row for somebody whom this entry brings in; empty cells where the part cannot be opened."""
    opened = entry.opened
    said = opened.get((person, IDENTITY)) or {}
    row = (
        person, household, "here", *_cells(said),
        entry.seq if (person, IDENTITY) in opened else 0,
        entry.seq if (person, HEALTH) in opened else 0,
    )  # fmt: skip
    tables.insert("registry_person", _PERSON, row)


def _cells(said: dict[str, Any]) -> tuple[Any, ...]:
    return (
        said.get("sex", ""), said.get("year"), said.get("kind", "unknown"),
        said.get("nationality", ""), " ".join(said.get("languages", ())),
    )  # fmt: skip


class Correct(Action):
    """A correction is a new entry with its reason; what was written before stays in the journal."""

    kind: ClassVar[str] = "registry.correct"
    title: ClassVar[str] = N_("Correct what is written about a person")
    help: ClassVar[str] = N_(
        "Moves nobody in the line. The person can see that something was corrected, and why."
    )
    roles: ClassVar[set[Role]] = {Role.KEEPER, Role.LEGAL}

    person: Annotated[Id, Field(title=N_("Person"))]
    now: Annotated[Member, Field(title=N_("As it should be"))]
    reason: Annotated[
        Literal["misheard", "typing", "paper", "person"], Words(CORRECTION_REASONS), Field(title=N_("Reason"))
    ]
    words: Note = ""

    def decide(self, desk: Desk) -> Drafts:
        household = household_of(desk, self.person)
        parts = member_parts(self.now, self.person, desk.today())
        if not any(part.cls == IDENTITY for part in parts):
            parts.insert(0, Part(self.person, IDENTITY, {}))
        if self.words:
            parts.append(Part(self.person, NOTES, {"words": self.words}))
        return [Draft(self.kind, self.person, {"household": household, "reason": self.reason}, parts)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        said = entry.part(entry.subject)
        tables.run(
            "UPDATE registry_person SET sex=?, birth_year=?, birth_kind=?, nationality=?, languages=?, "
            "identity_seq=? WHERE id=?",
            (*_cells(said), entry.seq, entry.subject),
        )
        if (entry.subject, HEALTH) in entry.opened:
            tables.run("UPDATE registry_person SET health_seq=? WHERE id=?", (entry.seq, entry.subject))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("What is written about a person was corrected: {why}.").format(
            why=_(CORRECTION_REASONS[entry.body["reason"]])
        )

    @classmethod
    def about(cls, entry: Entry) -> Iterable[str]:
        return (entry.body["household"],)


class ChangeContact(Action):
    """Another contact person. Nothing hangs on it."""

    kind: ClassVar[str] = "registry.contact"
    title: ClassVar[str] = N_("Change the contact person")
    help: ClassVar[str] = N_("The place in line does not depend on who it is.")
    roles: ClassVar[set[Role]] = {Role.KEEPER, Role.HELPER, Role.COORDINATOR, Role.LEGAL}

    person: Annotated[Id, Field(title=N_("New contact person"))]

    def decide(self, desk: Desk) -> Drafts:
        return [Draft(self.kind, household_of(desk, self.person), {"person": self.person})]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        tables.run(
            "UPDATE registry_household SET contact=? WHERE id=?", (entry.body["person"], entry.subject)
        )

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("The contact person changed.")


class CameOfAge(Action):
    """A child turned 18. With a birth year only this is asked, never computed on an invented day."""

    kind: ClassVar[str] = "registry.of_age"
    title: ClassVar[str] = N_("Note that a child is now 18")
    help: ClassVar[str] = N_("Ask the family. The place in line stays as it is.")
    roles: ClassVar[set[Role]] = {Role.KEEPER, Role.HELPER, Role.LEGAL}

    person: Annotated[Id, Field(title=N_("Person"))]

    def decide(self, desk: Desk) -> Drafts:
        household = household_of(desk, self.person)
        row = desk.db.one("SELECT birth_year, adult_said FROM registry_person WHERE id=?", (self.person,))
        today = desk.today()
        if row and row[1]:
            raise Refused(_("This was already noted."), "person")
        if row and row[0] and today.year - row[0] < 18:
            raise Refused(
                _("The birth year %s says that this person is under 18. Correct the year first.") % row[0],
                "person",
            )
        return [Draft(self.kind, self.person, {"household": household, "day": today.isoformat()})]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        tables.run("UPDATE registry_person SET adult_said=? WHERE id=?", (entry.body["day"], entry.subject))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("A child of the household is now 18. Everybody keeps the place.")

    @classmethod
    def about(cls, entry: Entry) -> Iterable[str]:
        return (entry.body["household"],)


def household_of(desk: Desk, person: str) -> str:
    """The household of somebody who is here.

    Raises:
        Refused: nobody of this name is here.
    """
    row = desk.db.one("SELECT household, state FROM registry_person WHERE id=?", (person,))
    if not row:
        raise Refused(_("Nobody with this pseudonym is registered."), "person")
    if row[1] != "here":
        raise Refused(_("This person is no longer registered here."), "person")
    return row[0]


# --- entries that other rooms' actions write: a household changes, and its place with it -----------------------
class Added(Action):
    """Somebody came into a household: born, arrived, or left out when it was registered."""

    kind: ClassVar[str] = "registry.added"
    title: ClassVar[str] = N_("Somebody was added")

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        insert_person(entry, tables, entry.body["person"], entry.subject)
        tables.run("UPDATE registry_household SET size=size+1 WHERE id=?", (entry.subject,))

    @classmethod
    def says(cls, entry: Entry) -> str:
        words = {"born": _("A child was born."), "arrived": _("Somebody of the household arrived.")}
        return words.get(
            entry.body["why"], _("Somebody was left out when the household was registered, and is added.")
        )

    @classmethod
    def about(cls, entry: Entry) -> Iterable[str]:
        return (entry.body["person"],)


class Removed(Action):
    """Somebody is no longer of a household: died, left, or entered by mistake."""

    kind: ClassVar[str] = "registry.removed"
    title: ClassVar[str] = N_("Somebody was taken out")

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        body = entry.body
        tables.run("UPDATE registry_person SET state=? WHERE id=?", (body["why"], body["person"]))
        tables.run(
            "UPDATE registry_household SET size=size-1, contact=? WHERE id=?",
            (body["contact"], entry.subject),
        )

    @classmethod
    def says(cls, entry: Entry) -> str:
        words = {"died": _("Somebody of the household died."), "left": _("Somebody left the household.")}
        return words.get(entry.body["why"], _("Somebody was entered by mistake and is taken out."))

    @classmethod
    def about(cls, entry: Entry) -> Iterable[str]:
        return (entry.body["person"],)


class Parted(Action):
    """A household became two. Both are households in their own right from now on."""

    kind: ClassVar[str] = "registry.parted"
    title: ClassVar[str] = N_("A household became two")

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        body = entry.body
        tables.insert(
            "registry_household", "id, size, contact, state, since, seq",
            (body["new"], len(body["people"]), body["people"][0], "here", body["since"], entry.seq),
        )  # fmt: skip
        for person in body["people"]:
            tables.run("UPDATE registry_person SET household=? WHERE id=?", (body["new"], person))
        tables.run(
            "UPDATE registry_household SET size=size-?, contact=? WHERE id=?",
            (len(body["people"]), body["contact"], entry.subject),
        )

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("The household became two. Each keeps its place.")

    @classmethod
    def about(cls, entry: Entry) -> Iterable[str]:
        return (entry.body["new"],)


class Together(Action):
    """Two households became one; ``subject`` goes on, ``other`` ends."""

    kind: ClassVar[str] = "registry.together"
    title: ClassVar[str] = N_("Two households became one")

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        body = entry.body
        tables.run("UPDATE registry_person SET household=? WHERE household=?", (entry.subject, body["other"]))
        tables.run("UPDATE registry_household SET size=size+? WHERE id=?", (body["people"], entry.subject))
        tables.run("UPDATE registry_household SET size=0, state='joined' WHERE id=?", (body["other"],))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("Two households became one.")

    @classmethod
    def about(cls, entry: Entry) -> Iterable[str]:
        return (entry.body["other"],)


Clear = Callable[[Tables, str], None]
CLEARS: list[Clear] = []
"""What other rooms hold of a person in their tables, and how it goes when the person is forgotten."""


def clears(clear: Clear) -> Clear:
    """A room's own part of forgetting: called by the fold, so it reads no clock and opens nothing."""
    CLEARS.append(clear)
    return clear


def clear_people(tables: Tables, people: Iterable[str]) -> None:
    """What the tables hold of forgotten people: that there was somebody, and nothing that describes them."""
    for person in people:
        for clear in CLEARS:
            clear(tables, person)
        tables.run(
            "UPDATE registry_person SET state='forgotten', sex='', birth_year=NULL, birth_kind='unknown', "
            "nationality='', languages='', adult_said=NULL WHERE id=?",
            (person,),
        )


def clear_households(tables: Tables, households: Iterable[str]) -> None:
    """Households of which everybody was forgotten: nobody can be added to them any more."""
    for household in households:
        tables.run(
            "UPDATE registry_household SET state='forgotten' WHERE id=? AND state='here'", (household,)
        )

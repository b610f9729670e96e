"""What the page of one household shows: members as they were said, places, history, who looked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.journal.entry import HEALTH, Entry
from ventanilla.journal.reader import Reader
from ventanilla.rooms.line.actions.said import Spot, said_to, spots
from ventanilla.rooms.line.actions.tickets import OPEN_STATES
from ventanilla.rooms.line.models import Ticket, WaitingList
from ventanilla.rooms.line.order import Ahead, ahead
from ventanilla.web.now import today
from ventanilla.web.told import Told, local, short_day, told, who_did

from .models import Household, Person
from .words import LANGUAGES, NEEDS, SEXES

HISTORY = 200
_FORM = ("name", "name_paper", "name_heard", "sex", "nationality", "phone")


@dataclass(frozen=True)
class MemberSeen:
    """One member, opened: names, birth year as it was said, and what is asked of the desk."""

    row: Person
    name: str
    others: list[str]
    born: str
    ask: str
    sex: str
    languages: list[str]
    phone: str
    needs: list[str]
    contact: bool
    said: dict[str, Any]
    need_codes: tuple[str, ...]
    place: int

    @property
    def called(self) -> str:
        """The name, or "person 2" where none was written."""
        return self.name or _("person {n}").format(n=self.place)

    @property
    def fields(self) -> list[tuple[str, Any]]:
        """What is written now, as the form that corrects it wants it: only the slip is typed anew.

        It is sent by POST, so that no name stands in an address.
        """
        now: dict[str, Any] = {key: self.said.get(key, "") for key in _FORM}
        now |= {"birth_year": self.row.birth_year, "birth_kind": self.row.birth_kind}
        pairs = [("person", self.row.id), *((f"now-{key}", value) for key, value in now.items() if value)]
        pairs += [("now-languages", code) for code in self.row.languages.split()]
        return pairs + [("now-needs", need) for need in self.need_codes]


@dataclass(frozen=True)
class PlaceSeen:
    """A place of the household on a list, and who is ahead where it waits."""

    spot: Spot
    list: WaitingList
    ahead: Ahead | None
    open: bool


@dataclass(frozen=True)
class HouseholdSeen:
    """Everything the page shows."""

    row: Household
    here: list[MemberSeen]
    gone: list[MemberSeen]
    places: list[PlaceSeen]
    history: list[Told]
    joined_to: str
    came_from: str
    parts: list[str]
    free_lists: list[WaitingList]
    views: list[dict[str, Any]] = field(default_factory=list)

    @property
    def main(self) -> PlaceSeen | None:
        """The place that stands first on the page: one still held, else the last one."""
        held = [one for one in self.places if one.open]
        return next(iter(held or self.places[-1:]), None)

    @property
    def needing(self) -> list[MemberSeen]:
        """Members who said a need."""
        return [one for one in self.here if one.needs]


def household_seen(office: Any, row: Household) -> HouseholdSeen:
    """Open a household: its members' names and needs, its places, and its whole history."""
    reader = Reader(office.db, office.keys)
    members = _members(reader, row)
    entries = reader.history(row.id, HISTORY)
    places = _places(office, row.id)
    held = {one.list.id for one in places if one.open}
    return HouseholdSeen(
        row,
        [one for one in members if one.row.state == "here"],
        [one for one in members if one.row.state != "here"],
        places,
        list(reversed(told((entry, said_to(entry, row.id) + _whom(entry, members)) for entry in entries))),
        next((e.subject for e in entries if e.kind == "registry.together" and e.body["other"] == row.id), ""),
        next((e.subject for e in entries if e.kind == "registry.parted" and e.body["new"] == row.id), ""),
        [e.body["new"] for e in entries if e.kind == "registry.parted" and e.subject == row.id],
        [one for one in WaitingList.objects.order_by("name") if one.id not in held and one.state != "closed"],
        views(office, row.id),
    )


def _whom(entry: Entry, members: list[MemberSeen]) -> str:
    """Of which member an entry speaks, where it is one: `` (Ana)``."""
    person = entry.subject if entry.subject.startswith("P") else entry.body.get("person", "")
    return "".join(f" ({one.called})" for one in members if one.row.id == person)


def _members(reader: Reader, row: Household) -> list[MemberSeen]:
    people = list(Person.objects.filter(household=row.id).order_by("id"))
    identity = reader.parts([(one.identity_seq, one.id) for one in people if one.identity_seq])
    health = reader.parts([(one.health_seq, one.id) for one in people if one.health_seq], HEALTH)
    here = today()
    return [
        member(one, identity.get(one.id, {}), health.get(one.id, {}), row.contact, here, place)
        for place, one in enumerate(people, 1)
    ]


def member(
    one: Person, said: dict[str, Any], health: dict[str, Any], contact: str, here: date, place: int
) -> MemberSeen:
    """A member from the table's row and the opened parts."""
    others = [said[form] for form in ("name_paper", "name_heard") if said.get(form)]
    return MemberSeen(
        one, said.get("name", "") or (others[0] if others else ""), others, born(said), ask_age(one, here),
        _(SEXES.get(one.sex, "")) if one.sex else "", [_(LANGUAGES.get(code, code)) for code in one.languages.split()],
        said.get("phone", ""), [_(NEEDS.get(need, need)) for need in health.get("needs", ())], one.id == contact,
        said, tuple(health.get("needs", ())), place,
    )  # fmt: skip


def born(said: dict[str, Any]) -> str:
    """The birth year as it was said: exact, about, an age on the day it was said, or not known. Never a day."""
    if "age" in said:
        day = short_day(said["said_on"])
        return _("about {year} (said on {day}: {age} years old)").format(
            year=said["year"], day=day, age=said["age"]
        )
    if said.get("year") is None:
        return _("not known")
    return _("about {year}").format(year=said["year"]) if said.get("kind") == "about" else str(said["year"])


def ask_age(one: Person, here: date) -> str:
    """A child who turns 18 this year: the day is not known, so it is asked."""
    if one.adult_said:
        return _("18 since {day} at the latest").format(day=short_day(one.adult_said))
    if one.birth_year and one.birth_year == here.year - 18 and one.state == "here":
        return _("turns 18 some time in {year}: ask").format(year=here.year)
    return ""


def _places(office: Any, household: str) -> list[PlaceSeen]:
    lists = {one.id: one for one in WaitingList.objects.all()}
    rows = Ticket.objects.filter(household=household).order_by("since", "id")
    places = []
    for spot in spots(rows):
        one = spot.ticket
        before = ahead(office.db, one.list, one.number, one.ord, one.part) if one.state == "waiting" else None
        places.append(PlaceSeen(spot, lists[one.list], before, one.state in OPEN_STATES))
    return places


def views(office: Any, household: str) -> list[dict[str, Any]]:
    """Who opened this household how often, and when last: from the log of views."""
    rows = office.db.all(
        "SELECT actor, COUNT(*), MAX(at) FROM web_view WHERE subject=? GROUP BY actor ORDER BY MAX(at) DESC",
        (household,),
    )
    names = who_did(row[0] for row in rows)
    return [{"who": names[actor], "times": times, "last": local(last)} for actor, times, last in rows]

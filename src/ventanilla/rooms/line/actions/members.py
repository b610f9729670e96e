"""When a household changes while it waits: births, deaths, arrivals, splits and joins. Nobody else is ever moved."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from ventanilla.journal.action import Action, Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_, Words
from ventanilla.rooms.registry.actions import (
    Added,
    Id,
    Member,
    Parted,
    Removed,
    Together,
    household_of,
    member_parts,
)

from ..labels import next_part
from ..order import waits
from .places import DESK_ROLES
from .tickets import Ticket, item_label, open_tickets, today_of

FAMILY_ROLES = DESK_ROLES | {Role.LEGAL}
COMING = {
    "born": N_("born"),
    "arrived": N_("arrived"),
    "left out": N_("left out when the household was registered"),
}
GOING = {"died": N_("died"), "left": N_("left the household"), "mistake": N_("entered by mistake")}


class Resized(Action):
    """A place covers more or fewer people than before; it stays where it is."""

    kind: ClassVar[str] = "line.resized"
    title: ClassVar[str] = N_("A place covers more or fewer people")

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        by = b["size"] - b["item"][6]
        tables.run("UPDATE line_ticket SET size=? WHERE id=?", (b["size"], b["item"][0]))
        if b["waits"]:
            waits(tables, b["list"], b["item"][2], 0, by)

    @classmethod
    def says(cls, entry: Entry) -> str:
        b = entry.body
        return _("Number {number} now covers {n} people. The place is the same.").format(
            number=item_label(b["item"]), n=b["size"]
        )

    @classmethod
    def draft(cls, one: Ticket, size: int) -> Draft:
        """The entry that gives a place another size."""
        body = {"list": one.list, "item": one.item(), "size": size, "waits": one.state == "waiting"}
        return Draft(cls.kind, one.household, body)


class TicketEnded(Action):
    """A place that ended because its household joined another, or nobody of it is left."""

    kind: ClassVar[str] = "line.ended"
    title: ClassVar[str] = N_("A place ended with its household")

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        item = b["item"]
        tables.run(
            "UPDATE line_ticket SET state=?, ended=?, reason=?, until=NULL WHERE id=?",
            (b["state"], b["day"], b["reason"], item[0]),
        )
        if b["waits"]:
            waits(tables, b["list"], item[2], -1, -item[6])
        tables.add(
            "line_day",
            "list, day",
            (b["list"], b["day"]),
            "ended, ended_people",
            (1, item[6] if b["state"] == "left" else 0),
        )

    @classmethod
    def says(cls, entry: Entry) -> str:
        number = item_label(entry.body["item"])
        if entry.body["state"] == "joined":
            return _("Number {number} ended: the household joined another and keeps the later place.").format(
                number=number
            )
        return _("Number {number} ended: nobody of the household is left.").format(number=number)

    @classmethod
    def draft(cls, desk: Desk, one: Ticket, state: str, reason: str) -> Draft:
        """The entry that ends a place."""
        body = {
            "list": one.list, "day": today_of(desk, one.list), "item": one.item(), "state": state, "reason": reason,
            "waits": one.state == "waiting",
        }  # fmt: skip
        return Draft(cls.kind, one.household, body)


class PartTaken(Action):
    """The second part of a split household has a place beside the first: the same number with a letter."""

    kind: ClassVar[str] = "line.part"
    title: ClassVar[str] = N_("A part of a household has a place")

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        ticket, household, number, last, order, part, size = b["item"]
        tables.run(
            _PART,
            (ticket, b["list"], household, number, last, order, part, size, b["state"], b["since"], b["called"],
             b["called_at"], b["offer"], b["until"]),
        )  # fmt: skip
        if b["state"] == "waiting":
            waits(tables, b["list"], number, 1, size)

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("Has number {number} after the household became two.").format(
            number=item_label(entry.body["item"])
        )


_PART = (
    "INSERT INTO line_ticket (id, list, household, number, last_number, ord, part, size, state, since, called, called_at, "
    "offer, until, calls, absences, reason, leaf, code_seq, copies) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,0,'','',0,0)"
)


class AddMember(Action):
    """Somebody comes into a household that is registered."""

    kind: ClassVar[str] = "line.add_member"
    title: ClassVar[str] = N_("Add somebody to the household")
    help: ClassVar[str] = N_("A birth, an arrival, or somebody left out. The place stays the same.")
    done: ClassVar[str] = N_("Added. The place is the same.")
    roles: ClassVar[set[Role]] = FAMILY_ROLES

    household: Annotated[Id, Field(title=N_("Household"))]
    member: Annotated[Member, Field(title=N_("Who"))]
    why: Annotated[Literal["born", "arrived", "left out"], Words(COMING), Field(title=N_("Why"))]

    def decide(self, desk: Desk) -> Drafts:
        row = desk.db.one("SELECT state, size FROM registry_household WHERE id=?", (self.household,))
        if not row or row[0] != "here":
            raise Refused(_("This household is not registered here."), "household")
        if row[1] >= 50:
            raise Refused(_("A household has at most 50 people."), "household")
        person = desk.new_id("P")
        parts = member_parts(self.member, person, desk.today())
        drafts = [Draft(Added.kind, self.household, {"person": person, "why": self.why}, parts)]
        return drafts + [Resized.draft(one, one.size + 1) for one in open_tickets(desk.db, self.household)]


class RemoveMember(Action):
    """Somebody is no longer of the household. The others keep the place, whoever it was."""

    kind: ClassVar[str] = "line.remove_member"
    title: ClassVar[str] = N_("Take somebody out of the household")
    help: ClassVar[str] = N_("A death, a departure, or an entry by mistake. The others keep the place.")
    done: ClassVar[str] = N_("Written down. The others keep the place.")
    roles: ClassVar[set[Role]] = FAMILY_ROLES

    person: Annotated[Id, Field(title=N_("Person"))]
    why: Annotated[Literal["died", "left", "mistake"], Words(GOING), Field(title=N_("Why"))]

    def decide(self, desk: Desk) -> Drafts:
        household = household_of(desk, self.person)
        others = [one for one in people_here(desk, household) if one != self.person]
        contact = _contact(desk, household, others)
        drafts = [
            Draft(Removed.kind, household, {"person": self.person, "why": self.why, "contact": contact})
        ]
        for one in open_tickets(desk.db, household):
            drafts.append(
                Resized.draft(one, one.size - 1) if others else TicketEnded.draft(desk, one, "left", self.why)
            )
        return drafts


class Split(Action):
    """A household becomes two; both keep the place: 1,479 and 1,479-B."""

    kind: ClassVar[str] = "line.split"
    title: ClassVar[str] = N_("Split the household in two")
    help: ClassVar[str] = N_(
        "Both parts keep the place: the same number, the second part with a letter. Nobody else is moved."
    )
    done: ClassVar[str] = N_("Two households now, both in the same place in line.")
    roles: ClassVar[set[Role]] = FAMILY_ROLES

    people: Annotated[
        tuple[Id, ...], Field(min_length=1, max_length=49, title=N_("Who goes with the second part"))
    ]

    def decide(self, desk: Desk) -> Drafts:
        going = list(dict.fromkeys(self.people))
        households = {household_of(desk, one) for one in going}
        if len(households) != 1:
            raise Refused(_("All of them must be of one household."), "people")
        [household] = households
        staying = [one for one in people_here(desk, household) if one not in going]
        if not staying:
            raise Refused(_("Somebody must stay in the first part."), "people")
        new, since = desk.new_id("H"), desk.today().isoformat()
        body = {"new": new, "people": going, "since": since, "contact": _contact(desk, household, staying)}
        drafts = [Draft(Parted.kind, household, body)]
        for one in open_tickets(desk.db, household):
            drafts.append(Resized.draft(one, one.size - len(going)))
            drafts.append(self._part(desk, one, new, len(going), after=len(drafts)))
        return drafts

    def _part(self, desk: Desk, one: Ticket, household: str, size: int, after: int) -> Draft:
        used = [
            row[0]
            for row in desk.db.all(
                "SELECT part FROM line_ticket WHERE list=? AND number=? AND ord=?",
                (one.list, one.number, one.ord),
            )
        ]
        ticket = desk.new_id("T", after)
        try:
            part = next_part(used)
        except ValueError:
            raise Refused(_("This place was split as often as it can be."), "people") from None
        item = [ticket, household, one.number, one.last, one.ord, part, size]
        body: dict[str, Any] = {
            "list": one.list, "item": item, "state": one.state, "since": _day(one.since), "called": _day(one.called),
            "called_at": one.called_at, "offer": one.offer, "until": _day(one.until),
        }  # fmt: skip
        return Draft(PartTaken.kind, household, body, salts=[ticket])


class JoinHouseholds(Action):
    """Two households become one and keep the later of their two places."""

    kind: ClassVar[str] = "line.join_households"
    title: ClassVar[str] = N_("Join two households")
    help: ClassVar[str] = N_(
        "They keep the later of the two places; the earlier one ends. Nobody else is moved."
    )
    done: ClassVar[str] = N_("One household now, with the later place.")
    roles: ClassVar[set[Role]] = FAMILY_ROLES

    household: Annotated[Id, Field(title=N_("Household"))]
    other: Annotated[Id, Field(title=N_("The household that joins it"))]

    def decide(self, desk: Desk) -> Drafts:
        if self.household == self.other:
            raise Refused(_("These are the same household."), "other")
        sizes = [self._size(desk, one) for one in (self.household, self.other)]
        if sum(sizes) > 50:
            raise Refused(_("A household has at most 50 people."), "other")
        ours, theirs = (open_tickets(desk.db, one) for one in (self.household, self.other))
        drafts = [Draft(Together.kind, self.household, {"other": self.other, "people": sizes[1]})]
        for list_id in dict.fromkeys(one.list for one in ours + theirs):
            here = sorted(
                (one for one in ours + theirs if one.list == list_id), key=lambda t: (t.number, t.ord, t.part)
            )
            drafts += [TicketEnded.draft(desk, one, "joined", "joined") for one in here[:-1]]
            drafts.append(Kept.draft(here[-1], self.household, sum(sizes)))
        return drafts

    @staticmethod
    def _size(desk: Desk, household: str) -> int:
        row = desk.db.one("SELECT size, state FROM registry_household WHERE id=?", (household,))
        if not row or row[1] != "here":
            raise Refused(_("This household is not registered here."), "other")
        return int(row[0])


class Kept(Action):
    """The place that a joined household keeps."""

    kind: ClassVar[str] = "line.kept"
    title: ClassVar[str] = N_("A joined household keeps a place")

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        item = b["item"]
        tables.run(
            "UPDATE line_ticket SET size=?, household=? WHERE id=?", (b["size"], entry.subject, item[0])
        )
        if b["waits"]:
            waits(tables, b["list"], item[2], 0, b["size"] - item[6])

    @classmethod
    def says(cls, entry: Entry) -> str:
        b = entry.body
        return _("The joined household keeps number {number}, for {n} people.").format(
            number=item_label(b["item"]), n=b["size"]
        )

    @classmethod
    def draft(cls, one: Ticket, household: str, size: int) -> Draft:
        """The entry that hands a place to the joined household."""
        body = {"list": one.list, "item": one.item(), "size": size, "waits": one.state == "waiting"}
        return Draft(cls.kind, household, body)


def people_here(desk: Desk, household: str) -> list[str]:
    """Who is of a household today."""
    rows = desk.db.all(
        "SELECT id FROM registry_person WHERE household=? AND state='here' ORDER BY id", (household,)
    )
    return [row[0] for row in rows]


def _contact(desk: Desk, household: str, staying: list[str]) -> str:
    row = desk.db.one("SELECT contact FROM registry_household WHERE id=?", (household,))
    contact = row[0] if row else ""
    return contact if contact in staying or not staying else staying[0]


def _day(value: Any) -> str | None:
    return str(value) if value else None

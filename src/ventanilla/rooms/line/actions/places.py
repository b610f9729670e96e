"""Giving places: a household gets the next place at the tail, and nobody is ever put before somebody else."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import Field

from ventanilla.journal.action import Action, Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_, Rarely
from ventanilla.rooms.registry.actions import Id, Member, Note, Register

from ..labels import number_label
from ..order import Place, Tail, next_place, tail_of, waits
from ..rules import ListRules, rules_on
from .tickets import ListId, at_port, list_row, open_tickets, today_of

TICKET = "id, list, household, number, last_number, ord, part, size, state, since, called_at, offer, calls, absences, reason, leaf, code_seq, copies"
DESK_ROLES = {Role.KEEPER, Role.HELPER}

Number = Annotated[
    int | None,
    Rarely(),
    Field(
        ge=1,
        le=10**9,
        title=N_("Number from a notebook"),
        description=N_("Only when a running list is taken over."),
    ),
]


class Join(Action):
    """A registered household gets the next number."""

    kind: ClassVar[str] = "line.join"
    title: ClassVar[str] = N_("Give a number")
    help: ClassVar[str] = N_("The household gets the next place at the end of the line.")
    done: ClassVar[str] = N_("The household has a number.")
    roles: ClassVar[set[Role]] = DESK_ROLES

    list: ListId
    household: Annotated[Id, Field(title=N_("Household"))]
    number: Number = None
    since: Annotated[
        date | None, Rarely(), Field(title=N_("On the list since"), description=N_("Empty: today."))
    ] = None

    def decide(self, desk: Desk) -> Drafts:
        row = desk.db.one("SELECT size, state FROM registry_household WHERE id=?", (self.household,))
        if not row or row[1] != "here" or not row[0]:
            raise Refused(_("This household is not registered here. Register it first."), "household")
        for held in open_tickets(desk.db, self.household):
            if held.list == self.list:
                raise Refused(
                    _("This household already holds number %s on this list.") % held.label, "household"
                )
        return [self.draft(desk, self.list, self.household, row[0], self.number, self.since)]

    @classmethod
    def draft(
        cls,
        desk: Desk,
        list_id: str,
        household: str,
        size: int,
        number: int | None,
        since: date | None,
        after: int = 0,
    ) -> Draft:
        """The entry that gives a place; ``after`` counts the entries of the same action before it."""
        today = today_of(desk, list_id)
        if list_row(desk, list_id)["state"] == "closed":
            raise Refused(_("This list is closed. It gives no more numbers."), "list")
        day = (since or date.fromisoformat(today)).isoformat()
        if day > today:
            raise Refused(_("The day lies in the future. Write a day up to today."), "since")
        rules, tail = _rules(desk, list_id, today), _tail(desk, list_id)
        place, tail = (
            _numbered(desk, list_id, tail, size, number, rules) if number else next_place(tail, size, rules)
        )
        desk.memo["tail", list_id] = tail
        used = desk.memo.setdefault(("used", list_id), {})
        used.update(dict.fromkeys(range(place.number, place.last + 1), place.ord))
        ticket = desk.new_id("T", after)
        body = {
            "list": list_id, "ticket": ticket, "number": place.number, "last": place.last, "ord": place.ord,
            "size": size, "since": day, "day": today, "tail": list(tail),
        }  # fmt: skip
        return Draft(cls.kind, household, body, salts=[ticket])

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        tables.insert(
            "line_ticket", TICKET,
            (b["ticket"], b["list"], entry.subject, b["number"], b["last"], b["ord"], b.get("part", ""), b["size"],
             "waiting", b["since"], "", 0, 0, 0, "", "", 0, 0),
        )  # fmt: skip
        tables.put("line_count", "list", (b["list"],), "number, ord, fill", tuple(b["tail"]))
        waits(tables, b["list"], b["number"], 1, b["size"])
        tables.add("line_day", "list, day", (b["list"], b["day"]), "joined, joined_people", (1, b["size"]))

    @classmethod
    def says(cls, entry: Entry) -> str:
        b = entry.body
        said = ngettext(
            "Got number {number} on the list, for {size} person, since {day}.",
            "Got number {number} on the list, for {size} people, since {day}.",
            b["size"],
        )
        return said.format(number=number_label(b["number"], b["last"]), size=b["size"], day=b["since"])


class RegisterAndJoin(Action):
    """The usual thing at the desk: a household is registered and gets a number, in one step."""

    kind: ClassVar[str] = "line.register"
    title: ClassVar[str] = N_("Register a household and give a number")
    help: ClassVar[str] = N_("Nothing is required but how many people there are. No document is ever needed.")
    done: ClassVar[str] = N_("The household is registered and has a number.")
    roles: ClassVar[set[Role]] = DESK_ROLES
    bulk: ClassVar[bool] = True

    list: ListId
    members: Annotated[tuple[Member, ...], Field(min_length=1, max_length=50, title=N_("People"))]
    since: Annotated[
        date | None, Rarely(), Field(title=N_("On the list since"), description=N_("Empty: today."))
    ] = None
    number: Number = None
    note: Note = ""

    def decide(self, desk: Desk) -> Drafts:
        registered = Register.draft(at_port(desk, self.list), self.members, self.since, self.note)
        joined = Join.draft(
            desk, self.list, registered.subject, len(self.members), self.number, self.since, after=1
        )
        return [registered, joined]


def _rules(desk: Desk, list_id: str, day: str) -> ListRules:
    key = ("rules", list_id, day)
    if key not in desk.memo:
        desk.memo[key] = rules_on(desk.db, list_id, day)
    return desk.memo[key]


def _tail(desk: Desk, list_id: str) -> Tail:
    key = ("tail", list_id)
    if key not in desk.memo:
        desk.memo[key] = tail_of(desk.db, list_id)
    return desk.memo[key]


def _numbered(
    desk: Desk, list_id: str, tail: Tail, size: int, number: int, rules: ListRules
) -> tuple[Place, Tail]:
    """A place with a number that a notebook gave: behind those that already hold the same number."""
    last = number + size - 1 if rules.unit == "person" else number
    if number > tail.number:
        return Place(number, last, 1), Tail(last, 1, size)
    if number == tail.number and rules.unit != "person":
        return Place(number, last, tail.ord + 1), Tail(number, tail.ord + 1, tail.fill + size)
    order = max(_last_order(desk, list_id, one) for one in range(number, last + 1))
    if order and rules.unit != "people":
        raise Refused(_("Number {number} was already given on this list.").format(number=number), "number")
    return Place(number, last, order + 1), tail


def _last_order(desk: Desk, list_id: str, number: int) -> int:
    """The last order inside a number that was given, also by this very load; 0 where the number is free."""
    used = desk.memo.setdefault(("used", list_id), {})
    if number not in used:
        if desk.tables:  # many places at once: what was gathered must be seen
            desk.tables.flush()
        row = desk.db.one(
            "SELECT MAX(ord) FROM line_ticket WHERE list=? AND number<=? AND last_number>=? AND number>?",
            (list_id, number, number, number - 60),
        )
        used[number] = int(row[0] or 0) if row else 0
    return used[number]

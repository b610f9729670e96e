"""Forgetting: a person's keys are destroyed, and nothing that names or describes them can be read any more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar

from django.utils.translation import gettext as _
from ventanilla.journal.words import N_
from pydantic import Field

from ventanilla.journal.action import Action, Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.rooms.registry.actions import Id, clear_people

from ..order import leaf
from .members import TicketEnded
from .tickets import COLUMNS, OPEN_STATES, Ticket


class Forget(Action):
    """Destroys the keys of a person, or of everybody in a household. This cannot be undone."""

    kind: ClassVar[str] = "line.forget"
    title: ClassVar[str] = N_("Forget a person")
    help: ClassVar[str] = N_("Destroys what names and describes them, for good. Numbers and dates stay, and name nobody.")
    done: ClassVar[str] = N_("Forgotten. This cannot be undone.")
    roles: ClassVar[set[Role]] = {Role.KEEPER, Role.LEGAL}

    who: Annotated[Id, Field(title=N_("Person or household"))]
    leave: Annotated[
        bool,
        Field(title=N_("End their place in line too"), description=N_("Needed when the last person of a waiting household is forgotten.")),
    ] = False

    def decide(self, desk: Desk) -> Drafts:
        people, household = self._people(desk)
        remaining = [p for p, state in _members(desk, household) if p not in people and state != "forgotten"]
        rows = desk.db.all(f"SELECT {COLUMNS} FROM line_ticket WHERE household=? ORDER BY id", (household,))
        tickets = [Ticket(*row) for row in rows] if not remaining else []
        waiting = [one for one in tickets if one.state in OPEN_STATES]
        if waiting and not self.leave:
            raise Refused(
                _("This household still holds number {number}. If it is to be forgotten now, say so: its place ends too.").format(
                    number=waiting[0].label
                ),
                "leave",
            )
        drafts = [TicketEnded.draft(desk, one, "left", "forgotten") for one in waiting]
        ended = desk.today().isoformat()
        leaves = {one.id: _last_leaf(desk, one, "left" if one in waiting else one.state) for one in tickets}
        owners = [*people, household, *leaves]
        drafts.append(Draft(self.kind, household, {"people": people, "leaves": leaves, "day": ended, "owners": owners}))
        if leaves:
            desk.aside.append(("DELETE FROM place_code WHERE ticket IN (SELECT id FROM line_ticket WHERE household=?)", (household,)))
        desk.doomed += owners
        return drafts

    def _people(self, desk: Desk) -> tuple[list[str], str]:
        if self.who.startswith("H"):
            people = [p for p, state in _members(desk, self.who) if state != "forgotten"]
            if not people:
                raise Refused(_("There is nobody to forget under this pseudonym."), "who")
            return people, self.who
        row = desk.db.one("SELECT household, state FROM registry_person WHERE id=?", (self.who,))
        if not row:
            raise Refused(_("There is nobody to forget under this pseudonym."), "who")
        if row[1] == "forgotten":
            raise Refused(_("This person is forgotten already."), "who")
        return [self.who], row[0]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        clear_people(tables, entry.body["people"])
        for ticket, kept in entry.body["leaves"].items():
            tables.run("UPDATE line_ticket SET leaf=?, code_seq=0 WHERE id=?", (kept, ticket))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("Forgotten: the keys of {n} people were destroyed.").format(n=len(entry.body["people"]))

    @classmethod
    def about(cls, entry: Entry) -> Iterable[str]:
        return entry.body["people"]


def _members(desk: Desk, household: str) -> list[tuple[str, str]]:
    return desk.db.all("SELECT id, state FROM registry_person WHERE household=? ORDER BY id", (household,))  # type: ignore[return-value]


def _last_leaf(desk: Desk, one: Ticket, state: str) -> str:
    salt = desk.keys.salt(one.id)
    if salt is None:
        return ""
    return leaf(salt, one.list, one.number, one.last, one.ord, one.part, one.size, state, str(one.since)).hex()

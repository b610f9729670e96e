"""Forgetting: a person's keys are destroyed, and nothing that names or describes them can be read any more."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, ClassVar

from django.utils.translation import gettext as _
from pydantic import Field

from ventanilla.journal.action import Action, Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_
from ventanilla.rooms.registry.actions import Id, Together, clear_households, clear_people

from ..order import leaf
from .members import TicketEnded
from .tickets import COLUMNS, Ticket, open_tickets


class Forget(Action):
    """Destroys the keys of a person, or of everybody in a household. This cannot be undone."""

    kind: ClassVar[str] = "line.forget"
    title: ClassVar[str] = N_("Forget a person")
    help: ClassVar[str] = N_(
        "Destroys what names and describes them, for good. Numbers and dates stay, and name nobody."
    )
    done: ClassVar[str] = N_("Forgotten. This cannot be undone.")
    roles: ClassVar[set[Role]] = {Role.KEEPER, Role.LEGAL}

    who: Annotated[Id, Field(title=N_("Person or household"))]
    leave: Annotated[
        bool,
        Field(
            title=N_("End their place in line too"),
            description=N_("Needed when the last person of a waiting household is forgotten."),
        ),
    ] = False

    def decide(self, desk: Desk) -> Drafts:
        people, household = self._people(desk)
        others = [
            (p, state) for p, state in _members(desk, household) if p not in people and state != "forgotten"
        ]
        gone = [] if others else [household, *_joined(desk, household)]
        waiting = (
            [] if any(state == "here" for _person, state in others) else open_tickets(desk.db, household)
        )
        if waiting and not self.leave:
            raise Refused(
                _(
                    "This household still holds number {number}. If it is to be forgotten now, say so: its place ends too."
                ).format(number=waiting[0].label),
                "leave",
            )
        drafts = [TicketEnded.draft(desk, one, "left", "forgotten") for one in waiting]
        leaves = {}
        for one in _tickets(desk, gone):
            if kept := _last_leaf(desk, one, "left" if one in waiting else one.state):
                leaves[one.id] = kept
        owners = list(dict.fromkeys([*people, household, *gone, *leaves]))
        body = {
            "people": people,
            "leaves": leaves,
            "households": gone,
            "day": desk.today().isoformat(),
            "owners": owners,
        }
        drafts.append(Draft(self.kind, household, body))
        # Drafts are a table, and actions are declared before there is an office: so not at the top.
        from ventanilla.web.drafts import drop_naming

        drop_naming(_names(desk, people, household))
        desk.aside += [("DELETE FROM place_code WHERE ticket=?", (one,)) for one in leaves]
        desk.aside += [("DELETE FROM place_word_digest WHERE household=?", (one,)) for one in gone]
        desk.doomed |= dict.fromkeys(owners, desk.seq + len(drafts) - 1)
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
        clear_households(tables, entry.body["households"])
        for household in entry.body["households"]:
            tables.run("DELETE FROM place_word WHERE household=?", (household,))
        for ticket, kept in entry.body["leaves"].items():
            tables.run("UPDATE line_ticket SET leaf=?, code_seq=0 WHERE id=?", (kept, ticket))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("Forgotten: the keys of {n} people were destroyed.").format(n=len(entry.body["people"]))

    @classmethod
    def about(cls, entry: Entry) -> Iterable[str]:
        return [*entry.body["people"], *entry.body["households"]]


def _members(desk: Desk, household: str) -> list[tuple[str, str]]:
    return desk.db.all("SELECT id, state FROM registry_person WHERE household=? ORDER BY id", (household,))


def _joined(desk: Desk, household: str) -> list[str]:
    """Households that joined this one, and those that had joined them: their words and places go with it."""
    sql = (
        "SELECT e.body FROM journal_mention m JOIN journal_entry e ON e.seq=m.seq "
        "WHERE m.subject=? AND e.subject=? AND e.kind=?"
    )
    rows = desk.db.all(sql, (household, household, Together.kind))
    others = [json.loads(row[0])["other"] for row in rows]
    return others + [deeper for one in others for deeper in _joined(desk, one)]


def _tickets(desk: Desk, households: list[str]) -> list[Ticket]:
    sql = f"SELECT {COLUMNS} FROM line_ticket WHERE household=? ORDER BY id"
    return [Ticket(*row) for one in households for row in desk.db.all(sql, (one,))]


def _names(desk: Desk, people: list[str], household: str) -> list[str]:
    """Every name these people were ever written with: kept forms that hold one must go too."""
    names: set[str] = set()
    for subject in (household, *people):
        for entry in desk.reader.history(subject):
            for said in (entry.part(person) for person in people):
                names.update(said[key] for key in ("name", "name_paper", "name_heard") if said.get(key))
    return sorted(names)


def _last_leaf(desk: Desk, one: Ticket, state: str) -> str:
    salt = desk.keys.salt(one.id)
    if salt is None:
        return ""
    return leaf(
        salt, one.list, one.number, one.last, one.ord, one.part, one.size, state, str(one.since)
    ).hex()

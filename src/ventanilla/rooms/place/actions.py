"""The private code: made when the slip is printed, by an action of its own."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext as _

from ventanilla.journal.action import Action, Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_
from ventanilla.rooms.line.actions.tickets import TicketId, ticket

from . import code


class MakeCode(Action):
    """A private code for a place, to print on its slip. An older code stops working at once."""

    kind: ClassVar[str] = "place.make_code"
    title: ClassVar[str] = N_("Print the slip with a private code")
    help: ClassVar[str] = N_("Makes a new code and kills the old one. Print it at once; it is not kept.")
    done: ClassVar[str] = N_("The slip is ready to print.")
    roles: ClassVar[set[Role]] = {Role.KEEPER, Role.HELPER}

    ticket: TicketId

    def decide(self, desk: Desk) -> Drafts:
        one = ticket(desk.db, self.ticket)
        if not desk.keys.salt(one.id):
            raise Refused(_("This place was forgotten. It has no code any more."), "ticket")
        made = code.new()
        copy = desk.db.one("SELECT copies FROM line_ticket WHERE id=?", (one.id,))
        desk.shown["code"] = made
        desk.aside.append(("DELETE FROM place_code WHERE ticket=?", (one.id,)))
        desk.aside.append(
            (
                "INSERT INTO place_code (digest, ticket, seq) VALUES (?,?,?)",
                (code.digest(made, desk.pepper), one.id, desk.seq),
            )
        )
        return [Draft(self.kind, one.household, {"ticket": one.id, "copy": (copy[0] if copy else 0) + 1})]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        tables.run(
            "UPDATE line_ticket SET code_seq=?, copies=? WHERE id=?", (entry.seq, b["copy"], b["ticket"])
        )

    @classmethod
    def says(cls, entry: Entry) -> str:
        if entry.body["copy"] > 1:
            return _("A new slip was printed (copy {n}). The older code no longer works.").format(
                n=entry.body["copy"]
            )
        return _("The slip was printed, with a private code.")

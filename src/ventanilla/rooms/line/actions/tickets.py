"""Tickets as the actions read and write them."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, NamedTuple

from django.utils.translation import gettext as _
from pydantic import Field

from ventanilla.journal.action import Refused
from ventanilla.journal.desk import Desk
from ventanilla.journal.sql import Db
from ventanilla.journal.words import N_
from ventanilla.rooms.registry.actions import Id

from ..labels import number_label

ListId = Annotated[str, Field(min_length=1, max_length=20, pattern=r"^[a-z0-9-]+$", title=N_("List"))]
TicketId = Annotated[Id, Field(title=N_("Place in line"))]

COLUMNS = (
    "id, household, list, number, last_number, ord, part, size, state, since, called, called_at, offer, until"
)

STATES = {
    "waiting": N_("waiting"),
    "called": N_("called"),
    "present": N_("present"),
    "absent": N_("absent"),
    "admitted": N_("let in by the port"),
    "sent back": N_("sent back by the port"),
    "left": N_("left the list"),
    "moved": N_("moved to another list"),
    "joined": N_("joined with another household"),
    "lapsed": N_("place ended after absence"),
}
OPEN_STATES = ("waiting", "called", "present", "absent")


Item = list[Any]
"""A place as bodies say it: ticket, household, number, last number, order, part, size."""


class Ticket(NamedTuple):
    """A row of ``line_ticket`` as far as actions need it."""

    id: str
    household: str
    list: str
    number: int
    last: int
    ord: int
    part: str
    size: int
    state: str
    since: Any
    called: Any
    called_at: str
    offer: int
    until: Any

    @property
    def label(self) -> str:
        """The number as it is said."""
        return number_label(self.number, self.last, self.part)

    def item(self) -> Item:
        """What an entry's body says of it, so that a fold needs no reading."""
        return [self.id, self.household, self.number, self.last, self.ord, self.part, self.size]


def item_label(item: list[Any]) -> str:
    """The number of an item of a body."""
    return number_label(item[2], item[3], item[5])


def ticket(db: Db, ticket_id: str) -> Ticket:
    """One ticket.

    Raises:
        Refused: there is none.
    """
    row = db.one(f"SELECT {COLUMNS} FROM line_ticket WHERE id=?", (ticket_id,))
    if not row:
        raise Refused(_("There is no such place in line. Search for the number again."), "ticket")
    return Ticket(*row)


def open_tickets(db: Db, household: str) -> list[Ticket]:
    """The places that a household still holds, on any list."""
    rows = db.all(f"SELECT {COLUMNS} FROM line_ticket WHERE household=? ORDER BY since, id", (household,))
    return [one for one in map(Ticket._make, rows) if one.state in OPEN_STATES]


def in_state(desk: Desk, ticket_id: str, *states: str) -> Ticket:
    """A ticket that must stand in one of these states.

    Raises:
        Refused: it does not; the sentence says how it stands.
    """
    one = ticket(desk.db, ticket_id)
    if one.state not in states:
        raise Refused(
            _("Number {number} is {state}, so this cannot be done.").format(
                number=one.label, state=_(STATES[one.state])
            ),
            "tickets",
        )
    return one


def list_row(desk: Desk, list_id: str) -> dict[str, Any]:
    """A list's own row, kept in the memo of a decision.

    Raises:
        Refused: there is no such list.
    """
    key = ("list", list_id)
    if key not in desk.memo:
        row = desk.db.one("SELECT id, name, zone, state, keeper FROM line_list WHERE id=?", (list_id,))
        if not row:
            raise Refused(_("There is no list called %s here.") % list_id, "list")
        desk.memo[key] = dict(zip(("id", "name", "zone", "state", "keeper"), row, strict=True))
    return desk.memo[key]


def today_of(desk: Desk, list_id: str) -> str:
    """The plain day at the list's port, as text."""
    return desk.today(list_row(desk, list_id)["zone"]).isoformat()


def at_port(desk: Desk, list_id: str) -> Desk:
    """The desk with the clock of the list's port: what is said there is said on the port's day."""
    zone = list_row(desk, list_id)["zone"]
    return desk if zone == desk.zone else replace(desk, zone=zone)


def listed(db: Db, household: str) -> tuple[str, int]:
    """Since when a household is on a list, and the entry that proves it: ("", 0) where it never was on one."""
    row = db.one(
        "SELECT MIN(e.seq) FROM journal_mention m JOIN journal_entry e ON e.seq=m.seq "
        "WHERE m.subject=? AND e.kind IN ('line.join', 'line.part')",
        (household,),
    )
    since = db.one("SELECT MIN(since) FROM line_ticket WHERE household=?", (household,))
    return (str(since[0]), row[0]) if row and row[0] and since and since[0] else ("", 0)


def still_waits(db: Db, household: str) -> bool:
    """Whether a household waits on a list, or was called and has not gone."""
    sql = "SELECT 1 FROM line_ticket WHERE household=? AND state IN ('waiting', 'called') LIMIT 1"
    return bool(db.one(sql, (household,)))

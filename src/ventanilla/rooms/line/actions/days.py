"""The end of a day, its head, and what happens when the clock cannot be believed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext as _
from pydantic import Field, PrivateAttr

from ventanilla.journal.action import Action, Refused, Role
from ventanilla.journal.clock import day_at, moment
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.heads import evening_head, root
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_

from ..order import leaf
from .places import DESK_ROLES
from .tickets import COLUMNS, Ticket


class EndDay(Action):
    """Ends the day: places of those absent too long end, and the evening's head is written."""

    kind: ClassVar[str] = "line.end_day"
    title: ClassVar[str] = N_("End the day")
    help: ClassVar[str] = N_(
        "Writes the evening's head for the board and the day sheet. Print it or copy it by hand."
    )
    done: ClassVar[str] = N_("The day is ended and its head is written.")
    roles: ClassVar[set[Role]] = DESK_ROLES

    day: Annotated[date | None, Field(title=N_("Day"), description=N_("Empty: today."))] = None
    _by_rule: bool = PrivateAttr(default=False)

    @classmethod
    def of_itself(cls, day: date) -> EndDay:
        """The end of a day that nobody ended: the rule's own, whoever does the action that comes after it."""
        action = cls(day=day)
        action._by_rule = True
        return action

    def decide(self, desk: Desk) -> Drafts:
        today = desk.today()
        day = self.day or today
        if day > today:
            raise Refused(_("The day lies in the future."), "day")
        lapsed = _absent_too_long(desk, day)
        over = {one.id: "lapsed" for one in lapsed}
        places_root, places = places_root_now(desk, over)
        body = {
            "day": day.isoformat(), "head": evening_head(desk.previous, places_root), "root": places_root.hex(),
            "places": places, "entries": desk.seq - 1, "by_rule": self._by_rule,
            "lapsed": [[*one.item(), one.list] for one in lapsed],
        }  # fmt: skip
        if body["by_rule"]:
            body["rule"] = "the next day's first action ends a day that nobody ended"
        return [Draft(self.kind, "", body)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        tables.insert(
            "line_head",
            "seq, day, head, places, by_rule",
            (entry.seq, b["day"], b["head"], b["places"], b["by_rule"]),
        )
        for item in b["lapsed"]:
            tables.run(
                "UPDATE line_ticket SET state='lapsed', ended=?, reason='absent', until=NULL WHERE id=?",
                (b["day"], item[0]),
            )
            tables.add("line_day", "list, day", (item[7], b["day"]), "ended, ended_people", (1, item[6]))

    @classmethod
    def says(cls, entry: Entry) -> str:
        b = entry.body
        said = _("The day {day} ended with the head {head}, over {places} places.").format(
            day=b["day"], head=b["head"], places=f"{b['places']:,}"
        )
        if b["by_rule"]:
            said += " " + _("Nobody had ended it, so the next day's first action did.")
        return said

    @classmethod
    def about(cls, entry: Entry) -> Iterable[str]:
        return [item[1] for item in entry.body["lapsed"]]


class ConfirmDate(Action):
    """A keeper says that today's date is right, because the clock alone could not be believed."""

    kind: ClassVar[str] = "line.confirm_date"
    title: ClassVar[str] = N_("Confirm today's date")
    help: ClassVar[str] = N_("Look at a calendar or a phone. Calls wait until the date is confirmed.")
    done: ClassVar[str] = N_("The date is confirmed.")
    roles: ClassVar[set[Role]] = {Role.KEEPER}

    day: Annotated[date, Field(title=N_("Today is"))]

    def decide(self, desk: Desk) -> Drafts:
        if self.day != desk.today():
            raise Refused(
                _("This machine says it is {today}. Set the machine's clock right, then confirm.").format(
                    today=desk.today()
                ),
                "day",
            )
        return [Draft(self.kind, "", {"day": self.day.isoformat()})]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        tables.put("line_date", "day", (entry.body["day"],), "seq", (entry.seq,))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("A keeper confirmed that it is {day}.").format(day=entry.body["day"])


def overdue(desk: Desk) -> list[Action]:
    """What is due before anything else: the end of a day that nobody ended."""
    if not desk.last_at:
        return []
    last, today = day_at(moment(desk.last_at), desk.zone), desk.today()
    if last >= today:
        return []
    head = desk.db.one("SELECT day, seq FROM line_head ORDER BY seq DESC LIMIT 1")
    if head and str(head[0]) >= last.isoformat() and head[1] == desk.seq - 1:
        return []
    return [EndDay.of_itself(last)]


def date_in_doubt(desk: Desk) -> str:
    """Why today's date must be confirmed before a call, or an empty text.

    It is in doubt when the machine's day lies before the last entry's, when nobody but a rule ended
    the last day, when days are missing since the last evening, or when the clock jumped while running.
    """
    today = desk.today()
    head = desk.db.one("SELECT day, by_rule, seq FROM line_head ORDER BY seq DESC LIMIT 1")
    confirmed = desk.db.one("SELECT seq FROM line_date WHERE day=?", (today.isoformat(),))
    if confirmed and (not head or confirmed[0] > head[2]):
        return ""
    last = day_at(moment(desk.last_at), desk.zone) if desk.last_at else today
    if today < last or desk.clock_jumped:
        return _(
            "The clock of this machine has jumped. Confirm today's date ({day}) before you call."
        ).format(day=today)
    if head:
        ended = date.fromisoformat(str(head[0]))
        by_person = desk.db.one("SELECT 1 FROM line_head WHERE day=? AND by_rule=?", (str(ended), False))
        if not by_person or today != ended + timedelta(days=1):
            return _(
                "The last day that was ended is {ended}. Confirm that today is {day} before you call."
            ).format(ended=ended, day=today)
    return ""


def places_root_now(desk: Desk, states: dict[str, str]) -> tuple[bytes, int]:
    """The root over one salted leaf for every place ever given, and how many there are.

    ``states`` says how places stand that this same entry changes. A forgotten place keeps its last leaf.
    """
    count = 0

    def leaves() -> Iterator[bytes]:
        nonlocal count
        cursor = desk.db.run(
            "SELECT id, leaf, list, number, last_number, ord, part, size, state, since FROM line_ticket "
            "ORDER BY list, number, ord, part"
        )
        while rows := cursor.fetchmany(1000):
            salts = desk.keys.salts([row[0] for row in rows])
            count += len(rows)
            for ticket, kept, list_id, number, last, order, part, size, state, since in rows:
                if kept or ticket not in salts:
                    yield bytes.fromhex(kept)
                else:
                    now = states.get(ticket, state)
                    yield leaf(salts[ticket], list_id, number, last, order, part, size, now, str(since))

    return root(leaves()), count


def _absent_too_long(desk: Desk, day: date) -> list[Ticket]:
    rows: list[Any] = desk.db.all(
        f"SELECT {COLUMNS} FROM line_ticket WHERE list IN (SELECT id FROM line_list) AND state='absent' AND until<=? ORDER BY id",
        (day.isoformat(),),
    )
    return [Ticket(*row) for row in rows]

"""What becomes of those who were called, and of those who leave: present, absent, back, let in, sent back, left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import Field

from ventanilla.journal.action import Action, Refused, Role
from ventanilla.journal.clock import moment
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import NOTES, Draft, Drafts, Entry, Part
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_, Words
from ventanilla.rooms.registry.actions import Note

from ..order import waits
from ..rules import rules_on
from .places import DESK_ROLES, Join
from .tickets import ListId, Ticket, TicketId, in_state, item_label, open_tickets, today_of

Tickets = Annotated[tuple[TicketId, ...], Field(min_length=1, max_length=200, title=N_("Who"))]

LEAVING = {
    "found": N_("found another way"),
    "home": N_("went home"),
    "crossed": N_("crossed elsewhere"),
    "double": N_("the same people hold another number"),
    "wish": N_("no longer wishes to wait"),
    "unknown": N_("not known"),
}
SENDING = {"full": N_("the port was full"), "papers": N_("over papers"), "unsaid": N_("no reason was said")}


class Mark(Action):
    """The shape shared by marks on several places of one list at once."""

    tickets: Tickets
    mark: ClassVar[str] = ""
    needs: ClassVar[tuple[str, ...]] = ()
    counts: ClassVar[str] = ""
    sentence: ClassVar[str] = ""

    def decide(self, desk: Desk) -> Drafts:
        chosen = [in_state(desk, one, *self.needs) for one in dict.fromkeys(self.tickets)]
        drafts = []
        for list_id in dict.fromkeys(one.list for one in chosen):
            some = [one for one in chosen if one.list == list_id]
            body = {
                "list": list_id, "day": today_of(desk, list_id), "tickets": [one.item() for one in some],
                **self.more(desk, list_id, some),
            }  # fmt: skip
            subject = some[0].household if len(some) == 1 else list_id
            drafts.append(Draft(self.kind, subject, body, self.parts(some)))
        return drafts

    def more(self, desk: Desk, list_id: str, chosen: list[Ticket]) -> dict[str, Any]:
        """What else the body says."""
        return {}

    def parts(self, chosen: list[Ticket]) -> list[Part]:
        """What else is sealed."""
        return []

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        people = 0
        for item in b["tickets"]:
            cls.fold_one(b, item, tables)
            people += item[6]
        tables.add(
            "line_day",
            "list, day",
            (b["list"], b["day"]),
            f"{cls.counts}, {cls.counts}_people",
            (len(b["tickets"]), people),
        )

    @classmethod
    def fold_one(cls, b: dict[str, Any], item: list[Any], tables: Tables) -> None:
        """One place of the entry."""
        tables.run("UPDATE line_ticket SET state=? WHERE id=?", (cls.mark, item[0]))

    @classmethod
    def says(cls, entry: Entry) -> str:
        numbers = ", ".join(dict.fromkeys(item_label(item) for item in entry.body["tickets"]))
        return _(cls.sentence).format(numbers=numbers, day=entry.body["day"])

    @classmethod
    def about(cls, entry: Entry) -> Iterable[str]:
        return [item[1] for item in entry.body["tickets"]]


class Present(Mark):
    """They came."""

    kind: ClassVar[str] = "line.present"
    title: ClassVar[str] = N_("Mark present")
    help: ClassVar[str] = N_("The household is here. Ask two facts; do not go by the slip.")
    done: ClassVar[str] = N_("Marked present.")
    roles: ClassVar[set[Role]] = DESK_ROLES
    mark: ClassVar[str] = "present"
    needs: ClassVar[tuple[str, ...]] = ("called",)
    counts: ClassVar[str] = "present"
    sentence: ClassVar[str] = N_("Number {numbers} came on {day}.")


class Absent(Mark):
    """They did not come within the grace. The place is kept for the days that the list says."""

    kind: ClassVar[str] = "line.absent"
    title: ClassVar[str] = N_("Mark absent")
    help: ClassVar[str] = N_("Only after the grace. The place is kept for as many days as the list says.")
    done: ClassVar[str] = N_("Marked absent. The place is kept.")
    roles: ClassVar[set[Role]] = DESK_ROLES
    mark: ClassVar[str] = "absent"
    needs: ClassVar[tuple[str, ...]] = ("called",)
    counts: ClassVar[str] = "absent"

    def more(self, desk: Desk, list_id: str, chosen: list[Ticket]) -> dict[str, Any]:
        day = today_of(desk, list_id)
        rules = rules_on(desk.db, list_id, day)
        for one in chosen:
            since = desk.now - moment(one.called_at)
            if (
                timedelta(0) <= since < timedelta(minutes=rules.grace)
            ):  # before 0: the clock was set back meanwhile
                left = rules.grace - int(since.total_seconds() // 60)
                raise Refused(
                    ngettext(
                        "Number {number} still has {n} minute to come.",
                        "Number {number} still has {n} minutes to come.",
                        left,
                    ).format(number=one.label, n=left),
                    "tickets",
                )
        return {"until": (date.fromisoformat(day) + timedelta(days=rules.keeps)).isoformat()}

    @classmethod
    def fold_one(cls, b: dict[str, Any], item: list[Any], tables: Tables) -> None:
        tables.run(
            "UPDATE line_ticket SET state='absent', until=?, absences=absences+1 WHERE id=?",
            (b["until"], item[0]),
        )

    @classmethod
    def says(cls, entry: Entry) -> str:
        b = entry.body
        numbers = ", ".join(dict.fromkeys(item_label(item) for item in b["tickets"]))
        return _(
            "Number {numbers} was called on {day} and did not come. The place is kept until {until}."
        ).format(numbers=numbers, day=b["day"], until=b["until"])


class Reinstated(Mark):
    """They came back in time: the place is theirs again, where it was."""

    kind: ClassVar[str] = "line.reinstated"
    title: ClassVar[str] = N_("Put back in line after absence")
    help: ClassVar[str] = N_(
        "The household keeps its number and is called from the head with the next offer."
    )
    done: ClassVar[str] = N_("Back in line, with the same number.")
    roles: ClassVar[set[Role]] = DESK_ROLES
    mark: ClassVar[str] = "waiting"
    needs: ClassVar[tuple[str, ...]] = ("absent",)
    sentence: ClassVar[str] = N_(
        "Number {numbers} came back on {day} and is in line again, in the same place."
    )

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        for item in b["tickets"]:
            tables.run("UPDATE line_ticket SET state='waiting', until=NULL WHERE id=?", (item[0],))
        for item in b["tickets"]:
            waits(tables, b["list"], item[2], 1, item[6])
        tables.add("line_day", "list, day", (b["list"], b["day"]), "reinstated", (len(b["tickets"]),))


class Ending(Mark):
    """Marks after which the place in line has ended."""

    @classmethod
    def fold_one(cls, b: dict[str, Any], item: list[Any], tables: Tables) -> None:
        tables.run(
            "UPDATE line_ticket SET state=?, ended=?, reason=?, until=NULL WHERE id=?",
            (cls.mark, b["day"], b.get("reason", ""), item[0]),
        )


class Admitted(Ending):
    """The port let them in to ask for asylum."""

    kind: ClassVar[str] = "line.admitted"
    title: ClassVar[str] = N_("Let in by the port")
    help: ClassVar[str] = N_("The port took the household. Its place in line ends here.")
    done: ClassVar[str] = N_("Written down: let in.")
    roles: ClassVar[set[Role]] = DESK_ROLES
    mark: ClassVar[str] = "admitted"
    needs: ClassVar[tuple[str, ...]] = ("present",)
    counts: ClassVar[str] = "admitted"
    sentence: ClassVar[str] = N_("Number {numbers} was let in by the port on {day}.")


class SentBack(Mark):
    """The port did not take them. They are back in line where they were."""

    kind: ClassVar[str] = "line.sent_back"
    title: ClassVar[str] = N_("Sent back by the port")
    help: ClassVar[str] = N_("The household keeps its number and waits again in the same place.")
    done: ClassVar[str] = N_("Written down: sent back. The place is kept.")
    roles: ClassVar[set[Role]] = DESK_ROLES
    mark: ClassVar[str] = "waiting"
    needs: ClassVar[tuple[str, ...]] = ("present",)
    counts: ClassVar[str] = "sent_back"
    sentence: ClassVar[str] = N_(
        "Number {numbers} was sent back by the port on {day} and keeps its place in line."
    )

    reason: Annotated[
        Literal["full", "papers", "unsaid"], Words(SENDING), Field(title=N_("What the port said"))
    ] = "unsaid"

    def more(self, desk: Desk, list_id: str, chosen: list[Ticket]) -> dict[str, Any]:
        return {"reason": self.reason}

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        super().fold(entry, tables)
        for item in entry.body["tickets"]:
            waits(tables, entry.body["list"], item[2], 1, item[6])


class Left(Ending):
    """They no longer wait here."""

    kind: ClassVar[str] = "line.left"
    title: ClassVar[str] = N_("Left the list")
    help: ClassVar[str] = N_("The place ends for good. Nobody else is moved.")
    done: ClassVar[str] = N_("Written down: left the list.")
    roles: ClassVar[set[Role]] = DESK_ROLES
    mark: ClassVar[str] = "left"
    needs: ClassVar[tuple[str, ...]] = ("waiting", "called", "present", "absent")
    counts: ClassVar[str] = "ended"
    sentence: ClassVar[str] = N_("Number {numbers} left the list on {day}.")

    reason: Annotated[
        Literal["found", "home", "crossed", "double", "wish", "unknown"],
        Words(LEAVING),
        Field(title=N_("Reason")),
    ] = "unknown"
    words: Note = ""

    def more(self, desk: Desk, list_id: str, chosen: list[Ticket]) -> dict[str, Any]:
        return {"reason": self.reason, "waited": [one.id for one in chosen if one.state == "waiting"]}

    def parts(self, chosen: list[Ticket]) -> list[Part]:
        return [Part(one.household, NOTES, {"words": self.words}) for one in chosen] if self.words else []

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        super().fold(entry, tables)
        _stop_waiting(entry.body, tables)


class Moved(Ending):
    """They move to another list of this office, at its end; this place ends."""

    kind: ClassVar[str] = "line.moved"
    title: ClassVar[str] = N_("Move to another list")
    help: ClassVar[str] = N_("The place here ends, and the household gets the next number on the other list.")
    done: ClassVar[str] = N_("Moved to the other list.")
    roles: ClassVar[set[Role]] = DESK_ROLES
    mark: ClassVar[str] = "moved"
    needs: ClassVar[tuple[str, ...]] = ("waiting", "absent")
    counts: ClassVar[str] = "ended"
    sentence: ClassVar[str] = N_("Number {numbers} moved to another list on {day}.")

    to: Annotated[ListId, Field(title=N_("To which list"))]

    def decide(self, desk: Desk) -> Drafts:
        drafts, there = super().decide(desk), set()
        for draft in list(drafts):
            for item in draft.body["tickets"]:
                household = item[1]
                held = {one.list for one in open_tickets(desk.db, household)}
                if self.to in held or household in there:
                    raise Refused(_("The household is already on this list."), "to")
                there.add(household)
                drafts.append(Join.draft(desk, self.to, item[1], item[6], None, None, after=len(drafts)))
        return drafts

    def more(self, desk: Desk, list_id: str, chosen: list[Ticket]) -> dict[str, Any]:
        return {"to": self.to, "waited": [one.id for one in chosen if one.state == "waiting"]}

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        super().fold(entry, tables)
        _stop_waiting(entry.body, tables)


def _stop_waiting(body: dict[str, Any], tables: Tables) -> None:
    for item in body["tickets"]:
        if item[0] in body["waited"]:
            waits(tables, body["list"], item[2], -1, -item[6])

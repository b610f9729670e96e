"""Lists themselves: opened, their dated rules, paused and reopened, handed to another keeper."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _
from pydantic import Field, field_validator

from ventanilla.journal.action import Action, Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_, Words

from ..rules import ListRules
from .tickets import ListId, list_row, today_of

PAUSES = {
    "port": N_("the port takes nobody"),
    "order": N_("an order of an authority"),
    "keeper": N_("there is no keeper"),
    "weather": N_("weather or danger"),
    "other": N_("another reason"),
}


class OpenList(Action):
    """A list at a port begins, with its first rules."""

    kind: ClassVar[str] = "line.open_list"
    title: ClassVar[str] = N_("Open a list")
    help: ClassVar[str] = N_("A port, its time zone, and what one number covers.")
    done: ClassVar[str] = N_("The list is open.")
    roles: ClassVar[set[Role]] = {Role.KEEPER}

    list: ListId
    name: Annotated[str, Field(min_length=2, max_length=80, title=N_("Name of the list"))]
    city: Annotated[str, Field(max_length=60, title=N_("City"))] = ""
    port: Annotated[str, Field(min_length=2, max_length=80, title=N_("Port"))]
    zone: Annotated[str, Field(max_length=40, title=N_("Time zone"), description=N_("Like America/Tijuana."))]
    rules: Annotated[ListRules, Field(title=N_("Rules"))] = ListRules()

    @field_validator("zone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(
                _("There is no time zone of this name. Write it like America/Tijuana.")
            ) from None
        return value

    def decide(self, desk: Desk) -> Drafts:
        if desk.db.one("SELECT 1 FROM line_list WHERE id=?", (self.list,)):
            raise Refused(_("There is already a list called %s.") % self.list, "list")
        body = {
            "name": self.name, "city": self.city, "port": self.port, "zone": self.zone,
            "rules": self.rules.model_dump(), "day": desk.today(self.zone).isoformat(),
        }  # fmt: skip
        return [Draft(self.kind, self.list, body)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        tables.insert(
            "line_list", "id, name, city, port, zone, state, state_since, state_words, keeper",
            (entry.subject, b["name"], b["city"], b["port"], b["zone"], "open", b["day"], "", entry.actor),
        )  # fmt: skip
        tables.put("line_count", "list", (entry.subject,), "number, ord, fill", (0, 0, 0))
        _set_rules(entry, tables, "1970-01-01")

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("The list {name} at {port} was opened.").format(
            name=entry.body["name"], port=entry.body["port"]
        )


class SetRules(Action):
    """The rules of a list from a day on. What was given before stays as it was."""

    kind: ClassVar[str] = "line.rules"
    title: ClassVar[str] = N_("Change the list's rules")
    help: ClassVar[str] = N_("From a day on. Numbers already given stay as they are.")
    done: ClassVar[str] = N_("The rules are set, with their date.")
    roles: ClassVar[set[Role]] = {Role.KEEPER}

    list: ListId
    rules: Annotated[ListRules, Field(title=N_("Rules"))]
    from_day: Annotated[date | None, Field(title=N_("From"), description=N_("Empty: from today."))] = None

    def decide(self, desk: Desk) -> Drafts:
        today = today_of(desk, self.list)
        day = self.from_day.isoformat() if self.from_day else today
        if day < today:
            raise Refused(_("Rules hold from today or a later day, never backwards."), "from_day")
        return [Draft(self.kind, self.list, {"rules": self.rules.model_dump(), "from": day})]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        _set_rules(entry, tables, entry.body["from"])

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("The list's rules change from {day}.").format(day=entry.body["from"])


def _set_rules(entry: Entry, tables: Tables, day: str) -> None:
    settings = ListRules(**entry.body["rules"]).model_dump_json()
    tables.insert(
        "line_rule",
        "seq, list, from_day, settings, author",
        (entry.seq, entry.subject, day, settings, entry.actor),
    )


class Pause(Action):
    """No calls for now. Every number keeps its order."""

    kind: ClassVar[str] = "line.pause"
    title: ClassVar[str] = N_("Pause the list")
    help: ClassVar[str] = N_("Nobody is called. Numbers keep their order, and nobody need come.")
    done: ClassVar[str] = N_("The list is paused. Numbers keep their order.")
    roles: ClassVar[set[Role]] = {Role.KEEPER}

    list: ListId
    reason: Annotated[
        Literal["port", "order", "keeper", "weather", "other"], Words(PAUSES), Field(title=N_("Reason"))
    ] = "other"

    def decide(self, desk: Desk) -> Drafts:
        if list_row(desk, self.list)["state"] != "open":
            raise Refused(_("The list is not open."), "list")
        return [Draft(self.kind, self.list, {"reason": self.reason, "day": today_of(desk, self.list)})]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        tables.run(
            "UPDATE line_list SET state='paused', state_since=?, state_words=? WHERE id=?",
            (b["day"], b["reason"], entry.subject),
        )

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("The list was paused: {why}. Numbers keep their order.").format(
            why=_(PAUSES[entry.body["reason"]])
        )


class Reopen(Action):
    """Calls go on from where they stopped."""

    kind: ClassVar[str] = "line.reopen"
    title: ClassVar[str] = N_("Reopen the list")
    help: ClassVar[str] = N_("Calls go on from where they stopped.")
    done: ClassVar[str] = N_("The list is open again.")
    roles: ClassVar[set[Role]] = {Role.KEEPER}

    list: ListId

    def decide(self, desk: Desk) -> Drafts:
        if list_row(desk, self.list)["state"] == "open":
            raise Refused(_("The list is open already."), "list")
        return [Draft(self.kind, self.list, {"day": today_of(desk, self.list)})]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        tables.run(
            "UPDATE line_list SET state='open', state_since=?, state_words='' WHERE id=?",
            (entry.body["day"], entry.subject),
        )

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("The list was opened again.")


class HandOver(Action):
    """Another keeper takes the list, with what was counted at that moment."""

    kind: ClassVar[str] = "line.hand_over"
    title: ClassVar[str] = N_("Hand the list to another keeper")
    help: ClassVar[str] = N_("Writes who keeps it from now on, and how many waited at that moment.")
    done: ClassVar[str] = N_("The list has another keeper.")
    roles: ClassVar[set[Role]] = {Role.KEEPER}

    list: ListId
    keeper: Annotated[str, Field(min_length=2, max_length=40, title=N_("Login of the new keeper"))]

    def decide(self, desk: Desk) -> Drafts:
        list_row(desk, self.list)
        row = desk.db.one("SELECT id, role FROM web_staff WHERE login=?", (self.keeper,))
        if not row or row[1] != Role.KEEPER:
            raise Refused(_("There is no keeper with this login."), "keeper")
        count = desk.db.one("SELECT number, households, people FROM line_count WHERE list=?", (self.list,))
        body = {"keeper": row[0], "day": today_of(desk, self.list), "counted": list(count or (0, 0, 0))}
        return [Draft(self.kind, self.list, body)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        tables.run("UPDATE line_list SET keeper=? WHERE id=?", (entry.body["keeper"], entry.subject))

    @classmethod
    def says(cls, entry: Entry) -> str:
        number, households, people = entry.body["counted"]
        return _(
            "Handed to another keeper. Last number given {number}; waiting: {households} households, {people} people."
        ).format(number=f"{number:,}", households=f"{households:,}", people=f"{people:,}")

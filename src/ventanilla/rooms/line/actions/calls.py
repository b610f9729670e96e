"""What the port offers, and whom the desk calls: from the head, those whom the offer fits, households whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import Field, model_validator

from ventanilla.journal.action import Action, Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import NOTES, OFFICE, Draft, Drafts, Entry, Part
from ventanilla.journal.sql import Db, Tables
from ventanilla.journal.words import N_, Rarely, Words

from ..order import waits
from ..rules import ListRules, rules_on
from .days import date_in_doubt
from .places import DESK_ROLES
from .tickets import COLUMNS, ListId, Ticket, item_label, list_row, today_of

ANSWERS = {"places": N_("places"), "none": N_("none today"), "no word": N_("no word")}
KINDS = {
    "any": N_("anybody"),
    "families": N_("families"),
    "single women": N_("single women"),
    "single men": N_("single men"),
}
LOOK = 2000
"""How many households from the head a call looks at: beyond that nobody is passed over, the call just stops."""

PASSED = {
    "size": N_("the household is larger than the places left"),
    "kind": N_("the port asked for {kind}"),
}


class TellOffer(Action):
    """What the port said today. "None today" and "no word" are answers too, and are kept apart."""

    kind: ClassVar[str] = "line.offer"
    title: ClassVar[str] = N_("Write down what the port said")
    help: ClassVar[str] = N_("Places, or none today, or no word. Write it even when it is nothing.")
    done: ClassVar[str] = N_("What the port said is written down.")
    roles: ClassVar[set[Role]] = DESK_ROLES

    list: ListId
    word: Annotated[
        Literal["places", "none", "no word"],
        Words(ANSWERS),
        Field(title=N_("What the port said"), description=N_("No word: nobody came or answered.")),
    ] = "places"
    places: Annotated[
        int, Field(ge=0, le=100000, title=N_("Places"), description=N_("People the port will take."))
    ] = 0
    offered_to: Annotated[
        Literal["any", "families", "single women", "single men"],
        Words(KINDS),
        Field(title=N_("For whom"), description=N_("Only if the port said it.")),
    ] = "any"
    day: Annotated[date | None, Field(title=N_("Day"), description=N_("Empty: today."))] = None
    hour: Annotated[
        str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^$", title=N_("Hour"), description=N_("Like 07:30."))
    ] = ""
    instead: Annotated[
        bool,
        Rarely(),
        Field(
            title=N_("Corrects what was written today"),
            description=N_("The latest offer of the day is replaced."),
        ),
    ] = False
    told_by: Annotated[
        str, Field(max_length=80, title=N_("Who told the desk"), description=N_("Kept sealed."))
    ] = ""

    @model_validator(mode="after")
    def _places_or_none(self) -> TellOffer:
        if self.word == "places" and not self.places:
            raise ValueError(_("Write how many places, or choose “none today” or “no word”."))
        if self.word != "places" and self.places:
            raise ValueError(_("There are places, so choose “places”."))
        return self

    def decide(self, desk: Desk) -> Drafts:
        today = today_of(desk, self.list)
        day = self.day.isoformat() if self.day else today
        if day > today:
            raise Refused(_("The day lies in the future. Write a day up to today."), "day")
        body = {
            "list": self.list, "day": day, "hour": self.hour, "word": self.word,
            "places": self.places, "kind": self.offered_to,
        }  # fmt: skip
        if self.instead:
            body["instead"] = list(self._replaced(desk, day))
        parts = [Part(OFFICE, NOTES, {"told by": self.told_by})] if self.told_by else []
        return [Draft(self.kind, self.list, body, parts)]

    def _replaced(self, desk: Desk, day: str) -> tuple[int, int]:
        row = desk.db.one(
            "SELECT seq, places FROM line_offer WHERE list=? AND day=? AND word<>'replaced' ORDER BY seq DESC LIMIT 1",
            (self.list, day),
        )
        if not row:
            raise Refused(
                _("Nothing was written down for this day, so there is nothing to correct."), "instead"
            )
        return row[0], row[1]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        tables.insert(
            "line_offer", "seq, list, day, hour, word, places, kind",
            (entry.seq, b["list"], b["day"], b["hour"], b["word"], b["places"], b["kind"]),
        )  # fmt: skip
        old, places = b.get("instead") or (0, 0)
        if old:
            tables.run("UPDATE line_offer SET word='replaced' WHERE seq=?", (old,))
            tables.run("UPDATE line_ticket SET offer=? WHERE offer=? AND offer>0", (entry.seq, old))
        tables.add("line_day", "list, day", (b["list"], b["day"]), "offered", (b["places"] - places,))

    @classmethod
    def says(cls, entry: Entry) -> str:
        b = entry.body
        if b["word"] == "none":
            return _("The port said: none today ({day}).").format(day=b["day"])
        if b["word"] == "no word":
            return _("No word from the port on {day}.").format(day=b["day"])
        return _("The port offers {n} places on {day}, for {kind}.").format(
            n=b["places"], day=b["day"], kind=_(KINDS[b["kind"]])
        )


class Plan(NamedTuple):
    """Who a call takes, who it passes over with the reason, and how many places stay free."""

    called: list[Ticket]
    passed: list[tuple[Ticket, str]]
    free: int


class Call(Action):
    """Calls from the head of the line those whom today's offer fits."""

    kind: ClassVar[str] = "line.call"
    title: ClassVar[str] = N_("Call from the head of the line")
    help: ClassVar[str] = N_("Takes whole households in order, until the places the port offered are taken.")
    done: ClassVar[str] = N_("Called. Say the numbers aloud, and mark who is here.")
    roles: ClassVar[set[Role]] = DESK_ROLES

    list: ListId
    households: Annotated[
        int | None,
        Field(
            ge=1, le=500, title=N_("At most this many households"), description=N_("Empty: as many as fit.")
        ),
    ] = None

    def decide(self, desk: Desk) -> Drafts:
        row = list_row(desk, self.list)
        if row["state"] != "open":
            raise Refused(_("The list is paused. Reopen it before you call."), "list")
        if doubt := date_in_doubt(desk):
            raise Refused(doubt, "list")
        day = today_of(desk, self.list)
        offer = offer_of(desk.db, self.list, day)
        if not offer:
            raise Refused(
                _("The port has not offered places today. First write down what the port said."), "list"
            )
        plan = plan_call(
            desk.db, self.list, offer, rules_on(desk.db, self.list, day), self.households or LOOK, day
        )
        if not plan.called:
            raise Refused(_nobody(plan), "list")
        body: dict[str, Any] = {
            "list": self.list, "day": day, "offer": offer[0], "free": plan.free,
            "called": [one.item() for one in plan.called],
            "passed": [[*one.item(), why] for one, why in plan.passed],
            "kind": offer[2],
        }  # fmt: skip
        return [Draft(self.kind, self.list, body)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        people = 0
        for ticket, _household, _number, _last, _ord, _part, size in b["called"]:
            tables.run(
                "UPDATE line_ticket SET state='called', called=?, called_at=?, offer=?, calls=calls+1 WHERE id=?",
                (b["day"], entry.at, b["offer"], ticket),
            )
            people += size
        for item in b["called"]:
            waits(tables, b["list"], item[2], -1, -item[6])
        tables.add(
            "line_day", "list, day", (b["list"], b["day"]), "called, called_people, passed",
            (len(b["called"]), people, len(b["passed"])),
        )  # fmt: skip
        tables.flush()
        top = max(item[3] for item in b["called"])
        tables.run(
            "UPDATE line_day SET last_called=? WHERE list=? AND day=? AND last_called<?",
            (top, b["list"], b["day"], top),
        )

    @classmethod
    def says(cls, entry: Entry) -> str:
        b = entry.body
        numbers = list(dict.fromkeys(item_label(item) for item in b["called"]))
        shown = ", ".join(numbers[:8]) + (" …" if len(numbers) > 8 else "")
        people = sum(item[6] for item in b["called"])
        said = ngettext(
            "Called on {day}: number {numbers} (people: {people}).", "Called on {day}: numbers {numbers} (people: {people}).",
            len(numbers),
        ).format(day=b["day"], numbers=shown, people=people)  # fmt: skip
        if b["passed"]:
            said += " " + _("Passed over and kept in place: {n} households.").format(n=len(b["passed"]))
        return said

    @classmethod
    def about(cls, entry: Entry) -> Iterable[str]:
        return [item[1] for item in entry.body["called"]] + [item[1] for item in entry.body["passed"]]


def says_to(entry: Entry, household: str) -> str:
    """A call as it concerns one household."""
    for item in entry.body["called"]:
        if item[1] == household:
            return _("Number {number} was called on {day}.").format(
                number=item_label(item), day=entry.body["day"]
            )
    for item in entry.body["passed"]:
        if item[1] == household:
            why = _(PASSED[item[7]]).format(kind=_(KINDS[entry.body["kind"]]))
            return _("Passed over on {day}, place kept: {why}.").format(day=entry.body["day"], why=why)
    return Call.says(entry)


def offer_of(db: Db, list_id: str, day: str) -> tuple[int, int, str] | None:
    """The port's latest offer of places of a day: (entry, places, kind)."""
    row = db.one(
        "SELECT seq, places, kind FROM line_offer WHERE list=? AND day=? AND word='places' ORDER BY seq DESC LIMIT 1",
        (list_id, day),
    )
    return (row[0], row[1], row[2]) if row else None


def taken(db: Db, offer: int, list_id: str, day: str) -> int:
    """People who hold a place of an offer: called and not absent."""
    row = db.one(
        "SELECT COALESCE(SUM(size),0) FROM line_ticket WHERE list=? AND offer=? AND offer>0 AND "
        "state IN ('called','present','admitted')",
        (list_id, offer),
    )
    return int(row[0]) if row else 0


def plan_call(
    db: Db, list_id: str, offer: tuple[int, int, str], rules: ListRules, at_most: int, day: str
) -> Plan:
    """Walk from the head and take whom the offer fits.

    A household larger than the places left follows the list's rule: called whole, waits first in line (and
    the call stops), or keeps its place while the next that fits goes. Nobody behind is ever moved.
    """
    free = offer[1] - taken(db, offer[0], list_id, day)
    called: list[Ticket] = []
    passed: list[tuple[Ticket, str]] = []
    for one in _head(db, list_id, LOOK):
        if free <= 0 or len(called) >= at_most:
            break
        if not _fits(db, one.household, offer[2], int(day[:4])):
            passed.append((one, "kind"))
        elif one.size > free and rules.larger != "whole":
            passed.append((one, "size"))
            if rules.larger == "waits":
                break
        else:
            called.append(one)
            free -= one.size
    ahead_of_last = [p for p in passed if called and _place(p[0]) < _place(called[-1])]
    return Plan(called, ahead_of_last if called else passed[:1], max(free, 0))


def _place(one: Ticket) -> tuple[int, int, str]:
    return one.number, one.ord, one.part


def _head(db: Db, list_id: str, limit: int) -> Iterable[Ticket]:
    """Those who wait, from the head, read in growing bites so that a small call reads little."""
    after, bite = (0, 0, ""), 64
    while limit > 0:
        rows = db.all(
            f"SELECT {COLUMNS} FROM line_ticket WHERE list=? AND state='waiting' AND (number, ord, part) > (?, ?, ?) "
            "ORDER BY number, ord, part LIMIT ?",
            (list_id, *after, min(bite, limit)),
        )
        if not rows:
            return
        for row in rows:
            yield Ticket(*row)
        last = Ticket(*rows[-1])
        after, limit, bite = (last.number, last.ord, last.part), limit - len(rows), bite * 4


def _fits(db: Db, household: str, kind: str, year: int) -> bool:
    if kind == "any":
        return True
    people = db.all(
        "SELECT sex, birth_year, adult_said FROM registry_person WHERE household=? AND state='here'",
        (household,),
    )
    if kind == "families":
        return len(people) > 1
    sex = "f" if kind == "single women" else "m"
    return (
        len(people) == 1
        and people[0][0] == sex
        and (bool(people[0][2]) or not people[0][1] or year - people[0][1] >= 18)
    )


def _nobody(plan: Plan) -> str:
    if plan.free <= 0:
        return _(
            "All places the port offered today are taken. Mark who is absent, or write down a new offer."
        )
    if plan.passed:
        return _("Nobody who waits fits the {n} places left.").format(n=plan.free)
    return _("Nobody is waiting on this list.")

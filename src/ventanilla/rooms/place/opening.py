"""Opening a place with its private code, and what its own page says: never a name, a nationality or a shelter."""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext as _

from ventanilla.journal.action import Role
from ventanilla.journal.clock import day_at, moment
from ventanilla.journal.entry import Entry
from ventanilla.journal.reader import Reader, sentence
from ventanilla.journal.words import N_
from ventanilla.rooms.line import reads
from ventanilla.rooms.line.actions.calls import says_to
from ventanilla.rooms.line.models import Ticket, WaitingList
from ventanilla.rooms.line.rules import ListRules
from ventanilla.rooms.registry.words import CORRECTION_REASONS
from ventanilla.web.models import Shown
from ventanilla.web.templatetags.ventanilla import day_words, hour
from ventanilla.web.throttle import Throttle, source_of

from . import code
from .board import Counted, Said, households, label, order_said, people, state_said

OPEN_FOR = 15 * 60
"""Seconds for which a page once opened may be shown in another language without the code."""

TRIES = Throttle()
_NOWHERE = ("T" + "0" * 19, -1)
_SALT = "ventanilla.place"


class OpensNothing(Exception):
    """A well-formed code that opens nothing: unknown, or killed by a newer slip. Which of the two is never said."""


class TooMany(Exception):
    """Too many codes that open nothing; `seconds` until the next may be tried."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = int(seconds) + 1


def open_place(office: Any, typed: str, address: str) -> Ticket:
    """The place that a code opens. Unknown and revoked codes take the same steps: one hash, two reads.

    Raises:
        Mistyped: it cannot be a code; nothing was hashed, nothing counted.
        TooMany: this source, or all together, must wait.
        OpensNothing: no slip that still works carries it.
    """
    whole, source = code.read(typed), _source(address)
    if wait := TRIES.allow(source, time.monotonic()):
        raise TooMany(wait)
    digest = code.digest(whole, office.pepper)
    ticket, seq = office.db.one("SELECT ticket, seq FROM place_code WHERE digest=?", (digest,)) or _NOWHERE
    found = Ticket.objects.filter(pk=ticket).first()
    if not found or found.code_seq != seq:
        TRIES.failed(source, time.monotonic())
        raise OpensNothing
    return found


def _source(address: str) -> str:
    try:
        return source_of(address)
    except ValueError:
        return "unknown"


def token(ticket: Ticket) -> str:
    """What a page's own buttons carry instead of the code; it dies in 15 minutes, or with the slip."""
    return TimestampSigner(salt=_SALT).sign(f"{ticket.id}.{ticket.code_seq}")


def reopen(signed: str) -> Ticket | None:
    """The place of a token; None where it ran out, or a newer slip was printed."""
    try:
        ticket, _dot, seq = TimestampSigner(salt=_SALT).unsign(signed, max_age=OPEN_FOR).partition(".")
    except BadSignature:
        return None
    return Ticket.objects.filter(pk=ticket, code_seq=seq).first()


# --- what was shown once -----------------------------------------------------------------------------------------
def keep_shown(office: Any, once: str, shown: dict[str, Any]) -> None:
    """Keep an answer, sealed, so that a lost one can be fetched again with its once-key."""
    nonce = os.urandom(12)
    sealed = nonce + _shown_key(office).encrypt(nonce, json.dumps(shown).encode(), once.encode())
    Shown.objects.update_or_create(once=once, defaults={"sealed": sealed, "at": datetime.now(UTC)})


def shown_again(office: Any, once: str) -> dict[str, Any] | None:
    """The answer kept under a once-key, for 15 minutes; None after that. Older ones are purged."""
    Shown.objects.filter(at__lt=datetime.now(UTC) - timedelta(seconds=OPEN_FOR)).delete()
    row = Shown.objects.filter(pk=once).first()
    try:
        sealed = bytes(row.sealed) if row else b""
        return json.loads(_shown_key(office).decrypt(sealed[:12], sealed[12:], once.encode())) if row else None
    except InvalidTag:
        return None


def _shown_key(office: Any) -> AESGCM:
    return AESGCM(office.keys.office_secret("shown"))


# --- my place ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Happened:
    """Something that happened to a place: its day, and a sentence that names nobody."""

    day: date
    said: Told


@dataclass(frozen=True)
class Mine:
    """Everything that the page of one place shows."""

    ticket: Ticket
    list: WaitingList
    today: date
    label: Said
    order: Said | None
    covers: Said
    state: list[Said]
    called: list[Said]
    ahead: Said
    let_in: int
    pace: reads.Pace | None
    days: list[tuple[date, int]]
    rules: ListRules
    history: list[Happened]
    views: int
    viewers: list[Said]

    @property
    def open(self) -> bool:
        """Whether the place is still one in line."""
        return self.ticket.state in ("waiting", "called", "present", "absent")


def mine(office: Any, one: Ticket) -> Mine:
    """Read the page of a place, in the same time at any size of list."""
    waiting_list = WaitingList.objects.get(pk=one.list)
    today = day_at(office.clock.now(), waiting_list.zone)
    stands, rules = reads.standing(office.db, one), reads.rules(office.db, one.list, today)
    before = [today - timedelta(days=n) for n in range(3)]
    figures = [(day, reads.figures(one.list, day)) for day in before]
    views = viewers(office, one.household)
    return Mine(
        ticket=one, list=waiting_list, today=today, label=label(one),
        order=order_said(stands.order, stands.households),
        covers=Counted("For {n} person.", "For {n} people.", one.size),
        state=state_said(waiting_list, rules), called=called_said(office, one, waiting_list, rules.grace),
        ahead=_ahead(stands), let_in=figures[1][1].admitted_people, pace=reads.pace(one.list, today),
        days=[(day, found.last_called) for day, found in figures], rules=rules,
        history=history(office, one), views=sum(n for _role, n in views),
        viewers=[Said("{who}: {n}", who=Said(DESKS.get(role, role)), n=n) for role, n in views],
    )  # fmt: skip


def _ahead(stands: reads.Standing) -> Said:
    if stands.ticket.state != "waiting":
        return Said(N_("Nobody: your number is no longer waiting for its call."))
    if not stands.ahead.households:
        return Said(N_("Nobody. You are next."))
    before = stands.ahead
    return Said("{households}, {people}.", households=households(before.households), people=people(before.people))


def called_said(office: Any, one: Ticket, where: WaitingList, grace: int) -> list[Said]:
    """Whether this number is called, and what to do about it."""
    day, port = one.called, where.port
    if one.state == "waiting" and day:
        again = Said(N_("It was called on {day}. You are in line again, in the same place."), day=day)
        return [Said(N_("Not again yet.")), again]
    if one.state == "called":
        over = moment(one.called_at) + timedelta(minutes=grace)
        come = (
            Said(N_("Come to {port} now. The desk waits until {hour}."), port=port, hour=hour(over, where.zone))
            if office.clock.now() < over
            else Said(N_("The time to come is over. Go to the desk at {port} today and say that you are here."), port=port)
        )
        return [Said(N_("Yes, on {day} at {hour}."), day=day, hour=hour(one.called_at, where.zone)), come]
    if one.state == "absent":
        keep = N_("Your place is kept until {until}. Come to the desk and say that you are here.")
        return [Said(N_("Yes, on {day}, and nobody came."), day=day), Said(keep, until=one.until)]
    sentences = {
        "waiting": [Said(N_("No, not yet."))],
        "present": [Said(N_("Yes, on {day}. You are marked as present."), day=day), Said(N_("Stay near the desk."))],
        "admitted": [Said(N_("Yes, on {day}. The port let you in."), day=day)],
        "moved": [Said(N_("This place ended on {day}: you moved to another list."), day=one.ended)],
        "joined": [Said(N_("This place ended on {day}: two households became one."), day=one.ended)],
        "lapsed": [Said(N_("This place ended on {day}, after an absence. Ask the desk."), day=one.ended)],
    }
    return sentences.get(one.state, [Said(N_("This place ended on {day}. Ask the desk if that is wrong."), day=one.ended)])


# --- who looked, and what happened -------------------------------------------------------------------------------
DESKS = {
    "keeper": N_("the desk"), "helper": N_("the desk"), "legal": N_("legal aid"),
    "coordinator": N_("the shelter's desk"), "planner": N_("the planner"), "auditor": N_("the auditor"),
}  # fmt: skip


def viewers(office: Any, household: str) -> list[tuple[str, int]]:
    """How often staff opened a page about this household or its people: (kind of desk, times)."""
    rows = office.db.all(
        "SELECT s.role, COUNT(*) FROM web_view v LEFT JOIN web_staff s ON s.id=v.actor WHERE v.subject=? OR v.subject IN "
        "(SELECT id FROM registry_person WHERE household=?) GROUP BY s.role",
        (household, household),
    )
    counts: dict[str, int] = {}
    for role, n in rows:
        desk = Role.KEEPER if role == Role.HELPER else role
        counts[desk] = counts.get(desk, 0) + n
    return sorted(counts.items())


class Told(Said):
    """An entry of the journal as it concerns one household: worded by its action, naming nobody."""

    def __init__(self, entry: Entry, household: str) -> None:
        super().__init__("")
        self.entry, self.household = entry, household

    def __str__(self) -> str:
        return re.sub(r"\b\d{4}-\d\d-\d\d\b", lambda found: day_words(found[0]), self._sentence())

    def _sentence(self) -> str:
        entry = self.entry
        if entry.kind == "line.call":
            return says_to(entry, self.household)
        if entry.kind == "line.end_day":
            return _("The place ended, because nobody came in the days that the list keeps it.")
        if entry.kind == "registry.correct":
            why = _(CORRECTION_REASONS[entry.body["reason"]])
            return _("What is written about somebody of you was corrected: {why}.").format(why=why)
        return sentence(self._own())

    def _own(self) -> Entry:
        """The entry with this household's places alone: several may be marked in one entry."""
        tickets = self.entry.body.get("tickets")
        if tickets is None:
            return self.entry
        return replace(self.entry, body={**self.entry.body, "tickets": [t for t in tickets if t[1] == self.household]})


NAMES_NOBODY = frozenset(
    f"line.{kind}"
    for kind in (
        "join", "call", "present", "absent", "reinstated", "admitted", "sent_back", "left", "moved", "resized", "part",
        "kept", "ended", "end_day",
    )
) | {"place.make_code", "registry.correct", "registry.parted", "registry.together"}  # fmt: skip
"""The kinds of entries a waiting person sees; births, deaths and contacts stay at the desk."""


def history(office: Any, one: Ticket, limit: int = 60) -> list[Happened]:
    """What happened to a place, newest first."""
    reader = Reader(office.db, None)
    entries = [entry for entry in reader.history(one.household, limit) if entry.kind in NAMES_NOBODY]
    zone = WaitingList.objects.values_list("zone", flat=True).get(pk=one.list)
    return [Happened(day_at(moment(entry.at), zone), Told(entry, one.household)) for entry in reversed(entries)]

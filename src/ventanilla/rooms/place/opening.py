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
from ventanilla.rooms.claims.reads import Named, named
from ventanilla.rooms.line import reads
from ventanilla.rooms.line.actions.calls import says_to
from ventanilla.rooms.line.models import Ticket, WaitingList
from ventanilla.rooms.line.rules import ListRules
from ventanilla.rooms.registry.words import CORRECTION_REASONS
from ventanilla.web.models import Shown
from ventanilla.web.templatetags.ventanilla import day_words, hour, unchecked
from ventanilla.web.throttle import Throttle, source_of

from . import code, likely
from .board import Counted, Said, ahead_said, label, let_in_said, ngettext_noop, order_said, state_said

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
    whole, where = code.read(typed), source(address)
    if wait := TRIES.allow(where, time.monotonic()):
        raise TooMany(wait)
    digest = code.digest(whole, office.pepper)
    ticket, seq = office.db.one("SELECT ticket, seq FROM place_code WHERE digest=?", (digest,)) or _NOWHERE
    found = Ticket.objects.filter(pk=ticket).first()
    if not found or found.code_seq != seq:
        TRIES.failed(where, time.monotonic())
        raise OpensNothing
    return found


def source(address: str) -> str:
    """What counts as one source of guesses."""
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
        return (
            json.loads(_shown_key(office).decrypt(sealed[:12], sealed[12:], once.encode())) if row else None
        )
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
    where: WaitingList
    today: date
    hour: str
    label: Said
    order: Said | None
    covers: Said
    state: Said
    called: list[Said]
    ahead: Said
    let_in: Said
    pace: reads.Pace | None
    when: likely.When | None
    steps: list[Said]
    days: list[tuple[date, int]]
    history: list[Happened]
    views: list[Said]
    papers: list[Named]

    @property
    def open(self) -> bool:
        """Whether the place is still one in line."""
        return self.ticket.state in ("waiting", "called", "present", "absent")


def mine(office: Any, one: Ticket) -> Mine:
    """Read the page of a place, in the same time at any size of list."""
    where, now = WaitingList.objects.get(pk=one.list), office.clock.now()
    today = day_at(now, where.zone)
    stands, rules = reads.standing(office.db, one), reads.rules(office.db, one.list, today)
    figures = [(day, reads.figures(one.list, day)) for day in (today - timedelta(days=n) for n in range(3))]
    return Mine(
        ticket=one, where=where, today=today, hour=hour(now, where.zone), label=label(one),
        order=order_said(stands.order, stands.households),
        covers=Counted(ngettext_noop("For {n} person.", "For {n} people."), one.size),
        state=state_said(where, rules), called=called_said(one, where, rules.grace, now), ahead=_ahead(stands),
        let_in=let_in_said(figures[1][1]), pace=reads.pace(one.list, today), when=likely.when(one, today),
        steps=steps(rules),
        days=[(day, found.last_called) for day, found in figures], history=history(office, one, where.zone),
        views=views_said(office, one.household), papers=named(one.household),
    )  # fmt: skip


def _ahead(stands: reads.Standing) -> Said:
    if stands.ticket.state == "waiting":
        return ahead_said(stands.ahead)
    return Said(N_("Nobody: your number was called already."))


def steps(rules: ListRules) -> list[Said]:
    """What to do about a call that was missed, by the list's own rules."""
    return [
        Counted(
            ngettext_noop(
                "At a call you have {n} minute to come.", "At a call you have {n} minutes to come."
            ),
            rules.grace,
        ),
        Counted(
            ngettext_noop(
                "If you do not come, your place is kept for {n} day. Come to the desk and say that you are here.",
                "If you do not come, your place is kept for {n} days. Come to the desk and say that you are here.",
            ),
            rules.keeps,
        ),
        Said(N_("Then you are in line again, with the same number.")),
    ]


def called_said(one: Ticket, where: WaitingList, grace: int, now: datetime) -> list[Said]:
    """Whether this number is called, and what to do about it."""
    day, port = one.called, where.port
    if one.state == "waiting" and day:
        again = Said(N_("It was called on {day}. You are in line again, in the same place."), day=day)
        return [Said(N_("No, not again yet.")), again]
    if one.state == "called":
        over = moment(one.called_at) + timedelta(minutes=grace)
        come = (
            Said(
                N_("Come to {port} now. The desk waits until {hour}."), port=port, hour=hour(over, where.zone)
            )
            if now < over
            else Said(
                N_("The time to come is over. Go to the desk at {port} today and say that you are here."),
                port=port,
            )
        )
        return [Said(N_("Yes, on {day} at {hour}."), day=day, hour=hour(one.called_at, where.zone)), come]
    if one.state == "absent":
        keep = N_("Your place is kept until {until}. Come to the desk and say that you are here.")
        return [Said(N_("Yes, on {day}, and nobody came."), day=day), Said(keep, until=one.until)]
    sentences = {
        "waiting": [Said(N_("No, not yet."))],
        "present": [
            Said(N_("Yes, on {day}. You are marked as present."), day=day),
            Said(N_("Stay near the desk.")),
        ],
        "admitted": [Said(N_("Yes, on {day}. The port let you in."), day=day)],
        "moved": [Said(N_("This place ended on {day}: you moved to another list."), day=one.ended)],
        "joined": [Said(N_("This place ended on {day}: two households became one."), day=one.ended)],
        "lapsed": [Said(N_("This place ended on {day}, after an absence. Ask the desk."), day=one.ended)],
    }
    return sentences.get(
        one.state, [Said(N_("This place ended on {day}. Ask the desk if that is wrong."), day=one.ended)]
    )


# --- who looked, and what happened -------------------------------------------------------------------------------
DESKS = {
    "keeper": N_("The desk"), "legal": N_("Legal aid"),
    "coordinator": N_("The shelter's desk"), "planner": N_("The planner"), "auditor": N_("The auditor"),
}  # fmt: skip


def views_said(office: Any, household: str) -> list[Said]:
    """How often staff opened a page about this household or its people, and which desk did."""
    rows = office.db.all(
        "SELECT s.role, COUNT(*) FROM web_view v LEFT JOIN web_staff s ON s.id=v.actor WHERE v.subject=? OR v.subject IN "
        "(SELECT id FROM registry_person WHERE household=?) GROUP BY s.role",
        (household, household),
    )
    desks: dict[str, int] = {}
    for role, n in rows:
        desk = Role.KEEPER if role == Role.HELPER else role
        desks[desk] = desks.get(desk, 0) + n
    if not desks:
        return [Said(N_("No staff has opened a page about you."))]
    total = Counted(
        ngettext_noop("Staff opened a page about you once.", "Staff opened a page about you {n} times."),
        sum(desks.values()),
    )
    return [
        total,
        *(Said("{who}: {n}.", who=Said(DESKS.get(desk, desk)), n=n) for desk, n in sorted(desks.items())),
    ]


class Told(Said):
    """An entry of the journal as it concerns one household: worded by its action, naming nobody."""

    def __init__(self, entry: Entry, household: str) -> None:
        super().__init__("")
        self.entry, self.household = entry, household

    def __str__(self) -> str:
        return re.sub(r"\b\d{4}-\d\d-\d\d\b", lambda found: day_words(found[0]), self._sentence())

    def _unchecked(self) -> bool:
        return unchecked(N_("What happened to your place"))

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
        return replace(
            self.entry, body={**self.entry.body, "tickets": [t for t in tickets if t[1] == self.household]}
        )


NAMES_NOBODY = frozenset(
    f"line.{kind}"
    for kind in (
        "join", "call", "present", "absent", "reinstated", "admitted", "sent_back", "left", "moved", "resized", "part",
        "kept", "ended", "end_day",
    )
) | {
    "place.make_code", "place.second_word", "place.second_word_again",
    "registry.correct", "registry.parted", "registry.together",
}  # fmt: skip
"""The kinds of entries a waiting person sees; births, deaths and contacts stay at the desk."""


LOOK = 1000
"""How many entries of a household are looked through: what other rooms write must not push out its place."""


def history(office: Any, one: Ticket, zone: str, limit: int = 60) -> list[Happened]:
    """What happened to a place, newest first."""
    reader = Reader(office.db, None)
    entries = [entry for entry in reader.history(one.household, LOOK) if entry.kind in NAMES_NOBODY][-limit:]
    return [
        Happened(day_at(moment(entry.at), zone), Told(entry, one.household)) for entry in reversed(entries)
    ]

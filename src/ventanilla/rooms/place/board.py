"""What the public board says of a list: exact figures and numbers, no names. Cost does not grow with the list."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from ventanilla.journal.clock import day_at
from ventanilla.journal.sql import Db
from ventanilla.journal.words import N_
from ventanilla.rooms.line import reads
from ventanilla.rooms.line.actions.lists import PAUSES
from ventanilla.rooms.line.models import Day, Head, Offer, Ticket, WaitingList
from ventanilla.rooms.line.order import Ahead
from ventanilla.rooms.line.rules import ListRules
from ventanilla.web.templatetags.ventanilla import day_words, hour, unchecked

LAW_AS_READ = (date(2018, 11, 19), date(2019, 1, 28))
"""From the order against the entry bar (rules.csv US-BAR18-TRO) to the day before Remain in Mexico (US-MPP1)."""


class Said:
    """A sentence and what stands in it, said anew in whatever language is active when it is shown.

    Days become words, whole numbers are grouped, sentences inside sentences follow the same language. `{{ said }}` is
    the words alone; `{{ said.p }}` and `{{ said.big }}` are paragraphs, with the Spanish beside an unchecked one.
    """

    def __init__(self, source: str, **values: Any) -> None:
        self.source, self.values = source, values

    def __str__(self) -> str:
        return gettext(self.source).format(**{key: _said(value) for key, value in self.values.items()})

    @property
    def p(self) -> SafeString:
        """A paragraph."""
        return self._paragraph("")

    @property
    def state(self) -> SafeString:
        """The paragraph that stands first on a board."""
        return self._paragraph("state")

    @property
    def big(self) -> SafeString:
        """A large paragraph: an answer."""
        return self._paragraph("big")

    def _paragraph(self, css: str) -> SafeString:
        first = format_html('<p class="{}">{}</p>', css, str(self))
        if not self._unchecked():
            return first
        with translation.override("es"):
            return format_html('<div class="pair">{}<p lang="es">{}</p></div>', first, str(self))

    def _unchecked(self) -> bool:
        return unchecked(self.source)


def ngettext_noop(one: str, many: str) -> tuple[str, str]:
    """Both forms of a sentence, marked for the catalogues; :class:`Counted` says the one that fits."""
    return one, many


class Counted(Said):
    """A sentence with one and many: `n` decides which."""

    def __init__(self, forms: tuple[str, str], n: int) -> None:
        super().__init__(forms[0], n=n)
        self.many, self.n = forms[1], n

    def __str__(self) -> str:
        return ngettext(self.source, self.many, self.n).format(n=_said(self.n))


class Joined(Said):
    """Several sentences that are one paragraph."""

    def __init__(self, *sentences: Said) -> None:
        super().__init__(sentences[0].source)
        self.sentences = sentences

    def __str__(self) -> str:
        return " ".join(map(str, self.sentences))


def _said(value: Any) -> str:
    if isinstance(value, date):
        return day_words(value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def people(n: int) -> Said:
    """So many people, in words."""
    return Counted(ngettext_noop("{n} person", "{n} people"), n)


def households(n: int) -> Said:
    """So many households, in words."""
    return Counted(ngettext_noop("{n} household", "{n} households"), n)


_ORDER = (
    N_("First household of {total}"), N_("Second household of {total}"), N_("Third household of {total}"),
    N_("Fourth household of {total}"), N_("Fifth household of {total}"), N_("Sixth household of {total}"),
    N_("Seventh household of {total}"), N_("Eighth household of {total}"), N_("Ninth household of {total}"),
    N_("Tenth household of {total}"),
)  # fmt: skip
_TOTAL = (
    N_("two"), N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"), N_("eight"), N_("nine"), N_("ten")
)  # fmt: skip


def order_said(order: int, total: int) -> Said | None:
    """ "Third household of four" of one number; None where the number is theirs alone."""
    if total < 2:
        return None
    if total > 10:
        return Said(N_("Household {order} of {total}"), order=order, total=total)
    return Said(_ORDER[order - 1], total=Said(_TOTAL[total - 2]))


def label(ticket: Ticket) -> Said:
    """A number as it is said: 1,503, 1,479-B, or 1,173 to 1,175."""
    part = f"-{ticket.part}" if ticket.part else ""
    if ticket.last_number > ticket.number:
        return Said(N_("{first} to {last}"), first=ticket.number, last=f"{ticket.last_number:,}{part}")
    return Said("{number}", number=f"{ticket.number:,}{part}")


# --- the board ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Called:
    """The numbers called on a day, in order; `entry` is the call's place in the journal, `hour` the port's clock."""

    day: date
    numbers: list[str]
    entry: int = 0
    hour: str = ""

    @property
    def last(self) -> str:
        """The highest number called."""
        return self.numbers[-1] if self.numbers else ""


@dataclass(frozen=True)
class Figures:
    """The four figures of a day, in people, with the entry up to which they were counted."""

    day: date
    figures: Day
    told: list[Said]
    entry: int
    hour: str


@dataclass(frozen=True)
class Board:
    """Everything the board shows of one list."""

    where: WaitingList
    rules: ListRules
    today: date
    state: Said
    called: list[Called]
    days: list[Figures]
    waiting: Ahead
    last_given: int
    pace: reads.Pace | None
    head: Head | None
    law_as_read: bool

    @property
    def waiting_said(self) -> Said:
        """How many wait."""
        waits = self.waiting
        return Said(
            N_("Waiting: {households}, {people}."),
            households=households(waits.households),
            people=people(waits.people),
        )

    @property
    def let_in_said(self) -> Said:
        """How many were let in yesterday."""
        return let_in_said(self.days[1].figures)


def board(db: Db, one: WaitingList, now: Any) -> Board:
    """Read the board of a list as it stands now."""
    today = day_at(now, one.zone)
    yesterday = today - timedelta(days=1)
    rules = reads.rules(db, one.id, today)
    return Board(
        where=one, rules=rules, today=today, state=state_said(one, rules),
        called=[called(db, one, day) for day in (today, yesterday)],
        days=[_figures(db, one, day) for day in (today, yesterday)],
        waiting=reads.waiting(one.id), last_given=reads.last_given(one.id), pace=reads.pace(one.id, today),
        head=reads.latest_head(), law_as_read=LAW_AS_READ[0] <= today <= LAW_AS_READ[1],
    )  # fmt: skip


def let_in_said(yesterday: Day) -> Said:
    """How many people the port let in yesterday."""
    return Said(N_("Let in by the port yesterday: {people}."), people=people(yesterday.admitted_people))


def state_said(one: WaitingList, rules: ListRules) -> Said:
    """How the list stands: what comes first on every page about it."""
    if one.state == "paused":
        why = Said(PAUSES.get(one.state_words, PAUSES["other"]))
        return Joined(
            Said(N_("The list is paused since {day}: {why}."), day=one.state_since, why=why),
            Said(N_("Numbers keep their order, and nobody need come.")),
        )
    if one.state == "closed":
        return Said(N_("The list is closed since {day}."), day=one.state_since)
    return Joined(
        Said(N_("The list is open. Calls are at {port}."), port=one.port),
        Counted(
            ngettext_noop("People are called once a day.", "People are called {n} times a day."), rules.turns
        ),
        Counted(
            ngettext_noop(
                "After a call there is {n} minute to come.", "After a call there are {n} minutes to come."
            ),
            rules.grace,
        ),
    )


def called(db: Db, one: WaitingList, day: date) -> Called:
    """The numbers called on a day, from the calls' own entries: later marks and recalls change nothing here."""
    offers = reads.offers(one.id, day)
    if not offers:
        return Called(day, [])
    rows = db.all(
        "SELECT e.seq, e.at, e.body FROM journal_mention m JOIN journal_entry e ON e.seq=m.seq "
        "WHERE m.subject=? AND m.seq>? AND e.kind='line.call' ORDER BY m.seq LIMIT 60",
        (one.id, min(offer.seq for offer in offers)),
    )
    calls = [
        (seq, at, body) for seq, at, text in rows if (body := json.loads(text))["day"] == day.isoformat()
    ]
    items = sorted((item[2], item[5], item[3]) for _seq, _at, body in calls for item in body["called"])
    numbers = list(dict.fromkeys(_number(first, last, part) for first, part, last in items))
    return Called(day, numbers, calls[-1][0], hour(calls[-1][1], one.zone)) if calls else Called(day, [])


def _number(first: int, last: int, part: str) -> str:
    letter = f"-{part}" if part else ""
    return f"{first:,}–{last:,}{letter}" if last > first else f"{first:,}{letter}"


def _figures(db: Db, one: WaitingList, day: date) -> Figures:
    head = Head.objects.filter(day=day).order_by("-seq").values_list("seq", flat=True).first()
    where = "WHERE seq=?" if head else "ORDER BY seq DESC LIMIT 1"
    row = db.one(f"SELECT seq, at FROM journal_entry {where}", (head,) if head else ()) or (0, "")
    told = [_told(offer) for offer in reads.offers(one.id, day)]
    return Figures(day, reads.figures(one.id, day), told, row[0], hour(row[1], one.zone))


def _told(offer: Offer) -> Said:
    said = {
        "places": Counted(
            ngettext_noop("The port offered {n} place.", "The port offered {n} places."), offer.places
        ),
        "none": Said(N_("The port said: none today.")),
    }.get(offer.word, Said(N_("No word from the port.")))
    return Said("{hour}: {said}", hour=offer.hour, said=said) if offer.hour else said


# --- one number --------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Answer:
    """How one household of a number stands; `ahead` only where it waits."""

    label: Said
    order: Said | None
    said: Said
    ahead: Said | None


class NotANumber(ValueError):
    """What was typed is not a number; the sentence says what to type."""


def number_typed(text: str) -> tuple[int, str]:
    """The number and the letter (or '') in what was typed: "1,479-B", "1479 b", "n.º 1 479".

    Raises:
        NotANumber: there is no number in it, or it is longer than any list.
    """
    found = re.fullmatch(r"\D{0,4}?(\d[\d., ]{0,14})(?:\s*-?\s*([A-Za-z]))?\s*", text.strip())
    digits = re.sub(r"\D", "", found[1]) if found else ""
    if not found or not digits or not 0 < int(digits) <= 10**9:
        raise NotANumber(N_("Write only the number of your slip, for example 1479."))
    return int(digits), (found[2] or "").upper()


def answers(db: Db, list_id: str, number: int, part: str = "") -> list[Answer]:
    """How every household of a number stands, in order."""
    tickets = [one for one in reads.by_number(list_id, number) if not part or one.part == part]
    return [_answer(reads.standing(db, one)) for one in tickets]


def _answer(stands: reads.Standing) -> Answer:
    one = stands.ticket
    ahead = ahead_said(stands.ahead) if one.state == "waiting" else None
    return Answer(label(one), order_said(stands.order, stands.households), _how(one), ahead)


def ahead_said(before: Ahead) -> Said:
    """Who waits before a place."""
    if not before.households:
        return Said(N_("Nobody is ahead: next to be called."))
    return Said(
        N_("Ahead: {households}, {people}."),
        households=households(before.households),
        people=people(before.people),
    )


def _how(one: Ticket) -> Said:
    if one.state == "waiting" and one.called:
        return Said(N_("Called on {day}, and in line again in the same place."), day=one.called)
    if one.state == "absent":
        kept = N_("Called on {day} and absent. The place is kept until {until}.")
        return Said(kept, day=one.called, until=one.until)
    sentences = {
        "waiting": N_("Not called yet."),
        "called": N_("Called on {day}."),
        "present": N_("Called on {day}, and present."),
        "admitted": N_("Called on {day}, and let in by the port."),
    }
    return Said(sentences.get(one.state, N_("This place has ended. The desk can say why.")), day=one.called)

"""The day at the desk: what was done, what is to do now, and what waits to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ventanilla.journal.clock import moment
from ventanilla.journal.sql import Db
from ventanilla.rooms.registry.models import Person

from . import reads
from .actions.calls import offer_of, taken
from .models import Day, Head, Offer, Ticket, WaitingList
from .order import Ahead
from .rules import ListRules

SOON = 3
"""Days before the place of somebody absent ends: from then on it is on the list of what is to do."""
LOOK = 200
"""Households from the head whose children are looked at: those who may be called in the next days."""


@dataclass(frozen=True)
class DayState:
    """A list's day: ``step`` is what is to do now.

    ``offer`` (write what the port said), ``call``, ``mark``, ``port`` (write who was let in), ``end``, ``ended``.
    """

    of: WaitingList
    day: date
    step: str
    offers: list[Offer]
    places: Offer | None
    free: int
    figures: Day
    to_mark: int
    here: int
    ended: Head | None
    waiting: Ahead
    called_at: str

    @property
    def last_offer(self) -> Offer | None:
        """What the port said last."""
        return self.offers[-1] if self.offers else None


def day_state(db: Db, one: WaitingList, day: date) -> DayState:
    """Where a list's day stands."""
    told, found = reads.offers(one.id, day), offer_of(db, one.id, day.isoformat())
    places = next((offer for offer in told if found and offer.seq == found[0]), None)
    free = max(0, places.places - taken(db, places.seq, one.id, day.isoformat())) if places else 0
    counted = dict.fromkeys(("called", "present"), 0)
    for state in counted:
        counted[state] = Ticket.objects.filter(list=one.id, state=state).count()
    ended = Head.objects.filter(day=day).order_by("-seq").first()
    called = last_called(one.id, places.seq) if places else ""
    waiting = reads.waiting(one.id)
    step = _step(told, places, ended, counted["called"], counted["present"])
    if step == "end" and one.state == "open" and places and not called and free and waiting.households:
        step = "call"
    return DayState(
        one, day, step, told, places, free, reads.figures(one.id, day), counted["called"], counted["present"],
        ended, waiting, called,
    )  # fmt: skip


def _step(told: list[Offer], places: Offer | None, ended: Head | None, called: int, present: int) -> str:
    if called:
        return "mark"
    if ended and not present and (not told or told[-1].seq < ended.seq):
        return "ended"
    if present:
        return "port"
    return "end" if told else "offer"


def last_called(list_id: str, offer: int) -> str:
    """When an offer's last call was made (journal time), or empty where nobody was called yet."""
    rows = Ticket.objects.filter(list=list_id, offer=offer, offer__gt=0)
    return rows.order_by("-called_at").values_list("called_at", flat=True).first() or ""


def called_now(list_id: str, day: date) -> list[Ticket]:
    """Everybody called today, and whoever was called on an earlier day and is not done with."""
    today = {one.id: one for one in reads.called_on(list_id, day)}
    for state in ("called", "present"):
        today |= {one.id: one for one in Ticket.objects.filter(list=list_id, state=state)}
    return sorted(today.values(), key=lambda t: (t.number, t.ord, t.part))


def grace_end(rules: ListRules, ticket: Ticket) -> Any:
    """Until when a called household may come, as a moment."""
    return moment(ticket.called_at) + timedelta(minutes=rules.grace)


def ending_soon(list_id: str, day: date, limit: int) -> list[Ticket]:
    """Those absent whose place ends within :data:`SOON` days."""
    rows = Ticket.objects.filter(list=list_id, state="absent", until__lte=day + timedelta(days=SOON))
    return list(rows.order_by("until", "number", "ord", "part")[:limit])


def ending_count(list_id: str, day: date) -> int:
    """How many of those absent have a place that ends within :data:`SOON` days."""
    return Ticket.objects.filter(list=list_id, state="absent", until__lte=day + timedelta(days=SOON)).count()


def absent_count(list_id: str) -> int:
    """How many households are absent and keep their place."""
    return Ticket.objects.filter(list=list_id, state="absent").count()


def called_last(list_id: str, limit: int = 60) -> list[Ticket]:
    """Those absent who were called last, in the order of the line: who may come back tomorrow."""
    rows = Ticket.objects.filter(list=list_id, state="absent").order_by(
        "-called", "-number", "-ord", "-part"
    )[:limit]
    return sorted(rows, key=lambda t: (t.number, t.ord, t.part))


def turning_18(list_id: str, day: date) -> list[Ticket]:
    """Places near the head with a child who turns 18 this year, some day: only the year is known, so ask."""
    near = {one.household: one for one in reads.head_of_line(list_id, LOOK)}
    rows = Person.objects.filter(
        household__in=list(near), state="here", birth_year=day.year - 18, adult_said__isnull=True
    )
    found = set(rows.values_list("household", flat=True))
    return [ticket for household, ticket in near.items() if household in found]


def highest_offer(list_id: str, day: date, days: int = reads.DAYS_SHOWN) -> int:
    """The most places that the port offered at once in the last days."""
    since = day - timedelta(days=days)
    rows = Offer.objects.filter(list=list_id, day__gte=since).order_by("-places")
    return rows.values_list("places", flat=True).first() or 0


def recent_days(list_id: str, day: date, days: int = reads.DAYS_SHOWN) -> list[Day]:
    """The figures of the last days, today first; a day without any is a row of zeros."""
    since = day - timedelta(days=days - 1)
    found = {one.day: one for one in Day.objects.filter(list=list_id, day__gte=since, day__lte=day)}
    begin = min(found, default=day)
    wanted = [day - timedelta(days=n) for n in range((day - begin).days + 1)]
    return [found.get(one) or Day(list=list_id, day=one, **dict.fromkeys(_ZERO, 0)) for one in wanted]


_ZERO = [f.name for f in Day._meta.fields if f.name not in ("list", "day")]

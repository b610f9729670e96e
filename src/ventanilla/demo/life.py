"""The days of the demo office, lived through the same actions as everything else.

A day has fixed hours. The port's word comes at 6:40, those who missed a call come back at 7:00, calls follow every 25
minutes until the places are taken, one more call comes at 15:45, new people join in between. In the evening the rest
is marked, the port says whom it let in, and the keeper ends the day.

Who comes, who returns and whom the port lets in is drawn from (seed, day, place in line) alone, and who waits for what
is read from the tables: so a day goes the same way after a restart, and whatever a visitor did stays done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from threading import Lock
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ventanilla.journal.action import Action, Refused
from ventanilla.journal.clock import day_at, moment
from ventanilla.journal.desk import Actor
from ventanilla.journal.entry import Entry
from ventanilla.office.clock import DemoClock
from ventanilla.office.folder import Office
from ventanilla.rooms.line.actions import (
    Absent,
    Admitted,
    Call,
    EndDay,
    Present,
    RegisterAndJoin,
    Reinstated,
    SentBack,
    TellOffer,
)
from ventanilla.rooms.registry.actions import Member, Register

from . import days, people, staff
from .claims import claims_day
from .days import RETURN_DAYS, DemoDay
from .events import event
from .people import DemoHousehold, DemoMember

LIST = "tijuana"
WORD, BACK, CALLS, LAST_CALL, NOW = 400, 420, (430, 455, 480, 505), 945, 970
"""Minutes after midnight: the port's word, the return of the absent, the calls of a day, and where a day is left open."""
COME, WAITED, ROUND = 12, 22, 25
"""Minutes after a call: when those who come are marked present, those who do not absent, and the next call."""
FIRST_ARRIVAL = 540
"""When people begin to come for a number; the last one of a day comes when it is left open."""
EVENING, CALLS_LATER, ANSWER, END, LATEST = 980, (980, 1005), 1060, 1110, 1437


_ONE = Lock()
"""The server has several threads, and the demo one clock: days are lived one after the other."""


class Place(NamedTuple):
    """What the draws of a day need to know of a place in line."""

    ticket: str
    number: int
    ord: int
    part: str
    calls: int
    called: str
    called_at: str


@dataclass
class Window:
    """The window of the demo on one day: does actions at an hour, as somebody of the staff."""

    office: Office
    plan: DemoDay
    seed: int
    staff: dict[str, Actor]
    waiting: list[tuple[int, Action, str]] = field(default_factory=list)

    @property
    def clock(self) -> DemoClock:
        """The clock that can be moved."""
        assert isinstance(self.office.clock, DemoClock)
        return self.office.clock

    def at(self, minute: int, *actions: Action, by: str = "keeper") -> list[Entry]:
        """Do actions at a minute of the day, in one step; who was due to join until then joins first."""
        self.clock.set(when(self.office.zone, self.plan.day, minute))
        due = [(action, login) for hour, action, login in self.waiting if hour <= minute]
        self.waiting = self.waiting[len(due) :]
        entries = self._step(due)  # a step of their own: a call that is refused must not undo who joined
        return entries + self._step([(action, by) for action in actions])

    def _step(self, todo: list[tuple[Action, str]]) -> list[Entry]:
        steps = self.office.ledger.perform_all([(action, self.staff[login], "") for action, login in todo])
        return [entry for entries in steps for entry in entries]

    def drawn(self, place: Place, what: str, day: str = "") -> Random:
        """The luck of a place on a day: the same for the same seed."""
        return Random(f"{self.seed}:{day or self.plan.day}:{place.number}:{place.ord}{place.part}:{what}")

    def places(self, state: str, more: str = "", *params: str) -> list[Place]:
        """The places in one state, in the order of the line."""
        rows = self.office.db.all(
            "SELECT id, number, ord, part, calls, called, called_at FROM line_ticket "
            f"WHERE list=? AND state=? {more} ORDER BY number, ord, part",
            (LIST, state, *params),
        )
        return [Place._make((*row[:5], str(row[5]), row[6])) for row in rows]


def when(zone: str, day: date, minute: int) -> datetime:
    """A minute of a day on the port's clock."""
    return datetime(day.year, day.month, day.day, *divmod(minute, 60), tzinfo=ZoneInfo(zone))


def today(office: Office) -> date:
    """The demo's day."""
    return day_at(office.clock.now(), office.zone)


def window(office: Office, day: date, plan: DemoDay | None = None) -> Window:
    """The window on a day, with that day's plan."""
    seed, size = chosen(office)
    return Window(office, plan or days.next_day(seed, day, size), seed, staff.actors(office.db))


def chosen(office: Office) -> tuple[int, int]:
    """The seed and the number of people the demo office was made with."""
    return int(office.settings.get("seed", 2)), int(office.settings.get("people", people.IN_CITY))


def next_day(office: Office, seen: str = "") -> date:
    """End today if it is open, and live the whole next day until the afternoon; the day it is now.

    ``seen``: the day that whoever asked was looking at (``YYYY-MM-DD``). If it is over, nothing is done: a button
    pressed twice moves the office by one day.
    """
    with _ONE:
        now = today(office)
        if seen and seen != now.isoformat():
            return now
        try:
            evening(window(office, now))
            following = now + timedelta(days=1)
            seed, size = chosen(office)
            until_afternoon(window(office, following), people.newcomers(seed, following, size))
        finally:
            this_clock(office).run()
        return following


def this_clock(office: Office) -> DemoClock:
    """The office's clock, which only a demo office can move."""
    assert isinstance(office.clock, DemoClock)
    return office.clock


# --- from the port's word to the afternoon -------------------------------------------------------------------------
def until_afternoon(
    at: Window, joining: list[DemoHousehold], unlisted: list[DemoHousehold] | None = None
) -> None:
    """Live a day until 16:10: offer, returns, calls and marks, new people. The day is left open."""
    at.waiting = arrivals(joining, unlisted or [])
    at.at(WORD, offer(at.plan))
    if back := [place.ticket for place in returning(at)]:
        at.at(BACK, Reinstated(tickets=tuple(back)), by="helper")
    going = bool(at.plan.offered)
    for minute in CALLS:
        going = going and call(at, minute) and marks(at, minute)
    for minute in range(CALLS[-1] + ROUND, LAST_CALL, 45):
        at.at(minute)
    luck = Random(f"{at.seed}:{at.plan.day}:event")
    for action, login in event(at.office.db, LIST, luck, at.plan.day):
        at.at(LAST_CALL - ROUND, action, by=login)
    claims_day(at, LAST_CALL - ROUND)
    if going and call(at, LAST_CALL):
        half_marked(at)
    at.at(NOW)


def half_marked(at: Window) -> None:
    """Of those last called the first who come are marked; the others are left to do."""
    come = [place.ticket for place in at.places("called") if comes(at, place)]
    if some := come[: (len(come) + 1) // 2]:
        at.at(LAST_CALL + COME, Present(tickets=tuple(some)), by="helper")


def offer(plan: DemoDay) -> TellOffer:
    """What the port said that day. A drawn offer says so in its own entry."""
    told = f"{'drawn for the demo, after' if plan.drawn else 'published:'} {plan.source.publisher}"[:80]
    if plan.offered:
        return TellOffer(list=LIST, word="places", places=plan.offered, hour="06:40", told_by=told)
    return TellOffer(
        list=LIST, word="no word" if plan.offered is None else "none", hour="06:40", told_by=told
    )


def returning(at: Window) -> list[Place]:
    """Those absent within the last days who come back today."""
    since = at.plan.day - timedelta(days=RETURN_DAYS[1])
    found = []
    for place in at.places(
        "absent", "AND called>=? AND until>=?", since.isoformat(), at.plan.day.isoformat()
    ):
        luck = at.drawn(place, "returns", place.called)
        if luck.random() < at.plan.return_share:
            due = date.fromisoformat(place.called) + timedelta(days=luck.randint(*RETURN_DAYS))
            found += [place] if due == at.plan.day else []
    return found


def call(at: Window, minute: int) -> bool:
    """Call from the head; False where nobody is left to call or no place is free."""
    try:
        at.at(minute, Call(list=LIST))
    except Refused:
        return False
    return True


def comes(at: Window, place: Place) -> bool:
    """Whether a called household comes. One that came back after an absence, or was sent back, stands there."""
    return place.calls > 1 or at.drawn(place, "comes").random() < at.plan.show_share


def marks(at: Window, minute: int) -> bool:
    """After a call: those who come are present, the others absent after the grace. Always True."""
    called = at.places("called")
    come = [place.ticket for place in called if comes(at, place)]
    gone = [place.ticket for place in called if place.ticket not in come]
    if come:
        at.at(minute + COME, Present(tickets=tuple(come)), by="helper")
    if gone:
        at.at(minute + WAITED, Absent(tickets=tuple(gone)), by="helper")
    return True


def arrivals(joining: list[DemoHousehold], unlisted: list[DemoHousehold]) -> list[tuple[int, Action, str]]:
    """Those who come to the window today, spread over its hours: with a number, or without one at the shelter."""
    both = [(joins(house), "helper") for house in joining] + [
        (Register(members=members(house)), "coordinator") for house in unlisted
    ]
    order = sorted(
        (FIRST_ARRIVAL + (n + 1) * (NOW - FIRST_ARRIVAL) // len(both), n) for n in range(len(both))
    )
    return [(minute, *both[n]) for minute, n in order]


def joins(house: DemoHousehold, number: int | None = None, since: date | None = None) -> RegisterAndJoin:
    """The action that registers a household and gives it a number."""
    return RegisterAndJoin(list=LIST, members=members(house), number=number, since=since)


def members(house: DemoHousehold) -> tuple[Member, ...]:
    """The people of a household as the desk types them."""
    return tuple(_member(one) for one in house.members)


def _member(one: DemoMember) -> Member:
    other = one.other_names[0] if one.other_names else ""
    own_script = bool(other) and ord(other[0]) > 0x250
    return Member(
        name=one.name,
        name_paper="" if own_script else other,
        name_heard=other if own_script else "",
        sex=one.sex,  # type: ignore[arg-type]
        birth_year=one.birth_year,
        birth_kind=one.birth_kind,  # type: ignore[arg-type]
        nationality=one.nationality,
        languages=one.languages,
        needs=one.needs,
    )


# --- the evening ---------------------------------------------------------------------------------------------------
def evening(at: Window) -> None:
    """Mark whoever is left, call once more while places are free, write the port's answer, and end the day.

    Does nothing where the day was ended already and nothing happened since.
    """
    last = at.office.db.one("SELECT kind FROM journal_entry ORDER BY seq DESC LIMIT 1")
    if last and last[0] == EndDay.kind:
        return
    local = at.office.clock.now().astimezone(ZoneInfo(at.office.zone))
    late = max(local.hour * 60 + local.minute + 1 - EVENING, 0)
    settle(at, min(EVENING + late - 3, LATEST - 2))
    for minute in hours(late):
        if at.plan.offered and call(at, minute):
            marks(at, minute)
    answer(at, min(ANSWER + late, LATEST - 1))
    at.at(min(END + late, LATEST), EndDay())


def hours(late: int) -> Iterator[int]:
    """The hours of the evening's calls, if the day is not too far gone for them."""
    return (minute + late for minute in CALLS_LATER if minute + late + ROUND < LATEST)


def settle(at: Window, minute: int) -> None:
    """Mark everybody still called: absent after the grace, present if they come, or if the grace is not over."""
    now = when(at.office.zone, at.plan.day, minute)
    over = [
        place
        for place in at.places("called")
        if not comes(at, place) and moment(place.called_at) + timedelta(minutes=WAITED) <= now
    ]
    gone = {place.ticket for place in over}
    come = [place.ticket for place in at.places("called") if place.ticket not in gone]
    some: list[Action] = [Present(tickets=tuple(part)) for part in parts(come)]
    some += [Absent(tickets=tuple(part)) for part in parts(list(gone))]
    if some:
        at.at(minute, *some, by="helper")


def answer(at: Window, minute: int) -> None:
    """The port says whom of those present it let in, and whom it sent back."""
    present = at.places("present")
    let_in = [one.ticket for one in present if at.drawn(one, "let in").random() < at.plan.admitted_share]
    sent = [one.ticket for one in present if one.ticket not in let_in]
    some: list[Action] = [Admitted(tickets=tuple(part)) for part in parts(let_in)]
    some += [SentBack(tickets=tuple(part), reason="unsaid") for part in parts(sent)]
    if some:
        at.at(minute, *some)


def parts(tickets: list[str], size: int = 200) -> list[list[str]]:
    """Tickets in portions that one action takes."""
    return [tickets[at : at + size] for at in range(0, len(tickets), size)]

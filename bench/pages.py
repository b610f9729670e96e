"""Pages on the server at 7,000 people and at many more: what a page costs must not grow with the line."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count, cycle
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from django.test import Client

from ventanilla.journal.desk import Actor
from ventanilla.office.folder import Office
from ventanilla.office.start import start
from ventanilla.rooms.line.actions import Call, ConfirmDate, TellOffer
from ventanilla.rooms.place import code
from ventanilla.rooms.place.actions import MakeCode

from .figures import Figure, milliseconds
from .town import LIST, PASSWORD, fill, household, open_office

SMALL, LARGE, BIG = 7_000, 300_000, 7_000_000
TURNS, EACH, GROWTH, LIMIT = 8, 5, 1.5, 100.0
"""A page is asked for five times in a turn and the quickest counts, because others on the machine only add to it;
the figure is the median of eight turns."""
SPREAD = 9
"""Places all along the line whose pages are opened by turns."""

Visits = dict[str, Callable[[], Any]]


class Told(NamedTuple):
    """A place in line as the bench asks for it."""

    ticket: str
    household: str
    number: int


def run(folder: Path, big: bool) -> list[Figure]:
    """Every page in the small office and in the large one, by turns, so that both meet the same machine."""
    people = BIG if big else LARGE
    offices = [a_day(folder / "small", SMALL), a_day(folder / ("big" if big else "large"), people)]
    found: list[dict[str, list[float]]] = [{}, {}]
    for _turn in range(TURNS):
        for (office, visits), times in zip(offices, found, strict=True):
            start(office)
            for name, visit in visits.items():
                times.setdefault(name, []).append(_milliseconds(visit))
    small, large = ({name: median(times) for name, times in one.items()} for one in found)
    return [_figure(name, small[name], large[name], people) for name in small]


def _figure(name: str, small: float, large: float, people: int) -> Figure:
    title, figure, at = f"{name}, {people:,} people", f"{large:.1f} ms", f"at {SMALL:,}: {small:.1f} ms"
    if name.startswith("  "):
        return Figure(name, figure, at)
    kept = large <= GROWTH * small and large < LIMIT
    return Figure(title, figure, f"{at}; limit {LIMIT:.0f} ms", f"{large / small:.2f} (limit {GROWTH})", kept)


def _milliseconds(visit: Callable[[], Any]) -> float:
    answer = visit()  # the first one after the other office's turn is not counted
    if getattr(answer, "status_code", 200) != 200:
        raise RuntimeError(f"a page answered {answer.status_code}")
    return min(milliseconds(visit) for _ in range(EACH))


def a_day(folder: Path, people: int) -> tuple[Office, Visits]:
    """An office with so many people (filled where it is new), a call that was made and one to make, and its pages."""
    office, keeper = open_office(folder)
    if not office.db.one("SELECT 1 FROM line_ticket LIMIT 1"):
        fill(office, keeper, people)
    call_some(office, keeper)
    return office, visits(office, keeper)


def call_some(office: Office, keeper: Actor) -> None:
    """40 people called, and 30 places more that the port offered: the pages have something to say."""
    ledger = office.ledger
    ledger.perform(ConfirmDate(day=ledger.peek(keeper).today()), keeper)
    for places, call in ((40, True), (30, False)):
        ledger.perform(TellOffer(list=LIST, places=places, hour="07:00", told_by="bench"), keeper)
        if call:
            ledger.perform(Call(list=LIST), keeper)


def spread(office: Office) -> list[Told]:
    """Places that wait, from the head to the tail of the line."""
    last = office.db.one("SELECT number FROM line_count WHERE list=?", (LIST,))
    assert last
    sql = (
        "SELECT id, household, number FROM line_ticket WHERE list=? AND state='waiting' AND number>=? "
        "ORDER BY number, ord, part LIMIT 1"
    )
    found = [office.db.one(sql, (LIST, max(1, last[0] * n // SPREAD))) for n in range(SPREAD + 1)]
    return [Told(*row) for row in found if row]


def visits(office: Office, keeper: Actor) -> Visits:
    """What is asked of the server, by name; each call returns its answer."""
    places = spread(office)
    codes = [office.ledger.perform(MakeCode(ticket=one.ticket), keeper).shown["code"] for one in places[1::3]]
    desk, anybody = browser(), browser()
    desk.post("/login", {"login": "keeper", "password": PASSWORD})
    houses, numbers, slips, hashed = cycle(places), cycle(places), cycle(codes), cycle(codes)
    new = count(10**7)
    return {
        "today": lambda: desk.get("/desk/"),
        "the line": lambda: desk.get(f"/desk/line/{LIST}"),
        "household": lambda: desk.get(f"/desk/household/{next(houses).household}"),
        "find by number": lambda: desk.post("/desk/find", {"q": str(next(numbers).number)}),
        "mark": lambda: desk.get(f"/desk/mark/{LIST}"),
        "call": lambda: desk.get(f"/desk/call/{LIST}"),
        "board": lambda: anybody.get("/"),
        "My place": lambda: anybody.post("/place", {"code": next(slips)}),
        "  of it: argon2": lambda: code.digest(next(hashed), office.pepper),
        "one registration": lambda: office.ledger.perform(household(n := next(new), 3), keeper, f"one-{n}"),
    }


def browser() -> Any:
    """Django's stand-in for a browser."""
    return Client(SERVER_NAME="localhost")

"""Pages on the server at 7,000 people and at many more: what a page costs must not grow with the line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.test import Client

from ventanilla.journal.desk import Actor
from ventanilla.office.folder import Office
from ventanilla.rooms.line.actions import Call, TellOffer
from ventanilla.rooms.line.actions.days import places_root_now
from ventanilla.rooms.place.actions import MakeCode

from .figures import Figure, timed
from .town import LIST, PASSWORD, fill, open_office

SMALL, LARGE, BIG = 7_000, 300_000, 7_000_000
ROUNDS, GROWTH, LIMIT = 25, 1.5, 100.0


def run(folder: Path, big: bool) -> list[Figure]:
    """Every page in the small office and in the large one, and the evening's root over all places."""
    people = BIG if big else LARGE
    small = measured(folder / "small", SMALL)
    large = measured(folder / ("big" if big else "large"), people)
    rows = [_figure(name, small[name], large[name], people) for name in small]
    return sorted(rows, key=lambda row: row.ok is None)


def _figure(name: str, small: float | None, large: float | None, people: int) -> Figure:
    title = f"{name}, {people:,} people"
    if small is None or large is None:
        return Figure(title, "not there")
    if name == "evening's root":  # it is made once a day, over every place there ever was
        return Figure(title, f"{large:,.0f} ms", f"at {SMALL:,}: {small:,.1f} ms")
    ratio = large / small
    peer = f"at {SMALL:,}: {small:.1f} ms; limit {LIMIT:.0f} ms"
    return Figure(
        title, f"{large:.1f} ms", peer, f"{ratio:.2f} (limit {GROWTH})", ratio <= GROWTH and large < LIMIT
    )


def measured(folder: Path, people: int) -> dict[str, float | None]:
    """Median milliseconds by page; None where there is no such page. The office is filled if it is new."""
    office, keeper = open_office(folder)
    if not office.db.one("SELECT 1 FROM line_ticket LIMIT 1"):
        fill(office, keeper, people)
    call_some(office, keeper)
    found = {name: _milliseconds(visit) for name, visit in visits(office, keeper).items()}
    rounds = 3 if people < BIG else 1
    return found | {"evening's root": timed(lambda: places_root_now(office.ledger.peek(keeper), {}), rounds)}


def call_some(office: Office, keeper: Actor) -> None:
    """A day's offer and its call, so that the pages have something to say."""
    if not office.db.one("SELECT 1 FROM line_offer LIMIT 1"):
        office.ledger.perform(TellOffer(list=LIST, places=40, hour="07:00", told_by="bench"), keeper)
        office.ledger.perform(Call(list=LIST), keeper)


def visits(office: Office, keeper: Actor) -> dict[str, Callable[[], Any]]:
    """What is asked of the server, by name; each call returns its answer."""
    last = office.db.one("SELECT MAX(number) FROM line_ticket WHERE list=? AND state='waiting'", (LIST,))
    assert last
    row = office.db.one(
        "SELECT id, household FROM line_ticket WHERE list=? AND number=? AND state='waiting'", (LIST, last[0])
    )
    assert row
    code = office.ledger.perform(MakeCode(ticket=row[0]), keeper).shown["code"]
    desk, anybody = browser(), browser()
    desk.post("/login", {"login": "keeper", "password": PASSWORD})
    return {
        "today": lambda: desk.get("/desk/"),
        "line": lambda: desk.get(f"/desk/line/{LIST}"),
        "household": lambda: desk.get(f"/desk/household/{row[1]}"),
        "find by number": lambda: desk.post("/desk/find", {"q": str(last[0])}),
        "board": lambda: anybody.get(f"/board/{LIST}"),
        "My place": lambda: anybody.post("/place", {"code": code}),
    }


def browser() -> Any:
    """Django's stand-in for a browser."""
    return Client(SERVER_NAME="localhost", headers={"accept-encoding": "gzip"})


def _milliseconds(visit: Callable[[], Any]) -> float | None:
    answers = [visit() for _warm in range(3)]
    if answers[-1].status_code == 404:
        return None
    if answers[-1].status_code != 200:
        raise RuntimeError(f"a page answered {answers[-1].status_code}")
    return timed(visit, ROUNDS)

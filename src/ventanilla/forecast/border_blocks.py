"""The blocks of the border model: how much of each thing there is, and where the rulebook lets people go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from ventanilla.rulebook.book import Book

from .assumptions import Assumption
from .model import Arrow, Block, Case, Change, Duration, Range, Shares, Shelters
from .scenario import Programme, Scenario, ScenarioError
from .situation import Kind, Situation
from .tracks import BARRED, EXPELLED, INSIDE, OPEN, RETURNED, SHUT, Tracks, cases, open_to

LINE, CARD, CROSSING, OFFICER, CLOSED = "line", "humanitarian card", "crossing", "officer", "asylum closed"
FIRST, LAST, US = "first hearing", "last hearing", "inside"
ELSEWHERE = "elsewhere in the city"
OUTCOMES = (
    "home", "elsewhere in Mexico", "lost turn", "card of Mexico", "relief", "removal order", "in absentia", "case closed",
    "gave up waiting", "sent away",
)  # fmt: skip
WORKING_DAYS = 5
EVERYBODY = 10_000_000

Assumptions = Mapping[str, Assumption]


def got(programme: Programme) -> str:
    """The outcome of those who get what a programme gives."""
    return f"got: {programme.name}"


def line(a: Assumptions, way: Tracks, kinds: tuple[Kind, ...], paces: tuple[float, ...], changes: list[Change]) -> Block:  # fmt: skip
    """The line at the port: paces that switch, days without calls, absent ones, and who loses patience.

    The places of a call go to those who come; whom the rules let return, an officer looks at.
    """
    calls, none = a["calls.a_day"], a["calls.none"].value
    usual = calls.value / max(1 - none, 0.05)
    return Block(
        speeds=[usual * pace for pace in paces], start=usual * paces[0], switch=a["calls.switch"].range(),
        level=calls.range(calls.value) if calls.value else 1.0, closed=a["calls.none"].range(), uneven=True,
        changes=changes, absent=a["calls.absent"].range(), returns=a["calls.return"].range(),
        away=Duration(between=[1, 14]), lost="lost turn", patience=Duration(mean=a["leave.days"].range()), gone=_leave(a),
        to=cases(way.port, kinds, GOALS),
    )  # fmt: skip


GOALS: dict[int, str] = {INSIDE: US, RETURNED: OFFICER, BARRED: CLOSED, EXPELLED: "sent away"}


def _leave(a: Assumptions) -> Shares:
    home, cross = a["leave.home"].value, a["leave.cross"].value
    cross = min(cross, 1 - home)
    return {"home": home, CROSSING: cross, "elsewhere in Mexico": max(0.0, 1 - home - cross)}


def line_jumps(a: Assumptions, way: Tracks) -> dict[int, float | Range]:
    """By day: how many times the calls of before, where the port begins to let wait, to take all, or none; or rules turn."""
    found: dict[int, float | Range] = {}
    for day in [0, *way.turns]:
        takes = way.takes[day]
        if takes == SHUT:
            found[day] = 0.0
        elif takes == OPEN:
            found[day] = a["calls.open"].range(max(a["calls.a_day"].value, 1.0))
        elif day:
            found[day] = a["calls.jump"].range()
    return found


def programmes(
    a: Assumptions, scenario: Scenario, book: Book, kinds: tuple[Kind, ...], situation: Situation, first: date, days: int
) -> dict[str, Block]:  # fmt: skip
    """Mexico's humanitarian card as it was, and what the scenario adds: each watches the line."""
    refuge = open_to(book, "tvrh", {"refuge_open": True}, kinds, first, days, situation.city)
    found = {
        CARD: Block(
            watches=LINE, wants=_wants(a["card.wants"], kinds, refuge), after=Duration(mean=a["card.days"].range()),
            places=_workdays(a["card.places"].value), level=_level(a["card.places"]), to="card of Mexico",
        )
    }  # fmt: skip
    for one in scenario.programme:
        place = situation.port if one.country == "US" else situation.city
        try:
            opened = open_to(book, one.ask, one.given, kinds, first, days, place)
        except (KeyError, TypeError, ValueError):
            raise ScenarioError(
                f"{one.name}: the rulebook has no question {one.ask!r} that can be asked with {dict(one.given)}."
            ) from None
        start = max(0, (one.opens - first).days)
        found[one.name] = Block(
            watches=LINE, wants=_wants(a[f"{one.name}.wants"], kinds, opened[:, min(start, days - 1) :]), opens=start,
            after=Duration(mean=a[f"{one.name}.days"].range()), places=_workdays(a[f"{one.name}.places"].value),
            level=_level(a[f"{one.name}.places"]), quota=one.quota, to=got(one),
        )  # fmt: skip
    return found


def _wants(wish: Assumption, kinds: tuple[Kind, ...], opened: object) -> float | Range | dict[str, float]:
    """Who applies: drawn where the way is open to all; where the rulebook closes it to some, the likely share of the others."""
    may = [bool(row.any()) for row in opened]  # type: ignore[attr-defined]
    if all(may):
        return wish.range()
    return {kind.name: wish.value if one else 0.0 for kind, one in zip(kinds, may, strict=True)}


def _workdays(people: float) -> list[float]:
    """So many people a day on average, from Monday to Friday."""
    return [people * 7 / WORKING_DAYS] * WORKING_DAYS + [0.0, 0.0]


def _level(of: Assumption) -> float | Range:
    return of.range(of.value) if of.value else 1.0


def after(a: Assumptions, way: Tracks, kinds: tuple[Kind, ...]) -> dict[str, Block]:
    """What comes behind the line: crossing, cases inside, and hearings of those who wait in Mexico."""
    soonest, latest = int(a["court.mexico.first"].low), int(a["court.mexico.first"].high)
    relief, removal = a["court.mexico.relief"].value, a["court.mexico.removal"].value
    ends = {"relief": relief, "removal order": min(removal, 1 - relief)}
    return {
        CROSSING: Block(
            delay=Duration(exactly=1), places=EVERYBODY, to=cases(way.between, kinds, GOALS), gives_up_bed=True
        ),
        OFFICER: Block(places=EVERYBODY, missed=a["returned.share"].range(), missed_to=FIRST, to=US),
        CLOSED: Block(
            patience=Duration(mean=a["barred.days"].range()), gives_up_bed=True,
            gone={US: a["barred.passed"].value, "removal order": 1 - a["barred.passed"].value},
        ),
        FIRST: _court(a, Duration(between=[soonest, latest]), Duration(mean=a["court.mexico.patience"].range()), LAST),
        LAST: _court(
            a, Duration(exactly=int(a["court.mexico.next"].value)), "kept", {**ends, "case closed": 1 - sum(ends.values())}
        ),
        US: Block(patience=Duration(mean=a["court.us.days"].range()), gone=_decided(a, kinds), gives_up_bed=True),
    }  # fmt: skip


def _court(a: Assumptions, delay: Duration, patience: Duration | Literal["kept"], to: Arrow) -> Block:
    """One hearing of those who wait in Mexico; who misses it gets an order unheard."""
    places = [a["court.mexico.places"].value] * WORKING_DAYS + [0.0, 0.0]
    return Block(
        delay=delay, places=places, level=_level(a["court.mexico.places"]), missed=a["court.mexico.missed"].range(),
        missed_to="in absentia", patience=patience, gone="gave up waiting", to=to,
    )  # fmt: skip


def _decided(a: Assumptions, kinds: tuple[Kind, ...]) -> Arrow:
    """How cases inside end: by nationality where the record tells it."""
    found: list[Case] = []
    for nation in ("HN", "GT"):
        named = [kind.name for kind in kinds if kind.nationality == nation]
        found.append(Case(kind=named, to=_ends(a, a[f"court.us.granted.{nation}"].value)))
    return [*found, Case(to=_ends(a, a["court.us.granted"].value))]


def _ends(a: Assumptions, granted: float) -> Shares:
    heard = 1 - a["court.us.missed"].value
    return {"relief": heard * granted, "removal order": heard * (1 - granted), "in absentia": 1 - heard}


def shelters(a: Assumptions, situation: Situation) -> Shelters:
    """Beds of the shelters, and as many places elsewhere as needed, which half of the people prefer (H042, H076)."""
    beds = {key.removeprefix("beds."): int(one.value) for key, one in a.items() if key.startswith("beds.")}
    if not beds:
        return Shelters(beds=[50_000_000], names=[f"{ELSEWHERE} 1"])
    tries = len(beds) if situation.beds else 1
    outside = {f"{ELSEWHERE} {n}": 50_000_000 for n in range(1, len(beds) + 1)}
    return Shelters(beds=[*beds.values(), *outside.values()], names=[*beds, *outside], tries=tries)

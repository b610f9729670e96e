"""The plan of the demo's days: what the port offers, how many come when called, and who joins the list.

No source gives the calls of a single November day, so they are drawn to fit what was published: about 1,200 people let
in between 1 November and the first days of December, 40 a day on average, "30 or 60 a day, some days none". A drawn day
says so, and carries every published figure that speaks of it, also those that contradict it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from ventanilla.demo import people as persons
from ventanilla.demo.record import FIRST, TODAY, Figure, calls_said, figure

OPENING_NUMBER = 1_004
MOVED = date(2018, 11, 30)
CLOSED_PORT = date(2018, 11, 25)
LIMIT_OF_20 = date(2019, 1, 25)
A_DOZEN = date(2019, 1, 14)
RETURN_DAYS = (1, 7)


@dataclass(frozen=True)
class DemoDay:
    """What happens on one day of the demo.

    ``offered``: people the port takes, 0 for "none today", None for "no word". ``drawn``: True where the
    record gives no figure of that day. ``source``: the figure the offer stands on; ``says``: all published
    figures of that day. ``arrivals``: households that join. Shares run from 0 to 1: of the people called those
    who come (``show_share``), of those who did not come those who return within RETURN_DAYS and are reinstated
    (``return_share``), of those present those the port lets in (``admitted_share``).
    """

    day: date
    offered: int | None
    drawn: bool
    source: Figure
    says: tuple[Figure, ...]
    arrivals: int
    show_share: float
    return_share: float
    admitted_share: float


class Regime(NamedTuple):
    """A span of days with one way of offering: share of days with none, and the offers of the others."""

    until: date
    none: float
    offers: tuple[int, ...]
    row_id: str


# After 5 December: offers drawn so that each span has the published mean (40, 48 so that January has 42, ...).
REGIMES = (
    Regime(date(2018, 12, 31), 0.25, (30, 40, 50, 60, 60, 80), "W103"),
    Regime(date(2019, 1, 24), 0.22, (30, 40, 60, 70, 80, 100), "W113"),
    Regime(date(2019, 5, 31), 0.20, (20, 20, 30, 60, 80), "W117"),
    Regime(date(2019, 6, 30), 0.35, (20, 30, 40, 60), "W118"),
    Regime(date.max, 0.67, (10, 14, 20), "W119"),
)

# The 32 days of 1 November to 3 December without the port's closing: pauses in runs ("some days none"), then offers
# ("30 or 60", "about 100" at most). Together with the last two days 1,320 places in 35 days, 38 a day.
_PAUSES: tuple[tuple[int | None, ...], ...] = ((0, 0, 0), (0, 0), (0,), (0,), (None,))
_OFFERS = (30,) * 5 + (40,) * 3 + (50,) * 4 + (60,) * 9 + (70, 70, 100)
_LAST_TWO = (40, 30)


def shares() -> dict[str, Figure]:
    """Show and return shares in percent, with what they stand on; ``show_moved`` from the day the shelter moved."""

    def of(row_id: str, label: str, value: int, kind: str, how: str, **more: object) -> Figure:
        return figure(row_id, label, value, kind=kind, how=how, unit="percent", **more)

    return {
        "show": of(
            "W035", "Of those called, who come", 45, "estimated",
            "Nothing is published for Tijuana. In Juarez in July 2019, 194 of 350 called were not found (55 percent); "
            "another count there gives two in five.", low=45, high=60, precision="period",
        ),
        "show_moved": of(
            "W108", "Of those called, who come after the shelter moved", 36, "estimated",
            "Fewer answered once the shelter was half an hour away (W108, H024). The size is set so that the list, "
            "from about 1,280 on 5 December, reaches number 1,903 in February 2019 (W114).", precision="period",
        ),
        "return": of(
            "W114", "Of those who did not come, who return within a week", 12, "assumed",
            "People missed their turns and some came back; no source counts them.",
        ),
        "admitted": of(
            "W104", "Of those present, whom the port lets in", 98, "assumed",
            "No source counts those sent back at the gate; a few, so that the desk can show it.",
        ),
    }  # fmt: skip


def opening_number() -> Figure:
    """The first number still waiting on 1 November."""
    return figure(
        "W095", "First number waiting on 1 November", OPENING_NUMBER, kind="estimated", day=FIRST, unit="number",
        how="Counted back from number 1,241, which on 14 November was two and a half weeks from its call, at about "
        "seven numbers a day. About 2,700 people wait then, so the last number given is about 1,280.",
    )  # fmt: skip


def plan(seed: int, until: date = TODAY, people: int = persons.IN_CITY) -> list[DemoDay]:
    """Plan every day from 1 November 2018 to ``until``: the same for the same seed."""
    joined = Counter(house.listed for house in persons.households(seed, people) if house.listed)
    days = [FIRST + timedelta(n) for n in range((until - FIRST).days + 1)]
    drawn = dict(zip((FIRST + timedelta(n) for n in range(35)), _november(seed), strict=True))
    first = [_day(day, drawn[day], True, "W103", joined[day], people) for day in days if day <= TODAY]
    return first + [next_day(seed, day, people) for day in days if day > TODAY]


def next_day(seed: int, day: date, people: int = persons.IN_CITY) -> DemoDay:
    """Plan one day: published calls where the record has them, drawn ones, marked so, where not.

    After 5 December the households that join are ``people.newcomers(seed, day)``. Raises ValueError before 1 November.
    """
    if day < FIRST:
        raise ValueError(f"The demo begins on {FIRST}; {day} lies before it.")
    if day <= TODAY:
        return plan(seed, day, people)[-1]
    arrivals = len(persons.newcomers(seed, day, people))
    if day == A_DOZEN:
        return _day(day, 12, False, "W109", arrivals, people)
    if LIMIT_OF_20 <= day <= date(2019, 2, 28):
        return _day(day, 20, False, "W112", arrivals, people)
    regime = next(regime for regime in REGIMES if day <= regime.until)
    rng = Random(f"{seed}:{day}:offer")
    offered = 0 if rng.random() < regime.none else rng.choice(regime.offers)
    return _day(day, offered, True, regime.row_id, arrivals, people)


def _november(seed: int) -> list[int | None]:
    """Draw 1 November to 5 December: the same offers for every seed, in another order, pauses in runs.

    The port was closed for hours on 25 November: none. The last two days have an offer, so the first board shows one.
    """
    rng = Random(f"{seed}:november")
    runs: list[tuple[int | None, ...]] = [*_PAUSES, *((offer,) for offer in _OFFERS)]
    rng.shuffle(runs)
    drawn = [offer for run in runs for offer in run]
    drawn.insert((CLOSED_PORT - FIRST).days, 0)
    return [*drawn, *_LAST_TWO]


def _day(day: date, offered: int | None, drawn: bool, row_id: str, arrivals: int, people: int) -> DemoDay:
    known = shares()
    here = "show_moved" if day >= MOVED else "show"
    scaled = None if offered is None else round(offered * people / persons.IN_CITY)
    show, back, admitted = (int(known[key].value) / 100 for key in (here, "return", "admitted"))
    return DemoDay(
        day,
        scaled,
        drawn,
        _source(day, offered, drawn, row_id),
        calls_said(day),
        arrivals,
        show,
        back,
        admitted,
    )


def _source(day: date, offered: int | None, drawn: bool, row_id: str) -> Figure:
    if day == CLOSED_PORT:
        how = "The port was closed for about seven hours; that nobody was called is our reading of it."
        return figure("E028", "Places offered", 0, kind="estimated", how=how)
    if not drawn:
        how = (
            "about a dozen a day"
            if row_id == "W109"
            else "The limit announced from that day on, taken for every day."
        )
        return figure(row_id, "Places offered", offered or 0, day=day, how=how)
    how = "Drawn: no source gives this day. The draw fits the published mean and range."
    value = "no word" if offered is None else offered
    return figure(row_id, "Places offered", value, day=day, kind="estimated", how=how)

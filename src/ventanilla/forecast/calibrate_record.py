"""What the record says, up to a day, of the rates a scenario needs: each with its range and the rows it rests on.

A figure that the record does not hold by that day is the stated prior, says so, and names where the prior was read.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ventanilla.data import folder

from .assumptions import PRIORS, Assumption
from .kinds import Kind, kind
from .known import break_days
from .series import Reading, read_record
from .ways import shapes
from .ways.calls import arrival_points, call_points, rate_point, zero_share
from .ways.kriging import krige
from .ways.spread import student

NO_SHOWS = (
    ("W035", date(2019, 7, 31), 194 / 350, "194 of 350 numbers called in Juarez in July 2019 did not answer"),
    ("W035", date(2019, 8, 11), 107 / 257, "107 missing, 150 answered, Juarez, 11 July to 11 August 2019"),
)
"""Row, day from which it could be known, share of those called who did not come, and in words."""


@dataclass(frozen=True)
class Measured:
    """One number of the model: its value, the range that is drawn from, the rows it rests on (none: assumed), and how."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    rows: tuple[str, ...]
    how: str

    @property
    def assumed(self) -> bool:
        """Whether no row of the record up to that day supports it."""
        return not self.rows


@dataclass(frozen=True)
class Regime:
    """Calls a day between two breaks in policy: the mean of what was published, and its rows."""

    first: date
    last: date
    mean: float
    rows: tuple[str, ...]


@dataclass(frozen=True)
class Pace:
    """Calls a day of a city: the usual day as published (a mean over pauses too), the share of days without calls, and
    the log spread from day to day of the others."""

    mean: Measured
    zero_share: Measured
    spread: Measured
    regimes: tuple[Regime, ...]


def pace(city: str, on: date, readings: Sequence[Reading]) -> Pace:
    """Return what readings dated before a day say of the calls a day in a city, people a day."""
    seen = _before(readings, on)
    rows = tuple(one.row_id for one in _calls(seen, city))
    goal = rate_point("calls", "a day", city, on, by=on)
    level, sd = krige(call_points(seen), goal, shapes.SHAPES["calls"])
    none = zero_share(Kind("calls", "that day", city), on, seen, on)
    how = "level of published calls and of the list's running total, those near in time first (kriging)"
    noise = shapes.SHAPES["calls"].noise
    return Pace(
        _measured("calls a day", level, sd, "people a day", rows, how),
        Measured("days without calls", none, none / 2, min(2 * none, 1.0), "share", rows, "published days, recent first"),
        Measured("spread of calls", noise, noise * 0.7, noise * 1.4, "log", (), shapes.SOURCE),
        _regimes(seen, city, on),
    )  # fmt: skip


def assumed(city: str, evening: date) -> dict[str, Assumption]:
    """The border model's rates for a list of the record, by what was dated up to an evening."""
    after, readings = evening + timedelta(days=1), read_record(folder())
    calls = pace(city, after, readings)
    found = {
        "calls.a_day": calls.mean,
        "calls.none": calls.zero_share,
        "calls.absent": no_show(after),
        "arrivals.a_day": arrivals(city, after, readings),
    }
    priors = {one.key: one for one in PRIORS}
    return {
        key: priors[key]._replace(
            value=_rough(one.value), low=_rough(one.low), high=_rough(one.high), source=_said(one, evening)
        )
        for key, one in found.items()
    }


def _rough(value: float) -> float:
    """Three figures: more would be pretence."""
    return float(f"{value:.3g}")


def _said(one: Measured, evening: date) -> str:
    return one.how if one.assumed else f"{', '.join(one.rows)}, to {evening}: {one.how}"


def arrivals(city: str, on: date, readings: Sequence[Reading]) -> Measured:
    """Return how many people a day put themselves on a city's list, by readings dated before a day."""
    seen = _before(readings, on)
    goal = rate_point("arrivals", "given", city, on, by=on)
    level, sd = krige(arrival_points(seen), goal, shapes.SHAPES["arrivals"])
    here = [one for one in seen if kind(one).place == city]
    told = [
        one
        for one in here
        if kind(one)[:2] == ("number", "given") or one.measure.startswith("new_registrations")
    ]
    how = "growth of the registered total and published new names"
    return _measured("arrivals a day", level, sd, "people a day", tuple(one.row_id for one in told), how)


def no_show(on: date) -> Measured:
    """Return the share of those called who do not answer, by what was published before a day."""
    known = [fact for fact in NO_SHOWS if fact[1] < on]
    told = known or list(NO_SHOWS)
    shares = [share for _row, _day, share, _words in told]
    how = "; ".join(words for *_rest, words in told)
    if not known:
        how = f"assumed: the prior's source is later than {on}: {how}"
    rows = tuple(dict.fromkeys(row for row, *_rest in known))
    value = sum(shares) / len(shares)
    return Measured(
        "called and did not answer", value, min(*shares, 0.4), max(*shares, 0.6), "share", rows, how
    )


def _before(readings: Sequence[Reading], on: date) -> list[Reading]:
    return [one for one in readings if one.status == "S" and one.day < on]


def _calls(seen: Sequence[Reading], city: str) -> list[Reading]:
    return [one for one in seen if kind(one).family == "calls" and kind(one).place == city]


def _measured(name: str, level: float, sd: float, unit: str, rows: tuple[str, ...], how: str) -> Measured:
    low, high = (math.exp(level + sd * student(share)) for share in (0.10, 0.90))
    return Measured(
        name, math.exp(level), low, high, unit, rows, how if rows else f"assumed: {shapes.SOURCE}"
    )


def _regimes(seen: Sequence[Reading], city: str, on: date) -> tuple[Regime, ...]:
    said = sorted(_calls(seen, city), key=lambda one: (one.day, one.order))
    if not said:
        return ()
    edges = [said[0].day, *(day for day in break_days(city, on) if day > said[0].day), on]
    found = []
    for first, after in pairwise(edges):
        inside = [one for one in said if first <= one.day < after]
        if inside:
            mean = sum(one.value for one in inside) / len(inside)
            found.append(Regime(first, after - timedelta(days=1), mean, tuple(one.row_id for one in inside)))
    return tuple(found)

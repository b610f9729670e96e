"""Remain in Mexico: people returned and new cases, by the day, in a stretch, and in all since the beginning."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..kinds import Kind, is_returns, kind
from ..known import EVERYWHERE, EXPULSION, RETURNS, days_open, opened, ports_of
from ..score import LEVELS
from ..series import Reading
from . import shapes
from .calls import steps
from .kriging import Point, krige_all
from .levels import warped
from .spread import Quantiles, spread, told
from .totals import Base, known, together

DAY = timedelta(days=1)


def a_day(target: Reading, seen: Sequence[Reading], by: date) -> tuple[Quantiles, int]:
    """Forecast people returned a day."""
    points = rates(seen)
    [(mean, sd)] = _krige(kind(target), target.series, [(target.first, target.day)], points, by)
    return spread(mean, sd), told(points, kind(target).place)


def in_stretch(target: Reading, seen: Sequence[Reading], by: date) -> tuple[Quantiles, int]:
    """Forecast new cases or returns of a month or another stretch."""
    what = kind(target)
    points = rates(seen)
    days = _days(what.place, target.first, target.day, by)
    if not days:
        return _closed(), told(points, what.place)
    [(mean, sd)] = _krige(what, target.series, [(target.first, target.day)], points, by)
    return spread(mean + math.log(days), sd), told(points, what.place)


def in_all(target: Reading, seen: Sequence[Reading], by: date) -> tuple[Quantiles, int]:
    """Forecast the running total of returns or cases."""
    what = kind(target)
    points = rates(seen)
    bases = _bases(target, what, seen, by)
    said = _krige(what, target.series, [(base.day + DAY, target.day) for base in bases], points, by)
    grown = [_grown(base, target, *one, by) for base, one in zip(bases, said, strict=True)]
    return together(grown, 1.0, known(target, seen)), told(points, what.place)


def _closed() -> Quantiles:
    """New cases where the programme is not open: hardly any."""
    return {level: 0.0 if level < 0.90 else 2.0 if level < 0.95 else 10.0 for level in LEVELS}


def _days(place: str, first: date, last: date, by: date) -> float:
    """Days of a stretch on which a port is open for returns, as announced before ``by``."""
    return days_open(RETURNS, place, first, last, by)


def _bases(target: Reading, what: Kind, seen: Sequence[Reading], by: date) -> list[Base]:
    totals = [one for one in seen if is_returns(one) and kind(one).family == "returned"]
    totals.sort(key=lambda one: (one.day, one.order))
    own = [one for one in totals if one.series == target.series]
    begun = opened(what.place, own[0].day if own else target.day, by)
    totals = _of_programme(totals, begun)
    found_at: dict[str, list[Reading]] = {}
    for one in totals:
        found_at.setdefault(kind(one).place, []).append(one)
    found = found_at.get(what.place, [])
    bases = [Base(one.value, one.day, shapes.APART["series"]) for one in own[-2:]]
    bases += [Base(one.value, one.day, shapes.APART["said"]) for one in found[-6:] if one not in own]
    bases += _sum_of_ports(what.place, found_at)
    return [*bases, Base(0.0, begun or target.day - 90 * DAY, 0.0)]


def _of_programme(totals: list[Reading], begun: date | None) -> list[Reading]:
    """The running totals that began to be counted under the same programme."""
    first: dict[tuple[str, ...], date] = {}
    for one in totals:
        first.setdefault(one.series, one.day)
    return [
        one for one in totals if opened(EVERYWHERE, first[one.series], first[one.series]) == _programme(begun)
    ]


def _programme(begun: date | None) -> date | None:
    return opened(EVERYWHERE, begun, date.max) if begun else None


def _sum_of_ports(place: str, found_at: dict[str, list[Reading]]) -> list[Base]:
    """A place of several ports has had what its ports have had, as far as that is told."""
    ports = ports_of(place)
    lasts = [found_at[port][-1] for port in ports if port in found_at]
    if len(ports) < 2 or not lasts:
        return []
    whole = sum(one.value for one in lasts) * len(ports) / len(lasts)
    apart = shapes.APART["said"] if len(lasts) == len(ports) else 3 * shapes.APART["other side"]
    return [Base(whole, min(one.day for one in lasts), apart)]


def _grown(base: Base, target: Reading, mean: float, sd: float, by: date) -> Base:
    days = max(_days(kind(target).place, base.day + DAY, target.day, by), 0.1)
    return replace(base, more=math.exp(mean) * days, more_sd=sd)


def _krige(
    what: Kind, series: tuple[str, ...], stretches: list[tuple[date, date]], points: Sequence[Point], by: date
) -> list[tuple[float, float]]:
    goals = [_point(what, series, first, last, 1.0, by) for first, last in stretches]
    found = krige_all(points, goals, shapes.SHAPES["returns"])
    return [(mean, sd * shapes.WIDTH["returns"]) for mean, sd in found]


def rates(seen: Sequence[Reading]) -> list[Point]:
    """Everything that tells how many are returned a day: as published, by the stretch, and as running totals tell it."""
    points = []
    totals: dict[tuple[str, ...], list[Reading]] = {}
    for one in (one for one in seen if is_returns(one)):
        what = kind(one)
        if what.family == "returned":
            totals.setdefault(one.series, []).append(one)
        elif what.family == "rate":
            points.append(_point(what, one.series, one.first, one.day, one.value))
        elif days := _days(what.place, one.first, one.day, one.day):
            points.append(_point(what, one.series, one.first, one.day, one.value / days))
    return points + [
        point
        for found in totals.values()
        for point in _steps(sorted(found, key=lambda one: (one.day, one.order)))
    ]


def _steps(found: list[Reading]) -> list[Point]:
    what, series = kind(found[0]), found[0].series
    points = [_step(what, series, start.day, end.day, end.value - start.value) for start, end in steps(found)]
    begun = opened(what.place, found[0].day, found[0].day)
    if begun:
        points.append(_step(what, series, begun - DAY, found[0].day, found[0].value))
    return points


def _step(what: Kind, series: tuple[str, ...], start: date, end: date, more: float) -> Point:
    return _point(what, series, start + DAY, end, more / (end - start).days)


def _point(
    what: Kind, series: tuple[str, ...], first: date, last: date, rate: float, by: date = date.max
) -> Point:
    middle = first + (last - first) / 2
    noise = 0.6 + 0.8 * math.exp(-((last - first).days + 1) / 6)
    return Point(
        math.log(max(rate, 0.3)), middle.toordinal(), warped(what.place, middle, by), what.place, what.kind, series, noise,
        _mean(what, first, middle, last, min(by, last)),
    )  # fmt: skip


def _mean(what: Kind, first: date, middle: date, last: date, by: date) -> float:
    """What is guessed of a rate by the calendar alone: it grows after the programme begins, and falls while people are expelled."""
    start = opened(EVERYWHERE, last, by)
    age = max((middle - start).days, 0) if start else 0
    expelled = days_open(EXPULSION, what.place, first, last, by) / ((last - first).days + 1)
    median = shapes.MEDIANS["returns"][EVERYWHERE if what.place == EVERYWHERE else what.kind]
    return math.log(median) - shapes.RAMP * math.exp(-age / shapes.RAMP_DAYS) + shapes.EXPELLED * expelled

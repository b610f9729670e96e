"""How many are called a day: often nobody, so a share of days without calls and a level of the others."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta

from ..kinds import Kind, kind, people_a_number
from ..known import EXPULSION, days_open
from ..series import SINGLES, Reading
from . import shapes
from .kriging import Point, krige
from .levels import warped
from .spread import Quantiles, told, with_zeros

NUMBERS = ("last_number_called", "number_given")
"""Columns that count numbers; the other running totals of a list count people."""


def calls(target: Reading, seen: Sequence[Reading], by: date) -> tuple[Quantiles, int]:
    """Forecast the calls of a day: quantiles, and how many readings of the place told of it."""
    what = kind(target)
    points = call_points(seen)
    goal = rate_point("calls", what.kind, what.place, target.day, by=by)
    mean, sd = krige(points, goal, shapes.SHAPES["calls"])
    none = zero_share(what, target.day, seen, by)
    return with_zeros(mean, sd * shapes.WIDTH["calls"], none), told(points, goal.place)


def zero_share(what: Kind, day: date, seen: Sequence[Reading], by: date) -> float:
    """The share of readings of calls that are zero, those near in time first; more while people are expelled."""
    zero, some = shapes.ZEROS[what.kind == "that day"]
    expelled = days_open(EXPULSION, what.place, day - timedelta(days=9), day, by) > 5
    zero += shapes.ZEROS_EXPELLED if expelled else 0.0
    for one in seen:
        weight = _tells(kind(one), what, warped(what.place, day, by) - warped(what.place, one.day), expelled)
        zero, some = (zero + weight, some) if one.value == 0 else (zero, some + weight)
    return zero / (zero + some)


def _tells(other: Kind, what: Kind, age: float, expelled: bool) -> float:
    """How much one reading tells of pauses: while people are expelled, all ports pause together and for long."""
    if other.family != "calls" or (other.place != what.place and not expelled):
        return 0.0
    like = (1.0 if other.kind == what.kind else 0.3) * (1.0 if other.place == what.place else 0.5)
    return like * math.exp(-age / shapes.ZERO_DAYS[expelled])


def call_points(seen: Sequence[Reading]) -> list[Point]:
    """Calls a day as published, where there were any, and as running totals tell them."""
    said = [one for one in seen if kind(one).family == "calls" and one.value > 0]
    points = [rate_point("calls", *kind(one)[1:], one.day, one.value) for one in said]
    return points + _grown(seen, "called", "calls")


def arrival_points(seen: Sequence[Reading]) -> list[Point]:
    """New people a day as published, and as running totals tell them."""
    said = [one for one in seen if one.measure.startswith("new_registrations") and one.value > 0]
    points = [
        rate_point("arrivals", "given", kind(one).place, one.day, one.value, shapes.PEAK) for one in said
    ]
    return points + _grown(seen, "given", "arrivals")


def rate_point(
    family: str, name: str, place: str, day: date, rate: float = 1.0, noise: float = 1.0, by: date = date.max
) -> Point:
    """A rate of people a day as kriging sees it."""
    mean = math.log(shapes.MEDIANS[family][name])
    return Point(math.log(rate), day.toordinal(), warped(place, day, by), place, name, (family,), noise, mean)


def between(
    name: str, family: str, place: str, start: date, end: date, rate: float = 1.0, by: date = date.max
) -> Point:
    """The mean rate of a stretch: the longer, the less noise."""
    days = (end - start).days
    noise = 0.5 + 0.5 * math.exp(-days / 15)
    return rate_point(family, name, place, start + timedelta(days=days // 2), rate, noise, by)


def kin(seen: Sequence[Reading], place: str, name: str) -> list[Reading]:
    """Readings of one running total of a list, whatever the column and measure are called; oldest first."""
    found = [one for one in seen if one.column in SINGLES and kind(one) == ("number", name, place)]
    return sorted(found, key=lambda one: (one.day, one.order))


def in_people(one: Reading) -> float:
    """A running total in people."""
    return one.value * (people_a_number(kind(one).place) if one.column in NUMBERS else 1.0)


def steps(found: Sequence[Reading]) -> list[tuple[Reading, Reading]]:
    """Neighbours of a running total on two days, those that contradict the growth left out."""
    pairs: list[tuple[Reading, Reading]] = []
    start: Reading | None = None
    for one in found:
        if start and one.day > start.day and in_people(one) >= in_people(start):
            pairs.append((start, one))
        if start is None or (one.day > start.day and in_people(one) >= in_people(start)):
            start = one
    return pairs


def _grown(seen: Sequence[Reading], name: str, family: str) -> list[Point]:
    points = []
    for place in sorted({kind(one).place for one in seen if kind(one).family == "number"}):
        for start, end in steps(kin(seen, place, name)):
            days = (end.day - start.day).days
            rate = (in_people(end) - in_people(start)) / days
            if rate > 0 and days >= 5:
                points.append(between(name, family, place, start.day, end.day, rate))
    return points

"""How many people are somewhere: on a list, in a camp, in a shelter."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date

from ..kinds import is_occupancy, kind
from ..known import breaks
from ..score import LEVELS
from ..series import Reading
from . import shapes
from .kriging import Point, krige
from .spread import Quantiles, spread, told

_CITIES = re.compile(r"\((\d{1,3}) cities\)")


def people(target: Reading, seen: Sequence[Reading], by: date) -> tuple[Quantiles, int]:
    """Forecast how many people are somewhere: quantiles, and how many readings of the place told of it."""
    if kind(target).kind == "start":
        return from_nothing(), 0
    points = [point(one) for one in seen if _counts(one)]
    goal = point(target, by)
    mean, sd = krige(points, goal, shapes.SHAPES["people"])
    found = spread(mean, sd * shapes.WIDTH["people"])
    return {level: max(value - 1, 0.0) for level, value in found.items()}, told(points, goal.place)


def from_nothing() -> Quantiles:
    """A count on the day a list is opened."""
    return {level: max(level - 0.75, 0.0) * 100 for level in LEVELS}


def _counts(one: Reading) -> bool:
    what = kind(one)
    return what.family == "people" and what.kind != "start" and (one.file == "waitlist" or is_occupancy(one))


def point(one: Reading, by: date = date.max) -> Point:
    """A count of people as kriging sees it."""
    _family, name, place = kind(one)
    mean = math.log(shapes.MEDIANS["people"][name])
    if cities := _CITIES.search(one.place):
        mean += shapes.CITIES_POWER * math.log(max(int(cities[1]), 1) / shapes.CITIES)
    if one.file == "shelters" and one.measure not in ("occupancy", "occupancy_peak"):
        mean += math.log(shapes.PARTS.get(one.measure, 0.5))
    where = one.city or place
    return Point(
        math.log(one.value + 1), one.day.toordinal(), warped(where, one.day, by), place, name, one.series, mean=mean,
        swing=shapes.SWING.get(name, 1.0),
    )  # fmt: skip


def warped(place: str, day: date, by: date = date.max) -> float:
    """A day in which a break in policy, of those announced before ``by``, counts as many."""
    return day.toordinal() + shapes.BREAK_DAYS * breaks(place, day, by)

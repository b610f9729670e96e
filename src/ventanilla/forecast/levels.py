"""How many people are somewhere: on a list, in a camp, in a shelter."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from . import shapes
from .kinds import is_occupancy, kind
from .known import breaks
from .kriging import Point, krige
from .score import LEVELS
from .series import Reading
from .spread import Quantiles, spread, told


def people(target: Reading, seen: Sequence[Reading]) -> tuple[Quantiles, int]:
    """Forecast how many people are somewhere: quantiles, and how many readings of the place told of it."""
    if kind(target).kind == "start":
        return from_nothing(), 0
    points = [point(one) for one in seen if _counts(one)]
    goal = point(target)
    mean, sd = krige(points, goal, shapes.SHAPES["people"])
    found = spread(mean, sd * shapes.WIDTH["people"])
    return {level: max(value - 1, 0.0) for level, value in found.items()}, told(points, goal.place)


def from_nothing() -> Quantiles:
    """A count on the day a list is opened."""
    return {level: max(level - 0.75, 0.0) * 100 for level in LEVELS}


def _counts(one: Reading) -> bool:
    what = kind(one)
    return what.family == "people" and what.kind != "start" and (one.file == "waitlist" or is_occupancy(one))


def point(one: Reading) -> Point:
    """A count of people as kriging sees it."""
    _family, name, place = kind(one)
    mean = math.log(shapes.MEDIANS["people"][name])
    if one.file == "shelters" and one.measure not in ("occupancy", "occupancy_peak"):
        mean += math.log(shapes.PARTS.get(one.measure, 0.5))
    return Point(
        math.log(one.value + 1), one.day.toordinal(), warped(one.city or place, one.day), place, name, one.series, mean=mean
    )


def warped(place: str, day: date) -> float:
    """A day in which a break in policy counts as many."""
    return day.toordinal() + shapes.BREAK_DAYS * breaks(place, day)

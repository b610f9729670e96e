"""Running totals: the last one known, and what its rate adds until the day that is asked about."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..kinds import Kind, kind, people_a_number
from ..score import LEVELS
from ..series import Reading
from . import shapes
from .calls import NUMBERS, arrival_points, between, call_points, in_people, kin
from .kriging import krige_all
from .levels import from_nothing
from .spread import Quantiles, T, spread


@dataclass(frozen=True, slots=True)
class Base:
    """What a total may stand on: a value on a day, its log distance from this series, and what has come since."""

    value: float
    day: date
    apart: float
    more: float = 0.0
    more_sd: float = 0.0

    @property
    def total(self) -> float:
        """The value it leads to."""
        return self.value + self.more

    @property
    def loose(self) -> float:
        """How unsure that is, on the log scale."""
        return math.hypot(self.apart * self.value, self.more_sd * self.more) / max(self.total, 1.0)


def numbers(target: Reading, seen: Sequence[Reading], by: date) -> tuple[Quantiles, int]:
    """Forecast a list's number: quantiles, and how many readings told of it."""
    what = kind(target)
    per = people_a_number(what.place) if target.column in NUMBERS else 1.0
    if target.measure.endswith("list_start"):
        return from_nothing(), 0
    found = kin(seen, what.place, what.kind)
    bases = [Base(in_people(one), one.day, _apart(one, target)) for one in found[-6:]]
    bases += _other_side(what, seen)
    if not bases:
        return spread(math.log(shapes.MEDIANS["number"][what.kind] / per), shapes.NUMBER_SPREAD), 0
    floor = 0.0 if target.column == "number_given" else known(target, seen)
    return together(_grow(bases, what, target.day, seen, by), per, floor), len(found) or 1


def known(target: Reading, seen: Sequence[Reading]) -> float:
    """The most a running total is known to have reached: it never goes back."""
    return max((one.value for one in seen if one.series == target.series), default=0.0)


def _apart(one: Reading, target: Reading) -> float:
    if one.series == target.series:
        return shapes.APART["series"]
    return shapes.APART["column" if one.column == target.column else "kin"]


def _other_side(what: Kind, seen: Sequence[Reading]) -> list[Base]:
    """Numbers given are numbers called and people waiting, so one side tells of the other."""
    other, sign = ("given", -1) if what.kind == "called" else ("called", 1)
    waiting = [one for one in seen if kind(one) == ("people", "list", what.place)]
    if not waiting:
        return []
    people = max(waiting, key=lambda one: (one.day, one.order)).value
    found = [one for one in kin(seen, what.place, other)[-2:] if one.value]
    return [
        Base(max(in_people(one) + sign * people, 1.0), one.day, shapes.APART["other side"]) for one in found
    ]


def _grow(bases: list[Base], what: Kind, day: date, seen: Sequence[Reading], by: date) -> list[Base]:
    family = "calls" if what.kind == "called" else "arrivals"
    points = call_points(seen) if family == "calls" else arrival_points(seen)
    goals = [between(what.kind, family, what.place, base.day, day, by=by) for base in bases]
    said = krige_all(points, goals, shapes.SHAPES[family])
    return [
        replace(base, more=math.exp(mean) * (day - base.day).days, more_sd=sd * shapes.WIDTH[family])
        for base, (mean, sd) in zip(bases, said, strict=True)
    ]


def together(bases: Sequence[Base], per: float, floor: float) -> Quantiles:
    """One forecast from several bases, the surest first; what was added and the distance are unsure on their own."""
    weights = [1 / max(base.loose, 0.002) ** 4 for base in bases]
    found = {}
    for level in LEVELS:
        parts = [weight * _at(base, T[level]) for weight, base in zip(weights, bases, strict=True)]
        found[level] = max(sum(parts) / sum(weights) / per, floor)
    return found


def _at(base: Base, t: float) -> float:
    grown = base.more * math.expm1(base.more_sd * t)
    off = base.value * math.expm1(base.apart * t)
    return base.total + math.copysign(math.hypot(grown, off), t)

"""One figure forecast from all readings dated before it: kriging on the log scale, totals by their rate."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from . import shapes
from .kinds import Kind, is_returns, kind, unit
from .known import CLOSED, RETURNS, breaks, opened, share_open
from .kriging import Point, krige, student
from .score import LEVELS
from .series import Reading

MOST = 250


@dataclass(frozen=True)
class Forecast:
    """Quantiles by level, and the note: what it rests on."""

    quantiles: dict[float, float]
    note: str


@dataclass(frozen=True)
class Seen:
    """All readings before a day, sorted into what they tell about."""

    day: date
    readings: Sequence[Reading]
    points: dict[str, list[Point]] = field(default_factory=dict)


def forecast(target: Reading, before: Iterable[Reading]) -> Forecast:
    """Forecast one figure from readings dated before it."""
    seen = [one for one in before if one.status == "S" and one.day < target.day]
    what = kind(target)
    way = {"people": _people, "calls": _calls, "total": _total, "month": _month, "rate": _rate}[what.family]
    quantiles, told = way(target, what, seen)
    own = sum(one.series == target.series for one in seen)
    first = f"{own} of its series before it" if own else "nothing of its series before it"
    if not told:
        first = "nothing before it: the stated prior"
    note = f"{first}; {told} related readings; {shapes.SOURCE}"
    return Forecast(_tidy(quantiles), note)


def _tidy(quantiles: dict[float, float]) -> dict[float, float]:
    run = 0.0
    out = {}
    for level in LEVELS:
        run = max(run, quantiles[level])
        out[level] = run
    return out


def _log(value: float) -> float:
    return math.log(value + 1)


def _warped(place: str, day: date, seen_by: date) -> float:
    return day.toordinal() + shapes.BREAK_DAYS * sum(b <= day for b in breaks(place, seen_by))


def _mean(family: str, name: str) -> float:
    return math.log(shapes.MEDIANS.get((family, name), 300.0))


def _point(family: str, name: str, place: str, day: date, y: float, series: tuple[str, ...], by: date, **more: float) -> Point:
    mean = more.pop("mean", _mean(family, name))
    return Point(y, float(day.toordinal()), _warped(place.split(", ")[-1], day, by), place, name, series, mean=mean, **more)


def _spread(mean: float, sd: float, family: str) -> dict[float, float]:
    width = sd * shapes.WIDTH[family]
    return {level: math.exp(mean + width * T[level]) for level in LEVELS}


# student's t with 4 degrees, scaled so that the middle half is that of a normal
T = {level: student(level) * 0.6745 / student(0.75) if level != 0.5 else 0.0 for level in LEVELS}


# --- people ---
def _people(target: Reading, what: Kind, seen: list[Reading]) -> tuple[dict[float, float], int]:
    if what.kind == "start":
        return {level: max(0.0, (level - 0.75) * 100) for level in LEVELS}, 0
    points = []
    for one in seen:
        other = kind(one)
        if other.family == "people" and other.kind != "start":
            points.append(_point("people", other.kind, other.place, one.day, _log(one.value), one.series, target.day))
    goal = _point("people", what.kind, what.place, target.day, 0.0, target.series, target.day)
    points = _nearest(points, goal)
    mean, sd = krige(points, goal, shapes.SHAPES["people"])
    found = _spread(mean, sd, "people")
    return {level: max(value - 1, 0.0) for level, value in found.items()}, _told(points, goal)


def _told(points: list[Point], goal: Point) -> int:
    return sum(point.place == goal.place for point in points)


def _nearest(points: list[Point], goal: Point) -> list[Point]:
    if len(points) <= MOST:
        return points
    return sorted(points, key=lambda p: (p.place != goal.place, abs(p.day - goal.day)))[:MOST]


# --- calls a day ---
def _call_points(seen: list[Reading], by: date, place: str) -> list[Point]:
    points = []
    for one in seen:
        if one.file != "waitlist":
            continue
        what = kind(one)
        if what.family == "calls" and one.value > 0:
            points.append(_point("calls", what.kind, what.place, one.day, math.log(one.value), ("calls",), by))
    for city in {kind(one).place for one in seen if one.file == "waitlist"}:
        points += _increments(seen, city, "called", "calls", by)
    return points


def _increments(seen: list[Reading], place: str, name: str, family: str, by: date) -> list[Point]:
    found = _kin(seen, place, name)
    points = []
    for start, end in _pairs(found):
        days = (end.day - start.day).days
        rate = (end.value - start.value) * unit(place) / days
        if rate > 0 and days >= 5:
            middle = start.day + timedelta(days=days // 2)
            noise = 0.5 + 0.5 * math.exp(-days / 15)
            points.append(_point(family, name, place, middle, math.log(rate), (family,), by, noise=noise))
    return points


def _kin(seen: list[Reading], place: str, name: str) -> list[Reading]:
    return sorted(
        (one for one in seen if one.file == "waitlist" and kind(one) == ("total", name, place)), key=lambda r: (r.day, r.order)
    )


def _pairs(found: list[Reading]) -> list[tuple[Reading, Reading]]:
    pairs = []
    start = None
    for one in found:
        if start is None:
            start = one
        elif one.day > start.day:
            if one.value >= start.value:
                pairs.append((start, one))
                start = one
    return pairs


def _zero_share(target: Reading, what: Kind, seen: list[Reading]) -> float:
    zero, some = (0.5, 2.0) if what.kind == "that day" else (0.15, 3.0)
    if share_open((CLOSED,), what.place, target.day - timedelta(days=10), target.day) > 0.5:
        zero += 1.5
    for one in seen:
        other = kind(one) if one.file == "waitlist" else None
        if other and other.family == "calls" and (other.place == what.place):
            age = _warped(what.place, target.day, target.day) - _warped(what.place, one.day, target.day)
            weight = math.exp(-age / 20) * (1.0 if other.kind == what.kind else 0.3)
            if one.value == 0:
                zero += weight
            else:
                some += weight
    return zero / (zero + some)


def _calls(target: Reading, what: Kind, seen: list[Reading]) -> tuple[dict[float, float], int]:
    points = _call_points(seen, target.day, what.place)
    goal = _point("calls", what.kind, what.place, target.day, 0.0, ("calls",), target.day)
    points = _nearest(points, goal)
    mean, sd = krige(points, goal, shapes.SHAPES["calls"])
    none = _zero_share(target, what, seen)
    found = {}
    for level in LEVELS:
        above = (level - none) / (1 - none)
        found[level] = math.exp(mean + sd * shapes.WIDTH["calls"] * student(above) * 0.91) if above > 0 and abs(above-.5)>1e-9 else (0.0 if above <= 0 else math.exp(mean))
    return found, _told(points, goal)


# --- running totals ---
@dataclass(frozen=True)
class Base:
    """Where a total may stand on: a value on a day, and how far (log) it may be from this series."""

    value: float
    day: date
    apart: float


def _total(target: Reading, what: Kind, seen: list[Reading]) -> tuple[dict[float, float], int]:
    return _returned(target, what, seen) if target.file == "mpp" else _numbers(target, what, seen)


def _numbers(target: Reading, what: Kind, seen: list[Reading]) -> tuple[dict[float, float], int]:
    kin = _kin(seen, what.place, what.kind)
    bases = [Base(one.value, one.day, _apart(one, target)) for one in kin[-6:]]
    family = "calls" if what.kind == "called" else "arrivals"
    points = _call_points(seen, target.day, what.place) if family == "calls" else _arrival_points(seen, target.day)
    bases += _other_side(target, what, seen)
    if not bases:
        median = shapes.MEDIANS["total", what.kind] / unit(what.place)
        return {level: median * math.exp(1.2 * T[level]) for level in LEVELS}, 0
    floor = max((one.value for one in seen if one.series == target.series), default=0.0)
    if target.column == "number_given":
        floor = 0.0
    return _grown(target, what.kind, what.place, bases, points, family, unit(what.place), floor), len(kin)


def _apart(one: Reading, target: Reading) -> float:
    if one.series == target.series:
        return 0.01
    return 0.03 if one.column == target.column else 0.08


def _arrival_points(seen: list[Reading], by: date) -> list[Point]:
    points = []
    for city in {kind(one).place for one in seen if one.file == "waitlist"}:
        points += _increments(seen, city, "given", "arrivals", by)
    for one in seen:
        if one.measure.startswith("new_registrations") and one.value > 0:
            points.append(_point("arrivals", "given", one.place, one.day, math.log(one.value), ("arrivals",), by))
    return points


def _other_side(target: Reading, what: Kind, seen: list[Reading]) -> list[Base]:
    """Numbers given are numbers called and people waiting: the one side tells of the other."""
    other = "given" if what.kind == "called" else "called"
    sign = -1 if what.kind == "called" else 1
    waiting = [one for one in seen if kind(one) == ("people", "list", what.place)]
    found = _kin(seen, what.place, other)[-2:]
    if not waiting or not found:
        return []
    people = max(waiting, key=lambda r: (r.day, r.order)).value / unit(what.place)
    return [Base(max(one.value + sign * people, 1.0), one.day, 0.25) for one in found if one.value > 0]


def _grown(target: Reading, name: str, place: str, bases: list[Base], points: list[Point], family: str, per: float, floor: float) -> dict[float, float]:
    parts = []
    for base in bases:
        days = max((target.day - base.day).days, 1)
        middle = base.day + timedelta(days=days // 2)
        goal = _point(family, name, place, middle, 0.0, (family,), target.day, noise=0.5 + 0.5 * math.exp(-days / 15))
        mean, sd = krige(_nearest(points, goal), goal, shapes.SHAPES[family])
        parts.append((base, math.exp(mean) * days / per, sd))
    return _combined(parts, floor, shapes.WIDTH[family])


def _combined(parts: list[tuple[Base, float, float]], floor: float, width: float) -> dict[float, float]:
    weights, values = [], []
    for base, more, sd in parts:
        value = base.value + more
        rel = math.hypot(base.apart * base.value, sd * more) / max(value, 1.0)
        weights.append(1 / max(rel, 0.002) ** 4)
        values.append(value)
    total = sum(weights)
    found = {}
    for level in LEVELS:
        out = 0.0
        for (base, more, sd), weight in zip(parts, weights, strict=True):
            grow = more * (math.exp(sd * width * T[level]) - 1)
            off = base.value * (math.exp(base.apart * width * T[level]) - 1)
            out += weight / total * (base.value + more + math.copysign(math.hypot(grow, off), T[level] or 1.0))
        found[level] = max(out, floor)
    return found


# --- Remain in Mexico ---
def _ramp(place: str, day: date) -> float:
    start = opened(RETURNS[:1], place, day)
    age = (day - start).days if start else 0
    return -shapes.RAMP * math.exp(-max(age, 0) / shapes.RAMP_DAYS)


def _returns_mean(place: str, name: str, first: date, last: date) -> float:
    closed = share_open((CLOSED,), place, first, last)
    middle = first + (last - first) / 2
    return _mean("returns", "ALL" if place == "ALL" else name) + _ramp(place, middle) + shapes.EXPELLED * closed


def _days_open(place: str, first: date, last: date) -> float:
    return share_open(RETURNS, place, first, last) * ((last - first).days + 1)


def _returns_point(name: str, place: str, first: date, last: date, rate: float, by: date, series: tuple[str, ...]) -> Point:
    days = (last - first).days + 1
    noise = 0.6 + 0.8 * math.exp(-days / 6)
    middle = first + (last - first) / 2
    return _point(
        "returns", name, place, middle, math.log(max(rate, 0.3)), series, by,
        noise=noise, mean=_returns_mean(place, name, first, last),
    )


def _returns_points(seen: list[Reading], by: date) -> list[Point]:
    points = []
    groups: dict[tuple[str, ...], list[Reading]] = {}
    for one in seen:
        if not is_returns(one):
            continue
        what = kind(one)
        if what.family == "total":
            groups.setdefault(one.series, []).append(one)
        elif what.family == "rate":
            points.append(_returns_point(what.kind, what.place, one.first, one.day, one.value, by, one.series))
        elif days := _days_open(what.place, one.first, one.day):
            points.append(_returns_point(what.kind, what.place, one.first, one.day, one.value / days, by, one.series))
    for series, found in groups.items():
        what = kind(found[0])
        for start, end in _pairs(sorted(found, key=lambda r: (r.day, r.order))):
            days = (end.day - start.day).days
            points.append(_returns_point(what.kind, what.place, start.day + timedelta(days=1), end.day, (end.value - start.value) / days, by, series))
        first = min(found, key=lambda r: r.day)
        begun = opened(RETURNS[:1], what.place, first.day)
        if begun and first.value > 0:
            points.append(_returns_point(what.kind, what.place, begun, first.day, first.value / ((first.day - begun).days + 1), by, series))
    return points


def _rate_of(target: Reading, what: Kind, seen: list[Reading], first: date, last: date) -> tuple[float, float, int]:
    points = _returns_points(seen, target.day)
    goal = _returns_point(what.kind, what.place, first, last, 1.0, target.day, target.series)
    points = _nearest(points, goal)
    mean, sd = krige(points, goal, shapes.SHAPES["returns"])
    return mean, sd, len(points)


def _month(target: Reading, what: Kind, seen: list[Reading]) -> tuple[dict[float, float], int]:
    days = _days_open(what.place, target.first, target.day)
    if not days:
        return {level: 0.0 if level < 0.9 else 2.0 if level < 0.95 else 10.0 for level in LEVELS}, len(seen)
    mean, sd, told = _rate_of(target, what, seen, target.first, target.day)
    return _spread(mean + math.log(days), sd, "returns"), told


def _rate(target: Reading, what: Kind, seen: list[Reading]) -> tuple[dict[float, float], int]:
    mean, sd, told = _rate_of(target, what, seen, target.first, target.day)
    return _spread(mean, sd, "returns"), told


def _returned(target: Reading, what: Kind, seen: list[Reading]) -> tuple[dict[float, float], int]:
    kin = [one for one in seen if is_returns(one) and kind(one).family == "total" and kind(one).place == what.place]
    kin = sorted(kin, key=lambda r: (r.day, r.order))
    bases = [Base(one.value, one.day, 0.01 if one.series == target.series else 0.1) for one in kin[-6:]]
    own = [one for one in kin if one.series == target.series][-1:]
    bases += [Base(one.value, one.day, 0.01) for one in own]
    begun = opened(RETURNS[:1], what.place, target.day)
    if begun:
        bases.append(Base(0.0, begun, 0.0))
    if not bases:
        bases = [Base(0.0, target.day - timedelta(days=90), 0.0)]
    parts = []
    told = 0
    for base in bases:
        first = base.day + timedelta(days=1)
        days = max((target.day - base.day).days, 1)
        live = _days_open(what.place, first, target.day) or (days if what.place not in ("ALL",) else 0.1)
        mean, sd, told = _rate_of(target, what, seen, first, target.day)
        parts.append((base, math.exp(mean) * live, sd))
    floor = max((one.value for one in own), default=0.0)
    return _combined(parts, floor, shapes.WIDTH["returns"]), told

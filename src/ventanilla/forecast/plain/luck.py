"""The random numbers of a run once more, in pure Python: what :mod:`..draws` and :mod:`..outside` do, written from their words.

Philox4x32-10 (Salmon et al. 2011): the key is (seed, run), the counter says who asks for what. Slow and plain.
"""

from __future__ import annotations

import math
from itertools import accumulate
from typing import Any, NamedTuple
from zlib import crc32

from ..model import WEEKDAYS, Block, Duration, Model, Range, Source

BORN, ENTER, SERVE, ROUTE, APPLY, ARRIVALS, PLACES, WALK, RANGE, LOT = range(10)
"""What a number is for."""

_RANGES = {
    "absent": 0, "returns": 1, "missed": 2, "switch": 3, "closed": 4, "level": 5, "wants": 9,
    "patience": 10, "delay": 12, "away": 14, "takes": 16, "after": 18,
}  # fmt: skip
"""The number by which each range of a part is told from the others of that part."""

_LOW = 0xFFFFFFFF
_SCALE = 2.0**-32

Four = tuple[float, float, float, float]


class Luck(NamedTuple):
    """All chance of one run."""

    seed: int
    run: int

    def four(self, a: int, b: int, c: int, d: int) -> Four:
        """Four numbers strictly between 0 and 1 for this counter."""
        w = words(self.seed, self.run, a, b, c, d)
        return (w[0] + 0.5) * _SCALE, (w[1] + 0.5) * _SCALE, (w[2] + 0.5) * _SCALE, (w[3] + 0.5) * _SCALE


def words(seed: int, run: int, *counter: int) -> tuple[int, int, int, int]:
    """Ten rounds of Philox: four 32-bit words."""
    k0, k1 = seed, run
    c0, c1, c2, c3 = counter
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 & _LOW, (p0 >> 32) ^ c3 ^ k1, p0 & _LOW
        k0, k1 = (k0 + 0x9E3779B9) & _LOW, (k1 + 0xBB67AE85) & _LOW
    return c0, c1, c2, c3


def key(name: str) -> int:
    """What stands for a name in a counter."""
    return crc32(name.encode())


def pick(chances: list[float], u: float) -> int:
    """The first whose cumulative chance is above ``u``; the last one that can happen takes what is left."""
    last = max(n for n, chance in enumerate(chances) if chance > 0)
    return next((n for n, sum_ in enumerate(accumulate(chances)) if u < sum_ and n < last), last)


def length(duration: Duration, u: float) -> int:
    """Days: exactly so many; or 1 + floor(exponential); or evenly from the first to the last of ``between``."""
    if duration.exactly is not None:
        return duration.exactly
    if duration.between is not None:
        first, last = duration.between
        return first + math.floor(u * (last - first + 1))
    if duration.chance is not None:
        mean = 0.0 if duration.chance == 1 else -1 / math.log(1 - duration.chance)
    else:
        mean = sure(duration.mean or 0.0)
    return int(min(1 + math.floor(-mean * math.log(u)), 1e8))


def sure(value: float | Range) -> float:
    """A number of a model that is settled: no range is left in it."""
    assert not isinstance(value, Range)
    return value


def settled(model: Model, luck: Luck) -> Model:
    """The model with a number drawn for each of its ranges."""
    return model.model_copy(
        update={
            "block": {name: _settled(block, name, luck) for name, block in model.block.items()},
            "source": {name: _settled(source, name, luck) for name, source in model.source.items()},
        }
    )


def _settled(part: Any, name: str, luck: Luck) -> Any:
    found: dict[str, Any] = {}
    for field, number in _RANGES.items():
        value = getattr(part, field, None)
        if isinstance(value, Range):
            found[field] = _drawn(value, f"{name}:{number}", luck)
        elif isinstance(value, Duration) and isinstance(value.mean, Range):
            mean = _drawn(value.mean, f"{name}:{number}", luck)
            found[field] = value.model_copy(update={"mean": mean})
    changes = [
        one.model_copy(update={"times": _drawn(one.times, f"{name}@{one.day}:{_RANGES['level']}", luck)})
        for one in part.changes
    ]
    return part.model_copy(update={**found, "changes": changes})


def _drawn(value: float | Range, name: str, luck: Luck) -> float:
    """From the triangle over low, likely and high."""
    if not isinstance(value, Range):
        return value
    u, width = luck.four(0, key(name), 0, RANGE)[0], value.high - value.low
    if width <= 0:
        return value.likely
    if u < (value.likely - value.low) / width:
        return value.low + math.sqrt(u * width * (value.likely - value.low))
    return value.high - math.sqrt((1 - u) * width * (value.high - value.likely))


def weekly(value: Any, model: Model, day: int) -> float:
    """A number of each day, or one for each weekday, Monday first."""
    return value[(WEEKDAYS.index(model.first_day) + day) % 7] if isinstance(value, list) else value


def levels(part: Block | Source, name: str, days: int, luck: Luck) -> list[float]:
    """How many times the plan holds on each day: level, the change that holds, and the random walk of its logarithm."""
    found, walk = [], 0.0
    for d in range(days):
        value: Any = part.level
        holding = [one.times for one in sorted(part.changes, key=lambda one: one.day) if one.day <= d]
        value *= holding[-1] if holding else 1.0
        if part.walk > 0:
            u = luck.four(d, key(name), 0, WALK)
            walk += part.walk * normal(u[0], u[1])
            value *= math.exp(walk)
        found.append(value)
    return found


def arrivals(source: Source, name: str, model: Model, days: int, luck: Luck) -> list[int]:
    """How many tickets a source brings on each day; the first number is that of the evening before day 0."""
    found = [0] * (days + 1)
    if source.once is not None and source.day < days:
        found[source.day + 1] = source.once
    if source.once is not None or source.endless:
        return found
    level = levels(source, name, days, luck)
    for d in range(source.begins, days):
        if source.poisson is not None:
            rate = weekly(source.poisson, model, d) * level[d]
            rate *= gamma(source.shape, luck, d, key(name)) if source.shape else 1.0
            found[d + 1] = poisson(rate, luck, d, key(name))
        elif source.chance is not None:
            found[d + 1] = int(luck.four(d, key(name), 0, ARRIVALS)[0] < source.chance * level[d])
        else:
            found[d + 1] = int(weekly(source.each_day, model, d) * level[d])
    return found


def places(block: Block, name: str, model: Model, days: int, luck: Luck) -> list[int]:
    """How many places a block has on each day: by weekday or by changing speeds, none while closed."""
    found, level = [], levels(block, name, days, luck)
    at = block.speeds.index(block.start) if block.speeds and block.start is not None else 0
    for d in range(days):
        u, switch = luck.four(d, key(name), 0, PLACES), sure(block.switch)
        if block.speeds and u[0] < switch:
            at = (at + 1 + int(u[0] / switch * (len(block.speeds) - 1))) % len(block.speeds)
        mean = (block.speeds[at] if block.speeds else weekly(block.places or 0, model, d)) * level[d]
        if block.uneven:
            mean *= u[2] + u[3]
        else:
            mean = math.floor(mean) + (u[2] < mean - math.floor(mean))
        closed = (
            u[1] < sure(block.closed) or d < block.opens or (block.closes is not None and d >= block.closes)
        )
        found.append(0 if closed else int(mean if block.most is None else min(block.most, mean)))
    return found


def normal(u: float, v: float) -> float:
    """A standard normal number (Box and Muller 1958)."""
    return math.sqrt(-2 * math.log(u)) * math.cos(2 * math.pi * v)


def poisson(mean: float, luck: Luck, day: int, source: int) -> int:
    """A Poisson number by inversion, in parts of at most 500."""
    total, part = 0, 1
    while mean > 0:
        m = min(mean, 500.0)
        w = luck.four(day, source, 0, part << 4 | ARRIVALS)
        u, p, n = w[0] + (w[1] - 0.5) * _SCALE, math.exp(-m), 0
        cumulative = p
        while u > cumulative and p > 0:
            n += 1
            p *= m / n
            cumulative += p
        total, mean, part = total + n, mean - m, part + 1
    return total


def gamma(shape: float, luck: Luck, day: int, source: int) -> float:
    """A gamma number of mean 1 (Marsaglia and Tsang 2000)."""
    d = (shape if shape >= 1 else shape + 1) - 1 / 3
    for attempt in range(1000):
        u = luck.four(day, source, 1, attempt << 4 | ARRIVALS)
        x = normal(u[0], u[1])
        root = 1 + x / math.sqrt(9 * d)
        v = root * root * root
        if v > 0 and math.log(u[2]) < 0.5 * x * x + d - d * v + d * math.log(v):
            return d * v * (u[3] ** (1 / shape) if shape < 1 else 1.0) / shape
    return 1.0

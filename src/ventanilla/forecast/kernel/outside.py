"""What the days of one run bring from outside: arrivals and places, each from its own random numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import columns as c
from .draws import ARRIVALS, PLACES, WALK, four, gamma, normal, phase, poisson


@phase
def _levels(p: Any, real: Any, row: int, key: int, seed: int, run: int, out: Any) -> None:
    """How many times the planned rate holds on each day: the level, its changes, and its random walk."""
    drift, walk = real[row, c.DRIFT], 0.0
    for d in range(len(out)):
        out[d] = real[row, c.LEVEL]
        if p.change[row, d] >= 0:
            out[d] *= real[p.change[row, d], c.LEVEL]
        if drift > 0:
            u = four(seed, run, d, key, 0, WALK)
            walk += drift * normal(u[0], u[1])
            out[d] *= np.exp(walk)


@phase
def arrivals(p: Any, real: Any, seed: int, run: int, level: Any, out: Any) -> None:
    """Tickets of each source and day; column 0 is the evening before day 0."""
    days = len(level)
    for s in range(len(p.source)):
        for d in range(days + 1):
            out[s, d] = 0
        key, way, shape = p.source[s, c.NAME], p.source[s, c.WAY], real[p.blocks + s, c.SHAPE]
        if way == c.ONCE:
            if p.source[s, c.DAY] < days:
                out[s, p.source[s, c.DAY] + 1] = int(p.rate[p.blocks + s, 0])
            continue
        if way == c.ENDLESS:
            continue
        _levels(p, real, p.blocks + s, key, seed, run, level)
        for d in range(p.source[s, c.BEGINS], days):
            rate = p.rate[p.blocks + s, d] * level[d]
            if way == c.POISSON:
                rate *= gamma(shape, seed, run, d, key) if shape > 0 else 1.0
                out[s, d + 1] = poisson(rate, seed, run, d, key)
            elif way == c.CHANCE:
                out[s, d + 1] = int(four(seed, run, d, key, 0, ARRIVALS)[0] < rate)
            else:
                out[s, d + 1] = int(rate + 1e-9)


@phase
def places(p: Any, real: Any, seed: int, run: int, level: Any, out: Any) -> None:
    """Places of each block and day: by weekday or by changing speeds, none on a closed day, before it opens or once it closes."""
    for b in range(p.blocks):
        speeds, at, switch = p.block[b, c.SPEEDS], p.block[b, c.START], real[b, c.SWITCH]
        _levels(p, real, b, p.block[b, c.KEY], seed, run, level)
        for d in range(len(level)):
            out[b, d] = 0
            u = four(seed, run, d, p.block[b, c.KEY], 0, PLACES)
            if speeds > 0 and u[0] < switch:
                at = (at + 1 + int(u[0] / switch * (speeds - 1))) % speeds
            mean = (p.speed[b, at] if speeds > 0 else p.rate[b, d]) * level[d]
            if p.block[b, c.UNEVEN]:
                mean *= u[2] + u[3]
            else:
                mean = np.floor(mean) + (u[2] < mean - np.floor(mean))  # 7.5 places: 7 or 8
            if u[1] >= real[b, c.CLOSED] and p.block[b, c.OPENS] <= d < p.block[b, c.CLOSES]:
                out[b, d] = int(min(real[b, c.MOST], mean))

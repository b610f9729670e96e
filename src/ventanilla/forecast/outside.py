"""What the days of one run bring from outside: arrivals and places, each from its own random numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import columns as c
from .draws import ARRIVALS, PLACES, WALK, four, gamma, maker, normal, poisson


@maker
def _levels(p: Any, real: Any, row: int, key: int, seed: int, run: int, days: int) -> Any:
    """How many times the planned rate holds on each day: the level, its changes, and its random walk."""
    out, drift, walk = np.empty(days), real[row, c.DRIFT], 0.0
    for d in range(days):
        out[d] = real[row, c.LEVEL]
        if p.change[row, d] >= 0:
            out[d] *= real[p.change[row, d], c.LEVEL]
        if drift > 0:
            u = four(seed, run, d, key, 0, WALK)
            walk += drift * normal(u[0], u[1])
            out[d] *= np.exp(walk)
    return out


@maker
def arrivals(p: Any, real: Any, seed: int, run: int, days: int) -> Any:
    """Tickets of each source and day; column 0 is the evening before day 0."""
    out = np.zeros((len(p.source), days + 1), np.int64)
    for s in range(len(p.source)):
        key, way, shape = p.source[s, c.NAME], p.source[s, c.WAY], real[p.blocks + s, c.SHAPE]
        if way == c.ONCE:
            if p.source[s, c.DAY] < days:
                out[s, p.source[s, c.DAY] + 1] = int(p.rate[p.blocks + s, 0])
            continue
        if way == c.ENDLESS:
            continue
        level = _levels(p, real, p.blocks + s, key, seed, run, days)
        for d in range(p.source[s, c.BEGINS], days):
            rate = p.rate[p.blocks + s, d] * level[d]
            if way == c.POISSON:
                rate *= gamma(shape, seed, run, d, key) if shape > 0 else 1.0
                out[s, d + 1] = poisson(rate, seed, run, d, key)
            elif way == c.CHANCE:
                out[s, d + 1] = int(four(seed, run, d, key, 0, ARRIVALS)[0] < rate)
            else:
                out[s, d + 1] = int(rate)
    return out


@maker
def places(p: Any, real: Any, seed: int, run: int, days: int) -> Any:
    """Places of each block and day: by weekday or by changing speeds, none on a closed day, before it opens or once it closes."""
    out = np.zeros((p.blocks, days), np.int64)
    for b in range(p.blocks):
        speeds, at, switch = p.block[b, c.SPEEDS], p.block[b, c.START], real[b, c.SWITCH]
        level = _levels(p, real, b, p.block[b, c.KEY], seed, run, days)
        for d in range(days):
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
    return out

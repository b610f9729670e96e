"""What a day brings from outside: arrivals, places and households, each from its own random numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from .draws import ARRIVALS, BORN, PLACES, four, gamma, maker, poisson, step
from .program import CHANCE, ENDLESS, ONCE, POISSON, Array, Program


@maker
def arrivals(p: Program, seed: int, run: int, days: int) -> Any:
    """Tickets of each source and day; column 0 is the evening before day 0."""
    out = np.zeros((len(p.s_kind), days + 1), dtype=np.int64)
    for s in range(len(p.s_kind)):
        if p.s_kind[s] == ONCE:
            if p.s_more[s, 0] < days:
                out[s, int(p.s_more[s, 0]) + 1] = int(p.s_rate[s, 0])
            continue
        for d in range(int(p.s_more[s, 2]), days):
            out[s, d + 1] = _arrive(p, seed, run, s, d)
    return out


@step
def _arrive(p: Program, seed: int, run: int, s: int, d: int) -> int:
    rate, shape = p.s_rate[s, (d + p.first_day) % 7], p.s_more[s, 1]
    if p.s_kind[s] == POISSON:
        return poisson(rate * gamma(shape, seed, run, d, s) if shape > 0 else rate, seed, run, d, s)
    if p.s_kind[s] == CHANCE:
        return int(four(seed, run, d, s, ARRIVALS, 0)[0] < rate)
    return 0 if p.s_kind[s] == ENDLESS else int(rate)


@maker
def places(p: Program, seed: int, run: int, days: int) -> Any:
    """Places of each block and day: by weekday or by changing speeds, none on a closed day or before it opens."""
    out = np.zeros((p.blocks, days), dtype=np.int64)
    for b in range(p.blocks):
        speeds, at = int(p.pace[b, 0]), int(p.pace[b, 1])
        for d in range(days):
            u = four(seed, run, d, b, PLACES, 0)
            if speeds > 0 and u[0] < p.pace[b, 2]:
                at = (at + 1 + int(u[0] / p.pace[b, 2] * (speeds - 1))) % speeds
            mean = p.speeds[b, at] if speeds > 0 else p.places[b, (d + p.first_day) % 7]
            if u[1] >= p.pace[b, 5] and d >= p.pace[b, 6]:
                out[b, d] = int(min(p.pace[b, 4], mean * (u[2] + u[3]) if p.pace[b, 3] > 0 else mean))
    return out


@step
def born(p: Program, seed: int, run: int, t: int, s: int) -> Any:
    """Size of a household, and the shelter that it prefers (from 0)."""
    u = four(seed, run, t, s, BORN, 0)
    size = 1
    while size < p.s_sizes.shape[1] and u[0] >= p.s_sizes[s, size - 1]:
        size += 1
    return size, int(u[1] * len(p.shelter))


@step
def room_for(p: Program, planned: Any, slots: Any) -> int:
    """Tickets that a run may need: those that arrive, and enough for the endless sources."""
    total = 0
    for s in range(planned.shape[0]):
        for d in range(planned.shape[1]):
            total += planned[s, d]
    for b in range(p.blocks):
        if p.feeder[b] >= 0:
            places_in_all = 0
            for d in range(slots.shape[1]):
                places_in_all += slots[b, d] + 20
            total += int(places_in_all * 1.3 / max(1 - p.chance[b, 0], 0.05)) + 100
    return total


def weekdays(p: Program, days: int) -> Array:
    """The weekday of each day, 0 for Monday."""
    return (np.arange(days) + p.first_day) % 7

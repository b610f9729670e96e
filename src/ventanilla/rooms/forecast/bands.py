"""When each number is called, as ranges over many futures."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

SHARES = (10, 25, 50, 75, 90)
"""The share of futures, in hundredths, in which a number is called on that day or before it."""
LEFT = -2


class Bands(NamedTuple):
    """A row a number. ``days`` has a column for each of SHARES: a day index, or the horizon where it lies beyond.

    ``never`` is the share of futures, in thousandths, in which the number is not called before the horizon.
    """

    numbers: Any
    days: Any
    never: Any


def bands(number: Any, called: Any, horizon: int) -> Bands:
    """The ranges of every number of a line.

    Futures in which the household itself gave up its place do not count for it: somebody who reads this has not. Where a
    number covers several households, it reaches from the earliest of the first to the latest of the last.

    Args:
        number: the number of each waiting household, in order.
        called: [run, household] the day index of its call; -1 not before the horizon, -2 it left.
    """  # fmt: skip
    if not len(number):
        return Bands(np.zeros(0, int), np.zeros((0, len(SHARES)), int), np.zeros(0, int))
    stay = np.sum(called != LEFT, axis=0)
    day = np.where(called == LEFT, horizon + 1, np.where(called < 0, horizon, called))
    day = np.sort(np.ascontiguousarray(day.T.astype(np.int32)), axis=1)
    at = np.maximum(-(-stay[:, None] * np.array(SHARES) // 100) - 1, 0)
    days = np.minimum(np.take_along_axis(day, at, axis=1), horizon)
    never = np.sum(day == horizon, axis=1) * 1000 // np.maximum(stay, 1)
    never[stay == 0] = 1000
    first = np.flatnonzero(np.r_[True, number[1:] != number[:-1]])
    low, high = np.minimum.reduceat(days, first), np.maximum.reduceat(days, first)
    return Bands(number[first], np.hstack([low[:, :3], high[:, 3:]]), np.maximum.reduceat(never, first))

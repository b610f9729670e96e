"""From a mean and a spread on the log scale to quantiles, with the fat tails that a record of surprises asks for."""

from __future__ import annotations

import math

from ..score import LEVELS
from .kriging import Point

Quantiles = dict[float, float]


def student(level: float) -> float:
    """The quantile of Student's t with four degrees of freedom, scaled so that its middle half is the normal's."""
    root = math.sqrt(4 * level * (1 - level))
    far = math.cos(math.acos(min(root, 1.0)) / 3) / root
    return math.copysign(2 * math.sqrt(max(far - 1, 0.0)), level - 0.5) * 0.9106


T = {level: student(level) for level in LEVELS}


def spread(mean: float, sd: float) -> Quantiles:
    """Quantiles of a figure whose log has this mean and this standard deviation in its middle."""
    return {level: math.exp(mean + sd * T[level]) for level in LEVELS}


def with_zeros(mean: float, sd: float, none: float) -> Quantiles:
    """The same for a figure that is zero with the chance ``none``."""
    above = {level: (level - none) / (1 - none) for level in LEVELS}
    return {
        level: math.exp(mean + sd * student(share)) if share > 0 else 0.0 for level, share in above.items()
    }


def told(points: list[Point], place: str) -> int:
    """How many of the points are of this place."""
    return sum(point.place == place for point in points)

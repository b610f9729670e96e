"""How good a forecast was: weighted interval score, coverage, bias, and the two simple forecasts it must beat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .series import Reading

LEVELS = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)
"""The quantiles of every forecast."""
INTERVALS = {50: (0.25, 0.75), 80: (0.10, 0.90), 90: (0.05, 0.95)}
"""Central ranges by their nominal coverage in per cent."""

Quantiles = Mapping[float, float]


def wis(quantiles: Quantiles, truth: float) -> float:
    """Return the weighted interval score of a forecast (Bracher and others 2021), in the unit of the truth.

    For a forecast of one point it is the absolute error; less is better.
    """
    total = abs(truth - quantiles[0.50]) / 2
    for cover, (below, above) in INTERVALS.items():
        alpha = 1 - cover / 100
        low, high = quantiles[below], quantiles[above]
        outside = max(low - truth, 0.0) + max(truth - high, 0.0)
        total += alpha / 2 * (high - low) + outside
    return total / (len(INTERVALS) + 0.5)


def hit(quantiles: Quantiles, cover: int, low: float, high: float) -> bool:
    """Return whether the published range and the forecast's range of this coverage have something in common."""
    below, above = INTERVALS[cover]
    return quantiles[below] <= high and low <= quantiles[above]


def last(history: Sequence[Reading]) -> float | None:
    """The forecast of persistence: the last value of the series; None where there is none."""
    return history[-1].value if history else None


def pace(history: Sequence[Reading], target: Reading) -> float | None:
    """The forecast of a constant pace: the line through the last readings of two days; the last value if one day only.

    Of readings of one day the one that stands last in the files counts.
    """
    if not history:
        return None
    end = history[-1]
    start = next((one for one in reversed(history) if one.day < end.day), None)
    if start is None:
        return end.value
    slope = (end.value - start.value) / (end.day - start.day).days
    return end.value + slope * (target.day - end.day).days

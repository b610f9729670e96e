"""Kriging: the best guess of a figure from others of its kind, by how near they are in place, measure and time.

On a log scale each reading is the sum of parts: what all share, the place, the measure, the series, a level that
drifts with the days (of the place; of all places together), and what every single count has of its own.
Two readings that share a part tell of one another; the covariance says how much. Few readings give a wide answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

MOST = 300
"""Of more readings than these the nearest are taken."""
FAR = 2.5
"""From how many standard deviations off what the others say a reading is doubted."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Standard deviations (natural log) of the parts, and how long the drifts are remembered (days).

    ``kind``: of the mean of one kind of figure; ``place``, ``both`` (a kind at a place), ``series``: lasting;
    ``drift``: of a kind at a place, forgotten after ``days``; ``tide``: of all places, forgotten after ``tide_days``;
    ``noise``: of every single figure.
    """

    kind: float
    place: float
    both: float
    series: float
    drift: float
    days: float
    tide: float
    tide_days: float
    noise: float


@dataclass(frozen=True, slots=True)
class Point:
    """One figure as kriging sees it: its log, its day (a number; breaks in policy count as days), what it is of."""

    y: float
    day: float
    warped: float
    place: str
    kind: str
    series: tuple[str, ...]
    noise: float = 1.0
    """How much noisier than others of the family."""
    mean: float = 0.0
    """What one would guess without any other reading, on the log scale."""
    swing: float = 1.0
    """How much more than others of the family it swings: drift, and what is its series' own."""


def covariance(one: Sequence[Point], other: Sequence[Point], shape: Shape) -> np.ndarray:
    """How much two lists of points vary together, without their noise."""

    def same(key: str) -> np.ndarray:
        left, right = ([getattr(point, key) for point in points] for points in (one, other))
        codes = {value: code for code, value in enumerate({*left, *right})}
        return np.equal.outer([codes[v] for v in left], [codes[v] for v in right])

    def apart(key: str) -> np.ndarray:
        left, right = (np.array([getattr(point, key) for point in points]) for points in (one, other))
        return np.abs(np.subtract.outer(left, right))

    place, kind = same("place"), same("kind")
    swing = np.multiply.outer([point.swing for point in one], [point.swing for point in other])
    near = np.exp(-apart("warped") / shape.days)
    return (
        shape.kind**2 * kind
        + shape.place**2 * place
        + place * kind * (shape.both**2 + shape.drift**2 * near * swing)
        + shape.series**2 * same("series") * swing
        + shape.tide**2 * np.exp(-apart("day") / shape.tide_days)
    )


def nearest(seen: Sequence[Point], target: Point) -> Sequence[Point]:
    """Those that tell most of the target, where there are very many: of its place first, then by the days between."""
    if len(seen) <= MOST:
        return seen
    return sorted(seen, key=lambda point: (point.place != target.place, abs(point.day - target.day)))[:MOST]


def krige(seen: Sequence[Point], target: Point, shape: Shape) -> tuple[float, float]:
    """Return mean and standard deviation of the target's log, given what was seen before it."""
    return krige_all(seen, [target], shape)[0]


def krige_all(seen: Sequence[Point], targets: Sequence[Point], shape: Shape) -> list[tuple[float, float]]:
    """The same for several targets of one place, for hardly more work."""
    own = np.array([covariance([one], [one], shape)[0, 0] + _noise(one, shape) for one in targets])
    means = np.array([one.mean for one in targets])
    if seen:
        seen = nearest(seen, targets[0])
        inner = covariance(seen, seen, shape) + np.diag([_noise(point, shape) for point in seen])
        off = np.array([point.y - point.mean for point in seen])
        outer = covariance(seen, targets, shape)
        weights = np.linalg.solve(inner + doubt(inner, off), outer)
        means, own = means + off @ weights, own - (weights * outer).sum(axis=0)
    return [(float(mean), float(np.sqrt(max(left, 1e-6)))) for mean, left in zip(means, own, strict=True)]


def _noise(point: Point, shape: Shape) -> float:
    return (shape.noise * point.noise * point.swing) ** 2


def doubt(inner: np.ndarray, off: np.ndarray) -> np.ndarray:
    """More noise for readings that all the others speak against: a wrong day, a wrong unit, another list."""
    inverse = np.linalg.inv(inner)
    spread = 1 / np.diag(inverse)
    apart = inverse @ off * spread
    far = np.abs(apart) > FAR * np.sqrt(spread)
    return np.diag(np.where(far, (apart / FAR) ** 2 - spread, 0.0))

"""What a model's file asks for, found from the counts of many runs: each run gives a part over a part, or a day or none."""

from __future__ import annotations

from math import isfinite, sqrt
from typing import NamedTuple

import numpy as np

from .counts import Counts
from .model import WEEKDAYS, Model, Quantity
from .program import Array
from .read import listed


class Answer(NamedTuple):
    """One row of the result; None where these runs cannot tell (one run has no standard error)."""

    quantity: str
    mean: float | None
    standard_error: float | None
    runs: int


def of_runs(model: Model, counts: Counts, first: int) -> Array:
    """Of each quantity and run: numerator and denominator, or a day (NaN: never) and 1.

    Counts carry the runs in front; ``first`` is the first day that is counted.
    """
    names = {name: n for n, name in enumerate([*model.block, *model.outcomes, *model.source])}
    rows = [_parts(model, asked, counts, first, names) for asked in model.quantity]
    return np.array(rows, dtype=float).reshape(len(rows), 2, len(counts.stock))


def answers(model: Model, parts: Array) -> list[Answer]:
    """The rows of the result, from the parts of all runs."""
    return [_answer(asked, *part) for asked, part in zip(model.quantity, parts, strict=True)]


def _parts(
    model: Model, asked: Quantity, c: Counts, first: int, names: dict[str, int]
) -> tuple[Array, Array]:
    ones = np.ones(len(c.stock))
    if asked.ticket is not None:
        blocks = list(dict.fromkeys(q.of for q in model.quantity if q.ticket is not None))
        day = c.when[:, blocks.index(asked.of), asked.ticket]
        return np.where(day < 0, np.nan, day), ones
    if asked.nth is not None:
        return _nth(_series(asked, c, names), asked.nth), ones
    if asked.wait is not None:
        b = names[asked.wait]
        kept = _kept(model, asked, c, first)
        return c.waited[:, kept, b].sum(1), c.passing[:, kept, b, 0].sum(1)
    series = _series(asked, c, names)[:, _kept(model, asked, c, first)]
    if asked.per is not None:
        return series.sum(1), _denominator(model, asked, c, first, names)
    if asked.above is not None:
        series = series > asked.above
    elif asked.none:
        series = series == 0
    return series.sum(1), ones * (1 if asked.total else series.shape[1])


def _denominator(model: Model, asked: Quantity, c: Counts, first: int, names: dict[str, int]) -> Array:
    per = Quantity.model_validate({"name": asked.name, "tickets": asked.tickets, **(asked.per or {})})
    found: Array = _series(per, c, names)[:, _kept(model, asked, c, first)].sum(1)
    return found


def _series(asked: Quantity, c: Counts, names: dict[str, int]) -> Array:
    """What is asked about, by run and day."""
    unit = int(asked.tickets)
    if asked.beds is not None:
        return c.beds.sum(2)
    if asked.count is not None:
        of = c.stock[:, :, [names[name] for name in listed(asked.count)]].sum(2)
        return of.sum(2) if asked.klass is None else of[:, :, asked.klass]
    if asked.entering is not None:
        return c.entering[:, :, [names[name] for name in listed(asked.entering)], unit].sum(2)
    if asked.passing is not None:
        return c.passing[:, :, [names[name] for name in listed(asked.passing)], unit].sum(2)
    return c.calls[:, :, [names[name] for name in listed(asked.calls)]].sum(2)


def _kept(model: Model, asked: Quantity, c: Counts, first: int) -> Array:
    """The days that count."""
    days = np.arange(c.stock.shape[1])
    if asked.day is not None:
        return days[days == asked.day]
    kept = days[first:]
    if asked.weekday is None:
        return kept
    return kept[(kept + WEEKDAYS.index(model.first_day)) % 7 == WEEKDAYS.index(asked.weekday)]


def _nth(series: Array, nth: int) -> Array:
    """The first day by whose end ``nth`` have passed."""
    reached = series.cumsum(1) >= nth
    return np.where(reached.any(1), reached.argmax(1), np.nan)


def _answer(asked: Quantity, x: Array, y: Array) -> Answer:
    runs = len(x)
    if asked.answer == "chance":
        x = np.isfinite(x).astype(float)
    known = np.isfinite(x)
    x, y = x[known], y[known]
    if asked.answer == "median" and len(x):
        return Answer(asked.name, float(np.median(x)), _of_median(x), runs)
    if not y.sum() > 0:
        return Answer(asked.name, None, None, runs)
    ratio = x.sum() / y.sum()
    error = (x - ratio * y).std(ddof=1) / y.mean() / sqrt(len(x)) if len(x) > 1 else None
    return Answer(
        asked.name, float(ratio), None if error is None or not isfinite(error) else float(error), runs
    )


def _of_median(x: Array) -> float | None:
    """Half the distance of the two order statistics one standard error of the rank away from the middle."""
    if len(x) < 2:
        return None
    low, high = np.quantile(x, [max(0, 0.5 - 0.5 / sqrt(len(x))), min(1, 0.5 + 0.5 / sqrt(len(x)))])
    return float(high - low) / 2

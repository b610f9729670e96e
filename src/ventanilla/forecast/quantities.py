"""What a model's file asks for, found from the counts of many runs: each run gives a part over a part, or a day or none."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

import numpy as np

from .asking import FLOWS, listed
from .counts import Counts
from .model import WEEKDAYS, Model, Quantity
from .program import Array


class Answer(NamedTuple):
    """One row of the result; None where these runs cannot tell (one run has no standard error)."""

    quantity: str
    mean: float | None
    standard_error: float | None
    runs: int


class Asked(NamedTuple):
    """One question, and all that is needed to answer it."""

    model: Model
    quantity: Quantity
    counts: Counts
    first: int  # the first day that is counted

    def rows(self, names: str | list[str] | None) -> list[int]:
        """The numbers of blocks, outcomes and sources."""
        known = [*self.model.block, *self.model.outcomes, *self.model.source]
        return [known.index(name) for name in listed(names)]

    def kept(self) -> Array:
        """The days that count."""
        days = np.arange(self.counts.stock.shape[1])
        if self.quantity.day is not None:
            return days[days == self.quantity.day]
        kept = days[self.first :]
        if self.quantity.weekday is None:
            return kept
        return kept[
            (kept + WEEKDAYS.index(self.model.first_day)) % 7 == WEEKDAYS.index(self.quantity.weekday)
        ]


def of_runs(model: Model, counts: Counts, first: int) -> Array:
    """Of each quantity and run: numerator and denominator, or a day (NaN: never) and 1.

    Counts carry the runs in front; ``first`` is the first day that is counted.
    """
    rows = [_parts(Asked(model, asked, counts, first)) for asked in model.quantity]
    return np.array(rows, dtype=float).reshape(len(rows), 2, len(counts.stock))


EARLY = {"leave": 0, "arrive": 1}
"""The phases before the last one, as the counts number them."""


def answers(model: Model, parts: Array) -> list[Answer]:
    """The rows of the result, from the parts of all runs."""
    return [_answer(asked, *part) for asked, part in zip(model.quantity, parts, strict=True)]


def _parts(a: Asked) -> tuple[Array, Array]:
    q, ones = a.quantity, np.ones(len(a.counts.stock))
    if q.ticket is not None:
        return _ticket(a), ones
    if q.wait is not None:
        return _wait(a)
    measure = next(key for key in ("count", "beds", *FLOWS) if getattr(q, key) is not None)
    names = getattr(q, measure)
    if q.nth is not None:
        return _nth(_series(a, measure, names), q.nth), ones
    if q.per is not None:
        ((below, of),) = q.per.items()
        return _total(a, measure, names), _total(a, below, of)
    if q.total:
        return _total(a, measure, names), ones
    series = _series(a, measure, names)[:, a.kept()]
    return _marked(q, series).sum(1), ones * series.shape[1]


def _marked(q: Quantity, series: Array) -> Array:
    """The series itself, or on which days it is what a chance is asked of."""
    return series > q.above if q.above is not None else series == 0 if q.none else series


def _total(a: Asked, measure: str, names: str | list[str] | None) -> Array:
    """All of the counted days."""
    if a.quantity.kind is not None:
        return _of_kind(a, names, 0 if measure == "entering" else 1)
    total: Array = _marked(a.quantity, _series(a, measure, names)[:, a.kept()]).sum(1, dtype=float)
    return total


def _of_kind(a: Asked, names: str | list[str] | None, column: int) -> Array:
    kinds = [a.model.kinds.index(kind) for kind in listed(a.quantity.kind)]
    total: Array = a.counts.tally[:, a.rows(names)][:, :, kinds, column].sum((1, 2))
    return total


def _wait(a: Asked) -> tuple[Array, Array]:
    if a.quantity.kind is not None:
        return _of_kind(a, a.quantity.wait, 2), _of_kind(a, a.quantity.wait, 1)
    (block,), kept = a.rows(a.quantity.wait), a.kept()
    return a.counts.waited[:, kept, block].sum(1, dtype=float), a.counts.passing[:, kept, block, 0].sum(
        1, dtype=float
    )


def _series(a: Asked, measure: str, names: bool | str | list[str] | None) -> Array:
    """What is asked about, by run and day."""
    c, unit = a.counts, int(a.quantity.tickets)
    early = EARLY.get(a.quantity.after or "serve")
    if measure == "beds":
        shelters = a.model.shelters.names if a.model.shelters else []
        picked = slice(None) if isinstance(names, bool) else [shelters.index(name) for name in listed(names)]
        return (c.beds if early is None else c.early_beds[:, :, early])[:, :, picked].sum(2)
    rows = a.rows(names)  # type: ignore[arg-type]
    if measure == "count":
        of = (c.stock if early is None else c.early[:, :, early])[:, :, rows].sum(2)
        return of.sum(2) if a.quantity.klass is None else of[:, :, a.quantity.klass]
    if measure == "calls":
        return c.calls[:, :, rows].sum(2)
    return (c.entering if measure == "entering" else c.passing)[:, :, rows, unit].sum(2)


def _ticket(a: Asked) -> Array:
    """The day on which a ticket passes, NaN for never."""
    blocks = list(dict.fromkeys(q.of for q in a.model.quantity if q.ticket is not None))
    day = a.counts.when[:, blocks.index(a.quantity.of), a.quantity.ticket]
    return np.where(day < 0, np.nan, day)


def _nth(series: Array, nth: int) -> Array:
    """The first day by whose end ``nth`` have passed."""
    reached = series.cumsum(1) >= nth
    return np.where(reached.any(1), reached.argmax(1), np.nan)


def _answer(asked: Quantity, x: Array, y: Array) -> Answer:
    runs = len(x)
    if asked.answer == "chance":
        x = np.isfinite(x).astype(float)
    x, y = x[np.isfinite(x)], y[np.isfinite(x)]
    if not y.sum() > 0:
        return Answer(asked.name, None, None, runs)
    if asked.answer == "median":
        return Answer(asked.name, float(np.median(x)), _of_median(x), runs)
    ratio = float(x.sum() / y.sum())
    return Answer(asked.name, ratio, _of_ratio(asked, x, y, ratio), runs)


def _of_ratio(asked: Quantity, x: Array, y: Array, ratio: float) -> float | None:
    """Of a sum over a sum. A chance seen in few runs, in none or in all of them may be another one (Agresti and Coull 1998)."""
    n = len(x)
    if n < 2:
        return None
    if (asked.above is not None or asked.none or asked.answer == "chance") and not asked.total:
        if (y == 1).all():
            likely = (x.sum() + 2) / (n + 4)
            return sqrt(likely * (1 - likely) / (n + 4))
        if ratio in (0, 1):
            return 1 / n
    return float((x - ratio * y).std(ddof=1) / y.mean() / sqrt(n))


def _of_median(x: Array) -> float | None:
    """From the order statistics three standard errors of the rank away (nearer in few runs): days repeat, so that nearer ones may agree."""
    n = len(x)
    if n < 2:
        return None
    away = min(3.0, sqrt(n))
    low, high = np.quantile(x, [0.5 - 0.5 * away / sqrt(n), 0.5 + 0.5 * away / sqrt(n)])
    return float(high - low) / 2 / away

"""Rates of a line from its own past days: how many pass, pauses, how the pace changes, who is absent, who joins.

Calls a day have many zeros and change their pace for weeks; so the pace is kept as the means of past weeks, and every range
comes from how far whole weeks differ, not from single days.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from .assumptions import PRIORS, Assumption
from .calibrate_record import assumed
from .situation import Array, Past, Situation

LEAST = 28
"""Days of the past without which nothing is fitted."""
RECENT = 84
"""Days that speak for the time to come."""
PACES = (0.0, 0.5, 0.75, 1.0, 1.25, 2.0)
"""Paces of the calls beside the usual one where no past tells them; the first is a pause. Assumed (W091, W100, W119)."""
SPREAD = 1.64
READ_FOR = ("Tijuana", date(2018, 12, 5))
"""The list and evening that the priors were read for."""


class Fitted(NamedTuple):
    """Assumptions by key that the past supports, and the paces of calls (times the usual pace; the pace of now first)."""

    found: dict[str, Assumption]
    paces: tuple[float, ...]


def of_situation(situation: Situation) -> Fitted:
    """What the office's own days say; where the list is one of the record, what was published by that evening.

    Tijuana on 5 December 2018 is what the priors were read for, row by row: they stand.
    """
    if not situation.past and situation.marks.get("waiting", "").startswith("record"):
        if (situation.city, situation.day) == READ_FOR:
            return Fitted({}, (1.0, *PACES))
        return Fitted(assumed(situation.city, situation.day), (1.0, *PACES))
    return calibrated(situation.past, situation.marks.get("past", "office"))


def calibrated(past: Sequence[Past], source: str) -> Fitted:
    """What the past days say; nothing where there are fewer than :data:`LEAST`.

    Args:
        past: one a day, oldest first.
        source: whose days these are, as it stands beside each figure.
    """
    if len(past) < LEAST:
        return Fitted({}, (1.0, *PACES))
    told = past[-RECENT:]
    present, joined, called = (np.array([getattr(day, one) for day in told], float) for one in ("present", "joined", "called"))  # fmt: skip
    said = f"{source}: {len(told)} days to {told[-1].day}"
    weeks = _weeks(present)
    none = float((called == 0).mean())
    found = {
        "calls.a_day": _mean(weeks),
        "calls.none": _share(none, len(told)),
        "calls.switch": _switch(weeks),
        "arrivals.a_day": _mean(_weeks(joined)),
    }
    if called.sum() >= 50:
        found["calls.absent"] = _share(1 - present.sum() / called.sum(), called.sum() / 10)
    priors = {one.key: one for one in PRIORS}
    made = {
        key: priors[key]._replace(value=value, low=low, high=high, source=said)
        for key, (low, value, high) in found.items()
        if value > 0 or key == "calls.none"
    }
    return Fitted(made, _paces(weeks))


def _weeks(a_day: Array) -> Array:
    """Means of whole weeks, the last one ending today."""
    whole = len(a_day) // 7 * 7
    found: Array = a_day[len(a_day) - whole :].reshape(-1, 7).mean(1)
    return found


def _mean(weeks: Array) -> tuple[float, float, float]:
    """The mean of recent weeks (newer ones count more) and how far it may be off, a quarter at least."""
    weights = 0.85 ** np.arange(len(weeks))[::-1]
    mean = float(np.average(weeks, weights=weights))
    error = float(weeks.std(ddof=1)) * float(np.sqrt((weights**2).sum())) / float(weights.sum())
    off = max(SPREAD * error, mean / 4)
    return max(mean - off, mean / 4), mean, mean + off


def _share(share: float, seen: float) -> tuple[float, float, float]:
    """A share and its range, as if so many had been seen (Agresti and Coull 1998)."""
    share = min(max(float(share), 0.0), 0.95)
    middle = (share * seen + 2) / (seen + 4)
    off = SPREAD * np.sqrt(middle * (1 - middle) / (seen + 4))
    return float(max(0.0, min(share, middle - off))), share, float(min(0.95, max(share, middle + off)))


def _switch(weeks: Array) -> tuple[float, float, float]:
    """The chance a day that the pace changes: weeks that differ from the one before by half."""
    low, high = np.minimum(weeks[1:], weeks[:-1]), np.maximum(weeks[1:], weeks[:-1])
    turned = float((high > 1.5 * low + 1).sum())
    rate = (turned + 0.5) / (len(weeks) * 7)
    return rate / 2, rate, min(2 * rate, 0.5)


def _paces(weeks: Array) -> tuple[float, ...]:
    """The pace of the last two weeks, and those that the past weeks had, as times their mean."""
    mean = weeks.mean()
    if not mean > 0:
        return (1.0, *PACES)
    had = np.quantile(weeks / mean, (0.05, 0.25, 0.5, 0.75, 0.95))
    return (float(weeks[-2:].mean() / mean), *(float(one) for one in had))

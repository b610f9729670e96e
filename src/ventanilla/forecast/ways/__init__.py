"""One figure forecast from all readings dated before it, whatever it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..kinds import Family, kind
from ..score import LEVELS
from ..series import Reading
from . import shapes
from .calls import calls
from .levels import people
from .returns import a_day, in_all, in_stretch
from .spread import Quantiles
from .totals import numbers

WAYS: dict[Family, Callable[[Reading, Sequence[Reading], date], tuple[Quantiles, int]]] = {
    "people": people, "calls": calls, "number": numbers, "returned": in_all, "new": in_stretch, "rate": a_day,
}  # fmt: skip


@dataclass(frozen=True)
class Forecast:
    """Quantiles by level, and the note: what they rest on."""

    quantiles: Quantiles
    note: str


def forecast(target: Reading, readings: Iterable[Reading], by: date = date.max) -> Forecast:
    """Forecast one figure from those dated before it, and before ``by``, with the rules as announced before then.

    Rows from memory are left out, whatever ``readings`` holds.
    """
    by = min(by, target.day)
    seen = [one for one in readings if one.status == "S" and one.day < by]
    quantiles, told = WAYS[kind(target).family](target, seen, by)
    own = [one for one in seen if one.series == target.series]
    return Forecast(_tidy(quantiles), f"{_rests_on(own, told)}; {shapes.SOURCE}")


def _tidy(quantiles: Quantiles) -> Quantiles:
    """As they are written: hundredths, none below zero, none below the one before."""
    most, found = 0.0, {}
    for level in LEVELS:
        most = found[level] = max(most, round(quantiles[level], 2))
    return found


def _rests_on(own: list[Reading], told: int) -> str:
    if own:
        last = max(own, key=lambda one: (one.day, one.order))
        return f"{len(own)} before it in its series, the last {last.value:g} on {last.day} ({last.row_id}); {told} of its place"
    if told:
        return f"nothing before it in its series: the stated prior, and {told} readings of its place"
    return "nothing before it: the stated prior"

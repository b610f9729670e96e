"""Policies side by side, as plain values: measures with their ranges, bands over time, differences, who gains, what matters.

The runs are paired: run n has the same luck under every policy, so the difference of two policies is taken run by run.
Counts by nationality and household type obey the rule for counts: under 10 nothing, else rounded to 10.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

import numpy as np

from .assumptions import table
from .border_blocks import CROSSING, ELSEWHERE, FIRST, US
from .futures import NEVER, THERE, Futures
from .labels import BANDS, MEASURES
from .program import Array

FEWEST, MOST = 1, 6
SMALLEST = STEP = 10
BARS = 8
"""How many of the figures that matter most are shown."""
SAME = 2
"""People of 100 by which a kind must gain or lose to be called better or worse off."""


class CompareError(ValueError):
    """Policies that cannot be put side by side."""


@dataclass(frozen=True)
class Spread:
    """The 10th, 50th and 90th of 100 futures; None where it cannot be told."""

    low: float | None
    middle: float | None
    high: float | None


@dataclass(frozen=True)
class Difference:
    """A policy less the first one, future by future, and in how many of 100 futures it is more."""

    low: float
    middle: float
    high: float
    more: float


@dataclass(frozen=True)
class Measure:
    """One row: a figure under each policy, and the differences to the first one (None for the first itself)."""

    key: str
    label: str
    unit: str
    values: list[Spread]
    differences: list[Difference | None]


@dataclass(frozen=True)
class Band:
    """A figure over time, with its range under each policy; ``days`` are day indices."""

    key: str
    label: str
    days: list[int]
    values: list[list[Spread]]


@dataclass(frozen=True)
class Gain:
    """People of one kind whose way goes on (inside, a card, a visa, a job), under each policy: rounded, and of 100."""

    by: str
    label: str
    people: list[int | None]
    of_100: list[int]
    verdicts: list[str]


@dataclass(frozen=True)
class Bar:
    """What a figure that is not known well does: its share of the differences between futures, and the line at both ends."""

    label: str
    share: float
    at_low: float
    at_high: float


@dataclass(frozen=True)
class Policy:
    """One of the policies: its title and policy line, what matters most, and what it assumes."""

    title: str
    policies: str
    bars: list[Bar]
    assumptions: list[tuple[str, ...]]


@dataclass(frozen=True)
class Comparison:
    """All of it. ``marks``: what each part of the situation comes from."""

    city: str
    first_day: str
    last_day: str
    days: int
    runs: int
    waiting: int
    marks: dict[str, str]
    policies: list[Policy]
    measures: list[Measure]
    bands: list[Band]
    gains: list[Gain]

    def data(self) -> dict[str, Any]:
        """Plain values, as JSON has them."""
        return asdict(self)


def compare(all_futures: Sequence[Futures]) -> Comparison:
    """The futures of one to six policies side by side; the first is what the others are compared with.

    Raises:
        CompareError: none or too many, or they are not of one situation, length and number of runs.
    """
    _check(all_futures)
    one = all_futures[0]
    return Comparison(
        one.city, one.first_day.isoformat(), (one.first_day + timedelta(days=one.days - 1)).isoformat(), one.days, one.runs,
        one.waiting, dict(one.marks), [_policy(each) for each in all_futures], list(_measures(all_futures)),
        list(_bands(all_futures)), list(_gains(all_futures)),
    )  # fmt: skip


def _check(all_futures: Sequence[Futures]) -> None:
    if not FEWEST <= len(all_futures) <= MOST:
        raise CompareError(f"Choose up to {MOST} policies; there are {len(all_futures)}.")
    if len({(one.city, one.first_day, one.days, one.runs, one.waiting) for one in all_futures}) > 1:
        raise CompareError("These forecasts do not begin with the same evening, or are not equally long.")


# --- measures -------------------------------------------------------------------------------------------------------
def _of_run(f: Futures) -> dict[str, Array]:
    """Every figure that is compared, run by run."""
    t = f.totals
    gained = {what: sum((t[name] for name, one in f.gained.items() if one == what), np.zeros(f.runs)) for what in ("visa", "job")}  # fmt: skip
    inside = [use for name, use in f.shelters.items() if name != ELSEWHERE]
    sheltered = np.sum(inside, axis=0) if inside else np.zeros_like(f.line)
    return {
        "passed": t["passed"], "called": t["numbers called"], "half": _half(f), "wait": t["mean wait"],
        "line": f.line.mean(1), "line_end": f.line[:, -1], "returned": t[FIRST], "court_end": f.returned[:, -1], "inside": t[US],
        "crossed": t[CROSSING], "home": t["home"], "elsewhere": t["elsewhere in Mexico"], "lost": t["lost turn"],
        "card": t["card of Mexico"], "visas": gained["visa"], "jobs": gained["job"], "relief": t["relief"],
        "removal": t["removal order"], "absentia": t["in absentia"], "gave_up": t["gave up waiting"],
        "beds": sheltered.max(1), "cost": sum(f.costs.values(), np.zeros(f.runs)) / 1e6,
    }  # fmt: skip


def _half(f: Futures) -> Array:
    """The day by which half of those who keep waiting have been called; the horizon where it is not reached."""
    days = np.where(f.called == NEVER, f.days, f.called).astype(float)
    days[f.called < NEVER] = np.nan
    kept = ~np.isnan(days).all(1)
    found = np.full(f.runs, np.inf)
    if kept.any():
        found[kept] = np.nanmedian(days[kept], axis=1)
    return found


def _measures(all_futures: Sequence[Futures]) -> Iterator[Measure]:
    runs = [_of_run(one) for one in all_futures]
    for key, (label, unit) in MEASURES.items():
        values = [_spread(one[key]) for one in runs]
        if any(one.high for one in values):
            differences = [None, *(_difference(one[key], runs[0][key]) for one in runs[1:])]
            yield Measure(key, label, unit, values, differences)


def _spread(of: Array) -> Spread:
    known = of[np.isfinite(of)]
    if not len(known):
        return Spread(None, None, None)
    return Spread(*(_number(one) for one in np.quantile(known, (0.1, 0.5, 0.9))))


def _difference(one: Array, other: Array) -> Difference | None:
    known = np.isfinite(one) & np.isfinite(other)
    if not known.any():
        return None
    less = one[known] - other[known]
    low, middle, high = np.quantile(less, (0.1, 0.5, 0.9))
    return Difference(_number(low), _number(middle), _number(high), round(100 * float((less > 0).mean())))


def _number(value: float) -> float:
    """Three figures are enough, and more than is known."""
    return float(f"{value:.3g}")


# --- bands ----------------------------------------------------------------------------------------------------------
_SERIES: dict[str, Callable[[Futures], Array]] = {
    "line": lambda f: f.line,
    "court": lambda f: f.returned,
    "inside": lambda f: f.inside,
}


def _bands(all_futures: Sequence[Futures]) -> Iterator[Band]:
    days = _weeks(all_futures[0].days)
    for key, of in _SERIES.items():
        yield _band(key, BANDS[key], days, [of(one) for one in all_futures])
    for name in all_futures[0].shelters:
        if name != ELSEWHERE and all(name in one.shelters for one in all_futures):
            yield _band(f"shelter {name}", name, days, [one.shelters[name] for one in all_futures])


def _weeks(days: int) -> list[int]:
    """At most about 60 days, the last one among them."""
    step = max(1, days // 52)
    return sorted({*range(0, days, step), days - 1})


def _band(key: str, label: str, days: list[int], series: list[Array]) -> Band:
    return Band(key, label, days, [[_spread(one[:, day]) for day in days] for one in series])


# --- who gains ------------------------------------------------------------------------------------------------------
def rounded(people: float) -> int | None:
    """A count of people by what describes them: None under 10, else rounded to 10."""
    return None if people < SMALLEST else int(people + STEP / 2) // STEP * STEP


def _gains(all_futures: Sequence[Futures]) -> Iterator[Gain]:
    kinds = all_futures[0].kinds
    for by, of in (("nationality", [kind.nationality for kind in kinds]), ("household", [kind.household for kind in kinds])):  # fmt: skip
        for label in dict.fromkeys(of):
            mine = np.array([one == label for one in of])
            on = [_goes_on(one, mine) for one in all_futures]
            there = [float(one.by_kind[THERE][:, mine].sum(1).mean()) for one in all_futures]
            if min(there) < SMALLEST:
                continue
            of_100 = [round(100 * a / b) for a, b in zip(on, there, strict=True)]
            yield Gain(
                by, label, [rounded(one) for one in on], of_100, [_verdict(one - of_100[0]) for one in of_100]
            )


def _goes_on(f: Futures, mine: Array) -> float:
    """People of some kinds who come inside, or have a card, a visa or a job, on average over the runs."""
    places = (US, "card of Mexico", *f.gained)
    return float(sum(f.by_kind[name][:, mine].sum(1).mean() for name in places))


def _verdict(more: int) -> str:
    return "better" if more >= SAME else "worse" if more <= -SAME else "same"


# --- what matters ---------------------------------------------------------------------------------------------------
def _policy(f: Futures) -> Policy:
    return Policy(
        f.scenario,
        f.policies,
        bars(f.parameters, f.parameter_names, f.line.mean(1)),
        list(table(f.assumptions)),
    )


def bars(parameters: Array, names: Sequence[str], outcome: Array) -> list[Bar]:
    """What makes an outcome differ from run to run, the most first: a regression of ranks on the figures that were drawn.

    The share of a figure is its coefficient times its correlation (Pratt 1987); ends are the means of the runs in which it
    was among the lowest and the highest fifth.
    """
    runs, kept = len(outcome), np.ptp(parameters, axis=0) > 0 if len(outcome) else np.zeros(0, bool)
    if runs < 3 * max(1, kept.sum()) or not np.ptp(outcome) > 0:
        return []
    x, y = _standard(_ranks(parameters[:, kept])), _standard(_ranks(outcome[:, None]))[:, 0]
    share = np.linalg.lstsq(x, y, rcond=None)[0] * (x.T @ y) / runs
    fifth = max(1, runs // 5)
    found = []
    for n, column in enumerate(np.flatnonzero(kept).tolist()):
        order = np.argsort(parameters[:, column], kind="stable")
        ends = outcome[order[:fifth]].mean(), outcome[order[-fifth:]].mean()
        found.append(Bar(names[column], round(max(0.0, float(share[n])), 3), *(_number(one) for one in ends)))
    return sorted(found, key=lambda bar: -bar.share)[:BARS]


def _ranks(values: Array) -> Array:
    return values.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable").astype(float)


def _standard(values: Array) -> Array:
    found: Array = (values - values.mean(0)) / values.std(0)
    return found

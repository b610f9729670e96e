"""Possible futures of a line under a scenario: when each household is called, and how everything else goes, run by run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from threading import Event
from typing import NamedTuple

import numpy as np

from ventanilla.rulebook.book import Book

from .assumptions import Assumption, Set
from .border import SETS, Built, built
from .border_blocks import CROSSING, ELSEWHERE, FIRST, LAST, LINE, US, got
from .border_people import COMING, WAITING
from .counts import columns
from .labels import parameter
from .model import Model
from .parameters import names, values
from .program import Array, Program, compiled
from .run import CELLS, counted
from .scenario import Scenario
from .situation import Kind, Situation

NEVER, LEFT = -1, -2
"""In ``called``: not called within the horizon; left otherwise before."""
THERE = "there"
"""In ``by_kind``: everybody who waits at the beginning or joins the line later."""
LONGEST = 3660
"""Days that may be forecast."""
MOST_RUNS = 100_000


class FuturesError(ValueError):
    """A forecast that cannot be made; its words say why."""


@dataclass(frozen=True)
class Futures:
    """Runs of one scenario; all arrays have the runs in front, then days where they follow days.

    ``called``: day index on which the n-th waiting household is called and passes, :data:`NEVER` or :data:`LEFT`.
    ``by_kind``: people of each kind who come to a place, by place. ``gained``: outcomes of programmes, visa or job.
    ``parameters``: what each run drew.
    """

    scenario: str
    policies: str
    first_day: date
    days: int
    runs: int
    city: str
    marks: Mapping[str, str]
    kinds: tuple[Kind, ...]
    waiting: int
    called: Array
    line: Array
    returned: Array
    inside: Array
    shelters: dict[str, Array]
    totals: dict[str, Array]
    by_kind: dict[str, Array]
    gained: dict[str, str]
    costs: dict[str, Array]
    parameters: Array
    parameter_names: tuple[str, ...]
    assumptions: list[Assumption] = field(default_factory=list)

    @property
    def live(self) -> bool:
        """Whether it comes from an office where people wait."""
        return any(mark.startswith("office") for mark in self.marks.values())


def futures(
    situation: Situation, scenario: Scenario, book: Book, days: int = 365, runs: int = 1000, seed: int = 1,
    threads: int = 1, told: Callable[[int], object] = lambda runs: None, sets: Mapping[str, Set] = SETS,
) -> Futures:  # fmt: skip
    """Run a situation forward under a scenario, many times; the same numbers on any number of threads.

    Args:
        situation: an evening; day 0 is the next day.
        scenario: what happens; ``book`` is the rulebook under its policy line.
        days: how many days; ``runs``: how many futures; ``seed``: of their luck, which all scenarios share.
        threads: how many runs at the same time.
        told: hears how many runs are done.
        sets: assumptions set by hand, by key.

    Raises:
        FuturesError: no days, no runs, or more than is sensible.
        AssumptionError, ScenarioError: something in them is not there.
    """
    _check(days, runs, seed)
    made = built(situation, scenario, book, days, sets)
    program = compiled(made.model, days, made.people)
    size = max(1, min(-(-runs // max(threads, 1)), CELLS // (days * columns(program)), 250))
    stop = Event()

    def part(start: int) -> _Part | None:
        if stop.is_set():
            return None
        found = _part(made, program, seed, range(start, min(runs, start + size)), days)
        told(len(found.called))
        return found

    with ThreadPoolExecutor(max(threads, 1)) as pool:
        try:
            parts = [one for one in pool.map(part, range(0, runs, size)) if one]
        except BaseException:
            stop.set()  # stopped by hand: batches that wait are not begun
            raise
    return _joined(situation, scenario, made, program, seed, days, runs, parts)


def _check(days: int, runs: int, seed: int) -> None:
    for name, value, least, most in (("days", days, 1, LONGEST), ("runs", runs, 1, MOST_RUNS), ("seed", seed, 0, 2**32 - 1)):  # fmt: skip
        if not least <= value <= most:
            raise FuturesError(
                f"The number of {name} lies between {least:,} and {most:,}; it is {value:,}. Give another one."
            )


class _Part(NamedTuple):
    """What is kept of some runs."""

    called: Array
    stock: Array  # run, day, block
    beds: Array
    entering: Array  # run, end: people
    passing: Array  # run, block
    calls: Array  # run: numbers called at the line, those who do not answer too
    waited: Array  # run: days waited by those who pass at the line
    tally: Array  # run, end, kind


def _part(made: Built, program: Program, seed: int, runs: range, days: int) -> _Part:
    waiting = len(made.people[WAITING].size)
    c = counted(program, seed, runs, days, 0, waiting)
    line = list(made.model.block).index(LINE)
    called, crossed = c.when.swapaxes(0, 1) if waiting else np.zeros((2, len(runs), 0), np.int32)
    gone = (crossed >= 0) | (c.fate[:, :waiting, 0] >= 0)  # who crossed has no end yet, but left the line
    called = np.where((called < 0) & gone, LEFT, called)
    return _Part(
        called.astype(np.int32), c.stock.sum(3), c.beds.copy(), c.entering[:, :, :, 0].sum(1), c.passing[:, :, :, 0].sum(1),
        c.calls[:, :, line].sum(1), c.waited[:, :, line].sum(1), c.tally[:, :, :, 0].copy(),
    )  # fmt: skip


def _joined(
    situation: Situation, scenario: Scenario, made: Built, program: Program, seed: int, days: int, runs: int, parts: list[_Part]
) -> Futures:  # fmt: skip
    all_ = _Part(*(np.concatenate(one) for one in zip(*parts, strict=True)))
    at = {name: n for n, name in enumerate([*made.model.block, *made.model.outcomes, *made.model.source])}
    shelters = _shelters(made.model, all_.beds)
    gained = {one.name: all_.entering[:, at[got(one)]] for one in scenario.programme}
    by_kind = {name: all_.tally[:, n] for name, n in at.items() if name not in (LAST, WAITING, COMING)}
    by_kind[THERE] = by_kind[LINE] + _by_kind(made)
    return Futures(
        scenario.title, scenario.policies, made.first_day, days, runs, situation.city, situation.marks, made.kinds,
        len(made.people[WAITING].size), all_.called, all_.stock[:, :, at[LINE]],
        all_.stock[:, :, at[FIRST]] + all_.stock[:, :, at[LAST]], all_.stock[:, :, at[US]], shelters,
        _totals(made, all_, at, situation), by_kind,
        {got(one): one.what for one in scenario.programme}, _costs(scenario, shelters, gained, all_.passing[:, at[LINE]]),
        values(program, seed, range(runs)),
        tuple(parameter(*one, made.first_day) for one in names(made.model, program)), made.assumptions,
    )  # fmt: skip


def _by_kind(made: Built) -> Array:
    """People who wait when the forecast begins, by kind."""
    rows = made.people[WAITING]
    return np.bincount(rows.kind, rows.size, len(made.kinds)).astype(np.int64)


def _totals(made: Built, all_: _Part, at: Mapping[str, int], situation: Situation) -> dict[str, Array]:
    """People by where they came to within the horizon, and two figures of the calls."""
    ends = [*made.model.outcomes, FIRST, US, CROSSING]
    found = {name: all_.entering[:, at[name]] for name in ends}
    w = situation.waiting
    before = ((all_.called >= 0) * (np.asarray(w.size) * np.asarray(w.since))).sum(1)
    passed = all_.passing[:, at[LINE]]
    waited = np.where(passed > 0, (all_.waited + before) / np.maximum(passed, 1), np.inf)
    return {**found, "passed": passed, "numbers called": all_.calls, "came": all_.entering[:, at[COMING]], "mean wait": waited}  # fmt: skip


def _shelters(model: Model, beds: Array) -> dict[str, Array]:
    names_ = model.shelters.names if model.shelters else []
    found = {name: beds[:, :, n] for n, name in enumerate(names_) if not name.startswith(ELSEWHERE)}
    outside = [n for n, name in enumerate(names_) if name.startswith(ELSEWHERE)]
    return {**found, ELSEWHERE: beds[:, :, outside].sum(2)} if outside else found


def _costs(
    scenario: Scenario, shelters: dict[str, Array], gained: dict[str, Array], passed: Array
) -> dict[str, Array]:
    """Pesos of each thing that has a cost."""
    what = {one.name: one.what for one in scenario.programme}
    none = np.zeros(len(passed))
    many = {
        "night in a shelter": sum((one.sum(1) for name, one in shelters.items() if name != ELSEWHERE), none),
        "person called": passed,
        **{
            thing: sum((n for name, n in gained.items() if what[name] == thing), none)
            for thing in ("visa", "job")
        },
    }
    return {one.per: many[one.per] * one.pesos for one in scenario.cost}


class Ranges(NamedTuple):
    """By waiting household: quantiles of the day of its call over all runs (never: infinite), and the share never called."""

    q05: Array
    q10: Array
    q25: Array
    q50: Array
    q75: Array
    q90: Array
    q95: Array
    never: Array


def ranges(futures: Futures) -> Ranges:
    """When each waiting household is called; whoever is not called within the horizon counts as called after it."""
    days = np.where(futures.called < 0, np.inf, futures.called)
    days.sort(axis=0)
    at = [days[min(int(q * len(days)), len(days) - 1)] for q in (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)]
    return Ranges(at[0], at[1], at[2], at[3], at[4], at[5], at[6], np.isinf(days).mean(0))

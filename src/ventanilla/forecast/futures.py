"""Possible futures of a line: here the days of the past, drawn again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from .scenario import Scenario
from .situation import Situation

NEVER, LEFT = -1, -2


@dataclass(frozen=True)
class Futures:
    """``called`` [run, household]: the day of the call, NEVER or LEFT; ``shelters`` [run, day] by name."""

    scenario: str
    first_day: date
    runs: int
    called: Any
    line: Any
    shelters: dict[str, Any]


def futures(
    situation: Situation, scenario: Scenario, book: Any, days: int = 365, runs: int = 1000, seed: int = 1,
    threads: int = 1, told: Callable[[int], object] = lambda runs: None,
) -> Futures:  # fmt: skip
    """Draw the past's calls again, ``runs`` times; ``told`` hears how many runs are done."""
    draw = np.random.default_rng(seed)
    past = np.array([one.called for one in situation.past[-60:]] or [0, 20, 40, 60])
    through = np.cumsum(situation.waiting.size)
    called = np.empty((runs, len(through)), np.int32)
    for run in range(runs):
        calls = np.cumsum(draw.choice(past, days) * draw.uniform(0.7, 1.3))
        at = np.searchsorted(calls, through)
        left = draw.random(len(through)) < 1 - 0.999 ** np.minimum(at, days)
        called[run] = np.where(left, LEFT, np.where(at < days, at, NEVER))
        if run % 10 == 9:
            told(10)
    beds = {
        name: np.clip(use + np.cumsum(draw.integers(-9, 10, (runs, days)), axis=1), 0, capacity)
        for name, (capacity, use) in (situation.beds or {"Shelter A": (200, 180)}).items()
    }
    waiting = np.maximum(through[-1:].sum() - np.cumsum(np.full((runs, days), past.mean()), axis=1), 0)
    return Futures(scenario.title, situation.day + timedelta(days=1), runs, called, waiting.astype(int), beds)

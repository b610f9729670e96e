"""Comparisons that run beside the pages: one at a time for each person, kept for an hour in memory, and nothing personal."""

from __future__ import annotations

import logging
import os
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock, Thread

from ventanilla.forecast.compare import Comparison, compare
from ventanilla.forecast.futures import futures
from ventanilla.forecast.scenario import Scenario
from ventanilla.forecast.situation import Situation
from ventanilla.journal.words import N_
from ventanilla.rulebook.book import book
from ventanilla.rulebook.policy import policy

from .words import word

KEPT = 3600
"""Seconds for which a result may be looked at."""
UNFORESEEN = N_(
    "Something went wrong that was not foreseen. Try fewer days or futures, and tell whoever keeps this machine."
)


@dataclass
class Run:
    """One comparison: what is done of it, and what came out. ``fault`` is a sentence, where nothing could."""

    owner: str
    titles: list[str]
    days: int
    runs: int
    where: str
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    began: float = field(default_factory=time.monotonic)
    done: int = 0
    seconds: float = 0.0
    result: Comparison | None = None
    fault: str = ""

    @property
    def going(self) -> bool:
        """Whether it still runs."""
        return self.result is None and not self.fault

    @property
    def named(self) -> list[str]:
        """The titles in the language of the page."""
        return [word(title) for title in self.titles]

    @property
    def percent(self) -> int:
        """How much of it is done."""
        return min(99, 100 * self.done // (self.runs * len(self.titles))) if self.going else 100


_runs: dict[str, Run] = {}
_lock = Lock()


def start(owner: str, now: Situation, scenarios: Sequence[Scenario], days: int, runs: int, where: str) -> Run:
    """Begin a comparison in the background; where the same person's last one still goes on, that one."""
    with _lock:
        _forget()
        if going := next((one for one in _runs.values() if one.owner == owner and one.going), None):
            return going
        run = Run(owner, [one.title for one in scenarios], days, runs, where)
        _runs[run.id] = run
    Thread(target=_go, args=(run, now, scenarios), daemon=True).start()
    return run


def find(id_: str, owner: str) -> Run | None:
    """Somebody's own run; None where it is over an hour old, or another person's."""
    with _lock:
        _forget()
        run = _runs.get(id_)
    return run if run and run.owner == owner else None


def mine(owner: str) -> list[Run]:
    """Somebody's runs, newest first."""
    with _lock:
        _forget()
        return [run for run in reversed(_runs.values()) if run.owner == owner]


def _forget() -> None:
    for old in [run for run in _runs.values() if time.monotonic() - run.began > KEPT and not run.going]:
        del _runs[old.id]


def _go(run: Run, now: Situation, scenarios: Sequence[Scenario]) -> None:
    def told(runs: int) -> None:
        run.done += runs

    try:
        found = [
            futures(now, one, policy(one.policies, book()), days=run.days, runs=run.runs, threads=os.cpu_count() or 1, told=told)
            for one in scenarios
        ]  # fmt: skip
        run.seconds, run.result = time.monotonic() - run.began, compare(found)
    except ValueError as error:
        run.fault = str(error)
    except Exception as error:  # a thread has nobody above it to say what happened
        logging.getLogger("django.request").error("forecast: %s", type(error).__name__)
        run.fault = UNFORESEEN

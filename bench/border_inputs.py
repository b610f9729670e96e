"""The border queue's problem: the inputs of one run as plain arrays, and what every engine must answer, ticket by ticket.

Nothing about chance is left open by the inputs, so engines that are given the same must give the same answer.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

Array = np.ndarray[Any, Any]

DAYS = 365
BEDS = (1500, 900, 700, 600, 500, 400, 300, 250)
TRIES = 3
FIRST, FAMILY = 3000, 2.33
EACH_DAY = 60 / FAMILY
"""Families on day 0, people in one, and families that come each day afterwards."""
VISAS = 5
READY = (45, 30, 30, 60)
"""Days until a ticket is ready in court queue 0, 1, 2 (track A) and 3 (track B), after the call or the hearing before."""
COURT = (12, 10, 9, 14)
SIZES = (0.42, 0.20, 0.16, 0.11, 0.07, 0.04)
NEVER = -1
A, B = 0, 1

INSIDE, GRANTED, DENIED, ABSENTIA, HOME, ELSEWHERE, VISA, LOST, LEFT = range(9)
OUTCOMES = ("inside", "granted", "denied", "in absentia", "home", "elsewhere", "visa", "lost", "left court")


class Inputs(NamedTuple):
    """One run. Each row but the last has one value a ticket, in order of arrival; ``granted`` is for the ticket's own track."""

    arrival: Array  # day
    size: Array  # people
    shelter: Array  # the preferred one, 0 to 7
    patience: Array  # leaves the list this many days after the arrival
    leaves_to: Array  # 0 home, 1 elsewhere
    visa: Array  # the day of the application, or NEVER
    absent: Array  # at the first call
    comes_back: Array  # after it
    away: Array  # days until then
    absent_again: Array  # at the second call
    track: Array  # A or B
    court_patience: Array  # leaves court this many days after the call
    missed: Array  # one row a ticket, one column a court queue
    granted: Array
    places: Array  # one a day: how many people may pass

    def lists(self) -> Inputs:
        """The same as Python's own lists, which engines in Python read faster."""
        return self if isinstance(self.size, list) else Inputs(*(column.tolist() for column in self))


class Answer(NamedTuple):
    """What happened: three columns with one value a ticket, two tables with one row a day."""

    outcome: Array  # INSIDE where the way has not ended
    end: Array  # day, or NEVER
    first_call: Array  # day, or NEVER
    called: Array  # day on which the ticket passed, or NEVER
    on_list: Array  # people at the count of each day, absent ones that may return included
    sheltered: Array  # people in each shelter at the count of each day


def drawn(seed: int) -> Inputs:
    """The inputs of one run out of numpy's own random numbers."""
    luck = np.random.default_rng(seed)
    joining = np.concatenate([[FIRST], luck.poisson(EACH_DAY, DAYS - 1)])
    arrival = np.repeat(np.arange(DAYS), joining)
    n = len(arrival)

    def chance(p: float) -> Array:
        return luck.random(n) < p

    def days(mean: float) -> Array:
        return 1 + np.floor(luck.exponential(mean, n)).astype(np.int64)

    return Inputs(
        arrival=arrival,
        size=1 + luck.choice(6, n, p=SIZES),
        shelter=luck.integers(len(BEDS), size=n),
        patience=days(170),
        leaves_to=luck.integers(2, size=n),
        visa=np.where(chance(0.30), arrival + days(60), NEVER),
        absent=chance(0.25),
        comes_back=chance(0.60),
        away=luck.integers(1, 15, n),
        absent_again=chance(0.25),
        track=(track := luck.integers(2, size=n)),
        court_patience=days(500),
        missed=luck.random((n, 4)) < 0.08,
        granted=luck.random(n) < np.where(track == A, 0.15, 0.30),
        places=places(luck),
    )


def places(luck: np.random.Generator, family: float = 1.0) -> Array:
    """How many may pass each day: three speeds that switch, days closed, none on day 0; families where one is so large."""
    speeds, at = (20, 45, 75), 1
    found = np.zeros(DAYS, np.int64)
    for day in range(DAYS):
        if luck.random() < 1 / 30:
            at = (at + luck.integers(1, 3)) % 3
        closed, together = luck.random() < 0.10, luck.random() + luck.random()
        if day and not closed:
            found[day] = min(100, speeds[at] * together) / family
    return found


def differing(one: Answer, other: Answer) -> int:
    """How many tickets were answered otherwise; all of them where the days' counts differ although no ticket does."""
    tickets = np.zeros(len(one.outcome), bool)
    for name in ("outcome", "end", "first_call", "called"):
        tickets |= getattr(one, name) != getattr(other, name)
    same = np.array_equal(one.on_list, other.on_list) and np.array_equal(one.sheltered, other.sheltered)
    return int(tickets.sum()) or (0 if same else len(tickets))

"""What many runs leave behind, runs in front; views of the few arrays that the kernel fills."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .program import Array, Program


class Counts(NamedTuple):
    """Counts by run and day, totals by run, and the days of the tickets that are asked for."""

    stock: Array  # run, day, block, class: people at the count
    beds: Array  # run, day, shelter: people in beds at the count
    early: Array  # run, day, (after leave, after arrive), block, class: people then
    early_beds: Array  # run, day, (after leave, after arrive), shelter: people in beds then
    entering: Array  # run, day, block or outcome or source, (people, tickets)
    passing: Array  # run, day, block, (people, tickets)
    calls: Array  # run, day, block: tickets called, absent ones too
    waited: Array  # run, day, block: days waited by the people who pass
    tally: Array  # run, block or outcome or source, kind, (people entering, people passing, their days); no warm-up
    when: Array  # run, asked block, ticket: the day on which it passes; -1: never
    fate: Array  # run, ticket, (outcome, its day, times called); -1, -1: still inside


class Memory(NamedTuple):
    """The arrays that :func:`.kernel.runs` fills."""

    day: Array
    tally: Array
    when: Array
    fate: Array


def memory(p: Program, runs: int, days: int, tickets: int = 0) -> Memory:
    """Room for some runs; ``tickets``: of how many the fate is wanted."""
    ends = p.blocks + p.outcomes + len(p.source)
    fate = np.full((runs, tickets, 3), -1, np.int32)
    fate[:, :, 2] = 0
    return Memory(
        np.zeros((runs, days, columns(p)), np.int32),
        np.zeros((runs, ends, 3 * p.kinds.shape[1]), np.int64),
        np.full((runs, len(p.asked), p.asked[:, 1].max(initial=0)), -1, np.int32),
        fate,
    )


def columns(p: Program) -> int:
    """How many numbers a day of a run leaves behind."""
    return sum(_widths(p))


def _widths(p: Program) -> list[int]:
    ends = p.blocks + p.outcomes + len(p.source)
    now = p.blocks * p.classes + len(p.shelter)
    return [p.blocks * p.classes, len(p.shelter), 2 * ends, 2 * p.blocks, p.blocks, p.blocks, 2 * now]


def views(p: Program, m: Memory) -> Counts:
    """The counts that stand in the memory of some runs."""
    runs, days = m.day.shape[:2]
    stock, beds, entering, passing, calls, waited, early = np.split(m.day, np.cumsum(_widths(p))[:-1], axis=2)
    early = early.reshape(runs, days, 2, -1)
    many = p.blocks * p.classes
    return Counts(
        stock.reshape(runs, days, p.blocks, p.classes), beds,
        early[..., :many].reshape(runs, days, 2, p.blocks, p.classes), early[..., many:],
        entering.reshape(runs, days, -1, 2), passing.reshape(runs, days, -1, 2), calls, waited,
        m.tally.reshape(runs, m.tally.shape[1], -1, 3), m.when, m.fate,
    )  # fmt: skip

"""Where everybody is in one run, and what is counted; the memory that the kernel works in."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from .chain import make_empty
from .draws import maker, step
from .program import Array, Program

WAITS, ABSENT, WORKED_ON = range(3)


class State(NamedTuple):
    """One row a ticket; rings begin at ``tickets``."""

    seed: int
    run: int
    tickets: int
    days: int
    after: Array  # queues and buckets
    before: Array
    p_after: Array  # programmes, one ring of days and a queue each
    p_before: Array
    l_after: Array  # days on which patience ends
    l_before: Array
    at: Array
    since: Array
    size: Array
    source: Array
    doing: Array  # WAITS, ABSENT, WORKED_ON
    second: Array
    visits: Array
    shelter: Array
    busy: Array
    inside: Array  # people in a block
    standing: Array  # people in a block by class
    used: Array  # beds used by shelter
    made: Array  # tickets made so far; 1 when an endless source ran dry


class Counts(NamedTuple):
    """What one run leaves behind, by day."""

    stock: Array  # day, block, class: people at the count
    beds: Array  # day, shelter
    entering: Array  # day, block or outcome or source, (people, tickets)
    passing: Array  # day, block, (people, tickets)
    calls: Array  # day, block
    waited: Array  # day, block: days waited by the people who pass
    asked: Array  # day on which the ticket passes, -1: never


@maker
def begin(p: Program, seed: int, run: int, tickets: int, days: int) -> Any:
    """Nobody is anywhere."""
    rings = p.blocks * (p.classes + 1) + p.blocks * (days + 1)
    s = State(
        seed, run, tickets, days,
        np.empty(tickets + rings, np.int32), np.empty(tickets + rings, np.int32),
        np.empty((p.blocks, (tickets + days + 2) if p.watches.max() >= 0 else 1), np.int32),
        np.empty((p.blocks, (tickets + days + 2) if p.watches.max() >= 0 else 1), np.int32),
        np.empty(tickets + days, np.int32), np.empty(tickets + days, np.int32),
        np.full(tickets, -1, np.int16), np.zeros(tickets, np.int32), np.zeros(tickets, np.int16),
        np.zeros(tickets, np.int16), np.zeros(tickets, np.int8), np.zeros(tickets, np.bool_),
        np.zeros(tickets, np.int32), np.full(tickets, -1, np.int16),
        np.zeros(p.blocks, np.int64), np.zeros(p.blocks, np.int64), np.zeros((p.blocks, p.classes), np.int64),
        np.zeros(len(p.shelter), np.int64), np.zeros(2, np.int64),
    )  # fmt: skip
    make_empty(s.after, s.before, tickets)
    make_empty(s.l_after, s.l_before, tickets)
    for b in range(p.blocks):
        if p.watches[b] >= 0:
            make_empty(s.p_after[b], s.p_before[b], tickets)
    return s


@step
def queue(p: Program, s: State, b: int, row: int) -> int:
    """The ring of a class; row ``p.classes`` is for those who came back."""
    return s.tickets + b * (p.classes + 1) + row


@step
def bucket(p: Program, s: State, b: int, day: int) -> int:
    """The ring of those who become ready, come back or are finished on a day."""
    return s.tickets + p.blocks * (p.classes + 1) + b * (s.days + 1) + min(day, s.days)

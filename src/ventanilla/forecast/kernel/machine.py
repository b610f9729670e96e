"""What a run works in. A ticket is one row, used again once its household is gone.

Queues and the buckets of a day are rings of rows, each with a row of its own at the front of the table as its head, so that joining
and leaving take one step wherever a ticket stands.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from . import columns as c
from .draws import maker, step


class Machine(NamedTuple):
    """What one run works in and with."""

    fixed: Any  # the numbers of the run
    ticket: Any  # row: a record (columns.TICKET)
    link: Any  # row; the next and the previous one in each programme
    chunk: Any  # the numbers of the next tickets: nth, whence, key; then four for each purpose
    logs: Any  # of their patience, and of what they take until they apply to each programme: the logarithms
    lot: Any  # by lot and class: how many wait, and their rows
    block: Any
    real: Any
    arrow: Any  # block and way; segment and kind: where it leads, or -1 - a row of ``way``
    way: Any  # row; cumulative chances, then where they lead
    now: Any  # people by block and class, then beds used by shelter, then beds in all
    day: Any  # day, column: what is counted
    tally: Any  # block, outcome or source; of each kind: people entering, people passing, their days
    when: Any  # asked block, ticket: the day on which it passes, -1 never
    fate: Any  # ticket: (outcome, its day, times called), for those who want to look at each


@step
def _append(ticket: Any, ring: int, t: int) -> None:
    last = ticket[ring].prev
    ticket[last].next = t
    ticket[t].prev = last
    ticket[t].next = ring
    ticket[ring].prev = t


@step
def unlink(ticket: Any, t: int) -> None:
    before, after = ticket[t].prev, ticket[t].next
    ticket[before].next = after
    ticket[after].prev = before
    ticket[t].next = c.NOWHERE


@step
def be_patient(ticket: Any, ring: int, t: int) -> None:
    last = ticket[ring].p_prev
    ticket[last].p_next = t
    ticket[t].p_prev = last
    ticket[t].p_next = ring
    ticket[ring].p_prev = t


@step
def forget_patience(ticket: Any, t: int) -> None:
    before, after = ticket[t].p_prev, ticket[t].p_next
    if after != c.NOWHERE:
        ticket[before].p_next = after
        ticket[after].p_prev = before
        ticket[t].p_next = c.NOWHERE


@step
def apply_on(link: Any, ring: int, t: int, n: int) -> None:
    last = link[ring, n + 1]
    link[last, n] = t
    link[t, n + 1] = last
    link[t, n] = ring
    link[ring, n + 1] = t


@step
def withdraw(link: Any, t: int, n: int) -> None:
    before, after = link[t, n + 1], link[t, n]
    if after < c.SERVED:
        link[before, n] = after
        link[after, n + 1] = before
        link[t, n] = c.NOWHERE


@step
def _queue(m: Any, row: Any) -> int:
    """Which queue of its block a ticket stands in: those who came back have one of their own, the last."""
    return m.fixed[c.CLASSES] if row.tries > 0 else row.klass


@step
def join(m: Any, block: Any, b: int, t: int) -> None:
    """To the tail of its queue, or among those of whom one is drawn."""
    row = m.ticket[t]
    n = _queue(m, row)
    if block[c.LOT_ROW] < 0:
        _append(m.ticket, np.uint32(m.fixed[c.QUEUES] + b * (m.fixed[c.CLASSES] + 1) + n), t)
        return
    n += block[c.LOT_ROW] * (m.fixed[c.CLASSES] + 1)
    m.lot[n, 0] += 1
    m.lot[n, m.lot[n, 0]] = t
    row.next = c.BY_LOT
    row.prev = m.lot[n, 0]


@step
def part(m: Any, t: int) -> None:
    """Out of the queue or bucket where it stands, if any."""
    row = m.ticket[t]
    if row.next < c.SERVED:
        unlink(m.ticket, t)
    elif row.next == c.BY_LOT:
        n = m.block[row.at, c.LOT_ROW] * (m.fixed[c.CLASSES] + 1) + _queue(m, row)
        last = m.lot[n, m.lot[n, 0]]
        m.lot[n, row.prev] = last
        m.ticket[last].prev = row.prev
        m.lot[n, 0] -= 1
        row.next = c.NOWHERE


@step
def wait_for(m: Any, block: Any, t: int, day: int) -> None:
    """Into the bucket of a day; nowhere when that day is never reached."""
    if day < m.fixed[c.DAYS]:
        _append(m.ticket, np.uint32(block[c.BUCKET] * m.fixed[c.DAYS] + day), t)


@step
def count(m: Any, today: Any, column: int) -> None:
    """People in each block, and in each shelter."""
    for n in range(len(m.now)):
        today[column + n] = m.now[n]


@maker
def grown(m: Any, rows: int) -> Any:
    """The same machine with room for more tickets."""
    ticket, link = np.empty(rows, c.TICKET), np.empty((rows, m.link.shape[1]), np.uint32)
    lot = np.empty((len(m.lot), rows if len(m.lot) else 1), np.int32)
    for t in range(len(m.ticket)):
        ticket[t] = m.ticket[t]
        for n in range(link.shape[1]):
            link[t, n] = m.link[t, n]
    for n in range(len(m.lot)):
        for place in range(m.lot.shape[1]):
            lot[n, place] = m.lot[n, place]
    return Machine(
        m.fixed, ticket, link, m.chunk, m.logs, lot, m.block, m.real, m.arrow, m.way, m.now, m.day, m.tally, m.when, m.fate
    )  # fmt: skip

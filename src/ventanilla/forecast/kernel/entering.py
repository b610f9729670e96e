"""Where an arrow leads, and what entering a block or an outcome does."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import columns as c
from .draws import APPLY, ENTER, ROUTE, SERVE, duration, four, step
from .luck import draw, drawn_ahead, drawn_words
from .machine import apply_on, be_patient, forget_patience, join, wait_for, withdraw


@step
def goal(m: Any, row: Any, b: int, way: int, u: float) -> int:
    """Where an arrow leads this ticket; ``u`` is drawn here where none is given (-1)."""
    leads = m.arrow[b * c.WAYS + way, m.fixed[c.SEGMENT] + row.kind]
    if leads >= 0:
        return leads
    led = m.way[-1 - leads]
    n, half = 0, len(led) >> 1
    if u < 0:
        u = four(
            m.fixed[c.SEED], m.fixed[c.RUN], row.nth, m.block[b, c.KEY], row.whence, row.visits << 12 | ROUTE
        )[0]
    for other in range(half):  # a sum goes faster than a search: nothing is guessed wrongly
        n += u >= led[other]
    return int(led[half + n])


@step
def enter(m: Any, today: Any, t: int, to: int, came: int, d: int, i: int) -> None:
    """Into a block or an outcome; a full block sends on along its arrow."""
    row, blocks = m.ticket[t], m.fixed[c.BLOCKS]
    while to < blocks and m.block[to, c.INSIDE] + row.size > m.block[to, c.BEDS]:
        row.visits += to <= came
        came, to, i = to, goal(m, row, to, c.FULL, -1.0), -1
    row.visits += to <= came
    row.at, row.since, row.tries, row.doing, row.next = to, d, 0, c.WAITING, c.NOWHERE
    if d >= 0:
        column = m.fixed[c.ENTERING] + 2 * to
        today[column] += row.size
        today[column + 1] += 1
        if d >= m.fixed[c.FIRST]:
            m.tally[to, 3 * row.kind] += row.size
    if row.shelter >= 0 and (to >= blocks or m.block[to, c.GIVES_UP]):
        m.now[m.fixed[c.SHELTERS] + row.shelter] -= row.size
        row.shelter = -1
    if to >= blocks:
        _gone(m, t, to, d)
    else:
        m.now[to * m.fixed[c.CLASSES] + row.klass] += row.size
        m.block[to, c.INSIDE] += row.size
        _begin(m, t, to, d, i)


@step
def _gone(m: Any, t: int, to: int, d: int) -> None:
    """Out of the system: its row may be used again."""
    row = m.ticket[t]
    forget_patience(m.ticket, t)
    for n in range(0, m.link.shape[1], 2):
        withdraw(m.link, t, n)
    if row.id < len(m.fate):
        m.fate[row.id, 0], m.fate[row.id, 1] = to, d
    row.next = m.fixed[c.FREE]
    m.fixed[c.FREE] = t


@step
def _begin(m: Any, t: int, b: int, d: int, i: int) -> None:
    """What entering a block draws: patience, delay, the first turn, applications; then to the bucket or the queue.

    ``i``: where the numbers of this entry stand among those drawn ahead, -1 when they are drawn now.
    """
    row, block, real = m.ticket[t], m.block[b], m.real[b]
    w = (0.5, 0.5, 0.5, 0.5)
    if block[c.DRAWS]:
        w = drawn_ahead(m, 1, i) if i >= 0 else draw(m, row, block[c.KEY], ENTER)
    if block[c.TURNS]:
        if i >= 0:
            n = c.AHEAD + 8
            row.w0, row.w1, row.w2, row.w3 = (
                m.chunk[n, i],
                m.chunk[n + 1, i],
                m.chunk[n + 2, i],
                m.chunk[n + 3, i],
            )
        else:
            row.w0, row.w1, row.w2, row.w3 = drawn_words(m, row, block[c.KEY], SERVE)
    if block[c.PATIENCE] != c.KEPT:
        forget_patience(m.ticket, t)
        if block[c.PATIENCE] > 0 and row.stays == 0:
            log = m.logs[0, i] if i >= 0 else np.log(w[0])
            ends = d + duration(block[c.PATIENCE], real[c.P_DAYS], real[c.P_DAYS + 1], w[0], log)
            if ends < m.fixed[c.DAYS]:
                be_patient(m.ticket, np.uint32(ends), t)
    ready = 0
    if block[c.DELAY] > 0 and block[c.READY_IN] == 0:
        ready = duration(block[c.DELAY], real[c.D_DAYS], real[c.D_DAYS + 1], w[1], np.log(w[1]))
    if ready > 0:
        wait_for(m, block, t, d + ready)
    else:
        join(m, block, b, t)
    if block[c.WATCHED] >= 0:
        for other in range(block[c.WATCHED], m.fixed[c.BLOCKS]):
            if m.block[other, c.WATCHES] == b:
                _apply(m, row, t, other, d, i)


@step
def _apply(m: Any, row: Any, t: int, b: int, d: int, i: int) -> None:
    """A programme is applied to once: on entering the watched block, ready some days later."""
    block, real = m.block[b], m.real[b]
    n = 2 * block[c.PROGRAMME]
    wants = real[c.WANTS] * real[c.BY_KIND + row.kind]
    if wants <= 0 or m.link[t, n] != c.NOWHERE:
        return
    w = drawn_ahead(m, 3 + block[c.PROGRAMME], i) if i >= 0 else draw(m, row, block[c.KEY], APPLY)
    if w[0] >= wants:
        return
    ready = 0
    if block[c.AFTER] > 0:
        log = m.logs[1 + block[c.PROGRAMME], i] if i >= 0 else np.log(w[1])
        ready = duration(block[c.AFTER], real[c.F_DAYS], real[c.F_DAYS + 1], w[1], log)
    m.link[t, n] = c.SERVED
    if d + ready < m.fixed[c.DAYS]:
        apply_on(m.link, np.uint32(max(d + ready, 0)), t, n)

"""The stages of a day: each names the next ticket that moves, until there is none."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import columns as c
from .draws import LOT, duration, four, step
from .luck import turn
from .machine import apply_on, join, part, unlink, wait_for, withdraw

STOP, MOVE, MAKE = range(3)
LEAVE, ARRIVE = -2, -1  # the stages before the blocks


@step
def passes(m: Any, today: Any, row: Any, b: int, d: int) -> None:
    """A ticket has its turn: counted."""
    days = row.size * (d - row.since)
    column = m.fixed[c.PASSING] + 2 * b
    today[column] += row.size
    today[column + 1] += 1
    today[m.fixed[c.WAITED] + b] += days
    if d >= m.fixed[c.FIRST]:
        m.tally[b, 3 * row.kind + 1] += row.size
        m.tally[b, 3 * row.kind + 2] += days
    slot = m.block[b, c.ASKED]
    if slot >= 0 and row.id < m.when.shape[1] and m.when[slot, row.id] < 0:
        m.when[slot, row.id] = d


@step
def _leaving(m: Any, d: int) -> Any:
    """Whoever's patience ends today."""
    t = m.ticket[d].p_next
    if t >= m.fixed[c.RINGS]:
        return MOVE, t, m.ticket[t].at, c.GONE, -1.0
    return STOP, np.uint32(0), 0, 0, 0.0


@step
def _coming(p: Any, m: Any, coming: Any, d: int) -> Any:
    """Whom the sources bring, one after the other."""
    while m.fixed[c.SOURCE_NOW] < len(p.source):
        s = m.fixed[c.SOURCE_NOW]
        if m.fixed[c.TURN] < coming[s, d + 1]:
            m.fixed[c.TURN] += 1
            return MAKE, np.uint32(m.fixed[c.TURN] - 1), s, 0, 0.0
        m.fixed[c.SOURCE_NOW] += 1
        m.fixed[c.TURN] = 0
    return STOP, np.uint32(0), 0, 0, 0.0


@step
def _finished(m: Any, block: Any, b: int, d: int) -> Any:
    """Today's bucket: absent tickets come back, others join their queue; a finished case is named, else NOWHERE."""
    ring = np.uint32(block[c.BUCKET] * m.fixed[c.DAYS] + d)
    t = m.ticket[ring].next
    while t >= m.fixed[c.RINGS]:
        row = m.ticket[t]
        if row.doing == c.WORKED_ON:
            return t
        unlink(m.ticket, t)
        row.doing = c.WAITING
        join(m, block, b, t)
        t = m.ticket[ring].next
    return np.uint32(c.NOWHERE)


@step
def _head(m: Any, block: Any, b: int, d: int) -> Any:
    """Who is next: those who came back, then the classes; NOWHERE for nobody."""
    classes = m.fixed[c.CLASSES]
    for order in range(classes + 1):
        n = classes if order == 0 else order - 1
        if block[c.LOT_ROW] < 0:
            t = m.ticket[np.uint32(m.fixed[c.QUEUES] + b * (classes + 1) + n)].next
            if t >= m.fixed[c.RINGS] and (n == classes or m.ticket[t].since + block[c.READY_IN] <= d):
                return t
        else:
            n += block[c.LOT_ROW] * (classes + 1)
            if m.lot[n, 0] > 0:
                turn = m.fixed[c.TURN]
                u = four(m.fixed[c.SEED], m.fixed[c.RUN], d, block[c.KEY], 0, turn << 4 | LOT)[0]
                return np.uint32(m.lot[n, 1 + int(u * m.lot[n, 0])])
    return np.uint32(c.NOWHERE)


@step
def _called(m: Any, today: Any, made: Any, block: Any, b: int, d: int) -> Any:
    """The next ticket that a call moves; those absent for now are put aside on the way."""
    real = m.real[b]
    while m.fixed[c.LEFT] > 0:
        t = _head(m, block, b, d)
        if t == c.NOWHERE:
            s = block[c.FEEDER]
            if s < 0 or m.fixed[c.DRY]:
                break
            made[s] += 1
            return MAKE, np.uint32(made[s] - 1), s, 0, 0.0
        row = m.ticket[t]
        need = 1 if block[c.BY_TICKET] else row.size
        if need > m.fixed[c.LEFT]:
            break
        m.fixed[c.TURN] += 1
        today[m.fixed[c.CALLS] + b] += 1
        if row.id < len(m.fate):
            m.fate[row.id, 2] += 1
        w = (1.0, -1.0, 0.5, 1.0)
        if real[c.ABSENT] > 0 or real[c.MISS] > 0:
            w = turn(m, block, row)
        if w[0] < real[c.ABSENT]:
            if row.tries > block[c.GRACE] or (row.tries == block[c.GRACE] and w[1] >= real[c.RETURNS]):
                return MOVE, t, b, c.LOST, -1.0
            _put_aside(m, block, real, t, d, w[2])
            continue
        m.fixed[c.LEFT] -= need
        block[c.GIVEN] += need
        if w[3] < real[c.MISS]:
            return MOVE, t, b, c.MISSED, -1.0
        return MOVE, t, b, c.TO, w[1]
    return STOP, np.uint32(0), 0, 0, 0.0


@step
def _put_aside(m: Any, block: Any, real: Any, t: int, d: int, u: float) -> None:
    """Absent: called again on the next day while its grace lasts, else on the day it comes back."""
    part(m, t)
    row, days = m.ticket[t], 1
    if row.tries == block[c.GRACE]:
        days = duration(block[c.AWAY], real[c.A_DAYS], real[c.A_DAYS + 1], u, np.log(u))
    row.tries += 1
    row.doing = c.ABSENT_NOW
    wait_for(m, block, t, d + days)


@step
def _fill_desks(m: Any, block: Any, b: int, d: int) -> None:
    """Free desks take the next cases; one taken today ends tomorrow at the earliest."""
    while block[c.BUSY] < block[c.DESKS]:
        t = _head(m, block, b, d)
        if t == c.NOWHERE:
            return
        m.fixed[c.TURN] += 1
        part(m, t)
        row = m.ticket[t]
        u = turn(m, block, row)[0]
        days = duration(block[c.TAKES], m.real[b, c.T_DAYS], m.real[b, c.T_DAYS + 1], u, np.log(u))
        row.doing = c.WORKED_ON
        block[c.BUSY] += 1
        wait_for(m, block, t, d + days)


@step
def _applied(m: Any, today: Any, block: Any, b: int, d: int) -> Any:
    """Whoever applied for today joins; the head is served while there are places, and dropped once out of the watched block."""
    n, line = 2 * block[c.PROGRAMME], np.uint32(m.fixed[c.QUEUES])
    for day in range(
        max(d - 1, 0), d + 1
    ):  # those of yesterday who applied after the programme had been served
        ring = np.uint32(day)
        t = m.link[ring, n]
        while t >= m.fixed[c.RINGS]:
            withdraw(m.link, t, n)
            apply_on(m.link, line, t, n)
            t = m.link[ring, n]
    while m.fixed[c.LEFT] > 0:
        t = m.link[line, n]
        if t < m.fixed[c.RINGS]:
            break
        row = m.ticket[t]
        need = 1 if block[c.BY_TICKET] else row.size
        inside = row.at == block[c.WATCHES]
        if inside and need > m.fixed[c.LEFT]:
            break
        withdraw(m.link, t, n)
        m.link[t, n] = c.SERVED  # it has applied, and does not apply again
        if inside:
            m.fixed[c.LEFT] -= need
            block[c.GIVEN] += need
            today[m.fixed[c.CALLS] + b] += 1
            return MOVE, t, b, c.TO, -1.0
    return STOP, np.uint32(0), 0, 0, 0.0


@step
def next(p: Any, m: Any, today: Any, coming: Any, made: Any, b: int, d: int) -> Any:
    """The next move of a stage: what, the ticket (or its number at its source), by which block (or source), way, number drawn."""
    if b == LEAVE:
        return _leaving(m, d)
    if b == ARRIVE:
        return _coming(p, m, coming, d)
    block = m.block[b]
    if block[c.WATCHES] >= 0:
        return _applied(m, today, block, b, d)
    if block[c.BUCKET] >= 0:
        t = _finished(m, block, b, d)
        if t != c.NOWHERE:
            return MOVE, t, b, c.TO, -1.0
    if block[c.KIND_OF] == c.CALL:
        return _called(m, today, made, block, b, d)
    if block[c.KIND_OF] == c.DESK:
        _fill_desks(m, block, b, d)
    return STOP, np.uint32(0), 0, 0, 0.0

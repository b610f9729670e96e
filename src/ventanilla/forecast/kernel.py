"""One run of any model, day by day, in the phases fixed in :mod:`.model`; compiled once and kept on disk.

A ticket is one row, used again once its household is gone. Queues and the buckets of a day are rings of rows, each with a row
of its own at the front of the table as its head, so that joining and leaving take one step wherever a ticket stands.

A day is a row of stages (leave and arrive, then each block). A stage names the next ticket that moves until there is none;
:func:`_day` is the one place where anybody moves, so that all of this is compiled into one piece.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from . import columns as c
from .draws import APPLY, BORN, ENTER, LOT, RANGE, ROUTE, SERVE, duration, four, maker, phase, step, triangle
from .outside import arrivals, places
from .program import Program

STOP, MOVE, MAKE = range(3)


class Machine(NamedTuple):
    """What one run works in and with."""

    fixed: Any  # the numbers of the run
    ticket: Any  # row, column
    lot: Any  # by lot and class: how many wait, and their rows
    block: Any
    real: Any
    arrow: Any  # block and way; segment and kind: a row of ``way``
    way: Any  # row; cumulative chances, then where they lead
    now: Any  # people by block and class, then beds used by shelter, then beds in all
    day: Any  # day, column: what is counted
    tally: Any  # block, outcome or source; of each kind: people entering, people passing, their days
    when: Any  # asked block, ticket: the day on which it passes, -1 never
    fate: Any  # ticket: (outcome, its day, times called), for those who want to look at each


# --- rings -------------------------------------------------------------------------------------------------------
@step
def _append(ticket: Any, ring: int, t: int, following: int) -> None:
    last = ticket[ring, following + 1]
    ticket[last, following] = t
    ticket[t, following + 1] = last
    ticket[t, following] = ring
    ticket[ring, following + 1] = t


@step
def _unlink(ticket: Any, t: int, following: int) -> None:
    a, b = ticket[t, following + 1], ticket[t, following]
    ticket[a, following] = b
    ticket[b, following + 1] = a
    ticket[t, following] = c.NOWHERE


@step
def _queue(m: Any, t: int) -> int:
    """Which queue of its block a ticket stands in: those who came back have one of their own, the last."""
    return m.fixed[c.CLASSES] if m.ticket[t, c.TRIES] > 0 else m.ticket[t, c.CLASS] & 0xFF


@step
def _join(m: Any, t: int, b: int) -> None:
    """To the tail of its queue, or among those of whom one is drawn."""
    row = _queue(m, t)
    if m.block[b, c.LOT_ROW] < 0:
        _append(m.ticket, m.fixed[c.QUEUES] + b * (m.fixed[c.CLASSES] + 1) + row, t, c.NEXT)
        return
    row += m.block[b, c.LOT_ROW] * (m.fixed[c.CLASSES] + 1)
    m.lot[row, 0] += 1
    m.lot[row, m.lot[row, 0]] = t
    m.ticket[t, c.NEXT] = c.BY_LOT
    m.ticket[t, c.PREV] = m.lot[row, 0]


@step
def _part(m: Any, t: int, b: int) -> None:
    """Out of the queue or bucket where it stands, if any."""
    following = m.ticket[t, c.NEXT]
    if following >= 0:
        _unlink(m.ticket, t, c.NEXT)
    elif following == c.BY_LOT:
        row = m.block[b, c.LOT_ROW] * (m.fixed[c.CLASSES] + 1) + _queue(m, t)
        last, place = m.lot[row, m.lot[row, 0]], m.ticket[t, c.PREV]
        m.lot[row, place] = last
        m.ticket[last, c.PREV] = place
        m.lot[row, 0] -= 1
        m.ticket[t, c.NEXT] = c.NOWHERE


@step
def _wait_for(m: Any, t: int, b: int, day: int) -> None:
    """Into the bucket of a day; nowhere when that day is never reached."""
    if day < m.fixed[c.DAYS]:
        _append(m.ticket, m.block[b, c.BUCKET] * m.fixed[c.DAYS] + day, t, c.NEXT)


# --- ways --------------------------------------------------------------------------------------------------------
@step
def _draw(m: Any, t: int, key: int, purpose: int) -> Any:
    row = m.ticket[t]
    low = row[c.VISITS] << 12 | row[c.TRIES] << 4 | purpose
    return four(m.fixed[c.SEED], m.fixed[c.RUN], row[c.NTH], key, row[c.WHENCE], low)


@step
def _goal(m: Any, t: int, b: int, way: int, u: float) -> int:
    """Where an arrow leads this ticket; ``u`` is drawn here where none is given (-1)."""
    row = m.arrow[b * c.WAYS + way, m.fixed[c.SEGMENT] + m.ticket[t, c.KIND]]
    n, half = 0, m.way.shape[1] >> 1
    if m.way[row, 0] < 1:
        if u < 0:
            u = _draw(m, t, m.block[b, c.KEY], ROUTE)[0]
        while u >= m.way[row, n]:
            n += 1
    return int(m.way[row, half + n])


@step
def _full(m: Any, b: int, size: int) -> bool:
    inside = size
    for n in range(m.fixed[c.CLASSES]):
        inside += m.now[b * m.fixed[c.CLASSES] + n]
    return inside > m.block[b, c.BEDS]


@step
def _enter(m: Any, t: int, to: int, came: int, d: int) -> None:
    """Into a block or an outcome; a full block sends on along its arrow."""
    row, blocks = m.ticket[t], m.fixed[c.BLOCKS]
    size = int(row[c.SIZE])
    while to < blocks and m.block[to, c.BEDS] >= 0 and _full(m, to, size):
        row[c.VISITS] += to <= came
        came, to = to, _goal(m, t, to, c.FULL, -1.0)
    row[c.VISITS] += to <= came
    row[c.AT], row[c.SINCE], row[c.TRIES], row[c.DOING], row[c.NEXT] = to, d, 0, c.WAITING, c.NOWHERE
    if d >= 0:
        column = m.fixed[c.ENTERING] + 2 * to
        m.day[d, column] += size
        m.day[d, column + 1] += 1
        if d >= m.fixed[c.FIRST]:
            m.tally[to, 3 * row[c.KIND]] += size
    if row[c.SHELTER] >= 0 and (to >= blocks or m.block[to, c.GIVES_UP]):
        m.now[m.fixed[c.SHELTERS] + row[c.SHELTER]] -= size
        row[c.SHELTER] = c.NOWHERE
    if to >= blocks:
        _gone(m, t, to, d)
    else:
        m.now[to * m.fixed[c.CLASSES] + (row[c.CLASS] & 0xFF)] += size
        _begin(m, t, to, d)


@step
def _gone(m: Any, t: int, to: int, d: int) -> None:
    """Out of the system: its row may be used again."""
    row = m.ticket[t]
    if row[c.P_NEXT] >= 0:
        _unlink(m.ticket, t, c.P_NEXT)
    for n in range(c.LINKS, m.ticket.shape[1], 2):
        if row[n] >= 0:
            _unlink(m.ticket, t, n)
    if row[c.ID] < len(m.fate):
        m.fate[row[c.ID], 0], m.fate[row[c.ID], 1] = to, d
    row[c.NEXT] = m.fixed[c.FREE]
    m.fixed[c.FREE] = t


@step
def _begin(m: Any, t: int, b: int, d: int) -> None:
    """What entering a block draws: patience, delay, applications; then to the bucket or the queue."""
    row, block, real = m.ticket[t], m.block[b], m.real[b]
    w = (0.5, 0.5, 0.5, 0.5)
    if block[c.DRAWS]:
        w = _draw(m, t, block[c.KEY], ENTER)
    if block[c.PATIENCE] != c.KEPT:
        if row[c.P_NEXT] >= 0:
            _unlink(m.ticket, t, c.P_NEXT)
        if block[c.PATIENCE] > 0 and row[c.CLASS] < c.STAYING:
            ends = d + duration(block[c.PATIENCE], real[c.P_DAYS], real[c.P_DAYS + 1], w[0])
            if ends < m.fixed[c.DAYS]:
                _append(m.ticket, ends, t, c.P_NEXT)
    ready = 0
    if block[c.DELAY] > 0:
        ready = duration(block[c.DELAY], real[c.D_DAYS], real[c.D_DAYS + 1], w[1])
    if ready > 0:
        _wait_for(m, t, b, d + ready)
    else:
        _join(m, t, b)
    if block[c.WATCHED]:
        for other in range(m.fixed[c.BLOCKS]):
            if m.block[other, c.WATCHES] == b:
                _apply(m, t, other, d)


@step
def _apply(m: Any, t: int, b: int, d: int) -> None:
    """A programme is applied to once: on entering the watched block, ready some days later."""
    real, n = m.real[b], c.LINKS + 2 * m.block[b, c.PROGRAMME]
    chance = real[c.WANTS] * real[c.BY_KIND + m.ticket[t, c.KIND]]
    if chance <= 0 or m.ticket[t, n] != c.NOWHERE:
        return
    w = _draw(m, t, m.block[b, c.KEY], APPLY)
    if w[0] >= chance:
        return
    ready = 0
    if m.block[b, c.AFTER] > 0:
        ready = duration(m.block[b, c.AFTER], real[c.F_DAYS], real[c.F_DAYS + 1], w[1])
    if d + ready < m.fixed[c.DAYS]:
        _append(m.ticket, max(d + ready, 0), t, n)


# --- new tickets ---------------------------------------------------------------------------------------------------
@step
def _new(p: Any, m: Any, s: int, d: int, nth: int) -> int:
    """A new ticket of a source, nowhere yet; -1 when there is no row left for it."""
    t = m.fixed[c.FREE]
    if t >= 0:
        m.fixed[c.FREE] = m.ticket[t, c.NEXT]
    elif m.fixed[c.TOP] < len(m.ticket):
        t = m.fixed[c.TOP]
        m.fixed[c.TOP] += 1
    else:
        m.fixed[c.DRY] = 1
        return -1
    row, source = m.ticket[t], p.source[s]
    row[c.NTH], row[c.WHENCE], row[c.ID] = nth, (d + 1) << 12 | source[c.SHORT], m.fixed[c.MADE]
    m.fixed[c.MADE] += 1
    for n in range(c.LINKS, m.ticket.shape[1]):
        row[n] = c.NOWHERE
    row[c.VISITS], row[c.TRIES], row[c.P_NEXT], row[c.SHELTER] = 0, 0, c.NOWHERE, c.NOWHERE
    size, kind, klass = _born(p, m, t, s, nth)
    row[c.SIZE], row[c.KIND] = size, kind
    row[c.CLASS] = klass + c.STAYING if source[c.STAYS] else klass
    if d >= 0:
        column = m.fixed[c.ENTERING] + 2 * (m.fixed[c.ENDS] + s)
        m.day[d, column] += size
        m.day[d, column + 1] += 1
        if d >= m.fixed[c.FIRST]:
            m.tally[m.fixed[c.ENDS] + s, 3 * kind] += size
    return t


@step
def _born(p: Any, m: Any, t: int, s: int, nth: int) -> Any:
    """Size, kind and class of a household, and the shelter it prefers (until it has one)."""
    source = p.source[s]
    if source[c.SLEEPS] or (source[c.PEOPLE] < 0 and p.sizes.shape[1] + p.kinds.shape[1] > 2):
        w = _draw(m, t, 0, BORN)
    else:
        w = (0.0, 0.0, 0.0, 0.0)
    m.ticket[t, c.DOING] = int(w[1] * len(p.shelter))
    if source[c.PEOPLE] >= 0:
        one = p.people[source[c.PEOPLE] + nth]
        return int(one[0]), int(one[1]), int(one[2])
    size, kind = 0, 0
    while w[0] >= p.sizes[s, size]:
        size += 1
    while w[2] >= p.kinds[s, kind]:
        kind += 1
    return size + 1, kind, int(source[c.CLASS_OF])


@step
def _sleep(p: Any, m: Any, t: int, prefers: int) -> None:
    size, first = m.ticket[t, c.SIZE], m.fixed[c.SHELTERS]
    for n in range(m.fixed[c.BED_TRIES]):
        i = (prefers + n) % len(p.shelter)
        if m.now[first + i] + size <= p.shelter[i]:
            m.now[first + i] += size
            m.ticket[t, c.SHELTER] = i
            return


# --- stages --------------------------------------------------------------------------------------------------------
@step
def _passes(m: Any, t: int, b: int, d: int) -> None:
    """A ticket has its turn: counted."""
    row = m.ticket[t]
    size, days = int(row[c.SIZE]), d - int(row[c.SINCE])
    column = m.fixed[c.PASSING] + 2 * b
    m.day[d, column] += size
    m.day[d, column + 1] += 1
    m.day[d, m.fixed[c.WAITED] + b] += size * days
    if d >= m.fixed[c.FIRST]:
        m.tally[b, 3 * row[c.KIND] + 1] += size
        m.tally[b, 3 * row[c.KIND] + 2] += size * days
    slot = m.block[b, c.ASKED]
    if slot >= 0 and row[c.ID] < m.when.shape[1] and m.when[slot, row[c.ID]] < 0:
        m.when[slot, row[c.ID]] = d


@step
def _leaving_or_coming(p: Any, m: Any, coming: Any, made: Any, d: int) -> Any:
    """The stage before the blocks: patience ends, then the sources bring their tickets."""
    if d >= 0:
        t = int(m.ticket[d, c.P_NEXT])
        if t >= m.fixed[c.RINGS]:
            return MOVE, t, int(m.ticket[t, c.AT]), c.GONE, -1.0
    while m.fixed[c.SOURCE_NOW] < len(p.source):
        s = m.fixed[c.SOURCE_NOW]
        if m.fixed[c.TURN] < coming[s, d + 1]:
            m.fixed[c.TURN] += 1
            return MAKE, m.fixed[c.TURN] - 1, s, 0, 0.0
        m.fixed[c.SOURCE_NOW] += 1
        m.fixed[c.TURN] = 0
    return STOP, 0, 0, 0, 0.0


@step
def _finished(m: Any, b: int, d: int) -> int:
    """Today's bucket: absent tickets come back, others join their queue; a finished case is named, -1 when there is none."""
    ring = m.block[b, c.BUCKET] * m.fixed[c.DAYS] + d
    t = int(m.ticket[ring, c.NEXT])
    while t >= m.fixed[c.RINGS]:
        if m.ticket[t, c.DOING] == c.WORKED_ON:
            return t
        _unlink(m.ticket, t, c.NEXT)
        m.ticket[t, c.DOING] = c.WAITING
        _join(m, t, b)
        t = int(m.ticket[ring, c.NEXT])
    return -1


@step
def _head(m: Any, b: int, d: int) -> int:
    """Who is next: those who came back, then the classes; -1 for nobody."""
    classes = m.fixed[c.CLASSES]
    for order in range(classes + 1):
        row = classes if order == 0 else order - 1
        if m.block[b, c.LOT_ROW] < 0:
            t = int(m.ticket[m.fixed[c.QUEUES] + b * (classes + 1) + row, c.NEXT])
            if t >= m.fixed[c.RINGS]:
                return t
        else:
            row += m.block[b, c.LOT_ROW] * (classes + 1)
            if m.lot[row, 0] > 0:
                n = m.fixed[c.TURN]
                u = four(m.fixed[c.SEED], m.fixed[c.RUN], d, m.block[b, c.KEY], 0, n << 4 | LOT)[0]
                return int(m.lot[row, 1 + int(u * m.lot[row, 0])])
    return -1


@step
def _called(m: Any, made: Any, b: int, d: int) -> Any:
    """The next ticket that a call moves; those absent for now are put aside on the way."""
    block, real = m.block[b], m.real[b]
    while m.fixed[c.LEFT] > 0:
        t = _head(m, b, d)
        if t < 0:
            s = block[c.FEEDER]
            if s < 0 or m.fixed[c.DRY]:
                return STOP, 0, 0, 0, 0.0
            made[s] += 1
            return MAKE, made[s] - 1, s, 0, 0.0
        row = m.ticket[t]
        need = 1 if block[c.BY_TICKET] else int(row[c.SIZE])
        if need > m.fixed[c.LEFT]:
            return STOP, 0, 0, 0, 0.0
        m.fixed[c.TURN] += 1
        m.day[d, m.fixed[c.CALLS] + b] += 1
        if row[c.ID] < len(m.fate):
            m.fate[row[c.ID], 2] += 1
        w = (1.0, -1.0, 0.5, 1.0)
        if real[c.ABSENT] > 0 or real[c.MISS] > 0:
            w = _draw(m, t, block[c.KEY], SERVE)
        if w[0] < real[c.ABSENT]:
            if row[c.TRIES] > block[c.GRACE] or (row[c.TRIES] == block[c.GRACE] and w[1] >= real[c.RETURNS]):
                return MOVE, t, b, c.LOST, -1.0
            _put_aside(m, t, b, d, w[2])
            continue
        m.fixed[c.LEFT] -= need
        m.block[b, c.GIVEN] += need
        if w[3] < real[c.MISS]:
            return MOVE, t, b, c.MISSED, -1.0
        return MOVE, t, b, c.TO, w[1]
    return STOP, 0, 0, 0, 0.0


@step
def _put_aside(m: Any, t: int, b: int, d: int, u: float) -> None:
    """Absent: called again on the next day while its grace lasts, else on the day it comes back."""
    _part(m, t, b)
    row, days = m.ticket[t], 1
    if row[c.TRIES] == m.block[b, c.GRACE]:
        days = duration(m.block[b, c.AWAY], m.real[b, c.A_DAYS], m.real[b, c.A_DAYS + 1], u)
    row[c.TRIES] += 1
    row[c.DOING] = c.ABSENT_NOW
    _wait_for(m, t, b, d + days)


@step
def _fill_desks(m: Any, b: int, d: int) -> None:
    """Free desks take the next cases; one taken today ends tomorrow at the earliest."""
    while m.block[b, c.BUSY] < m.block[b, c.DESKS]:
        t = _head(m, b, d)
        if t < 0:
            return
        m.fixed[c.TURN] += 1
        _part(m, t, b)
        u = _draw(m, t, m.block[b, c.KEY], SERVE)[0]
        days = duration(m.block[b, c.TAKES], m.real[b, c.T_DAYS], m.real[b, c.T_DAYS + 1], u)
        m.ticket[t, c.DOING] = c.WORKED_ON
        m.block[b, c.BUSY] += 1
        _wait_for(m, t, b, d + days)


@step
def _applied(m: Any, b: int, d: int) -> Any:
    """Whoever applied for today joins; the head is served while there are places, and dropped once out of the watched block."""
    n, line = c.LINKS + 2 * m.block[b, c.PROGRAMME], m.fixed[c.QUEUES]
    t = int(m.ticket[d, n])
    while t >= m.fixed[c.RINGS]:
        _unlink(m.ticket, t, n)
        _append(m.ticket, line, t, n)
        t = int(m.ticket[d, n])
    while m.fixed[c.LEFT] > 0:
        t = int(m.ticket[line, n])
        if t < m.fixed[c.RINGS]:
            break
        need = 1 if m.block[b, c.BY_TICKET] else int(m.ticket[t, c.SIZE])
        inside = m.ticket[t, c.AT] == m.block[b, c.WATCHES]
        if inside and need > m.fixed[c.LEFT]:
            break
        _unlink(m.ticket, t, n)
        m.ticket[t, n] = c.SERVED  # it has applied, and does not apply again
        if inside:
            m.fixed[c.LEFT] -= need
            m.block[b, c.GIVEN] += need
            m.day[d, m.fixed[c.CALLS] + b] += 1
            return MOVE, t, b, c.TO, -1.0
    return STOP, 0, 0, 0, 0.0


@step
def _next(p: Any, m: Any, coming: Any, made: Any, b: int, d: int) -> Any:
    """The next move of a stage: what, the ticket (or its number at its source), by which block (or source), way, number drawn."""
    if b < 0:
        return _leaving_or_coming(p, m, coming, made, d)
    if m.block[b, c.WATCHES] >= 0:
        return _applied(m, b, d)
    if m.block[b, c.BUCKET] >= 0:
        t = _finished(m, b, d)
        if t >= 0:
            return MOVE, t, b, c.TO, -1.0
    if m.block[b, c.KIND_OF] == c.CALL:
        return _called(m, made, b, d)
    if m.block[b, c.KIND_OF] == c.DESK:
        _fill_desks(m, b, d)
    return STOP, 0, 0, 0, 0.0


@phase
def _day(p: Any, m: Any, coming: Any, slots: Any, made: Any, d: int) -> None:
    m.fixed[c.SEGMENT] = p.segment[max(d, 0)] * m.fixed[c.KINDS]
    for b in range(-1, p.blocks if d >= 0 else 0):
        m.fixed[c.TURN] = m.fixed[c.SOURCE_NOW] = 0
        if b >= 0:
            m.fixed[c.LEFT] = min(slots[b, d], m.block[b, c.QUOTA] - m.block[b, c.GIVEN])
        while True:
            what, t, by, way, u = _next(p, m, coming, made, b, d)
            if what == STOP:
                break
            came, prefers = -1, -1
            if what == MOVE:
                row = m.ticket[t]
                came = int(row[c.AT])
                if way == c.TO:
                    _passes(m, t, by, d)
                elif way == c.GONE:
                    _unlink(m.ticket, t, c.P_NEXT)
                _part(m, t, came)
                if row[c.DOING] == c.WORKED_ON:
                    m.block[came, c.BUSY] -= 1
                m.now[came * m.fixed[c.CLASSES] + (row[c.CLASS] & 0xFF)] -= row[c.SIZE]
                to = _goal(m, t, by, way, u)
            else:
                t = _new(p, m, by, d, t)
                if t < 0:
                    break
                to = int(p.source[by, c.GOES_TO])
                prefers = int(m.ticket[t, c.DOING])
            _enter(m, t, to, came, d)
            if what == MAKE and p.source[by, c.SLEEPS] and m.ticket[t, c.AT] < p.blocks:
                _sleep(p, m, t, prefers)
    if d >= 0:
        for n in range(len(m.now)):
            m.day[d, n] = m.now[n]


# --- a run -------------------------------------------------------------------------------------------------------
@phase
def _reset(p: Program, m: Any, seed: int, run: int) -> None:
    """Nobody is anywhere, and what is drawn once a run is drawn."""
    m.fixed[c.SEED], m.fixed[c.RUN], m.fixed[c.FREE], m.fixed[c.TOP] = seed, run, c.NOWHERE, m.fixed[c.RINGS]
    m.fixed[c.MADE] = m.fixed[c.DRY] = 0
    for ring in range(m.fixed[c.RINGS]):
        m.ticket[ring, c.NEXT] = m.ticket[ring, c.PREV] = m.ticket[ring, c.P_NEXT] = m.ticket[
            ring, c.P_PREV
        ] = ring
        for n in range(c.LINKS, m.ticket.shape[1]):
            m.ticket[ring, n] = ring
    for row in range(len(m.lot)):
        m.lot[row, 0] = 0
    for n in range(len(m.now)):
        m.now[n] = 0
    for b in range(p.blocks):
        m.block[b, c.BUSY] = m.block[b, c.GIVEN] = 0
    for row in range(p.real.shape[0]):
        for n in range(p.real.shape[1]):
            m.real[row, n] = p.real[row, n]
    for n in range(len(p.ranges)):
        u = four(seed, run, 0, p.ranges[n, 2], 0, RANGE)[0]
        m.real[p.ranges[n, 0], p.ranges[n, 1]] = triangle(
            p.triangle[n, 0], p.triangle[n, 1], p.triangle[n, 2], u
        )


@phase
def _lacking(p: Any, m: Any, coming: Any, slots: Any, d: int) -> int:
    """How many rows a day may need that are not there."""
    rows = m.fixed[c.TOP] - len(m.ticket)
    for s in range(len(p.source)):
        rows += coming[s, d + 1]
    for b in range(p.blocks):
        if m.block[b, c.FEEDER] >= 0 and d >= 0:
            rows += 4 * slots[b, d] + 200
    t = m.fixed[c.FREE]
    while t >= 0 and rows > 0:
        rows, t = rows - 1, int(m.ticket[t, c.NEXT])
    return rows


@maker
def _grown(m: Any, rows: int) -> Any:
    """The same machine with room for more tickets."""
    ticket = np.empty((rows, m.ticket.shape[1]), np.int32)
    lot = np.empty((len(m.lot), rows if len(m.lot) else 1), np.int32)
    ticket[: len(m.ticket)] = m.ticket
    lot[:, : m.lot.shape[1]] = m.lot
    return Machine(
        m.fixed, ticket, lot, m.block, m.real, m.arrow, m.way, m.now, m.day, m.tally, m.when, m.fate
    )


@maker
def runs(
    p: Program, seed: int, first: int, days: int, warmup: int, day: Any, tally: Any, when: Any, fate: Any
) -> int:
    """Fills the counts of runs ``first``, ``first + 1``, ...; answers how many of them an endless source ran dry in.

    ``day`` is run, day, column; ``tally`` run, (block, outcome or source), kind by kind three; ``when`` run, asked block, ticket;
    ``fate`` run, ticket, three (no tickets: nobody looks at each).
    """
    fixed = np.zeros(c.NUMBERS, np.int64)
    fixed[c.DAYS], fixed[c.BLOCKS], fixed[c.ENDS], fixed[c.FIRST] = (
        days,
        p.blocks,
        p.blocks + p.outcomes,
        warmup,
    )
    fixed[c.CLASSES], fixed[c.KINDS], fixed[c.SHELTERS], fixed[c.BED_TRIES] = (
        p.classes,
        p.kinds.shape[1],
        p.blocks * p.classes,
        p.tries,
    )
    fixed[c.QUEUES] = max(p.buckets, 1) * days
    fixed[c.RINGS] = fixed[c.QUEUES] + p.blocks * (p.classes + 1)
    now = np.zeros(p.blocks * p.classes + len(p.shelter), np.int64)
    fixed[c.ENTERING] = len(now)
    fixed[c.PASSING] = fixed[c.ENTERING] + 2 * (fixed[c.ENDS] + len(p.source))
    fixed[c.CALLS] = fixed[c.PASSING] + 2 * p.blocks
    fixed[c.WAITED] = fixed[c.CALLS] + p.blocks
    made, rows, dry = np.zeros(len(p.source), np.int64), fixed[c.RINGS] + 1000, 0
    ticket = np.empty((rows, c.LINKS + 2 * p.programmes), np.int32)
    lot = np.empty((p.lots * (p.classes + 1), rows if p.lots else 1), np.int32)
    block, real = p.block.copy(), p.real.copy()
    for n in range(len(day)):
        m = Machine(fixed, ticket, lot, block, real, p.arrow, p.way, now, day[n], tally[n], when[n], fate[n])
        _reset(p, m, seed, first + n)
        coming, slots = arrivals(p, real, seed, first + n, days), places(p, real, seed, first + n, days)
        made[:] = 0
        for d in range(-1, days):
            lacking = _lacking(p, m, coming, slots, d)
            if lacking > 0:
                m = _grown(m, int(1.3 * len(m.ticket)) + lacking)
            _day(p, m, coming, slots, made, d)
        ticket, lot = m.ticket, m.lot
        dry += fixed[c.DRY]
    return dry

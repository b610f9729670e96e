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
from .draws import (
    APPLY,
    BORN,
    ENTER,
    LOT,
    RANGE,
    ROUTE,
    SERVE,
    chance,
    duration,
    four,
    maker,
    phase,
    step,
    triangle,
    words,
)
from .outside import arrivals, places
from .program import Program

STOP, MOVE, MAKE = range(3)
LEAVE, ARRIVE = -2, -1  # the stages before the blocks


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


# --- rings -------------------------------------------------------------------------------------------------------
@step
def _append(ticket: Any, ring: int, t: int) -> None:
    last = ticket[ring].prev
    ticket[last].next = t
    ticket[t].prev = last
    ticket[t].next = ring
    ticket[ring].prev = t


@step
def _unlink(ticket: Any, t: int) -> None:
    before, after = ticket[t].prev, ticket[t].next
    ticket[before].next = after
    ticket[after].prev = before
    ticket[t].next = c.NOWHERE


@step
def _be_patient(ticket: Any, ring: int, t: int) -> None:
    last = ticket[ring].p_prev
    ticket[last].p_next = t
    ticket[t].p_prev = last
    ticket[t].p_next = ring
    ticket[ring].p_prev = t


@step
def _forget_patience(ticket: Any, t: int) -> None:
    before, after = ticket[t].p_prev, ticket[t].p_next
    if after != c.NOWHERE:
        ticket[before].p_next = after
        ticket[after].p_prev = before
        ticket[t].p_next = c.NOWHERE


@step
def _apply_on(link: Any, ring: int, t: int, n: int) -> None:
    last = link[ring, n + 1]
    link[last, n] = t
    link[t, n + 1] = last
    link[t, n] = ring
    link[ring, n + 1] = t


@step
def _withdraw(link: Any, t: int, n: int) -> None:
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
def _join(m: Any, block: Any, b: int, t: int) -> None:
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
def _part(m: Any, t: int) -> None:
    """Out of the queue or bucket where it stands, if any."""
    row = m.ticket[t]
    if row.next < c.SERVED:
        _unlink(m.ticket, t)
    elif row.next == c.BY_LOT:
        n = m.block[row.at, c.LOT_ROW] * (m.fixed[c.CLASSES] + 1) + _queue(m, row)
        last = m.lot[n, m.lot[n, 0]]
        m.lot[n, row.prev] = last
        m.ticket[last].prev = row.prev
        m.lot[n, 0] -= 1
        row.next = c.NOWHERE


@step
def _wait_for(m: Any, block: Any, t: int, day: int) -> None:
    """Into the bucket of a day; nowhere when that day is never reached."""
    if day < m.fixed[c.DAYS]:
        _append(m.ticket, np.uint32(block[c.BUCKET] * m.fixed[c.DAYS] + day), t)


# --- ways --------------------------------------------------------------------------------------------------------
@step
def _draw(m: Any, row: Any, key: int, purpose: int) -> Any:
    low = row.visits << 12 | row.tries << 4 | purpose
    return four(m.fixed[c.SEED], m.fixed[c.RUN], row.nth, key, row.whence, low)


@step
def _words(m: Any, row: Any, key: int, purpose: int) -> Any:
    low = row.visits << 12 | row.tries << 4 | purpose
    return words(m.fixed[c.SEED], m.fixed[c.RUN], row.nth, key, row.whence, low)


@step
def _taken(m: Any, first: int, i: int) -> Any:
    """Four numbers that were drawn ahead."""
    n = c.AHEAD + 4 * first
    return (
        chance(m.chunk[n, i]),
        chance(m.chunk[n + 1, i]),
        chance(m.chunk[n + 2, i]),
        chance(m.chunk[n + 3, i]),
    )


@phase
def _draw_ahead(p: Any, m: Any, coming: Any) -> None:
    """The first numbers of the next tickets, in the order in which they come."""
    n, d, s, nth = 0, m.fixed[c.DAY_AHEAD], m.fixed[c.SOURCE_AHEAD], m.fixed[c.NTH_AHEAD]
    while n < c.CHUNK and d < m.fixed[c.DAYS]:
        if s == len(p.source):
            d, s = d + 1, 0
        elif nth >= coming[s, d + 1]:
            s, nth = s + 1, 0
        else:
            m.chunk[0, n], m.chunk[1, n] = nth, (d + 1) << 12 | p.source[s, c.SHORT]
            m.chunk[2, n] = m.block[p.source[s, c.GOES_TO], c.KEY]
            n, nth = n + 1, nth + 1
    m.fixed[c.DAY_AHEAD], m.fixed[c.SOURCE_AHEAD], m.fixed[c.NTH_AHEAD] = d, s, nth
    m.fixed[c.CURSOR], m.fixed[c.FILLED] = 0, n
    _all(m.chunk[3], n, 0)
    _four_each(m, m.chunk[3], c.AHEAD, n, BORN)
    _four_each(m, m.chunk[2], c.AHEAD + 4, n, ENTER)
    _four_each(m, m.chunk[2], c.AHEAD + 8, n, SERVE)
    _log_each(m.chunk[c.AHEAD + 4], m.logs[0], n)
    for b in range(p.blocks):
        if m.block[b, c.WATCHES] >= 0:
            _all(m.chunk[3], n, m.block[b, c.KEY])
            first = c.AHEAD + 12 + 4 * m.block[b, c.PROGRAMME]
            _four_each(m, m.chunk[3], first, n, APPLY)
            _log_each(m.chunk[first + 1], m.logs[1 + m.block[b, c.PROGRAMME]], n)


@step
def _log_each(word: Any, out: Any, n: int) -> None:
    for i in range(n):
        out[i] = np.log(chance(word[i]))


@step
def _all(row: Any, n: int, value: int) -> None:
    for i in range(n):
        row[i] = value


@step
def _four_each(m: Any, key: Any, first: int, n: int, purpose: int) -> None:
    nth, whence, seed, run = m.chunk[0], m.chunk[1], m.fixed[c.SEED], m.fixed[c.RUN]
    a, b, d, e = m.chunk[first], m.chunk[first + 1], m.chunk[first + 2], m.chunk[first + 3]
    for i in range(n):
        w = words(seed, run, nth[i], key[i], whence[i], purpose)
        a[i], b[i], d[i], e[i] = w


@step
def _goal(m: Any, row: Any, b: int, way: int, u: float) -> int:
    """Where an arrow leads this ticket; ``u`` is drawn here where none is given (-1)."""
    leads = m.arrow[b * c.WAYS + way, m.fixed[c.SEGMENT] + row.kind]
    if leads >= 0:
        return leads
    led = m.way[-1 - leads]
    n, half = 0, len(led) >> 1
    if u < 0:
        u = _draw(m, row, m.block[b, c.KEY], ROUTE)[0]
    for other in range(half):  # a sum goes faster than a search: nothing is guessed wrongly
        n += u >= led[other]
    return int(led[half + n])


@step
def _enter(m: Any, today: Any, t: int, to: int, came: int, d: int, i: int) -> None:
    """Into a block or an outcome; a full block sends on along its arrow."""
    row, blocks = m.ticket[t], m.fixed[c.BLOCKS]
    while to < blocks and m.block[to, c.INSIDE] + row.size > m.block[to, c.BEDS]:
        row.visits += to <= came
        came, to, i = to, _goal(m, row, to, c.FULL, -1.0), -1
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
    _forget_patience(m.ticket, t)
    for n in range(0, m.link.shape[1], 2):
        _withdraw(m.link, t, n)
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
        w = _taken(m, 1, i) if i >= 0 else _draw(m, row, block[c.KEY], ENTER)
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
            row.w0, row.w1, row.w2, row.w3 = _words(m, row, block[c.KEY], SERVE)
    if block[c.PATIENCE] != c.KEPT:
        _forget_patience(m.ticket, t)
        if block[c.PATIENCE] > 0 and row.stays == 0:
            log = m.logs[0, i] if i >= 0 else np.log(w[0])
            ends = d + duration(block[c.PATIENCE], real[c.P_DAYS], real[c.P_DAYS + 1], w[0], log)
            if ends < m.fixed[c.DAYS]:
                _be_patient(m.ticket, np.uint32(ends), t)
    ready = 0
    if block[c.DELAY] > 0 and block[c.READY_IN] == 0:
        ready = duration(block[c.DELAY], real[c.D_DAYS], real[c.D_DAYS + 1], w[1], np.log(w[1]))
    if ready > 0:
        _wait_for(m, block, t, d + ready)
    else:
        _join(m, block, b, t)
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
    w = _taken(m, 3 + block[c.PROGRAMME], i) if i >= 0 else _draw(m, row, block[c.KEY], APPLY)
    if w[0] >= wants:
        return
    ready = 0
    if block[c.AFTER] > 0:
        log = m.logs[1 + block[c.PROGRAMME], i] if i >= 0 else np.log(w[1])
        ready = duration(block[c.AFTER], real[c.F_DAYS], real[c.F_DAYS + 1], w[1], log)
    m.link[t, n] = c.SERVED
    if d + ready < m.fixed[c.DAYS]:
        _apply_on(m.link, np.uint32(max(d + ready, 0)), t, n)


# --- new tickets ---------------------------------------------------------------------------------------------------
@step
def _new(p: Any, m: Any, today: Any, s: int, d: int, nth: int, i: int) -> Any:
    """A new ticket of a source, nowhere yet; NOWHERE when there is no row left for it."""
    t = np.uint32(m.fixed[c.FREE])
    if t != c.NOWHERE:
        m.fixed[c.FREE] = m.ticket[t].next
    elif m.fixed[c.TOP] < len(m.ticket):
        t = np.uint32(m.fixed[c.TOP])
        m.fixed[c.TOP] += 1
    else:
        m.fixed[c.DRY] = 1
        return t
    row, source = m.ticket[t], p.source[s]
    row.nth, row.whence, row.id = nth, (d + 1) << 12 | source[c.SHORT], m.fixed[c.MADE]
    m.fixed[c.MADE] += 1
    for n in range(m.link.shape[1]):
        m.link[t, n] = c.NOWHERE
    row.visits, row.tries, row.p_next, row.shelter, row.stays = 0, 0, c.NOWHERE, -1, source[c.STAYS]
    _born(p, m, row, s, i)
    if d >= 0:
        column = m.fixed[c.ENTERING] + 2 * (m.fixed[c.ENDS] + s)
        today[column] += row.size
        today[column + 1] += 1
        if d >= m.fixed[c.FIRST]:
            m.tally[m.fixed[c.ENDS] + s, 3 * row.kind] += row.size
    return t


@step
def _born(p: Any, m: Any, row: Any, s: int, i: int) -> None:
    """Size, kind and class of a household, and the shelter it prefers, from 0."""
    source = p.source[s]
    w = (0.0, 0.0, 0.0, 0.0)
    if source[c.SLEEPS] or (source[c.PEOPLE] < 0 and p.sizes.shape[1] + p.kinds.shape[1] > 2):
        w = _taken(m, 0, i) if i >= 0 else _draw(m, row, 0, BORN)
    row.prefers = int(w[1] * len(p.shelter))
    if source[c.PEOPLE] >= 0:
        one = p.people[source[c.PEOPLE] + row.nth]
        row.size, row.kind, row.klass = one[0], one[1], one[2]
        return
    size, kind = 0, 0
    for other in range(p.sizes.shape[1]):
        size += w[0] >= p.sizes[s, other]
    for other in range(p.kinds.shape[1] if p.kinds.shape[1] > 1 else 0):
        kind += w[2] >= p.kinds[s, other]
    row.size, row.kind, row.klass = size + 1, kind, source[c.CLASS_OF]


@step
def _sleep(p: Any, m: Any, row: Any) -> None:
    for n in range(m.fixed[c.BED_TRIES]):
        i = row.prefers + n
        if i >= len(p.shelter):
            i %= len(p.shelter)
        if m.now[m.fixed[c.SHELTERS] + i] + row.size <= p.shelter[i]:
            m.now[m.fixed[c.SHELTERS] + i] += row.size
            row.shelter = i
            return


# --- stages --------------------------------------------------------------------------------------------------------
@step
def _passes(m: Any, today: Any, row: Any, b: int, d: int) -> None:
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
        _unlink(m.ticket, t)
        row.doing = c.WAITING
        _join(m, block, b, t)
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
def _turn(m: Any, block: Any, row: Any) -> Any:
    """What a turn draws: the first one's numbers came with the entry."""
    if row.tries > 0:
        return _draw(m, row, block[c.KEY], SERVE)
    return chance(row.w0), chance(row.w1), chance(row.w2), chance(row.w3)


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
            w = _turn(m, block, row)
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
    _part(m, t)
    row, days = m.ticket[t], 1
    if row.tries == block[c.GRACE]:
        days = duration(block[c.AWAY], real[c.A_DAYS], real[c.A_DAYS + 1], u, np.log(u))
    row.tries += 1
    row.doing = c.ABSENT_NOW
    _wait_for(m, block, t, d + days)


@step
def _fill_desks(m: Any, block: Any, b: int, d: int) -> None:
    """Free desks take the next cases; one taken today ends tomorrow at the earliest."""
    while block[c.BUSY] < block[c.DESKS]:
        t = _head(m, block, b, d)
        if t == c.NOWHERE:
            return
        m.fixed[c.TURN] += 1
        _part(m, t)
        row = m.ticket[t]
        u = _turn(m, block, row)[0]
        days = duration(block[c.TAKES], m.real[b, c.T_DAYS], m.real[b, c.T_DAYS + 1], u, np.log(u))
        row.doing = c.WORKED_ON
        block[c.BUSY] += 1
        _wait_for(m, block, t, d + days)


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
            _withdraw(m.link, t, n)
            _apply_on(m.link, line, t, n)
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
        _withdraw(m.link, t, n)
        m.link[t, n] = c.SERVED  # it has applied, and does not apply again
        if inside:
            m.fixed[c.LEFT] -= need
            block[c.GIVEN] += need
            today[m.fixed[c.CALLS] + b] += 1
            return MOVE, t, b, c.TO, -1.0
    return STOP, np.uint32(0), 0, 0, 0.0


@step
def _next(p: Any, m: Any, today: Any, coming: Any, made: Any, b: int, d: int) -> Any:
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


@step
def _count(m: Any, today: Any, column: int) -> None:
    """People in each block, and in each shelter."""
    for n in range(len(m.now)):
        today[column + n] = m.now[n]


@step
def _day(p: Any, m: Any, coming: Any, slots: Any, made: Any, d: int) -> None:
    today = m.day[max(d, 0)]
    m.fixed[c.SEGMENT] = p.segment[max(d, 0)] * m.fixed[c.KINDS]
    for b in range(LEAVE if d >= 0 else ARRIVE, p.blocks if d >= 0 else 0):
        m.fixed[c.TURN] = m.fixed[c.SOURCE_NOW] = 0
        if b >= 0:
            m.fixed[c.LEFT] = min(slots[b, d], m.block[b, c.QUOTA] - m.block[b, c.GIVEN])
        while True:
            what, t, by, way, u = _next(p, m, today, coming, made, b, d)
            if what == STOP:
                break
            if what == MOVE:
                row = m.ticket[t]
                came = row.at
                if way == c.TO:
                    _passes(m, today, row, by, d)
                elif way == c.GONE:
                    _forget_patience(m.ticket, t)
                _part(m, t)
                if row.doing == c.WORKED_ON:
                    m.block[came, c.BUSY] -= 1
                m.now[came * m.fixed[c.CLASSES] + row.klass] -= row.size
                m.block[came, c.INSIDE] -= row.size
                to, i, sleeps = _goal(m, row, by, way, u), -1, 0
            else:
                i = -1
                if b == ARRIVE:
                    if m.fixed[c.CURSOR] == m.fixed[c.FILLED]:
                        _draw_ahead(p, m, coming)
                    i = m.fixed[c.CURSOR]
                    m.fixed[c.CURSOR] += 1
                t = _new(p, m, today, by, d, t, i)
                if t == c.NOWHERE:
                    break
                came, to, sleeps = -1, p.source[by, c.GOES_TO], p.source[by, c.SLEEPS]
            _enter(m, today, t, to, came, d, i)
            if sleeps and m.ticket[t].at < p.blocks:
                _sleep(p, m, m.ticket[t])
        if d >= 0 and (b < 0 or b == p.blocks - 1):
            _count(m, today, 0 if b >= 0 else m.fixed[c.EARLY] + (b - LEAVE) * len(m.now))


# --- a run -------------------------------------------------------------------------------------------------------
@phase
def _reset(p: Program, m: Any, seed: int, run: int) -> None:
    """Nobody is anywhere, and what is drawn once a run is drawn."""
    m.fixed[c.SEED], m.fixed[c.RUN], m.fixed[c.FREE], m.fixed[c.TOP] = seed, run, c.NOWHERE, m.fixed[c.RINGS]
    m.fixed[c.MADE] = m.fixed[c.DRY] = 0
    m.fixed[c.CURSOR] = m.fixed[c.FILLED] = 0
    m.fixed[c.DAY_AHEAD], m.fixed[c.SOURCE_AHEAD], m.fixed[c.NTH_AHEAD] = -1, 0, 0
    for ring in range(m.fixed[c.RINGS]):
        head = m.ticket[ring]
        head.next = head.prev = head.p_next = head.p_prev = ring
        for n in range(m.link.shape[1]):
            m.link[ring, n] = ring
    for row in range(len(m.lot)):
        m.lot[row, 0] = 0
    for n in range(len(m.now)):
        m.now[n] = 0
    for b in range(p.blocks):
        m.block[b, c.BUSY] = m.block[b, c.GIVEN] = m.block[b, c.INSIDE] = 0
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
    t = np.uint32(m.fixed[c.FREE])
    while t != c.NOWHERE and rows > 0:
        rows, t = rows - 1, m.ticket[t].next
    return rows


@phase
def _go_on(p: Any, m: Any, coming: Any, slots: Any, made: Any, d: int) -> int:
    """Day after day, up to the one for which rows are lacking, or to the end."""
    while d < m.fixed[c.DAYS] and _lacking(p, m, coming, slots, d) <= 0:
        _day(p, m, coming, slots, made, d)
        d += 1
    return d


@maker
def _grown(m: Any, rows: int) -> Any:
    """The same machine with room for more tickets."""
    ticket, link = np.empty(rows, c.TICKET), np.empty((rows, m.link.shape[1]), np.uint32)
    lot = np.empty((len(m.lot), rows if len(m.lot) else 1), np.int32)
    ticket[: len(m.ticket)] = m.ticket
    link[: len(m.link)] = m.link
    lot[:, : m.lot.shape[1]] = m.lot
    return Machine(
        m.fixed, ticket, link, m.chunk, m.logs, lot, m.block, m.real, m.arrow, m.way, m.now, m.day, m.tally, m.when, m.fate
    )  # fmt: skip


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
    fixed[c.EARLY] = fixed[c.WAITED] + p.blocks
    level, coming, slots = (
        np.empty(days),
        np.empty((len(p.source), days + 1), np.int64),
        np.empty((p.blocks, days), np.int64),
    )
    made, rows, dry = np.zeros(len(p.source), np.int64), fixed[c.RINGS] + 1000, 0
    ticket, link = np.empty(rows, c.TICKET), np.empty((rows, 2 * p.programmes), np.uint32)
    lot = np.empty((p.lots * (p.classes + 1), rows if p.lots else 1), np.int32)
    block, real = p.block.copy(), p.real.copy()
    chunk = np.zeros((c.AHEAD + 12 + 4 * p.programmes, c.CHUNK), np.uint32)
    logs = np.zeros((1 + p.programmes, c.CHUNK))
    for n in range(len(day)):
        m = Machine(
            fixed, ticket, link, chunk, logs, lot, block, real, p.arrow, p.way, now, day[n], tally[n], when[n], fate[n]
        )  # fmt: skip
        _reset(p, m, seed, first + n)
        arrivals(p, real, seed, first + n, level, coming)
        places(p, real, seed, first + n, level, slots)
        made[:] = 0
        d = _go_on(p, m, coming, slots, made, -1)
        while d < days:
            m = _grown(m, int(1.3 * len(m.ticket)) + _lacking(p, m, coming, slots, d))
            d = _go_on(p, m, coming, slots, made, d)
        ticket, link, lot = m.ticket, m.link, m.lot
        dry += fixed[c.DRY]
    return dry

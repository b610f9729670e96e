"""Runs of any model, day by day, in the phases fixed in :mod:`..model`; compiled once and kept on disk.

A day is a row of stages (leave, arrive, then each block); :func:`_day` is the one place where anybody moves, so that all of this is
compiled into one piece.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..program import Program
from . import columns as c
from .coming import new, sleep
from .draws import RANGE, four, kept, maker, phase, step, triangle
from .entering import enter, goal
from .luck import draw_ahead
from .machine import Machine, count, forget_patience, grown, part
from .outside import arrivals, places
from .stages import ARRIVE, LEAVE, MOVE, STOP, next, passes


@step
def _day(p: Any, m: Any, coming: Any, slots: Any, made: Any, d: int) -> None:
    today = m.day[max(d, 0)]
    m.fixed[c.SEGMENT] = p.segment[max(d, 0)] * m.fixed[c.KINDS]
    for b in range(LEAVE if d >= 0 else ARRIVE, p.blocks if d >= 0 else 0):
        m.fixed[c.TURN] = m.fixed[c.SOURCE_NOW] = 0
        if b >= 0:
            m.fixed[c.LEFT] = min(slots[b, d], m.block[b, c.QUOTA] - m.block[b, c.GIVEN])
        while True:
            what, t, by, way, u = next(p, m, today, coming, made, b, d)
            if what == STOP:
                break
            if what == MOVE:
                row = m.ticket[t]
                came = row.at
                if way == c.TO:
                    passes(m, today, row, by, d)
                elif way == c.GONE:
                    forget_patience(m.ticket, t)
                part(m, t)
                if row.doing == c.WORKED_ON:
                    m.block[came, c.BUSY] -= 1
                m.now[came * m.fixed[c.CLASSES] + row.klass] -= row.size
                m.block[came, c.INSIDE] -= row.size
                to, i, sleeps = goal(m, row, by, way, u), -1, 0
            else:
                i = -1
                if b == ARRIVE:
                    if m.fixed[c.CURSOR] == m.fixed[c.FILLED]:
                        draw_ahead(p, m, coming)
                    i = m.fixed[c.CURSOR]
                    m.fixed[c.CURSOR] += 1
                t = new(p, m, today, by, d, t, i)
                if t == c.NOWHERE:
                    break
                came, to, sleeps = -1, p.source[by, c.GOES_TO], p.source[by, c.SLEEPS]
            enter(m, today, t, to, came, d, i)
            if sleeps and m.ticket[t].at < p.blocks:
                sleep(p, m, m.ticket[t])
        if d >= 0 and (b < 0 or b == p.blocks - 1):
            count(m, today, 0 if b >= 0 else m.fixed[c.EARLY] + (b - LEAVE) * len(m.now))


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
def _numbers(p: Program, days: int, warmup: int) -> Any:
    """What stays the same in all runs: how much there is of everything, and which columns of a day it is counted in."""
    fixed = np.zeros(c.NUMBERS, np.int64)
    fixed[c.DAYS], fixed[c.FIRST], fixed[c.BLOCKS], fixed[c.ENDS] = (
        days,
        warmup,
        p.blocks,
        p.blocks + p.outcomes,
    )
    fixed[c.CLASSES], fixed[c.KINDS], fixed[c.BED_TRIES] = p.classes, p.kinds.shape[1], p.tries
    fixed[c.SHELTERS] = p.blocks * p.classes
    fixed[c.QUEUES] = max(p.buckets, 1) * days
    fixed[c.RINGS] = fixed[c.QUEUES] + p.blocks * (p.classes + 1)
    fixed[c.ENTERING] = fixed[c.SHELTERS] + len(p.shelter)
    fixed[c.PASSING] = fixed[c.ENTERING] + 2 * (fixed[c.ENDS] + len(p.source))
    fixed[c.CALLS] = fixed[c.PASSING] + 2 * p.blocks
    fixed[c.WAITED] = fixed[c.CALLS] + p.blocks
    fixed[c.EARLY] = fixed[c.WAITED] + p.blocks
    return fixed


@kept
def runs(
    p: Program, seed: int, first: int, days: int, warmup: int, day: Any, tally: Any, when: Any, fate: Any
) -> int:
    """Fills the counts of runs ``first``, ``first + 1``, ...; answers how many of them an endless source ran dry in.

    ``day`` is run, day, column; ``tally`` run, (block, outcome or source), kind by kind three; ``when`` run, asked block, ticket;
    ``fate`` run, ticket, three (no tickets: nobody looks at each).
    """
    fixed = _numbers(p, days, warmup)
    now = np.zeros(fixed[c.ENTERING], np.int64)
    level, coming = np.empty(days), np.empty((len(p.source), days + 1), np.int64)
    slots = np.empty((p.blocks, days), np.int64)
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
        for one in range(len(made)):
            made[one] = 0
        d = _go_on(
            p, m, coming, slots, made, fixed[c.DAY_AHEAD]
        )  # -1, and no literal: that would be compiled apart
        while d < days:
            m = grown(m, int(1.3 * len(m.ticket)) + _lacking(p, m, coming, slots, d))
            d = _go_on(p, m, coming, slots, made, d)
        ticket, link, lot = m.ticket, m.link, m.lot
        dry += fixed[c.DRY]
    return dry

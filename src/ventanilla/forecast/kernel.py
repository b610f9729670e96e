"""One run of any model, day by day, in the phases fixed in :mod:`.model`; compiled once and kept on disk."""

from __future__ import annotations

from .chain import append, take_out
from .day import arrivals, places, room_for
from .draws import LOT, SECOND, SERVE, duration, four, maker, step
from .moves import line_of, make, move
from .program import AWAY, CALL, DESK, GONE, LOST, MISSED, TAKES, TO, Program
from .state import ABSENT, WORKED_ON, Counts, State, begin, bucket, queue


@maker
def run(p: Program, seed: int, number: int, days: int, c: Counts) -> int:
    """Fills the counts of one run; the answer is 1 when an endless source ran dry (then they are not to be used)."""
    planned, slots = arrivals(p, seed, number, days), places(p, seed, number, days)
    s = begin(p, seed, number, room_for(p, planned, slots), days)
    for d in range(-1, days):
        if d >= 0:
            _leave(p, s, c, d)
        for source in range(planned.shape[0]):
            for _ in range(planned[source, d + 1]):
                make(p, s, c, source, d)
        if d >= 0:
            for b in range(p.blocks):
                _serve(p, s, c, b, d, slots[b, d])
            _count(p, s, c, d)
    return s.made[1]


@step
def _count(p: Program, s: State, c: Counts, d: int) -> None:
    for b in range(p.blocks):
        for n in range(p.classes):
            c.stock[d, b, n] = s.standing[b, n]
    for n in range(len(s.used)):
        c.beds[d, n] = s.used[n]


@step
def _leave(p: Program, s: State, c: Counts, d: int) -> None:
    ring = s.tickets + d
    t = s.l_after[ring]
    while t < s.tickets:
        take_out(s.l_after, s.l_before, t)
        move(p, s, c, t, s.at[t], GONE, d)
        t = s.l_after[ring]


@step
def _serve(p: Program, s: State, c: Counts, b: int, d: int, left: int) -> None:
    if p.watches[b] >= 0:
        _programme(p, s, c, b, d, left)
        return
    _ready(p, s, c, b, d)
    if p.kind[b] == CALL:
        _call(p, s, c, b, d, left)
    elif p.kind[b] == DESK:
        _fill_desks(p, s, b, d)


@step
def _ready(p: Program, s: State, c: Counts, b: int, d: int) -> None:
    """Today's bucket: finished cases go on, absent tickets come back, others join their queue."""
    ring = bucket(p, s, b, d)
    t = s.after[ring]
    while t < s.tickets:
        if s.doing[t] == WORKED_ON:
            passes(p, s, c, t, b, d)
        else:
            take_out(s.after, s.before, t)
            append(
                s.after, s.before, queue(p, s, b, p.classes) if s.doing[t] == ABSENT else line_of(p, s, t), t
            )
        t = s.after[ring]


@step
def passes(p: Program, s: State, c: Counts, t: int, b: int, d: int) -> None:
    """A ticket has its turn and goes on."""
    c.passing[d, b, 0] += s.size[t]
    c.passing[d, b, 1] += 1
    c.waited[d, b] += s.size[t] * (d - s.since[t])
    for n in range(len(p.asked)):
        if p.asked[n, 0] == t and p.asked[n, 1] == b and c.asked[n] < 0:
            c.asked[n] = d
    move(p, s, c, t, b, TO, d)


@step
def _head(p: Program, s: State, c: Counts, b: int, d: int, n: int) -> int:
    """Who is next: those who came back, then the classes, then a new ticket of an endless source; -1 for nobody."""
    for row in range(-1, p.classes):
        ring = queue(p, s, b, row if row >= 0 else p.classes)
        t = s.after[ring]
        if t < s.tickets:
            return _drawn(p, s, b, ring, d, n) if p.lot[b] else t
    if p.feeder[b] >= 0 and make(p, s, c, p.feeder[b], d):
        return s.made[0] - 1
    return -1


@step
def _drawn(p: Program, s: State, b: int, ring: int, d: int, n: int) -> int:
    """By lot: everybody in the ring has the same chance."""
    waiting, t = 0, s.after[ring]
    while t < s.tickets:
        waiting += 1
        t = s.after[t]
    skip = int(four(s.seed, s.run, d, b, LOT, n)[0] * waiting)
    t = s.after[ring]
    for _ in range(skip):
        t = s.after[t]
    return t


@step
def _call(p: Program, s: State, c: Counts, b: int, d: int, left: int) -> None:
    n = 0
    while left > 0:
        t = _head(p, s, c, b, d, n)
        if t < 0 or (not p.by_ticket[b] and s.size[t] > left):
            return
        n += 1
        c.calls[d, b] += 1
        need = 1 if p.by_ticket[b] else int(s.size[t])
        u = four(s.seed, s.run, t, b, SECOND if s.second[t] else SERVE, s.visits[t])
        if u[0] < p.chance[b, 0]:
            _absent(p, s, c, t, b, d, u[1], u[2])
            continue
        left -= need
        if u[3] < p.chance[b, 2]:
            move(p, s, c, t, b, MISSED, d)
        else:
            passes(p, s, c, t, b, d)


@step
def _absent(p: Program, s: State, c: Counts, t: int, b: int, d: int, again: float, u: float) -> None:
    """Lost at once, or back once on a later day."""
    if s.second[t] or again >= p.chance[b, 1]:
        move(p, s, c, t, b, LOST, d)
        return
    kind, x, y = p.days[b, AWAY]
    take_out(s.after, s.before, t)
    s.doing[t], s.second[t] = ABSENT, True
    append(s.after, s.before, bucket(p, s, b, d + duration(int(kind), x, y, u)), t)


@step
def _fill_desks(p: Program, s: State, b: int, d: int) -> None:
    """Free desks take the next cases; one taken today ends tomorrow at the earliest."""
    for row in range(p.classes):
        ring = queue(p, s, b, row)
        while s.busy[b] < p.desks[b] and s.after[ring] < s.tickets:
            t = s.after[ring]
            take_out(s.after, s.before, t)
            kind, x, y = p.days[b, TAKES]
            ends = d + duration(int(kind), x, y, four(s.seed, s.run, t, b, SERVE, s.visits[t])[0])
            s.doing[t] = WORKED_ON
            s.busy[b] += 1
            append(s.after, s.before, bucket(p, s, b, ends), t)


@step
def _programme(p: Program, s: State, c: Counts, b: int, d: int, left: int) -> None:
    """Whoever applied for today joins; the head is served while there are places, and dropped once out of the watched block."""
    after, before = s.p_after[b], s.p_before[b]
    ring, line = s.tickets + d, s.tickets + s.days + 1
    while after[ring] < s.tickets:
        t = after[ring]
        take_out(after, before, t)
        append(after, before, line, t)
    while left > 0 and after[line] < s.tickets:
        t = after[line]
        need = 1 if p.by_ticket[b] else int(s.size[t])
        inside = s.at[t] == p.watches[b]
        if inside and need > left:
            return
        take_out(after, before, t)
        after[t] = line  # it has applied, and does not apply again
        if inside:
            left -= need
            c.calls[d, b] += 1
            passes(p, s, c, t, b, d)

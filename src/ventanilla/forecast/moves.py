"""How a ticket comes into a block and out of it."""

from __future__ import annotations

from .chain import append, take_out
from .day import born
from .draws import APPLY, ENTER, ROUTE, duration, four, step
from .program import AFTER, DELAY, FULL, KEPT, PATIENCE, Program
from .state import WAITS, WORKED_ON, Counts, State, bucket, queue


@step
def route(p: Program, s: State, t: int, b: int, way: int) -> int:
    """Where an arrow leads this ticket."""
    first, end = p.arrow[b, way]
    if end - first == 1:
        return int(p.target[first])
    u = four(s.seed, s.run, t, b, ROUTE, s.visits[t])[0]
    while first < end - 1 and u >= p.cumulative[first]:
        first += 1
    return int(p.target[first])


@step
def move(p: Program, s: State, c: Counts, t: int, by: int, way: int, d: int) -> None:
    """Out of its block and along an arrow of block ``by`` (its own, or a programme that watches it)."""
    b = s.at[t]
    if s.after[t] >= 0:
        take_out(s.after, s.before, t)
    if s.doing[t] == WORKED_ON:
        s.busy[b] -= 1
    s.inside[b] -= s.size[t]
    s.standing[b, int(p.s_more[s.source[t], 5])] -= s.size[t]
    enter(p, s, c, t, route(p, s, t, by, way), b, d)


@step
def enter(p: Program, s: State, c: Counts, t: int, to: int, came: int, d: int) -> None:
    """Into a block or an outcome; a full block sends on along its arrow."""
    while to < p.blocks and p.beds[to] >= 0 and s.inside[to] + s.size[t] > p.beds[to]:
        s.visits[t] += to <= came
        came, to = to, route(p, s, t, to, FULL)
    s.visits[t] += to <= came
    s.at[t], s.since[t], s.doing[t], s.second[t] = to, d, WAITS, False
    if d >= 0:
        c.entering[d, to, 0] += s.size[t]
        c.entering[d, to, 1] += 1
    if s.shelter[t] >= 0 and (to >= p.blocks or p.gives_up[to]):
        s.used[s.shelter[t]] -= s.size[t]
        s.shelter[t] = -1
    if to >= p.blocks:
        _forget_patience(s, t)
        return
    s.inside[to] += s.size[t]
    s.standing[to, int(p.s_more[s.source[t], 5])] += s.size[t]
    _begin_waiting(p, s, t, to, d)


@step
def _forget_patience(s: State, t: int) -> None:
    if s.l_after[t] >= 0:
        take_out(s.l_after, s.l_before, t)


@step
def _begin_waiting(p: Program, s: State, t: int, b: int, d: int) -> None:
    u = four(s.seed, s.run, t, b, ENTER, s.visits[t])
    kind, x, y = p.days[b, PATIENCE]
    if kind != KEPT:
        _forget_patience(s, t)
        ends = d + duration(int(kind), x, y, u[0]) if kind > 0 else s.days
        if ends < s.days and p.s_more[s.source[t], 3] == 0:
            append(s.l_after, s.l_before, s.tickets + ends, t)
    kind, x, y = p.days[b, DELAY]
    ready = duration(int(kind), x, y, u[1]) if kind > 0 else 0
    append(s.after, s.before, bucket(p, s, b, d + ready) if ready > 0 else line_of(p, s, t), t)
    for other in range(p.blocks):
        if p.watches[other] == b:
            _apply(p, s, t, other, d)


@step
def line_of(p: Program, s: State, t: int) -> int:
    """The queue of a ticket's class in its block."""
    return queue(p, s, int(s.at[t]), int(p.s_more[s.source[t], 5]))


@step
def _apply(p: Program, s: State, t: int, b: int, d: int) -> None:
    """A programme is applied to once: on entering the watched block, ready some days later."""
    u = four(s.seed, s.run, t, b, APPLY, s.visits[t])
    if u[0] < p.chance[b, 3] and s.p_after[b, t] < 0:
        kind, x, y = p.days[b, AFTER]
        day = d + duration(int(kind), x, y, u[1]) if kind > 0 else d
        append(s.p_after[b], s.p_before[b], s.tickets + min(max(day, 0), s.days), t)


@step
def make(p: Program, s: State, c: Counts, source: int, d: int) -> bool:
    """A new ticket comes from a source, enters, and asks for a bed; false when there is no room for more tickets."""
    t = s.made[0]
    if t >= s.tickets:
        s.made[1] = 1
        return False
    s.made[0] += 1
    s.size[t], prefers = born(p, s.seed, s.run, t, source)
    s.source[t] = source
    if d >= 0:
        c.entering[d, p.blocks + p.outcomes + source, 0] += s.size[t]
        c.entering[d, p.blocks + p.outcomes + source, 1] += 1
    enter(p, s, c, t, int(p.s_more[source, 6]), -1, d)
    if p.s_more[source, 4] > 0 and s.at[t] < p.blocks:
        _sleep(p, s, t, prefers)
    return True


@step
def _sleep(p: Program, s: State, t: int, prefers: int) -> None:
    for n in range(p.tries):
        i = (prefers + n) % len(p.shelter)
        if s.used[i] + s.size[t] <= p.shelter[i]:
            s.used[i] += s.size[t]
            s.shelter[t] = i
            return

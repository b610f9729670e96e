"""What a ticket draws, and when: the first numbers of those who come next are drawn ahead, side by side."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import columns as c
from .draws import APPLY, BORN, ENTER, SERVE, chance, four, phase, step, words


@step
def draw(m: Any, row: Any, key: int, purpose: int) -> Any:
    low = row.visits << 12 | row.tries << 4 | purpose
    return four(m.fixed[c.SEED], m.fixed[c.RUN], row.nth, key, row.whence, low)


@step
def drawn_words(m: Any, row: Any, key: int, purpose: int) -> Any:
    low = row.visits << 12 | row.tries << 4 | purpose
    return words(m.fixed[c.SEED], m.fixed[c.RUN], row.nth, key, row.whence, low)


@step
def drawn_ahead(m: Any, first: int, i: int) -> Any:
    """Four numbers that were drawn ahead."""
    n = c.AHEAD + 4 * first
    return (
        chance(m.chunk[n, i]),
        chance(m.chunk[n + 1, i]),
        chance(m.chunk[n + 2, i]),
        chance(m.chunk[n + 3, i]),
    )


@step
def turn(m: Any, block: Any, row: Any) -> Any:
    """What a turn draws: the first one's numbers came with the entry."""
    if row.tries > 0:
        return draw(m, row, block[c.KEY], SERVE)
    return chance(row.w0), chance(row.w1), chance(row.w2), chance(row.w3)


@phase
def draw_ahead(p: Any, m: Any, coming: Any) -> None:
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

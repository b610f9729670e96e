"""New tickets of the sources, and the beds they ask for."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import columns as c
from .draws import BORN, step
from .luck import draw, drawn_ahead


@step
def new(p: Any, m: Any, today: Any, s: int, d: int, nth: int, i: int) -> Any:
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
        w = drawn_ahead(m, 0, i) if i >= 0 else draw(m, row, 0, BORN)
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
def sleep(p: Any, m: Any, row: Any) -> None:
    for n in range(m.fixed[c.BED_TRIES]):
        i = row.prefers + n
        if i >= len(p.shelter):
            i %= len(p.shelter)
        if m.now[m.fixed[c.SHELTERS] + i] + row.size <= p.shelter[i]:
            m.now[m.fixed[c.SHELTERS] + i] += row.size
            row.shelter = i
            return

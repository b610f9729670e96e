"""Lists without gaps: rings of tickets, each with a sentinel, so that joining, leaving and moving a whole bucket take one step."""

from __future__ import annotations

from typing import Any

from .draws import step


@step
def append(after: Any, before: Any, ring: int, t: int) -> None:
    """A ticket joins the tail."""
    last = before[ring]
    after[last], before[t] = t, last
    after[t], before[ring] = ring, t


@step
def take_out(after: Any, before: Any, t: int) -> None:
    """A ticket leaves its ring, wherever it stands."""
    after[before[t]], before[after[t]] = after[t], before[t]
    after[t] = before[t] = -1


@step
def make_empty(after: Any, before: Any, first: int) -> None:
    """Tickets stand nowhere; each ring from ``first`` on holds nobody."""
    for t in range(first):
        after[t] = before[t] = -1
    for ring in range(first, len(after)):
        after[ring] = before[ring] = ring

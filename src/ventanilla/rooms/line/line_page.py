"""One page of the line: places in one state or in all, from a place on. It costs the same at any length of the line."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import merge
from typing import Any

from ventanilla.journal.words import N_

from . import reads
from .actions.said import spots
from .models import Ticket

ROWS = 50
TABS = {
    "waiting": N_("Waiting"),
    "called": N_("Called"),
    "present": N_("Present"),
    "absent": N_("Absent"),
    "admitted": N_("Let in"),
    "ended": N_("Ended"),
    "all": N_("All"),
}
ENDED = ("left", "moved", "joined", "lapsed")
COUNTED = ("called", "present", "absent")
"""Tabs that say how many: states that few stand in at once, so counting them is quick."""


def line_page(list_id: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the page shows for ``state``, ``after`` (a place, as the page before wrote it) or ``from`` (a number)."""
    tab = asked.get("state", "waiting")
    tab = tab if tab in TABS else "waiting"
    start = number_of(asked.get("from", ""))
    exact = reads.by_number(list_id, start) if start else []
    begin = min((one.number for one in exact), default=start)
    rows = tickets(list_id, tab, place_of(asked.get("after", "")) or (begin, 0, ""), ROWS + 1)
    shown, last = rows[:ROWS], rows[ROWS - 1] if len(rows) > ROWS else None
    return {
        "tab": tab,
        "spots": spots(shown),
        "more": f"{last.number}-{last.ord}-{last.part}" if last else "",
        "start": start,
        "first_page": not asked.get("after") and not start,
        "counts": {state: Ticket.objects.filter(list=list_id, state=state).count() for state in COUNTED},
        "exact": {one.id for one in exact},
    }


def tickets(list_id: str, tab: str, after: tuple[int, int, str], limit: int) -> list[Ticket]:
    """Places of a tab in the order of the line, from after a place on."""
    if tab == "all":
        where = "list=%s AND (number, ord, part) > (%s, %s, %s)"
        rows = Ticket.objects.extra(where=[where], params=[list_id, *after])
        return list(rows.order_by("number", "ord", "part")[:limit])
    if tab == "ended":
        found = [reads.in_state(list_id, state, after, limit) for state in ENDED]
        return list(merge(*found, key=lambda t: (t.number, t.ord, t.part)))[:limit]
    return reads.in_state(list_id, tab, after, limit)


def place_of(text: str) -> tuple[int, int, str] | None:
    """``1259-3-B`` as (number, order, part); None for anything else."""
    number, _dash, rest = text.partition("-")
    order, _dash, part = rest.partition("-")
    if not (number.isdecimal() and order.isdecimal() and len(text) < 24 and (not part or part.isalpha())):
        return None
    return int(number), int(order), part


def number_of(text: str) -> int:
    """A number as it was typed, or 0."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0

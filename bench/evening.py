"""The evening's root over every place ever given: seconds, and the most memory it takes, in a process of its own."""

from __future__ import annotations

from pathlib import Path

from ventanilla.rooms.line.actions.days import places_root_now

from .figures import Figure, at_most, held, milliseconds
from .pages import LARGE
from .town import fill, open_office

MEMORY = 1024.0


def run(folder: Path, big: bool) -> list[Figure]:
    """Over the places of 300,000 people (7,000,000 with --big)."""
    office, keeper = open_office(folder / ("big" if big else "large"))
    if not office.db.one("SELECT 1 FROM line_ticket LIMIT 1"):
        fill(office, keeper, LARGE)
    desk = office.ledger.peek(keeper)
    spent = milliseconds(lambda: places_root_now(desk, {})) / 1000
    [places] = office.db.one("SELECT COUNT(*) FROM line_ticket") or (0,)
    return [
        Figure(
            f"evening's root, {places:,} places",
            f"{spent:,.1f} s",
            "",
            f"{1e6 * spent / places:,.1f} us a place",
        ),
        at_most("  most memory held", held(), MEMORY, "MiB"),
    ]

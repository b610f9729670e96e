"""Walking the chain on one core."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

from ventanilla.journal.verify import verify

from .figures import Figure, per_second
from .town import fill, open_office

LEAST = 200_000


def run(folder: Path, big: bool) -> list[Figure]:
    """Entries a second over a chain of registrations and places: the median of seven walks."""
    office, keeper = open_office(folder / "verify")
    fill(office, keeper, 60_000)
    speeds = []
    for _ in range(7):
        begun = time.perf_counter()
        verdict = verify(office.db)
        speeds.append(verdict.entries / (time.perf_counter() - begun))
    words = "verify" if verdict.whole else "verify (FAULTS)"
    return [per_second(f"{words}, {verdict.entries:,} entries", median(speeds), LEAST, "entries")]

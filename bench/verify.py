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
    """Entries a second of one core's time over a chain of registrations and places: the median of seven walks."""
    office, keeper = open_office(folder / "verify")
    fill(office, keeper, 60_000)
    speeds = []
    for _ in range(7):
        begun = time.process_time()  # on a busy machine a walk waits for its core
        verdict = verify(office.db)
        speeds.append(verdict.entries / (time.process_time() - begun))
    words = "verify" if verdict.whole else "verify (FAULTS)"
    return [per_second(f"{words}, {verdict.entries:,} entries", median(speeds), LEAST, "entries")]

"""With --big: 7,000,000 people, loaded from a sheet as an office would load them, then walked and rooted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ventanilla.journal.verify import verify
from ventanilla.office.load import Load

from .figures import Figure, at_most, held, per_second, spent
from .town import LIST, open_office, write_sheet
from .verify import LEAST

PEOPLE, MEMORY = 7_000_000, 1024.0


def run(folder: Path, big: bool) -> list[Figure]:
    """One sheet through both passes of ``ventanilla load``, in one process; nothing where it was not asked for."""
    return list(_rows(folder, PEOPLE)) if big else []


def _rows(folder: Path, people: int) -> Iterator[Figure]:
    office, keeper = open_office(folder / "big")
    took: dict[str, float] = {}
    with spent(took, "sheet"):
        sheet = write_sheet(folder / "people.csv", people)
    load = Load(office, sheet, LIST)
    with spent(took, "check"):
        report = load.check(_told("checked"))
    if report.refused_count or report.people != people:
        why = report.refused[0].reason if report.refused else ""
        raise RuntimeError(f"{report.refused_count} rows refused, {report.people:,} people read: {why}")
    with spent(took, "load"):
        load.load(keeper, _told("loaded"))
    sheet.unlink()
    whole = took["check"] + took["load"]
    yield Figure(f"load {people:,} people", f"{whole:,.0f} s", "", f"{1e6 * whole / people:,.0f} us a person")
    yield Figure("  of it: first pass, only reading", f"{took['check']:,.0f} s")
    yield at_most("  most memory held", held(), MEMORY, "MiB")
    with spent(took, "verify"):
        verdict = verify(office.db)
    words = "verify" if verdict.whole else "verify (FAULTS)"
    speed = verdict.entries / took["verify"]
    yield per_second(f"{words}, {verdict.entries:,} entries", speed, LEAST, "entries")
    size = sum(file.stat().st_size for file in (folder / "big").iterdir())
    yield Figure("  the office on disk", f"{size / 1e9:.1f} GB", "", f"{size / people:,.0f} bytes a person")


def _told(word: str, every: float = 30.0) -> Callable[[int], None]:
    """Says how far it is, twice a minute."""
    begun = last = time.perf_counter()

    def told(count: int) -> None:
        nonlocal last
        if time.perf_counter() - last > every:
            last = time.perf_counter()
            print(f"  {word} {count:,}, {last - begun:,.0f} s, at most {held():,.0f} MiB", flush=True)

    return told

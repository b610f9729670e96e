"""A figure of the bench: what was measured, beside a peer or a limit measured or stated in the same run."""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple


class Figure(NamedTuple):
    """One row of the table. ``ok`` is None where nothing is promised: the row only informs."""

    name: str
    figure: str
    peer: str = ""
    ratio: str = ""
    ok: bool | None = None


def per_second(name: str, ours: float, least: float, unit: str) -> Figure:
    """A speed that must be at least a stated one."""
    return Figure(
        name, f"{ours:,.0f} {unit}/s", f"limit {least:,.0f} {unit}/s", f"{ours / least:.2f}", ours >= least
    )


def share(name: str, ours: float, peer: float, peer_name: str, least: float, unit: str = "us") -> Figure:
    """A time beside a peer's: the ratio peer/ours must be at least ``least``."""
    ratio = peer / ours
    return Figure(
        name,
        f"{ours:,.0f} {unit}",
        f"{peer_name} {peer:,.0f} {unit}",
        f"{ratio:.2f} (limit {least:.2f})",
        ratio >= least,
    )


def at_most(name: str, ours: float, limit: float, unit: str) -> Figure:
    """Something that must stay under a limit; the ratio is the share of it that is used."""
    return Figure(
        name, f"{ours:,.1f} {unit}", f"limit {limit:,.0f} {unit}", f"{ours / limit:.2f}", ours <= limit
    )


@contextmanager
def spent(into: dict[str, float], name: str) -> Iterator[None]:
    """Adds the wall seconds of a block to ``into[name]``."""
    begun = time.perf_counter()
    try:
        yield
    finally:
        into[name] = into.get(name, 0.0) + time.perf_counter() - begun


def milliseconds(call: Callable[[], object]) -> float:
    """The wall milliseconds of one call."""
    begun = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - begun)


def held() -> float:
    """The most memory this process ever held, in MiB; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1 << 20)


def measure(name: str, folder: Path, big: bool) -> list[Figure]:
    """The rows of one module; runs in a process of its own (an office is one process, and memory is counted)."""
    from ventanilla.office.folder import create
    from ventanilla.office.start import start

    start(
        create(folder / f"open-{name}", "Bench", "UTC")
    )  # actions can only be imported where an office is open
    return importlib.import_module(f"bench.{name}").run(folder, big)


def table(rows: list[Figure]) -> str:
    """The rows as one table of plain text."""
    words = [("what", "figure", "peer or limit", "ratio", "")]
    words += [(r.name, r.figure, r.peer, r.ratio, {True: "ok", False: "SHORT", None: ""}[r.ok]) for r in rows]
    wide = [max(len(row[i]) for row in words) for i in range(5)]
    lines = ["  ".join(cell.ljust(w) for cell, w in zip(row, wide, strict=True)).rstrip() for row in words]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])

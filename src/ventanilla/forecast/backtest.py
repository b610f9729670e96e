"""The backtest: every figure of the record forecast from what was dated before it, and scored.

Nothing dated on or after a target's own day is ever seen by it, so neither itself nor a twin of the same day.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .kinds import is_target
from .score import INTERVALS, LEVELS, hit, last, pace, wis
from .series import FILES, Reading, read_file
from .ways import Forecast, forecast

COLUMNS = (
    "row_id", "column", "date", "truth_low", "truth_high", "median", "q05", "q10", "q25", "q75", "q90", "q95",
    "hit50", "hit80", "hit90", "wis", "wis_last", "wis_pace", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Scored:
    """One target with its forecast and how good it was, beside persistence and constant pace (None: no history)."""

    target: Reading
    forecast: Forecast
    last: float | None
    pace: float | None

    @cached_property
    def wis(self) -> float:
        """The weighted interval score against the middle of the published range."""
        return wis(self.forecast.quantiles, self.target.value)

    @cached_property
    def hits(self) -> dict[int, bool]:
        """Whether each central range and the published range have something in common."""
        target = self.target
        return {cover: hit(self.forecast.quantiles, cover, target.low, target.high) for cover in INTERVALS}

    def row(self) -> tuple[object, ...]:
        """The row of scores.csv, in the order of ``COLUMNS``."""
        target, q = self.target, self.forecast.quantiles
        told = [f"{q[level]:.2f}" for level in (0.50, *(one for one in LEVELS if one != 0.50))]
        simple = ["" if one is None else f"{one:.3f}" for one in (self.last, self.pace)]
        return (
            target.row_id, target.column, target.day.isoformat(), f"{target.low:g}", f"{target.high:g}", *told,
            *(int(self.hits[cover]) for cover in INTERVALS), f"{self.wis:.3f}", *simple, self.forecast.note,
        )  # fmt: skip


@dataclass(frozen=True)
class Summary:
    """Coverage of the ranges, and the sum of scores over the better of the two simple forecasts."""

    targets: int
    cover: dict[int, float]
    relative_wis: float | None
    """None where no target has a history, or the simple forecasts were never wrong."""
    bias: float
    """Share of truths above the median, less one half; 0 is none."""
    compared: int = 0

    def line(self) -> str:
        """The last line that ``ventanilla backtest`` prints."""
        covers = "  ".join(f"cover{cover} {share:.3f}" for cover, share in self.cover.items())
        relative = "none" if self.relative_wis is None else f"{self.relative_wis:.3f}"
        return f"targets {self.targets}  {covers}  relative_wis {relative}"


def merged(record: Sequence[Reading], more: Sequence[Reading]) -> list[Reading]:
    """The rows of both; a row that stands in both is taken once, as ``more`` has it."""
    named = {(one.file, one.row_id) for one in more}
    return [*(one for one in record if (one.file, one.row_id) not in named), *more]


def history(target: Reading, readings: Iterable[Reading]) -> list[Reading]:
    """The earlier readings of a target's own series, oldest first; of one day, as they stand in the files."""
    own = [
        one for one in readings if one.series == target.series and one.day < target.day and one.status == "S"
    ]
    return sorted(own, key=lambda one: (one.day, one.order))


def backtest(
    readings: Sequence[Reading],
    targets: Sequence[Reading] | None = None,
    done: Callable[[int], None] = lambda _: None,
) -> list[Scored]:
    """Forecast and score targets (without them: every one of the readings), each from what was dated before it."""
    found = []
    wanted = [one for one in (readings if targets is None else targets) if is_target(one)]
    for number, target in enumerate(wanted, 1):
        found.append(scored(target, readings))
        done(number)
    return found


def scored(target: Reading, readings: Sequence[Reading]) -> Scored:
    """Forecast one target and score it."""
    own = history(target, readings)
    simple = (last(own), pace(own, target))
    near, line = (None if one is None else abs(target.value - one) for one in simple)
    return Scored(target, forecast(target, [one for one in readings if one.day < target.day]), near, line)


def summary(found: Sequence[Scored]) -> Summary:
    """Sum up scored targets."""
    many = max(len(found), 1)
    cover = {one: sum(scored.hits[one] for scored in found) / many for one in INTERVALS}
    both = [one for one in found if one.last is not None and one.pace is not None]
    simple = min(sum(one.last or 0.0 for one in both), sum(one.pace or 0.0 for one in both))
    relative = sum(one.wis for one in both) / simple if simple else None
    above = [_above(one) for one in found]
    return Summary(len(found), cover, relative, sum(above) / many - 0.5 if above else 0.0, len(both))


def _above(one: Scored) -> float:
    median = one.forecast.quantiles[0.50]
    return 0.5 if one.target.value == median else float(one.target.value > median)


def write(path: Path, found: Iterable[Scored]) -> None:
    """Write scores.csv whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(COLUMNS)
            out.writerows(one.row() for one in found)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def targets_of(path: Path) -> list[Reading]:
    """Read a file of rows to be forecast.

    Raises RecordFault when it is none of the three files or a row cannot be read.
    """
    _file, readings = read_file(path, order=len(FILES) * 1_000_000)
    return readings


def groups(found: Iterable[Scored]) -> Iterator[tuple[str, list[Scored]]]:
    """Scored targets by file and column, in order."""
    by: dict[str, list[Scored]] = {}
    for one in found:
        name = one.target.file if one.target.column == "value" else f"{one.target.file}, {one.target.column}"
        by.setdefault(name, []).append(one)
    yield from sorted(by.items())

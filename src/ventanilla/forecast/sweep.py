"""Many forecasts with figures varied: on the cores of this machine or on a cluster, the same numbers, and resumable.

Each point leaves one small file, named by all that decides its numbers; a sweep that was stopped goes on with what is missing.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from hashlib import sha256
from itertools import product
from math import prod
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ventanilla.rulebook.book import book
from ventanilla.rulebook.policy import policy

from .assumptions import AssumptionError, Set, parsed
from .compare import compare
from .futures import futures
from .scenario import Scenario
from .situation import Situation

MOST = 10_000
"""Points of one sweep."""


class Point(NamedTuple):
    """One forecast of a sweep: everything that decides its numbers."""

    situation: Situation
    scenario: Scenario
    sets: dict[str, Set]
    days: int
    runs: int
    seed: int

    @property
    def name(self) -> str:
        """The same for the same numbers: of the situation, the scenario, the figures, and the rulebook."""
        s = self.situation
        told = [
            s.day.isoformat(), s.city, s.port, s.kinds, [np.asarray(one).tolist() for one in s.waiting], s.beds,
            [(one.day.isoformat(), *one[1:]) for one in s.past], [(*row[:2], str(row[2]), row[3]) for row in s.in_court],
            self.scenario.model_dump(mode="json"), self.sets, self.days, self.runs, self.seed, book().hash,
        ]  # fmt: skip
        return sha256(json.dumps(told, sort_keys=True, default=list).encode()).hexdigest()[:24]


def points(situation: Situation, scenarios: Iterable[Scenario], sweeps: Sequence[str], sets: Mapping[str, Set], days: int, runs: int, seed: int) -> list[Point]:  # fmt: skip
    """Every scenario with every combination of the figures.

    Raises:
        AssumptionError: a sweep is not written as it should be, or there are too many points.
    """
    axes, every = [varied(one) for one in sweeps], list(scenarios)
    many = len(every) * prod(map(len, axes))
    if many > MOST:
        raise AssumptionError(f"These are {many:,} forecasts, and {MOST:,} are the most. Vary fewer figures.")
    sent = bare(situation)
    return [
        Point(sent, scenario, {**sets, **dict(chosen)}, days, runs, seed)
        for scenario in every for chosen in product(*axes)
    ]  # fmt: skip


def varied(text: str) -> list[tuple[str, Set]]:
    """The values of one figure: ``calls.a_day=20,40,60``, or ``calls.a_day=20..60/5`` (five, evenly).

    Raises:
        AssumptionError: it is not written so.
    """
    key, _equals, values = text.partition("=")
    span, slash, steps = values.partition("/")
    if slash:
        if not (steps.isdigit() and 2 <= int(steps) <= MOST):
            raise AssumptionError(f"{text!r}: after the slash stands how many values, 2 or more.")
        low, _value, high = parsed(f"{key}={span}")[1]
        return [(key.strip(), (one, one, one)) for one in np.linspace(low, high, int(steps)).tolist()]
    return [parsed(f"{key}={one}") for one in values.split(",")]


def bare(situation: Situation) -> Situation:
    """The situation without what a forecast does not need: no list numbers leave this machine, and no marks of origin."""
    waiting = situation.waiting._replace(number=np.arange(len(situation.waiting.size), dtype=np.int32))
    return replace(situation, waiting=waiting)


def answered(point: Point, threads: int = 1) -> dict[str, Any]:
    """The measures of one point, each with its range: plain values."""
    law = policy(point.scenario.policies, book(), files=False)
    found = futures(
        point.situation, point.scenario, law, point.days, point.runs, point.seed, threads, sets=point.sets
    )
    measures = {one.key: one.values[0] for one in compare([found]).measures}
    return {
        "scenario": point.scenario.title, "policies": point.scenario.policies, "days": point.days, "runs": point.runs,
        "seed": point.seed, "sets": {key: list(value) for key, value in point.sets.items()},
        "measures": {key: [one.low, one.middle, one.high] for key, one in measures.items()},
    }  # fmt: skip


def sweep(
    todo: Sequence[Point], folder: Path, cores: int, told: Callable[[int], object] = lambda points: None,
    cluster: Any = None,
) -> list[dict[str, Any]]:  # fmt: skip
    """Answer every point, in their order; those whose file is in the folder already are not run again.

    Args:
        todo: the points.
        folder: where each leaves its file; made where it is not there.
        cores: how many at the same time on this machine.
        told: hears how many points are done.
        cluster: a client of Dask; the points are then answered there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{point.name}.json" for point in todo]
    missing = {file: point for file, point in zip(files, todo, strict=True) if not file.exists()}
    told(len(todo) - len(missing))
    ran = _there(missing, cluster) if cluster is not None else _here(missing, cores)
    for file, found in ran:
        part = file.with_suffix(".part")
        part.write_text(json.dumps(found, allow_nan=False), encoding="utf-8")
        part.replace(file)
        told(1)
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


def _here(missing: Mapping[Path, Point], cores: int) -> Iterator[tuple[Path, dict[str, Any]]]:
    with ThreadPoolExecutor(max(cores, 1)) as pool:
        running = {pool.submit(answered, point): file for file, point in missing.items()}
        try:
            for one in as_completed(running):
                yield running[one], one.result()
        finally:
            for one in running:
                one.cancel()


def _there(missing: Mapping[Path, Point], cluster: Any) -> Iterator[tuple[Path, dict[str, Any]]]:
    from distributed import as_completed as completed

    running = {cluster.submit(answered, point, pure=False): file for file, point in missing.items()}
    for one in completed(list(running)):
        yield running[one], one.result()


def rows(found: Sequence[dict[str, Any]]) -> list[list[Any]]:
    """The results as a table, a heading first: one row a point, three columns a measure."""
    keys = list(dict.fromkeys(key for one in found for key in one["sets"]))
    measures = list(dict.fromkeys(key for one in found for key in one["measures"]))
    head = ["scenario", *keys, "days", "runs", "seed", *(f"{key} {end}" for key in measures for end in ("low", "middle", "high"))]  # fmt: skip
    return [head, *(_row(one, keys, measures) for one in found)]


def _row(one: dict[str, Any], keys: list[str], measures: list[str]) -> list[Any]:
    sets = [one["sets"].get(key, ["", "", ""]) for key in keys]
    figures = [end for key in measures for end in one["measures"].get(key, [None] * 3)]
    values = [low if low == high else f"{low:g}..{high:g}" for low, _value, high in sets]
    return [one["scenario"], *values, one["days"], one["runs"], one["seed"], *("" if end is None else end for end in figures)]  # fmt: skip


def write(found: Sequence[dict[str, Any]], file: Path) -> None:
    """The table as one CSV, whole or not at all."""
    part = file.with_name(file.name + ".part")
    with part.open("w", newline="", encoding="utf-8") as sheet:
        csv.writer(sheet, lineterminator="\n").writerows(rows(found))
    part.replace(file)

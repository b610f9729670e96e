"""Many runs of a model, on as many threads as are wanted: the same bytes whatever their number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from .counts import Counts, columns, memory, views
from .kernel.runs import runs as kernel
from .model import Model
from .program import Array, People, Program, compiled
from .quantities import Answer, answers, of_runs
from .read import ModelError

CELLS = 4_000_000
"""About how many counts one batch of runs keeps at once."""
PARTS = 100
"""In about how many steps the work is told."""
DAYS = 500_000
"""Warm-up and counted days together."""


def forecast(
    model: Model,
    days: int,
    warmup: int = 0,
    runs: int = 100,
    seed: int = 1,
    threads: int = 1,
    told: Callable[[int], object] = lambda runs: None,
    people: dict[str, People] | None = None,
) -> list[Answer]:
    """The quantities of a model after ``warmup`` uncounted and ``days`` counted days; ``told`` hears how many runs are done.

    Raises:
        ModelError: no days, no runs, a day that is asked for and never comes, or an endless source that ran dry.
    """  # fmt: skip
    _check(model, days, warmup, runs, seed)
    program = compiled(model, warmup + days, people)
    cells = (warmup + days) * columns(program) + int(program.asked[:, 1].sum())
    size = max(1, min(-(-runs // PARTS), CELLS // cells))

    def part(start: int) -> Array:
        counts = counted(program, seed, range(start, min(runs, start + size)), warmup + days, warmup)
        return of_runs(model, counts, warmup)

    found = []
    for one in _each(part, range(0, runs, size), max(threads, 1)):
        found.append(one)
        told(one.shape[2])
    return answers(model, np.concatenate(found, axis=2))


def _each(part: Callable[[int], Array], starts: range, threads: int) -> Iterator[Array]:
    """The parts in their order; whoever is stopped waits for those under way, not for the others."""
    pool = ThreadPoolExecutor(threads)
    try:
        yield from pool.map(part, starts)
    except MemoryError:
        raise ModelError(
            "This needs more memory than there is. Ask for fewer days, people or threads."
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def counted(program: Program, seed: int, runs: range, days: int, warmup: int = 0, tickets: int = 0) -> Counts:
    """The counts of some runs, runs in front; ``tickets``: of how many the fate is wanted.

    Raises:
        ModelError: an endless source ran dry.
    """
    found = memory(program, len(runs), days, tickets)
    if kernel(program, seed, runs.start, days, warmup, *found):
        raise ModelError(
            "An endless source could not bring tickets enough: too many are absent. Lower the chance."
        )
    return views(program, found)


def _check(model: Model, days: int, warmup: int, runs: int, seed: int) -> None:
    for name, value, least in (
        ("days", days, 1),
        ("warmup", warmup, 0),
        ("runs", runs, 1),
        ("seed", seed, 0),
    ):
        if not least <= value < 2**32:
            raise ModelError(
                f"The number of {name} must be at least {least} (it is {value}). Give another number."
            )
    if warmup + days > DAYS:
        raise ModelError(
            f"Days and warm-up together are {warmup + days}, and {DAYS} is the most. Ask for fewer."
        )
    for asked in model.quantity:
        if asked.day is not None and asked.day >= warmup + days:
            raise ModelError(
                f"{asked.name!r} asks for day {asked.day}, and the last day is {warmup + days - 1}. Add days."
            )

"""What each run drew for the figures that are not known well: found again from the counters, so that runs need not keep it."""

from __future__ import annotations

from typing import Any

import numpy as np

from .kernel import columns as c
from .kernel.draws import RANGE, four, maker, triangle
from .model import Block, Model, Source
from .program import Array, Program

WORDS = {
    c.ABSENT: "absent", c.RETURNS: "returns", c.MISS: "missed", c.SWITCH: "switch", c.CLOSED: "closed", c.LEVEL: "level",
    c.WANTS: "wants", c.P_DAYS: "patience", c.D_DAYS: "delay", c.A_DAYS: "away", c.T_DAYS: "takes", c.F_DAYS: "after",
}  # fmt: skip
"""How a model calls what a column of the program holds."""


def names(model: Model, program: Program) -> list[tuple[str, str]]:
    """The block or source of each range (``NAME@DAY`` for a change), and what of it is drawn."""
    parts: list[tuple[str, Block | Source]] = [*model.block.items(), *model.source.items()]
    rows = [name for name, _part in parts]
    rows += [f"{name}@{one.day}" for name, part in parts for one in part.changes]
    return [(rows[row], WORDS[column]) for row, column, _key in program.ranges]


def values(program: Program, seed: int, runs: range) -> Array:
    """What these runs drew: run, range."""
    found: Array = _drawn(program.ranges[:, 2].copy(), program.triangle, seed, runs.start, len(runs))
    return found


@maker
def _drawn(keys: Any, triangles: Any, seed: int, first: int, runs: int) -> Any:
    out = np.empty((runs, len(keys)))
    for run in range(runs):
        for n in range(len(keys)):
            u = four(seed, first + run, 0, keys[n], 0, RANGE)[0]
            out[run, n] = triangle(triangles[n, 0], triangles[n, 1], triangles[n, 2], u)
    return out

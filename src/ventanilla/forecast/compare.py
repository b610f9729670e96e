"""Several policies side by side."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from .futures import Futures


class Comparison(NamedTuple):
    """One row a policy: its title, and the day by which half of those who wait now are called."""

    rows: list[dict[str, Any]]


def compare(all_futures: list[Futures]) -> Comparison:
    """The policies of these futures, side by side."""
    return Comparison([_row(one) for one in all_futures])


def _row(one: Futures) -> dict[str, Any]:
    called = one.called[one.called >= 0]
    half = int(np.median(called)) if len(called) else None
    return {"policy": one.scenario, "half_called_by_day": half, "line_at_end": int(one.line[:, -1].mean())}

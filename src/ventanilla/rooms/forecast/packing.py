"""The short way in which an entry writes columns of whole numbers that change little from one to the next."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, chain, pairwise


def packed(values: Iterable[int]) -> list[int]:
    """The steps from each to the next, from 0 on: 7, 8, 9, 9 is 7, 1, 1, 0 (runs of equal steps are rare, so none are counted)."""
    return [after - before for before, after in pairwise(chain([0], map(int, values)))]


def unpacked(steps: list[int]) -> list[int]:
    """The numbers that :func:`packed` wrote."""
    return list(accumulate(steps))

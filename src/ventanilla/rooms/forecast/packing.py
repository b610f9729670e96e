"""The short way in which an entry writes columns of whole numbers that change little from one to the next."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, chain, groupby, pairwise, repeat


def packed(values: Iterable[int]) -> list[int]:
    """Steps and how often each comes: 7, 8, 9, 9 is 7 once, 1 twice, 0 once."""
    steps = (after - before for before, after in pairwise(chain([0], map(int, values))))
    return [part for step, same in groupby(steps) for part in (step, sum(1 for _one in same))]


def unpacked(short: list[int]) -> list[int]:
    """The numbers that :func:`packed` wrote."""
    return list(accumulate(chain.from_iterable(map(repeat, short[::2], short[1::2]))))

"""A band over days as a small picture, in a frame of 100 by 30; without a style of its own, so that it prints."""

from __future__ import annotations

from typing import NamedTuple

from .reads import Shelter

WIDE, HIGH = 100.0, 30.0


class Drawn(NamedTuple):
    """The area between the low and the high band, the middle as a line, and how high the beds are."""

    area: str
    middle: str
    beds: float


def band(one: Shelter) -> Drawn | None:
    """The picture of a shelter; None where there is nothing to draw."""
    if len(one.days) < 2:
        return None
    top = max(one.beds, *(high for _day, _low, _middle, high in one.days), 1)

    def at(n: int, people: float) -> str:
        return f"{WIDE * n / (len(one.days) - 1):.1f},{_height(people, top):.1f}"

    low = [at(n, day[1]) for n, day in enumerate(one.days)]
    high = [at(n, day[3]) for n, day in enumerate(one.days)]
    middle = [at(n, day[2]) for n, day in enumerate(one.days)]
    return Drawn(" ".join([*high, *reversed(low)]), " ".join(middle), round(_height(one.beds, top), 1))


def _height(people: float, top: int) -> float:
    return HIGH - (HIGH - 2) * people / top

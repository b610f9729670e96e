"""Charts of a comparison as plain numbers for SVG: bands over time and bars, drawn without script or style."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ventanilla.forecast.compare import Band, Bar, Spread

from .words import word

WIDE, HIGH = 320, 170
LEFT, RIGHT, TOP, FOOT = 52, 8, 10, 24


class Panel(NamedTuple):
    """One chart: a band and its middle as points, and the ticks of both axes with where they stand."""

    band: str
    middle: str
    across: list[tuple[float, str]]
    up: list[tuple[float, str]]


def panels(band: Band, ticks: Sequence[tuple[int, str]]) -> list[Panel]:
    """A chart for each policy, all on one scale. ``ticks``: days that are named below."""
    top = nice(max((one.high or 0 for row in band.values for one in row), default=1) or 1)
    last = max(band.days[-1], 1)

    def x(day: int) -> float:
        return round(LEFT + (WIDE - LEFT - RIGHT) * day / last, 1)

    def y(value: float) -> float:
        return round(TOP + (HIGH - TOP - FOOT) * (1 - value / top), 1)

    across = [(x(day), words) for day, words in ticks if day <= last]
    up = [(y(top * n / 2), f"{top * n / 2:,.0f}") for n in range(3)]
    return [
        Panel(_band(band.days, row, x, y), _middle(band.days, row, x, y), across, up) for row in band.values
    ]


def _band(days: list[int], row: list[Spread], x: Any, y: Any) -> str:
    there = [f"{x(day)},{y(one.high or 0)}" for day, one in zip(days, row, strict=True)]
    back = [f"{x(day)},{y(one.low or 0)}" for day, one in zip(days, row, strict=True)]
    return " ".join([*there, *reversed(back)])


def _middle(days: list[int], row: list[Spread], x: Any, y: Any) -> str:
    return " ".join(f"{x(day)},{y(one.middle or 0)}" for day, one in zip(days, row, strict=True))


def nice(value: float) -> float:
    """The next round number above."""
    power = 10.0 ** (len(str(int(max(value, 1)))) - 1)
    return next(step * power for step in (1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10) if value <= step * power)


class Stick(NamedTuple):
    """A bar of a tornado: from where it stands, how wide, and the words of both ends."""

    label: str
    share: str
    x: float
    width: float
    low: str
    high: str


def sticks(bars: Sequence[Bar]) -> list[Stick]:
    """The bars of one policy on a common scale of 0 to 100."""
    ends = [end for bar in bars for end in (bar.at_low, bar.at_high)]
    if not ends:
        return []
    least, most = min(ends), max(ends)
    scale = 100 / ((most - least) or 1)
    return [
        Stick(
            word(bar.label), f"{100 * bar.share:.0f}", round((min(bar.at_low, bar.at_high) - least) * scale, 1),
            max(0.5, round(abs(bar.at_high - bar.at_low) * scale, 1)), f"{bar.at_low:,.0f}", f"{bar.at_high:,.0f}",
        )
        for bar in bars
    ]  # fmt: skip

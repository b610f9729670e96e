"""The model as flat arrays, which the kernel interprets."""

from __future__ import annotations

from math import log
from typing import Any, NamedTuple

import numpy as np

from .model import WEEKDAYS, Arrow, Block, Duration, Model, Source

Array = np.ndarray[Any, Any]

HOLD, CALL, DESK = range(3)
TO, GONE, LOST, MISSED, FULL = range(5)
PATIENCE, DELAY, AWAY, TAKES, AFTER = range(5)
ONCE, EACH_DAY, POISSON, CHANCE, ENDLESS = range(5)
KEPT = 9


class Program(NamedTuple):
    """Blocks are numbered in the order of the file, outcomes after them, sources after those (in the flows)."""

    blocks: int
    outcomes: int
    classes: int
    first_day: int
    kind: Array
    arrow: Array  # block, exit, (first, after last) in target
    target: Array
    cumulative: Array
    days: Array  # block, which duration, (kind, a, b)
    chance: Array  # block, (absent, returns, missed, wants)
    places: Array  # block, weekday
    speeds: Array  # block, speed; the number of speeds and the first in pace
    pace: Array  # block, (speeds, start, switch, uneven, most, closed, opens)
    by_ticket: Array
    lot: Array
    desks: Array
    beds: Array  # -1: no limit
    gives_up: Array
    watches: Array  # block, -1: an ordinary block
    feeder: Array  # the endless source of a block, else -1
    s_kind: Array
    s_rate: Array  # source, weekday
    s_more: Array  # source, (day of once, shape, begins, stays, sleeps, class, to)
    s_sizes: Array  # source, cumulative chances
    shelter: Array
    tries: int
    asked: Array  # (ticket, block) whose day of passing is wanted


def compiled(model: Model) -> Program:
    """The arrays of a model that has no faults."""
    blocks, names = list(model.block.values()), [*model.block, *model.outcomes]
    number = {name: n for n, name in enumerate(names)}
    sources = list(model.source.values())
    arrow, target, cumulative = _arrows(blocks, number)
    asked = [(q.ticket, number[q.of]) for q in model.quantity if q.ticket is not None and q.of]
    feeder = np.full(len(blocks), -1)
    for n, source in enumerate(sources):
        if source.endless:
            feeder[number[source.to]] = n
    return Program(
        blocks=len(blocks), outcomes=len(model.outcomes), classes=1 + max(s.klass for s in sources),
        first_day=WEEKDAYS.index(model.first_day),
        kind=np.array([DESK if b.desks else CALL if b.places is not None or b.speeds else HOLD for b in blocks]),
        arrow=arrow, target=target, cumulative=cumulative,
        days=np.array([[_days(d) for d in (b.patience, b.delay, b.away, b.takes, b.after)] for b in blocks]),
        chance=np.array([[b.absent, b.returns, b.missed, b.wants] for b in blocks]),
        places=np.array([_week(b.places or 0) for b in blocks], dtype=float),
        speeds=_ragged([b.speeds or [0.0] for b in blocks], 0.0), pace=np.array([_pace(b) for b in blocks]),
        by_ticket=np.array([b.unit == "tickets" for b in blocks]), lot=np.array([b.order == "lot" for b in blocks]),
        desks=np.array([b.desks or 0 for b in blocks]),
        beds=np.array([-1 if b.beds is None else b.beds for b in blocks]),
        gives_up=np.array([b.gives_up_bed for b in blocks]),
        watches=np.array([-1 if b.watches is None else number[b.watches] for b in blocks]), feeder=feeder,
        s_kind=np.array([_way(s) for s in sources]), s_rate=np.array([_rate(s) for s in sources], dtype=float),
        s_more=np.array([[s.day, s.shape or 0, s.begins, s.stays, s.sleeps, s.klass, number[s.to]] for s in sources]),
        s_sizes=_ragged([list(np.cumsum(s.sizes)) for s in sources], 1.0),
        shelter=np.array(model.shelters.beds if model.shelters else [0]),
        tries=model.shelters.tries if model.shelters else 0,
        asked=np.array(asked, dtype=np.int64).reshape(-1, 2),
    )  # fmt: skip


def _days(duration: Duration | str | None) -> tuple[float, float, float]:
    if duration is None or isinstance(duration, str):
        return (KEPT if duration else 0), 0, 0
    if duration.exactly is not None:
        return 1, duration.exactly, 0
    if duration.chance is not None:
        return 2, (0 if duration.chance == 1 else -1 / log(1 - duration.chance)), 0
    if duration.mean is not None:
        return 2, duration.mean, 0
    a, b = duration.between or (0, 0)
    return 3, a, b


def _pace(block: Block) -> list[float]:
    speeds = block.speeds or []
    start = speeds.index(block.start) if block.start is not None and speeds else 0
    most = 1e9 if block.most is None else block.most
    return [len(speeds), start, block.switch, block.uneven, most, block.closed, block.opens]


def _week(value: Any) -> list[float]:
    return list(value) if isinstance(value, list) else [value] * 7


def _way(source: Source) -> int:
    ways = (source.once, source.each_day, source.poisson, source.chance)
    return next((n for n, way in enumerate(ways) if way is not None), ENDLESS)


def _rate(source: Source) -> list[float]:
    return _week((source.once, source.each_day, source.poisson, source.chance, 0)[_way(source)])


def _ragged(rows: list[list[float]], fill: float) -> Array:
    width = max(map(len, rows))
    return np.array([row + [fill] * (width - len(row)) for row in rows])


def _arrows(blocks: list[Block], number: dict[str, int]) -> tuple[Array, Array, Array]:
    arrow = np.zeros((len(blocks), 5, 2), dtype=np.int64)
    target: list[int] = []
    cumulative: list[float] = []
    for n, block in enumerate(blocks):
        for e, way in enumerate((block.to, block.gone, block.lost, block.missed_to, block.full)):
            chances = _chances(way)
            arrow[n, e] = len(target), len(target) + len(chances)
            target += [number[name] for name in chances]
            cumulative += list(np.cumsum(list(chances.values())))
    return arrow, np.array(target, dtype=np.int64), np.array(cumulative, dtype=float)


def _chances(way: Arrow | None) -> dict[str, float]:
    return {way: 1.0} if isinstance(way, str) else (way or {})

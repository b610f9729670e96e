"""The model as flat arrays, which the kernel interprets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import log
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from .kernel import columns as c
from .model import WEEKDAYS, Arrow, Block, Case, Change, Duration, Model, Range, Source

Array = np.ndarray[Any, Any]

_BEYOND = 1 << 40


class People(NamedTuple):
    """The households of a source one by one, in their order: sizes, kinds (as numbered in ``Model.kinds``) and classes."""

    size: Array
    kind: Array
    klass: Array


class Program(NamedTuple):
    """Blocks are numbered in the order of the file, outcomes after them, sources after those."""

    blocks: int
    outcomes: int
    classes: int
    buckets: int
    programmes: int
    lots: int
    tries: int
    block: Array  # block, column
    real: Array  # block, then source, then change; column
    ranges: Array  # row and column of ``real``, and a key
    triangle: Array  # low, likely, high of each range
    rate: Array  # block, then source; day: places or arrivals as planned
    change: Array  # block, then source; day: the row in ``real`` of the change that holds, or -1
    speed: Array  # block, speed
    segment: Array  # day: which part of the rules' calendar
    arrow: Array  # block and way, segment and kind: where it leads, or -1 - a row of ``way``
    way: Array  # row: cumulative chances, the last one 2, then the blocks or outcomes they lead to
    source: Array  # source, column
    sizes: Array  # source, n: cumulative chance
    kinds: Array  # source, kind: cumulative chance
    people: Array  # row, (size, kind, class) of the households that are given one by one
    shelter: Array  # beds
    asked: Array  # block, and tickets up to which the day of passing is wanted


def compiled(model: Model, days: int, people: dict[str, People] | None = None) -> Program:
    """The arrays of a model that has no faults, for so many days."""
    blocks, names = list(model.block.values()), [*model.block, *model.outcomes]
    number = {name: n for n, name in enumerate(names)}
    sources, kinds = list(model.source.values()), model.kinds
    given = _given(model, people or {}, kinds)
    real, ranges, change = _reals(model, days)
    segments, segment = _segments(blocks, days)
    arrow, way = _arrows(blocks, number, kinds, segments)
    asked: dict[int, int] = {}
    for q in model.quantity:
        if q.ticket is not None and q.of:
            asked[number[q.of]] = max(asked.get(number[q.of], 0), q.ticket + 1)
    table = _blocks(model, number, list(asked))
    most = int(given[0][:, 2].max()) if len(given[0]) else 0
    return Program(
        blocks=len(blocks), outcomes=len(model.outcomes), classes=1 + max(most, *(s.klass for s in sources)),
        buckets=1 + int(table[:, c.BUCKET].max()), programmes=1 + int(table[:, c.PROGRAMME].max()),
        lots=1 + int(table[:, c.LOT_ROW].max()), tries=model.shelters.tries if model.shelters else 0,
        block=table, real=real,
        ranges=np.array([row[:3] for row in ranges], dtype=np.int64).reshape(-1, 3),
        triangle=np.array([row[3:] for row in ranges], dtype=float).reshape(-1, 3),
        rate=_rates(model, days), change=change, speed=_ragged([b.speeds or [0.0] for b in blocks], 0.0),
        segment=segment, arrow=arrow, way=way,
        source=_sources(model.source, number, given[1]), sizes=_ragged([_cumulated(s.sizes) for s in sources], 2.0),
        kinds=_ragged([_cumulated([s.kinds.get(kind, 0.0) for kind in kinds]) for s in sources], 2.0),
        people=given[0], shelter=np.array(model.shelters.beds if model.shelters else [0]),
        asked=np.array(list(asked.items()), dtype=np.int64).reshape(-1, 2),
    )  # fmt: skip


def key(name: str) -> int:
    """What stands for a name in the random numbers: the same whatever else is in the model."""
    return crc32(name.encode())


def _given(model: Model, people: dict[str, People], kinds: list[str]) -> tuple[Array, list[int]]:
    """The households that are given one by one, and where each source's begin (-1: they are drawn)."""
    rows, firsts, at = [np.zeros((0, 3), np.int32)], [], 0
    for name, source in model.source.items():
        if name in people and (source.once is None or source.once > len(people[name].size)):
            raise ValueError(
                f"The source {name!r} must bring its households once, and no more than are given."
            )
        firsts.append(at if name in people else -1)
        if name in people:
            rows.append(np.column_stack(people[name]).astype(np.int32))
            at += len(rows[-1])
    return np.concatenate(rows), firsts


def _blocks(model: Model, number: dict[str, int], asked: list[int]) -> Array:
    blocks = list(model.block.items())
    table = np.zeros((len(blocks), c.BLOCK), np.int64)
    feeder = {source.to: n for n, source in enumerate(model.source.values()) if source.endless}
    buckets = programmes = lots = 0
    for n, (name, b) in enumerate(blocks):
        row = table[n]
        row[c.KIND_OF] = c.DESK if b.desks else c.CALL if b.places is not None or b.speeds else c.HOLD
        row[c.BY_TICKET], row[c.GIVES_UP], row[c.UNEVEN] = b.unit == "tickets", b.gives_up_bed, b.uneven
        row[c.DESKS], row[c.BEDS] = b.desks or 0, _BEYOND if b.beds is None else b.beds
        row[c.WATCHES] = -1 if b.watches is None else number[b.watches]
        watching = [number[other] for other, one in model.block.items() if one.watches == name]
        row[c.WATCHED] = watching[0] if watching else -1
        row[c.FEEDER], row[c.KEY], row[c.GRACE] = feeder.get(name, -1), key(name), b.grace
        row[c.OPENS], row[c.CLOSES] = b.opens, _BEYOND if b.closes is None else b.closes
        row[c.QUOTA] = _BEYOND if b.quota is None else b.quota
        row[c.ASKED] = asked.index(n) if n in asked else -1
        row[c.PATIENCE : c.AFTER + 1] = [_days(getattr(b, one))[0] for one in c.DURATIONS]
        row[c.DRAWS] = row[c.PATIENCE] in (c.EXPONENTIAL, c.BETWEEN) or row[c.DELAY] in (
            c.EXPONENTIAL,
            c.BETWEEN,
        )
        chances = (b.absent, b.missed)
        row[c.TURNS] = b.watches is None and bool(
            b.desks or any(isinstance(x, Range) or x > 0 for x in chances)
        )
        row[c.SPEEDS] = len(b.speeds or [])
        row[c.START] = b.speeds.index(b.start) if b.speeds and b.start is not None else 0
        if (
            b.delay and b.delay.exactly and b.order == "first come"
        ):  # who comes first is ready first: no bucket is needed
            row[c.READY_IN] = b.delay.exactly
        waits = b.watches is None and (b.desks or (b.delay and not row[c.READY_IN]) or b.returns or b.grace)
        row[c.BUCKET], buckets = (buckets, buckets + 1) if waits else (-1, buckets)
        row[c.PROGRAMME], programmes = (programmes, programmes + 1) if b.watches else (-1, programmes)
        row[c.LOT_ROW], lots = (lots, lots + 1) if b.order == "lot" else (-1, lots)
    return table


def _days(duration: Duration | str | None) -> tuple[int, float | Range, float]:
    if duration is None or isinstance(duration, str):
        return (c.KEPT if duration else c.NEVER), 0, 0
    if duration.exactly is not None:
        return c.EXACTLY, duration.exactly, 0
    if duration.chance is not None:
        return c.EXPONENTIAL, (0 if duration.chance == 1 else -1 / log(1 - duration.chance)), 0
    if duration.mean is not None:
        return c.EXPONENTIAL, duration.mean, 0
    a, b = duration.between or (0, 0)
    return c.BETWEEN, a, b


def _reals(model: Model, days: int) -> tuple[Array, list[tuple[Any, ...]], Array]:
    """Numbers with fractions, which of them are ranges, and which change holds on each day."""
    named: list[tuple[str, Block | Source]] = [*model.block.items(), *model.source.items()]
    changes = [(name, one) for name, part in named for one in part.changes]
    kinds = model.kinds
    real = np.zeros((len(named) + len(changes), c.BY_KIND + len(kinds)))
    ranges: list[tuple[Any, ...]] = []

    def put(row: int, column: int, name: str, value: float | Range) -> None:
        if isinstance(value, Range):
            ranges.append((row, column, key(f"{name}:{column}"), value.low, value.likely, value.high))
        real[row, column] = value.likely if isinstance(value, Range) else value

    for row, (name, part) in enumerate(named):
        for column, value in _numbers(part):
            put(row, column, name, value)
        if isinstance(part, Block):
            real[row, c.BY_KIND :] = [_wants(part, kind) for kind in kinds]
    for row, (name, one) in enumerate(changes, start=len(named)):
        put(row, c.LEVEL, f"{name}@{one.day}", one.times)
    change = np.full((len(named), days), -1, np.int32)
    for row, (_, part) in enumerate(named):
        for one in sorted(part.changes, key=_day):
            change[row, one.day :] = len(named) + next(n for n, each in enumerate(changes) if each[1] is one)
    return real, ranges, change


def _day(change: Change) -> int:
    return change.day


def _numbers(part: Block | Source) -> list[tuple[int, float | Range]]:
    both: list[tuple[int, float | Range]] = [(c.LEVEL, part.level), (c.DRIFT, part.walk)]
    if isinstance(part, Source):
        return [*both, (c.SHAPE, part.shape or 0)]
    wants = 1.0 if isinstance(part.wants, dict) else part.wants
    chances = [(c.ABSENT, part.absent), (c.RETURNS, part.returns), (c.MISS, part.missed), (c.WANTS, wants)]
    rest = [
        (c.SWITCH, part.switch),
        (c.CLOSED, part.closed),
        (c.MOST, 1e18 if part.most is None else part.most),
    ]
    lengths: list[tuple[int, float | Range]] = []
    for column, one in zip(range(c.P_DAYS, c.BY_KIND, 2), c.DURATIONS, strict=True):
        _, a, b = _days(getattr(part, one))
        lengths += [(column, a), (column + 1, b)]
    return [*both, *chances, *rest, *lengths]


def _rates(model: Model, days: int) -> Array:
    """Places of each block and arrivals of each source, by day, as the week has them."""
    weekday = (np.arange(days) + WEEKDAYS.index(model.first_day)) % 7
    rows = [_week(b.places or 0) for b in model.block.values()] + [_rate(s) for s in model.source.values()]
    return np.ascontiguousarray(np.array(rows, dtype=float)[:, weekday])


def _week(value: Any) -> list[float]:
    return list(value) if isinstance(value, list) else [value] * 7


def _way(source: Source) -> int:
    ways = (source.once, source.each_day, source.poisson, source.chance)
    return next((n for n, way in enumerate(ways) if way is not None), c.ENDLESS)


def _rate(source: Source) -> list[float]:
    return _week((source.once, source.each_day, source.poisson, source.chance, 0)[_way(source)])


def _wants(block: Block, kind: str) -> float:
    return block.wants.get(kind, 0.0) if isinstance(block.wants, dict) else 1.0


def _sources(sources: dict[str, Source], number: dict[str, int], firsts: list[int]) -> Array:
    rows, taken = [], set[int]()
    for (name, s), first in zip(sources.items(), firsts, strict=True):
        short = key(name) & 0xFFF
        while short in taken:
            short = (short + 1) & 0xFFF
        taken.add(short)
        rows.append(
            [_way(s), s.day, s.begins, s.stays, s.sleeps, s.klass, number[s.to], short, key(name), first]
        )
    return np.array(rows, dtype=np.int64)


def _cumulated(chances: Sequence[float]) -> list[float]:
    """Cumulative chances; the last one that can happen is above every number that is drawn."""
    found = np.cumsum(chances)
    found[np.flatnonzero(chances)[-1] :] = 2.0
    return [float(one) for one in found]


def _ragged(rows: Sequence[Sequence[float]], fill: float) -> Array:
    width = max(map(len, rows))
    return np.array([[*row, *[fill] * (width - len(row))] for row in rows], dtype=float)


def _cases(way: Arrow | None) -> list[Case]:
    return way if isinstance(way, list) else [] if way is None else [Case(to=way)]


def _ways(block: Block) -> tuple[Arrow | None, ...]:
    return block.to, block.gone, block.lost, block.missed_to, block.full


def _segments(blocks: list[Block], days: int) -> tuple[list[int], Array]:
    """The days on which some arrow begins to lead elsewhere, and for each day how many of them have passed."""
    cases = [case for block in blocks for way in _ways(block) for case in _cases(way)]
    cuts = {
        day for case in cases for day in (case.from_day, case.before) if day is not None and 0 < day < days
    }
    starts = [0, *sorted(cuts)]
    return starts, np.searchsorted(starts, np.arange(days), side="right").astype(np.int32) - 1


def _arrows(
    blocks: list[Block], number: dict[str, int], kinds: list[str], starts: list[int]
) -> tuple[Array, Array]:
    arrow = np.zeros((len(blocks) * c.WAYS, len(starts) * len(kinds)), np.int32)
    rows: dict[tuple[tuple[int, float], ...], int] = {}
    for n, way in enumerate(way for block in blocks for way in _ways(block)):
        for column, (day, kind) in enumerate(product(starts, kinds)):
            if way is not None:
                led = shares(chosen(_cases(way), kind, day))
                goals = tuple((number[name], chance) for name, chance in led.items() if chance > 0)
                alone = len(goals) == 1
                arrow[n, column] = goals[0][0] if alone else -1 - rows.setdefault(goals, len(rows))
    table = [list(zip(*row, strict=True)) for row in rows] or [[(0,), (1.0,)]]
    chances, goals_of = (
        _ragged([_cumulated(row[1]) for row in table], 2.0),
        _ragged([row[0] for row in table], 0),
    )
    return arrow, np.hstack([chances, goals_of])


def chosen(cases: list[Case], kind: str, day: int) -> str | dict[str, float]:
    """Where the first case that fits this kind and day leads; the last one fits everybody."""
    for case in cases:
        named = [case.kind] if isinstance(case.kind, str) else case.kind
        if (named is None or kind in named) and case.from_day <= day < (
            _BEYOND if case.before is None else case.before
        ):
            return case.to
    raise AssertionError("the last case fits everybody: the reader has checked it")


def shares(way: str | dict[str, float]) -> dict[str, float]:
    """Names with their chances."""
    return {way: 1.0} if isinstance(way, str) else way

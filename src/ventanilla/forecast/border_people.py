"""Who is in the border model: those who wait, those in court, those who may come; and how many come when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np

from .assumptions import Assumption
from .model import Change, Range, Source
from .program import People
from .published import KINDS, LATER, SIZES, TYPES
from .scenario import Scenario
from .situation import HOUSEHOLDS, Kind, Situation

WAITING, COMING = "waiting", "coming"


def waiting(situation: Situation, kinds: tuple[Kind, ...]) -> People:
    """The households of the line, head first."""
    w = situation.waiting
    number = np.array([kinds.index(kind) for kind in situation.kinds], np.int32)
    kind = number[w.kind] if len(w.kind) else np.zeros(0, np.int32)
    return People(np.asarray(w.size, np.int32), kind, np.zeros(len(kind), np.int32))


def in_court(situation: Situation, kinds: tuple[Kind, ...], first: str, last: str) -> Iterator[tuple[str, str, People]]:  # fmt: skip
    """Those whose case is open already, person by person: before their first hearing, or before the last one."""
    for name, block, earlier in (("in court, first", first, True), ("in court, last", last, False)):
        rows = [row for row in situation.in_court if (row[1] > 1) is earlier]
        kind = [kinds.index(Kind(*row[0])) for row in rows for _person in range(row[3])]
        if kind:
            yield name, block, People(np.ones(len(kind), np.int32), np.array(kind, np.int32), np.zeros(len(kind), np.int32))  # fmt: skip


def once(to: str, many: int, kinds: tuple[Kind, ...]) -> Source:
    """A source of households that are there on the evening before, given one by one."""
    return Source(to=to, once=many, day=-1, kinds=_named(kinds, 1 / len(kinds)), sleeps=True)


def coming(a: Mapping[str, Assumption], to: str, kinds: tuple[Kind, ...], changes: list[Change]) -> Source:
    """Arrivals: overdispersed, at a level that each run draws, with jumps.

    Kind and size are drawn apart from each other: the shares of the kinds are those of people, not of households.
    """
    people, sizes = a["arrivals.a_day"], _sizes()
    mean = sum(n * share for n, share in enumerate(sizes, 1))
    shares = {**_named(kinds, 0.0), **_shares()}
    return Source(
        to=to, poisson=people.value / mean, shape=a["arrivals.shape"].value or None, sizes=sizes, kinds=shares,
        level=people.range(people.value) if people.value else 1.0, changes=changes, sleeps=True,
    )  # fmt: skip


def _sizes() -> list[float]:
    """Chances of 1, 2, ... people, all types of household together."""
    found = [0.0] * 6
    for share, household in zip(TYPES, HOUSEHOLDS, strict=True):
        for n, chance in enumerate(SIZES[household]):
            found[n] += share * chance
    return found


def _shares() -> dict[str, float]:
    """Shares of people by kind, of those who may come."""
    means = [sum(n * chance for n, chance in enumerate(SIZES[household], 1)) for household in HOUSEHOLDS]
    people = [share * mean for share, mean in zip(TYPES, means, strict=True)]
    shares = [nation * one / sum(people) for nation in LATER for one in people]
    return {kind.name: share for kind, share in zip(KINDS, shares, strict=True)}


def _named(kinds: tuple[Kind, ...], share: float) -> dict[str, float]:
    return {kind.name: share for kind in kinds}


def changes(of: str, jumps: dict[int, float | Range], a: Mapping[str, Assumption], scenario: Scenario, first: date, days: int) -> list[Change]:  # fmt: skip
    """The latest jump on top of all of the scenario's own changes, from each day on which one of them begins."""
    own = [
        (max(0, (one.day - first).days), a[f"{one.of} from {one.day}"].range())
        for one in scenario.change if one.of == of and (one.day - first).days < days
    ]  # fmt: skip
    found = []
    for day in sorted({*jumps, *(day for day, _times in own)}):
        last = max((one for one in jumps if one <= day), default=None)
        times: float | Range = 1.0 if last is None else jumps[last]
        for begins, more in own:
            times = _product(times, more) if begins <= day else times
        found.append(Change(day=day, times=times))
    return found


def _product(one: float | Range, other: float | Range) -> float | Range:
    a, b = (x if isinstance(x, Range) else Range(low=x, likely=x, high=x) for x in (one, other))
    both = Range(low=a.low * b.low, likely=a.likely * b.likely, high=a.high * b.high)
    return both if both.low < both.high else both.likely

#!/usr/bin/env python3
"""Writes docs/backtest.md: how good the forecasts of the record would have been, losses included.

python -m tools.backtest_page            says whether the page is as the code would write it; exit code 1 when it is not
python -m tools.backtest_page --write    writes it
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from ventanilla import data
from ventanilla.forecast.backtest import Scored, backtest, groups, summary
from ventanilla.forecast.calibrate_record import pace
from ventanilla.forecast.kinds import Family, is_target, kind
from ventanilla.forecast.score import pace as constant
from ventanilla.forecast.score import wis
from ventanilla.forecast.series import Reading, read_record
from ventanilla.forecast.ways import forecast, shapes

PAGE = Path(__file__).resolve().parents[1] / "docs" / "backtest.md"
WORDS = Path(__file__).with_name("backtest_page.md")
JUAREZ = "Ciudad Juarez"
LATE = date(2019, 6, 15)
FACTORS = (0.6, 0.7, 0.85, 1.0, 1.2, 1.4, 1.7)
FAMILY: dict[Family, str] = {
    "people": "people", "calls": "calls", "number": "calls", "returned": "returns", "new": "returns", "rate": "returns",
}  # fmt: skip
Rows = Iterable[Sequence[object]]


def table(head: Sequence[str], rows: Rows) -> str:
    """A table in Markdown; numbers stand to the right."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)])


def counts(value: float) -> str:
    """``5,500`` or ``4.8``."""
    return f"{value:,.0f}" if value >= 20 or value == int(value) else f"{value:.1f}"


def results(found: Sequence[Scored]) -> Iterator[Sequence[object]]:
    """One line of scores a group, and one for all."""
    for name, some in [*groups(found), ("**all**", list(found))]:
        yield (name, *scores(some))


def scores(some: Sequence[Scored]) -> Sequence[object]:
    """What a line of a table of scores says after its name."""
    said = summary(some)
    both = [one for one in some if one.last is not None and one.pace is not None]
    lost = sum(one.wis > min(one.last or 0.0, one.pace or 0.0) for one in both)
    relative = "" if said.relative_wis is None else f"{said.relative_wis:.2f}"
    covers = (f"{share:.0%}" for share in said.cover.values())
    return (said.targets, *covers, f"{said.bias:+.2f}", said.compared, relative, lost)


HEAD = (
    "figures",
    "targets",
    "in 50 %",
    "in 80 %",
    "in 90 %",
    "bias",
    "with history",
    "relative WIS",
    "single losses",
)


def every(found: Sequence[Scored]) -> Iterator[Sequence[object]]:
    """Each target with its forecast."""
    for one in sorted(
        found, key=lambda one: (one.target.file, one.target.place, one.target.day, one.target.order)
    ):
        target, q = one.target, one.forecast.quantiles
        truth = (
            counts(target.low)
            if target.low == target.high
            else f"{counts(target.low)} to {counts(target.high)}"
        )
        simple = ["" if value is None else counts(value) for value in (one.last, one.pace)]
        what = target.measure if target.column == "value" else f"{target.measure}, {target.column}"
        where = " ".join(dict.fromkeys([target.place, *(target.of[2:3] if target.file == "mpp" else ())]))
        yield (
            target.row_id, where, what, target.day, truth, counts(q[0.5]), f"{counts(q[0.1])} to {counts(q[0.9])}",
            "yes" if one.hits[80] else "no", counts(one.wis), *simple,
        )  # fmt: skip


def measures(readings: Sequence[Reading]) -> Iterator[Sequence[object]]:
    """Every distinct measure of the three files, and whether it is scored."""
    seen: dict[tuple[str, str, str, str], list[Reading]] = {}
    for one in readings:
        name = f"{one.of[0]}: {one.measure}" if one.file == "mpp" else one.measure
        seen.setdefault((one.file, name, one.column, one.unit or "people"), []).append(one)
    for (file, name, column, unit), some in sorted(seen.items()):
        scored = sum(is_target(one) for one in some)
        kinds = sorted({" ".join(kind(one)[:2]) for one in some if is_target(one)})
        yield (file, name, column, unit, len(some), scored or "no", ", ".join(kinds))


def held_out(readings: Sequence[Reading]) -> Iterator[Sequence[object]]:
    """Scores of targets whose half did not choose the spread that is used for them."""
    targets = [one for one in readings if is_target(one)]
    places = sorted({kind(one).place for one in targets})
    odd, even = set(places[::2]), set(places[1::2])
    tests: list[tuple[str, Callable[[Reading], bool]]] = [
        ("every other place, spread chosen on the rest", lambda one: kind(one).place in odd),
        ("the rest, spread chosen on every other place", lambda one: kind(one).place in even),
        (f"from {LATE}, spread chosen on what was before", lambda one: one.day >= LATE),
        ("only the cities Tijuana and Juarez, spread chosen on all others", _big),
        ("all others, spread chosen on Tijuana and Juarez", lambda one: not _big(one)),
    ]
    for name, tested in tests:
        test = [one for one in targets if tested(one)]
        yield (name, *scores(_with_chosen(readings, [one for one in targets if not tested(one)], test)))


def _big(one: Reading) -> bool:
    return kind(one).place.split(", ")[-1] in ("Tijuana", JUAREZ, "San Ysidro", "El Paso")


def _with_chosen(
    readings: Sequence[Reading], train: Sequence[Reading], test: Sequence[Reading]
) -> list[Scored]:
    """Score the test with the spread that is best on the training targets, family by family."""
    kept, found = dict(shapes.WIDTH), []
    for family in sorted(set(FAMILY.values())):
        mine = [[one for one in some if FAMILY[kind(one).family] == family] for some in (train, test)]
        best = min(FACTORS, key=lambda factor: _cost(readings, mine[0], family, factor))
        _widen(family, best)
        found += backtest(readings, mine[1])
        shapes.WIDTH.update(kept)
    return found


def _widen(family: str, factor: float) -> None:
    for name in (family, "arrivals") if family == "calls" else (family,):
        shapes.WIDTH[name] = factor


def _cost(readings: Sequence[Reading], train: Sequence[Reading], family: str, factor: float) -> float:
    """Sum of scores on the log scale, so that small figures count as much as large ones."""
    kept = dict(shapes.WIDTH)
    _widen(family, factor)
    found = backtest(readings, train)
    shapes.WIDTH.update(kept)
    return sum(_log_wis(one) for one in found)


def _log_wis(one: Scored) -> float:
    logs = {level: math.log1p(value) for level, value in one.forecast.quantiles.items()}
    return wis(logs, math.log1p(one.target.value))


def parts(found: Sequence[Scored]) -> Iterator[Sequence[object]]:
    """Scores of parts of the record."""
    cities = ("Tijuana", JUAREZ, "ALL")
    for city in cities:
        yield (
            f"waitlist: {city}",
            *scores([s for s in found if s.target.file == "waitlist" and _at(s, city)]),
        )
    others = [s for s in found if s.target.file == "waitlist" and not any(_at(s, city) for city in cities)]
    yield ("waitlist: the other cities", *scores(others))
    for name, first, last in (("2018", 2018, 2018), ("2019", 2019, 2019), ("2020 and later", 2020, 2100)):
        yield (name, *scores([s for s in found if first <= s.target.day.year <= last]))


def _at(one: Scored, city: str) -> bool:
    return kind(one.target).place.startswith(city)


def juarez(readings: Sequence[Reading]) -> Iterator[Sequence[object]]:
    """What one would have said at each date of the list at Juarez about its last known number."""
    here = [one for one in readings if one.file == "waitlist" and one.place == JUAREZ and one.status == "S"]
    pointers = sorted(
        (one for one in here if kind(one).kind == "called" and kind(one).family == "number"), key=_when
    )
    goal = pointers[-1]
    for on in sorted(
        {one.day for one in here if one.column in ("people", "crossed_cumulative", "last_number_called")}
    ):
        seen = [one for one in pointers if one.day <= on and one.value]
        waiting = [one for one in here if one.day <= on and kind(one)[:2] == ("people", "list")]
        if not seen or not waiting or on >= goal.day:
            continue
        after = date.fromordinal(on.toordinal() + 1)
        said, rate = forecast(goal, readings, by=after).quantiles, pace(JUAREZ, after, readings).mean
        people = max(waiting, key=_when).value
        months = [f"{people / one / 30.4:,.0f}" for one in (rate.high, rate.value, rate.low)]
        line = constant([one for one in seen if one.day <= on], goal)
        yield (
            on, counts(people), f"{seen[-1].value:,.0f}", f"{counts(rate.value)} ({counts(rate.low)} to {counts(rate.high)})",
            f"{months[1]} ({months[0]} to {months[2]})", counts(said[0.5]), f"{counts(said[0.1])} to {counts(said[0.9])}",
            counts(line or 0.0),
        )  # fmt: skip


def _when(one: Reading) -> tuple[date, int]:
    return one.day, one.order


def priors() -> Iterator[Sequence[object]]:
    """The stated medians."""
    for family, medians in shapes.MEDIANS.items():
        for name, median in medians.items():
            yield family, name, counts(median)


def page() -> str:
    """The whole page."""
    readings = read_record(data.folder())
    found = backtest(readings)
    truth = max(
        (one for one in readings if one.place == JUAREZ and one.column == "last_number_called"), key=_when
    )
    return WORDS.read_text(encoding="utf-8").format(
        line=summary(found).line(),
        results=table(HEAD, results(found)),
        parts=table(HEAD, parts(found)),
        held_out=table(HEAD, held_out(readings)),
        juarez=table(
            ("on the evening of", "on the list", "called so far", "calls a day (80 %)", "months to the end of the list (80 %)",
             f"called by {truth.day}: median", "80 % range", "constant pace"), juarez(readings),
        ),
        truth=f"{truth.value:,.0f}", truth_day=truth.day, break_days=f"{shapes.BREAK_DAYS:g}",
        priors=table(("family", "kind", "median"), priors()),
        measures=table(("file", "measure", "column", "unit", "figures", "scored", "forecast as"), measures(readings)),
        every=table(
            ("row", "place", "figure", "day", "truth", "median", "80 % range", "inside", "WIS", "last", "pace"), every(found)
        ),
    )  # fmt: skip


def main() -> int:
    """Write the page, or say whether it is as it should be."""
    text = page()
    if "--write" in sys.argv[1:]:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
    if not same:
        print(
            "docs/backtest.md is not as the code would write it: python -m tools.backtest_page --write",
            file=sys.stderr,
        )
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())

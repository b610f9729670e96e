"""The border as a model: the line at a port, its calls, those who leave it, courts of both tracks, visas, jobs and beds.

The rulebook decides who may go where on each day (:mod:`.tracks`); the assumptions say how much of each thing there is;
a scenario switches policies, and adds programmes and changes. What a room of the office holds comes from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from ventanilla.rulebook.book import Book

from . import border_blocks as blocks
from .assumptions import PRIORS, Assumption, Set, changed
from .border_people import COMING, WAITING, changes, coming, in_court, once, waiting
from .calibrate import of_situation
from .model import WEEKDAYS, Model, Quantity
from .program import People
from .published import KINDS
from .scenario import Scenario
from .situation import Kind, Situation
from .tracks import RETURNED, tracks

SETS: Mapping[str, Set] = {}


class Built(NamedTuple):
    """A model of the border with all that a run of it needs, and what it assumes."""

    model: Model
    people: dict[str, People]
    kinds: tuple[Kind, ...]
    first_day: date
    assumptions: list[Assumption]


def built(situation: Situation, scenario: Scenario, book: Book, days: int, sets: Mapping[str, Set] = SETS) -> Built:  # fmt: skip
    """The model of a situation under a scenario.

    Args:
        situation: an evening; day 0 is the next day.
        scenario: what happens; ``book`` is the rulebook under its policy line.
        days: for how many days the rulebook is asked.
        sets: assumptions that are set by hand, by key.

    Raises:
        AssumptionError: ``sets`` or the scenario set something that is not there.
        ScenarioError: a programme asks a question that the rulebook does not know.
    """
    first = situation.day + timedelta(days=1)
    kinds = tuple(dict.fromkeys((*situation.kinds, *(Kind(*row[0]) for row in situation.in_court), *KINDS)))
    fitted = of_situation(situation)
    a = gathered(situation, scenario, fitted.found, sets)
    way = tracks(book, kinds, first, days, situation.port)
    jumps = {day: a["arrivals.jump"].range() for day in way.turns}
    arrivals = coming(a, blocks.LINE, kinds, changes("arrivals", jumps, a, scenario, first, days))
    calls = changes("calls", blocks.line_jumps(a, way), a, scenario, first, days)
    people = {WAITING: waiting(situation, kinds)}
    sources = {WAITING: once(blocks.LINE, len(people[WAITING].size), kinds), COMING: arrivals}
    here = (way.port[:, 0] == RETURNED).any()  # where nobody is returned, open cases wait inside
    courts = (blocks.FIRST, blocks.LAST) if here else (blocks.US, blocks.US)
    for name, block, rows in in_court(situation, kinds, *courts):
        sources[name], people[name] = once(block, len(rows.size), kinds), rows
    model = Model(
        title=scenario.title, first_day=WEEKDAYS[first.weekday()], source=sources,
        outcomes=[*blocks.OUTCOMES, *map(blocks.got, scenario.programme)],
        block={
            blocks.LINE: blocks.line(a, way, kinds, fitted.paces, calls),
            **blocks.programmes(a, scenario, book, kinds, situation, first, days),
            **blocks.after(a, way, kinds),
        },
        shelters=blocks.shelters(a, situation), quantity=_asked(len(people[WAITING].size)),
    )  # fmt: skip
    return Built(model, people, kinds, first, list(a.values()))


def _asked(waiting: int) -> list[Quantity]:
    """The day on which each of those who wait is called, and the day on which each has crossed between ports instead."""
    asked = {"called": blocks.LINE, "crossed": blocks.CROSSING}
    return [Quantity(name=name, ticket=waiting - 1, of=of) for name, of in asked.items()] if waiting else []


def gathered(
    situation: Situation, scenario: Scenario, fitted: Mapping[str, Assumption], sets: Mapping[str, Set]
) -> dict[str, Assumption]:
    """Priors, then what the past says, then what the scenario says, then what is set by hand."""
    found = {one.key: one for one in PRIORS} | dict(fitted)
    if situation.past and not fitted:
        prior = found["calls.a_day"]
        said = f"too few days of its own ({len(situation.past)}), so the stated prior: {prior.source}"
        found["calls.a_day"] = prior._replace(source=said)
    found |= _beds(situation, found)
    for one in scenario.programme:
        for what, unit in _PROGRAMME.items():
            figure, key = getattr(one, what), f"{one.name}.{what}"
            low, value, high = figure.bounds
            found[key] = Assumption(f"{one.name}: {what}", value, low, high, unit, figure.source, key)
    for change in scenario.change:
        low, value, high = change.times.bounds
        key = f"{change.of} from {change.day}"
        found[key] = Assumption(change.why, value, low, high, "times as many", change.times.source, key)
    for key, figure in scenario.assume.items():
        found = changed(found, {key: figure.bounds}, f"scenario: {figure.source}")
    return changed(found, sets, "set by hand")


_PROGRAMME = {
    "places": "people a day",
    "wants": "share of those on the list",
    "days": "days on average until they ask",
}


def _beds(situation: Situation, found: dict[str, Assumption]) -> dict[str, Assumption]:
    """The beds of the situation, in the place of those of Tijuana as published."""
    if situation.beds or situation.city != "Tijuana":
        for key in [key for key in found if key.startswith("beds.")]:
            del found[key]
    where = situation.marks.get("beds", "office")
    return {
        f"beds.{name}": Assumption(f"Beds, {name}", capacity, capacity, capacity, "people", where, f"beds.{name}")
        for name, (capacity, _use) in situation.beds.items()
    }  # fmt: skip

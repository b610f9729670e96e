"""Twelve rules of the book as it once was, and by hand as variables of OpenFisca-core: the peer of the measurements.

The rules are kept in ``twelve.json``, so that the task stays the same while the law in the book is mended.

OpenFisca-core works one period at a time, and here each person has a day of their own: so days are compared inside
the formulas, as its users do, and everything is numpy at its plainest. It says yes or no and gives no reason.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from ventanilla.rulebook.book import Book
from ventanilla.rulebook.columns import Codes, Columns, Sets
from ventanilla.rulebook.columns.people import PLACE_NAMES
from ventanilla.rulebook.inforce import seen_from
from ventanilla.rulebook.kept import from_data
from ventanilla.rulebook.places import SPANISH, WESTERN_HEMISPHERE

WHEN = period("2019-01")
"""The one period; the people's own days are facts."""
TASK = Book.of(
    map(from_data, json.loads(Path(__file__).with_name("twelve.json").read_text(encoding="utf-8"))), []
)
PERSON = build_entity("person", "persons", "", is_person=True)
Array = np.ndarray[Any, Any]
WORDS: dict[str, tuple[Any, ...]] = {"place": PLACE_NAMES, "port": PLACE_NAMES}
VARIABLES: list[type[Variable]] = []


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def _variable(name: str, type_: type, formula: Callable[..., Array] | None = None) -> None:
    body: dict[str, Any] = {
        "value_type": type_,
        "entity": PERSON,
        "definition_period": DateUnit.MONTH,
        "label": name,
    }
    if formula:
        body["formula"] = formula
    VARIABLES.append(type(name, (Variable,), body))


def rule(formula: Callable[[Callable[[str], Array]], Array]) -> None:
    """A variable that is yes or no; its formula gets what finds the values of others."""
    _variable(formula.__name__, bool, lambda person, when: formula(lambda name: person(name, when)))


def isin(name: str, values: Array, *wanted: Any) -> Array:
    """Is a code one of these: a table by code, the quickest way numpy has."""
    return np.array([word in wanted for word in WORDS[name]])[values]


def within(days: Array, first: str, end: str) -> Array:
    return (days >= day(first)) & (days < day(end))


FLAGS = (
    "unacc",
    "expedited",
    "trafficked",
    "medical_emergency",
    "threatened",
    "transit",
    "denied_in",
    "appt",
    "members",
)
NUMBERS = ("day", "place", "port", "nat", "manner", "health", "status", "fear_mx", "visa", "age", "entry", "start", "list_date",
           "average", "below_days")  # fmt: skip
for one in FLAGS:
    _variable(one, bool)
for one in NUMBERS:
    _variable(one, int)


@rule
def border(f):
    return isin("port", f("port"), *TASK.rules["US-T42"].at)


@rule
def exempt(f):
    fear = isin("fear_mx", f("fear_mx"), "found", "said")
    status = isin("status", f("status"), "LPR", "advance parole")
    return f("unacc") | isin("health", f("health"), "known") | status | f("expedited") | fear


@rule
def power(f):
    return (f("day") >= day("1997-04-01")) & ~f("expedited")


@rule
def practice(f):
    spanish = within(f("day"), "2019-01-28", "2021-01-21") & isin("nat", f("nat"), *SPANISH)
    return spanish | (within(f("day"), "2020-01-29", "2021-01-21") & isin("nat", f("nat"), "BR"))


@rule
def us_t42(f):
    days = f("day")
    freed = within(days, "2020-11-18", "2021-01-29") | (days >= day("2021-01-30"))
    return f("border") & within(days, "2020-03-20", "2023-05-11") & ~(f("unacc") & freed)


@rule
def mx_t42_accept(f):
    days, nat = f("day"), f("nat")
    first = isin("nat", nat, "MX", "GT", "HN", "SV") & within(days, "2020-03-21", "2022-10-12")
    then = isin("nat", nat, "MX", "GT", "HN", "SV", "VE") & within(days, "2022-10-12", "2023-05-12")
    last = isin("nat", nat, "CU", "HT", "NI") & within(days, "2023-01-05", "2023-05-12")
    return f("us_t42") & (first | then | last)


@rule
def us_mpp1(f):
    begins = {"San Ysidro": "2019-01-28", "Calexico": "2019-03-12", "El Paso": "2019-03-20", "Laredo": "2019-07-09",
              "Brownsville": "2019-07-19", "Eagle Pass": "2019-10-28", "Nogales": "2020-01-02"}  # fmt: skip
    first = np.array([day(begins.get(name, "2100-01-01")) for name in PLACE_NAMES], np.int32)[f("port")]
    on = (f("day") >= first) & (f("day") < day("2021-01-21")) & (f("day") != day("2020-02-28"))
    return on & ~isin("nat", f("nat"), "MX") & ~f("exempt") & f("power") & f("practice") & f("mx_mpp_accept")


@rule
def mx_mpp_accept(f):
    days, age = f("day"), f("age")
    first = within(days, "2019-01-28", "2019-02-13") & isin("place", f("place"), "San Ysidro")
    grown = (age >= 18) & (age <= 60) & isin("nat", f("nat"), "HN", "SV", "GT")
    return ((first & grown) | within(days, "2019-02-13", "2021-01-21")) & ~f("unacc")


@rule
def us_mpp2(f):
    there = isin(
        "port",
        f("port"),
        "San Ysidro",
        "Calexico",
        "Nogales",
        "El Paso",
        "Eagle Pass",
        "Laredo",
        "Brownsville",
    )
    who = isin("nat", f("nat"), *(set(WESTERN_HEMISPHERE) - {"MX"}))
    return there & within(f("day"), "2021-12-06", "2022-08-08") & who & ~f("exempt") & f("power")


@rule
def us_bar18(f):
    crossed = isin("manner", f("manner"), "between") & (f("entry") >= day("2018-11-10"))
    return f("border") & within(f("day"), "2018-11-10", "2018-11-19") & crossed


@rule
def us_transit(f):
    days, ninth = f("day"), isin("port", f("port"), *TASK.rules["US-TRANSIT"].off[1].at)
    off = within(days, "2019-07-24", "2019-08-16") | (ninth & within(days, "2019-08-16", "2019-09-11"))
    off = off | (days == day("2019-09-09"))
    metered = (f("list_date") < day("2019-07-16")) & isin("manner", f("manner"), "port")
    off = off | ((days >= day("2019-11-19")) & metered)
    crossed = (f("entry") >= day("2019-07-16")) & ~isin("nat", f("nat"), "MX") & f("transit")
    on = f("border") & within(days, "2019-07-16", "2020-06-30")
    return on & ~off & crossed & ~f("denied_in") & ~f("trafficked")


@rule
def us_clp(f):
    on = f("border") & within(f("entry"), "2023-05-12", "2025-05-11")
    free = (
        f("unacc") | f("appt") | f("denied_in") | f("medical_emergency") | f("threatened") | f("trafficked")
    )
    return on & ~isin("nat", f("nat"), "MX") & f("transit") & ~free


@rule
def us_meter(f):
    return within(f("day"), "2018-04-27", "2021-11-01") & isin("manner", f("manner"), "port")


@rule
def us_ead_365_bar(f):
    days = f("day")
    crossed = isin("manner", f("manner"), "between") & (f("entry") >= day("2020-08-25"))
    return within(days, "2020-08-25", "2022-02-07") & crossed & ~(f("members") & (days >= day("2020-09-11")))


@rule
def us_stb(f):
    entry, few, below = f("entry"), f("average") < 1500, f("below_days")
    first = within(entry, "2024-06-05", "2024-10-01") & ~(few & (below >= 14))
    then = (entry >= day("2024-10-01")) & ~(few & (below >= 42))
    free = f("unacc") | f("appt") | f("trafficked") | f("medical_emergency")
    return f("border") & (first | then) & ~free


@rule
def us_h2b_fy21(f):
    who = isin("visa", f("visa"), "H-2B") & isin("nat", f("nat"), "HN", "SV", "GT")
    return within(f("start"), "2021-05-25", "2021-10-01") & who & (f("day") >= day("2021-05-25"))


TWELVE = ("US-T42", "MX-T42-ACCEPT", "US-MPP1", "MX-MPP-ACCEPT", "US-MPP2", "US-BAR18", "US-TRANSIT", "US-CLP", "US-METER",
          "US-EAD-365-BAR", "US-STB", "US-H2B-FY21")  # fmt: skip


def name_of(id_: str) -> str:
    """The variable that says a rule of the book."""
    return id_.lower().replace("-", "_")


class Peer:
    """OpenFisca-core with the twelve rules and these people, all of whose facts are told."""

    def __init__(self, people: Columns) -> None:
        self.inputs = _inputs(people)
        self.count = len(people)
        self.system = TaxBenefitSystem([PERSON])
        self.system.add_variables(*VARIABLES)

    def loaded(self, trace: bool = False) -> Simulation:
        """A simulation with every fact of everybody in it."""
        simulation = SimulationBuilder().build_default_simulation(self.system, self.count)
        simulation.trace = trace
        for name, values in self.inputs.items():
            simulation.set_input(name, WHEN, values)
        return simulation

    def facts_of(self, number: int) -> dict[str, dict[str, Any]]:
        """One person's facts as OpenFisca's users write them."""
        return {name: {str(WHEN): values[number].item()} for name, values in self.inputs.items()}

    def person(self, facts: dict[str, dict[str, Any]]) -> Simulation:
        """A traced simulation of one person."""
        simulation = SimulationBuilder().build_from_entities(self.system, {"persons": {"one": facts}})
        simulation.trace = True
        return simulation


def calculate(simulation: Simulation, asked: Sequence[str] = TWELVE) -> list[Array]:
    """Yes or no for each rule and person."""
    return [simulation.calculate(name_of(id_), WHEN) for id_ in asked]


def _inputs(people: Columns) -> dict[str, Array]:
    found: dict[str, Array] = {"day": people.days, "place": people.places.astype(np.int32)}
    across = [PLACE_NAMES.index(seen_from(TASK.rules["US-T42"], name)) for name in PLACE_NAMES]
    found["port"] = np.array(across, np.int32)[people.places]
    for name in ("nat", "manner", "health", "status", "fear_mx", "visa"):
        column = people.facts[name]
        assert isinstance(column, Codes)
        WORDS[name] = (*column.words, "")  # what was not told is -1, the last
        found[name] = column.values.astype(np.int32) - 1
    for name in ("unacc", "expedited", "trafficked", "medical_emergency", "threatened"):
        found[name] = people.facts[name].values == 2
    members, denied = people.facts["member_of"], people.facts["denied_in"]
    assert isinstance(members, Sets) and isinstance(denied, Codes)
    wanted = sum(1 << members.words.index(word) for word in ("CASA", "ASAP"))
    found["members"] = members.values & wanted != 0
    found["transit"] = people.facts["transit"].values > 0
    found["denied_in"] = denied.values > 0
    found["appt"] = people.facts["appt"].values > 0
    for name in ("entry", "start", "list_date"):
        found[name] = people.facts[name].values
    for name in ("age", "series.average", "series.below_days"):
        found[name.removeprefix("series.")] = people.facts[name].values.astype(np.int32)
    return found

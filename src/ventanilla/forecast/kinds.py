"""What a figure of the record counts: its family, its kind within the family, its place, and whether it is a target.

Measures nobody has seen before go by the words in them (docs/backtest.md has the table).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from .known import EVERYWHERE, port_of
from .series import Reading

Family = Literal["people", "calls", "number", "returned", "new", "rate"]
"""people somewhere; called a day; a list's running number; returned in all; new in a stretch; returned a day."""

PEOPLE_A_NUMBER = {"Tijuana": 10.0}
"""How many people one number of a list stands for, where it is not one (record, W098 and W117)."""

_SPOKEN = re.compile(r"\s*\(.*\)$")
_RETURNS = re.compile(r"return|new_case|cases_since|cases_added|enrol", re.IGNORECASE)
_NO_RETURNS = re.compile(r"share|percent|voluntary|home|cost|denied", re.IGNORECASE)
_COUNTS = re.compile(r"people|person|case|^$", re.IGNORECASE)
_PEOPLE = (
    ("start", r"(?<!since_)start$"),
    ("capacity", r"capacity"),
    ("day", r"registrations_day|new_.*day|daily"),
    ("period", r"period|attended|since|written"),
    ("list", r"list|registered|number|called|crossed|waiting_in_|people_waiting|in_city|caravan"),
    ("crowd", r""),
)


class Kind(NamedTuple):
    """Family, kind and place of one figure."""

    family: Family
    kind: str
    place: str


@lru_cache(maxsize=1 << 15)
def kind(reading: Reading) -> Kind:
    """Return what a figure of any of the three files counts."""
    if reading.file == "mpp":
        return _mpp(reading)
    if reading.file == "shelters":
        return Kind("people", "shelter", f"{reading.place}, {reading.city}")
    place = _SPOKEN.sub("", reading.place)
    if reading.column == "people":
        return Kind("people", _people(reading.measure, place), place)
    if reading.column == "called_per_day":
        return Kind("calls", _calls(reading.measure, place), place)
    called = reading.column in ("last_number_called", "crossed_cumulative")
    return Kind("number", "called" if called else "given", place)


def _people(measure: str, place: str) -> str:
    if place == EVERYWHERE:
        return "all"
    return next(name for name, words in _PEOPLE if re.search(words, measure))


def _calls(measure: str, place: str) -> str:
    if place == EVERYWHERE:
        return "all"
    return "that day" if re.search(r"that_day|today", measure) else "a day"


def _mpp(reading: Reading) -> Kind:
    place = port_of(_SPOKEN.sub("", reading.place))
    who = "court" if re.search(r"case|enrol", reading.measure) else "port"
    if re.search(r"per_day|/day", f"{reading.measure} {reading.unit}"):
        return Kind("rate", who, place)
    if re.search(r"period|added|month|new_cases_filed", reading.measure):
        return Kind("new", who, place)
    return Kind("returned", who, place)


def is_target(reading: Reading) -> bool:
    """Return whether a figure is scored: read in a source, and a count of people, numbers or cases.

    waitlist: every figure; mpp: new cases and returns, by the words of the outcome; shelters: occupancy of any part.
    """
    if reading.status != "S":
        return False
    if reading.file == "waitlist":
        return True
    if reading.file == "shelters":
        return is_occupancy(reading)
    return is_returns(reading)


def is_occupancy(reading: Reading) -> bool:
    """Return whether a figure of shelters.csv counts people who are in a shelter, all or a part of them."""
    counted = reading.measure.startswith("occupancy") and "share" not in reading.measure
    return reading.file == "shelters" and counted and bool(_COUNTS.search(reading.unit))


def is_returns(reading: Reading) -> bool:
    """Return whether a figure of mpp.csv counts new cases or returns."""
    said = bool(_RETURNS.search(reading.measure)) and not _NO_RETURNS.search(reading.measure)
    return reading.file == "mpp" and said and bool(_COUNTS.search(reading.unit))


def people_a_number(place: str) -> float:
    """Return how many people one number of a place's list stands for."""
    return PEOPLE_A_NUMBER.get(place, 1.0)

"""What a figure of the record counts: its family, its kind within the family, its place, and whether it is a target.

Families: ``people`` (how many are somewhere), ``calls`` (called a day), ``total`` (a running total that only grows),
``month`` (new cases of a stretch), ``rate`` (returned a day). Measures nobody has seen before go by the words in them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .known import port_of
from .series import Reading

PEOPLE_A_NUMBER = {"Tijuana": 10.0}
"""How many people one number of a list stands for, where it is not one (record, W098 and W117)."""

_SPOKEN = re.compile(r"\s*\(.*\)$")
_RETURNS = re.compile(r"return|new_case|cases_since|cases_added|enrol", re.IGNORECASE)
_NO_RETURNS = re.compile(r"share|rate$|percent|voluntary|home|cost|denied", re.IGNORECASE)
_COUNTS = re.compile(r"people|person|case|number|^$", re.IGNORECASE)
_PEOPLE = (
    ("start", r"(?<!since_)start$"),
    ("day", r"_day$|daily"),
    ("period", r"period|attended|since|names_written"),
    ("list", r"list|registered|number|called|crossed|waiting_in|people_waiting|city|caravan"),
    ("shelter", r""),
)


class Kind(NamedTuple):
    """Family, kind and place of one figure."""

    family: str
    kind: str
    place: str


def kind(reading: Reading) -> Kind:
    """Return what a figure of any of the three files counts."""
    if reading.file == "mpp":
        return _mpp(reading)
    if reading.file == "shelters":
        part = "shelter" if reading.measure == "occupancy" else reading.measure
        return Kind("people", part, f"{reading.place}, {reading.city}")
    place = _SPOKEN.sub("", reading.place)
    if reading.column == "people":
        return Kind("people", "all" if place == "ALL" else _people(reading.measure), place)
    if reading.column == "called_per_day":
        return Kind("calls", _calls(reading.measure, place), place)
    pointer = reading.column in ("last_number_called", "crossed_cumulative")
    return Kind("total", "called" if pointer else "given", place)


def _people(measure: str) -> str:
    return next(name for name, words in _PEOPLE if re.search(words, measure))


def _calls(measure: str, place: str) -> str:
    if place == "ALL":
        return "all"
    return "that day" if re.search(r"that_day|today", measure) else "a day"


def _mpp(reading: Reading) -> Kind:
    place = port_of(_SPOKEN.sub("", reading.place))
    if re.search(r"per_day|/day", f"{reading.measure} {reading.unit}"):
        return Kind("rate", "port", place)
    if re.search(r"period|added|month", reading.measure) or reading.of[0] == "new_cases":
        return Kind("month", "court" if "case" in reading.measure else "port", place)
    return Kind("total", "court" if re.search(r"case|enrol", reading.measure) else "port", place)


def is_target(reading: Reading) -> bool:
    """Return whether a figure is scored: read in a source, and a count of people, numbers or cases.

    waitlist: every figure; mpp: new cases and returns, by the words of the outcome; shelters: occupancy of any part.
    """
    if reading.status != "S":
        return False
    if reading.file == "waitlist":
        return True
    if not _COUNTS.search(reading.unit):
        return False
    if reading.file == "shelters":
        return reading.measure.startswith("occupancy") and "share" not in reading.measure
    return bool(_RETURNS.search(reading.measure)) and not _NO_RETURNS.search(reading.measure)


def is_returns(reading: Reading) -> bool:
    """Return whether a figure of mpp.csv counts new cases or returns, and may tell of others that do."""
    return reading.file == "mpp" and bool(_RETURNS.search(reading.measure)) and is_target(reading)


def unit(place: str) -> float:
    """Return how many people one number of a place's list stands for."""
    return PEOPLE_A_NUMBER.get(place, 1.0)

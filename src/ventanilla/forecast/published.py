"""A situation as the record tells it on a date. What the record does not say is made up by stated shares, and marked so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from ventanilla.data import rows
from ventanilla.rulebook.places import PLACES, place_named

from .situation import HOUSEHOLDS, Array, Kind, Situation, Waiting

NATIONS = ("HN", "SV", "GT", "NI", "MX", "HT", "CM", "")
BEFORE = (0.15, 0.08, 0.10, 0.02, 0.45, 0.04, 0.04, 0.12)
"""Nationalities of those who waited before the caravan: assumed, the record is silent."""
CARAVAN = (0.81, 0.10, 0.07, 0.02, 0.0, 0.0, 0.0, 0.0)
"""Nationalities of the caravan: requests for humanitarian cards by 20 January 2019 (V006)."""
LATER = tuple((one + other) / 2 for one, other in zip(BEFORE, CARAVAN, strict=True))
"""Those who come later: half like those before, half like the caravan; assumed."""
TYPES = (0.77, 0.13, 0.08, 0.02)
"""Household types a ticket, so that about one in five people is a minor, as in the census of 27 November 2018 (H076, H079)."""
SIZES: Mapping[str, tuple[float, ...]] = {
    "alone": (1.0,),
    "family with children": (0.0, 0.35, 0.30, 0.20, 0.10, 0.05),
    "adults together": (0.0, 0.75, 0.25),
    "child alone": (1.0,),
}
"""Chances of 1, 2, ... people; assumed."""
KINDS = tuple(Kind(nation, household) for nation in NATIONS for household in HOUSEHOLDS)
COVERS = {"Tijuana": 10}
"""How many people a number stands for (W098, W117); one elsewhere."""
SINCE = 60
"""Days that the head of a list has waited (W096, W109); those behind it fewer, evenly; assumed."""


def published(city: str, on: date) -> Situation:
    """How a city's list stood on the evening of a day, by the last row that counts its people dated before or on it.

    Raises:
        LookupError: there is no such city with a port across, or no row counts its people by that day.
    """
    city = place_named(city)
    if city not in PLACES or not PLACES[city].across:
        lists = sorted({row["city"] for row in rows("waitlist") if row["city"] in PLACES})
        raise LookupError(f"The record has no list of {city!r}. It has lists of {', '.join(lists)}.")
    row = _last(city, on, "people_low")
    if row is None:
        raise LookupError(f"The record counts nobody on the list of {city} by {on}. Choose a later day.")
    people, pointer = int(float(row["people_low"])), _last(city, on, "number_given")
    waiting = _made_up(people, city, int(float(pointer["number_given"])) if pointer else 0)
    marks = {
        "waiting": f"record: {row['row_id']}",
        "numbers": f"record: {pointer['row_id']}" if pointer else "assumed",
        "households": "assumed: nationalities, household types and sizes by stated shares",
        "beds": "assumed",
    }
    return Situation(on, city, PLACES[city].across, KINDS, waiting, marks=marks)


def _last(city: str, on: date, column: str) -> dict[str, str] | None:
    """The latest row up to a day that fills a column; people only where they are counted on the list."""
    told = [
        row
        for row in rows("waitlist")
        if row["city"] == city and row["status"] == "S" and row[column] and row["date"] <= on.isoformat()
        and (column != "people_low" or row["measure"].startswith(("people_on_list", "registered_and_crossed", "last_number")))
    ]  # fmt: skip
    return max(told, key=lambda row: row["date"], default=None)


def _made_up(people: int, city: str, last_number: int) -> Waiting:
    """Households that add up to so many people: the head as those before the caravan, the tail as the caravan."""
    split = people // 2 if city == "Tijuana" else people
    luck = np.random.default_rng(people)
    head, tail = drawn(luck, split, BEFORE), drawn(luck, people - split, CARAVAN)
    kind, size = (np.concatenate([one, other]) for one, other in zip(head, tail, strict=True))
    after = np.cumsum(size)
    covers = COVERS.get(city, 1)
    number = max(last_number, people // covers + 1) - (people - after) // covers
    return Waiting(number, size, kind, np.linspace(SINCE, 0, len(size)).astype(np.int32))


def drawn(luck: Any, people: int, nations: tuple[float, ...]) -> tuple[Array, Array]:
    """Kinds (indices into :data:`KINDS`) and sizes of households drawn until they hold so many people."""
    kind, size = households(luck, people, nations)  # nobody is less than one
    enough = int(np.searchsorted(np.cumsum(size), people)) + 1 if people else 0
    return kind[:enough], size[:enough]


def households(luck: Any, count: int, nations: tuple[float, ...]) -> tuple[Array, Array]:
    """Kinds and sizes of so many households, drawn by the stated shares."""
    nation = luck.choice(len(NATIONS), count, p=nations)
    household = luck.choice(len(HOUSEHOLDS), count, p=TYPES)
    chances = np.array([np.pad(SIZES[one], (0, 6 - len(SIZES[one]))) for one in HOUSEHOLDS]).cumsum(1)
    chances[chances > 1 - 1e-9] = 2.0
    size = 1 + (luck.random(count)[:, None] >= chances[household]).sum(1)
    return (nation * len(HOUSEHOLDS) + household).astype(np.int32), size.astype(np.int32)

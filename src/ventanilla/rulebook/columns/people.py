"""People as columns: one array a fact, a day that is asked about and a place for each person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from ..asking import dressed
from ..card import facts as known_facts
from ..conditions import ASKED_ON
from ..places import PLACES, place_named
from ..when import Moment

Array = np.ndarray[Any, Any]

NO_DAY = int(np.iinfo(np.int32).min)
"""What stands in a column of days where nobody told the day."""
NO_SET = -1
"""What stands in a column of lists where nobody told the list."""
PLACE_NAMES = tuple(PLACES)


@dataclass(frozen=True, eq=False)
class Codes:
    """A fact that is a code, a text, or yes and no. 0: not told; else ``words[value - 1]``."""

    values: Array
    words: tuple[Any, ...] = (False, True)


@dataclass(frozen=True, eq=False)
class Days:
    """A fact that is a day: proleptic ordinals (``date.toordinal``) as int32; :data:`NO_DAY` where it was not told."""

    values: Array


@dataclass(frozen=True, eq=False)
class Numbers:
    """A fact that is a number: whole ones as int32 (not told: :data:`NO_DAY`), others as float64 (not told: NaN)."""

    values: Array


@dataclass(frozen=True, eq=False)
class Sets:
    """A fact that is a list of codes: bit n of a signed number is ``words[n]``; :data:`NO_SET` where not told."""

    values: Array
    words: tuple[str, ...]


Column = Codes | Days | Numbers | Sets
_SHAPES: dict[str, type] = {
    "code": Codes, "text": Codes, "flag": Codes, "day": Days, "number": Numbers, "codes": Sets,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Columns:
    """People by the facts that are told of them, as :func:`.dressed` cards have them; other facts were not told.

    ``days`` is the day asked about, as ordinals, on the clock of the place; ``places`` are numbers into
    :data:`PLACE_NAMES`. A person at a place in Mexico whose state is not told is in the state of that place.

    Raises:
        ValueError: a column has another length or kind than its fact.
    """

    facts: Mapping[str, Column]
    days: Array
    places: Array

    def __post_init__(self) -> None:
        for name, column in self.facts.items():
            fact = known_facts().get(name)
            if fact is None or not isinstance(column, _SHAPES[fact.kind]):
                raise ValueError(
                    f"{name}: there is no such fact, or it is not kept in {type(column).__name__}"
                )
            if len(column.values) != len(self.days):
                raise ValueError(f"{name}: {len(column.values)} values for {len(self.days)} people")
        told = {**self.facts, ASKED_ON: Days(self.days)}
        object.__setattr__(self, "facts", {**told, "state": _states(self.facts.get("state"), self.places)})

    def __len__(self) -> int:
        return len(self.days)


def _states(told: Any, places: Array) -> Codes:
    """Where somebody is: the state that is told, else the one in which a place of Mexico lies."""
    words = told.words if told else ()
    there = [place.state if place.country == "MX" else None for place in PLACES.values()]
    words = tuple(dict.fromkeys((*words, *filter(None, there))))
    from_place = np.array(
        [words.index(one) + 1 if one else 0 for one in there], np.min_scalar_type(len(words))
    )
    found = from_place[places]
    return Codes(np.where(told.values > 0, told.values, found) if told else found, words)


def encode(cards: Iterable[Mapping[str, Any]], days: Iterable[str], places: Iterable[str]) -> Columns:
    """Cards as columns, each with the day asked about and the place. Hours are left off: columns know days.

    Raises:
        ValueError: a day is none, a place is none, or a fact is not of its kind; the sentence names the person.
    """
    rows, days, written = list(cards), list(days), list(places)
    places = [place_named(place) for place in written]
    numbers = {name: number for number, name in enumerate(PLACE_NAMES)}
    for n, place in enumerate(places, 1):
        if place not in numbers:
            raise ValueError(f"person {n}: there is no place called {place}")
    worn = [
        dressed(card, Moment(day, PLACES[place_named(place)].zone), place)
        for card, day, place in zip(rows, days, written, strict=True)
    ]
    named = {name for card in worn for name in card} & set(known_facts())
    return Columns(
        {name: _column(name, [card.get(name) for card in worn]) for name in sorted(named - {ASKED_ON})},
        _days("day", days),
        np.array([numbers[place] for place in places], np.uint8),
    )


def _column(name: str, values: Sequence[Any]) -> Column:
    match known_facts()[name].kind:
        case "day":
            return Days(_days(name, values))
        case "number":
            return _numbers(name, values)
        case "codes":
            return _sets(name, values)
        case "flag":
            return Codes(np.array([0 if one is None else 1 + bool(one) for one in values], np.uint8))
        case _:
            return _codes(name, values)


def _numbers(name: str, values: Sequence[Any]) -> Numbers:
    for n, value in enumerate(values, 1):
        if value is not None and not isinstance(value, int | float):
            raise ValueError(f"person {n}, {name}: {value!r} is not a number")
    if all(value is None or (value == int(value) and abs(value) < -NO_DAY) for value in values):
        return Numbers(np.array([NO_DAY if value is None else value for value in values], np.int32))
    return Numbers(np.array([np.nan if value is None else value for value in values], np.float64))


def _days(name: str, values: Sequence[Any]) -> Array:
    found = np.full(len(values), NO_DAY, np.int32)
    for n, value in enumerate(values):
        if value is not None:
            try:
                found[n] = date.fromisoformat(value[:10]).toordinal()
            except (TypeError, ValueError):
                raise ValueError(
                    f"person {n + 1}, {name}: {value!r} is not a day; write it as 2018-12-05"
                ) from None
    return found


def _codes(name: str, values: Sequence[Any]) -> Codes:
    for n, value in enumerate(values, 1):
        if value is not None and not isinstance(value, str | bool):
            raise ValueError(f"person {n}, {name}: {value!r} is not a word")
    words = tuple(dict.fromkeys(one for one in values if one is not None))
    numbers = {word: number for number, word in enumerate(words, 1)}
    small = np.min_scalar_type(len(words))
    return Codes(np.array([0 if one is None else numbers[one] for one in values], small), words)


def _sets(name: str, values: Sequence[Any]) -> Sets:
    words = tuple(dict.fromkeys(code for codes in values for code in codes or ()))
    if len(words) > 63:
        raise ValueError(f"{name}: columns can tell 63 codes apart, and here are {len(words)}")
    bit = {word: 1 << number for number, word in enumerate(words)}
    masks = [NO_SET if codes is None else sum(bit[code] for code in set(codes)) for codes in values]
    return Sets(np.array(masks, signed(len(words))), words)


def signed(bits: int) -> Any:
    """The smallest signed number with so many bits beside its sign."""
    return next(one for one in (np.int8, np.int16, np.int32, np.int64) if bits < 8 * one().itemsize)


def card_of(people: Columns, number: int) -> dict[str, Any]:
    """What is told of one person, as people write it on a card."""
    found = {name: _told(column, number) for name, column in people.facts.items() if name != ASKED_ON}
    return {name: value for name, value in found.items() if value is not None}


def _told(column: Column, number: int) -> Any:
    value = column.values[number]
    match column:
        case Codes(words=words):
            return words[value - 1] if value else None
        case Days():
            return None if value == NO_DAY else date.fromordinal(value).isoformat()
        case Numbers():
            return None if value == NO_DAY or np.isnan(value) else value.item()
        case Sets(words=words):
            return None if value == NO_SET else [word for n, word in enumerate(words) if value >> n & 1]

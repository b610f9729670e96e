"""Which track the rulebook gives each kind of household on each future day: inside, returned to wait, barred, or turned away.

Only a clear answer moves anybody: where a lawyer has to look or a fact is missing, the rule is taken not to reach them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from ventanilla.rulebook.book import Book
from ventanilla.rulebook.columns import Columns, Days, answers, encode
from ventanilla.rulebook.columns.people import Column

from .model import Case
from .situation import Array, Kind

INSIDE, RETURNED, BARRED, EXPELLED = range(4)
"""Waits inside the United States; may be returned to Mexico to wait; asylum is closed; is sent away without a claim."""
OPEN, METERED, SHUT = range(3)
"""What the port does: takes every claim at once, lets people wait, takes none."""
SPANISH_WAY = ("GT", "MX")
MANY = 0.2
"""The share of the kinds from which on a rule that turns counts as a turn of the line."""
_BARS = ("barred_entry", "barred_transit", "presumed_ineligible", "suspension_applies")


class Tracks(NamedTuple):
    """By kind and day: the track of those who come through the port and of those who cross between ports; the port by day."""

    port: Array
    between: Array
    takes: Array

    @property
    def turns(self) -> list[int]:
        """The days on which the port or the track of many kinds changes: arrivals and calls may jump then."""
        turned = (self.port[:, 1:] != self.port[:, :-1]).mean(0) >= MANY
        turned |= self.takes[1:] != self.takes[:-1]
        return [int(day) + 1 for day in np.flatnonzero(turned)]


def tracks(book: Book, kinds: Sequence[Kind], first: date, days: int, port: str) -> Tracks:
    """Ask the rulebook for every kind and day, at a port and between it and the next."""
    shape = len(kinds), days
    coming, crossing = (
        _over_days([_card(kind, first, manner) for kind in kinds], first, days, port)
        for manner in ("port", "between")
    )
    shut = _says(book, "port_takes_claim", coming, "NO").reshape(shape).all(0)
    at_once = _says(book, "port_takes_claim", coming, "YES").reshape(shape).any(0)
    takes = np.where(shut, SHUT, np.where(at_once, OPEN, METERED))
    return Tracks(_track(book, coming).reshape(shape), _track(book, crossing).reshape(shape), takes)


def open_to(
    book: Book, ask: str, facts: Mapping[str, Any], kinds: Sequence[Kind], first: date, days: int, place: str
) -> Array:
    """By kind and day: whether a way is open (yes, or an officer may) to households of whom these facts hold too.

    A fact that is the word ``today`` is the day asked about.

    Raises:
        KeyError: there is no such question.
    """
    today = {name: first.isoformat() if value == "today" else value for name, value in facts.items()}
    people = _over_days([{**_card(kind, first, "port"), **today} for kind in kinds], first, days, place)
    return _says(book, ask, people, "YES", "MAY").reshape(len(kinds), days)


def _card(kind: Kind, day: date, manner: str) -> dict[str, Any]:
    card: dict[str, Any] = {"age": 30, "manner": manner, "entry": day.isoformat(), "transit": SPANISH_WAY}
    if kind.nationality:
        card["nat"] = kind.nationality
    if kind.nationality == "MX":
        card["transit"] = ()
    if kind.household == "child alone":
        card |= {"age": 15, "unacc": True}
    return card


def _over_days(cards: list[dict[str, Any]], first: date, days: int, place: str) -> Columns:
    """Everybody of one card on each of the days: a day on the card that is the first one moves along."""
    one = encode(cards, [first.isoformat()] * len(cards), [place] * len(cards))
    asked = np.tile(np.arange(first.toordinal(), first.toordinal() + days, dtype=np.int32), len(cards))
    told: dict[str, Column] = {}
    for name, column in one.facts.items():
        values = np.repeat(column.values, days)
        if isinstance(column, Days):
            values = np.where(values == first.toordinal(), asked, values)
        told[name] = type(column)(**{**vars(column), "values": values})
    return Columns(told, asked, np.repeat(one.places, days))


def _says(book: Book, ask: str, people: Columns, *codes: str) -> Array:
    """Whether the answer is one of these codes."""
    found = answers(book, ask, people)
    said: Array = np.array([word in codes for word in found.words])[found.codes]
    return said


def _track(book: Book, people: Columns) -> Array:
    track = np.full(len(people), INSIDE, np.int8)
    for bar in _BARS:
        track[_says(book, bar, people, "YES", "PRESUMED")] = BARRED
    track[_says(book, "mpp_return", people, "MAY")] = RETURNED
    track[_says(book, "claim_us", people, "NO") | _says(book, "t42_expel", people, "YES")] = EXPELLED
    return track


def cases(table: Array, kinds: Sequence[Kind], to: Mapping[int, str], otherwise: int = INSIDE) -> list[Case]:
    """A table by kind and day as the cases of an arrow; runs of equal days are one case."""
    edges = [0, *(np.flatnonzero((table[:, 1:] != table[:, :-1]).any(0)) + 1), table.shape[1]]
    found = []
    for start, end in pairwise(edges):
        for code in sorted({*map(int, table[:, start])} - {otherwise}):
            named = [kind.name for kind, one in zip(kinds, table[:, start], strict=True) if one == code]
            last = None if end == table.shape[1] else int(end)
            found.append(Case(kind=named, from_day=int(start), before=last, to=to[code]))
    return [*found, Case(to=to[otherwise])]

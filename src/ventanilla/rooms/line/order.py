"""The order of the line: who is ahead, who is next, which place comes next at the tail."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from ventanilla.journal.entry import canonical
from ventanilla.journal.sql import Db, Tables

from .rules import ListRules

BLOCK = 256


class Place(NamedTuple):
    """Where a household stands: its first and last number, and its order inside the number."""

    number: int
    last: int
    ord: int


class Tail(NamedTuple):
    """The end of a list: the last number given, the last order inside it, and how many people it covers so far."""

    number: int
    ord: int
    fill: int


class Ahead(NamedTuple):
    """Who waits before somebody."""

    households: int
    people: int


def next_place(tail: Tail, size: int, rules: ListRules) -> tuple[Place, Tail]:
    """The next place at the tail for a household of ``size``; nobody is ever put before the tail."""
    if rules.unit == "person":
        first, last = tail.number + 1, tail.number + size
        return Place(first, last, 1), Tail(last, 1, 1)
    room = rules.unit == "people" and tail.number and tail.fill + size <= rules.covers
    number, order, fill = (
        (tail.number, tail.ord + 1, tail.fill + size) if room else (tail.number + 1, 1, size)
    )
    return Place(number, number, order), Tail(number, order, fill)


def tail_of(db: Db, list_id: str) -> Tail:
    """The tail of a list."""
    row = db.one("SELECT number, ord, fill FROM line_count WHERE list=?", (list_id,))
    return Tail(*row) if row else Tail(0, 0, 0)


def ahead(db: Db, list_id: str, number: int, order: int = 0, part: str = "") -> Ahead:
    """How many households and people wait before a place: whole blocks, then the rest of its own block."""
    block = number // BLOCK
    far = db.one(
        "SELECT COALESCE(SUM(households),0), COALESCE(SUM(people),0) FROM line_block WHERE list=? AND block<?",
        (list_id, block),
    )
    near = db.one(
        "SELECT COUNT(*), COALESCE(SUM(size),0) FROM line_ticket WHERE list=? AND state='waiting' AND number>=? "
        "AND number<=? "
        "AND (number<? OR (number=? AND (ord<? OR (ord=? AND part<?))))",
        (list_id, block * BLOCK, number, number, number, order, order, part),
    )
    assert far and near
    return Ahead(int(far[0] + near[0]), int(far[1] + near[1]))


def waits(tables: Tables, list_id: str, number: int, households: int, people: int) -> None:
    """Count households and people in (or out of, with negative figures) those who wait."""
    tables.add("line_count", "list", (list_id,), "households, people", (households, people))
    tables.add(
        "line_block", "list, block", (list_id, number // BLOCK), "households, people", (households, people)
    )


def leaf(
    salt: bytes,
    list_id: str,
    number: int,
    last: int,
    order: int,
    part: str,
    size: int,
    state: str,
    since: str,
) -> bytes:
    """The salted leaf of one place: what the evening's root is made over."""
    return sha256(
        salt + canonical([list_id, number, last, order, part, size, state, since]).encode()
    ).digest()

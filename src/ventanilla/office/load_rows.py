"""The rows of a sheet on their way to the line: kept while they may be refused, looked at, made into members."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ventanilla.journal.sql import Db
from ventanilla.rooms.registry.actions import Member
from ventanilla.rooms.registry.sheet import HouseholdRow, Refused, Row, Sheet


class Odd(Refused):
    """A row that can be read but not loaded; the sentence itself is its reason."""

    @property
    def reason(self) -> str:
        """What is wrong and what to do, in a sentence."""
        return str(self.params["sentence"])


@dataclass(frozen=True)
class Kept(Sheet):
    """A sheet that keeps the rows just read, so that a refused household can be written out again."""

    recent: dict[int, Row] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Row]:
        for row in Sheet.__iter__(self):
            self.recent[row.line] = row
            yield row


class Taken:
    """Numbers that the list gave before: only where a number belongs to one household they may not come again."""

    def __init__(self, db: Db, list_id: str, unit: str) -> None:
        self.db, self.list_id, self.unit = db, list_id, unit
        row = db.one("SELECT number FROM line_count WHERE list=?", (list_id,))
        self.tail = int(row[0]) if row else 0

    def why_not(self, one: HouseholdRow) -> tuple[str, str] | None:
        """(field, sentence) where a number is taken."""
        if self.unit == "people" or not one.numbers or one.numbers[0] > self.tail:
            return None
        first, last = one.numbers[0], one.numbers[-1]
        row = self.db.one(
            "SELECT 1 FROM line_ticket WHERE list=? AND number<=? AND last_number>=? AND number>? LIMIT 1",
            (self.list_id, last, first, first - 60),
        )
        return (
            ("number", f"Number {first} was already given on this list. Look in the desk who holds it.")
            if row
            else None
        )


def members(one: HouseholdRow) -> tuple[Member, ...]:
    """The household's people as the desk would type them; those of whom nothing is written are counted only."""
    found = [_member(said) for said in one.members]
    if one.contact:
        found = (
            [_member(one.members[0], phone=one.contact), *found[1:]] if found else [Member(phone=one.contact)]
        )
    return (*found, *(_NOBODY for _ in range(one.size - len(found))))


_NOBODY = Member()


def _member(said: dict[str, Any], phone: str = "") -> Member:
    birth = said["birth"]
    return Member(
        name=said["name"], sex=said["sex"], birth_year=birth["year"], birth_kind=birth["kind"], age=birth.get("age"),
        said_on=birth.get("said_on"), nationality=said["nationality"], languages=tuple(said["languages"]),
        needs=tuple(said["needs"]), phone=phone,
    )  # fmt: skip


def span(one: HouseholdRow) -> tuple[int, ...]:
    """The numbers of a household where a number is one person: one for each, in a row."""
    return tuple(range(one.numbers[0], one.numbers[0] + one.size))

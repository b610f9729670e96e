"""Questions with known answers, row by row, in the form of ``rule_cases.csv``."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from .asking import Answer, answer
from .book import Book
from .card import contradictions, flat
from .when import Moment

REFUSED = "REFUSED"
"""The code of a row that cannot be read, or whose facts contradict each other."""


class Outcome(NamedTuple):
    """What the book answered to one row. ``expected`` is empty where the row names none."""

    case: str
    ask: str
    code: str
    expected: str
    checked: bool
    said: str = ""
    """Why a row was refused."""

    @property
    def missed(self) -> bool:
        """Whether another answer was expected, or the row was refused."""
        return self.code == REFUSED or (bool(self.expected) and self.code != self.expected)


UNASKED = "NOT_ASKED_HERE"
"""The code of a question that this book does not answer yet. It is a miss wherever an answer is expected."""


def outcomes(book: Book, path: Path) -> Iterator[Outcome]:
    """The book's answer to every row of a file.

    Raises:
        ValueError: a row cannot be read; the sentence names the line and the field.
    """
    with path.open(encoding="utf-8-sig", newline="") as rows:
        reader = csv.DictReader(rows)
        missing = {"ask", "date", "time_zone", "place", "facts"} - set(reader.fieldnames or ())
        if missing:
            raise ValueError(f"{path.name} has no column {', '.join(sorted(missing))}")
        for row in reader:
            yield _outcome(book, row, f"{path.name}, line {reader.line_num}")


def _outcome(book: Book, row: Mapping[str, str], where: str) -> Outcome:
    expected, case = row.get("expected_code") or "", row.get("case_id") or where
    if row["ask"] not in book.questions:
        return Outcome(case, row["ask"], UNASKED, expected, True)
    try:
        found = _answered(book, row)
    except ValueError as error:
        return Outcome(case, row["ask"], REFUSED, expected, True, f"{where}, {error}")
    return Outcome(case, row["ask"], found.code, expected, found.checked)


def _answered(book: Book, row: Mapping[str, str]) -> Answer:
    """The answer to a row.

    Raises:
        ValueError: a field of it cannot be read, or facts contradict each other; the sentence begins with the field.
    """
    try:
        card = json.loads(row["facts"] or "{}")
    except ValueError:
        raise ValueError("facts: this is not JSON") from None
    if not isinstance(card, dict):
        raise ValueError("facts: write an object with a value for each fact")
    try:
        at = Moment(row["date"], row["time_zone"])
    except ValueError as error:
        raise ValueError(f"date: {error}") from None
    wrong = next(contradictions(flat(card)), None)
    if wrong:
        raise ValueError(f"facts, {wrong.field}: {wrong.sentence}")
    return answer(book, row["ask"], card, at, row["place"], row.get("as_known_on") or "")

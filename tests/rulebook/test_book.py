"""A book can be kept as data and read again, and answers the same; every row of the record is in it or said to be out."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import ventanilla.data
from ventanilla.rulebook.book import Book, book
from ventanilla.rulebook.cases import outcomes
from ventanilla.rulebook.left_out import LEFT_OUT

RECORD = Path(ventanilla.data.__file__).parent / "record"


def kept() -> Book:
    """The book, written down as JSON and read again."""
    return Book.of_data(json.loads(json.dumps(book().data)))


def test_a_kept_book_has_the_same_hash_and_answers_every_question_alike():
    again = kept()
    assert again.hash == book().hash
    cases = RECORD / "rule_cases.csv"
    assert [o.code for o in outcomes(again, cases)] == [o.code for o in outcomes(book(), cases)]


def test_every_row_of_the_record_is_in_a_rule_or_left_out_with_a_reason():
    with (RECORD / "rules.csv").open(encoding="utf-8", newline="") as rows:
        record = {row["id"] for row in csv.DictReader(rows)}
    said = {id_ for thing in (*book().rules.values(), *book().terms.values()) for id_ in thing.ids}
    assert said & set(LEFT_OUT) == set()
    assert record - said == set(LEFT_OUT)
    assert said <= record

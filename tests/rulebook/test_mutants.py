"""Would anybody notice? Small errors are planted in the rules, one at a time, and the cases have to find them."""

from __future__ import annotations

import pytest

from tools.mutants import Fate, measure, mutants
from ventanilla.rulebook.book import book

PEOPLE = 500
"""Random people who may show that an unnoticed error changes an answer. ``tools.mutants`` asks 20,000."""


@pytest.fixture(scope="module")
def fates() -> list[Fate]:
    """What became of every small error in the book."""
    return measure(PEOPLE)


def test_cases_made_from_the_rules_notice_99_of_100_errors_that_change_an_answer(fates):
    real = [fate for fate in fates if fate.changes]
    missed = [fate for fate in real if not fate.by_cases]
    assert len(real) > 3_500
    assert len(missed) <= len(real) * 0.01, [f"{one.of}, {one.sort}, {one.where}" for one in missed]


def test_cases_written_by_hand_notice_few_of_them(fates):
    """So nobody takes the cases of the record for enough."""
    assert sum(fate.by_hand for fate in fates) < len(fates) * 0.3


def test_every_sort_of_error_that_a_rule_can_hold_is_planted(fates):
    assert {
        "window shifted", "order shifted", "on dropped", "off dropped", "pause dropped", "place dropped", "place added",
        "condition dropped", "unless dropped", "needs dropped", "code dropped", "code added", "number", "calendar", "term",
        "day of a condition", "class of people", "covers dropped", "flag", "quota", "question", "day that counts",
    } <= {fate.sort for fate in fates}  # fmt: skip


def test_a_mutant_is_the_book_with_one_thing_changed():
    whole = book()
    for mutant in mutants(whole, "US-BAR18"):
        others = {id_ for id_, rule in mutant.book.rules.items() if rule is not whole.rules[id_]}
        assert others == {"US-BAR18"}

"""The questions of the record whose answers are known; a question that is not asked yet is counted, not hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

import ventanilla.data
from ventanilla.rulebook.book import book
from ventanilla.rulebook.cases import UNASKED, outcomes
from ventanilla.rulebook.conditions import Holds
from ventanilla.rulebook.decide import decide
from ventanilla.rulebook.inforce import State
from ventanilla.rulebook.when import Moment

CASES = Path(ventanilla.data.__file__).parent / "record" / "rule_cases.csv"
FOUND = list(outcomes(book(), CASES))


@pytest.mark.parametrize("one", [o for o in FOUND if o.code != UNASKED], ids=lambda one: one.case)
def test_the_book_answers_as_the_record_says(one):
    assert one.code == one.expected


def test_what_is_not_asked_yet_is_a_miss():
    assert all(one.missed for one in FOUND if one.code == UNASKED)


def ask(rule: str, place: str, **card):
    """A finding on 20 August 2019."""
    return decide(book().rules, rule, card, Moment("2019-08-20", "America/Denver"), place)


def test_the_same_person_on_the_same_day_is_barred_in_texas_and_not_in_california():
    card = {"nat": "HN", "manner": "between", "entry": "2019-07-20", "transit": ["GT", "MX"]}
    texas, california = ask("US-TRANSIT", "El Paso", **card), ask("US-TRANSIT", "San Ysidro", **card)
    assert texas.holds is Holds.YES
    assert california.standing.state is State.BLOCKED
    assert california.standing.owner.title.en == "narrowed to California and Arizona"


def test_a_missing_fact_is_named_and_never_guessed():
    finding = ask("US-TRANSIT", "El Paso", manner="between", entry="2019-07-20", transit=["GT"])
    assert finding.holds is Holds.UNKNOWN
    assert [leaf.fact.name for one in finding.open for leaf in one.leaves()] == ["nat"]


def test_every_failing_condition_is_named_not_only_the_first():
    finding = ask("US-TRANSIT", "El Paso", nat="MX", manner="between", entry="2019-07-01", transit=[])
    failed = [leaf.fact.name for one in finding.failed for leaf in one.leaves()]
    assert failed == ["entry", "nat", "transit"]


def test_a_return_needs_both_countries():
    at = Moment("2019-01-30", "America/Los_Angeles")
    finding = decide(book().rules, "US-MPP1", {"nat": "NI", "age": 30}, at, "San Ysidro")
    assert finding.holds is Holds.NO
    assert [one.rule.id for one in finding.other if one.holds is Holds.NO] == ["MX-MPP-ACCEPT"]


def test_a_rule_whose_source_was_not_read_says_so_in_its_finding():
    at = Moment("2019-03-15", "America/Los_Angeles")
    assert not decide(book().rules, "US-MPP1", {"nat": "HN", "age": 30}, at, "Calexico").checked

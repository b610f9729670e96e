"""A policy is a book: what was, what stood on a day, or with something switched on, off or re-dated."""

from __future__ import annotations

import pytest

from ventanilla.rulebook.asking import answer
from ventanilla.rulebook.book import book
from ventanilla.rulebook.diff import Turn, changes, rules_that_differ, typical
from ventanilla.rulebook.policy import policy
from ventanilla.rulebook.when import Moment

ADULT = {"nat": "HN", "age": 30, "manner": "port"}


def returned(named: str, day: str) -> str:
    """Whether an adult from Honduras may be returned from San Ysidro under a policy."""
    at = Moment(day, "America/Tijuana")
    return answer(policy(named, book()), "mpp_return", ADULT, at, "San Ysidro").code


@pytest.mark.parametrize(
    ("named", "days"),
    [
        ("as-it-was", {"2018-12-06": "NO", "2019-01-28": "MAY", "2022-01-01": "MAY"}),
        ("as-of:2018-12-05", {"2018-12-06": "NO", "2019-02-01": "NO", "2022-01-01": "NO"}),
        ("as-of:2019-02-01", {"2019-02-01": "MAY", "2026-01-01": "MAY"}),
        ("long-standing", {"2019-02-01": "NO", "2022-01-01": "NO"}),
        ("as-of:2018-12-05 + remain-in-mexico@2019-01-29", {"2019-01-28": "NO", "2019-01-29": "MAY"}),
        (
            "long-standing + remain-in-mexico@2018-12-06..2019-03-01",
            {"2018-12-05": "NO", "2018-12-06": "MAY", "2019-02-28": "MAY", "2019-03-01": "NO"},
        ),
        ("as-it-was - remain-in-mexico", {"2019-02-01": "NO"}),
    ],
)
def test_a_policy_in_one_line_is_a_book_that_answers(named, days):
    assert {day: returned(named, day) for day in days} == days


def test_without_court_orders_the_bar_of_november_goes_on():
    at, card = Moment("2018-12-05", "America/Tijuana"), {"manner": "between", "entry": "2018-11-20"}
    with_courts, without = (policy(named, book()) for named in ("as-it-was", "as-it-was - courts"))
    assert answer(with_courts, "barred_entry", card, at, "San Ysidro").code == "NO"
    assert answer(without, "barred_entry", card, at, "San Ysidro").code == "YES"


def test_a_policy_stands_in_a_file_of_ones_own(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('policy = "as-it-was - metering"\n', encoding="utf-8")
    mine = policy(str(path), book())
    at = Moment("2018-12-05", "America/Tijuana")
    assert answer(mine, "port_takes_claim", ADULT, at, "San Ysidro").code == "YES"


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("yesterday", "begins with as-it-was"),
        ("as-of:2018-13-05", "is not a day"),
        ("as-it-was - nothing", "no policy called nothing"),
        ("as-it-was metering", "goes on with"),
        ("as-it-was + metering@2019-02-30", "is not a day"),
        ("as-it-was + metering@2019-02-03..2019-02-01", "before it begins"),
        ("nowhere.toml", "there is no file"),
    ],
)
def test_what_cannot_be_read_is_said(named, said):
    with pytest.raises(ValueError, match=said):
        policy(named, book())


def test_a_diff_names_the_rules_that_differ_and_who_is_worse_off():
    one, other = (
        policy("long-standing", book()),
        policy("long-standing + remain-in-mexico@2019-01-28", book()),
    )
    at = Moment("2019-04-01", "America/Los_Angeles")
    assert {rule.id for rule, _ in rules_that_differ(one, other)} == {
        "US-MPP1", "US-MPP1-PRACTICE", "MX-MPP-ACCEPT",
    }  # fmt: skip
    found = changes(one, other, typical(at), at, "San Ysidro")
    assert {(turned.turn, turned.ask) for turned in found} == {(Turn.WORSE, "mpp_return")}
    assert changes(other, one, typical(at), at, "San Ysidro").keys() != found.keys()
    assert {turned.turn for turned in changes(other, one, typical(at), at, "San Ysidro")} == {Turn.BETTER}


def test_a_policy_never_changes_the_book_it_was_made_from():
    before = book().hash
    assert policy("long-standing", book()).hash != before
    assert book().hash == before

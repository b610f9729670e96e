"""Terms: how many days, of which kind, from which day; beyond a calendar nobody guesses."""

from __future__ import annotations

import pytest

from ventanilla.rulebook.asking import answer
from ventanilla.rulebook.book import book
from ventanilla.rulebook.when import Moment


def ask(question: str, card: dict, day: str = "2020-03-02") -> str:
    """The code of an answer."""
    return answer(book(), question, card, Moment(day, "America/Tijuana"), "Tijuana").code


@pytest.mark.parametrize(
    ("arrival", "filed", "code"),
    [
        ("2018-12-05", "2019-12-05", "YES"),
        ("2018-12-05", "2019-12-06", "NEEDS_LAWYER"),
        ("2018-12-07", "2019-12-09", "YES"),  # the anniversary is a Saturday: Monday is in time
        ("2018-12-25", "2019-12-26", "YES"),  # the anniversary is a holiday
        ("2018-12-25", "2019-12-27", "NEEDS_LAWYER"),
    ],
)
def test_a_year_ends_on_its_own_day_or_on_the_next_working_day(arrival, filed, code):
    assert ask("filed_in_time", {"arrival": arrival, "filed": filed}) == code


def test_a_day_beyond_the_calendar_is_not_guessed():
    assert ask("mx_refuge_until", {"entry_mx": "2020-02-20"}) == "UNKNOWN"
    assert ask("filed_in_time", {"arrival": "2027-02-01", "filed": "2028-02-02"}) == "UNKNOWN"


def test_what_is_certain_without_the_calendar_is_said():
    """Before the shortest term could end it is in time; a year ends a week after its day at the latest."""
    assert ask("mx_refuge_in_time", {"entry_mx": "2020-02-20", "filed": "2020-03-30"}) == "YES"
    assert ask("filed_in_time", {"arrival": "2027-02-01", "filed": "2028-02-01"}) == "YES"
    assert ask("filed_in_time", {"arrival": "2027-02-01", "filed": "2028-03-01"}) == "NEEDS_LAWYER"


def test_a_list_of_days_off_from_memory_counts_only_where_one_was_met():
    at = Moment("2019-05-13", "America/Mexico_City")
    assert answer(book(), "mx_refuge_until", {"entry_mx": "2019-05-13"}, at, "Tapachula").checked
    assert not answer(book(), "mx_refuge_until", {"entry_mx": "2018-10-19"}, at, "Tapachula").checked


def test_a_missing_day_is_unknown_and_a_child_alone_has_no_term():
    assert ask("filed_in_time", {"filed": "2019-12-05"}) == "UNKNOWN"
    assert ask("filed_in_time", {"filed": "2019-12-05", "unacc": True}) == "YES"


def test_days_of_delay_do_not_count():
    days = [ask("ead_ask_from", {"filed": "2019-03-01", "delay_days": n}, "2019-03-01") for n in (0, 10)]
    assert days == ["2019-07-29", "2019-08-08"]


@pytest.mark.parametrize(
    ("day", "member", "until"),
    [
        ("2020-08-24", [], "150"), ("2020-08-25", [], "365"), ("2020-09-10", ["ASAP"], "365"),
        ("2020-09-11", ["ASAP"], "150"), ("2022-02-06", [], "365"), ("2022-02-07", [], "150"),
    ],
)  # fmt: skip
def test_the_long_wait_begins_and_ends_on_its_days(day, member, until):
    card = {"filed": "2020-08-01", "manner": "port", "member_of": member}
    assert ask("ead_ask_from", card, day) == {"150": "2020-12-29", "365": "2021-08-01"}[until]

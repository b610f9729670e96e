"""A rule begins and ends when its source says, and never more exactly than that."""

from __future__ import annotations

import pytest

from ventanilla.rulebook.when import Inside, Moment, Window

EAST, TIJUANA = "America/New_York", "America/Tijuana"


@pytest.mark.parametrize(
    ("day", "inside"),
    [("2018-11-09", "NO"), ("2018-11-10", "YES"), ("2018-11-18", "YES"), ("2018-11-19", "NO")],
)
def test_a_window_of_days_holds_from_its_first_day_to_before_its_last(day, inside):
    assert Window("2018-11-10", "2018-11-19", EAST).holds(Moment(day, TIJUANA)) is Inside[inside]


def test_an_hour_in_the_east_is_the_evening_before_in_tijuana():
    window = Window("2024-06-05T00:01", "", EAST)
    assert window.holds(Moment("2024-06-04T21:00", TIJUANA)) is Inside.NO
    assert window.holds(Moment("2024-06-04T21:01", TIJUANA)) is Inside.YES


def test_a_day_in_which_the_hour_falls_is_part_in_part_out():
    window = Window("2024-06-05T00:01", "", EAST)
    asked = [window.holds(Moment(f"2024-06-0{day}", TIJUANA)) for day in (3, 4, 5)]
    assert asked == [Inside.NO, Inside.PART, Inside.YES]


@pytest.mark.parametrize(
    ("text", "why"), [("2019-03-10T02:30", "does not exist"), ("2019-11-03T01:30", "exists twice")]
)
def test_an_hour_that_the_clocks_skip_or_repeat_is_refused(text, why):
    with pytest.raises(ValueError, match=why):
        Moment(text, TIJUANA)


def test_a_window_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="begin before it ends"):
        Window("2019-02-13", "2019-01-28", EAST).check()

"""Scores as the literature has them, and the two simple forecasts that must be beaten."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ventanilla.forecast.score import LEVELS, hit, last, pace, wis
from ventanilla.forecast.series import Reading


def reading(day: date, value: float, order: int = 0) -> Reading:
    return Reading(
        "W", "waitlist", "Nogales", "people_on_list", "people", day, day, value, value, "", "S", order
    )


def test_of_a_single_point_the_score_is_the_distance():
    assert wis(dict.fromkeys(LEVELS, 100.0), 130.0) == pytest.approx(30.0)


def test_a_score_worked_by_hand():
    q = dict(zip(LEVELS, (10, 20, 30, 40, 50, 60, 70), strict=True))
    # |55-40|/2 + 0.5/2*20 + (55-50) + 0.2/2*40 + 0.1/2*60, over three ranges and a half
    assert wis(q, 55.0) == pytest.approx((7.5 + 5 + 5 + 4 + 3) / 3.5)


@given(some.lists(some.floats(0, 1e5), min_size=7, max_size=7), some.floats(0, 1e5))
def test_it_is_the_mean_of_the_quantile_scores(values: list[float], truth: float):
    q = dict(zip(LEVELS, sorted(values), strict=True))
    pinball = sum(2 * ((truth <= q[p]) - p) * (q[p] - truth) for p in LEVELS)
    assert wis(q, truth) == pytest.approx(pinball / len(LEVELS), abs=1e-6)


def test_a_hit_is_any_overlap():
    q = dict(zip(LEVELS, (10, 20, 30, 40, 50, 60, 70), strict=True))
    assert hit(q, 50, 50, 90) and not hit(q, 50, 51, 90) and hit(q, 80, 0, 20) and hit(q, 90, 0, 1000)


def test_persistence_and_constant_pace():
    first, second, twin = (
        reading(date(2019, 1, 1), 100),
        reading(date(2019, 1, 11), 200),
        reading(date(2019, 1, 11), 220, 1),
    )
    goal = reading(date(2019, 1, 21), 0)
    assert (last([]), pace([], goal)) == (None, None)
    assert (last([first]), pace([first], goal)) == (100, 100)
    assert (last([first, second]), pace([first, second], goal)) == (200, 300)
    assert pace([first, second, twin], goal) == pytest.approx(340), "the line goes through two different days"

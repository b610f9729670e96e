"""What the record says of a city's pace, so that a scenario can tell where each number is from."""

from __future__ import annotations

from datetime import date

import pytest

from ventanilla import data
from ventanilla.forecast.calibrate import of_situation
from ventanilla.forecast.calibrate_record import arrivals, no_show, pace
from ventanilla.forecast.published import published
from ventanilla.forecast.series import read_record

RECORD = read_record(data.folder())
BY_ID = {one.row_id: one for one in RECORD}
EVE = date(2018, 12, 5)


@pytest.mark.parametrize("city", ["Tijuana", "Ciudad Juarez", "Nogales", "a town nobody wrote of"])
@pytest.mark.parametrize("on", [date(2018, 1, 1), EVE, date(2019, 8, 1), date(2022, 9, 1)])
def test_each_number_has_a_range_and_rows_of_the_past(city: str, on: date):
    said = pace(city, on, RECORD)
    for one in (said.mean, said.zero_share, said.spread, arrivals(city, on, RECORD), no_show(on)):
        assert 0 <= one.low <= one.value <= one.high and one.how
        assert one.assumed == (not one.rows)
        assert all(BY_ID[row].day < on for row in one.rows)


def test_on_the_eve_tijuana_calls_some_dozens_a_day():
    said = pace("Tijuana", EVE, RECORD).mean
    assert {"W103", "W099"} <= set(said.rows) and 30 < said.value < 100


def test_a_pace_is_told_regime_by_regime():
    regimes = pace("Ciudad Juarez", date(2019, 8, 1), RECORD).regimes
    assert [one.first for one in regimes[1:]] == [date(2019, 3, 20), date(2019, 7, 16)]
    assert regimes[0].mean > regimes[1].mean > regimes[2].mean, "it slowed with each rule"


def test_what_nobody_had_published_is_assumed_and_says_so():
    early, late = no_show(EVE), no_show(date(2019, 9, 1))
    assert early.assumed and "later than" in early.how
    assert not late.assumed and late.rows == ("W035",) and 0.4 < late.value < 0.56
    assert arrivals("Nogales", EVE, RECORD).assumed


def test_a_list_of_the_record_starts_from_what_was_published_there_by_that_evening():
    fitted = of_situation(published("Ciudad Juarez", date(2019, 3, 26)))
    calls = fitted.found["calls.a_day"]
    assert "W013" in calls.source and "W024" not in calls.source  # 10 March is known, 19 June is not
    assert (
        15 <= calls.low < calls.value < calls.high and 30 <= calls.value <= 50
    )  # between 10 and 60 were published
    assert fitted.found["calls.absent"].source.startswith(
        "assumed"
    )  # those who counted the absent did so in July


def test_the_evening_that_the_priors_were_read_for_keeps_them():
    assert of_situation(published("Tijuana", date(2018, 12, 5))).found == {}

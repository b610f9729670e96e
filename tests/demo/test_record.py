"""The demo shows the real situation of 5 December 2018: each figure has its source, drawn days say so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from ventanilla import data
from ventanilla.demo import days, people, record
from ventanilla.demo.people import DemoHousehold

ROWS = {row["row_id"]: row for file in record.FILES.values() for row in data.rows(file)}


def every_figure() -> list[record.Figure]:
    drawn = [day.source for day in days.plan(5, date(2019, 3, 31))]
    return [
        *record.everything(),
        *people.assumptions(),
        *days.shares().values(),
        days.opening_number(),
        *drawn,
    ]


def test_every_figure_names_a_row_that_was_read_in_a_source() -> None:
    for figure in every_figure():
        row = ROWS[figure.row_id]
        assert row["status"] == "S"
        assert figure.source_title == row["source_title"] and figure.source_title
        assert figure.url == row["source_url"] and figure.url.startswith("http")
        assert figure.publisher and figure.label and figure.value != ""


def test_what_is_not_published_says_how_it_was_found() -> None:
    for figure in every_figure():
        assert figure.kind in ("published", "estimated", "assumed")
        assert figure.kind == "published" or len(figure.how) > 30, figure


def test_a_row_known_only_from_memory_is_refused() -> None:
    with pytest.raises(LookupError, match="E022"):
        record.figure("E022", "Arrested", 42)


def test_a_file_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(LookupError, match="waitlist"):
        data.rows("wait_list")


def test_the_list_is_as_published() -> None:
    published = {figure.row_id: figure.value for figure in record.people_on_list()}
    assert published["W102"] == 5030 and published["W107"] == 4500
    assert published["W091"] == "at least 2,500" and published["W094"] == "2,000 to 2,500"


def test_contradictions_stand_side_by_side() -> None:
    assert {40, 100} <= {figure.value for figure in record.calls_said(date(2018, 11, 16))}
    assert {"10 to 15", 42} <= {figure.value for figure in record.calls_said(date(2019, 1, 14))}
    rooms = {figure.value for shelter in record.shelters() for figure in shelter.capacity}
    assert {3000, 2000, 7500, 6000} <= rooms


def test_the_wall_knows_nothing_later_than_its_day() -> None:
    assert all(figure.day and figure.day <= record.TODAY for figure in record.wall())
    for shelter in record.shelters():
        shown = (*shelter.capacity, *shelter.counts, *shelter.opened, *shelter.closed, *shelter.way_to_port)
        assert shown and all(figure.day and figure.day <= record.TODAY for figure in shown)
        assert shelter.capacity and shelter.counts and shelter.opened


def test_census_and_card_requests_come_from_the_rows() -> None:
    counted = {key: figure.value for key, figure in record.census().items()}
    assert counted == {"men": 3877, "women": 1127, "boys": 542, "girls": 516}
    assert record.card_requests()["HN"] == 3820 and sum(record.card_requests().values()) == 4912


def test_same_seed_same_plan() -> None:
    until = date(2019, 2, 10)
    assert repr(days.plan(4, until)) == repr(days.plan(4, until)) != repr(days.plan(5, until))
    assert days.plan(4, until)[-1] == days.next_day(4, until)
    assert days.plan(4)[10] == days.next_day(4, date(2018, 11, 11))
    assert [day.day for day in days.plan(4)] == [record.FIRST + timedelta(n) for n in range(35)]


@pytest.mark.parametrize("seed", range(5))
def test_november_fits_the_published_mean(seed: int) -> None:
    offers = [day.offered for day in days.plan(seed)]
    assert abs(sum(offer or 0 for offer in offers) / len(offers) - 40) < 4
    assert None in offers and offers[24] == 0 and offers[-1] and offers[-2]
    assert 6 <= offers.count(0) <= 12 and max(offer or 0 for offer in offers) <= 100


def test_published_days_are_not_drawn_and_drawn_days_say_so() -> None:
    for seed in range(3):
        for day in days.plan(seed, date(2019, 2, 28)):
            published = day.day >= days.LIMIT_OF_20 or day.day == days.A_DOZEN
            assert day.drawn is not published
            assert (day.source.kind == "published") is published
    assert days.next_day(1, date(2019, 1, 25)).offered == 20
    assert days.next_day(1, days.A_DOZEN).offered == 12


def test_a_small_office_has_small_offers() -> None:
    assert sum(day.offered or 0 for day in days.plan(1, people=700)) < 150


def test_a_day_before_the_demo_is_refused() -> None:
    with pytest.raises(ValueError, match="2018-11-01"):
        days.next_day(1, date(2018, 10, 31))


# The line played through in its plainest form: numbers of up to ten people, calls until the offer is filled.


def numbered(
    houses: list[DemoHousehold], number: int, filled: int
) -> Iterator[tuple[int, int, DemoHousehold]]:
    for house in houses:
        if filled and filled + house.size > 10:
            number, filled = number + 1, 0
        filled += house.size
        yield number, filled, house


def played(seed: int, until: date) -> dict[date, tuple[int, int, int, int]]:
    """Return for each morning: people on the list, last number called, last number given, people admitted."""
    made = [house for house in people.households(seed) if house.listed]
    line = list(numbered([h for h in made if h.listed and h.listed < record.FIRST], days.OPENING_NUMBER, 0))
    called, given, filled, admitted = days.OPENING_NUMBER - 1, *line[-1][:2], 0
    back: list[tuple[date, DemoHousehold]] = []
    mornings = {}
    for day in days.plan(seed, until):
        rng, left = Random(f"{seed}:{day.day}"), day.offered or 0
        waiting = sum(house.size for *_, house in line) + sum(h.size for due, h in back if due <= day.day)
        mornings[day.day] = waiting, called, given, admitted
        for due in [due for due in back if due[0] <= day.day and left > 0]:
            back.remove(due)
            left, admitted = left - due[1].size, admitted + due[1].size
        while left > 0 and line:
            called, _, house = line.pop(0)
            if rng.random() < day.show_share:
                left, admitted = left - house.size, admitted + house.size
            elif rng.random() < day.return_share:
                back.append((day.day + timedelta(rng.randint(*days.RETURN_DAYS)), house))
        joined = [h for h in made if h.listed == day.day]
        joined = people.newcomers(seed, day.day) if day.day > record.TODAY else joined
        assert len(joined) == day.arrivals
        new = list(numbered(joined, given, filled))
        given, filled = new[-1][:2]
        line += new
    return mornings


@pytest.mark.parametrize("seed", (1, 2, 20181205))
def test_the_line_arrives_where_the_record_says(seed: int) -> None:
    mornings = played(seed, date(2019, 2, 28))
    on_list = {day: figures[0] for day, figures in mornings.items()}
    assert 2300 <= on_list[date(2018, 11, 4)] <= 2900
    assert 2000 <= on_list[date(2018, 11, 14)] <= 2900
    assert on_list[date(2018, 11, 27)] == pytest.approx(5030, rel=0.06)
    assert on_list[date(2018, 12, 5)] == pytest.approx(5000, rel=0.06)
    assert on_list[date(2018, 12, 20)] == pytest.approx(4500, rel=0.10)
    assert on_list[date(2019, 1, 8)] == pytest.approx(4000, rel=0.15)
    _, called, given, _ = mornings[date(2018, 11, 14)]
    assert called < 1241 <= given
    _, called, given, _ = mornings[record.TODAY]
    guess = record.last_number_called()
    assert guess.low is not None and guess.high is not None and guess.low <= called <= guess.high
    assert called < 1479 <= given
    assert mornings[date(2018, 12, 4)][3] == pytest.approx(1200, rel=0.08)
    reached = [day for day, figures in mornings.items() if figures[1] >= 1903]
    assert reached and date(2019, 1, 20) <= reached[0] <= date(2019, 2, 28)

"""Counts leave the office; nobody may be found in them, not even by comparing two days or taking totals apart."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ventanilla.web.counts import (
    HIDDEN,
    KEEPS,
    Column,
    Table,
    bounds,
    publishable,
    publishable_total,
    spreadsheet_safe,
    to_csv,
    to_json,
    total_step,
)

DAY = date(2018, 12, 5)


def waiting(*rows: tuple[str, int, int]) -> Table:
    columns = (
        Column("country", "#country+code"),
        Column("waiting", "#affected+waiting", "small-cell"),
        Column("called", "#affected+called", "exact"),
    )
    return Table("People waiting", DAY, "the list at El Chaparral", columns, rows)


@pytest.mark.parametrize(
    ("people", "shown"),
    [(0, None), (9, None), (10, 10), (14, 10), (15, 20), (24, 20), (25, 30), (5030, 5030)],
)
def test_under_ten_hidden_from_ten_on_rounded(people, shown):
    assert publishable(people) == shown


def test_a_count_cannot_be_negative():
    with pytest.raises(ValueError, match="-1"):
        publishable(-1)


@given(st.integers(0, 10_000))
def test_a_published_cell_stands_for_every_count_within_its_bounds(people):
    low, high = bounds(publishable(people))
    assert low <= people <= high
    assert high - low >= KEEPS - 1
    assert {publishable(n) for n in range(low, high + 1)} == {publishable(people)}


def test_one_person_coming_or_going_shows_only_at_the_edge_of_a_rounding():
    # One move in ten crosses an edge (9 to 10, 14 to 15, 24 to 25 ...). There the cell jumps by a whole 10, which any
    # change from 1 to 19 people can do, so the jump does not say that it was one.
    edges = [n for n in range(1000) if publishable(n) != publishable(n + 1)]
    assert edges == [9, *range(14, 1000, 10)]


@given(st.integers(10, 5000), st.integers(-30, 30))
def test_a_jump_between_two_days_never_says_how_many_moved(today, moved):
    tomorrow = max(10, today + moved)
    jump = publishable(tomorrow) - publishable(today)
    assert jump % 10 == 0
    assert abs(jump - (tomorrow - today)) <= 9


def spans(shown: list[int | None], low: int, high: int) -> list[int]:
    """How many values each cell can still have when the true total lies in low..high, by trying all."""
    ways = [w for w in product(*(range(a, b + 1) for a, b in map(bounds, shown))) if low <= sum(w) <= high]
    return [len({way[i] for way in ways}) for i in range(len(shown))]


def test_four_cells_of_14_and_one_of_9_would_be_told_by_a_total_of_70():
    counts = [14, 14, 14, 14, 9]
    assert spans([publishable(n) for n in counts], 65, 74) == [1, 1, 1, 1, 1]
    step = total_step([publishable(n) for n in counts])
    total = publishable_total(counts)
    assert (
        step is None or min(spans([10, 10, 10, 10, None], total - step // 2, total + step // 2 - 1)) >= KEEPS
    )


@given(st.lists(st.integers(0, 40), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_no_total_lets_a_hidden_cell_be_worked_out(counts):
    shown = [publishable(n) for n in counts]
    step, total = total_step(shown), publishable_total(counts)
    if step is None:
        assert total is None
    else:
        assert abs(total - sum(counts)) <= step // 2
        assert min(spans(shown, total - step // 2, total + step // 2 - 1)) >= KEEPS


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=30))
def test_whether_a_total_is_shown_depends_on_what_is_published_alone(counts):
    lowest = [bounds(publishable(n))[0] for n in counts]
    assert total_step([publishable(n) for n in counts]) == total_step([publishable(n) for n in lowest])


def test_csv_carries_headings_hxl_tags_day_rows_rule_and_source():
    rows = list(csv.reader(io.StringIO(to_csv(waiting(("HND", 3127, 61), ("HTI", 4, 0))))))
    assert rows[0] == ["country", "waiting", "called", "day", "rows", "rule", "source"]
    assert rows[1][:5] == ["#country+code", "#affected+waiting", "#affected+called", "#date", "#meta+rows"]
    assert rows[2][:5] == ["HND", "3130", "61", "2018-12-05", "2"]
    assert rows[3][:3] == ["HTI", HIDDEN, "0"]
    assert "rounded from the true total" in rows[2][5]


def test_json_says_the_same_and_states_the_row_count():
    body = json.loads(to_json(waiting(("HND", 3127, 61), ("HTI", 4, 0))))
    assert body["rows"] == [["HND", 3130, 61], ["HTI", None, 0]]
    assert (body["row_count"], body["day"], body["totals"]["called"]) == (2, "2018-12-05", 61)
    assert "3127" not in json.dumps(body)


def test_a_label_cannot_run_as_a_formula():
    assert spreadsheet_safe("=1+1") == "'=1+1"
    assert spreadsheet_safe(" @x") == "' @x"
    assert spreadsheet_safe("Honduras") == "Honduras"
    assert "'=cmd" in to_csv(waiting(("=cmd", 20, 1)))


def test_a_table_that_does_not_hold_together_is_refused():
    with pytest.raises(ValueError, match="HXL"):
        Column("country", "country")
    with pytest.raises(ValueError, match="needs 3 cells"):
        Table("t", DAY, "s", waiting().columns, (("HND", 1),))
    with pytest.raises(ValueError, match="not a count"):
        to_csv(waiting(("HND", "many", 1)))

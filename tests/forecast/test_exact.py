"""Every case of exact_days.csv is a model file, and the engine meets its exact answer."""

import pytest

from tools.exact import Row, rows, table


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], Row]:
    return {(row.case, row.quantity): row for row in rows(seed=1, threads=2)}


def test_every_row_of_the_exact_cases_is_met_within_three_standard_errors(found):
    for row in found.values():
        if "fluid" not in row.quantity:
            assert abs(row.z) < 3, row


def test_the_last_of_the_large_list_is_called_within_a_day_of_the_fluid_answer(found):
    (row,) = (row for row in found.values() if "fluid" in row.quantity)
    assert abs(row.mean - row.exact) < 1


def test_what_has_no_chance_is_met_exactly(found):
    opens = [row for row in found.values() if row.case == "programme opens"]
    assert [(row.mean, row.error) for row in opens] == [(77, 0), (53.5, 0)]


def test_no_row_is_left_out(found):
    assert len(found) == 25
    assert list(table(list(found.values())))[-1].startswith("25 quantities, worst |z| ")

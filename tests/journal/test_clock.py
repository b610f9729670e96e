"""What time it is: order is kept by the chain, whatever the machine's clock says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.town import assert_right
from ventanilla.journal.clock import MachineClock, day_at, moment, stamp

NOON = datetime(2018, 12, 5, 20, tzinfo=UTC)


def times(office) -> list[tuple[str, int]]:
    return office.db.all("SELECT at, clock FROM journal_entry ORDER BY seq")


@settings(max_examples=12)
@given(st.lists(st.integers(-90000, 90000), min_size=2, max_size=12))
def test_a_clock_that_jumps_never_turns_the_order(town, jumps):
    for jump in jumps:
        town.office.clock.set(town.office.clock.now() + timedelta(seconds=jump))
        town.register()
    order = times(town.office)
    assert order == sorted(order) and len(set(order)) == len(order)
    assert_right(town.office)


def test_entries_of_one_moment_are_counted_up(town):
    town.register()
    last, clock = times(town.office)[-1]
    assert last == stamp(town.office.clock.now()) and clock >= 1
    town.pass_time(seconds=1)
    town.register()
    assert times(town.office)[-2][1] == 0


def test_a_clock_set_back_shares_the_last_time_until_it_catches_up(town):
    town.register()
    before = times(town.office)[-1]
    town.pass_time(hours=-3)
    town.register()
    assert times(town.office)[-1] == (before[0], before[1] + 2)
    town.pass_time(hours=4)
    town.register()
    assert times(town.office)[-2] == (stamp(town.office.clock.now()), 0)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_a_moment_is_written_to_the_millisecond_and_read_back(when):
    text = stamp(when)
    assert len(text) == 24 and abs(moment(text) - when) < timedelta(milliseconds=1)


@pytest.mark.days
def test_a_stamp_is_utc_wherever_the_machine_stands():
    assert stamp(NOON) == "2018-12-05T20:00:00.000Z"
    assert stamp(NOON.astimezone()) == stamp(NOON)


@pytest.mark.days
def test_a_day_is_the_ports_day(machine):
    late = datetime(2018, 12, 6, 7, 59, 59, tzinfo=UTC)
    assert day_at(late, "America/Tijuana") == date(2018, 12, 5)
    assert day_at(late + timedelta(seconds=1), "America/Tijuana") == date(2018, 12, 6)
    assert day_at(late, "Pacific/Auckland") == date(2018, 12, 6)


def test_a_machine_clock_that_jumped_while_running_says_so(monkeypatch):
    clock = MachineClock()
    assert clock.jumped() == timedelta(0)
    true = MachineClock.now
    monkeypatch.setattr(MachineClock, "now", lambda self: true(self) + timedelta(hours=25))
    assert clock.jumped() > timedelta(hours=24)
    monkeypatch.setattr(MachineClock, "now", lambda self: true(self) + timedelta(minutes=5))
    assert clock.jumped() == timedelta(0)

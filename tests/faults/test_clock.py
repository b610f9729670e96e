"""A clock that jumped back or a day ahead does not stop the window: it goes on, and calls wait for a keeper's word.

That entries keep their order whatever the clock says is told in ``tests/journal/test_clock.py``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import ZONE, at
from tests.town import Town, assert_replays, assert_right
from ventanilla.journal.clock import MachineClock
from ventanilla.rooms.line.actions import Call, ConfirmDate, EndDay, Forget, Left, Present, TellOffer

CALL = Call(list="tijuana")


@pytest.fixture
def line(town: Town) -> Town:
    """Six households in line, and one of them called this morning."""
    for _ in range(6):
        town.register(2)
    town.offer(2)
    town.call()
    return town


def turn(town: Town, days: int) -> date:
    """Somebody turns the machine's clock by whole days; the same hour on the wall. Returns its date now."""
    wall = town.office.clock.now().astimezone(ZoneInfo(ZONE)).replace(tzinfo=None) + timedelta(days=days)
    town.office.clock.set(wall.replace(tzinfo=ZoneInfo(ZONE)))  # type: ignore[attr-defined]
    return wall.date()


def heads(town: Town) -> list[tuple[str, bool]]:
    """The days that were ended, and whether a rule did it."""
    return [
        (str(day), bool(rule)) for day, rule in town.db.all("SELECT day, by_rule FROM line_head ORDER BY seq")
    ]


def window_goes_on(town: Town) -> None:
    """Everything but a call is done: a household registered, one gone, one marked, the port's word written."""
    [called] = town.db.all("SELECT id FROM line_ticket WHERE state='called' LIMIT 1")
    town.do(Present(tickets=[called[0]]))
    family = town.register(3)
    town.do(Left(tickets=[town.register(1).ticket]))
    town.do(Forget(who=family.id, leave=True))
    town.offer(4)


# --- a day back ------------------------------------------------------------------------------------------------------
@pytest.mark.days
def test_a_day_back_the_window_goes_on_and_only_calls_wait(line, day):
    yesterday = turn(line, -1)
    assert yesterday == day - timedelta(days=1)
    window_goes_on(line)
    said = line.refused(CALL)
    assert "has jumped" in said and f"{yesterday:%Y}" in said
    line.do(ConfirmDate(day=yesterday))
    assert line.call()
    assert_right(line.office)
    assert_replays(line.office)


def test_a_day_back_no_day_is_ended_by_a_rule(line):
    turn(line, -1)
    line.register(1)
    assert heads(line) == []


def test_an_hour_back_on_the_same_day_needs_nobody(line):
    line.pass_time(hours=-1)
    line.offer(4)
    assert line.call()


# --- a day ahead -----------------------------------------------------------------------------------------------------
@pytest.mark.days
def test_a_day_ahead_the_first_action_ends_the_day_by_rule_and_calls_wait(line, day):
    tomorrow = turn(line, +1)
    line.offer(4)
    assert heads(line) == [(str(day), True)]
    last = line.db.all("SELECT kind FROM journal_entry ORDER BY seq DESC LIMIT 2")
    assert [row[0] for row in last] == ["line.offer", "line.end_day"]
    window_goes_on(line)
    assert heads(line) == [(str(day), True)], "a day is ended once"
    assert "Confirm that today is" in line.refused(CALL)
    line.do(ConfirmDate(day=tomorrow))
    assert line.call()
    assert_right(line.office)
    assert_replays(line.office)


def test_the_entry_says_that_a_rule_ended_the_day(line):
    turn(line, +1)
    line.register(1)
    row = line.db.one("SELECT actor, body FROM journal_entry WHERE kind='line.end_day'")
    assert row and row[0].startswith("RULE") and "first action" in json.loads(row[1])["rule"]


def test_a_refused_first_action_ends_no_day(line):
    turn(line, +1)
    line.refused(CALL)
    assert heads(line) == []
    line.offer(4)
    assert len(heads(line)) == 1


@pytest.mark.parametrize("days", [2, 3, 400])
def test_days_that_are_missing_are_asked_about_even_after_a_good_evening(line, days):
    line.do(EndDay())
    today = turn(line, days)
    line.offer(4)
    assert "The last day that was ended" in line.refused(CALL)
    line.do(ConfirmDate(day=today))
    assert line.call()


@pytest.mark.days
def test_the_morning_after_a_day_ended_by_hand_nobody_is_asked(line):
    line.do(EndDay())
    turn(line, +1)
    line.offer(4)
    assert line.call()


# --- there and back --------------------------------------------------------------------------------------------------
def test_a_clock_that_ran_a_day_ahead_and_was_set_right_is_confirmed_again(line, day):
    """Nothing may be called on the day that never was; set right, the true day needs the keeper's word too."""
    turn(line, +1)
    line.offer(4)
    line.refused(CALL)
    turn(line, -1)
    line.register(1)
    assert "has jumped" in line.refused(CALL)
    line.do(ConfirmDate(day=day))
    line.offer(4)
    assert line.call()
    times = line.db.all("SELECT at, clock FROM journal_entry ORDER BY seq")
    assert times == sorted(times) and len(set(times)) == len(times)
    assert_right(line.office)
    assert_replays(line.office)


def test_a_confirmed_date_does_not_outlive_the_next_evening(line):
    turn(line, +1)
    line.offer(4)
    line.do(ConfirmDate(day=turn(line, 0)))
    line.call()
    turn(line, +1)
    line.offer(4)
    line.refused(CALL)


# --- the keeper's word -----------------------------------------------------------------------------------------------
def test_only_the_date_of_the_machine_can_be_confirmed(line, day):
    tomorrow = turn(line, +1)
    said = line.refused(ConfirmDate(day=day))
    assert str(tomorrow) in said and "Set the machine's clock right" in said


def test_only_a_keeper_confirms_a_date(line, helper):
    assert "role" in line.refused(ConfirmDate(day=turn(line, -1)), actor=helper)


def test_a_clock_that_jumps_while_the_program_runs_is_noticed(town, monkeypatch):
    """A machine's own clock is held against its steady one: ten minutes are enough to ask."""
    town.office.ledger.clock = town.office.clock = clock = running_clock(monkeypatch)
    town.register(2)
    town.offer(2)
    jump(monkeypatch, clock, timedelta(minutes=11))
    town.register(2)
    assert "has jumped" in town.refused(CALL)
    town.do(ConfirmDate(day=clock.now().astimezone(ZoneInfo(ZONE)).date()))
    assert town.call()


def running_clock(monkeypatch: pytest.MonkeyPatch) -> MachineClock:
    """The machine's clock, as if the machine stood at nine on the day of the tests."""
    shift = at(date(2018, 12, 5)) - datetime.now(ZoneInfo("UTC"))
    true = MachineClock.now
    monkeypatch.setattr(MachineClock, "now", lambda self: true(self) + shift)
    return MachineClock()


def jump(monkeypatch: pytest.MonkeyPatch, clock: MachineClock, by: timedelta) -> None:
    now: Callable[[MachineClock], datetime] = type(clock).now
    monkeypatch.setattr(MachineClock, "now", lambda self: now(self) + by)


def test_the_desk_shows_the_warning_and_who_confirms_it(office, client):
    town = Town(office)
    town.register(2)
    town.do(TellOffer(list="tijuana", places=2))
    turn(town, -1)
    assert "has jumped" in client.get("/desk/").content.decode()

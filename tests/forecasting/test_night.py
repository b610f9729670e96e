"""The night: from the live tables to ranges of each number, written once, naming nobody; and how they held."""

from __future__ import annotations

import json
from datetime import date, timedelta

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tests.town import Town, assert_replays, both_engines
from ventanilla.cli import cli
from ventanilla.forecast.situation import Kind
from ventanilla.rooms.forecast import nightly, reads
from ventanilla.rooms.forecast.bands import bands
from ventanilla.rooms.forecast.packing import packed, unpacked
from ventanilla.rooms.forecast.score import score
from ventanilla.rooms.forecast.snapshot import UnknownPlace, evening, situation
from ventanilla.rooms.line.actions import Absent, EndDay, Pause, Present
from ventanilla.rooms.line.models import WaitingList

TONIGHT = date(2018, 12, 4)


@pytest.fixture(autouse=True)
def few_runs(monkeypatch):
    monkeypatch.setattr(nightly, "RUNS", 50)


def a_line(office, households: int = 6) -> Town:
    town = Town(office)
    for _n in range(households):
        town.register(5, nationality="HN", birth_year=1990)
    return town


def night(office) -> list[str]:
    return list(nightly.night(office))


def the_list() -> WaitingList:
    return WaitingList.objects.get(pk="tijuana")


# --- the snapshot -------------------------------------------------------------------------------------------------
@both_engines
def test_a_snapshot_holds_the_line_in_order_with_kinds_and_no_pseudonym(office):
    town = Town(office)
    mother = town.register(1, nationality="HN", birth_year=1990)
    town.register(2, nationality="GT", birth_year=1985)
    town.register(1, nationality="SV", birth_year=2005)
    town.register(1)
    now = situation(office.db, the_list(), date(2018, 12, 5))
    assert list(now.waiting.size) == [1, 2, 1, 1] and list(now.waiting.since) == [0, 0, 0, 0]
    assert [now.kinds[kind] for kind in now.waiting.kind] == [
        Kind("HN", "alone"), Kind("GT", "adults together"), Kind("SV", "child alone"), Kind("", "alone"),
    ]  # fmt: skip
    assert mother.id not in repr(now) and mother.ticket not in repr(now)
    assert now.marks["waiting"] == "office" and now.marks["beds"] == "assumed" and now.beds == {}


@both_engines
def test_a_family_with_children_and_a_mixed_one(office):
    from ventanilla.rooms.line.actions import RegisterAndJoin
    from ventanilla.rooms.registry.actions import Member

    town = Town(office)
    adult, child = (
        Member(name="Sintetica", nationality="HN", birth_year=1990),
        Member(name="Sintetico", nationality="HN", birth_year=2012),
    )
    town.do(RegisterAndJoin(list="tijuana", members=(adult, child)))
    town.do(RegisterAndJoin(list="tijuana", members=(adult, child.model_copy(update={"nationality": "US"}))))
    now = situation(office.db, the_list(), date(2018, 12, 5))
    assert [now.kinds[kind] for kind in now.waiting.kind] == [
        Kind("HN", "family with children"),
        Kind("", "family with children"),
    ]


def test_past_days_are_the_lists_own_figures_with_the_empty_ones_and_without_the_day_it_began(office):
    town = a_line(office)
    town.do(EndDay())
    town.pass_time(days=1)
    town.register(2)
    town.offer(10)
    town.call()
    [first, second] = [
        row[0] for row in office.db.all("SELECT id FROM line_ticket WHERE state='called' ORDER BY ord")
    ]
    town.do(Present(tickets=(first,)))
    town.pass_time(minutes=30)
    town.do(Absent(tickets=(second,)))
    town.pass_time(days=2)
    now = situation(office.db, the_list(), date(2018, 12, 8))
    assert [(one.day.day, one.called, one.present, one.joined) for one in now.past] == [
        (6, 10, 5, 2), (7, 0, 0, 0), (8, 0, 0, 0),
    ]  # fmt: skip


@pytest.mark.days
def test_from_noon_on_the_night_is_todays_before_noon_yesterdays(office, day):
    from tests.conftest import at

    assert evening(at(day, "12:30"), "America/Tijuana") == day
    assert evening(at(day, "03:30"), "America/Tijuana") == day - timedelta(days=1)
    assert evening(at(day, "11:30"), "America/Tijuana") == day - timedelta(days=1)


# --- ranges ---------------------------------------------------------------------------------------------------------
def test_ranges_hold_what_they_say_and_who_left_does_not_count():
    called = np.array([[0, -2, -1], [1, 4, -1], [2, 4, 9], [3, 4, -1]], np.int32)
    numbers, days, never = bands(np.array([7, 8, 9]), called, 10)
    assert list(numbers) == [7, 8, 9]
    assert list(days[0]) == [0, 0, 1, 2, 3]
    assert list(days[1]) == [4, 4, 4, 4, 4] and never[1] == 0
    assert list(days[2]) == [9, 9, 10, 10, 10] and never[2] == 750


def test_a_number_of_several_households_reaches_from_the_first_to_the_last():
    called = np.tile(np.array([[1, 3, 5]], np.int32), (10, 1))
    numbers, days, _never = bands(np.array([7, 7, 8]), called, 10)
    assert list(numbers) == [7, 8] and list(days[0]) == [1, 1, 1, 3, 3]


@given(st.lists(st.lists(st.integers(-2, 9), min_size=3, max_size=3), min_size=1, max_size=40))
def test_ranges_never_cross_and_at_least_their_share_of_futures_lies_below(rows):
    called = np.array(rows, np.int32)
    _numbers, days, never = bands(np.array([1, 2, 3]), called, 10)
    assert (np.diff(days, axis=1) >= 0).all() and (days <= 10).all() and (never <= 1000).all()
    for column in range(3):
        stay = [day for day in called[:, column] if day != -2]
        for share, day in zip((10, 25, 50, 75, 90), days[column], strict=True):
            if day < 10:
                assert sum(0 <= one <= day for one in stay) * 100 >= share * len(stay)


@given(st.lists(st.integers(-5, 400)))
def test_columns_come_back_as_they_were_packed(values):
    assert unpacked(packed(values)) == values


# --- the night --------------------------------------------------------------------------------------------------------
@both_engines
def test_a_night_is_one_entry_a_list_replays_and_is_not_done_twice(office):
    town = a_line(office)
    said = night(office)
    assert len(said) == 1 and "3 numbers" in said[0] and "only 0 days of its own" in said[0]
    tip = town.tip()
    assert "done already" in night(office)[0] and town.tip() == tip
    assert [row[0] for row in office.db.all("SELECT number FROM forecast_range ORDER BY number")] == [1, 2, 3]
    assert office.db.one("SELECT COUNT(*) FROM forecast_told")[0] <= 3
    assert_replays(office)
    town.pass_time(days=1)
    assert "3 numbers" in night(office)[0]
    assert office.db.one("SELECT COUNT(*) FROM forecast_night")[0] == 2
    assert_replays(office)


def test_the_entry_names_numbers_and_nobody(office):
    town = a_line(office)
    families = list(office.db.all("SELECT household, id FROM line_ticket"))
    night(office)
    kind, actor, body = office.db.one("SELECT kind, actor, body FROM journal_entry ORDER BY seq DESC LIMIT 1")
    assert kind == "forecast.ranges" and actor.startswith("RULE")
    assert not any(one in body for pair in families for one in pair)
    assert set(json.loads(body)) == {
        "list", "day", "horizon", "runs", "seed", "policy", "past", "kind", "numbers", "q10", "q25", "q50", "q75",
        "q90", "never", "shelters", "score",
    }  # fmt: skip
    assert town.office.db.one("SELECT COUNT(*) FROM journal_mention WHERE seq=?", (town.tip()[0],))[0] == 1


def test_the_same_evening_gives_the_same_ranges(office):
    a_line(office)
    now = situation(office.db, the_list(), TONIGHT)
    assert nightly.made_of(now, "as-of:2018-12-04") == nightly.made_of(now, "as-of:2018-12-04")


def test_a_list_without_anybody_or_paused_is_left_alone(office):
    assert "nobody is waiting" in night(office)[0]
    town = a_line(office)
    town.do(Pause(list="tijuana", reason="weather"))
    assert night(office) == ["No list is open, so there is nothing to forecast."]


def test_city_and_port_are_named_as_the_rules_name_them_and_an_unknown_one_is_said(office):
    one = the_list()
    now = situation(office.db, one, TONIGHT)
    assert (now.city, now.port) == ("Tijuana", "San Ysidro")
    one.city, one.port = "", "Otay Mesa bridge"
    with pytest.raises(UnknownPlace, match="do not know the port of the list Tijuana"):
        situation(office.db, one, TONIGHT)
    one.port = "El Paso"
    assert situation(office.db, one, TONIGHT).city == "Ciudad Juarez"
    town = a_line(office)
    town.open_lists()
    town.register(1, list="nogales")
    assert any("do not know the port of the list Nogales" in said for said in night(office))


def test_stopped_by_hand_it_leaves_no_half_entry(office, monkeypatch):
    town = a_line(office)
    tip = town.tip()

    def stopped(*_of, **_named):
        raise KeyboardInterrupt

    monkeypatch.setattr(nightly, "futures", stopped)
    done = CliRunner().invoke(cli, ["--office", str(office.folder), "night"])
    assert done.exit_code == 130 and town.tip() == tip


def test_the_verb_says_what_it_did(office):
    a_line(office)
    done = CliRunner().invoke(cli, ["--office", str(office.folder), "night"])
    assert done.exit_code == 0, done.output
    assert "Tijuana: 3 numbers" in done.output and "Done in" in done.output


# --- how good they were -------------------------------------------------------------------------------------------------
def told(office, number: int, first: str, last: str | None, day: str = "2018-11-20") -> None:
    office.db.run("INSERT INTO forecast_told VALUES (?, ?, ?, ?, ?)", ("tijuana", number, day, first, last))


@both_engines
def test_of_the_numbers_called_those_inside_the_range_they_were_told_first_are_counted(office):
    town = a_line(office)
    told(office, 1, "2018-12-01", "2018-12-10")
    told(office, 2, "2018-12-08", None)
    told(office, 3, "2018-11-22", "2018-12-04")
    town.offer(20)
    town.call()
    assert score(office.db, "tijuana", date(2018, 12, 5)) == (2, 1, 1), "1 inside, 2 too early, 3 still waits"
    assert score(office.db, "tijuana", date(2018, 12, 4)) == (0, 0, 1)
    assert score(office.db, "tijuana", date(2019, 2, 5)).called == 0


def test_what_a_number_was_told_first_stays_what_it_is_judged_by(office):
    town = a_line(office)
    night(office)
    before = office.db.all("SELECT * FROM forecast_told ORDER BY number")
    town.pass_time(days=1)
    night(office)
    assert office.db.all("SELECT * FROM forecast_told ORDER BY number") == before and before


@both_engines
def test_reads_give_days_and_say_when_it_is_too_old(office):
    town = a_line(office)
    assert reads.latest("tijuana") is None and reads.likely("tijuana", 1) is None
    night(office)
    latest, one = reads.latest("tijuana"), reads.likely("tijuana", 1)
    assert latest.day == TONIGHT and latest.fresh(date(2018, 12, 7)) and not latest.fresh(date(2018, 12, 8))
    assert one and all(day > TONIGHT for day in one.days if day)
    assert reads.likely("tijuana", 99) is None
    assert town.office

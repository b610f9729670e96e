"""The backtest: whoever brings rows that nobody has seen gets every one of them forecast, from the past alone."""

from __future__ import annotations

import csv
import math
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as some

from tools import backtest_page
from ventanilla import data
from ventanilla.cli import cli
from ventanilla.forecast import backtest
from ventanilla.forecast.backtest import COLUMNS, merged, scored, summary
from ventanilla.forecast.kinds import is_occupancy, is_returns, is_target, kind
from ventanilla.forecast.known import RETURNS, break_days, days_open, opened
from ventanilla.forecast.series import Reading, read_record
from ventanilla.forecast.ways import forecast

RECORD = read_record(data.folder())
TARGETS = [one for one in RECORD if is_target(one)]
FOUND = backtest.backtest(RECORD)
LAST = r"targets \d+  cover50 \d\.\d{3}  cover80 \d\.\d{3}  cover90 \d\.\d{3}  relative_wis (\d+\.\d{3}|none)"
WAITLIST = (
    "row_id,city,port_us,date,date_precision,measure,people_low,people_high,called_per_day_low,called_per_day_high,"
    "last_number_called,number_given,registered_cumulative,crossed_cumulative,wait_days_low,note,status,unheard_of\n"
)
UNSEEN = (
    "N1,Nogales,Nogales,2019-05-15,month,people_on_list,1000,,5,8,,,,,,,S,x",
    "N2,Nogales,Nogales,2019-08-08,month,people_on_list,1400,1500,0,10,,3200,,,,,S,x",
    "N3,Nogales,Nogales,2019-08-08,month,people_on_list,1500,,,,,,,,,another voice of the same day,S,x",
    "N4,Altar,,2017,approx,names_in_a_book_of_a_kind_nobody_knew,40,60,,,,,,,,,S,x",
    "N5,Nogales,Nogales,2019-09-30,day,last_number,,,,,3100,,,,,,S,",
    "N6,Nogales,Nogales,2019-10-30,day,last_number,,,,,3150,,,,,,K,",
    ",,,,,,,,,,,,,,,,,",
)


def file(folder: Path, *rows: str, head: str = WAITLIST) -> Path:
    path = folder / "targets.csv"
    path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def run(*arguments: object):
    return CliRunner().invoke(cli, ["backtest", *map(str, arguments)])


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as open_file:
        return list(csv.DictReader(open_file))


# --- a stranger scores rows that nobody has seen ---


def test_every_unseen_figure_is_forecast_and_the_last_line_sums_up(tmp_path: Path):
    out = tmp_path / "scores.csv"
    done = run("--targets", file(tmp_path, *UNSEEN), "--out", out)
    assert done.exit_code == 0, done.output
    assert re.fullmatch(LAST, done.stdout.strip().splitlines()[-1])
    found = rows_of(out)
    assert tuple(found[0]) == COLUMNS
    assert [(one["row_id"], one["column"]) for one in found] == [
        ("N1", "people"), ("N1", "called_per_day"), ("N2", "people"), ("N2", "called_per_day"), ("N2", "number_given"),
        ("N3", "people"), ("N4", "people"), ("N5", "last_number_called"),
    ]  # fmt: skip
    assert not (tmp_path / "scores.csv.part").exists()


def test_the_scores_can_be_worked_out_again_from_the_file(tmp_path: Path):
    out = tmp_path / "scores.csv"
    done = run("--out", out)
    found = rows_of(out)
    assert len(found) == len(TARGETS)
    total = simple_last = simple_pace = 0.0
    for one in found:
        q = [float(one[name]) for name in ("q05", "q10", "q25", "median", "q75", "q90", "q95")]
        assert q == sorted(q) and q[0] >= 0 and all(map(math.isfinite, q))
        low, high = float(one["truth_low"]), float(one["truth_high"])
        assert one["hit80"] == str(int(q[1] <= high and low <= q[5]))
        if one["wis_last"]:
            total += float(one["wis"])
            simple_last += float(one["wis_last"])
            simple_pace += float(one["wis_pace"])
    line = done.stdout.strip().splitlines()[-1]
    assert line.endswith(f"relative_wis {total / min(simple_last, simple_pace):.3f}")
    assert f"targets {len(found)} " in line


def test_rows_that_stand_in_both_are_taken_once(tmp_path: Path):
    shipped = data.folder() / "shelters.csv"
    alone, both = tmp_path / "alone.csv", tmp_path / "both.csv"
    assert run("--targets", shipped, "--out", both).exit_code == 0
    run("--out", alone)
    mine = [one for one in rows_of(alone) if one["row_id"].startswith("H")]
    assert rows_of(both) == mine


def test_a_row_with_nothing_before_it_gets_the_stated_prior_and_says_so(tmp_path: Path):
    out = tmp_path / "scores.csv"
    run("--targets", file(tmp_path, *UNSEEN), "--out", out)
    altar = next(one for one in rows_of(out) if one["row_id"] == "N4")
    assert altar["date"] == "2017-12-31" and altar["wis_last"] == "" == altar["wis_pace"]
    assert altar["note"].startswith("nothing before it: the stated prior")
    assert all("source is later" in one["note"] for one in rows_of(out))


def test_an_empty_file_of_targets_is_no_fault(tmp_path: Path):
    done = run("--targets", file(tmp_path))
    assert (
        done.exit_code == 0 and done.stdout.strip().endswith("relative_wis none") and "No row" in done.stderr
    )


# --- from the past alone ---


@settings(max_examples=60, deadline=None)
@given(some.sampled_from(TARGETS), some.floats(0, 50), some.booleans())
def test_nothing_of_the_day_itself_or_later_is_ever_used(target: Reading, factor: float, drop: bool):
    def spoilt(one: Reading) -> Reading:
        return (
            replace(one, low=one.low * factor, high=one.high * factor, measure=one.measure)
            if one.day >= target.day
            else one
        )

    changed = [spoilt(one) for one in RECORD if one.day < target.day or not drop]
    before, after = scored(target, RECORD), scored(target, changed)
    assert before.forecast.quantiles == after.forecast.quantiles
    assert (before.last, before.pace) == (after.last, after.pace)


def test_a_twin_of_the_same_day_does_not_help():
    target = next(one for one in TARGETS if (one.row_id, one.column) == ("W120", "people"))
    twin = replace(target, row_id="TWIN", order=0)
    assert forecast(target, [*RECORD, twin]).quantiles == forecast(target, RECORD).quantiles


def test_rows_from_memory_are_neither_scored_nor_used():
    target = next(one for one in TARGETS if one.row_id == "W142")
    memory = [one for one in RECORD if one.status != "S"]
    assert memory and not any(is_target(one) for one in memory)
    assert (
        forecast(target, RECORD).quantiles
        == forecast(target, [one for one in RECORD if one.status == "S"]).quantiles
    )


def test_a_rule_that_nobody_had_announced_is_in_no_forecast():
    goal = next(one for one in TARGETS if one.row_id == "W037")
    assert date(2019, 7, 16) in break_days("Ciudad Juarez", date(2019, 8, 1))
    assert date(2019, 7, 16) not in break_days("Ciudad Juarez", date(2019, 7, 16))
    assert forecast(goal, RECORD, by=date(2019, 4, 1)).quantiles != forecast(goal, RECORD).quantiles


def test_remain_in_mexico_opens_port_by_port():
    july = (date(2019, 7, 1), date(2019, 7, 31))
    assert days_open(RETURNS, "Laredo", *july, date(2019, 7, 31)) == 23
    assert days_open(RETURNS, "Nuevo Laredo", *july, date(2019, 7, 31)) == 23, "the port across from a city"
    assert days_open(RETURNS, "Laredo", date(2019, 6, 1), date(2019, 6, 30), date(2019, 6, 30)) == 0
    assert days_open(RETURNS, "A court of another name", *july, date(2019, 7, 31)) == 31
    assert opened("ALL", date(2019, 7, 1), date(2019, 7, 1)) == date(2019, 1, 28)
    assert opened("ALL", date(2022, 1, 1), date(2022, 1, 1)) == date(2021, 12, 6), (
        "the second programme counts anew"
    )


# --- what a forecast may not say ---


def test_no_forecast_is_below_zero_out_of_order_or_no_number():
    for one in FOUND:
        q = list(one.forecast.quantiles.values())
        assert q == sorted(q) and q[0] >= 0 and all(map(math.isfinite, (*q, one.wis)))


def test_a_running_total_never_falls_below_the_last_one_known():
    totals = [
        one
        for one in FOUND
        if kind(one.target).family in ("number", "returned") and one.target.column != "number_given"
    ]
    for one in totals:
        known = max((old.value for old in backtest.history(one.target, RECORD)), default=0.0)
        assert one.forecast.quantiles[0.05] >= known
    assert len(totals) > 40


def test_before_a_port_opens_no_case_is_expected():
    laredo = next(one for one in FOUND if one.target.row_id == "M035")
    assert laredo.forecast.quantiles[0.5] == 0


@settings(max_examples=40, deadline=None)
@given(
    some.sampled_from(
        ["people", "called_per_day", "last_number_called", "number_given", "registered_cumulative"]
    ),
    some.sampled_from(["Nogales", "Tijuana", "ALL (9 cities)", "Ciudad Juarez", "ALL", "Ñ"]),
    some.sampled_from(["people_on_list", "called_that_day", "list_start", "w", "new_registrations_day"]),
    some.dates(date(2016, 1, 1), date(2026, 1, 1)),
    some.floats(0, 1e7),
)
def test_whatever_row_comes_a_whole_forecast_comes_out(
    column: str, place: str, measure: str, day: date, value: float
):
    target = Reading(
        "X", "waitlist", place, measure, column, day, day, value, value, "", "S", 0, place, (place, measure)
    )
    q = list(scored(target, merged(RECORD, [target])).forecast.quantiles.values())
    assert q == sorted(q) and q[0] >= 0 and all(map(math.isfinite, q))


# --- how good it is ---


def test_on_the_record_it_beats_both_simple_forecasts_and_its_ranges_hold():
    said = summary(FOUND)
    assert said.targets == len(TARGETS) > 200 and said.relative_wis is not None and said.relative_wis < 0.6
    for cover, share in said.cover.items():
        assert abs(share - cover / 100) < 0.07


def test_the_table_of_targets_holds():
    assert {one.measure for one in RECORD if is_occupancy(one)} == {
        "occupancy", "occupancy_city_total", "occupancy_men", "occupancy_minors", "occupancy_outside", "occupancy_peak", "occupancy_women",
    }  # fmt: skip
    assert {one.measure for one in RECORD if is_returns(one)} == {
        "new_cases_filed", "cases_since_start", "cases_added_since_2020-03", "people_returned", "people_returned_in_period",
        "people_returned_per_day", "enrolled_dhs",
    }  # fmt: skip


def test_the_page_is_as_the_code_writes_it():
    assert backtest_page.main() == 0


# --- bad input ---


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("N1,Nogales,,2019-05-15,day,people_on_list,lots,,,,,,,,,,S,",), ["row N1", "people_low", "lots"]),
        (("N1,Nogales,,some day,day,people_on_list,5,,,,,,,,,,S,",), ["row N1", "date", "some day"]),
        (("N1,Nogales,,2019-05-15,day,people_on_list,,,60,30,,,,,,,S,",), ["row N1", "called_per_day_high"]),
    ],
)
def test_a_fault_is_a_sentence_and_leaves_nothing(tmp_path: Path, rows: tuple[str, ...], said: list[str]):
    out = tmp_path / "scores.csv"
    done = run("--targets", file(tmp_path, *rows), "--out", out)
    assert done.exit_code == 1 and all(part in done.stderr for part in said)
    assert not list(tmp_path.glob("scores*"))


def test_a_folder_that_is_not_there_is_said_before_the_work(tmp_path: Path):
    done = run("--out", tmp_path / "nowhere" / "scores.csv")
    assert done.exit_code == 1 and "There is no folder" in done.stderr
    assert "holds no waitlist.csv" in run("--record", tmp_path).stderr


def test_stopped_by_hand_while_writing_the_old_file_stays(tmp_path: Path):
    out = tmp_path / "scores.csv"
    out.write_text("old", encoding="utf-8")

    def stopped():
        yield FOUND[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backtest.write(out, stopped())
    assert out.read_text(encoding="utf-8") == "old" and [one.name for one in tmp_path.iterdir()] == [
        "scores.csv"
    ]


def test_the_library_knows_no_django():
    code = "import sys, ventanilla.forecast.backtest, ventanilla.forecast.calibrate_record; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0

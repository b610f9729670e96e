"""Policies side by side: what a planner reads is paired, rounded where it describes people, and never NaN."""

from __future__ import annotations

import csv
import io
import json
import re

import numpy as np
import pytest
from click.testing import CliRunner

from tests.forecast.test_border import run
from ventanilla.cli import cli
from ventanilla.forecast.compare import CompareError, bars, compare, rounded
from ventanilla.rooms.forecast.comparison import context, csv_text, json_text, page
from ventanilla.rooms.forecast.comparison_pdf import pdf
from ventanilla.web.counts import publishable


@pytest.fixture(scope="module")
def three():
    return compare([run(name, runs=90) for name in ("long-standing", "remain-in-mexico", "together")])


def measure(found, key: str):
    return next(one for one in found.measures if one.key == key)


def test_remain_in_mexico_returns_people_and_fewer_wait_inside(three):
    inside, returned = measure(three, "inside"), measure(three, "returned")
    assert inside.differences[0] is None
    assert inside.differences[1].middle < 0 < returned.differences[1].middle
    assert returned.differences[1].more == 100


def test_a_difference_is_taken_future_by_future(three):
    """Luck that both share does not widen it."""
    line = measure(three, "line")
    width = line.values[0].high - line.values[0].low
    assert line.differences[1].high - line.differences[1].low < width / 2


def test_hondurans_lose_by_remain_in_mexico_and_mexicans_do_not(three):
    verdicts = {(one.by, one.label): one.verdicts for one in three.gains}
    assert verdicts["nationality", "HN"][1] == "worse"
    assert verdicts["nationality", "MX"][1] != "worse"


def test_counts_of_people_by_what_describes_them_obey_the_rule(three):
    for gain in three.gains:
        assert all(people is None or (people >= 10 and people % 10 == 0) for people in gain.people)
    for people in (0, 9, 10, 14, 15, 999):
        assert rounded(people) == publishable(people)


def test_what_matters_most_is_found_from_the_runs_themselves():
    luck = np.random.default_rng(1)
    drawn = luck.random((400, 3))
    found = bars(drawn, ("a", "b", "c"), 10 * drawn[:, 1] + luck.random(400) + 2 * drawn[:, 0])
    assert [one.label for one in found[:2]] == ["b", "a"]
    assert found[0].share > 0.8
    assert found[0].at_low < found[0].at_high
    assert bars(drawn[:4], ("a", "b", "c"), drawn[:4, 0]) == []


def test_the_same_comparison_as_page_paper_table_and_data(three):
    html, data, table = page(three), json_text(three), csv_text(three)
    for text in (html, data, table):
        assert not re.search(r"\b(nan|inf|infinity|none)\b", re.sub(r"None of|none", "", text), re.IGNORECASE)
    assert json.loads(data)["policies"][1]["title"] == "Remain in Mexico"
    assert "<script" not in html
    assert "http" not in re.sub(r"<code>.*?</code>", "", html)
    assert pdf(three).startswith(b"%PDF")
    assert pdf(three) == pdf(three)
    rows = list(csv.DictReader(io.StringIO(table)))
    assert {row["table"] for row in rows} >= {
        "measure",
        "less the first policy",
        "band",
        "who gains",
        "what matters",
    }


def test_every_chart_has_a_sentence_and_a_table_behind_it(three):
    for chart in context(three)["charts"]:
        assert chart["rows"]
        assert all(says.startswith(title) for title, _panel, says in chart["panels"])


def test_forecasts_that_do_not_begin_alike_are_not_compared():
    with pytest.raises(CompareError, match="up to 6"):
        compare([])
    with pytest.raises(CompareError, match="same evening"):
        compare([run("long-standing", runs=5), run("long-standing", runs=6)])


# --- at the command line ------------------------------------------------------------------------------------------------
def at(*words: str):
    return CliRunner().invoke(cli, ["forecast", *words])


SMALL = ("--days", "20", "--runs", "6", "--threads", "1")


def test_two_policies_at_the_command_line_and_a_page_of_them(tmp_path):
    for kind in ("html", "pdf", "csv", "json"):
        out = tmp_path / f"report.{kind}"
        done = at(
            "--policy", "long-standing", "--policy", "as-of:2018-12-05 - metering", *SMALL, "--out", str(out)
        )
        assert done.exit_code == 0, done.output
        assert out.stat().st_size > 1000
    assert sorted(one.suffix for one in tmp_path.iterdir()) == [".csv", ".html", ".json", ".pdf"]
    assert "Line at the end (people)" in done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--policy", "nonsense"), "Scenarios that come along: long-standing"),
        (("--policy", "none.toml"), "There is no file none.toml"),
        (("--days", "0"), "The number of days lies between 1 and"),
        (("--set", "calls.a_day=x"), "write it as calls.a_day=50"),
        (("--from", "yesterday"), "this is not a day"),
        (("--city", "Paris"), "has no list of 'Paris'"),
        (("--out", "report.docx"), "name a file that ends with"),
        (("--sweep", "calls.a_day=1,2"), "A sweep needs --out"),
        (("--on", "tcp://10.0.0.9:8786", "--out", "x.csv"), "without TLS nothing leaves this machine"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence(words, said):
    done = at(*words)
    assert done.exit_code in (1, 2)
    assert said in done.output
    assert "Traceback" not in done.output


def test_the_assumptions_are_printed_with_range_and_source_and_can_be_changed():
    done = at("--assumptions", "--policy", "work-visas", "--set", "calls.a_day=20..60")
    assert "calls.a_day = 40 [20 to 60]" in done.output
    assert "set by hand" in done.output
    assert "work visa, Mexico.places" in done.output
    assert "W035" in done.output


def test_a_forecast_that_is_stopped_leaves_nothing_half_written(tmp_path, monkeypatch):
    from ventanilla.rooms.forecast import comparison

    def stopped(_made):
        raise KeyboardInterrupt

    monkeypatch.setattr(comparison, "page", stopped)
    done = at(*SMALL, "--out", str(tmp_path / "report.html"))
    assert done.exit_code == 130
    assert not list(tmp_path.iterdir())

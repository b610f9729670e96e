"""The rulebook at the command line, as a lawyer who brings cases of their own would use it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ventanilla.cli import cli

HEAD = "case_id,ask,as_known_on,date,time_zone,place,facts,expected_code\n"
FACTS = '"{""manner"": ""between"", ""entry"": ""2018-11-12""}"'


def run(*words: str) -> Result:
    """One call of the command line."""
    return CliRunner().invoke(cli, ["rules", *words], prog_name="ventanilla")


def sheet(folder: Path, *rows: str) -> str:
    """A file of questions."""
    path = folder / "cases.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return str(path)


def row(day: str, expected: str, facts: str = FACTS, zone: str = "America/Los_Angeles") -> str:
    """One question about the bar of November 2018."""
    return f"A1,barred_entry,,{day},{zone},San Ysidro,{facts},{expected}"


def test_the_book_is_whole_and_says_that_no_lawyer_checked_it():
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "nothing is wrong. No lawyer has checked them." in result.output


def test_what_is_not_in_force_says_which_order_stopped_it():
    said = run("list", "--on", "2018-12-05", "--at", "San Ysidro").output
    [line] = [one for one in said.splitlines() if one.startswith("US-BAR18")]
    assert "blocked by a court order" in line and "restraining order" in line


def test_right_answers_end_well_and_a_wrong_one_is_named_with_exit_code_1(tmp_path):
    good = run("cases", sheet(tmp_path, row("2018-11-14", "YES"), row("2018-11-20", "NO")))
    assert good.exit_code == 0 and "2 answered as expected, 0 not" in good.output
    bad = run("cases", sheet(tmp_path, row("2018-11-14", "NO")))
    assert bad.exit_code == 1 and "A1 barred_entry: YES, expected NO" in bad.output


def test_a_row_without_an_expected_answer_is_answered_and_no_miss(tmp_path):
    result = run("cases", sheet(tmp_path, row("2018-11-14", "")))
    assert result.exit_code == 0 and "questions" in result.output


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (row("2018-13-14", "NO"), "line 2, date"),
        (row("2018-11-14", "NO", zone="Mars/Base"), "line 2, date"),
        (row("2018-11-14", "NO", facts="{nat}"), "line 2, facts: this is not JSON"),
        (row("2018-11-14", "NO", facts="[]"), "line 2, facts"),
    ],
)
def test_a_row_that_cannot_be_read_is_said_with_line_and_field(tmp_path, bad, said):
    result = run("cases", sheet(tmp_path, bad))
    assert result.exit_code == 1 and said in result.output


def test_a_file_without_the_columns_is_refused(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    result = run("cases", str(path))
    assert result.exit_code == 1 and "has no column" in result.output


def test_answers_that_rest_on_a_source_nobody_read_are_counted(tmp_path):
    facts = '"{""nat"": ""HN"", ""age"": 30, ""manner"": ""port""}"'
    row_ = f"A1,mpp_return,,2019-03-15,America/Los_Angeles,Calexico,{facts},MAY"
    result = run("cases", sheet(tmp_path, row_))
    assert result.exit_code == 0 and "1 of the answers rest on a source that was not read" in result.output

"""The law for everybody: a day at a place, a sheet, two policies; and a lawyer's word that holds for one sheet only."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from click.testing import CliRunner

from ventanilla.cli import cli
from ventanilla.journal.action import Refused
from ventanilla.rooms.law import reads
from ventanilla.rooms.law.actions import SignOff
from ventanilla.rooms.law.caseload import counted
from ventanilla.rulebook.book import book
from ventanilla.rulebook.diff import Changed, Turn
from ventanilla.rulebook.sheet import sheet, sheet_hash


def words(response, status: int = 200) -> str:
    """What stands on a page, without its tags."""
    assert response.status_code == status
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def anybody(passer_by):
    """Somebody without an account, in English."""
    passer_by.cookies["lang"] = "en"
    return passer_by


def test_a_day_at_a_place_says_what_held_and_why_the_rest_did_not(anybody):
    said = words(anybody.get("/law", {"day": "2019-08-20", "place": "San Ysidro"}))
    on, _, off = said.partition("Not in force, and why")
    assert "Remain in Mexico, 2019 to 2021" in on
    assert "was stopped by a court order (narrowed to California and Arizona)" in off
    assert "Not checked by a lawyer" in said


def test_a_day_that_is_none_is_said_and_the_page_stays(anybody):
    said = words(anybody.get("/law", {"day": "5 de diciembre", "place": "San Ysidro"}), 422)
    assert "is not a day" in said
    assert "There is no such place" in words(anybody.get("/law", {"place": "Atlantis"}), 422)


def test_every_rule_has_a_sheet(anybody):
    for id_ in ("US-MPP1", "US-TRANSIT", "MX-REF30", "US-H2B-FY21", "US-FLORES-REG"):
        said = words(anybody.get(f"/law/rule/{id_}"))
        assert sheet_hash(book(), id_) in said and "No lawyer has signed this sheet" in said
    assert anybody.get("/law/rule/NOTHING").status_code == 404


def test_two_policies_side_by_side_and_a_wrong_one_is_said(anybody):
    asked = {"before": "long-standing", "after": "as-it-was", "day": "2019-01-30", "place": "San Ysidro"}
    assert "an adult from Honduras, at the port" in words(anybody.get("/law/compare", asked))
    assert "no policy called x" in words(
        anybody.get("/law/compare", {**asked, "after": "as-it-was - x"}), 422
    )
    assert "command line only" in words(
        anybody.get("/law/compare", {**asked, "after": "/etc/some.toml"}), 422
    )


def test_the_office_counts_are_rounded_and_whom_to_tell_is_a_recorded_list(town, client, passer_by):
    for _each in range(6):
        town.register(2)
    asked = {"day": "2019-01-30", "place": "San Ysidro"}
    said = words(client.get("/desk/law/caseload", asked))
    assert "Kinds of people with fewer than 10 are not listed" in said and "12 people" not in said
    one = town.register(1, nationality="HN", birth_year=1990)
    assert client.get("/desk/law/whom", asked).status_code == 200
    assert (
        town.db.one("SELECT COUNT(*) FROM web_view WHERE page='whom to tell' AND subject=?", (one.id,))[0]
        == 1
    )
    assert passer_by.get("/desk/law/whom", asked).status_code in (302, 403)


def test_a_lawyers_word_counts_for_the_sheet_that_was_read_only(town, legal):
    now = sheet_hash(book(), "US-MPP1")
    with pytest.raises(Refused, match="changed since"):
        town.do(SignOff(rule="US-MPP1", sheet="0" * 8, signed_by="Synthetic Lawyer, no bar"), legal)
    with pytest.raises(Refused, match="no rule called"):
        town.do(SignOff(rule="US-NONE", sheet=now, signed_by="Synthetic Lawyer, no bar"), legal)
    town.do(SignOff(rule="US-MPP1", sheet=now[:8], signed_by="Synthetic Lawyer, no bar"), legal)
    assert set(reads.signed(["US-MPP1", "US-MPP2"])) == {"US-MPP1"}
    assert "A lawyer has signed every rule" in reads.note(["US-MPP1"], "en")
    assert "No lawyer has checked" in reads.note(["US-MPP1", "US-MPP2"], "en")
    with pytest.raises(Refused, match="signed already"):
        town.do(SignOff(rule="US-MPP1", sheet=now, signed_by="Synthetic Lawyer, no bar"), legal)


def test_the_sheet_is_the_same_paper_in_both_languages_and_prints(tmp_path):
    one, other = sheet(book(), "US-MPP2", "en"), sheet(book(), "US-MPP2", "es")
    assert one.hash == other.hash and one.title != other.title
    result = CliRunner().invoke(cli, ["rules", "sheet", "US-MPP2", "--out", str(tmp_path / "a.pdf")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_small_kind_never_shows_as_a_row():
    found = Counter(
        {
            Changed("mpp_return", "NO", "MAY", Turn.WORSE, "HN/alone"): 14,
            Changed("mpp_return", "NO", "MAY", Turn.WORSE, "CU/alone"): 9,
        }
    )
    assert [(row[4], row[5]) for row in counted(found, 0)] == [("HN", "10")]

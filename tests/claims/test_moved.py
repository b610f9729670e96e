"""A rule that moves dates is a rule, with its cases; what it changes is a work list with who was told and how."""

from __future__ import annotations

from datetime import date

import pytest

from tests.town import assert_replays
from ventanilla.rooms.claims import law
from ventanilla.rooms.claims.actions import DecideTrack, MovedByRule, Prepare, Reached
from ventanilla.rulebook.book import book

MONTH = book().terms["US-MPP-MONTH"]


@pytest.mark.parametrize(
    ("paper", "now", "why"),
    [
        ("2020-05-11", "2020-06-11", "a month later"),
        ("2020-05-13", "2020-06-15", "a Saturday becomes the Monday"),
        ("2020-05-14", "2020-06-15", "a Sunday becomes the Monday"),
        ("2020-01-31", "2020-03-02", "there is no 31 February: 29 February, a Saturday, so the Monday"),
        ("2021-01-31", "2021-03-01", "28 February, a Sunday, so the Monday"),
        ("2020-04-25", "2020-05-25", "a holiday on a Monday stays: the rule speaks of weekends only"),
        ("2020-12-31", "2021-02-01", "over the end of a year: 31 January, a Sunday"),
    ],
)
def test_a_month_after_the_paper_and_the_monday_of_a_weekend(paper, now, why):
    assert MONTH.ends({"next_hearing": paper}) == date.fromisoformat(now), why


def test_the_rule_reaches_hearings_of_its_days_from_the_day_it_was_said():
    def moved(hearing: str, today: str) -> date | None:
        return law.moved(date.fromisoformat(hearing), date.fromisoformat(today), "San Ysidro")

    assert moved("2020-05-12", "2020-05-09") is None
    assert moved("2020-05-12", "2020-05-10") == date(2020, 6, 12)
    assert moved("2020-05-09", "2020-05-10") is None and moved("2020-06-09", "2020-05-10") is None


def test_a_second_shift_counts_from_the_new_day():
    first = MONTH.ends({"next_hearing": "2020-01-31"})
    assert MONTH.ends({"next_hearing": first.isoformat()}) == date(2020, 4, 2)


def test_a_moved_hearing_is_work_until_they_were_told(aid, page):
    claim = aid.case(1).claims[0]
    aid.on("2020-05-09")
    aid.does(DecideTrack(claim=claim, track="remain", by="us_officer"))
    paper = aid.paper(claim, day="2020-05-13", hour="08:30", place="san_diego")
    assert "moved" not in aid.kinds() and "No rule" in aid.refused(MovedByRule(claim=claim, paper=paper))
    aid.on("2020-05-10")
    assert "moved" in aid.kinds() and "15 June 2020" in page("/desk/claims/changed")
    aid.does(MovedByRule(claim=claim, paper=paper))
    [new] = aid.db.one("SELECT id FROM claims_paper WHERE kind='moved'")
    assert "moved" not in aid.kinds() and "Nobody has told them yet" in page("/desk/claims/changed")
    made = Prepare(claim=claim, paper=new, bridge_hour="04:30", port_hour="05:30")
    aid.does(Reached(claim=claim, notice=aid.does(made).body["notice"], how="read_back"))
    assert "said back in own words" in page("/desk/claims/changed")
    assert aid.seen(claim).stands[0].counts.day == date(2020, 6, 15)
    assert aid.db.one("SELECT COUNT(*) FROM claims_book")[0] == 1
    assert_replays(aid.office)

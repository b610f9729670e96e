"""Papers, not a hearing date: they stand side by side, contradict one another, and a person says which one counts."""

from __future__ import annotations

import pytest

from tests.town import assert_replays
from ventanilla.rooms.claims.actions import (
    Decided,
    Held,
    MarkValid,
    Missed,
    Prepare,
    Reached,
    Reset,
    WritePaper,
)

SAN_DIEGO = {"place": "san_diego", "hour": "12:30"}


@pytest.fixture
def claim(aid):
    claim = aid.case(1).claims[0]
    aid.on("2019-02-10")
    return claim


def test_two_dates_for_one_hearing_need_a_lawyer_until_one_is_marked(aid, claim, page):
    """San Diego, March 2019: two papers for one hearing, and people at the port on both days."""
    first = aid.paper(claim, what="hearing", printed="2019-01-31", day="2019-03-14", **SAN_DIEGO)
    assert [one.code for one in aid.seen(claim).stands] == ["one"]
    second = aid.paper(claim, what="tear", issuer="cbp", printed="2019-01-31", day="2019-03-19", **SAN_DIEGO)
    [stand] = aid.seen(claim).stands
    assert stand.doubt and stand.counts is None and [one.id for one in stand.apart] == [first, second]
    shown = page(f"/desk/claims/claim/{claim}")
    assert "Needs a lawyer: which paper counts" in shown
    assert "14 March 2019" in shown and "19 March 2019" in shown
    assert "paper" in aid.kinds()

    aid.does(MarkValid(claim=claim, paper=second, because="hotline"))
    [stand] = aid.seen(claim).stands
    assert stand.code == "valid" and stand.counts.id == second and "paper" not in aid.kinds()
    aid.does(MarkValid(claim=claim, paper=first, because="lawyer_checked"))
    states = dict(aid.db.all("SELECT id, state FROM claims_paper"))
    assert states == {first: "valid", second: "stands"}
    assert_replays(aid.office)


def test_a_paper_that_comes_after_the_mark_and_says_another_day_asks_again(aid, claim):
    first = aid.paper(claim, printed="2019-01-31", day="2019-03-14", **SAN_DIEGO)
    aid.does(MarkValid(claim=claim, paper=first, because="court_said"))
    aid.paper(claim, printed="2019-02-01", day="2019-03-14", **SAN_DIEGO)
    assert aid.seen(claim).stands[0].code == "valid"
    aid.paper(claim, printed="2019-02-02", day="2019-04-02", **SAN_DIEGO)
    assert aid.seen(claim).stands[0].doubt


def test_a_tear_sheet_with_a_day_after_the_case_had_ended_needs_a_lawyer(aid, claim):
    aid.does(Decided(claim=claim, outcome="denied", day="2019-02-08"))
    sheet = aid.paper(claim, what="tear", issuer="cbp", printed="2019-02-09", day="2019-04-20", **SAN_DIEGO)
    [stand] = aid.seen(claim).stands
    assert (
        stand.doubt and [one.id for one in stand.apart] == [sheet] and "after the case has ended" in stand.why
    )
    assert "paper" in aid.kinds()


def test_the_next_hearing_after_one_that_took_place_is_no_contradiction(aid, claim):
    aid.paper(claim, printed="2019-01-31", day="2019-02-20", **SAN_DIEGO)
    aid.on("2019-02-21")
    later = aid.paper(claim, printed="2019-02-20", day="2019-05-06", **SAN_DIEGO)
    [stand] = aid.seen(claim).stands
    assert stand.code == "one" and stand.counts.id == later


def test_hour_place_and_day_each_make_a_contradiction_and_an_interview_is_another_matter(aid, claim):
    aid.paper(claim, day="2019-03-14", **SAN_DIEGO)
    aid.paper(claim, what="interview", issuer="uscis", day="2019-03-01", hour="09:00", place="san_diego")
    assert not aid.seen(claim).doubts
    aid.paper(claim, day="2019-03-14", hour="08:30", place="san_diego")
    assert len(aid.seen(claim).doubts) == 1


def test_a_process_number_is_sealed_and_never_shown(aid, claim, page):
    aid.paper(claim, day="2019-03-14", number="A123456789", **SAN_DIEGO)
    assert not aid.db.one("SELECT 1 FROM journal_entry WHERE body LIKE '%123456789%'")
    assert "123456789" not in page(f"/desk/claims/claim/{claim}")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"day": "2019-03-10", "hour": "02:30", "place": "san_diego"}, "the clocks go forward"),
        ({"day": "2019-11-03", "hour": "01:30", "place": "san_diego"}, "comes twice"),
        ({"hour": "09:00"}, "an hour and no day"),
        ({"day": "2019-03-14", "hour": "09:00", "place": "other"}, "which clock"),
        ({"day": "2019-03-14", "printed": "2019-02-11"}, "before it was printed"),
        ({"place": "nowhere"}, "not known here"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(aid, claim, said, sentence):
    assert sentence in aid.refused(WritePaper(claim=claim, **said))


def test_an_hour_that_comes_twice_is_asked_about_and_each_answer_is_an_hour_apart(aid, claim):
    said = {"day": "2019-11-03", "hour": "01:30", "place": "san_diego"}
    for which in ("first", "second"):
        aid.paper(claim, twice=which, **said)
    moments = [row[0] for row in aid.db.all("SELECT utc FROM claims_paper ORDER BY seq")]
    assert moments == ["2019-11-03T08:30", "2019-11-03T09:30"]


def test_a_hearing_is_missed_only_after_its_day_and_once(aid, claim):
    paper = aid.paper(claim, day="2019-03-14", **SAN_DIEGO)
    assert "not come yet" in aid.refused(Missed(claim=claim, paper=paper))
    aid.on("2019-03-15")
    aid.does(Missed(claim=claim, paper=paper, reason="way"))
    assert "already" in aid.refused(Missed(claim=claim, paper=paper))


def test_a_hearing_that_took_place_is_no_alarm_and_cannot_be_missed(aid, claim):
    paper = aid.paper(claim, day="2019-03-14", **SAN_DIEGO)
    assert "not come yet" in aid.refused(Held(claim=claim, paper=paper))
    aid.on("2019-03-15")
    assert "past" in aid.kinds()
    aid.does(Held(claim=claim, paper=paper))
    assert "past" not in aid.kinds() and "already" in aid.refused(Missed(claim=claim, paper=paper))
    assert_replays(aid.office)


def test_a_paper_of_another_claim_is_refused(aid, claim):
    paper = aid.paper(aid.case(1).claims[0], day="2019-03-14", **SAN_DIEGO)
    assert "does not belong" in aid.refused(MarkValid(claim=claim, paper=paper, because="newer"))


def test_re_set_says_which_paper_takes_the_place_of_which(aid, claim):
    old = aid.paper(claim, day="2019-03-14", **SAN_DIEGO)
    undated = aid.paper(claim, what="other")
    new = aid.paper(claim, day="2019-05-14", **SAN_DIEGO)
    assert "name a day" in aid.refused(Reset(claim=claim, paper=old, now=undated))
    interview = aid.paper(claim, what="interview", issuer="uscis", day="2019-03-01")
    aid.does(MarkValid(claim=claim, paper=interview, because="court_said"))
    assert "about a hearing" in aid.refused(Reset(claim=claim, paper=old, now=interview))
    aid.does(Reset(claim=claim, paper=old, now=new))
    assert {one.counts.id for one in aid.seen(claim).stands} == {new, interview}
    assert "already" in aid.refused(Reset(claim=claim, paper=old, now=new))
    assert "re-set" in aid.refused(MarkValid(claim=claim, paper=old, because="newer"))
    assert "new paper" in aid.refused(Prepare(claim=claim, paper=old))
    assert aid.seen(claim).stands[0].counts.id == new


def test_posted_is_not_reached(aid, claim):
    paper = aid.paper(claim, day="2019-02-12", **SAN_DIEGO)
    assert "notice" in aid.kinds()
    done = aid.does(Prepare(claim=claim, paper=paper, bridge_hour="08:00", port_hour="09:00"))
    notice = done.body["notice"]
    aid.does(Reached(claim=claim, notice=notice, how="posted"))
    [alarm] = [one for one in aid.alarms() if one.kind == "notice"]
    assert "has not reached them" in alarm.words and alarm.sharp
    aid.does(Reached(claim=claim, notice=notice, how="handed", language="ht"))
    assert "notice" not in aid.kinds()
    assert "already" in aid.refused(Reached(claim=claim, notice=notice, how="posted"))
    aid.does(Reached(claim=claim, notice=notice, how="read_back", language="ht"))


def test_my_place_shows_papers_that_contradict_side_by_side_and_names_nobody(aid, office, passer_by):
    from ventanilla.rooms.place.actions import MakeCode

    case = aid.case(2, name="Sintetica Visible")
    aid.on("2019-02-10")
    code = aid.town.do(MakeCode(ticket=case.family.ticket)).shown["code"]
    page = passer_by.post("/place", {"code": code, "language": "en"}).content.decode()
    assert "What your papers say" not in page
    aid.paper(case.claims[0], day="2019-03-14", hour="12:30", place="san_diego")
    aid.paper(case.claims[1], day="2019-03-14", hour="12:30", place="san_diego")
    page = passer_by.post("/place", {"code": code, "language": "en"}).content.decode()
    assert page.count("Thursday 14 March 2019, 12:30") == 1 and "which paper counts" not in page
    aid.paper(case.claims[0], what="tear", issuer="cbp", day="2019-03-19", hour="12:30", place="san_diego")
    page = passer_by.post("/place", {"code": code, "language": "en"}).content.decode()
    assert "Thursday 14 March 2019, 12:30" in page and "Tuesday 19 March 2019, 12:30" in page
    assert "which paper counts" in page and "Visible" not in page and "Honduras" not in page

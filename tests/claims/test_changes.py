"""What a change of the rules does to open claims is a work list: who is touched, and why."""

from __future__ import annotations

from tests.town import assert_replays
from ventanilla.rooms.claims import changes, law, reads
from ventanilla.rooms.claims.actions import AskTrack, Decided, ToldChange

PORT = {"manner": "port", "entry_mx": "2018-10-19"}


def listed(aid):
    return changes.changes(reads.open_claims(aid.office, aid.today()), aid.today(), "en")


def test_remain_in_mexico_touches_whoever_waits_on_the_day_it_begins(aid, page):
    claim, done = aid.case(1, facts=PORT).claims[0], aid.case(1, facts=PORT).claims[0]
    aid.case(1)  # without facts: nothing can be asked
    aid.on("2019-01-27")
    assert [one.kept.ask for one in listed(aid)] == []
    aid.does(Decided(claim=done, outcome="relief"))
    aid.on("2019-01-30")
    [one] = listed(aid)
    assert one.seen.row.id == claim and one.kept.ask == "mpp_return"
    assert (one.kept.code, one.now.code, one.book) == ("NO", "MAY", False)
    assert any(line.rule == "US-MPP1" for line in one.why.because)
    shown = page("/desk/claims/changed")
    assert (
        "May they be returned to Mexico to wait?" in shown and "the law is another one on this day" in shown
    )
    assert aid.db.one("SELECT 1 FROM web_view WHERE page='rule changes'")

    aid.does(AskTrack(claim=claim))
    assert listed(aid) == []
    row = aid.seen(claim).row
    assert (row.track, row.track_code) == ("", "MAY") and {"track", "told"} <= aid.kinds()
    aid.does(ToldChange(claim=claim, how="message", language="ht"))
    assert "told" in aid.kinds(), "a message that was sent has not been heard"
    aid.does(ToldChange(claim=claim, how="read_back", language="ht"))
    assert "told" not in aid.kinds()
    assert_replays(aid.office)


def test_another_book_is_kept_beside_the_first_and_said_to_be_another(aid, monkeypatch):
    from dataclasses import replace

    from ventanilla.rooms.claims.proof import rederive
    from ventanilla.rulebook.book import Book, book

    claim = aid.case(1, facts=PORT).claims[0]
    first = book()
    rules = [
        replace(rule, on=tuple(replace(on, start="2018-12-01") for on in rule.on)) if rule.id in ("US-MPP1", "US-MPP1-PRACTICE") else rule
        for rule in first.rules.values()
    ]  # fmt: skip
    other = Book.of(rules, first.terms.values())
    monkeypatch.setattr(law, "_book", lambda: other)
    for one in listed(aid):
        assert one.book
    aid.does(AskTrack(claim=claim))
    kept = [row[0] for row in aid.db.all("SELECT hash FROM claims_book ORDER BY seq")]
    assert kept == [first.hash, other.hash]
    monkeypatch.undo()
    found = rederive(aid.office)
    assert found.books == 2 and found.faults == []


def test_what_officers_may_do_is_asked_for_the_day_they_met_the_person(aid):
    """Who came in before Remain in Mexico began is not touched by it; who came in after may be returned."""
    before = aid.case(1, facts={"manner": "between", "entry": "2018-12-01", "arrival": "2018-12-01"}).claims[
        0
    ]
    aid.on("2019-04-10")
    after = aid.case(1, facts={"manner": "between", "entry": "2019-04-01", "arrival": "2019-04-01"}).claims[0]
    rows = {one: {a.ask: a.code for a in aid.seen(one).answers}["mpp_return"] for one in (before, after)}
    assert rows == {before: "NO", after: "MAY"} and listed(aid) == []
    assert (aid.seen(before).row.track, aid.seen(after).row.track) == ("inside", "")

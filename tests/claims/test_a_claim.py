"""A claim from intention to end, as legal aid writes it down; the tables rebuilt from the journal are the live ones."""

from __future__ import annotations

import pytest

from tests.town import assert_replays, assert_right, both_engines
from ventanilla.rooms.claims.actions import Decided, Missed, Prepare, Reached, Reset

PORT = {"manner": "port", "entry_mx": "2018-10-19"}
HEARING = {"printed": "2019-01-30", "day": "2019-03-20", "hour": "12:30", "place": "san_diego"}


@both_engines
def test_from_intention_to_decision(aid, page, client_of):
    case = aid.case(1, facts=PORT)
    [claim] = case.claims
    seen = aid.seen(claim)
    assert (seen.row.track, seen.row.track_by, seen.row.track_code) == ("queue", "rule", "WAIT")
    assert str(seen.row.listed) == "2018-12-05" and seen.row.listed_seq
    assert {one.ask: one.code for one in seen.answers}["mpp_return"] == "NO"

    aid.on("2019-01-30")
    first = aid.paper(claim, **HEARING)
    notice = aid.does(
        Prepare(
            claim=claim,
            paper=first,
            language="ht",
            bridge_hour="07:30",
            port_hour="08:30",
            way="Bis jiska ponte",
        )
    ).body["notice"]
    assert aid.seen(claim).notices[0].state == "prepared"
    pdf = client_of("legal").get(f"/desk/claims/notice/{notice}")
    assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")
    aid.does(Reached(claim=claim, notice=notice, how="read_back", language="ht"))

    aid.on("2019-03-21")
    aid.does(Missed(claim=claim, paper=first, reason="turned_back"))
    assert "missed" in aid.kinds()
    second = aid.paper(claim, **HEARING | {"printed": "2019-03-21", "day": "2019-05-02"})
    aid.does(Reset(claim=claim, paper=first, now=second, by="court"))
    assert "missed" not in aid.kinds() and aid.seen(claim).stands[0].counts.id == second

    aid.on("2019-05-03")
    aid.does(Decided(claim=claim, outcome="denied", ground="words of the judge"))
    assert aid.seen(claim).row.state == "decided"
    shown = page(f"/desk/claims/claim/{claim}")
    assert "words of the judge" in shown and "was re-set" in shown and "missed" in shown
    assert_right(aid.office)
    assert_replays(aid.office)


@pytest.mark.days(on=["2018-12-05"])
def test_days_are_the_offices_own_wherever_the_machine_stands(aid):
    """At 23:00 in Tijuana it is the next day in UTC, and the day after noon in Auckland."""
    aid.office.clock.set(aid.office.clock.now().replace(hour=7, day=4))  # 23:00 on 3 December in Tijuana
    claim = aid.case(1, country="MX", facts={"entry_mx": "2018-10-19"}).claims[0]
    seen = aid.seen(claim)
    assert str(seen.row.since) == "2018-12-03"
    [due] = [one for one in seen.dues if one.due.term == "MX-REF30"]
    assert due.left == 0 and seen.row.track == "mexico"
    paper = aid.paper(
        claim, what="interview", issuer="comar", day="2018-12-20", hour="23:30", place="comar_tijuana"
    )
    row = aid.db.one("SELECT day, hour, utc FROM claims_paper WHERE id=?", (paper,))
    assert (str(row[0]), row[1], row[2]) == ("2018-12-20", "23:30", "2018-12-21T07:30")

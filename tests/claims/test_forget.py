"""After forgetting, nothing that a claim rests on can be read any more: no page, no file, no printed notice."""

from __future__ import annotations

from tests.town import assert_replays, assert_right
from ventanilla.journal.entry import CLAIM
from ventanilla.rooms.claims.actions import (
    Address,
    AskLawyer,
    Decided,
    Interviewed,
    Lawyer,
    LawyerSaid,
    PersonAsks,
    Prepare,
    WritePaper,
)
from ventanilla.rooms.line.actions import Forget

CANARY = "Quetzalcanaria"


def test_no_page_and_no_file_holds_what_was_sealed(aid, office, client_of):
    case = aid.case(1, facts={"manner": "port", "client_of": CANARY, "state": CANARY})
    [claim], [person] = case.claims, case.family.people
    paper = aid.does(
        WritePaper(
            claim=claim, day="2018-12-20", hour="09:00", number=CANARY, words=CANARY, place="comar_tijuana"
        )
    ).body["paper"]
    asked = aid.does(AskLawyer(claim=claim, question="other", words=CANARY))
    question = asked.part(person, CLAIM)["question"]
    notice = aid.does(Prepare(claim=claim, paper=paper, way=CANARY)).body["notice"]
    for action in (
        Address(claim=claim, address=f"Calle {CANARY}"), Lawyer(claim=claim, name=CANARY, reach=CANARY),
        LawyerSaid(claim=claim, question=question, answer="go_on", lawyer=CANARY, words=CANARY),
        Interviewed(claim=claim, which="other", words=CANARY), PersonAsks(person=person, topic="home", words=CANARY),
        Decided(claim=claim, outcome="denied", ground=CANARY),
    ):  # fmt: skip
        aid.does(action)
    legal, address = client_of("legal"), f"/desk/claims/claim/{claim}"
    assert legal.get(address).content.decode().count(CANARY) >= 8
    aid.town.do(Forget(who=person, leave=True))
    for where in (address, f"/desk/claims/notice/{notice}"):
        assert legal.get(where).status_code == 404
    pages = [
        "/desk/claims",
        "/desk/claims/changed",
        "/desk/claims/day/2018-12-20",
        f"/desk/claims/household/{case.family.id}",
    ]
    pages += [f"/desk/household/{case.family.id}", "/desk/journal"]
    pages += [
        f"/desk/journal/{row[0]}"
        for row in aid.db.all("SELECT seq FROM journal_entry WHERE kind LIKE 'claims.%'")
    ]
    for where in pages:
        answer = legal.get(where)
        assert answer.status_code == 200 and CANARY not in answer.content.decode(), where
    held = [
        one.name for one in office.folder.rglob("*") if one.is_file() and CANARY.encode() in one.read_bytes()
    ]
    assert held == []
    assert_right(office)
    assert_replays(office)

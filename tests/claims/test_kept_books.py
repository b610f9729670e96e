"""Every decision by rule can be derived again: the book is kept once, as data, and the facts are sealed."""

from __future__ import annotations

import json

from click.testing import CliRunner

from tests.town import assert_replays
from ventanilla.cli import cli
from ventanilla.journal.entry import CLAIM
from ventanilla.journal.reader import Reader
from ventanilla.rooms.claims import law
from ventanilla.rooms.claims.actions import AskTrack
from ventanilla.rooms.claims.proof import rederive
from ventanilla.rooms.line.actions import Forget

PORT = {"manner": "port", "entry_mx": "2018-10-19"}


def test_a_book_is_kept_once_before_its_first_answer(aid):
    case = aid.case(2, facts=PORT)
    aid.does(AskTrack(claim=case.claims[0]))
    kept = aid.db.all("SELECT seq, body FROM journal_entry WHERE kind='claims.book'")
    first = aid.db.one("SELECT MIN(seq) FROM journal_entry WHERE kind='claims.answered'")
    assert len(kept) == 1 and kept[0][0] < first[0]
    body = json.loads(kept[0][1])
    assert body["hash"] == law.book_hash() == law.kept(body["book"]).hash


def test_an_answer_keeps_its_day_and_book_in_the_open_and_the_rest_sealed(aid):
    case = aid.case(1, facts=PORT | {"health": "known", "fear_mx": "said", "member_of": "CASA"})
    entries = [
        one
        for one in Reader(aid.db, aid.office.keys).history(case.claims[0])
        if one.kind == "claims.answered"
    ]
    parts = {one.part(one.subject, CLAIM)["ask"]: one for one in entries}
    one = parts["mpp_return"]
    assert set(one.body) == {"claim", "household", "day", "book"}
    assert (one.body["day"], one.body["book"]) == ("2018-12-05", law.book_hash())
    said = one.part(one.subject, CLAIM)
    assert said["code"] == "NO" and "US-MPP1" in said["rules"] and said["cards"][0]["member_of"] == ["CASA"]


def test_verify_derives_every_answer_again_and_counts_the_forgotten(aid, office):
    case, other = aid.case(1, facts=PORT), aid.case(1, facts=PORT)
    found = rederive(office)
    assert found.faults == [] and found.forgotten == 0 and found.same == 8 and found.books == 1
    aid.town.do(Forget(who=other.family.people[0], leave=True))
    found = rederive(office)
    assert (found.same, found.forgotten, found.faults) == (4, 4, [])
    assert aid.seen(other.claims[0]) is None and aid.seen(case.claims[0]) is not None
    done = CliRunner().invoke(cli, ["--office", str(office.folder), "verify"])
    assert done.exit_code == 0 and "4 answers derived again with 1 kept book, 4 forgotten" in done.output
    assert_replays(office)


def test_verify_finds_an_answer_that_the_kept_book_does_not_give(aid, office, monkeypatch):
    ask = law.ask

    def lies(question, *about):
        told = ask(question, *about)
        return told._replace(code="MAY") if question == "mpp_return" else told

    monkeypatch.setattr(law, "ask", lies)
    case = aid.case(1, facts=PORT)
    monkeypatch.undo()
    [row] = aid.db.all("SELECT seq FROM claims_answer WHERE claim=? AND ask='mpp_return'", (case.claims[0],))
    assert rederive(office).faults == [
        (row[0], "the kept rulebook does not give the answer that was written down")
    ]

"""What a claim says is sealed: the journal says that something happened, and only legal aid reads what it was."""

from __future__ import annotations

import json
import re

import pytest

from tests.town import assert_replays, both_engines, fresh_scratch
from ventanilla.journal.action import desk_actions
from ventanilla.journal.entry import CLAIM
from ventanilla.journal.reader import Reader
from ventanilla.journal.replay import rebuild
from ventanilla.rooms.claims.actions import (
    Address,
    Appeal,
    AskTrack,
    CorrectDeadline,
    Decided,
    DecideTrack,
    Held,
    Interviewed,
    Lawyer,
    LawyerSaid,
    MarkValid,
    Missed,
    MovedByRule,
    PersonAsks,
    Prepare,
    Reached,
    Removed,
    Reset,
    ReturnHome,
    TakenBack,
    ToldChange,
)

OPEN = {"claim", "household", "day", "since", "listed", "listed_seq", "received", "paper", "now", "old", "notice", "book"}  # fmt: skip
"""All that a body may say: whose claim, the desk's own days, which paper or notice, and the hash of a book."""
WHOLE = {"claims.intention", "claims.facts", "claims.answered", "claims.track_by_rule", "claims.track", "claims.paper",
         "claims.valid", "claims.missed", "claims.held", "claims.reset", "claims.moved", "claims.notice", "claims.reached",
         "claims.interviewed", "claims.standing", "claims.question", "claims.question_back", "claims.ask_lawyer",
         "claims.lawyer_said", "claims.lawyer", "claims.address", "claims.deadline", "claims.told"}  # fmt: skip
HEARING = {"hour": "08:30", "place": "san_diego"}


def a_whole_life(aid) -> tuple[str, str]:
    """Everything that can be written about a claim; (claim, household)."""
    case = aid.case(1, facts={"manner": "port", "entry_mx": "2018-10-19", "health": "known"})
    [claim], [person] = case.claims, case.family.people
    aid.does(LawyerSaid(claim=claim, question=aid.ask(claim, "missed"), answer="do_not", lawyer="Licenciada"))
    for action in (
        Lawyer(claim=claim, name="Licenciada", reach="664"), Address(claim=claim, address="Calle 12, Tijuana"),
        CorrectDeadline(claim=claim, term="US-1YEAR", last="2019-11-18", lawyer="Licenciada"),
        Interviewed(claim=claim, which="fear_mx", end="not"), ToldChange(claim=claim, language="ht"),
        DecideTrack(claim=claim, track="remain", by="judge", words="as the judge said"), AskTrack(claim=claim),
    ):  # fmt: skip
        aid.does(action)
    first, second = (aid.paper(claim, day=day, **HEARING) for day in ("2018-12-06", "2018-12-07"))
    aid.does(MarkValid(claim=claim, paper=first, because="hotline"))
    notice = aid.does(
        Prepare(claim=claim, paper=first, language="ht", bridge_hour="06:00", port_hour="07:00")
    )
    aid.does(Reached(claim=claim, notice=notice.body["notice"], how="posted"))
    aid.on("2018-12-08")
    aid.does(Missed(claim=claim, paper=first, reason="danger"))
    aid.does(Reset(claim=claim, paper=first, now=second, by="closed"))
    aid.does(Held(claim=claim, paper=second))
    aid.does(PersonAsks(person=person, topic="home", words="her mother is ill"))
    aid.does(ReturnHome(claim=claim, told=True))
    aid.does(TakenBack(person=person, topic="home"))
    aid.does(Decided(claim=claim, outcome="in_absentia", ground="did not come"))
    aid.does(Appeal(claim=claim))
    aid.on("2020-05-10")
    aid.does(MovedByRule(claim=claim, paper=aid.paper(claim, day="2020-05-13", **HEARING)))
    aid.does(Removed(claim=claim, ground="an order"))
    return claim, case.family.id


def test_no_body_says_more_than_that_something_happened(aid):
    a_whole_life(aid)
    rows = aid.db.all(
        "SELECT kind, body FROM journal_entry WHERE kind LIKE 'claims.%' AND kind<>'claims.book'"
    )
    assert {kind for kind, _body in rows} == WHOLE, "the story does everything that writes an entry"
    for kind, text in rows:
        assert set(json.loads(text)) <= OPEN, kind
        assert not re.search(
            "2018-12-0[67]|2020-0[56]-1[23]|in_absentia|remain|san_diego|MPP|NEEDS|US-", text
        ), kind


def test_every_action_of_the_room_is_in_that_story():
    """A new action cannot write in the open unnoticed: what it writes must be named here too."""
    kinds = {one.kind for one in desk_actions() if one.kind.startswith("claims.") and one.own}
    assert kinds <= WHOLE


def test_protection_refusal_removal_and_going_home_look_alike_in_the_open(aid):
    alone = [aid.case(1) for _ in range(4)]
    ends = [
        Decided(claim=alone[0].claims[0], outcome="relief"),
        Decided(claim=alone[1].claims[0], outcome="denied"),
    ]
    ends.append(Removed(claim=alone[2].claims[0], ground="an order"))
    aid.does(PersonAsks(person=alone[3].family.people[0], topic="home", words="asks"))
    ends.append(ReturnHome(claim=alone[3].claims[0], told=True))
    done = [aid.town.do(one, aid.legal).entries for one in ends]
    assert [len(one) for one in done] == [1, 1, 1, 1]
    assert {(one[0].kind, *sorted(one[0].body)) for one in done} == {
        ("claims.standing", "claim", "household")
    }
    assert [one[0].part(one[0].subject, CLAIM)["state"] for one in done] == [
        "decided",
        "decided",
        "removed",
        "returned",
    ]


def test_the_question_of_a_person_is_the_same_kind_whatever_it_is_about(aid):
    person = aid.case(1).family.people[0]
    asked = [
        aid.does(PersonAsks(person=person, topic=one, words="asks")) for one in ("home", "family", "other")
    ]
    assert {(one.kind, *sorted(one.body)) for one in asked} == {("claims.question", "day", "household")}


def test_replay_without_the_keys_works_and_leaves_the_cells_empty(aid):
    claim, _household = a_whole_life(aid)
    target = fresh_scratch()
    rebuild(aid.db, target, None)
    row = target.one(
        "SELECT country, outcome, track, track_code, state, address FROM claims_claim WHERE id=?", (claim,)
    )
    assert row == ("", "", "", "", "open", "")
    assert {tuple(row) for row in target.all("SELECT day, hour, place, kind FROM claims_paper")} <= {(None, "", "", ""), (None, "", "", "moved")}  # fmt: skip
    assert not target.one("SELECT 1 FROM claims_answer") and not target.one("SELECT 1 FROM claims_asked")


SAID = (
    "ordered removed",
    "nobody came",
    "in danger",
    "returned to wait",
    "her mother",
    "removed by",
    "going home",
    "6 December",
)


@pytest.mark.parametrize("role", ["keeper", "helper", "coordinator", "auditor", "planner"])
def test_only_legal_aid_reads_what_a_claim_says(aid, client_of, page, role):
    claim, household = a_whole_life(aid)
    shown = page(f"/desk/claims/claim/{claim}").lower()
    assert "ordered removed because nobody came" in shown and "in danger, or kept from coming" in shown
    for address in (
        "/desk/claims",
        f"/desk/claims/claim/{claim}",
        "/desk/claims/day/2018-12-07",
        "/desk/claims/changed",
    ):
        assert client_of(role).get(address).status_code == 403, address
    seqs = [
        row[0]
        for row in aid.db.all(
            "SELECT seq FROM journal_entry WHERE kind LIKE 'claims.%' AND kind<>'claims.book'"
        )
    ]
    pages = ["/desk/journal", f"/desk/household/{household}", f"/desk/claims/household/{household}"]
    for address in pages + [f"/desk/journal/{seq}" for seq in seqs]:
        answer = client_of(role).get(address)
        told = [one for one in SAID if one in answer.content.decode()] if answer.status_code == 200 else []
        assert told == [] and answer.status_code in (200, 403), (address, told)


def test_the_household_page_says_that_there_is_a_claim_and_the_family_page_lets_colleagues_write(aid, page):
    claim, household = a_whole_life(aid)
    assert "Somebody wants to ask for protection." in page(f"/desk/household/{household}", "keeper")
    assert "missed" not in page(f"/desk/household/{household}", "keeper")
    shown = page(f"/desk/claims/household/{household}", "helper")
    assert "There is a claim." in shown and f"/do/claims.paper?claim={claim}" in shown
    assert "asylum in the United States" not in shown and "refuge in Mexico" not in shown


@both_engines
def test_every_row_of_a_forgotten_person_is_gone_and_the_others_stay(aid):
    from ventanilla.rooms.claims.actions.forgotten import OF_A_CLAIM, OF_A_PERSON
    from ventanilla.rooms.line.actions import Forget

    claim, _household = a_whole_life(aid)
    other = aid.case(1, facts={"manner": "port"})
    person = aid.seen(claim).person.id
    for table in OF_A_CLAIM:
        assert aid.db.one(f"SELECT 1 FROM {table} WHERE claim=?", (claim,)), table
    aid.town.do(Forget(who=person, leave=True))
    for table in OF_A_CLAIM:
        assert not aid.db.one(f"SELECT 1 FROM {table} WHERE claim=?", (claim,)), table
    assert [
        aid.db.all(f"SELECT person FROM {table} WHERE person=?", (person,)) for table in OF_A_PERSON[1:]
    ] == [[], []]
    assert aid.db.all("SELECT person FROM claims_claim") == [(other.family.people[0],)]
    assert aid.db.one("SELECT 1 FROM claims_answer WHERE claim=?", (other.claims[0],))
    opened = [one.part(person, CLAIM) for one in Reader(aid.db, aid.office.keys).history(person)]
    assert set(map(str, opened)) == {"{}"}
    assert_replays(aid.office)


def test_every_table_of_the_room_but_the_books_is_named_in_forgetting():
    from django.apps import apps

    from ventanilla.rooms.claims.actions.forgotten import OF_A_CLAIM, OF_A_PERSON

    tables = {one._meta.db_table for one in apps.get_app_config("claims").get_models()}
    assert tables == {*OF_A_CLAIM, *OF_A_PERSON, "claims_book"}


def test_what_is_typed_about_a_claim_is_never_kept_for_whoever_logs_in_next(aid, passer_by):
    """The session is over: a form of the line is kept, the facts of a claim and a second word are not."""
    from ventanilla.web.models import Draft

    case = aid.case(1)
    typed = {"once": "a" * 22, "person": case.family.people[0], "card-fear_mx": "said"}
    for kind in ("claims.facts", "claims.question", "place.second_word"):
        answer = passer_by.post(f"/do/{kind}", typed)
        assert answer.status_code == 302 and "gone" in answer.url and "draft" not in answer.url
    assert Draft.objects.count() == 0
    passer_by.post("/do/line.register", {"once": "b" * 22, "list": "tijuana"})
    assert Draft.objects.count() == 1


def test_only_legal_aid_can_find_out_whether_somebody_asked_about_going_home(aid, client_of):
    """Taking a question back is refused where there is none: whoever may try it could ask who asked."""
    case = aid.case(1)
    for role in ("keeper", "helper", "coordinator"):
        answer = client_of(role).post(
            "/do/claims.question_back", {"person": case.family.people[0], "topic": "home"}
        )
        assert answer.status_code == 403

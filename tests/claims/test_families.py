"""Families stay together: what would part one asks a lawyer first, and nobody is ever proposed to go home."""

from __future__ import annotations

import inspect

from tests.town import assert_replays
from ventanilla.journal.action import desk_actions
from ventanilla.rooms.claims.actions import (
    Appeal,
    DecideTrack,
    Intention,
    LawyerSaid,
    PersonAsks,
    Removed,
    ReturnHome,
    TakenBack,
)
from ventanilla.rooms.line.actions import AddMember, RemoveMember
from ventanilla.rooms.registry.actions import Member

PORT = {"manner": "port", "entry_mx": "2018-10-19"}
RETURN = {"told": True, "ground": "own words"}


def test_another_way_for_one_member_asks_a_lawyer_first(aid):
    case = aid.case(2, facts=PORT)
    aid.on("2019-02-20")
    away = DecideTrack(claim=case.claims[0], track="remain", by="us_officer", words="as the officer said")
    assert "A lawyer is asked first" in aid.refused(away)
    question = aid.ask(case.claims[0])
    assert "A lawyer is asked first" in aid.refused(away), "a question is not yet an answer"
    aid.does(LawyerSaid(claim=case.claims[0], question=question, answer="do_not", lawyer="Li"))
    assert "A lawyer is asked first" in aid.refused(away)
    aid.does(LawyerSaid(claim=case.claims[0], question=question, answer="go_on", lawyer="Li"))
    aid.does(away)
    assert "apart" in aid.kinds()
    assert_replays(aid.office)


def test_the_same_way_for_all_needs_no_lawyer(aid):
    case = aid.case(2)
    for claim in case.claims:
        aid.does(DecideTrack(claim=claim, track="remain", by="us_officer"))
    assert "apart" not in aid.kinds()


def test_what_a_person_decided_outranks_the_rule_and_both_are_seen(aid):
    from ventanilla.rooms.claims.actions import AskTrack

    case = aid.case(1, facts=PORT)
    bare = DecideTrack(claim=case.claims[0], track="inside", by="us_officer")
    assert "why it went another way" in aid.refused(bare)
    aid.does(DecideTrack(claim=case.claims[0], track="inside", by="us_officer", words="let in at once"))
    aid.does(AskTrack(claim=case.claims[0]))
    row = aid.seen(case.claims[0]).row
    assert (row.track, row.track_by, row.track_code) == ("inside", "us_officer", "WAIT")
    assert "against" in aid.kinds()


def test_different_days_in_one_family_are_an_alarm_on_the_day_they_appear(aid):
    case = aid.case(2)
    aid.on("2019-02-10")
    aid.paper(case.claims[0], day="2019-03-14", hour="12:30", place="san_diego")
    assert "days" not in aid.kinds()
    aid.paper(case.claims[1], day="2019-03-15", hour="12:30", place="san_diego")
    assert "days" in aid.kinds()


def test_a_child_born_in_mexico_is_one_question_to_a_lawyer(aid):
    case = aid.case(2, facts=PORT)
    assert "law" not in aid.kinds()
    child = Member(name="Bebe Sintetico", birth_year=2018, birth_kind="exact", nationality="MX")
    aid.town.do(AddMember(household=case.family.id, member=child, why="born"))
    alarms = [one for one in aid.alarms() if one.kind == "law"]
    assert len(alarms) == 1 and "different nationalities" in alarms[0].words
    aid.ask(case.claims[0], "law")
    assert "law" not in aid.kinds() and "question" in aid.kinds()


def test_turning_18_is_one_question_too(aid):
    aid.case(1, birth_year=2000)
    assert "turns 18" in next(one.words for one in aid.alarms() if one.kind == "law")


def test_going_home_answers_only_the_persons_own_question(aid):
    case = aid.case(1)
    [claim], [person] = case.claims, case.family.people
    home = ReturnHome(claim=claim, **RETURN)
    assert "Nobody may propose it" in aid.refused(home)
    aid.does(PersonAsks(person=person, topic="home", words="Sintetica asks how to go home"))
    assert "read to them" in aid.refused(ReturnHome(claim=claim))
    aid.does(TakenBack(person=person, topic="home"))
    assert "Nobody may propose it" in aid.refused(home), "a question that was taken back is no question"
    aid.does(PersonAsks(person=person, topic="home", words="asks again"))
    aid.does(home)
    assert aid.seen(claim).row.state == "returned"
    aid.does(TakenBack(person=person, topic="home"))
    assert aid.seen(claim).row.state == "open"
    assert_replays(aid.office)


def test_one_member_alone_does_not_go_home_before_a_lawyer_was_asked(aid):
    case = aid.case(2)
    aid.does(PersonAsks(person=case.family.people[0], topic="home", words="asks"))
    home = ReturnHome(claim=case.claims[0], **RETURN)
    assert "A lawyer is asked first" in aid.refused(home)
    aid.does(PersonAsks(person=case.family.people[1], topic="home", words="asks too"))
    aid.does(home)


def test_no_action_can_propose_going_home_to_more_than_one_person():
    kinds = {"claims.question", "claims.return_home"}
    for action in (one for one in desk_actions() if one.kind in kinds):
        fields = action.model_fields
        assert not action.bulk and not any("tuple" in str(one.annotation) for one in fields.values())
        assert ("claim" in fields) != ("person" in fields)
    assert 'asks(desk, claim.person, "home")' in inspect.getsource(ReturnHome.decide)


def test_the_question_about_going_home_is_in_no_list_and_in_nobody_elses_words(aid, page):
    case = aid.case(1)
    [claim] = case.claims
    assert "goes home" not in page(f"/desk/claims/claim/{claim}").lower()
    aid.does(PersonAsks(person=case.family.people[0], topic="home", words="wants to see her mother"))
    shown = page(f"/desk/claims/claim/{claim}")
    assert "They asked about going home" in shown and "believed less" in shown
    for role in ("helper", "keeper"):
        assert "mother" not in page(f"/desk/household/{case.family.id}", role)
        assert "going home" not in page(f"/desk/household/{case.family.id}", role)


def test_a_removal_is_recorded_and_a_lawyer_is_asked_in_the_same_step(aid, page):
    """It has happened, so it is never refused; and it stays work until the lawyer has spoken, wherever the person is."""
    case = aid.case(2)
    claim, person = case.claims[0], case.family.people[0]
    removed = Removed(claim=claim, ground="order of removal")
    assert len(aid.town.do(removed, aid.legal).entries) == 1, (
        "one entry: no second one tells what the first one was"
    )
    assert aid.seen(claim).row.state == "removed" and {"apart", "question"} <= aid.kinds()
    assert not aid.db.one("SELECT 1 FROM journal_entry WHERE body LIKE '%order of removal%'")
    assert "already" in aid.refused(removed)

    aid.town.do(RemoveMember(person=person, why="left"))
    [alarm] = [one for one in aid.alarms() if one.kind == "question"]
    assert "Somebody was removed" in alarm.words and alarm.claim == claim
    assert "Somebody was removed" in page("/desk/claims") and "order of removal" in page(
        f"/desk/claims/claim/{claim}"
    )
    question = aid.seen(claim).open_questions[0].id
    aid.does(
        LawyerSaid(claim=claim, question=question, answer="other", lawyer="Li", words="an appeal is filed")
    )
    assert "question" not in aid.kinds()
    assert_replays(aid.office)


def test_a_removal_after_an_appeal_asks_once_while_the_first_question_is_open(aid):
    claim = aid.case(1).claims[0]
    aid.does(Removed(claim=claim, ground="an order"))
    aid.does(Appeal(claim=claim))
    aid.does(Removed(claim=claim, ground="an order again"))
    assert [one.about for one in aid.seen(claim).open_questions] == ["removed"]
    assert_replays(aid.office)


def test_a_family_is_asked_as_one_and_a_child_of_another_nationality_needs_a_lawyer(aid):
    """C109 of the record: the mother may be returned, the child is Mexican and may not be in the programme."""
    case = aid.case(1, facts={"manner": "port"})
    child = Member(name="Bebe Sintetico", birth_year=2018, birth_kind="exact", nationality="MX")
    aid.town.do(AddMember(household=case.family.id, member=child, why="born"))
    [before] = [one.words for one in aid.alarms() if one.kind == "law"]
    assert "asked as one family" not in before, (
        "in December 2018 nobody is returned: the rules treat all alike"
    )
    aid.on("2019-08-01")
    [alarm] = [one.words for one in aid.alarms() if one.kind == "law"]
    assert "asked as one family, the rules do not treat its members alike" in alarm


def test_a_family_that_the_rules_treat_alike_is_no_alarm(aid):
    aid.case(2, facts={"manner": "port"})
    aid.on("2019-08-01")
    assert "law" not in aid.kinds()


def test_many_claims_at_one_address_are_one_work_item(aid):
    from ventanilla.rooms.claims.actions import Address

    for n in range(6):
        claim = aid.case(1).claims[0]
        aid.does(Address(claim=claim, address=f"Calle de Ejemplo {'12' if n % 2 else '1 2'}, Tijuana"))
        assert ("address" in aid.kinds()) == (n == 5)
    assert not aid.db.one("SELECT 1 FROM journal_entry WHERE body LIKE '%Ejemplo 1%'")


def test_a_claim_moves_with_its_person_when_a_household_parts(aid):
    from ventanilla.rooms.claims import reads
    from ventanilla.rooms.line.actions import Split

    case = aid.case(2)
    aid.town.do(Split(people=[case.family.people[1]]))
    now = reads.claims_of(aid.office, case.family.id, aid.today())
    assert [one.row.id for one in now] == [case.claims[0]]
    assert "already" in aid.refused(Intention(person=case.family.people[1]))

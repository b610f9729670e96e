"""Deadlines say from which event, by which count, which first and last day; the earlier counts, a lawyer's word stays."""

from __future__ import annotations

from datetime import date

from tests.town import assert_replays
from ventanilla.rooms.claims.actions import CorrectDeadline, Facts, LawyerSaid

CARAVAN = {"entry_mx": "2018-10-19"}


def due(aid, claim, term):
    return next(one for one in aid.seen(claim).dues if one.due.term == term)


def test_the_refuge_term_of_the_caravan_had_ended_on_3_december(aid, page):
    claim = aid.case(1, country="MX", facts=CARAVAN).claims[0]
    one = due(aid, claim, "MX-REF30")
    assert (one.due.first, one.last, one.left) == (date(2018, 10, 20), date(2018, 12, 3), -2)
    assert one.due.count == "30 working days" and one.due.calendar == "COMAR" and one.late
    seen = aid.seen(claim)
    assert (seen.row.track, seen.row.track_code) == ("", "NEEDS_LAWYER"), (
        "late is a lawyer's question, never a flat no"
    )
    shown = page(f"/desk/claims/claim/{claim}")
    assert "Computed here; the paper or the court decides." in shown and "From 20 October 2018 to" in shown


def test_due_today_is_not_late(aid):
    claim = aid.case(1, country="MX", facts=CARAVAN).claims[0]
    aid.office.clock.set(aid.office.clock.now().replace(day=3))
    one = due(aid, claim, "MX-REF30")
    assert one.left == 0 and not one.late
    [alarm] = [one for one in aid.alarms() if one.kind == "deadline"]
    assert alarm.sharp and "today is the last day" in alarm.words


def test_of_two_possible_first_days_the_earlier_last_day_counts_and_both_are_shown(aid, page):
    claim = aid.case(1, country="MX", facts=CARAVAN | {"entry_mx_or": "2018-10-29"}).claims[0]
    one = due(aid, claim, "MX-REF30")
    assert one.last == date(2018, 12, 3) and len(one.due.others) == 1 and one.due.others[0] > one.last
    assert "By the other possible first day" in page(f"/desk/claims/claim/{claim}")
    assert aid.seen(claim).row.track_code == "UNKNOWN", (
        "one reading is in time, the other is not: nobody guesses"
    )


def test_a_lawyers_correction_counts_stays_and_shows_what_was_computed(aid, page):
    case = aid.case(1, facts={"arrival": "2018-11-20", "entry": "2018-11-20", "manner": "between"})
    [claim] = case.claims
    assert due(aid, claim, "US-1YEAR").last == date(2019, 11, 20)
    aid.does(CorrectDeadline(claim=claim, term="US-1YEAR", last="2019-11-18", lawyer="Licenciada de Ejemplo"))
    aid.does(
        Facts(
            person=case.family.people[0],
            card={"arrival": "2018-11-21", "entry": "2018-11-20", "manner": "between"},
        )
    )
    one = due(aid, claim, "US-1YEAR")
    assert one.last == date(2019, 11, 18) and one.due.last == date(2019, 11, 21)
    assert "Corrected by a lawyer; computed was 21 November 2019" in page(f"/desk/claims/claim/{claim}")
    assert "no such deadline" in aid.refused(
        CorrectDeadline(claim=claim, term="XX", last="2019-11-18", lawyer="Li")
    )
    assert_replays(aid.office)


def test_a_claim_that_is_filed_has_no_such_deadline_and_an_opening_is_no_alarm(aid):
    facts = {"arrival": "2018-11-20", "entry": "2018-11-20", "manner": "between", "filed": "2018-12-01"}
    claim = aid.case(1, facts=facts).claims[0]
    terms = {one.due.term: one.due.opens for one in aid.seen(claim).dues}
    assert "US-1YEAR" not in terms and terms.get("US-EAD-150") is True
    aid.on("2019-04-25")
    assert "deadline" not in aid.kinds()


def test_a_term_that_is_over_stays_an_alarm_until_a_lawyer_has_spoken_of_it(aid):
    claim = aid.case(1, country="MX", facts=CARAVAN).claims[0]
    late = [one for one in aid.alarms() if one.kind == "deadline"]
    assert [one.sharp for one in late] == [True] and "Ask a lawyer" in late[0].words
    question = aid.ask(claim, "deadline")
    assert [one.sharp for one in aid.alarms() if one.kind == "deadline"] == [False]
    aid.does(LawyerSaid(claim=claim, question=question, answer="go_on", lawyer="Li"))
    assert "deadline" not in aid.kinds() and due(aid, claim, "MX-REF30").late

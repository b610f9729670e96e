"""All ways of both countries for one person: never a no before the question was asked, and never help to go home."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.rulebook.test_why import CARDS, DAYS
from ventanilla.rulebook.book import book
from ventanilla.rulebook.options import Stands, changes_most, options
from ventanilla.rulebook.ways import WAYS
from ventanilla.rulebook.when import Moment

HONDURAN = {"nat": "HN", "age": 30, "transit": ["GT", "MX"]}


def ways(card: dict, day: str = "2018-12-05", known: str | None = None) -> dict:
    """How each way stands in Tijuana on a day."""
    found = options(
        book(), card, Moment(day, "America/Tijuana"), "Tijuana", "San Ysidro", day if known is None else known
    )
    return {one.way.name: one for one in found}


def test_on_5_december_2018_a_claim_is_open_at_and_between_ports_and_remain_in_mexico_does_not_exist():
    found = ways(HONDURAN)
    assert found["claim-at-port"].stands is Stands.OPEN
    assert found["claim-after-entry"].stands is Stands.OPEN
    assert found["remain-in-mexico"].stands is Stands.CLOSED


def test_it_is_not_yet_from_the_day_on_which_it_was_announced():
    assert ways(HONDURAN, "2018-12-21")["remain-in-mexico"].stands is Stands.NOT_YET
    assert ways(HONDURAN, "2019-01-30")["remain-in-mexico"].stands is Stands.OFFICER


def test_what_was_not_asked_leaves_a_way_open_to_doubt():
    refuge = ways(HONDURAN)["refuge-mexico"]
    assert refuge.stands is Stands.DEPENDS and refuge.missing == ("entry_mx",)
    late = ways({**HONDURAN, "entry_mx": "2018-10-19"})["refuge-mexico"]
    assert late.stands is Stands.LAWYER and late.until == "2018-12-03"


def test_who_has_asked_already_is_told_no_last_day():
    known = {**HONDURAN, "entry_mx": "2018-11-20"}
    assert ways(known)["refuge-mexico"].until == "2019-01-03"
    assert ways({**known, "refuge_open": True})["refuge-mexico"].until == ""


def test_the_one_answer_that_settles_most_is_named():
    assert changes_most(ways({}).values()) == "nat"
    assert changes_most(ways({**HONDURAN, "entry_mx": "2018-11-20", "visa": "H-2A"}).values()) == "job_offer"


def test_an_end_that_nobody_had_announced_is_not_told():
    assert ways(HONDURAN)["claim-after-entry"].changes == ""
    assert ways(HONDURAN, known="")["claim-after-entry"].changes == "2018-12-19"


def test_help_to_go_home_is_never_a_way():
    assert not any(wish.ask.startswith("return_") for way in WAYS for wish in way.wishes)
    assert not any(
        "IOM" in rule
        for way in WAYS
        for wish in way.wishes
        for rule in getattr(book().questions[wish.ask], "any_of", ())
    )


@given(CARDS, DAYS, st.sampled_from(["nat", "age", "transit", "entry_mx", "unacc"]))
def test_answering_a_question_never_closes_a_way_that_did_not_hang_on_it_or_hold_it(card, day, fact):
    """A way that is closed without a fact stays closed with it: no answer was needed to close it."""
    less = {name: value for name, value in card.items() if name != fact}
    for name, before in ways(less, day).items():
        if before.stands is Stands.CLOSED and fact in card and fact != "unacc":
            assert ways(card, day)[name].stands in (Stands.CLOSED, Stands.NOT_YET)

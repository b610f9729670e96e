"""Cases made from the rules: what a lawyer reads beside the source, and what notices a rule that was changed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.boundaries import KEPT, changed, lines, read
from ventanilla.rulebook.book import Book, book
from ventanilla.rulebook.boundaries import boundary_cases
from ventanilla.rulebook.boundary_case import BoundaryCase, ask
from ventanilla.rulebook.conditions import Holds
from ventanilla.rulebook.decide import carded, decide
from ventanilla.rulebook.edges import Edge, own_places, zone_of
from ventanilla.rulebook.meetings import meeting
from ventanilla.rulebook.rule import Rule
from ventanilla.rulebook.when import Moment

CASES = boundary_cases(book())
KEPT_TEXT = KEPT.read_text(encoding="utf-8")


def of(rule: str, **wanted) -> list[BoundaryCase]:
    """The cases of a rule that have these values."""
    return [c for c in CASES if c.of == rule and all(getattr(c, k) == v for k, v in wanted.items())]


def with_rule(rule: Rule) -> Book:
    """The book with another rule in the place of one of its own."""
    return replace(book(), rules={**book().rules, rule.id: rule})


def test_the_kept_answers_are_those_of_the_rules_of_today():
    now, kept = lines(CASES), KEPT_TEXT.splitlines()[1:-1]
    apart = sorted({line.rstrip(",") for line in kept} ^ set(now))
    assert not apart, f"read the difference, then: ./run python -m tools.boundaries --write\n{apart[:5]}"
    assert len(kept) == len(now)


def test_every_kept_case_can_be_asked_again_without_the_rules_it_was_made_from():
    assert len(list(read(KEPT_TEXT))) == len(CASES)
    assert list(changed(book(), KEPT_TEXT)) == []


def test_a_rule_that_ends_a_day_later_answers_a_kept_case_in_another_way_and_says_which():
    bar = book().rules["US-TRANSIT"]
    later = with_rule(replace(bar, on=(replace(bar.on[0], end="2020-07-01"),)))
    days = {
        (case.day, was[:2], now[:2]) for case, was, now in changed(later, KEPT_TEXT) if case.kind == "rule"
    }
    assert ("2020-06-30", "NO", "YE") in days


def test_a_rule_that_is_gone_is_said_and_is_no_crash():
    rules = {id_: rule for id_, rule in book().rules.items() if id_ != "US-BAR18"}
    assert any(
        "no 'US-BAR18'" in now for _case, _was, now in changed(replace(book(), rules=rules), KEPT_TEXT)
    )


def test_the_day_before_the_day_and_the_day_after_are_asked_at_each_place_of_the_rule_and_one_outside():
    places = own_places(book().rules, book().rules["US-TRANSIT"])
    assert "El Paso" in places and "Dilley" in places and len(places) == 27
    for place in places:
        answers = [
            of("US-TRANSIT", day=day, place=place, edge=Edge.BEGINS)[0].answer.code
            for day in ("2019-07-15", "2019-07-16", "2019-07-17")
        ]
        assert answers == (["NO", "NO", "NO"] if place == "Dilley" else ["NO", "YES", "YES"])


def test_an_hour_is_asked_a_minute_before_and_at_it_on_the_clock_of_the_rule_and_of_the_place():
    asked = {
        (c.card.get("entry"), c.zone): c.answer.code
        for c in of("US-STB", place="San Ysidro", edge=Edge.BEGINS)
        if len(c.card.get("entry", "")) > 10
    }
    assert asked[("2024-06-04T21:00", "America/Los_Angeles")] == "NO"
    assert asked[("2024-06-04T21:01", "America/Los_Angeles")] == "YES"
    assert asked[("2024-06-05T00:00", "America/New_York")] == "NO"
    assert asked[("2024-06-05T00:01", "America/New_York")] == "YES"


def test_those_on_the_list_before_the_rule_are_asked_apart_and_a_paused_order_asks_for_a_lawyer():
    """The day a name was put on the list is a legal fact: the order of November 2019 covers those listed before."""
    metered = [c for c in of("US-TRANSIT", place="El Paso") if c.card.get("list_date") == "2019-07-15"]
    codes = {c.day: c.answer.code for c in metered if c.edge in (Edge.ORDER_BEGINS, Edge.PAUSE_BEGINS)}
    assert (codes["2019-11-18"], codes["2019-11-19"]) == ("YES", "NO")
    assert (codes["2019-12-19"], codes["2019-12-20"]) == ("NO", "LAWYER")


def test_every_exception_is_claimed_by_somebody():
    claimed = {name for c in of("US-CLP", edge=Edge.PERSON) for name in c.card}
    assert {"unacc", "appt", "denied_in", "medical_emergency", "threatened", "trafficked"} <= claimed


def test_every_nationality_is_answered_in_one_line():
    [case] = [c for c in of("MX-TVTF") if c.kind == "codes"]
    assert case.answer.code == "others: NO; in force | BZ GT: YES; in force"


def test_a_return_is_asked_on_the_days_on_which_the_other_country_turns():
    days = {c.day for c in of("US-MPP1", edge=Edge.NEEDED)}
    assert {"2019-02-12", "2019-02-13", "2020-01-28", "2020-01-29"} <= days


def test_every_rule_reaches_somebody_but_those_on_paper_and_orders_that_never_took_hold():
    nobody = []
    for rule in book().rules.values():
        for on in rule.on:
            met = meeting(book(), rule, on)
            at = Moment(met.asked, zone_of(met.place, rule.zone))
            if decide(book().rules, rule.id, carded(met.card, at), at, met.place).holds is not Holds.YES:
                nobody.append(rule.id)
    assert sorted(nobody) == ["US-FLORES-REG", "US-H2B-FY20"]


def test_the_cases_of_one_rule_are_its_own_and_an_unknown_name_is_an_error():
    assert {c.of for c in boundary_cases(book(), "US-10888")} == {
        "US-10888", "US-10888/asylum", "US-10888/withholding",
    }  # fmt: skip
    with pytest.raises(KeyError):
        boundary_cases(book(), "US-NOTHING")


def test_cases_come_out_alike_each_time_and_no_two_are_alike():
    again = boundary_cases(Book.of_data(json.loads(json.dumps(book().data))))
    assert [c.input for c in again] == [c.input for c in CASES] and len({c.input for c in CASES}) == len(
        CASES
    )


@given(st.sampled_from(CASES))
def test_a_book_answers_a_case_alike_however_often_it_is_asked(case):
    assert ask(book(), case) == case.answer

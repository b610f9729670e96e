"""The same rules over columns: nobody is answered otherwise than alone, and the byte keeps the reason."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ventanilla.rulebook.asking import Asked, First, Question, dressed
from ventanilla.rulebook.book import Book, book
from ventanilla.rulebook.columns import Codes, Columns, Numbers, answers, diff_counts, encode, reason, reasons
from ventanilla.rulebook.columns import plain as in_numpy
from ventanilla.rulebook.columns.answers import Change
from ventanilla.rulebook.columns.layout import holds_of
from ventanilla.rulebook.columns.made_up import made_up
from ventanilla.rulebook.columns.people import PLACE_NAMES, card_of
from ventanilla.rulebook.columns.reasons import engine, every
from ventanilla.rulebook.conditions import All, Ask, Card, Condition, Holds, Judged, Not, Some
from ventanilla.rulebook.decide import Finding, carded, conditions, day_that_counts, decide
from ventanilla.rulebook.inforce import State, cell
from ventanilla.rulebook.places import PLACES
from ventanilla.rulebook.rule import Effect, On, Rule, Said
from ventanilla.rulebook.when import Moment
from ventanilla.rulebook.words import (
    age,
    appointment,
    average,
    entry,
    health,
    list_date,
    member_of,
    nat,
    transit,
)

PEOPLE = 20_000
CROSSED = {"nat": "HN", "manner": "between", "entry": "2018-11-15"}


def alone(people: Columns, number: int) -> tuple[Card, Moment, str]:
    """One of them as the rules meet them alone: card, day and place."""
    place = PLACE_NAMES[people.places[number]]
    at = Moment(date.fromordinal(int(people.days[number])).isoformat(), PLACES[place].zone)
    return carded(card_of(people, number), at), at, place


def found_alone(rules: Book, name: str, person: tuple[Card, Moment, str], known: str = "") -> Finding:
    id_, _, effect = name.partition("/")
    return decide(rules.rules, id_, *person, known, effect)


def others_than_alone(rules: Book, people: Columns, count: int, known: str = "") -> list[str]:
    """Everybody whom columns answer otherwise than alone; empty: nobody."""
    found = reasons(rules, people, known=known)
    holds = {name: found.holds(name) for name in every(rules.rules)}
    return [
        f"{name}: {Holds(int(column[n])).name} for {person}"
        for n in range(count)
        for person in [alone(people, n)]
        for name, column in holds.items()
        if found_alone(rules, name, person, known).holds != column[n]
    ]


def test_twenty_thousand_people_are_answered_alike_alone_and_in_both_engines():
    people = made_up(book(), PEOPLE, seed=5)
    assert others_than_alone(book(), people, PEOPLE) == []
    assert np.array_equal(reasons(book(), people).bytes, reasons(book(), people, steps=in_numpy).bytes)


def test_people_are_answered_alike_by_what_was_known_on_an_earlier_day():
    people = made_up(book(), 2_000, seed=6)
    assert others_than_alone(book(), people, 2_000, known="2019-08-01") == []


def test_the_compiled_engine_is_used_where_numba_is_there():
    pytest.importorskip("numba")
    assert engine().__name__.endswith("kernel")


def test_where_numba_is_missing_the_book_is_read_and_columns_answer_the_same():
    code = (
        "import sys; sys.modules['numba'] = None\n"
        "from ventanilla.rulebook.book import book\n"
        "from ventanilla.rulebook.columns import encode, reasons\n"
        f"people = encode([{CROSSED!r}], ['2018-11-15'], ['San Ysidro'])\n"
        "print(reasons(book(), people, ('US-BAR18',)).holds('US-BAR18')[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(int(Holds.YES))


def test_every_byte_tells_the_reason_that_one_alone_is_told():
    people = made_up(book(), 400, seed=7)
    found = reasons(book(), people)
    for n in range(len(people)):
        card, at, place = alone(people, n)
        for name in every(book().rules):
            one = found_alone(book(), name, (card, at, place))
            day = day_that_counts(one.rule, card, at).text
            told = reason(int(found.of(name)[n]), one.rule, day, place, one.effect.what)
            assert told.holds is one.holds
            assert told.standing == one.standing or told.part
            assert told.part == first_of_the_weakest(one, card), name


def first_of_the_weakest(one: Finding, card: Card) -> Condition | str | None:
    if one.standing.holds is one.holds:
        return None
    there = cell(one.rule, one.effect.what, Moment(one.day, PLACES[one.place].zone), one.place)
    parts: list[tuple[Condition | str, Holds]] = [
        (part, part.holds(card)) for part in conditions(one.rule, there)
    ]
    parts += [(need.rule.id, need.holds) for need in one.other]
    return next(part for part, holds in parts if holds is one.holds)


# --- any condition a rule may be made of -----------------------------------------------------------

LEAVES = (
    nat.isin("HN", "SV"), nat.listed("GT", off=("BZ",)), age.between(18, 60), age.below(18), age.at_least(61),
    entry.on_or_after("2018-11-10"), entry.before("2018-11-19"), entry.days_ago(more_than=13), transit.given,
    member_of.has("CASA", "ASAP"), member_of.has("ASAP"), health.given, appointment.given, average.below(1500),
    list_date.before("2019-07-16"), Ask(replace(health.fact, judged=True, silent=transit.fact.silent)).given,
)  # fmt: skip
CONDITIONS = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(Judged, inner)
        | st.builds(All, st.tuples(inner, inner))
        | st.builds(Some, st.tuples(inner, inner))
    ),
    max_leaves=4,
)
CARDS = st.fixed_dictionaries(
    {},
    optional={
        "nat": st.sampled_from(["HN", "GT", "BZ", "FR"]),
        "age": st.sampled_from([17, 18, 60, 60.5, 61]),
        "entry": st.sampled_from(["2018-11-09", "2018-11-10", "2018-11-18", "2018-11-19"]),
        "list_date": st.sampled_from(["2019-07-15", "2019-07-16"]),
        "appt": st.just("2023-02-01"),
        "transit": st.sampled_from([[], ["MX"], ["GT", "MX"]]),
        "member_of": st.sampled_from([[], ["CASA"], ["ASAP", "X"], ["X"]]),
        "health": st.sampled_from(["known", ""]),
        "series": st.fixed_dictionaries({"average": st.sampled_from([1499, 1499.5, 1500, 2000])}),
    },
)
DAYS = st.sampled_from(["2018-11-22", "2018-11-23", "2018-11-24"])


def rule_of(id_: str, when: Condition, **more: Any) -> Rule:
    said = Said("a rule", "una regla")
    body: dict[str, Any] = {
        "effects": (Effect("opens", id_, said),), "counts": "asking", "zone": "America/New_York",
        "on": (On("2018-01-01"),), **more,
    }  # fmt: skip
    return Rule(id_, country="US", basis="memo", title=said, when=(when,), **body)


@given(CONDITIONS, CONDITIONS, st.lists(st.tuples(CARDS, DAYS), min_size=1, max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_condition_holds_for_a_column_as_it_holds_for_each(when, unless, rows):
    needed = rule_of("B", unless, counts="entry", on=(On("2018-11-10", "2018-11-19"),))
    rules = Book.of([rule_of("A", when, unless=(unless,), needs=("B",), counts="start"), needed], [])
    cards, days = [card for card, _ in rows], [day for _, day in rows]
    people = encode(cards, days, ["El Paso"] * len(rows))
    expected = [
        [decide(rules.rules, id_, *(lambda at: (dressed(card, at, "El Paso"), at))(Moment(day, PLACES["El Paso"].zone)), "El Paso").holds
         for card, day in rows] for id_ in ("A", "B")
    ]  # fmt: skip
    for steps in (engine(), in_numpy):
        found = reasons(rules, people, steps=steps)
        assert [found.holds(id_).tolist() for id_ in ("A", "B")] == expected


# --- questions -------------------------------------------------------------------------------------

ASKS = sorted(name for name, one in book().questions.items() if isinstance(one, Question | First))


@pytest.mark.parametrize("ask", ASKS)
def test_a_question_is_answered_in_columns_as_it_is_to_each(ask: str):
    people = made_up(book(), 250, seed=8)
    found = answers(book(), ask, people)
    for n in range(len(people)):
        one = book().questions[ask].answer(Asked(book(), *alone(people, n)))
        assert found.words[found.codes[n]] == one.code


def test_a_question_whose_answer_is_a_day_is_refused_and_named():
    with pytest.raises(TypeError, match="file_until"):
        answers(book(), "file_until", made_up(book(), 1, seed=1))


# --- stories ---------------------------------------------------------------------------------------


def test_the_bar_of_november_2018_is_stopped_by_the_order_and_the_byte_says_which():
    people = encode([CROSSED] * 2, ["2018-11-15", "2018-12-05"], ["San Ysidro"] * 2)
    found = reasons(book(), people, ("US-BAR18",)).of("US-BAR18")
    rule = book().rules["US-BAR18"]
    before, after = (
        reason(int(byte), rule, day, "San Ysidro")
        for byte, day in zip(found, ("2018-11-15", "2018-12-05"), strict=True)
    )
    assert (before.holds, before.standing.state) == (Holds.YES, State.ON)
    assert (after.holds, after.standing.state) == (Holds.NO, State.BLOCKED)
    assert after.standing.owner is rule.off[0]


def test_a_return_that_mexico_does_not_admit_says_that_mexicos_rule_failed():
    child = {"nat": "HN", "age": 9, "fear_mx": "none"}
    people = encode([child], ["2019-02-01"], ["San Ysidro"])
    found = reasons(book(), people, ("US-MPP1",))
    assert (
        reason(int(found.of("US-MPP1")[0]), book().rules["US-MPP1"], "2019-02-01", "San Ysidro").part
        == "MX-MPP-ACCEPT"
    )


def test_a_fact_that_is_missing_is_unknown_and_one_to_be_judged_is_for_a_lawyer():
    told = {"nat": "HN", "entry": "2019-08-01", "transit": ["GT"]}
    cards = [{**told, "entry": None}, {**told, "trafficked": True}, told]
    people = encode(cards, ["2019-08-20"] * 3, ["El Paso"] * 3)
    assert [holds_of(int(byte)) for byte in reasons(book(), people).of("US-TRANSIT")] == [
        Holds.UNKNOWN, Holds.LAWYER, Holds.YES,
    ]  # fmt: skip


def test_a_person_in_mexico_is_in_the_state_of_the_place_unless_another_is_told():
    cards = [{}, {"state": "Campeche"}, {}]
    people = encode(cards, ["2019-01-01"] * 3, ["Tapachula", "Tapachula", "San Ysidro"])
    assert [card_of(people, n).get("state") for n in range(3)] == ["Chiapas", "Campeche", None]


def test_a_card_comes_back_from_the_columns_as_it_went_in():
    card = {
        "nat": "HN",
        "age": 30,
        "entry": "2019-08-01",
        "transit": ["GT", "MX"],
        "unacc": False,
        "fear_mx": "",
    }
    assert card_of(encode([card, {}], ["2019-08-20"] * 2, ["El Paso"] * 2), 0) == card


def test_a_diff_counts_the_answers_that_change_and_the_rules_that_changed_them():
    rule = book().rules["US-BAR18"]
    changed = Book.of(
        [replace(one, off=()) if one is rule else one for one in book().rules.values()], book().terms.values()
    )
    people = encode([CROSSED] * 3, ["2018-11-15", "2018-12-05", "2018-12-06"], ["San Ysidro"] * 3)
    assert diff_counts(book(), changed, "barred_entry", people) == {
        Change("NO", "YES"): 2,
        Change("NO", "YES", "US-BAR18"): 2,
    }
    assert diff_counts(book(), book(), "barred_entry", people) == {}


def test_a_rule_that_is_needed_is_decided_by_the_day_of_the_rule_that_needs_it():
    needed = rule_of("B", nat.isin("HN"), on=(On("2019-01-01"),))
    rules = Book.of([rule_of("A", nat.isin("HN"), counts="entry", needs=("B",)), needed], [])
    people = encode([{"nat": "HN", "entry": "2018-12-31"}], ["2019-02-01"], ["El Paso"])
    found = reasons(rules, people)
    assert (found.holds("A")[0], found.holds("B")[0]) == (Holds.NO, Holds.YES)
    card, at, place = alone(people, 0)
    assert decide(rules.rules, "A", card, at, place).holds is Holds.NO


# --- bad input -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("card", "day", "place", "said"),
    [
        ({"entry": "last week"}, "2019-01-01", "El Paso", "person 1, entry: 'last week' is not a day"),
        ({"age": "nine"}, "2019-01-01", "El Paso", "person 1, age: 'nine' is not a number"),
        ({"nat": ["HN"]}, "2019-01-01", "El Paso", "person 1, nat"),
        ({}, "2019-01-01", "Atlantis", "person 1: there is no place called Atlantis"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_person_and_the_field(card, day, place, said):
    with pytest.raises(ValueError, match=said):
        encode([card], [day], [place])


def test_a_column_that_does_not_fit_its_people_is_refused():
    days, places = np.array([737000] * 2, np.int32), np.zeros(2, np.uint8)
    with pytest.raises(ValueError, match="nat: 1 values for 2 people"):
        Columns({"nat": Codes(np.ones(1, np.uint8), ("HN",))}, days, places)
    with pytest.raises(ValueError, match="nat: there is no such fact, or it is not kept in Numbers"):
        Columns({"nat": Numbers(np.ones(2))}, days, places)


def test_a_rule_with_more_conditions_than_a_byte_can_name_is_refused_by_its_name():
    rules = Book.of([rule_of("LONG", nat.isin("HN"), unless=(nat.isin("GT"),) * 47)], [])
    with pytest.raises(ValueError, match="LONG: columns can tell 47 conditions"):
        reasons(rules, encode([{}], ["2019-01-01"], ["El Paso"]))


def test_nobody_at_all_is_answered_with_nothing():
    assert reasons(book(), encode([], [], [])).bytes.shape[1] == 0

"""What holds for every card on every day: nobody is told "closed" too early, and a question touches its own ways only."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from babel import Locale
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from ventanilla.rooms.place.asks import ASKS
from ventanilla.rooms.place.known import Where
from ventanilla.rooms.place.reasons import Teller
from ventanilla.rooms.place.standing import SHUT, Day, Seen, asked_most, look, reads, together
from ventanilla.rulebook.book import book
from ventanilla.rulebook.card import contradictions, flat
from ventanilla.rulebook.options import Stands

PLACES = [
    Where("Tijuana", "San Ysidro", "America/Tijuana"),
    Where("Ciudad Juarez", "El Paso", "America/Ciudad_Juarez"),
    Where("Matamoros", "Brownsville", "America/Matamoros"),
]
DAYS = st.dates(date(2018, 10, 1), date(2025, 12, 31))
SOME = ["HN", "GT", "SV", "MX", "HT", "CU", "BR", "CM"]


def values(fact: str) -> st.SearchStrategy[Any]:
    """What a person may answer to a question, as the page reads it."""
    ask = ASKS[fact]
    near = st.dates(date(2018, 10, 1), date(2025, 12, 31)).map(str)
    return {
        "yes": st.sampled_from([ask.yes, False if ask.yes is True else ""]), "day": near, "number": st.integers(0, 90),
        "country": st.sampled_from(SOME), "countries": st.lists(st.sampled_from(SOME), max_size=3),
    }[ask.kind]  # fmt: skip


ANSWERS = st.fixed_dictionaries({}, optional={fact: values(fact) for fact in ASKS})
KNOWN = st.fixed_dictionaries(
    {"manner": st.just("port"), "list_date": st.dates(date(2018, 5, 1), date(2019, 12, 31)).map(str)},
    optional={"nat": st.sampled_from(SOME), "age": st.integers(0, 90)},
)


def possible(card: dict[str, Any], day: date) -> bool:
    """Whether such a person could be: nothing contradicts, and what lies behind them lies behind them."""
    return not any(contradictions(flat(card))) and card.get("entry_mx", "") <= day.isoformat()


def by_name(seen: list[Seen]) -> dict[str, Seen]:
    return {one.option.way.name: one for one in seen}


def asked_by(one: Seen) -> set[str]:
    """Every fact that a way's rules and terms look at."""
    facts = {
        name for _ask, found in one.option.answers for finding in found.findings for name in reads(finding)
    }
    facts |= {"age"} if "unacc" in facts else set()  # an age of 18 says that nobody is a child alone
    terms = {term.starts.fact.name for _ask, found in one.option.answers for term in found.terms}
    return facts | terms | {"filed"}


@settings(max_examples=150)
@example({"manner": "port", "list_date": "2018-11-20", "nat": "HN", "age": 12}, {"unacc": True}, date(2020, 4, 1), PLACES[0])  # fmt: skip
@given(KNOWN, ANSWERS, DAYS, st.sampled_from(PLACES))
def test_no_answer_ever_opens_a_way_that_was_called_closed(known, answers, day, place):
    """ "Closed" is said only when no answer to any question of the page could change it."""
    new = {fact: value for fact, value in answers.items() if fact not in known}
    assume(possible({**known, **new}, day))
    at = Day(day, day)
    before = by_name(look(book(), known, at, place))
    after = by_name(look(book(), {**known, **new}, at, place))
    for name, one in before.items():
        if one.stands in SHUT:
            assert after[name].stands in (*SHUT, Stands.LAWYER), (name, new, after[name].stands)


@settings(max_examples=150)
@given(KNOWN, ANSWERS, st.sampled_from(sorted(ASKS)), st.data(), DAYS, st.sampled_from(PLACES))
def test_an_answer_never_changes_a_way_that_does_not_ask_for_it(known, answers, fact, data, day, place):
    assume(fact not in known)
    card = {**answers, **known}
    card.pop(fact, None)
    answered = {**card, fact: data.draw(values(fact))}
    assume(possible(card, day) and possible(answered, day))
    at = Day(day, day)
    before, after = look(book(), card, at, place), look(book(), answered, at, place)
    for one, other in zip(before, after, strict=True):
        if fact not in asked_by(one):
            assert one.stands is other.stands, (one.option.way.name, fact)


@settings(max_examples=150)
@given(KNOWN, ANSWERS, DAYS, st.sampled_from(PLACES))
def test_what_rests_on_an_unread_source_is_a_lawyers(known, answers, day, place):
    card = {**answers, **known}
    assume(possible(card, day))
    for one in look(book(), card, Day(day, day), place):
        if one.stands in (Stands.OPEN, Stands.OFFICER):
            assert all(found.checked for _ask, found in one.option.answers)
        if one.stands in SHUT:
            assert any(found.checked for _ask, found in one.option.answers)


@given(st.lists(st.sampled_from(list(Stands)), min_size=1, max_size=6))
def test_a_family_is_whole_or_a_lawyers(each):
    found = together(each)
    settled = set(each) - {Stands.DEPENDS}
    assert found is Stands.LAWYER or found in each
    if len(settled) > 1:
        assert found is Stands.LAWYER
    if found in SHUT:
        assert set(each) == {found}, "never closed for a family while one of them still hangs on an answer"


@given(KNOWN, DAYS, st.sampled_from(PLACES))
def test_the_first_question_is_one_that_a_way_hangs_on_where_any_does(known, day, place):
    seen = look(book(), known, Day(day, day), place)
    order = asked_most([seen])
    hanging = {name for one in seen if one.stands is Stands.DEPENDS for name in one.asks if name in ASKS}
    assert not hanging or order[0] in hanging


@settings(max_examples=60)
@example({"manner": "port", "nat": "HN", "list_date": "2018-12-05"}, {}, date(2020, 3, 20), PLACES[0])
@given(KNOWN, ANSWERS, DAYS, st.sampled_from(PLACES))
def test_before_the_second_word_no_reason_names_a_country_or_a_sealed_value(known, answers, day, place):
    card = {**answers, **known}
    assume(possible(card, day))
    countries = [Locale("es").territories[code] for code in SOME if code != "MX"]
    for seen in look(book(), card, Day(day, day), place):
        for reason in Teller(book(), "es").tell(seen):
            said = " ".join([*(one.sentence for one in reason.grounds), *reason.change, *reason.open])
            assert not [name for name in countries if name in said], said
            assert not re.search(r"(nacionalidad|edad|salud|temor|víctima|trata)[^;]*\(aquí: ", said), said

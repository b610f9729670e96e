"""A why is made from what was found: rule, day, place, source, what would change it; and it keeps quiet where it must."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.rulebook.asking import answer
from ventanilla.rulebook.book import book
from ventanilla.rulebook.places import PLACES, US_BORDER
from ventanilla.rulebook.printed import CASES
from ventanilla.rulebook.when import Moment
from ventanilla.rulebook.why import why

GUATEMALAN = {"nat": "GT", "age": 30, "manner": "between", "entry": "2019-07-20", "transit": ["MX"]}


def said(ask: str, card: dict, day: str, place: str, language: str = "en", open_facts: bool = True):
    """The why of one answer."""
    at = Moment(day, PLACES[place].zone)
    return why(book(), ask, answer(book(), ask, card, at, place), language, open_facts)


def test_a_block_by_place_names_the_order_its_days_its_source_and_where_the_rule_held():
    text = said("barred_transit", GUATEMALAN, "2019-08-20", "San Ysidro").text()
    assert "narrowed to California and Arizona) from 16 August 2019 to 8 September 2019. [1]" in text
    assert "it held in Texas and New Mexico" in text
    assert "https://www.cis.org/" in text


def test_the_same_in_spanish():
    text = said("barred_transit", GUATEMALAN, "2019-08-20", "San Ysidro", "es").text()
    assert "limitada a California y Arizona) del 16 de agosto de 2019 al 8 de septiembre de 2019" in text


def test_every_condition_that_fails_is_named_with_what_the_card_says():
    text = said("mpp_return", {"nat": "NI", "age": 70}, "2019-01-30", "San Ysidro").text()
    assert "nationality: Honduras, El Salvador or Guatemala (here: Nicaragua)" in text
    assert "age: 18 to 60 (here: 70)" in text


def test_what_rests_on_a_sealed_fact_is_not_read_out():
    shown = said("mpp_return", {"nat": "NI", "age": 70}, "2019-01-30", "San Ysidro", open_facts=False)
    assert "because of a fact on your card" in shown.text()
    for word in ("Nicaragua", "Honduras", "70", "60", "nationality"):
        assert word not in shown.text()


def test_what_stays_open_and_what_is_missing_are_said():
    barred = said("barred_transit", GUATEMALAN, "2019-08-20", "El Paso")
    assert barred.open == ("withholding of removal", "protection from torture (CAT)")
    assert said("barred_transit", {"transit": ["MX"]}, "2019-08-20", "El Paso").missing == (
        "day of entry",
        "nationality",
    )


def test_an_answer_from_memory_says_so():
    assert "not checked" in said("mpp_return", {"nat": "HN", "age": 30}, "2019-03-15", "Calexico").text()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.day + case.place)
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_printed_cases_can_be_explained_in_both_languages(case, language):
    for ask in case.asks:
        found = answer(book(), ask, case.card, Moment(case.day, case.zone), case.place)
        assert why(book(), ask, found, language).text()


DAYS = st.integers(0, 2700).map(lambda n: (date(2018, 1, 1) + timedelta(days=n)).isoformat())
CARDS = st.fixed_dictionaries(
    {},
    optional={
        "nat": st.sampled_from(["HN", "GT", "MX", "BR", "CM", "VE"]),
        "age": st.integers(0, 80),
        "manner": st.sampled_from(["port", "between"]),
        "transit": st.sampled_from([[], ["MX"], ["GT", "MX"]]),
        "unacc": st.booleans(),
        "visa": st.sampled_from(["H-2A", "H-2B"]),
        "entry_mx": st.just("2018-10-19"),
    },
)


@given(st.sampled_from(sorted(book().questions)), CARDS, DAYS, st.sampled_from(US_BORDER))
def test_every_answer_can_be_said_in_both_languages_and_no_sealed_fact_slips_out(ask, card, day, place):
    found = answer(book(), ask, card, Moment(day, PLACES[place].zone), place)
    for language in ("en", "es"):
        assert why(book(), ask, found, language).text()
    closed = why(book(), ask, found, "en", open_facts=False)
    lines = [line.sentence for line in (*closed.because, *closed.besides)]
    assert not any("nationality:" in line or "age:" in line for line in lines)

"""The people of the demo are made up, say so in their names, and come out as the record counted them."""

from __future__ import annotations

import time
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ventanilla.demo import people, record

MADE = people.households(20181205)
MEMBERS = [member for house in MADE for member in house.members]


def fingerprint(seed: int) -> str:
    people._made.cache_clear()
    return sha256(repr(people.households(seed)).encode()).hexdigest()


def test_same_seed_same_people_to_the_byte() -> None:
    assert fingerprint(1) == fingerprint(1) != fingerprint(2)


def test_newcomers_depend_on_seed_and_day_alone() -> None:
    day = date(2018, 12, 6)
    assert people.newcomers(1, day) == people.newcomers(1, day) != people.newcomers(2, day)
    assert all(house.listed == day for house in people.newcomers(1, day))


def test_every_name_carries_its_marker() -> None:
    later = [m for house in people.newcomers(3, date(2018, 12, 9)) for m in house.members]
    for member in MEMBERS + later:
        assert all(people.is_marked(name) for name in (member.name, *member.other_names)), member


def test_a_real_name_is_not_taken_for_a_marked_one() -> None:
    assert not people.is_marked("María Hernández López")
    assert people.is_marked("Marvin-Ejemplo")


def test_names_are_many_and_of_many_kinds() -> None:
    names = {member.name for member in MEMBERS}
    assert len(names) > 5000
    assert any("ñ" in name for name in names) and any(len(name.split()) == 1 for name in names)
    own = "".join(name for member in MEMBERS for name in member.other_names)
    assert any("\u1200" <= letter <= "\u137f" for letter in own), "some names in Ethiopic script"


def test_seven_thousand_in_the_city_and_five_thousand_listed() -> None:
    made = sum(house.size for house in MADE)
    assert made == people.EVER_REGISTERED == len(MEMBERS)
    assert abs(made - 1250 - people.IN_CITY) < 50
    assert sum(house.size for house in MADE if house.listed is None) < 1000
    assert all(house.size == len(house.members) <= 10 for house in MADE)


def test_ages_and_sexes_follow_the_census() -> None:
    counted, total = people.headcount(MADE), sum(int(figure.value) for figure in record.census().values())
    for group, figure in record.census().items():
        assert counted[group] / len(MEMBERS) == pytest.approx(int(figure.value) / total, abs=0.015)


def test_nationalities_follow_the_card_requests() -> None:
    counted, requests = people.headcount(MADE), record.card_requests()
    for nationality, count in requests.items():
        assert counted[nationality] / len(MEMBERS) == pytest.approx(count / sum(requests.values()), abs=0.025)


def test_no_child_stands_alone_and_no_day_of_birth_is_invented() -> None:
    for house in MADE:
        years = [m.birth_year for m in house.members if m.birth_year]
        adults = [m for m in house.members if m.birth_year is None or m.birth_year <= 1999]
        assert adults and (not years or all(2018 >= year > 1930 for year in years))
    assert all((m.birth_year is None) == (m.birth_kind == "unknown") for m in MEMBERS)


def test_codes_are_of_the_fixed_sets() -> None:
    for member in MEMBERS:
        assert set(member.needs) <= set(people.NEEDS) and member.sex in ("f", "m")
        assert member.birth_kind in ("exact", "about", "unknown")
        assert len(member.nationality) == 2 and member.nationality.isupper()
        assert member.languages and all(len(code) == 3 and code.islower() for code in member.languages)


def test_nobody_joins_before_arriving() -> None:
    listed = [house.listed for house in MADE if house.listed]
    assert listed == sorted(listed)
    for house in MADE:
        assert date(2018, 10, 1) <= house.arrived <= (house.listed or record.TODAY) <= record.TODAY


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), st.integers(10, 400))
def test_an_office_of_any_size_is_made(seed: int, size: int) -> None:
    made = people.households(seed, size)
    assert abs(sum(house.size for house in made) - size * people.EVER_REGISTERED / people.IN_CITY) <= 10


def test_too_few_people_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="at least 10"):
        people.households(1, 3)


def test_making_them_is_quick() -> None:
    people._made.cache_clear()
    start = time.process_time()
    people.households(9)
    assert time.process_time() - start < 1

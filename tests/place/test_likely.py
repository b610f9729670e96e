"""When a number is likely to be called, as its own page says it: in words, with its odds, its source and its score."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.place.test_opening import said, slip
from tests.town import Town, both_engines
from ventanilla.rooms.forecast import nightly
from ventanilla.rooms.forecast.models import Night, Range
from ventanilla.rooms.forecast.reads import Latest, Likely
from ventanilla.rooms.line.actions import Call
from ventanilla.rooms.place import likely
from ventanilla.rooms.place.board import Said

TODAY = date(2019, 1, 5)
DAYS = (date(2019, 1, 20), date(2019, 2, 3), date(2019, 2, 20), date(2019, 3, 20), date(2019, 4, 30))


@pytest.fixture(autouse=True)
def few_runs(monkeypatch):
    monkeypatch.setattr(nightly, "RUNS", 50)


@pytest.fixture
def english():
    """The sentences of these tests are the English ones."""
    with translation.override("en"):
        yield


@pytest.fixture
def phone(passer_by):
    passer_by.cookies["lang"] = "en"
    return passer_by


def night(**of) -> Night:
    row = {
        "list": "tijuana", "day": date(2019, 1, 4), "seq": 9, "horizon": 365, "runs": 1000, "policy": "as-of:2019-01-04",
        "past": 60, "kind": "office", "numbers": 9, "called": 340, "inside": 281, "overdue": 12, "shelters": "[]",
    }  # fmt: skip
    return Night(**{**row, **of})


def found(days=DAYS, never: int = 52, **of) -> Likely:
    return Likely(Latest(night(**of)), 1812, days, never)


def sentences(one: Likely, today: date = TODAY) -> list[str]:
    return [
        str(likely._answer(one, today)),
        *map(str, likely._odds(one, today)),
        *map(str, likely._made(one.latest)),
    ]


@pytest.mark.usefixtures("english")
def test_the_whole_of_it_in_plain_words():
    assert sentences(found()) == [
        "Most likely called between 3 February 2019 and 20 March 2019.",
        "In 1 of 10 futures earlier than 20 January 2019.",
        "In 1 of 10 futures later than 30 April 2019.",
        "In 1 of 20 futures not called by 4 January 2020.",
        "Computed in the night after 4 January 2019, from the 60 days of this list and 1,000 possible futures, with the law of that day.",
        "It holds for those who stay in the line. More or fewer calls a day, people who leave, or a new rule would change it. It is not a promise.",
        "How good they have been: of 340 numbers called in the last 30 days, 281 (82 %) were called inside the range of 8 in 10 that they were first told.",
        "Numbers that are past their range and still wait: 12.",
    ]


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("days", "answer"),
    [
        ((None,) * 5, "Most likely not called before 4 January 2020."),
        ((DAYS[0], DAYS[1], None, None, None), "Most likely not called before 3 February 2019."),
        ((date(2019, 1, 5),) * 5, "Most likely called today or in the next days."),
        ((TODAY, TODAY, *DAYS[2:]), "Most likely called between now and 20 March 2019."),
        ((DAYS[0], DAYS[1], DAYS[1], DAYS[1], DAYS[4]), "Most likely called around 3 February 2019."),
    ],
)
def test_what_lies_beyond_the_horizon_or_is_near_has_its_own_words(days, answer):
    assert sentences(found(days))[0] == answer


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("thousandths", "words"),
    [(0, "fewer than 1 of 100"), (9, "fewer than 1 of 100"), (11, "1 of 100"), (52, "1 of 20"), (104, "1 of 10"),
     (260, "1 of 4"), (500, "1 of 2"), (640, "6 of 10"), (949, "9 of 10"), (980, "nearly all")],
)  # fmt: skip
def test_odds_are_said_as_one_of_so_many(thousandths, words):
    assert f"In {words} futures" in str(likely.never_said(thousandths, Said("x")))


@given(st.integers(0, 1000))
def test_the_odds_that_are_said_are_near_the_odds_that_are_meant(thousandths):
    spoken = likely.never_said(thousandths, Said("x")).values
    share = 1000 / spoken["n"] if "n" in spoken else 100 * spoken["k"] if "k" in spoken else None
    assert share is None or 0.5 * thousandths <= share <= 2 * thousandths


@pytest.mark.usefixtures("english")
def test_before_enough_numbers_were_called_it_says_that_nobody_knows_how_good_it_is():
    few = sentences(found(called=19, inside=19, overdue=0, kind="prior"))
    assert "not known yet" in few[-1] and "This list is young" in few[-3]


@given(st.lists(st.integers(0, 400), min_size=5, max_size=5).map(sorted))
def test_the_picture_never_leaves_its_frame(offsets):
    latest = Latest(night())
    days = tuple(latest.on(one) for one in offsets)
    band = likely._band(Likely(latest, 1, days, 0), TODAY)
    if band:
        assert 0 <= band.early[0] <= 100 and 0 <= band.early[0] + band.early[1] <= 100
        assert band.early[0] <= band.middle[0] and band.middle[0] + band.middle[1] <= 101


# --- on the page ----------------------------------------------------------------------------------------------------
def opened(phone, typed: str) -> str:
    return said(phone.post("/place", {"code": typed}))


@both_engines
def test_my_place_says_it_after_the_first_night_and_stops_when_it_is_old(office, phone):
    town = Town(office)
    typed = slip(town, town.register(3).ticket)
    assert "No forecast has been made for this list yet." in opened(phone, typed)
    list(nightly.night(office))
    words = opened(phone, typed)
    assert "Most likely" in words and "Where this comes from, and how good it is" in words
    assert "Nobody can give you a date." in words and "not known yet" in words
    newer = slip(town, [town.register(9) for _n in range(3)][-1].ticket)
    assert "newer than the last forecast" in opened(phone, newer)
    town.pass_time(days=3)
    assert "too old" in opened(phone, typed)
    assert 'class="when"' not in phone.post("/place", {"code": typed}).content.decode()


def test_who_was_called_is_told_nothing_of_it(office, phone):
    town = Town(office)
    typed = slip(town, town.register(3).ticket)
    list(nightly.night(office))
    town.offer(5)
    town.do(Call(list="tijuana"))
    assert "Most likely" not in opened(phone, typed)


def test_the_page_needs_no_style_and_no_script_of_its_own(office, phone):
    town = Town(office)
    family = town.register(3)
    typed = slip(town, family.ticket)
    list(nightly.night(office))
    Range.objects.filter(list="tijuana").update(q10=20, q25=40, q50=60, q75=90, q90=120, never=50)
    page = phone.post("/place", {"code": typed}).content.decode()
    main = page[page.index("<main") :]
    assert '<svg class="when"' in main and "style=" not in main and "<script" not in main
    assert family.id not in page

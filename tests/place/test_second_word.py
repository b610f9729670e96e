"""The second word: chosen at the desk, typed on the options page, set again by two staff, gone with its household."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.place.test_opening import said, slip
from tests.place.test_options import NAMED, carried, options, way
from tests.town import Town, assert_replays, assert_right, both_engines
from ventanilla.rooms.line.actions import Forget
from ventanilla.rooms.line.models import Ticket
from ventanilla.rooms.place import opening, reading_out, second
from ventanilla.rooms.place.actions import AskSecondWordAgain, SetSecondWord
from ventanilla.rooms.place.models import SecondWord, WordDigest

WORD = "Nube de Jalapa"


@pytest.fixture
def town(office) -> Town:
    return Town(office)


@pytest.fixture(autouse=True)
def no_tries(monkeypatch) -> None:
    monkeypatch.setattr(opening, "TRIES", opening.Throttle())
    monkeypatch.setattr(reading_out, "SOURCES", reading_out.Throttle())
    monkeypatch.setattr(reading_out, "HOUSEHOLDS", reading_out.PerHousehold())


@pytest.fixture
def phone(passer_by):
    passer_by.cookies["lang"] = "en"
    return passer_by


def typed(phone, page, word: str, **more):
    return phone.post("/place/options", carried(page) | {"word": word}, **more)


def test_the_word_reads_out_what_the_page_keeps_back(town, phone):
    family = town.register(1, **NAMED)
    town.do(SetSecondWord(household=family.id, word=WORD))
    page = options(town, phone, family.ticket)
    assert "because of a fact on your card" in way(page, "border-worker-card")
    opened = typed(phone, page, "  nube DE jalapa ")
    assert "nationality: Guatemala or Belize (here: Honduras)" in way(opened, "border-worker-card")
    answered = phone.post("/place/options", carried(opened) | {"a-victim_mx": "yes"})
    assert "Were you a victim or a witness of a crime in Mexico? yes" in said(answered)
    assert WORD not in answered.content.decode()


def test_it_closes_after_fifteen_minutes_with_a_new_slip_and_with_a_new_word(
    town, helper, phone, monkeypatch
):
    family = town.register(1, **NAMED)
    town.do(SetSecondWord(household=family.id, word=WORD))
    signed = reading_out.open_facts(town.office, Ticket.objects.get(pk=family.ticket), WORD, "")
    one = Ticket.objects.get(pk=family.ticket)
    assert reading_out.facts_open(town.office, one, signed)
    monkeypatch.setattr(reading_out, "OPEN_FOR", -1)
    assert not reading_out.facts_open(town.office, one, signed)
    monkeypatch.undo()
    town.do(AskSecondWordAgain(household=family.id))
    town.do(SetSecondWord(household=family.id, word="otra palabra"), helper)
    assert not reading_out.facts_open(town.office, one, signed)
    again = reading_out.open_facts(town.office, one, "otra palabra", "")
    slip(town, family.ticket)
    assert not reading_out.facts_open(town.office, Ticket.objects.get(pk=family.ticket), again)


def test_a_wrong_word_and_no_word_get_the_same_answer_by_the_same_steps(town, phone):
    with_word, without = town.register(1, **NAMED), town.register(1, **NAMED)
    town.do(SetSecondWord(household=with_word.id, word=WORD))
    answers, steps = [], []
    for family in (with_word, without):
        page = options(town, phone, family.ticket)
        with CaptureQueriesContext(connection) as queries:
            answers.append(typed(phone, page, "something else"))
        steps.append([re.sub(r"'[HPT][^']{19}'|\b\d+\b", "?", one["sql"]) for one in queries])
    assert [answer.status_code for answer in answers] == [403, 403]
    assert all("This is not your second word." in said(answer) for answer in answers)
    assert steps[0] == steps[1]


def test_guessing_is_slowed_by_source_and_by_household(town, phone):
    family = town.register(1, **NAMED)
    town.do(SetSecondWord(household=family.id, word=WORD))
    page = options(town, phone, family.ticket)
    tries = [typed(phone, page, f"wrong {n}", REMOTE_ADDR=f"198.51.100.{n}") for n in range(6)]
    assert ["Too many wrong words." in said(one) for one in tries] == [False] * 5 + [True]
    late = typed(phone, page, WORD, REMOTE_ADDR="203.0.113.9")
    assert "Too many wrong words." in said(late), "the household waits, from wherever the guesses come"


def test_another_word_takes_two_of_the_staff_on_one_day(town, keeper, helper, legal):
    family = town.register(1, **NAMED)
    again = SetSecondWord(household=family.id, word="otra palabra")
    asks = AskSecondWordAgain(household=family.id)
    assert "no second word yet" in town.refused(asks)
    town.do(SetSecondWord(household=family.id, word=WORD))
    assert "first one of the staff asks for it" in town.refused(again, helper)
    town.do(asks, keeper)
    assert "A colleague has to set the new word." in town.refused(again, keeper)
    town.pass_time(days=1)
    assert "first one of the staff asks for it" in town.refused(again, helper), "the asking ends with its day"
    town.do(asks, keeper)
    town.do(again, legal)
    assert "first one of the staff asks for it" in town.refused(again, helper), "it is used up"
    one = Ticket.objects.get(pk=family.ticket)
    with pytest.raises(reading_out.WrongWord):
        reading_out.open_facts(town.office, one, WORD, "")
    assert reading_out.open_facts(town.office, one, "otra palabra", "")


@pytest.mark.parametrize(
    "word", ["canaria", "Zeltzin", "Canaria  Zeltzin", "HONDURAS", "honduras", "      a "]
)
def test_a_word_that_others_would_guess_first_is_refused(town, word):
    family = town.register(1, **NAMED)
    try:
        action = SetSecondWord(household=family.id, word=word)
    except ValueError as error:
        assert "at least 6" in str(error)
        return
    assert "easy to guess" in town.refused(action)


def test_the_form_asks_for_it_hidden_and_never_shows_it_again(town, client):
    family = town.register(1, **NAMED)
    form = client.get(f"/do/place.second_word?household={family.id}").content.decode()
    assert 'type="password"' in form and f'value="{family.id}"' in form
    page = client.post(
        "/do/place.second_word", {"household": family.id, "word": "short", "once": "word-0001"}
    )
    assert page.status_code == 422 and 'value="short"' not in page.content.decode()


def test_neither_journal_nor_tables_hold_the_word(town):
    family = town.register(1, **NAMED)
    town.do(SetSecondWord(household=family.id, word=WORD))
    [body] = town.db.all("SELECT body FROM journal_entry ORDER BY seq DESC LIMIT 1")
    assert body == ("{}",)
    kept = WordDigest.objects.get(pk=family.id)
    assert len(kept.digest) == 32 and second.plain(WORD).encode() not in bytes(kept.digest)


@both_engines
def test_forgetting_takes_the_word_with_it_and_replay_agrees(town):
    family, other = town.register(2, **NAMED), town.register(1, **NAMED)
    for one in (family, other):
        town.do(SetSecondWord(household=one.id, word=WORD))
    town.do(Forget(who=family.people[0]))
    assert WordDigest.objects.filter(pk=family.id).exists(), "somebody of them is still here"
    town.do(Forget(who=family.id, leave=True))
    assert not WordDigest.objects.filter(pk=family.id).exists()
    assert not SecondWord.objects.filter(pk=family.id).exists()
    assert SecondWord.objects.filter(pk=other.id).exists() and WordDigest.objects.filter(pk=other.id).exists()
    assert_right(town.office)
    assert_replays(town.office)


def test_the_person_sees_that_a_word_was_set(town, phone):
    family = town.register(1, **NAMED)
    town.do(SetSecondWord(household=family.id, word=WORD))
    town.pass_time(minutes=1)
    town.do(AskSecondWordAgain(household=family.id))
    words = said(phone.post("/place", {"code": slip(town, family.ticket)}))
    assert "A second word was set at the desk." in words
    assert "One of the staff asked to set another second word." in words


def test_an_old_copy_of_the_hash_counts_no_more(town, helper):
    """The hash lies outside the journal: one put back from an older backup must not open anything."""
    family = town.register(1, **NAMED)
    town.do(SetSecondWord(household=family.id, word=WORD))
    old = WordDigest.objects.get(pk=family.id)
    town.do(AskSecondWordAgain(household=family.id))
    town.do(SetSecondWord(household=family.id, word="otra palabra"), helper)
    old.save()
    with pytest.raises(reading_out.WrongWord):
        reading_out.open_facts(town.office, Ticket.objects.get(pk=family.ticket), WORD, "")

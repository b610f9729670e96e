"""What the port says, whom it asks for, and what becomes of a household larger than the places left."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from tests.town import Family, Town, assert_replays, assert_right, members
from ventanilla.journal.entry import NOTES, OFFICE
from ventanilla.journal.reader import Reader
from ventanilla.rooms.line.actions import Absent, Call, ConfirmDate, RegisterAndJoin, SetRules, TellOffer
from ventanilla.rooms.line.actions.said import said_to
from ventanilla.rooms.line.models import Offer
from ventanilla.rooms.line.rules import ListRules
from ventanilla.rooms.registry.actions import CameOfAge, Member

pytestmark = pytest.mark.usefixtures("english")


def tell(town: Town, **said):
    return town.do(TellOffer(list="tijuana", **said)).entry


def history(town: Town, household: str) -> list[str]:
    reader = Reader(town.db, town.office.keys)
    return [said_to(entry, household) for entry in reader.history(household)]


def rule(town: Town, larger: str) -> None:
    town.do(SetRules(list="tijuana", rules=ListRules(larger=larger)))


# --- what the port said ----------------------------------------------------------------------------------------
def test_places_none_and_no_word_are_three_answers(town):
    entries = [tell(town, word="none"), tell(town, word="no word"), tell(town, places=20, hour="07:30")]
    assert [one.word for one in Offer.objects.order_by("seq")] == ["none", "no word", "places"]
    assert [str(Reader(town.db, None).entry(one.seq).body["places"]) for one in entries] == ["0", "0", "20"]
    assert town.day()["offered"] == 20


@pytest.mark.parametrize("word", ["none", "no word", ""])
def test_without_places_nobody_is_called(town, word):
    town.register()
    if word:
        tell(town, word=word)
    assert "has not offered places today" in town.refused(Call(list="tijuana"))
    assert town.day()["offered"] == 0


def test_places_without_a_number_or_a_number_without_places_is_asked_again():
    with pytest.raises(ValidationError, match="how many places"):
        TellOffer(list="tijuana")
    with pytest.raises(ValidationError, match="choose “places”"):
        TellOffer(list="tijuana", word="none", places=3)


def test_who_told_the_desk_is_sealed(town):
    entry = tell(town, places=3, told_by="Agente Canaria")
    row = town.db.one("SELECT body, sealed FROM journal_entry WHERE seq=?", (entry.seq,))
    assert b"Canaria" not in str(row).encode()
    opened = Reader(town.db, town.office.keys).entry(entry.seq)
    assert opened.part(OFFICE, NOTES) == {"told by": "Agente Canaria"}


def test_an_offer_of_a_day_that_is_not_here_yet_is_refused(town):
    assert "future" in town.refused(TellOffer(list="tijuana", places=3, day="2018-12-06"))


# --- corrected -------------------------------------------------------------------------------------------------
def test_a_correction_replaces_the_latest_and_both_stay_in_the_journal(town):
    wrong = tell(town, places=60)
    right = tell(town, places=16, instead=True)
    assert right.body["instead"] == [wrong.seq, 60]
    assert [(one.word, one.places) for one in Offer.objects.order_by("seq")] == [
        ("replaced", 60),
        ("places", 16),
    ]
    assert town.day()["offered"] == 16
    assert town.db.one("SELECT COUNT(*) FROM journal_entry WHERE kind='line.offer'") == (2,)
    assert_replays(town.office)


def test_who_was_called_before_the_correction_keeps_the_call_and_its_place_counts(town):
    families = [town.register(3) for _ in range(4)]
    tell(town, places=3)
    assert town.call() == [families[0].id]
    tell(town, places=6, instead=True)
    assert town.call() == [families[1].id]
    assert "are taken" in town.refused(Call(list="tijuana"))
    assert (town.day()["offered"], town.day()["called_people"]) == (6, 6)
    assert_replays(town.office)


def test_corrected_to_fewer_than_were_called_nobody_is_taken_back_and_nobody_more_called(town):
    families = [town.register(3) for _ in range(4)]
    tell(town, places=6)
    town.call()
    tell(town, places=2, instead=True)
    assert "are taken" in town.refused(Call(list="tijuana"))
    assert [town.state(one.ticket) for one in families] == ["called", "called", "waiting", "waiting"]
    tell(town, word="none", instead=True)
    assert "has not offered" in town.refused(Call(list="tijuana"))
    assert town.day()["offered"] == 0
    assert_replays(town.office)


def test_there_is_nothing_to_correct_on_a_day_of_which_nothing_was_written(town):
    assert "nothing to correct" in town.refused(TellOffer(list="tijuana", places=2, instead=True))


# --- for whom ----------------------------------------------------------------------------------------------------
def one(town: Town, *people: Member) -> Family:
    done = town.do(RegisterAndJoin(list="tijuana", members=people))
    return Family(
        done.entries[0].subject,
        done.entries[1].body["ticket"],
        done.entries[1].body["number"],
        done.entries[0].body["people"],
    )


@pytest.fixture
def mixed(town) -> dict[str, Family]:
    """A line of every kind of household, in this order."""
    return {
        "woman": one(town, Member(sex="f", birth_year=1990)),
        "family": one(town, Member(sex="f", birth_year=1990), Member(sex="m", birth_year=2012)),
        "man": one(town, Member(sex="m", birth_year=1985)),
        "unknown": one(town, Member(birth_year=1985)),
        "girl": one(town, Member(sex="f", birth_year=2003)),
        "no year": one(town, Member(sex="f")),
        "pair": one(town, Member(), Member()),
        "man last": one(town, Member(sex="m")),
    }


@pytest.mark.parametrize(
    ("kind", "called"),
    [
        ("any", ["woman", "family", "man", "unknown", "girl", "no year", "pair", "man last"]),
        ("families", ["family", "pair"]),
        ("single women", ["woman", "no year"]),
        ("single men", ["man", "man last"]),
    ],
)
def test_only_those_whom_the_port_asked_for_are_called_and_nobody_is_moved(town, mixed, kind, called):
    before, order = town.tickets(), town.waiting()
    tell(town, places=30, offered_to=kind)
    assert town.call() == [mixed[name].id for name in called]
    assert town.waiting() == [h for h in order if h not in {mixed[name].id for name in called}]
    for name, who in mixed.items():
        if name not in called:
            assert town.tickets()[who.ticket] == before[who.ticket]
    assert_right(town.office)


def test_whoever_is_passed_over_reads_why_and_that_the_place_is_kept(town, mixed):
    tell(town, places=30, offered_to="single men")
    town.call()
    why = "Passed over on 2018-12-05, place kept: the port asked for single men."
    assert history(town, mixed["woman"].id)[-1] == why
    assert history(town, mixed["pair"].id)[-1] == why
    assert history(town, mixed["man"].id)[-1] == "Number 1 was called on 2018-12-05."
    assert town.day()["passed"] == 6


def test_behind_the_last_who_is_called_nobody_was_passed_over(town, mixed):
    tell(town, places=30, offered_to="single women")
    town.call()
    assert len(history(town, mixed["man last"].id)) == 2
    assert town.day()["passed"] == 4


def test_where_nobody_fits_the_call_is_refused_in_a_sentence(town):
    town.register(3)
    tell(town, places=4, offered_to="single men")
    assert town.refused(Call(list="tijuana")) == "Nobody who waits fits the 4 places left."


def test_a_child_alone_is_no_single_man_until_the_year_of_turning_18(town):
    child = one(town, Member(sex="m", birth_year=2001))
    tell(town, places=4, offered_to="single men")
    assert "Nobody who waits fits" in town.refused(Call(list="tijuana"))
    assert "under 18" in town.refused(CameOfAge(person=child.people[0]))
    town.pass_time(days=27)  # 1 January 2019: some time in this year
    town.do(CameOfAge(person=child.people[0]))
    town.do(ConfirmDate(day="2019-01-01"))
    tell(town, places=4, offered_to="single men")
    assert town.call() == [child.id]


# --- a household larger than the places left -------------------------------------------------------------------
CALLED = {"whole": [0, 1], "waits": [0], "next": [0, 2]}


@pytest.mark.parametrize("larger", ["whole", "waits", "next"])
def test_the_lists_rule_says_what_happens_and_the_history_says_why(town, larger):
    rule(town, larger)
    families = [town.register(size) for size in (2, 5, 3, 1)]
    before = town.tickets()
    town.offer(5)
    assert town.call() == [families[n].id for n in CALLED[larger]]
    said = history(town, families[1].id)[-1]
    passed = "Passed over on 2018-12-05, place kept: the household is larger than the places left."
    assert (said == passed) is (larger == "next")
    assert (families[1].id in town.waiting()[:1]) is (larger != "whole")
    for who in (families[1], families[3]):
        if town.state(who.ticket) == "waiting":
            assert town.tickets()[who.ticket] == before[who.ticket]
    assert town.day()["called_people"] == {"whole": 7, "waits": 2, "next": 5}[larger]
    assert_right(town.office)


@pytest.mark.parametrize("larger", ["waits", "next"])
def test_whoever_waited_for_room_is_first_at_the_next_offer(town, larger):
    rule(town, larger)
    families = [town.register(size) for size in (2, 5, 3, 1)]
    town.offer(5)
    town.call()
    town.offer(6)
    assert town.call()[0] == families[1].id


def test_waits_at_the_very_head_stops_the_call_with_a_sentence(town):
    rule(town, "waits")
    town.register(5)
    town.register(1)
    town.offer(3)
    assert town.refused(Call(list="tijuana")) == "Nobody who waits fits the 3 places left."


def test_a_new_rule_holds_from_its_day_and_yesterday_stays_as_it_was(town):
    big, small = town.register(5), town.register(1)
    town.do(SetRules(list="tijuana", rules=ListRules(larger="whole"), from_day="2018-12-07"))
    town.offer(3)
    assert town.call() == [small.id]
    assert town.state(big.ticket) == "waiting"
    assert "never backwards" in town.refused(
        SetRules(list="tijuana", rules=ListRules(), from_day="2018-12-04")
    )


# --- places that become free -------------------------------------------------------------------------------------
def test_a_second_call_takes_the_places_that_the_absent_freed(town):
    families = [town.register(2) for _ in range(5)]
    town.offer(4)
    assert town.call() == [families[0].id, families[1].id]
    town.pass_time(minutes=21)
    town.do(Absent(tickets=[families[0].ticket]))
    done = town.do(Call(list="tijuana")).entry
    assert [item[1] for item in done.body["called"]] == [families[2].id]
    assert done.body["free"] == 0
    assert (town.day()["offered"], town.day()["called_people"], town.day()["absent_people"]) == (4, 6, 2)
    assert_right(town.office)


def test_a_call_may_be_kept_short_and_goes_on_where_it_stopped(town):
    families = [town.register(1) for _ in range(4)]
    town.offer(4)
    assert town.call(households=1) == [families[0].id]
    assert town.call(households=2) == [families[1].id, families[2].id]
    assert town.call() == [families[3].id]
    assert "are taken" in town.refused(Call(list="tijuana"))


def test_a_call_speaks_of_nobody_by_name(town):
    town.do(RegisterAndJoin(list="tijuana", members=members(2, name="Canaria")))
    town.offer(2)
    town.call()
    bodies = town.db.all("SELECT body FROM journal_entry")
    assert all("Canaria" not in row[0] and json.loads(row[0]) is not None for row in bodies)

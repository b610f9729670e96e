"""A household changes while it waits: births, deaths, arrivals, mistakes. The place stays, and nobody else is moved."""

from __future__ import annotations

from datetime import date

import pytest

from tests.town import Family, Town, assert_replays, assert_right, family, members
from ventanilla.journal.reader import Reader
from ventanilla.rooms.line import reads
from ventanilla.rooms.line.actions import (
    AddMember,
    Call,
    Join,
    JoinHouseholds,
    Left,
    Present,
    RegisterAndJoin,
    RemoveMember,
    Split,
)  # fmt: skip
from ventanilla.rooms.line.actions.said import said_to
from ventanilla.rooms.line.day import turning_18
from ventanilla.rooms.line.models import Ticket
from ventanilla.rooms.place import opening
from ventanilla.rooms.registry.actions import CameOfAge, ChangeContact, Correct, Member
from ventanilla.rooms.registry.models import Household, Person

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def line(town) -> list[Family]:
    """Four households of three, two, one and four people."""
    return [town.register(size) for size in (3, 2, 1, 4)]


class Others:
    """Everybody but some, as they stood: to be held against how they stand now."""

    def __init__(self, town: Town, *but: str) -> None:
        self.town, self.but, self.before, self.line = town, but, town.tickets(), town.waiting()

    def stand(self) -> None:
        now = self.town.tickets()
        for ticket, row in self.before.items():
            assert row[6] in self.but or now[ticket] == row
            assert now[ticket][:6] == row[:6], "no place is ever another one"
        kept = [one for one in self.line if one not in self.but]
        assert [one for one in self.town.waiting() if one in kept] == kept
        assert_right(self.town.office)


def ticket(one: Family) -> Ticket:
    return Ticket.objects.get(pk=one.ticket)


def history(town: Town, household: str) -> list[str]:
    return [said_to(one, household) for one in Reader(town.db, town.office.keys).history(household)]


# --- coming ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("why", "sentence"),
    [
        ("born", "A child was born."),
        ("arrived", "Somebody of the household arrived."),
        ("left out", "Somebody was left out when the household was registered, and is added."),
    ],
)
def test_whoever_comes_into_a_household_has_its_place(town, line, why, sentence):
    others, mine = Others(town, line[1].id), town.waiting()
    town.do(AddMember(household=line[1].id, member=Member(birth_year=2018), why=why))
    assert (ticket(line[1]).size, ticket(line[1]).label) == (3, "1")
    assert town.waiting() == mine and reads.waiting("tijuana") == (4, 11)
    assert history(town, line[1].id)[-2:] == [
        sentence,
        "Number 1 now covers 3 people. The place is the same.",
    ]
    others.stand()
    assert_replays(town.office)


def test_a_birth_after_the_call_counts_for_those_who_are_called_later(town, line):
    town.offer(6)
    assert town.call() == [line[0].id, line[1].id, line[2].id]
    town.do(AddMember(household=line[0].id, member=Member(), why="born"))
    assert ticket(line[0]).size == 4
    town.do(Present(tickets=[line[0].ticket]))
    assert (town.day()["called_people"], town.day()["present_people"]) == (6, 4)
    assert "are taken" in town.refused(Call(list="tijuana"))
    assert_right(town.office)


def test_in_juarez_a_birth_gives_no_new_number(town):
    town.open_lists()
    families = [town.register(size, list="juarez") for size in (2, 3)]
    town.do(AddMember(household=families[0].id, member=Member(), why="born"))
    assert [ticket(one).label for one in families] == ["1 – 2", "3 – 5"]
    assert [ticket(one).size for one in families] == [3, 3]
    assert ticket(town.register(1, list="juarez")).number == 6


def test_a_household_on_two_lists_grows_on_both(town, line):
    town.open_lists()
    town.do(Join(list="nogales", household=line[0].id))
    town.do(AddMember(household=line[0].id, member=Member(), why="arrived"))
    sizes = Ticket.objects.filter(household=line[0].id).values_list("size", flat=True)
    assert list(sizes) == [4, 4]
    assert_right(town.office)


def test_fifty_people_are_the_most(town):
    big = town.register(50)
    sentence = "A household has at most 50 people."
    assert town.refused(AddMember(household=big.id, member=Member(), why="born")) == sentence


# --- going -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("why", "sentence"),
    [
        ("died", "Somebody of the household died."),
        ("left", "Somebody left the household."),
        ("mistake", "Somebody was entered by mistake and is taken out."),
    ],
)
@pytest.mark.parametrize("who", [0, 2], ids=["contact person", "another"])
def test_whoever_goes_the_others_keep_the_place(town, line, why, sentence, who):
    others, mine = Others(town, line[0].id), town.waiting()
    gone = line[0].people[who]
    town.do(RemoveMember(person=gone, why=why))
    assert (ticket(line[0]).size, ticket(line[0]).state) == (2, "waiting")
    assert town.waiting() == mine and reads.waiting("tijuana") == (4, 9)
    assert Person.objects.get(pk=gone).state == why
    contact = Household.objects.get(pk=line[0].id).contact
    assert contact in line[0].people and contact != gone
    assert sentence in history(town, line[0].id)
    others.stand()
    assert_replays(town.office)


def test_nobody_dies_twice(town, line):
    gone = RemoveMember(person=line[0].people[1], why="died")
    town.do(gone)
    assert town.refused(gone) == "This person is no longer registered here."


def test_a_birth_or_a_death_is_not_told_on_the_page_that_a_code_opens(town, line):
    town.do(RemoveMember(person=line[0].people[1], why="died"))
    said = " ".join(str(one.said) for one in opening.mine(town.office, ticket(line[0])).history)
    assert "now covers 2 people" in said and "died" not in said


def test_when_the_last_of_a_household_goes_the_place_ends_and_nobody_moves_up(town, line):
    others = Others(town, line[2].id)
    town.do(RemoveMember(person=line[2].people[0], why="died"))
    now = ticket(line[2])
    assert (now.state, now.reason, now.ended) == ("left", "died", date(2018, 12, 5))
    assert town.waiting() == [line[0].id, line[1].id, line[3].id]
    assert [ticket(line[n]).ord for n in (0, 1, 3)] == [1, 2, 4]
    assert history(town, line[2].id)[-1] == "Number 1 ended: nobody of the household is left."
    assert "Register it first" in town.refused(Join(list="tijuana", household=line[2].id))
    assert town.day()["ended_people"] == 1
    others.stand()
    assert_replays(town.office)


def test_one_after_the_other_until_nobody_is_left(town, line):
    for person in line[0].people:
        town.do(RemoveMember(person=person, why="left"))
    assert ticket(line[0]).state == "left"
    assert town.waiting() == [one.id for one in line[1:]]
    assert_right(town.office)


# --- turning 18, correction, contact -----------------------------------------------------------------------------
def test_with_a_year_only_turning_18_is_asked_and_moves_nobody(town):
    one = family(
        town.do(RegisterAndJoin(list="tijuana", members=[Member(birth_year=1980), Member(birth_year=2000)]))
    )
    younger = town.register(2, birth_year=2001)
    assert [t.household for t in turning_18("tijuana", date(2018, 12, 5))] == [one.id]
    assert {t.household for t in turning_18("tijuana", date(2019, 1, 1))} == {younger.id}
    others = Others(town)
    town.do(CameOfAge(person=one.people[1]))
    assert not turning_18("tijuana", date(2018, 12, 5))
    assert history(town, one.id)[-1] == "A child of the household is now 18. Everybody keeps the place."
    assert "already noted" in town.refused(CameOfAge(person=one.people[1]))
    assert "under 18" in town.refused(CameOfAge(person=younger.people[0]))
    others.stand()
    assert_replays(town.office)


def test_an_age_is_kept_with_the_day_it_was_said_and_no_day_is_invented(town):
    one = town.register(1, age=17, said_on=date(2018, 11, 20))
    person = Person.objects.get(pk=one.people[0])
    assert (person.birth_year, person.birth_kind) == (2001, "about")
    reader = Reader(town.db, town.office.keys)
    said = reader.parts([(person.identity_seq, person.id)])[person.id]
    assert (said["age"], said["said_on"]) == (17, "2018-11-20")
    assert not {key for key in said if "day" in key or "month" in key}


def test_a_correction_shows_with_its_reason_and_moves_nobody(town, line):
    others = Others(town)
    town.do(
        Correct(
            person=line[0].people[0], now=Member(name="Zeltzin", birth_year=1991, sex="f"), reason="misheard",
            words="heard over the radio",
        )
    )  # fmt: skip
    person = Person.objects.get(pk=line[0].people[0])
    assert (person.birth_year, person.sex) == (1991, "f")
    said = history(town, line[0].id)[-1]
    assert said.startswith("What is written about a person was corrected: ") and "Zeltzin" not in said
    shown = [str(one.said) for one in opening.mine(town.office, ticket(line[0])).history]
    assert shown[0].startswith("What is written about somebody of you was corrected: ")
    others.stand()
    assert_replays(town.office)


def test_what_was_written_before_a_correction_stays_in_the_journal(town):
    one = town.register(1, name="Primera")
    town.do(Correct(person=one.people[0], now=Member(name="Segunda"), reason="typing"))
    reader = Reader(town.db, town.office.keys)
    seqs = [row[0] for row in town.db.all("SELECT seq FROM journal_entry ORDER BY seq DESC LIMIT 3")]
    names = [reader.entry(seq).part(one.people[0]).get("name") for seq in reversed(seqs)]
    assert names == ["Primera", None, "Segunda"]


def test_another_contact_person_changes_no_place(town, line):
    others = Others(town)
    town.do(ChangeContact(person=line[0].people[2]))
    assert Household.objects.get(pk=line[0].id).contact == line[0].people[2]
    town.do(RemoveMember(person=line[0].people[2], why="died"))
    assert Household.objects.get(pk=line[0].id).contact in line[0].people[:2]
    others.but = (line[0].id,)
    others.stand()


# --- split and join, what is refused -----------------------------------------------------------------------------
def test_when_the_contact_person_goes_with_the_second_part_the_first_has_another(town, line):
    new = town.do(Split(people=line[0].people[:1])).entries[0].body["new"]
    contacts = dict(Household.objects.values_list("id", "contact"))
    assert contacts[line[0].id] in line[0].people[1:] and contacts[new] == line[0].people[0]
    assert_right(town.office)


def test_somebody_must_stay_and_all_must_be_of_one_household(town, line):
    assert town.refused(Split(people=line[0].people)) == "Somebody must stay in the first part."
    mixed = Split(people=[line[0].people[0], line[1].people[0]])
    assert town.refused(mixed) == "All of them must be of one household."


def test_a_household_does_not_join_itself_nor_one_that_is_gone(town, line):
    assert "same household" in town.refused(JoinHouseholds(household=line[0].id, other=line[0].id))
    town.do(JoinHouseholds(household=line[0].id, other=line[1].id))
    assert "not registered" in town.refused(JoinHouseholds(household=line[2].id, other=line[1].id))
    assert "not registered" in town.refused(AddMember(household=line[1].id, member=Member(), why="born"))


def test_joining_somebody_without_a_place_keeps_the_place_that_is_there(town, line):
    others = Others(town, line[0].id, line[3].id)
    town.do(Left(tickets=[line[3].ticket]))
    town.do(JoinHouseholds(household=line[3].id, other=line[0].id))
    kept = Ticket.objects.get(household=line[3].id, state="waiting")
    assert (kept.id, kept.size) == (line[0].ticket, 7)
    others.stand()
    assert_replays(town.office)


def test_more_than_fifty_are_not_joined(town):
    one, other = town.register(30), town.register(21)
    assert "at most 50" in town.refused(JoinHouseholds(household=one.id, other=other.id))


def test_a_split_during_the_call_leaves_both_parts_called(town, line):
    town.offer(3)
    town.call()
    new = town.do(Split(people=line[0].people[2:])).entries[0].body["new"]
    second = Ticket.objects.get(household=new)
    assert (second.state, second.label) == ("called", "1-B")
    assert "are taken" in town.refused(Call(list="tijuana"))
    town.do(Present(tickets=[line[0].ticket, second.id]))
    assert (town.day()["called_people"], town.day()["present_people"]) == (3, 3)
    assert_right(town.office)


def test_members_are_as_many_as_were_said(town):
    assert ticket(town.register(7)).size == 7 == len(members(7))

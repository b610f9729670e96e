"""Forgotten means gone: not a byte that names or describes them in any file of the office, and the chain still holds."""

from __future__ import annotations

import pytest

from tests.conftest import open_office
from tests.town import Town, assert_replays, assert_right, both_engines
from ventanilla.journal.reader import Reader
from ventanilla.journal.verify import verify
from ventanilla.rooms.line.actions import (
    Absent,
    AddMember,
    Call,
    EndDay,
    Forget,
    Join,
    JoinHouseholds,
    Left,
    Present,
    RegisterAndJoin,
    RemoveMember,
    Split,
)  # fmt: skip
from ventanilla.rooms.registry.actions import Correct, Member

CANARY = "Quetzalcanaria"
SPOKEN = ("qzx", "qzy", "qzw")
"""Languages nobody else speaks here: they stand in a working table while the person waits, and must go too."""


def canary(n: int = 1, **said) -> Member:
    return Member(
        name=f"{CANARY} {n}", name_paper=f"{CANARY} paper", phone=f"{CANARY}-664", nationality="HN", birth_year=1987,
        languages=SPOKEN, needs=("pregnant",), **said,
    )  # fmt: skip


def plant(town: Town) -> tuple[str, str, list[str]]:
    """A household whose name went through everything that takes words: (household, ticket, people)."""
    done = town.do(RegisterAndJoin(list="tijuana", members=[canary(1), canary(2)], note=f"{CANARY} said so"))
    household, ticket, people = done.entry.subject, done.entries[1].body["ticket"], done.entry.body["people"]
    town.do(Correct(person=people[0], now=canary(3), reason="misheard", words=f"not {CANARY} but {CANARY}"))
    return household, ticket, people


def in_files(office, word: str) -> list[str]:
    """The files of the office's folder in which a word stands, as text of any kind the office writes."""
    forms = [word.encode(), word.encode("utf-16-le"), word.encode().hex().encode()]
    found = []
    for path in office.folder.rglob("*"):
        if path.is_file() and any(form in path.read_bytes() for form in forms):
            found.append(path.name)
    return found


def opened(office, household: str) -> str:
    """All that can be read of a household, opened with the keys that are left."""
    said = [str(entry.opened) for entry in Reader(office.db, office.keys).history(household)]
    said += [
        str(one) for one in office.db.all("SELECT * FROM registry_person WHERE household=?", (household,))
    ]
    return " ".join(said)


def keys_of(office, owners) -> int:
    return sum(
        office.keys.db.execute("SELECT COUNT(*) FROM key WHERE owner=?", (one,)).fetchone()[0]
        for one in owners
    )


@both_engines
def test_a_canary_is_read_before_and_gone_after(town):
    household, ticket, people = plant(town)
    assert CANARY in opened(town.office, household) and "qzx" in opened(town.office, household)
    assert CANARY not in str(town.db.all("SELECT * FROM journal_entry"))  # sealed from the first moment
    assert not in_files(town.office, CANARY)
    if not town.db.postgres:
        assert in_files(town.office, "qzx qzy qzw")  # a working table may hold languages while they wait

    town.do(Forget(who=household, leave=True))

    assert not in_files(town.office, CANARY) and not in_files(town.office, "qzx qzy")
    assert CANARY not in opened(town.office, household) and "qzx" not in opened(town.office, household)
    assert keys_of(town.office, [household, ticket, *people]) == 0
    rows = town.db.all("SELECT sex, birth_year, nationality, languages, state FROM registry_person")
    assert set(rows) == {("", None, "", "", "forgotten")}
    assert_right(town.office)
    assert_replays(town.office)


def test_it_stays_gone_after_a_restart(town):
    household, _ticket, _people = plant(town)
    town.do(Forget(who=household, leave=True))
    again = open_office(town.office.folder, town.office.clock.now())
    assert (
        CANARY not in opened(again, household)
        and not in_files(again, CANARY)
        and not in_files(again, "qzx qzy")
    )
    assert_replays(again)


def test_no_wrapped_key_of_theirs_is_left_in_any_file(town):
    household, ticket, people = plant(town)
    owners = [household, ticket, *people]
    sql = "SELECT value FROM key WHERE owner=?"
    values = [row[0] for one in owners for row in town.office.keys.db.execute(sql, (one,))]
    assert len(values) == 2 * 2 + 1 + 1 + 1  # identity and needs, words to a correction, the note, the place
    town.do(Forget(who=household, leave=True))
    left = b"".join(path.read_bytes() for path in town.office.folder.glob("keys.sqlite3*"))
    assert not [one for one in values if one in left]


def test_a_waiting_household_is_not_forgotten_by_accident(town):
    household, ticket, people = plant(town)
    assert "number 1" in town.refused(Forget(who=household))
    assert CANARY in opened(town.office, household) and town.state(ticket) == "waiting"
    town.do(Forget(who=people[0]))
    assert "number 1" in town.refused(Forget(who=people[1]))


def test_one_of_a_household_is_forgotten_and_the_others_keep_the_place(town):
    household, ticket, people = plant(town)
    town.do(Forget(who=people[0]))
    assert town.state(ticket) == "waiting" and town.office.keys.salt(ticket)
    assert f"{CANARY} 2" in opened(town.office, household) and f"{CANARY} 3" not in opened(
        town.office, household
    )
    assert f"{CANARY} said so" not in opened(
        town.office, household
    )  # words about the household may name them
    assert_right(town.office)
    assert_replays(town.office)


def test_words_written_after_a_forgetting_are_read_and_older_ones_stay_gone(town):
    household, ticket, people = plant(town)
    town.do(Forget(who=people[0]))
    town.do(Left(tickets=[ticket], reason="home", words="they went home by bus"))
    assert "by bus" in opened(town.office, household) and f"{CANARY} said so" not in opened(
        town.office, household
    )
    assert_replays(town.office)


def test_who_left_long_ago_is_forgotten_too(town):
    household, ticket, _people = plant(town)
    town.do(Left(tickets=[ticket], reason="home", words=f"{CANARY} went home"))
    town.do(Forget(who=household))
    assert town.state(ticket) == "left" and CANARY not in opened(town.office, household)
    assert_right(town.office)


def test_who_was_taken_out_of_a_household_is_forgotten_too(town):
    household, _ticket, people = plant(town)
    town.do(RemoveMember(person=people[0], why="left"))
    town.do(Forget(who=people[0]))
    assert keys_of(town.office, [people[0]]) == 0
    assert f"{CANARY} 3" not in opened(town.office, household) and f"{CANARY} 2" in opened(
        town.office, household
    )
    assert_replays(town.office)


def test_words_of_a_household_that_was_joined_go_with_it(town):
    """Its note was sealed under a household that no longer is; it must not outlive the people."""
    household, ticket, people = plant(town)
    host = town.register(1)
    town.do(JoinHouseholds(household=host.id, other=household))
    town.do(Forget(who=host.id, leave=True))
    assert keys_of(town.office, [household, ticket, *people, host.id, host.ticket, *host.people]) == 0
    assert CANARY not in opened(town.office, household) + opened(town.office, host.id)
    assert_right(town.office)
    assert_replays(town.office)


def test_a_part_of_a_split_household_is_forgotten_alone(town):
    household, _ticket, people = plant(town)
    new = town.do(Split(people=[people[1]])).entry.body["new"]
    town.do(Forget(who=new, leave=True))
    assert f"{CANARY} 2" not in opened(town.office, new) and f"{CANARY} 3" in opened(town.office, household)
    assert [town.waiting()] == [[household]]
    assert_right(town.office)
    assert_replays(town.office)


def test_the_evenings_head_keeps_the_leaf_of_a_forgotten_place(town):
    """Root before and after: the leaf of the forgotten place is the one it last had, all the others are as they were."""
    from ventanilla.rooms.line.actions.days import places_root_now

    families = [town.register(n + 1) for n in range(4)]
    town.do(Left(tickets=[families[1].ticket], reason="home"))
    before = places_root_now(town.office.ledger.peek(town.keeper), {})
    town.do(Forget(who=families[1].id))
    assert places_root_now(town.office.ledger.peek(town.keeper), {}) == before
    assert before[1] == 4
    head = town.do(EndDay()).entry.body
    assert head["root"] == before[0].hex() and head["places"] == 4


def test_forgotten_while_waiting_its_last_leaf_says_left(town):
    from ventanilla.rooms.line.actions.days import places_root_now
    from ventanilla.rooms.line.order import leaf

    family = town.register(2)
    salt = town.office.keys.salt(family.ticket)
    town.do(Forget(who=family.id, leave=True))
    kept = town.db.one("SELECT leaf FROM line_ticket WHERE id=?", (family.ticket,))[0]
    day = str(town.db.one("SELECT since FROM line_ticket WHERE id=?", (family.ticket,))[0])
    assert kept == leaf(salt, "tijuana", 1, 1, 1, "", 2, "left", day).hex()
    assert places_root_now(town.office.ledger.peek(town.keeper), {})[1] == 1


def test_nobody_comes_back_under_a_forgotten_household(town):
    household, ticket, _people = plant(town)
    town.do(Forget(who=household, leave=True))
    kept = town.db.one("SELECT leaf FROM line_ticket WHERE id=?", (ticket,))[0]
    town.refused(AddMember(household=household, member=Member(name="Ana"), why="arrived"))
    town.refused(Join(list="tijuana", household=household))
    town.refused(JoinHouseholds(household=town.register(1).id, other=household))
    town.refused(Forget(who=household))
    assert town.db.one("SELECT leaf FROM line_ticket WHERE id=?", (ticket,))[0] == kept != ""


def test_forgetting_moves_nobody_else(town):
    families = [town.register(3) for _ in range(6)]
    before = {key: row for key, row in town.tickets().items() if key != families[2].ticket}
    town.do(Forget(who=families[2].id, leave=True))
    assert {key: row for key, row in town.tickets().items() if key != families[2].ticket} == before
    assert town.waiting() == [one.id for n, one in enumerate(families) if n != 2]


def test_a_code_dies_with_the_place_it_opened(town):
    from ventanilla.rooms.place.actions import MakeCode

    family = town.register(2)
    town.do(MakeCode(ticket=family.ticket))
    town.do(Forget(who=family.id, leave=True))
    assert town.db.all("SELECT * FROM place_code") == []
    assert "forgotten" in town.refused(MakeCode(ticket=family.ticket))


@pytest.mark.parametrize("role", ["helper", "coordinator", "planner", "auditor"])
def test_only_keeper_and_legal_aid_may_forget(town, role, request):
    household, _ticket, _people = plant(town)
    assert "role" in town.refused(Forget(who=household, leave=True), request.getfixturevalue(role))


def test_forgotten_in_the_middle_of_a_call(town):
    household, ticket, _people = plant(town)
    other = town.register(1)
    town.offer(3)
    town.do(Call(list="tijuana"))
    town.do(Forget(who=household, leave=True))
    town.refused(Present(tickets=[ticket]))
    town.pass_time(minutes=30)
    town.do(Absent(tickets=[other.ticket]))
    assert verify(town.db).whole
    assert_right(town.office)
    assert_replays(town.office)

"""Giving numbers: always the next at the end, never before anybody, whatever the list's shape or the notebook says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.town import assert_replays, assert_right, members
from ventanilla.rooms.line.actions import Call, HandOver, Join, Left, Moved, RegisterAndJoin, SetRules
from ventanilla.rooms.line.labels import next_part, number_label
from ventanilla.rooms.line.order import Tail, ahead, next_place
from ventanilla.rooms.line.rules import ListRules
from ventanilla.rooms.registry.actions import Register


def places(town, list_id: str = "tijuana") -> list[tuple]:
    sql = "SELECT number, last_number, ord, size FROM line_ticket WHERE list=? ORDER BY number, ord, part"
    return town.db.all(sql, (list_id,))


def notebook(number: int, size: int = 1, list_id: str = "tijuana", **said) -> RegisterAndJoin:
    return RegisterAndJoin(list=list_id, members=members(size), number=number, **said)


@given(
    st.lists(st.integers(1, 14), max_size=40),
    st.sampled_from(("people", "person", "household")),
    st.integers(1, 12),
)
def test_every_next_place_is_behind_the_one_before(sizes, unit, covers):
    tail, rules, before = Tail(0, 0, 0), ListRules(unit=unit, covers=covers), (0, 0)
    for size in sizes:
        place, tail = next_place(tail, size, rules)
        assert (place.number, place.ord) > before and place.last >= place.number
        assert place.last - place.number == (size - 1 if unit == "person" else 0)
        before = (place.last, place.ord)
        if unit == "people":
            assert tail.fill == size or tail.fill <= covers


def test_about_ten_people_a_number_and_households_stay_whole(town):
    for size in (4, 4, 3, 12, 1):
        town.register(size)
    assert places(town) == [(1, 1, 1, 4), (1, 1, 2, 4), (2, 2, 1, 3), (3, 3, 1, 12), (4, 4, 1, 1)]


def test_a_household_holds_one_place_on_a_list(town):
    family = town.register(2)
    assert "already holds number 1" in town.refused(Join(list="tijuana", household=family.id))


def test_who_was_registered_without_a_number_may_have_one_later(town):
    household = town.do(Register(members=members(2))).entry.subject
    assert town.waiting() == []
    town.do(Join(list="tijuana", household=household))
    assert town.waiting() == [household]
    assert_right(town.office)


def test_after_leaving_a_new_number_is_at_the_end(town):
    first, second = town.register(1), town.register(1)
    town.do(Left(tickets=[first.ticket]))
    town.do(Join(list="tijuana", household=first.id))
    assert town.waiting() == [second.id, first.id]
    assert_right(town.office)


def test_a_list_that_is_not_there(town):
    assert "no list called" in town.refused(RegisterAndJoin(list="nowhere", members=members(1)))
    assert "not registered" in town.refused(Join(list="tijuana", household="H" + "0" * 19))


def test_a_day_in_the_future_is_refused(town):
    tomorrow = date(2018, 12, 6)
    assert "future" in town.refused(RegisterAndJoin(list="tijuana", members=members(1), since=tomorrow))


def test_a_new_rule_shapes_new_numbers_and_leaves_old_ones(town):
    town.register(3)
    town.do(SetRules(list="tijuana", rules=ListRules(unit="person")))
    town.register(3)
    assert places(town) == [(1, 1, 1, 3), (2, 4, 1, 3)]
    assert "never backwards" in town.refused(
        SetRules(list="tijuana", rules=ListRules(), from_day=date(2018, 12, 4))
    )


def test_who_came_before_the_new_rule_gets_a_number_of_the_new_shape_too(town):
    """The number is given today; that they waited before is said by its day, and nobody shares another's number."""
    town.do(SetRules(list="tijuana", rules=ListRules(unit="person")))
    town.register(1)
    town.do(RegisterAndJoin(list="tijuana", members=members(2), since=date(2018, 12, 1)))
    assert places(town) == [(1, 1, 1, 1), (2, 3, 1, 2)]


# --- a running notebook ------------------------------------------------------------------------------------------
def test_a_notebook_is_taken_over_with_its_own_numbers_and_goes_on(town):
    for number, size in ((1480, 4), (1480, 3), (1483, 2)):
        town.do(notebook(number, size))
    town.register(8)
    town.register(1)
    assert [row[:3] for row in places(town)] == [
        (1480, 1480, 1),
        (1480, 1480, 2),
        (1483, 1483, 1),
        (1483, 1483, 2),
        (1484, 1484, 1),
    ]
    assert_right(town.office)


@pytest.mark.parametrize("at_once", [False, True])
def test_a_notebook_may_come_in_any_order(town, at_once):
    """Rows of one number stand apart in real notebooks: loaded at once or one by one, nobody shares a place."""
    numbers = [5, 6, 5, 9, 7, 5, 7, 6]
    if at_once:
        list(town.office.ledger.perform_all([(notebook(n), town.keeper, "") for n in numbers]))
    else:
        for n in numbers:
            town.do(notebook(n))
    assert [row[0] for row in places(town)] == sorted(numbers)
    assert [(row[0], row[2]) for row in places(town)] == [
        (5, 1), (5, 2), (5, 3), (6, 1), (6, 2), (7, 1), (7, 2), (9, 1),
    ]  # fmt: skip
    assert_right(town.office)
    assert_replays(town.office)


@pytest.mark.parametrize("at_once", [False, True])
def test_one_number_a_person_is_given_once(town, at_once):
    town.open_lists()
    rows = [notebook(1173, 3, "juarez"), notebook(1180, 1, "juarez"), notebook(1174, 1, "juarez")]
    if at_once:
        from ventanilla.journal.action import Refused

        with pytest.raises(Refused, match="1174 was already given"):
            list(town.office.ledger.perform_all([(row, town.keeper, "") for row in rows]))
        assert places(town, "juarez") == []
    else:
        town.do(rows[0])
        town.do(rows[1])
        assert "already given" in town.refused(rows[2])
    assert_right(town.office)


def test_a_family_that_would_reach_into_the_next_ones_number_is_refused(town):
    town.open_lists()
    town.do(notebook(10, 1, "juarez"))
    assert "already given" in town.refused(notebook(8, 3, "juarez"))
    town.do(notebook(8, 2, "juarez"))
    assert places(town, "juarez") == [(8, 9, 1, 2), (10, 10, 1, 1)]


# --- to another list, to another keeper --------------------------------------------------------------------------
def test_moving_ends_one_place_and_gives_the_last_on_the_other_list(town):
    town.open_lists()
    other, mover = town.register(2, list="nogales"), town.register(3)
    town.do(Moved(tickets=[mover.ticket], to="nogales"))
    assert town.waiting() == [] and town.waiting("nogales") == [other.id, mover.id]
    assert town.state(mover.ticket) == "moved"
    assert "already on this list" in town.refused(Moved(tickets=[other.ticket], to="nogales"))
    assert_right(town.office)


def test_who_holds_a_place_there_already_is_not_moved_to_a_second(town):
    town.open_lists()
    family = town.register(2)
    town.do(Join(list="nogales", household=family.id))
    assert "already on this list" in town.refused(Moved(tickets=[family.ticket], to="nogales"))
    there = [row[0] for row in town.db.all("SELECT id FROM line_ticket WHERE list='nogales'")]
    assert "already on this list" in town.refused(Moved(tickets=[family.ticket, *there], to="juarez"))


def test_a_list_handed_over_says_what_was_counted(town, office, do):
    from ventanilla.web.staff import OpenAccount

    do(OpenAccount(login="second", role="keeper", password="a long password"))
    town.register(3)
    town.register(9)
    entry = town.do(HandOver(list="tijuana", keeper="second")).entry
    assert entry.body["counted"] == [2, 2, 12]
    assert "no keeper" in town.refused(HandOver(list="tijuana", keeper="helper"))


# --- who is ahead ------------------------------------------------------------------------------------------------
def test_how_many_are_ahead_is_what_counting_says(town):
    forms = [
        (RegisterAndJoin(list="tijuana", members=members(n % 7 + 3)), town.keeper, "") for n in range(450)
    ]
    list(town.office.ledger.perform_all(forms))
    town.offer(60)
    town.do(Call(list="tijuana"))
    rows = town.db.all(
        "SELECT number, ord, part, size FROM line_ticket WHERE state='waiting' ORDER BY number, ord, part"
    )
    assert rows[-1][0] > 256  # more than one block of numbers
    for index in (0, 1, 200, len(rows) - 1):
        number, order, part, _size = rows[index]
        assert ahead(town.db, "tijuana", number, order, part) == (index, sum(row[3] for row in rows[:index]))


def test_how_a_number_is_said():
    assert number_label(1479) == "1,479" and number_label(1479, 1479, "B") == "1,479-B"
    assert "1,173" in number_label(1173, 1175) and "1,175" in number_label(1173, 1175)
    assert next_part([""]) == "B" and next_part(["", "B"]) == "C"


def test_the_day_on_the_list_is_the_one_that_was_said(town):
    since = date(2018, 12, 5) - timedelta(days=9)
    town.do(RegisterAndJoin(list="tijuana", members=members(1), since=since))
    assert str(town.db.one("SELECT since FROM line_ticket")[0]) == "2018-11-26"

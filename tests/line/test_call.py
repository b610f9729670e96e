"""From the call to the port: present, absent, back, let in, sent back, left, moved; a pause, and another keeper."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.town import Family, Town, assert_replays, assert_right, recount
from ventanilla.journal.action import Role
from ventanilla.journal.desk import Actor
from ventanilla.journal.reader import Reader
from ventanilla.rooms.line import reads
from ventanilla.rooms.line.actions import (
    Absent,
    Admitted,
    Call,
    ConfirmDate,
    EndDay,
    HandOver,
    Left,
    Moved,
    Pause,
    Present,
    Reinstated,
    Reopen,
    SentBack,
    SetRules,
)  # fmt: skip
from ventanilla.rooms.line.actions.said import said_to
from ventanilla.rooms.line.models import Ticket, WaitingList
from ventanilla.rooms.line.rules import ListRules
from ventanilla.rooms.place.board import board
from ventanilla.web.staff import OpenAccount

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def line(town) -> list[Family]:
    """Six households, of two, three, one, four, two and one people; the first three are called."""
    families = [town.register(size) for size in (2, 3, 1, 4, 2, 1)]
    town.offer(6)
    assert town.call() == [one.id for one in families[:3]]
    return families


def ticket(one: Family) -> Ticket:
    return Ticket.objects.get(pk=one.ticket)


def absent(town: Town, *families: Family) -> None:
    town.pass_time(minutes=20)
    town.do(Absent(tickets=[one.ticket for one in families]))


def next_day(town: Town, days: int = 1) -> None:
    """Ended by hand; the clock moves on, and a keeper says that it is right."""
    town.do(EndDay())
    town.pass_time(days=days)
    day = town.office.clock.now().astimezone(reads_zone(town)).date()
    town.do(ConfirmDate(day=day))


def reads_zone(town: Town):
    from zoneinfo import ZoneInfo

    return ZoneInfo(town.office.zone)


def last_said(town: Town, one: Family) -> str:
    return said_to(Reader(town.db, town.office.keys).history(one.id)[-1], one.id)


# --- four figures ------------------------------------------------------------------------------------------------
def test_offered_called_present_and_let_in_are_four_figures_kept_apart(town, line):
    town.do(Present(tickets=[line[0].ticket, line[1].ticket]))
    absent(town, line[2])
    town.do(Admitted(tickets=[line[0].ticket]))
    town.do(SentBack(tickets=[line[1].ticket], reason="full"))
    day = town.day()
    shown = (
        "offered",
        "called_people",
        "present_people",
        "absent_people",
        "admitted_people",
        "sent_back_people",
    )
    assert [day[name] for name in shown] == [6, 6, 5, 1, 2, 3]
    assert [day[name] for name in ("called", "present", "absent", "admitted", "sent_back")] == [3, 2, 1, 1, 1]
    assert (day["joined"], day["joined_people"], day["ended"]) == (6, 13, 0)
    figures = board(town.db, WaitingList.objects.get(), town.office.clock.now()).days[0].figures
    assert (figures.offered, figures.called_people, figures.present_people, figures.admitted_people) == (
        6,
        6,
        5,
        2,
    )
    assert_right(town.office)


def test_the_figures_are_the_recount_from_the_bodies_day_by_day(town, line):
    town.do(Present(tickets=[line[0].ticket]))
    absent(town, line[1], line[2])
    town.call()
    next_day(town)
    town.do(Reinstated(tickets=[line[1].ticket]))
    town.offer(9)
    town.call()
    town.do(Admitted(tickets=[line[0].ticket]))
    counted = recount(town.office)
    assert (
        counted["tijuana", "2018-12-05"]["admitted"] == 0
    )  # whoever is let in a day later counts on that day
    assert counted["tijuana", "2018-12-06"]["admitted_people"] == town.day()["admitted_people"] == 2
    assert_right(town.office)
    assert_replays(town.office)


# --- grace and absence -----------------------------------------------------------------------------------------
def test_before_the_grace_is_over_nobody_is_absent(town, line):
    absent_now = Absent(tickets=[line[0].ticket])
    assert town.refused(absent_now) == "Number 1 still has 20 minutes to come."
    town.pass_time(minutes=19, seconds=59)
    assert "still has 1 minute" in town.refused(absent_now)
    town.pass_time(seconds=1)
    town.do(absent_now)
    assert town.state(line[0].ticket) == "absent"


def test_one_of_several_whose_grace_is_not_over_refuses_all(town, line):
    town.pass_time(minutes=15)
    town.offer(4)
    town.call()
    town.pass_time(minutes=5)
    assert "still has 15 minutes" in town.refused(Absent(tickets=[line[0].ticket, line[3].ticket]))
    assert town.state(line[0].ticket) == "called"


def test_whoever_comes_late_but_before_the_mark_is_present(town, line):
    town.pass_time(minutes=55)
    town.do(Present(tickets=[line[0].ticket]))
    assert town.refused(Absent(tickets=[line[0].ticket])) == "Number 1 is present, so this cannot be done."


def test_an_absence_keeps_the_place_for_the_days_of_the_list(town, line):
    before = ticket(line[1])
    absent(town, line[1])
    now = ticket(line[1])
    assert now.until == date(2019, 1, 4) and now.absences == 1
    assert (now.number, now.ord, now.size, now.since) == (
        before.number,
        before.ord,
        before.size,
        before.since,
    )
    assert "The place is kept until 2019-01-04." in last_said(town, line[1])
    assert reads.waiting("tijuana") == (3, 7)


def test_whoever_comes_back_is_called_from_the_head_before_all_others(town, line):
    absent(town, line[0])
    next_day(town)
    town.do(Reinstated(tickets=[line[0].ticket]))
    assert town.waiting()[0] == line[0].id
    assert "is in line again, in the same place" in last_said(town, line[0])
    town.offer(2)
    assert town.call() == [line[0].id]
    assert (ticket(line[0]).calls, ticket(line[0]).until) == (2, None)
    assert_right(town.office)


def test_back_on_the_same_day_they_are_next_even_for_the_same_offer(town, line):
    absent(town, line[1])
    town.do(Reinstated(tickets=[line[1].ticket]))
    assert town.call() == [line[1].id]
    assert_right(town.office)


def test_a_place_ends_at_the_end_of_its_last_day_and_not_before(town, line):
    town.do(SetRules(list="tijuana", rules=ListRules(keeps=3)))
    absent(town, line[0], line[1])
    for _ in range(3):
        assert town.state(line[0].ticket) == "absent"
        next_day(town)
    assert ticket(line[0]).until == date(2018, 12, 8)
    town.do(Reinstated(tickets=[line[1].ticket]))  # on the last day they are in time
    ended = town.do(EndDay()).entry
    assert [item[0] for item in ended.body["lapsed"]] == [line[0].ticket]
    now = ticket(line[0])
    assert (now.state, now.ended, now.until) == ("lapsed", date(2018, 12, 8), None)
    assert last_said(town, line[0]) == "Number 1 ended on 2018-12-08: absent for too long."
    assert "place ended after absence" in town.refused(Reinstated(tickets=[line[0].ticket]))
    assert town.state(line[1].ticket) == "waiting" and town.day()["ended_people"] == 2
    assert_right(town.office)
    assert_replays(town.office)


def test_a_changed_rule_does_not_shorten_a_promise_already_made(town, line):
    absent(town, line[0])
    town.do(SetRules(list="tijuana", rules=ListRules(keeps=0)))
    town.do(EndDay())
    assert town.state(line[0].ticket) == "absent"


# --- at the port -----------------------------------------------------------------------------------------------
def test_sent_back_they_keep_the_place_and_are_next(town, line):
    before = town.waiting()
    town.do(Present(tickets=[line[1].ticket]))
    town.do(SentBack(tickets=[line[1].ticket], reason="papers"))
    assert town.waiting() == [line[1].id, *before]
    assert "keeps its place in line" in last_said(town, line[1])
    assert reads.waiting("tijuana") == (4, 10)
    assert_right(town.office)


@pytest.mark.parametrize("mark", [Admitted, SentBack, Reinstated])
def test_nobody_is_let_in_or_sent_back_who_was_not_there(town, line, mark):
    for one in (line[0], line[5]):
        assert "so this cannot be done" in town.refused(mark(tickets=[one.ticket]))


def test_let_in_the_place_ends_and_is_never_called_again(town, line):
    town.do(Present(tickets=[one.ticket for one in line[:3]]))
    town.do(Admitted(tickets=[one.ticket for one in line[:3]]))
    assert last_said(town, line[0]) == "Number 1 was let in by the port on 2018-12-05."
    assert "are taken" in town.refused(Call(list="tijuana"))
    town.offer(20)
    assert town.call() == [one.id for one in line[3:]]
    assert "cannot be done" in town.refused(Left(tickets=[line[0].ticket]))


# --- leaving ---------------------------------------------------------------------------------------------------
def test_left_ends_the_place_and_moves_nobody(town, line):
    before = town.tickets()
    town.do(Left(tickets=[line[3].ticket], reason="home", words="se fueron"))
    assert (ticket(line[3]).state, ticket(line[3]).reason) == ("left", "home")
    assert town.waiting() == [line[4].id, line[5].id]
    assert all(row == before[key] for key, row in town.tickets().items() if key != line[3].ticket)
    assert "se fueron" not in str(town.db.all("SELECT body FROM journal_entry"))
    assert town.day()["ended_people"] == 4
    assert_right(town.office)


def test_whoever_leaves_after_the_call_frees_the_places(town, line):
    town.do(Left(tickets=[line[1].ticket]))
    town.call()
    assert town.day()["called_people"] == 6 + 3  # the household of four is passed over, the two behind it go
    assert town.state(line[4].ticket) == "called"


def test_moved_they_are_last_on_the_other_list_and_gone_from_this(town, line):
    town.open_lists()
    other = town.register(1, list="juarez")
    town.do(Moved(tickets=[line[3].ticket], to="juarez"))
    assert ticket(line[3]).state == "moved"
    new = Ticket.objects.get(list="juarez", household=line[3].id)
    assert (new.number, new.last_number, new.size, new.state) == (2, 5, 4, "waiting")
    assert town.waiting("juarez") == [other.id, line[3].id]
    assert town.waiting() == [line[4].id, line[5].id]
    assert "already on this list" in town.refused(Moved(tickets=[new.id], to="juarez"))
    assert_right(town.office)


# --- paused, and handed over -----------------------------------------------------------------------------------
def test_paused_nobody_is_called_numbers_keep_their_order_and_it_goes_on_where_it_stopped(town, line):
    order, before = town.waiting(), town.tickets()
    town.do(Pause(list="tijuana", reason="port"))
    town.offer(9)
    assert town.refused(Call(list="tijuana")) == "The list is paused. Reopen it before you call."
    late = town.register(1)  # numbers are still given
    said = str(board(town.db, WaitingList.objects.get(), town.office.clock.now()).state)
    assert said.startswith("The list is paused since") and "the port takes nobody" in said
    assert "not open" in town.refused(Pause(list="tijuana"))
    town.do(Reopen(list="tijuana"))
    assert "open already" in town.refused(Reopen(list="tijuana"))
    assert town.waiting() == [*order, late.id]
    assert all(town.tickets()[key] == row for key, row in before.items())
    assert town.call() == [*order, late.id]
    assert_replays(town.office)


def test_a_pause_does_not_stop_what_was_begun(town, line):
    town.do(Pause(list="tijuana", reason="order"))
    town.do(Present(tickets=[line[0].ticket]))
    town.do(Admitted(tickets=[line[0].ticket]))
    assert_right(town.office)


def test_one_list_paused_the_others_go_on(town, line):
    town.open_lists()
    one = town.register(1, list="juarez")
    town.do(Pause(list="tijuana"))
    town.offer(1, list="juarez")
    assert town.call("juarez") == [one.id]


def test_handed_over_with_what_was_counted_at_that_moment(town, line):
    before = town.tickets()
    new = town.do(OpenAccount(login="second", role="keeper", password="demo-demo-demo")).entry.subject
    done = town.do(HandOver(list="tijuana", keeper="second")).entry
    assert done.body["counted"] == [2, 3, 7]
    assert WaitingList.objects.get().keeper == new
    assert said_to(done, "").endswith("Last number given 2; waiting: 3 households, 7 people.")
    assert town.tickets() == before
    town.do(Present(tickets=[line[0].ticket]), actor=Actor(new, Role.KEEPER, "second"))
    assert_replays(town.office)


@pytest.mark.parametrize("login", ["nobody-of-this-name", "helper"])
def test_a_list_is_handed_to_a_keeper_only(town, line, login):
    assert town.refused(HandOver(list="tijuana", keeper=login)) == "There is no keeper with this login."


def test_absent_for_days_ahead_of_the_last_day_shows_on_the_list_of_what_is_to_do(town, line):
    from ventanilla.rooms.line.day import ending_soon

    absent(town, line[0])
    until = ticket(line[0]).until
    assert [one.id for one in ending_soon("tijuana", until - timedelta(days=3), 9)] == [line[0].ticket]
    assert not ending_soon("tijuana", until - timedelta(days=4), 9)

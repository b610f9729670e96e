"""Days belong to the port: near midnight, on both clock changes, on whatever clock the machine has."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import CLOCK_CHANGES, at
from tests.town import Town, assert_replays, assert_right
from ventanilla.journal.clock import day_at
from ventanilla.journal.desk import RULE
from ventanilla.rooms.line import reads
from ventanilla.rooms.line.actions import (
    Absent,
    Call,
    ConfirmDate,
    EndDay,
    OpenList,
    Present,
    RegisterAndJoin,
    Reinstated,
    TellOffer,
)  # fmt: skip
from ventanilla.rooms.line.models import DateSaid, Head, Ticket, WaitingList
from ventanilla.rooms.place import opening
from ventanilla.rooms.place.board import board
from ventanilla.rooms.registry.actions import Member

JUAREZ, DENVER, TIJUANA = "America/Ciudad_Juarez", "America/Denver", "America/Tijuana"


pytestmark = pytest.mark.usefixtures("english")


def clock(town: Town, day: date, hour: str, zone: str = TIJUANA) -> None:
    """Set the office's clock to what the wall of a place shows."""
    town.office.clock.set(at(day, hour, zone))


def confirm(town: Town) -> None:
    town.do(ConfirmDate(day=day_at(town.office.clock.now(), town.office.zone)))


def evening(town: Town) -> None:
    """The day is ended by hand, as it should be."""
    town.do(EndDay())


def ended_by_rule(town: Town) -> list[tuple[str, bool]]:
    return [(str(one.day), one.by_rule) for one in Head.objects.order_by("seq")]


# --- near midnight ---------------------------------------------------------------------------------------------
@pytest.mark.days
@pytest.mark.parametrize("hour", ["09:00", "16:00", "17:00", "23:30", "23:59"])
def test_offer_listing_call_and_end_belong_to_the_ports_day(town, day, hour):
    """16:00 and 17:00 in Tijuana are midnight in Greenwich: where dates used to slip by one."""
    clock(town, day, hour)
    one = town.register(2)
    offer = town.offer(2).entry
    call = town.do(Call(list="tijuana")).entry
    ended = town.do(EndDay()).entry
    ticket = Ticket.objects.get(pk=one.ticket)
    assert (ticket.since, ticket.called) == (day, day)
    assert {entry.body["day"] for entry in (offer, call, ended)} == {day.isoformat()}
    assert reads.figures("tijuana", day).called == 1 and Head.objects.get().day == day
    assert board(town.db, WaitingList.objects.get(), town.office.clock.now()).today == day
    assert_right(town.office)


@pytest.mark.days
def test_one_minute_after_midnight_is_the_next_day(town, day):
    one = town.register(1)
    clock(town, day, "23:59")
    evening(town)
    clock(town, day + timedelta(days=1), "00:01")
    two = town.register(1)
    assert [Ticket.objects.get(pk=t.ticket).since for t in (one, two)] == [day, day + timedelta(days=1)]
    town.offer(1)
    assert town.call() == [one.id]
    assert Ticket.objects.get(pk=one.ticket).called == day + timedelta(days=1)
    assert ended_by_rule(town) == [(str(day), False)]


HOURS = ("00:01", "01:30", "03:00", "12:00", "15:59", "16:01", "23:59")


@pytest.mark.days(on=["2019-03-09", "2019-11-02"])
def test_the_day_of_the_clock_change_is_one_day_of_23_or_25_hours(town, day):
    evening(town)
    change = day + timedelta(days=1)
    assert change in CLOCK_CHANGES
    for hour in HOURS:
        clock(town, change, hour)
        town.offer(1)
        assert Ticket.objects.get(pk=town.register(1).ticket).since == change
    length = at(change + timedelta(days=1), "00:00").astimezone(UTC) - at(change, "00:00").astimezone(UTC)
    assert length == timedelta(hours=23 if change.month == 3 else 25)
    assert reads.figures("tijuana", change).joined == len(HOURS)
    assert not reads.figures("tijuana", change + timedelta(days=1)).joined


@pytest.mark.days(on=["2019-03-09", "2019-11-02"])
def test_the_days_that_an_absent_place_is_kept_are_counted_as_dates(town, day):
    one = town.register(1)
    town.offer(1)
    town.call()
    clock(town, day, "23:50")
    town.do(Absent(tickets=[one.ticket]))
    assert Ticket.objects.get(pk=one.ticket).until == day + timedelta(days=30)
    last = day + timedelta(days=30)
    evening(town)
    clock(town, last - timedelta(days=1), "23:59")
    evening(town)
    assert town.state(one.ticket) == "absent"
    clock(town, last, "23:59")
    evening(town)
    assert Ticket.objects.get(pk=one.ticket).ended == last


@pytest.mark.days
def test_the_grace_is_minutes_that_pass_not_hours_on_the_wall(town, day):
    """Called at 01:50, before the clock jumps: twenty minutes later is twenty minutes later."""
    clock(town, day + timedelta(days=1), "01:50")
    one = town.register(1)
    town.offer(1)
    confirm(town)
    town.call()
    town.pass_time(minutes=19)
    assert "still has 1 minute" in town.refused(Absent(tickets=[one.ticket]))
    town.pass_time(minutes=1)
    town.do(Absent(tickets=[one.ticket]))


# --- dates are given back as they were given -----------------------------------------------------------------------
@pytest.mark.days
@pytest.mark.parametrize("hour", ["07:30", "17:30", "23:59"])
def test_a_day_that_was_said_is_shown_as_it_was_said(town, day, client, hour):
    clock(town, day, hour)
    said = date(2018, 11, 1)
    done = town.do(RegisterAndJoin(list="tijuana", members=[Member(age=30, said_on=said)], since=said))
    household = done.entries[0].subject
    ticket = Ticket.objects.get(household=household)
    assert ticket.since == said
    assert done.entries[1].body["since"] == "2018-11-01" and done.entries[1].body["day"] == str(day)
    told = [str(one.said) for one in opening.mine(town.office, ticket).history]
    assert "Got number 1 on the list, for 1 person, since Thursday 1 November 2018." in told
    client.cookies["lang"] = "en"
    page = client.get(f"/desk/household/{household}").content.decode()
    assert "1 November 2018" in page and "31 October" not in page and "2 November" not in page
    assert_replays(town.office)


@pytest.mark.days
def test_today_may_be_said_until_midnight_and_tomorrow_may_not(town, day):
    tomorrow = day + timedelta(days=1)
    clock(town, day, "23:59")
    town.do(TellOffer(list="tijuana", places=3, day=day))
    town.do(RegisterAndJoin(list="tijuana", members=[Member()], since=day))
    for action in (
        TellOffer(list="tijuana", places=3, day=tomorrow),
        RegisterAndJoin(list="tijuana", members=[Member()], since=tomorrow),
        EndDay(day=tomorrow),
    ):
        assert "future" in town.refused(action)


# --- the next morning ------------------------------------------------------------------------------------------
@pytest.mark.days
def test_a_day_that_nobody_ended_is_ended_by_the_next_days_first_action_and_the_date_asked(town, day):
    families, tomorrow = [town.register(1) for _ in range(2)], day + timedelta(days=1)
    clock(town, tomorrow, "00:01")
    town.offer(1)  # the first action of the new day
    ended, offer = town.db.all("SELECT kind, actor, body FROM journal_entry ORDER BY seq DESC LIMIT 2")[::-1]
    assert (ended[0], ended[1], offer[0]) == ("line.end_day", RULE.id, "line.offer")
    assert ended_by_rule(town) == [(str(day), True)]
    sentence = town.refused(Call(list="tijuana"))
    assert (
        sentence == f"The last day that was ended is {day}. Confirm that today is {tomorrow} before you call."
    )
    assert "This machine says it is" in town.refused(ConfirmDate(day=day))
    town.do(ConfirmDate(day=tomorrow))
    assert town.call() == [families[0].id]
    assert [str(one.day) for one in DateSaid.objects.all()] == [str(tomorrow)]
    assert_right(town.office)
    assert_replays(town.office)


@pytest.mark.days
def test_only_a_keeper_confirms_the_date(town, day, helper):
    clock(town, day + timedelta(days=1), "08:00")
    town.register(1)
    confirmed = ConfirmDate(day=day + timedelta(days=1))
    assert "role does not allow" in town.refused(confirmed, actor=helper)


@pytest.mark.days
def test_a_day_ended_by_hand_asks_nothing_the_next_morning(town, day):
    one = town.register(1)
    evening(town)
    clock(town, day + timedelta(days=1), "07:00")
    town.offer(1)
    assert town.call() == [one.id]
    assert ended_by_rule(town) == [(str(day), False)]


def test_what_is_done_after_the_end_of_the_day_is_ended_again_the_next_morning(town, day):
    evening(town)
    town.register(1)
    clock(town, day + timedelta(days=1), "07:00")
    town.register(1)
    assert ended_by_rule(town) == [(str(day), False), (str(day), True)]


def test_days_that_are_missing_are_asked_about(town, day):
    town.register(1)
    evening(town)
    clock(town, day + timedelta(days=3), "07:00")
    town.offer(1)
    assert "Confirm that today is 2018-12-08" in town.refused(Call(list="tijuana"))
    confirm(town)
    town.call()


def test_a_clock_that_jumped_back_does_not_stop_the_window_and_order_stays(town, day):
    first = town.register(1)
    clock(town, day - timedelta(days=2), "09:00")
    second = town.register(1)
    town.offer(1)
    assert "clock of this machine has jumped" in town.refused(Call(list="tijuana"))
    assert town.waiting() == [first.id, second.id]
    stamps = [row[0] for row in town.db.all("SELECT at FROM journal_entry ORDER BY seq")]
    assert stamps == sorted(stamps)
    assert_right(town.office)


# --- zones -----------------------------------------------------------------------------------------------------
def offsets(zone: ZoneInfo) -> list[timedelta | None]:
    """Hours from Greenwich at every midnight and noon of the years that concern us."""
    begin = datetime(2018, 11, 1, tzinfo=UTC)
    return [(begin + timedelta(hours=12 * n)).astimezone(zone).utcoffset() for n in range(2 * 365 * 8)]


@pytest.mark.parametrize(
    "name", [TIJUANA, JUAREZ, DENVER, "America/Hermosillo", "America/Matamoros", "America/Chicago"]
)
def test_the_zones_in_use_are_those_of_the_pinned_tzdata(name):
    """``zoneinfo`` may read the machine's files: they must say what the pinned package says."""
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as pinned:
        assert offsets(ZoneInfo(name)) == offsets(ZoneInfo.from_file(pinned, key=name))


def hours_apart(days: Iterable[date]) -> set[float]:
    """Juarez minus Denver, in hours, at noon."""
    found = set()
    for day in days:
        noon = datetime(day.year, day.month, day.day, 19, tzinfo=UTC)
        ours, theirs = (noon.astimezone(ZoneInfo(name)).utcoffset() for name in (JUAREZ, DENVER))
        assert ours is not None and theirs is not None
        found.add((ours - theirs) / timedelta(hours=1))
    return found


def span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_juarez_left_denvers_time_on_30_october_2022_and_came_back_on_30_november():
    """It stopped changing its clock: the hour between them is seen from 6 November, when Denver's went back."""
    assert hours_apart(span(date(2022, 3, 20), date(2022, 11, 5))) == {0}
    assert hours_apart(span(date(2022, 11, 6), date(2022, 11, 29))) == {1}
    assert hours_apart(span(date(2022, 11, 30), date(2024, 12, 31))) == {0}
    before, after = (datetime(2022, 10, n, 19, tzinfo=UTC).astimezone(ZoneInfo(JUAREZ)) for n in (29, 30))
    assert (before.tzname(), after.tzname()) == ("MDT", "CST")


@pytest.fixture
def bridges(town) -> Town:
    """A list on Juarez's clock and one on Denver's, in the office that keeps Tijuana's."""
    for name, zone in (("juarez", JUAREZ), ("denver", DENVER)):
        town.do(OpenList(list=name, name=name.title(), port="Port", zone=zone))
    return town


def story_at_half_past_midnight(town: Town, day: date) -> dict[str, str]:
    """Half an hour after midnight in Juarez, a listing, an offer and a call on every list: the day of each."""
    clock(town, day + timedelta(days=1), "00:30", JUAREZ)
    found = {}
    for name in ("juarez", "denver", "tijuana"):
        one = town.register(1, list=name)
        days = {str(Ticket.objects.get(pk=one.ticket).since), town.offer(1, list=name).entry.body["day"]}
        days.add(town.do(Call(list=name)).entry.body["day"])
        days.add(str(opening.mine(town.office, Ticket.objects.get(pk=one.ticket)).today))
        [found[name]] = days
    return found


@pytest.mark.days(on=["2022-11-15"])
def test_in_november_2022_half_past_midnight_in_juarez_is_still_yesterday_in_denver(bridges, day):
    tomorrow = str(day + timedelta(days=1))
    found = story_at_half_past_midnight(bridges, day)
    assert found == {"juarez": tomorrow, "denver": str(day), "tijuana": str(day)}
    assert_right(bridges.office)


@pytest.mark.days(on=["2022-10-29", "2022-12-05"])
def test_before_and_after_that_month_both_clocks_say_the_same_day(bridges, day):
    found = story_at_half_past_midnight(bridges, day)
    assert found["juarez"] == found["denver"] == str(day + timedelta(days=1))
    assert found["tijuana"] == str(day)


@pytest.mark.days(on=["2022-11-15"])
def test_the_hour_of_a_call_is_said_on_each_ports_own_clock(bridges, day):
    """A call at 10:00 in Tijuana is at 12:00 in Juarez, at 11:00 in Denver."""
    clock(bridges, day, "10:00")
    hours = {}
    for name in ("juarez", "denver", "tijuana"):
        bridges.register(1, list=name)
        bridges.offer(1, list=name)
        bridges.call(name)
        hours[name] = (
            board(bridges.db, WaitingList.objects.get(pk=name), bridges.office.clock.now()).called[0].hour
        )
    assert hours == {"juarez": "12:00", "denver": "11:00", "tijuana": "10:00"}


@pytest.mark.days(on=["2022-11-15"])
def test_a_day_said_at_a_list_is_measured_on_that_lists_clock(bridges, day):
    """At half past midnight in Juarez today is the new day there, though the office still has the old one."""
    tomorrow = day + timedelta(days=1)
    clock(bridges, tomorrow, "00:30", JUAREZ)
    bridges.do(RegisterAndJoin(list="juarez", members=[Member()], since=tomorrow))
    assert Ticket.objects.get(list="juarez").since == tomorrow
    for name in ("denver", "tijuana"):
        assert "future" in bridges.refused(RegisterAndJoin(list=name, members=[Member()], since=tomorrow))


@pytest.mark.days
def test_marks_of_one_story_stand_on_one_day(town, day):
    """Listed, called, absent, back, called, present: all shortly before midnight, all on the port's day."""
    clock(town, day, "22:50")
    one = town.register(2)
    town.offer(2)
    town.call()
    town.pass_time(minutes=25)
    town.do(Absent(tickets=[one.ticket]))
    town.do(Reinstated(tickets=[one.ticket]))
    town.call()
    town.pass_time(minutes=44)
    town.do(Present(tickets=[one.ticket]))
    figures = reads.figures("tijuana", day)
    shown = (figures.called, figures.absent, figures.reinstated, figures.present, figures.joined)
    assert shown == (2, 1, 1, 1, 1)
    assert_right(town.office)


def test_a_late_entry_after_the_evening_asks_for_no_date(town, office, do):
    """A keeper ended the day; one more registration came in; the rule ends the day again, and nobody is asked."""
    town.register()
    do(EndDay())
    town.register()
    office.clock.set(office.clock.now() + timedelta(days=1))
    town.offer(5)
    assert town.call() is not None
    assert office.db.one("SELECT COUNT(*) FROM line_head")[0] == 2

"""A day at the desk through its pages: the port tells, the desk calls, marks, and ends the day."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.town import Town
from ventanilla.journal.action import Role
from ventanilla.rooms.line.actions import Pause, Present, SetRules, Split
from ventanilla.rooms.line.rules import ListRules
from ventanilla.web.access import PAGES


@pytest.fixture
def desk(office) -> Town:
    """An office with twelve households of two in the line."""
    there = Town(office)
    for _each in range(12):
        there.register(2)
    return there


def words(response) -> str:
    """What stands on a page, without its tags."""
    assert response.status_code == 200, response.content[-400:]
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", text).replace("&#x27;", "'")


def the_button(client, page: str, kind: str) -> dict[str, str]:
    """The first little form of a page that does an action by one press: its hidden values."""
    html = client.get(page).content.decode()
    forms = [each for each in re.findall(r"<form.*?</form>", html, re.S) if "<button" in each]
    form = next(each for each in forms if f'action="/do/{kind}"' in each)
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))


def test_today_has_one_thing_to_do_until_the_day_is_ended(desk, client):
    assert "What did the port say today?" in words(client.get("/desk/"))

    desk.offer(4)
    assert "4 places are offered" in words(client.get("/desk/"))

    desk.call()
    assert "2 households still to mark" in words(client.get("/desk/"))

    present, later = (each.id for each in _called(desk))
    desk.do(Present(tickets=[present, later]))
    assert "2 households went to the port" in words(client.get("/desk/"))

    client.post("/do/line.admitted", the_button(client, "/desk/mark/tijuana", "line.admitted"))
    client.post("/do/line.sent_back", the_button(client, "/desk/mark/tijuana", "line.sent_back"))
    assert "All is done for today" in words(client.get("/desk/"))

    client.post("/do/line.end_day", the_button(client, "/desk/", "line.end_day"))
    said = words(client.get("/desk/"))
    assert "The day is ended" in said
    assert _head(desk) in said


def test_none_today_and_no_word_also_lead_to_the_end_of_the_day(desk, client):
    desk.offer(0, word="none")
    said = words(client.get("/desk/"))
    assert "none today" in said
    assert "All is done for today" in said


def test_offered_called_present_and_let_in_are_four_figures(desk, client):
    desk.offer(5)
    desk.call()
    desk.do(Present(tickets=[_called(desk)[0].id]))
    html = client.get("/desk/").content.decode()
    facts = html[html.index('class="facts"') :]
    figures = re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", facts)[:4]
    assert [(name, value) for name, value in figures[:3]] == [
        ("Offered", "5"),
        ("Called", "4"),
        ("Present", "2"),
    ]
    assert "not told yet" in figures[3][1], "nobody has said yet who was let in: that is not a nought"


def test_the_preview_of_a_call_writes_nothing_and_says_who_is_passed_over(desk, client):
    big = desk.register(9)
    desk.offer(25)
    tip = desk.tip()
    said = words(client.get("/desk/call/tijuana"))
    assert "Call the next 24 people?" in said
    assert desk.tip() == tip

    desk.do(SetRules(list="tijuana", rules=ListRules(larger="next")))
    for _each in range(3):
        desk.register(1)
    said = words(client.get("/desk/call/tijuana"))
    assert "One household is passed over and keeps its place" in said
    assert "Larger than the places left (1 left)" in said
    assert desk.state(big.ticket) == "waiting"

    sent = the_button(client, "/desk/call/tijuana", "line.call")
    assert client.post("/do/line.call", sent).headers["Location"] == "/desk/mark/tijuana"
    assert client.post("/do/line.call", sent).status_code == 302, "sent twice is done once"
    assert desk.day()["called_people"] == 25


def test_absent_can_only_be_pressed_after_the_grace(desk, client):
    desk.offer(2)
    desk.call()
    said = words(client.get("/desk/mark/tijuana"))
    assert "absent from 09:20 on (21 minutes)" in said or "absent from 09:20 on (20 minutes)" in said
    assert 'action="/do/line.absent"' not in client.get("/desk/mark/tijuana").content.decode()

    desk.pass_time(minutes=20)
    client.post("/do/line.absent", the_button(client, "/desk/mark/tijuana", "line.absent"))
    assert "place kept until" in words(client.get("/desk/mark/tijuana"))

    client.post("/do/line.reinstated", the_button(client, "/desk/mark/tijuana", "line.reinstated"))
    assert desk.day()["reinstated"] == 1


def test_the_first_household_to_mark_has_the_keyboard_and_only_main_is_swapped(desk, client):
    desk.offer(6)
    desk.call()
    html = client.get("/desk/mark/tijuana").content.decode()
    assert html.count("autofocus") == 1
    assert 'hx-select="#main"' in html
    keys = re.findall(r'name="once" value="([^"]+)"', html)
    assert len(keys) == len(set(keys)), "every form has a once-key of its own"


def test_the_line_is_read_in_pages_and_names_nobody(desk, client):
    for each in range(60):
        desk.register(1, name=f"Canaria {each}")
    html = client.get("/desk/line/tijuana").content.decode()
    assert html.count("<tr") == 51, "fifty rows under one heading"
    assert "Canaria" not in html

    after = re.search(r'href="\?([^"]*after=[^"]*)" rel="next"', html)
    assert after
    second = client.get("/desk/line/tijuana?" + after.group(1).replace("&amp;", "&"))
    rows = re.findall(r'<th scope="row"><a[^>]*>(.*?)</a>', second.content.decode())
    assert len(rows) == 22
    assert not set(rows) & set(re.findall(r'<th scope="row"><a[^>]*>(.*?)</a>', html))


def test_going_to_a_number_shows_that_number_or_says_that_nobody_holds_it(desk, client):
    there = client.post("/desk/line/tijuana", {"number": "2"}, follow=True)
    assert '<tr class="on"><th scope="row">' in there.content.decode()
    gone = client.post("/desk/line/tijuana", {"number": "99"}, follow=True)
    assert "Nobody holds number 99" in words(gone)
    assert client.post("/desk/line/tijuana", {"number": "<b>"}).status_code == 302


def test_a_list_shows_its_dated_rules_its_keeper_and_its_days(desk, client):
    desk.do(SetRules(list="tijuana", rules=ListRules(grace=45), from_day=date(2018, 12, 20)))
    desk.do(Pause(list="tijuana", reason="weather"))
    desk.offer(7)
    said = words(client.get("/desk/list/tijuana"))
    assert "After a call there are 20 minutes to come." in said
    assert "From Thursday 20 December 2018 on" in said
    assert "paused since 5 December 2018: weather or danger" in said
    assert "Set by keeper" in said
    assert "Reopen the list" in said
    assert "Keeper keeper" in said


def test_the_day_sheet_is_in_the_order_of_the_line_and_carries_the_head(desk, client):
    first = desk.waiting()[0]
    person = desk.db.one("SELECT id FROM registry_person WHERE household=? ORDER BY id DESC", (first,))[0]
    desk.do(Split(people=[person]))
    assert "Today is not ended yet" in words(client.get("/desk/sheet/tijuana"))
    client.post("/do/line.end_day", the_button(client, "/desk/sheet/tijuana", "line.end_day"))

    html = client.get("/desk/sheet/tijuana").content.decode()
    assert re.findall(r"<li[^>]*><b>(.*?)</b>", html)[:3] == ["1", "1-B", "1"]
    assert _head(desk) in html
    assert "Thursday 6 December 2018" in html
    few = client.get("/desk/sheet/tijuana?households=3").content.decode()
    assert len(re.findall(r"<li[^>]*><b>", few)) == 3


@pytest.mark.days(on=["2018-12-05"])
def test_the_day_of_the_page_is_the_ports_day_wherever_the_machine_stands(office, client):
    said = words(client.get("/desk/"))
    assert "Wednesday 5 December 2018 , 09:00" in said


def test_a_child_who_turns_18_this_year_and_a_doubtful_date_are_asked_about(office, client):
    there = Town(office)
    there.register(2, birth_year=2000)
    assert "A child turns 18 some time in 2018" in words(client.get("/desk/"))

    there.pass_time(days=3)
    there.register(1)
    said = words(client.get("/desk/"))
    assert "Is today's date right?" in said


def test_every_staff_role_reads_the_line_and_only_the_desk_is_offered_buttons(desk, client_of):
    desk.offer(4)
    desk.call()
    for role in Role:
        browser = client_of(role.value)
        for page in (
            "/desk/",
            "/desk/line/tijuana",
            "/desk/call/tijuana",
            "/desk/list/tijuana",
            "/desk/sheet/tijuana",
        ):
            assert browser.get(page).status_code == 200, (role, page)
        marks = browser.get("/desk/mark/tijuana").content.decode()
        assert ('action="/do/line.present"' in marks) == (role in (Role.KEEPER, Role.HELPER))
    planner = client_of("planner").get("/desk/line/tijuana").content.decode()
    assert "/desk/household/" not in planner


def test_a_passer_by_sees_none_of_it(desk, passer_by):
    for page in ("/desk/", "/desk/line/tijuana", "/desk/journal", "/desk/find"):
        assert passer_by.get(page).status_code == 302
    assert all(
        page in PAGES
        for page in ("ventanilla.rooms.line.pages.mark", "ventanilla.rooms.registry.pages.household")
    )


def test_several_lists_have_a_chooser(office, client):
    there = Town(office)
    there.open_lists()
    there.register(3, list="juarez")
    html = client.get("/desk/?list=juarez").content.decode()
    assert 'aria-label="Lists"' in html
    assert "1 – 3" in html, "one number a person: the household holds three"
    assert client.get("/desk/line").headers["Location"] == "/desk/line/juarez"
    assert client.get("/desk/line/nowhere").status_code == 404


def _called(desk: Town) -> list:
    from ventanilla.rooms.line.models import Ticket

    return list(Ticket.objects.filter(state="called").order_by("number", "ord"))


def _head(desk: Town) -> str:
    row = desk.db.one("SELECT head FROM line_head ORDER BY seq DESC LIMIT 1")
    assert row
    return row[0]

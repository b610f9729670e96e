"""A waiting person types the code of their slip: what opens, what does not, and what nobody can tell apart."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.town import Town
from ventanilla.rooms.line.actions import AddMember, Forget, Pause, Present, SentBack, Split
from ventanilla.rooms.line.models import Ticket
from ventanilla.rooms.place import code, opening
from ventanilla.rooms.place.actions import MakeCode
from ventanilla.rooms.registry.actions import Correct, Member

NAMED = {
    "name": "Canaria Zeltzin",
    "nationality": "HN",
    "languages": ("spa",),
    "needs": ("infant",),
    "phone": "664 555",
}


@pytest.fixture
def town(office) -> Town:
    return Town(office)


@pytest.fixture(autouse=True)
def no_tries(monkeypatch) -> None:
    monkeypatch.setattr(opening, "TRIES", opening.Throttle())


@pytest.fixture
def phone(passer_by):
    passer_by.cookies["lang"] = "en"
    return passer_by


def slip(town: Town, ticket: str) -> str:
    """The code of a new slip."""
    return town.do(MakeCode(ticket=ticket)).shown["code"]


def said(page) -> str:
    """The words of a page, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_the_code_opens_number_order_people_and_the_three_answers(town, phone):
    families = [town.register(3, **NAMED) for _n in range(3)]
    page = phone.post("/place", {"code": slip(town, families[2].ticket)})
    words = said(page)
    assert page.status_code == 200 and page["Cache-Control"] == "no-store"
    assert "Third household of three" in words and "For 3 people." in words and "No, not yet." in words
    assert "Ahead: 2 households, 6 people." in words and "Nobody can give you a date." in words


def test_the_page_names_nobody(town, phone):
    family = town.register(2, **NAMED)
    town.do(Correct(person=family.people[0], now=Member(**NAMED), reason="typing", words="Canaria said so"))
    page = phone.post("/place", {"code": slip(town, family.ticket)})
    assert "was corrected: typing slip" in said(page)
    for secret in ("Canaria", "Zeltzin", "HN", "Honduras", "infant", "664 555", family.id, *family.people):
        assert secret not in page.content.decode()


def test_a_slip_of_the_hand_is_found_before_anything_is_hashed_or_counted(town, phone, monkeypatch):
    right = slip(town, town.register(1).ticket)
    wrong = right[:10] + ("A" if right[10] != "A" else "B") + right[11:]
    monkeypatch.setattr(code, "digest", lambda *_all: pytest.fail("it was hashed"))
    for _again in range(12):
        page = phone.post("/place", {"code": wrong})
        assert page.status_code == 422 and "Look at group 3 first" in said(page)
        assert f'<span class="mono">{wrong[10:14]}</span>' in page.content.decode()
        assert f'value="{wrong}"' in page.content.decode(), "what was typed is kept, and never corrected"


def test_unknown_and_revoked_get_the_same_answer_by_the_same_steps(town, phone, office):
    ticket = town.register(1).ticket
    revoked, unknown = slip(town, ticket), code.new()
    newest = slip(town, ticket)
    answers, steps = [], []
    for typed in (unknown, revoked):
        with CaptureQueriesContext(connection) as queries:
            answers.append(phone.post("/place", {"code": typed}))
        steps.append(re.sub(r"'T[^']{19}'", "?", " ".join(one["sql"] for one in queries)))
    pages = [
        said(answer).replace(typed, "") for answer, typed in zip(answers, (unknown, revoked), strict=True)
    ]
    bare = [re.sub(r'(value|csrf\w*)="[^"]*"', "", page) for page in pages]
    assert bare[0] == bare[1] and "This code opens nothing" in bare[0] and answers[0].status_code == 403
    assert steps[0] == steps[1]
    assert phone.post("/place", {"code": newest}).status_code == 200


def test_guessing_is_slowed_and_a_right_code_never_counts(town, phone):
    right = slip(town, town.register(1).ticket)
    assert all(phone.post("/place", {"code": right}).status_code == 200 for _n in range(7))
    assert [phone.post("/place", {"code": code.new()}).status_code for _n in range(6)] == [403] * 5 + [429]
    other = phone.post("/place", {"code": right}, REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 200, "another source is not slowed"


def test_the_place_still_opens_after_the_call_and_after_leaving(town, phone):
    family = town.register(2)
    typed = slip(town, family.ticket)
    town.offer(10)
    town.call()
    assert "Yes, on Wednesday 5 December 2018 at 09:00. Come to El Chaparral now." in said(
        phone.post("/place", {"code": typed})
    )
    town.pass_time(minutes=21)
    assert "The time to come is over." in said(phone.post("/place", {"code": typed}))
    town.do(Present(tickets=(family.ticket,)))
    town.do(SentBack(tickets=(family.ticket,)))
    words = said(phone.post("/place", {"code": typed}))
    assert "You are in line again, in the same place." in words and "was sent back by the port" in words


def test_a_pause_stands_on_the_page(town, phone):
    family = town.register(1)
    typed = slip(town, family.ticket)
    town.do(Pause(list="tijuana", reason="port"))
    words = said(phone.post("/place", {"code": typed}))
    assert (
        "The list is paused since Wednesday 5 December 2018: the port takes nobody." in words
        and "need not come" in words
    )


def test_every_shape_of_list_says_the_number_rightly(town, phone):
    town.open_lists()
    shown = {}
    for name in ("tijuana", "juarez", "nogales"):
        town.register(3, list=name)
        shown[name] = said(phone.post("/place", {"code": slip(town, town.register(3, list=name).ticket)}))
    assert "Your number waiting 1 Second household of two. For 3 people." in shown["tijuana"]
    assert "Your number waiting 4 to 6 For 3 people." in shown["juarez"]
    assert "Your number waiting 2 For 3 people." in shown["nogales"]


def test_after_a_split_each_part_sees_its_own_number_and_nothing_of_the_other(town, phone):
    family = town.register(3)
    typed = slip(town, family.ticket)
    town.do(Split(people=(family.people[2],)))
    second = Ticket.objects.get(part="B")
    town.do(AddMember(household=second.household, member=Member(), why="born"))
    first = said(phone.post("/place", {"code": typed}))
    assert "First household of two" in first and "now covers 2 people" in first and "-B" not in first
    assert "1-B" in said(phone.post("/place", {"code": slip(town, second.id)}))


def test_several_marked_at_once_are_told_only_of_themselves(town, phone):
    families = [town.register(8) for _n in range(3)]
    typed = slip(town, families[1].ticket)
    town.offer(30)
    town.call()
    town.do(Present(tickets=tuple(one.ticket for one in families)))
    words = said(phone.post("/place", {"code": typed}))
    assert "Number 2 came on Wednesday 5 December 2018." in words and "Number 1" not in words


def test_the_page_says_how_often_staff_opened_it(town, phone, client):
    family = town.register(1)
    typed = slip(town, family.ticket)
    assert "No staff has opened a page about you." in said(phone.post("/place", {"code": typed}))
    for _n in range(2):
        client.get(f"/desk/slip/{family.ticket}")
    words = said(phone.post("/place", {"code": typed}))
    assert "Staff opened a page about you 2 times." in words and "The desk: 2." in words


def test_another_language_needs_no_code_again_and_puts_nothing_in_an_address(town, phone):
    ticket = town.register(1).ticket
    typed = slip(town, ticket)
    page = phone.post("/place", {"code": typed})
    token = re.search(r'name="token" value="([^"]+)"', page.content.decode())[1]
    assert typed not in page.content.decode()
    other = phone.post("/place", {"token": token, "language": "fr"})
    assert (
        other.status_code == 200
        and other["Content-Language"] == "fr"
        and 'lang="fr"' in other.content.decode()
    )
    assert phone.get(f"/place?token={token}").content.decode().count('name="code"') == 1
    slip(town, ticket)
    assert phone.post("/place", {"token": token, "language": "ht"}).status_code == 403, (
        "it dies with the slip"
    )


def test_a_token_lives_for_fifteen_minutes(town, monkeypatch):
    one = Ticket.objects.get(pk=town.register(1).ticket)
    signed = opening.token(one)
    assert (
        opening.reopen(signed) == one and opening.reopen(signed + "x") is None and opening.reopen("") is None
    )
    monkeypatch.setattr(opening, "OPEN_FOR", -1)
    assert opening.reopen(signed) is None


def test_a_forgotten_household_opens_no_more(town, phone):
    family = town.register(1)
    typed = slip(town, family.ticket)
    town.do(Forget(who=family.id, leave=True))
    assert phone.post("/place", {"code": typed}).status_code == 403


@pytest.mark.days
def test_the_day_of_the_call_is_the_ports_own(town, phone, day):
    family = town.register(1)
    typed = slip(town, family.ticket)
    town.offer(1)
    town.call()
    town.pass_time(hours=14.5)
    words = said(phone.post("/place", {"code": typed}))
    assert f"{day.day} {day:%B} {day.year} at 09:00" in words
    assert (day + timedelta(days=1)).strftime("%-d %B") not in words

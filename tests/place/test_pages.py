"""The board on the wall, and the slip that the desk prints."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.place.test_opening import said, slip
from tests.town import Town
from ventanilla import web
from ventanilla.journal.desk import Actor
from ventanilla.rooms.line.actions import Absent, Admitted, EndDay, Pause, Present, TellOffer
from ventanilla.rooms.place import board as boards
from ventanilla.rooms.place import opening, pages
from ventanilla.rooms.place.actions import MakeCode
from ventanilla.web.models import Shown

STATIC = Path(web.__file__).parent / "static"


@pytest.fixture
def town(office) -> Town:
    return Town(office)


@pytest.fixture
def wall(passer_by):
    passer_by.cookies["lang"] = "en"
    return passer_by


def a_day(town: Town) -> list[str]:
    """Four households of 5; 12 places; two called, one present and let in, one absent. Their tickets."""
    tickets = [town.register(5, name="Canaria").ticket for _n in range(4)]
    town.offer(12)
    town.call()
    town.pass_time(minutes=30)
    town.do(Present(tickets=(tickets[0],)))
    town.do(Absent(tickets=(tickets[1],)))
    town.do(Admitted(tickets=(tickets[0],)))
    return tickets


def test_the_state_of_the_list_comes_first_then_three_questions(town, wall):
    a_day(town)
    words = said(wall.get("/"))
    order = [
        "The list is open.",
        "1. Is my number called?",
        "2. How many are ahead",
        "3. How long?",
        "No law requires",
    ]
    assert sorted(order, key=words.index) == order
    assert "Calls are at El Chaparral." in words and "20 minutes" in words


def test_the_four_figures_stand_apart_with_their_source(town, wall):
    a_day(town)
    words = said(wall.get("/board/tijuana"))
    assert "5 December 12 10 5 5 07:00: The port offered 12 places. From this list's journal, entry" in words
    assert "Waiting: 2 households, 10 people." in words and "Let in by the port yesterday: 0 people." in words


def test_called_numbers_stay_for_two_days_and_the_seal_stands_below(town, wall):
    a_day(town)
    town.do(EndDay())
    town.pass_time(days=1)
    words = said(wall.get("/"))
    assert "Called yesterday, up to 1 " in words and "Let in by the port yesterday: 5 people." in words
    assert "Seal of the evening of Wednesday 5 December 2018:" in words
    town.do(EndDay())
    town.pass_time(days=1)
    assert "Called yesterday, up to" not in said(wall.get("/"))


def test_a_number_is_answered_for_each_of_its_households(town, wall):
    a_day(town)
    words = said(wall.post("/board/tijuana", {"number": " 1 "}))
    assert "First household of two: Called on Wednesday 5 December 2018, and let in by the port." in words
    assert (
        "Second household of two: Called on Wednesday 5 December 2018 and absent. The place is kept until"
        in words
    )
    words = said(wall.post("/board/tijuana", {"number": "2"}))
    assert "Nobody is ahead: next to be called." in words and "Ahead: 1 household, 5 people." in words


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Write only the number"), ("ana", "Write only the number"), ("0", "Write only the number"),
     ("9" * 19, "Write only the number"), ("3", "was not given yet. The last number given is 2.")],
)  # fmt: skip
def test_what_is_not_a_number_of_the_list_gets_a_sentence(town, wall, typed, sentence):
    a_day(town)
    assert sentence in said(wall.post("/board/tijuana", {"number": typed}))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1,479", (1479, "")),
        ("1 479-b", (1479, "B")),
        ("n.º 12", (12, "")),
        ("#7", (7, "")),
        ("١٢", (12, "")),
    ],
)
def test_numbers_are_read_as_people_write_them(typed, read):
    assert boards.number_typed(typed) == read


def test_a_pause_and_none_today_are_said(town, wall):
    town.do(TellOffer(list="tijuana", word="none", hour="06:40"))
    assert "06:40: The port said: none today." in said(wall.get("/"))
    town.do(Pause(list="tijuana", reason="weather"))
    assert "paused since Wednesday 5 December 2018: weather or danger. Numbers keep their order" in said(
        wall.get("/")
    )


def test_several_lists_are_a_choice_and_the_wall_has_nothing_to_type(town, wall):
    town.open_lists()
    assert "Which list?" in said(wall.get("/")) and wall.get("/board/nobody").status_code == 404
    page = wall.get("/board/juarez/wall")
    assert page.status_code == 200 and "<form" not in page.content.decode() and page["Refresh"] == "60"


def test_the_law_is_said_only_for_days_on_which_it_was_read(office):
    first, last = boards.LAW_AS_READ
    one = boards.WaitingList.objects.get(pk="tijuana")
    for day, known in (
        (first, True),
        (last, True),
        (last + timedelta(days=1), False),
        (date(2026, 1, 1), False),
    ):
        noon = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
        assert boards.board(office.db, one, noon).law_as_read is known


def test_no_name_leaves_by_the_board(town, wall):
    a_day(town)
    for page in (
        wall.get("/"),
        wall.get("/board/tijuana/wall"),
        wall.post("/board/tijuana", {"number": "1"}),
    ):
        assert "Canaria" not in page.content.decode()


def test_both_first_views_are_small_with_everything_they_load(town, wall):
    tickets = a_day(town)
    loaded = {name: len((STATIC / name).read_bytes()) for name in ("ventanilla.css", "code.js", "mark.svg")}
    board = len(wall.get("/").content) + loaded["ventanilla.css"] + loaded["mark.svg"]
    mine = len(wall.post("/place", {"code": slip(town, tickets[3])}).content) + sum(loaded.values())
    assert board <= 30_000 and mine <= 60_000, "as sent, without any compression"


# --- the slip ----------------------------------------------------------------------------------------------------
def text_of(pdf: bytes) -> str:
    pdfium = pytest.importorskip("pypdfium2")
    return " ".join(pdfium.PdfDocument(pdf)[0].get_textpage().get_text_range().split())


def test_a_slip_is_printed_once_and_the_same_again_for_a_lost_answer(town, client, wall):
    family = town.register(2, languages=("hat",))
    address = f"/desk/slip/{family.ticket}"
    first, again = (client.post(address, {"size": "a6", "once": "slip-0001"}) for _n in range(2))
    assert first["Content-Type"] == "application/pdf" and first["Cache-Control"] == "no-store"
    assert first.content == again.content
    made = opening.shown_again(town.office, "slip-0001")
    assert made and made["code"].replace("-", "") in text_of(first.content).replace(" ", "")
    assert wall.post("/place", {"code": made["code"]}).status_code == 200


def test_a_slip_speaks_the_household_s_language_first(town, client):
    family = town.register(2, languages=("quc", "hat"))
    assert pages.language_of(family.id) == "ht"
    assert "Nimewo ou" in text_of(
        client.post(f"/desk/slip/{family.ticket}", {"size": "80mm", "once": "slip-0002"}).content
    )
    assert pages.language_of(town.register(1).id) == "es"


def test_a_new_slip_kills_the_older_code_and_says_so_before(town, client, wall):
    ticket = town.register(1).ticket
    older = town.do(MakeCode(ticket=ticket)).shown["code"]
    assert "This will be copy 2. The code on the older slip stops working at once." in said(
        client.get(f"/desk/slip/{ticket}")
    )
    assert "copy 2" in text_of(
        client.post(f"/desk/slip/{ticket}", {"size": "a6", "once": "slip-0003"}).content
    )
    wall.cookies["lang"] = "en"
    assert "This code opens nothing." in said(wall.post("/place", {"code": older}))


def test_what_was_shown_once_is_sealed_and_gone_after_fifteen_minutes(town, client):
    ticket = town.register(1).ticket
    form = {"size": "a6", "once": "slip-0004"}
    client.post(f"/desk/slip/{ticket}", form)
    made = opening.shown_again(town.office, "slip-0004")
    assert made and made["code"].encode() not in bytes(Shown.objects.get(pk="slip-0004").sealed)
    Shown.objects.update(at=datetime.now(UTC) - timedelta(minutes=16))
    page = client.post(f"/desk/slip/{ticket}", form)
    assert page.status_code == 409 and "Print a new slip." in said(page) and not Shown.objects.exists()


def test_an_older_form_never_prints_a_code_that_was_killed_since(town, client):
    ticket = town.register(1).ticket
    client.post(f"/desk/slip/{ticket}", {"size": "a6", "once": "slip-0005"})
    client.post(f"/desk/slip/{ticket}", {"size": "a6", "once": "slip-0006"})
    assert client.post(f"/desk/slip/{ticket}", {"size": "a6", "once": "slip-0005"}).status_code == 409


def test_only_the_desk_prints_slips(town, client_of, wall):
    ticket = town.register(1).ticket
    assert [
        client_of(role).get(f"/desk/slip/{ticket}").status_code for role in ("helper", "legal", "auditor")
    ] == [200, 403, 403]
    assert wall.get(f"/desk/slip/{ticket}").status_code == 302
    assert client_of("keeper").get("/desk/slip/T0000000000000000000").status_code == 404


def test_a_slip_asks_for_its_paper_and_is_seen_in_the_log(town, client, keeper: Actor):
    family = town.register(1)
    assert client.post(f"/desk/slip/{family.ticket}", {"size": "a4", "once": "slip-0007"}).status_code == 422
    row = town.db.one("SELECT actor, page FROM web_view WHERE subject=?", (family.id,))
    assert row == (keeper.id, "slip")

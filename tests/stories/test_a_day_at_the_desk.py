"""A whole day at the window, as a keeper lives it: with scripts and without, on a desk's screen and on a phone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import log_in

pytestmark = pytest.mark.browser


def register(page: Page, names: list[str]) -> None:
    """Register a household by hand, a person after the other."""
    page.goto("/do/line.register?list=tijuana")
    for index, name in enumerate(names):
        if index:
            page.get_by_role("button", name="Add a person").click()
            expect(page.get_by_role("group", name=f"Person {index + 1}")).to_be_visible()
        page.get_by_role("group", name=f"Person {index + 1}").get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="Register a household and give a number").click()
    expect(page.get_by_text("The household is registered and has a number.")).to_be_visible()


@pytest.mark.parametrize(("size", "script"), [("desk", True), ("phone", False)])
def test_offer_call_marks_and_the_end_of_the_day(open_page, office, size, script):
    page = log_in(open_page(size, script=script))
    register(page, ["Ana de Ejemplo", "Luz de Ejemplo", "Sol de Ejemplo"])
    register(page, ["Blas de Prueba"])

    page.goto("/desk/")
    page.get_by_role("link", name="Write down what the port said").first.click()
    page.get_by_label("Places", exact=True).fill("4")
    page.get_by_role("button", name="Write down what the port said").click()
    expect(page.get_by_text("4 places are offered")).to_be_visible()

    page.get_by_role("link", name="See who would be called").click()
    expect(page.get_by_text("Call the next 4 people?")).to_be_visible()
    page.get_by_role("button", name=re.compile("Call 2 households")).click()
    page.wait_for_url("**/desk/mark/tijuana")

    here = page.get_by_role("button", name=re.compile("^(Here|Present|Came|Mark present)"))
    expect(here).to_have_count(2)
    here.first.click()
    expect(here).to_have_count(1)
    office.clock.set(office.clock.now() + timedelta(minutes=25))
    page.reload()
    page.get_by_role("button", name=re.compile("[Aa]bsent")).first.click()
    expect(here).to_have_count(0)

    states = dict(office.db.all("SELECT state, COUNT(*) FROM line_ticket GROUP BY state"))
    assert states == {"present": 1, "absent": 1}
    page.goto("/desk/mark/tijuana")
    page.get_by_role("button", name=re.compile("^Let in")).first.click()
    expect(page.get_by_text(re.compile("let in", re.IGNORECASE)).first).to_be_visible()
    page.goto("/desk/")
    page.get_by_role("button", name="End the day").or_(
        page.get_by_role("link", name="End the day")
    ).first.click()
    if "/do/" in page.url:
        page.get_by_role("button", name="End the day").click()
    expect(page.get_by_text("The day is ended and its head is written.")).to_be_visible()
    page.goto("/desk/")
    expect(page.get_by_role("heading", name="The day is ended")).to_be_visible()
    head = office.db.one("SELECT head FROM line_head ORDER BY seq DESC LIMIT 1")[0]
    expect(page.get_by_text(head).first).to_be_visible()


def test_what_was_typed_is_there_after_the_session_ended(open_page, office):
    page = log_in(open_page("phone", script=False))
    page.goto("/do/line.register?list=tijuana")
    page.get_by_label("Name", exact=True).fill("Ana de Ejemplo")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Register a household and give a number").click()
    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    page.get_by_label("Login", exact=True).fill("keeper")
    page.get_by_label("Password", exact=True).fill("demo-demo-demo")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Ana de Ejemplo")
    page.get_by_role("button", name="Register a household and give a number").click()
    expect(page.get_by_text("The household is registered and has a number.")).to_be_visible()
    assert office.db.one("SELECT COUNT(*) FROM line_ticket")[0] == 1


def test_find_by_number_and_by_a_misspelt_name(open_page, office):
    page = log_in(open_page("desk"))
    register(page, ["Guadalupe Hernández de Ejemplo"])
    for asked in ("1", "gadalupe hernandes"):
        page.goto("/desk/find")
        page.get_by_role("main").get_by_role("searchbox").or_(
            page.get_by_role("main").locator("input[name=q]")
        ).first.fill(asked)
        page.get_by_role("main").get_by_role("button", name=re.compile("Find|Look")).first.click()
        expect(page.locator("main a[href*='/desk/household/']").first).to_be_visible()
    assert "guadalupe" not in page.url.lower() and "gadalupe" not in page.url.lower()


def test_a_waiting_person_opens_their_place_with_the_code(open_page, office, keeper):
    from ventanilla.rooms.line.actions import RegisterAndJoin
    from ventanilla.rooms.place.actions import MakeCode
    from ventanilla.rooms.registry.actions import Member

    done = office.ledger.perform(
        RegisterAndJoin(list="tijuana", members=(Member(name="Ana de Ejemplo", nationality="HN"),)), keeper
    )
    code = office.ledger.perform(MakeCode(ticket=done.entries[1].body["ticket"]), keeper).shown["code"]
    for script in (True, False):
        page = open_page("phone", script=script)
        page.goto("/place")
        page.locator("#code").fill(code[:-1] + ("0" if code[-1] != "0" else "1"))
        page.get_by_role("main").locator("form:has(#code) button").click()
        expect(page.locator("#code")).to_be_visible()
        page.locator("#code").fill(code.lower().replace("-", " "))
        page.get_by_role("main").locator("form:has(#code) button").click()
        expect(page.locator(".num").first).to_have_text("1")
        assert page.url.endswith("/place"), "the code is never in the address"
        text = page.content()
        assert "Ana" not in text and "Honduras" not in text and "keeper" not in text
    by_slip = open_page("phone")
    by_slip.goto(f"/place#{code}")
    expect(by_slip.locator("#code")).to_have_value(code)
    assert code not in by_slip.url

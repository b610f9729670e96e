"""A claim as a helper and legal aid live it: intention, way, notice printed, missed, re-set, decided."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.stories.conftest import SIZES, log_in
from tests.town import Town

pytestmark = pytest.mark.browser


def fill(page: Page, **said: str) -> None:
    """Fill a form's fields by their names, also those that are folded away."""
    for folded in page.locator("main form details:not([open]) > summary").all():
        folded.click()
    for name, value in said.items():
        field = page.locator(f"main [name='{name}']")
        kind = field.first.evaluate("one => one.type")
        if kind == "radio":
            page.locator(f"main [name='{name}'][value='{value}']").check()
        elif kind.startswith("select"):
            field.select_option(value)
        else:
            field.fill(value)


def send(page: Page) -> None:
    page.locator("main form button.main").last.click()


def paper(page: Page, printed: str, day: str) -> None:
    page.get_by_role("link", name="Write down a paper").click()
    fill(page, what="hearing", issuer="eoir", printed=printed, day=day, hour="12:30", place="san_diego")
    send(page)
    expect(page.get_by_text("The paper is written down.")).to_be_visible()


@pytest.mark.parametrize(("size", "script"), [("desk", True), ("phone", False)])
def test_from_intention_to_decision(open_page, office, size, script):
    family = Town(office).register(1, nationality="HN", birth_year=1990, name="Ana de Ejemplo")
    desk = log_in(open_page(size, script=script), "helper")
    desk.goto(f"/desk/household/{family.id}")
    desk.get_by_role("link", name="Claims of this family").click()
    desk.get_by_role("link", name="They want to ask for protection").click()
    send(desk)
    expect(desk.get_by_text("There is a claim.")).to_be_visible()

    aid = log_in(open_page(size, script=script), "legal")
    aid.goto(f"/desk/claims/household/{family.id}")
    aid.get_by_role("link", name="asylum in the United States").click()
    aid.get_by_role("button", name="Write down the facts").click()
    fill(aid, **{"card-manner": "port", "card-entry_mx": "2018-10-19", "card-transit": "GT HN"})
    send(aid)
    expect(aid.get_by_text("Their own country is not one they crossed").first).to_be_visible()
    expect(aid.locator("[name='card-entry_mx']")).to_have_value("2018-10-19")
    fill(aid, **{"card-transit": "GT MX"})
    send(aid)
    expect(aid.get_by_text("waits at the port").first).to_be_visible()

    office.clock.set(datetime(2019, 1, 30, 18, tzinfo=UTC))
    aid.reload()
    aid.get_by_role("button", name="Ask the rulebook again").click()
    expect(aid.get_by_text("The rule leaves the way of this claim to a person").first).to_be_visible()
    aid.get_by_role("link", name="Somebody decided which way").click()
    fill(aid, track="remain", by="us_officer")
    send(aid)
    expect(aid.get_by_text("returned to wait in Mexico").first).to_be_visible()

    paper(aid, "2019-01-30", "2019-03-20")
    address = aid.url
    aid.get_by_role("link", name="Make a notice").click()
    fill(aid, language="ht", bridge_hour="07:30", way="Bis 12, 40 minit")
    send(aid)
    expect(aid.get_by_text("Write all three hours").first).to_be_visible()
    fill(aid, port_hour="08:30")
    send(aid)
    printed = aid.context.request.get(
        aid.get_by_role("link", name="Print the notice").first.evaluate("one => one.href")
    )
    assert printed.ok and printed.headers["content-type"] == "application/pdf"
    aid.get_by_role("link", name="Did it reach them?").click()
    fill(aid, how="read_back", language="ht")
    send(aid)
    expect(aid.get_by_role("status").get_by_text("Written down.")).to_be_visible()
    expect(aid.get_by_text("said back in own words").first).to_be_visible()

    office.clock.set(datetime(2019, 3, 21, 18, tzinfo=UTC))
    aid.reload()
    aid.get_by_role("link", name="It was missed").click()
    fill(aid, reason="turned_back")
    send(aid)
    expect(aid.get_by_text("A hearing was missed on 20 March 2019")).to_be_visible()
    paper(aid, "2019-03-21", "2019-05-02")
    aid.get_by_role("link", name="It was re-set").first.click()
    send(aid)
    expect(aid.get_by_text("was re-set", exact=True)).to_be_visible()

    office.clock.set(datetime(2019, 5, 3, 18, tzinfo=UTC))
    aid.goto(address)
    aid.get_by_text("Write down a decision").click()
    expect(aid.get_by_text("It may be opened again where the notice never came", exact=False)).to_be_visible()
    aid.get_by_role("link", name="Choose the decision").click()
    fill(aid, outcome="denied")
    send(aid)
    expect(aid.locator("h1 + .tag")).to_have_text("decided")
    for where in (
        address,
        "/desk/claims",
        "/desk/claims/all",
        f"/desk/claims/household/{family.id}",
        "/desk/claims/changed",
        "/desk/claims/day/2019-05-02",
    ):
        aid.goto(where)
        found = Axe().run(aid).response["violations"] if script else []
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == [], where
        assert aid.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0], where

"""The options page in a real browser: without JavaScript, on a phone, on paper; and the desk's two pages beside it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.place.test_opening import slip
from tests.place.test_options import NAMED, closing_day
from tests.stories.conftest import SIZES, log_in
from tests.town import Town
from ventanilla.rooms.place.actions import SetSecondWord

pytestmark = pytest.mark.browser
LETTER_AND_A4 = ("Letter", "A4")


def open_options(page, address: str, typed: str, language: str = "en") -> None:
    page.context.add_cookies([{"name": "lang", "value": language, "url": address}])
    page.goto("/place")
    page.locator("#code").fill(typed)
    page.locator("form:has(#code) button").click()
    page.locator("main form[action='/place/options'] button").click()
    page.wait_for_url("**/place/options")


def faults(page, width: int) -> list[str]:
    found = [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in Axe().run(page).response["violations"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth") > width
    return found + (["it scrolls sideways"] if wide else [])


def test_a_mother_on_her_phone_without_script(office, open_page, address):
    town = Town(office)
    family = town.register(3, **NAMED)
    town.do(SetSecondWord(household=family.id, word="nube de jalapa"))
    page = open_page("phone", script=False)
    open_options(page, address, slip(town, family.ticket))
    card = page.locator("#w-humanitarian-card")
    assert "depends on your answer" in card.inner_text()
    page.locator("#q-refuge_open").get_by_label("Yes").check()
    page.get_by_role("button", name="Show my options with these answers").click()
    assert "depends on your answer" not in card.inner_text()
    assert "open" in card.locator(".tag").inner_text()
    page.get_by_label("Your second word").fill("Nube de Jalapa")
    page.get_by_role("button", name="Read out the reasons").click()
    worker = page.locator("#w-border-worker-card")
    worker.get_by_text("Why: rule, date, source").click()
    assert "here: Honduras" in worker.inner_text()
    assert "open" in card.locator(".tag").inner_text(), "the answers came along"
    page.get_by_role("button", name="I want to ask about going home").click()
    assert page.get_by_text("It is voluntary.").is_visible()
    page.get_by_role("button", name="Back to my options").click()
    page.get_by_role("button", name="Back to my place").click()
    assert page.locator(".num").first.is_visible()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["es", "ht"])
def test_axe_finds_nothing_with_everything_unfolded(office, open_page, address, size, language):
    town, width = Town(office), SIZES[size][0]
    typed = slip(town, town.register(3, **NAMED).ticket)
    page = open_page(size)
    open_options(page, address, typed, language)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert faults(page, width) == []
    page.locator("form[action='/place/going-home'] button").click()
    page.wait_for_url("**/place/going-home")
    assert faults(page, width) == []


@pytest.mark.parametrize("language", ["en", "es", "ht"])
def test_it_prints_on_two_pages_even_on_the_day_a_way_closes(office, open_page, address, language):
    pdfium = pytest.importorskip("pypdfium2")
    town = Town(office)
    family = town.register(3, **NAMED)
    for day in (None, closing_day()):
        if day:
            office.clock.set(datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("America/Tijuana")))
        page = open_page("desk")
        open_options(page, address, slip(town, family.ticket), language)
        for paper in LETTER_AND_A4:
            printed = pdfium.PdfDocument(page.pdf(format=paper))
            assert len(printed) <= 2, (language, day, paper)
            assert "Honduras" not in "".join(one.get_textpage().get_text_range() for one in printed)


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_of_the_desk_are_accessible_too(office, open_page, size):
    town, width = Town(office), SIZES[size][0]
    family = town.register(3, **NAMED)
    page = log_in(open_page(size), "legal")
    page.goto(f"/desk/options/{family.id}?on=2019-01-30")
    assert faults(page, width) == []
    day = closing_day()
    page.goto(f"/desk/closed/tijuana?on={day}")
    assert page.get_by_role("link", name="1", exact=True).first.is_visible()
    assert faults(page, width) == []

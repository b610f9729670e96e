"""The forecast from night to morning: it is computed, a person reads it on a phone, the desk prepares, a planner compares."""

from __future__ import annotations

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.place.test_opening import slip
from tests.stories.conftest import SIZES, log_in
from tests.town import Town
from ventanilla.forecast.compare import compare
from ventanilla.forecast.futures import futures
from ventanilla.forecast.published import published
from ventanilla.forecast.scenario import shipped
from ventanilla.rooms.forecast import comparison, nightly
from ventanilla.rooms.forecast.models import Range
from ventanilla.rulebook.book import book
from ventanilla.rulebook.policy import policy

pytestmark = pytest.mark.browser


@pytest.fixture
def after_the_night(office, monkeypatch) -> Town:
    """Twelve households wait, and the night has been."""
    monkeypatch.setattr(nightly, "RUNS", 100)
    town = Town(office)
    for _n in range(12):
        town.register(5)
    list(nightly.night(office))
    Range.objects.filter(list="tijuana").update(q10=1, q25=4, q50=6, q75=40, q90=80, never=52)
    return town


def faults(page, width: int) -> list[str]:
    found = [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in Axe().run(page).response["violations"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth") > width
    return found + (["it scrolls sideways"] if wide else [])


def test_a_person_reads_it_on_a_phone_without_script(after_the_night, office, open_page, address):
    ticket = office.db.one("SELECT id FROM line_ticket WHERE number=3 AND ord=1")[0]
    page = open_page("phone", script=False)
    page.context.add_cookies([{"name": "lang", "value": "en", "url": address}])
    page.goto("/place")
    page.locator("#code").fill(slip(after_the_night, ticket))
    page.locator("form:has(#code) button").click()
    assert page.get_by_text("Most likely called between").is_visible()
    assert page.get_by_text("In 1 of 20 futures not called by").is_visible()
    page.get_by_text("Where this comes from, and how good it is").click()
    assert page.get_by_text("It is not a promise.").is_visible()
    assert page.locator("svg.when").bounding_box()["width"] > 250


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_my_place_with_the_ranges(after_the_night, office, open_page, size):
    ticket = office.db.one("SELECT id FROM line_ticket WHERE number=3 AND ord=1")[0]
    page = open_page(size)
    page.goto("/place")
    page.locator("#code").fill(slip(after_the_night, ticket))
    page.locator("form:has(#code) button").click()
    page.locator("svg.when").wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert faults(page, SIZES[size][0]) == []


@pytest.mark.parametrize("size", SIZES)
def test_the_desk_and_the_coordinator_prepare(after_the_night, open_page, size):
    page = log_in(open_page(size), "coordinator")
    page.goto("/desk/list/tijuana")
    page.get_by_role("link", name="Whom to prepare for this week").click()
    page.get_by_role("heading", name="In at least half of the futures").wait_for()
    assert page.get_by_text("1, first of two").first.is_visible()
    assert faults(page, SIZES[size][0]) == []
    page.get_by_role("link", name="Shelters", exact=True).click()
    page.get_by_text("No room of this office holds beds yet").wait_for()
    assert faults(page, SIZES[size][0]) == []


@pytest.mark.parametrize("script", [True, False])
def test_a_planner_compares_two_policies_with_and_without_script(after_the_night, open_page, script):
    page = log_in(open_page("desk", script=script), "planner")
    page.get_by_role("link", name="Forecast").click()
    page.get_by_label("Days to look ahead").fill("many")
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("Days to look ahead").input_value() == "many"
    page.get_by_label("Days to look ahead").fill("200")
    page.get_by_label("Possible futures").fill("400")
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("link", name="As CSV").wait_for()
    assert "remain-in-mexico" in page.locator("main").inner_text()
    if script:
        assert faults(page, SIZES["desk"][0]) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="As CSV").click()
    assert download.value.suggested_filename == "forecast.csv"


@pytest.mark.parametrize("size", SIZES)
def test_the_report_that_is_kept_as_a_file_reads_on_a_phone_too(open_page, size):
    here, law = published("Tijuana", date(2018, 12, 5)), policy("long-standing", book())
    plans = [shipped(name) for name in ("long-standing", "work-visas")]
    made = comparison.page(compare([futures(here, plan, law, days=120, runs=20) for plan in plans]))
    page = open_page(size)
    page.set_content(made)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert faults(page, SIZES[size][0]) == []

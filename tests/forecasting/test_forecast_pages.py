"""The forecast's pages: whom to prepare for, the shelters, and a planner who sets policies side by side."""

from __future__ import annotations

import json
import re
import threading
import time

import pytest

from tests.town import Town
from ventanilla.rooms.forecast import nightly, running
from ventanilla.rooms.forecast.models import Range
from ventanilla.rooms.line.actions import Call

ASKED = {"policy": ["long-standing", "remain-in-mexico"], "own": "", "days": "60", "runs": "20"}


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(nightly, "RUNS", 50)
    monkeypatch.setattr(running, "_runs", {})


@pytest.fixture
def line(office) -> Town:
    town = Town(office)
    for _n in range(12):
        town.register(5, name="Canaria", nationality="HN", birth_year=1990)
    return town


def words(response, status: int = 200) -> str:
    assert response.status_code == status, response.content[-400:]
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", text).replace("&#x27;", "'")


def finished(browser, where: str):
    """The page of a run once it is done."""
    for _try in range(400):
        page = browser.get(where)
        if "Looking at possible futures" not in page.content.decode():
            return page
        time.sleep(0.02)
    raise AssertionError("it never ended")


# --- the desk --------------------------------------------------------------------------------------------------------
def test_the_week_lists_numbers_by_how_likely_they_are_called_and_no_name(line, client):
    assert "There is no forecast of the last days" in words(client.get("/desk/forecast/week/tijuana"))
    list(nightly.night(line.office))
    Range.objects.filter(list="tijuana").update(q10=90, q25=90, q50=90, q75=90, q90=90)
    Range.objects.filter(list="tijuana", number=1).update(q10=0, q25=1, q50=2, q75=9, q90=12)
    Range.objects.filter(list="tijuana", number=2).update(q10=5, q25=9, q50=12, q75=40, q90=60)
    said = words(client.get("/desk/forecast/week/tijuana"))
    half, _, some = said.partition("In at least 1 of 10 futures")
    assert "1, first of two" in half and "2, first of two" in some and "3, first" not in said
    assert "20 people in all" in said and "Canaria" not in said
    line.offer(10)
    line.do(Call(list="tijuana"))
    assert "1, first of two" not in words(client.get("/desk/forecast/week/tijuana")), (
        "who was called is not prepared for"
    )


def test_the_list_leads_to_its_week_and_an_old_night_is_not_shown(line, client):
    assert "/desk/forecast/week/tijuana" in client.get("/desk/list/tijuana").content.decode()
    list(nightly.night(line.office))
    line.pass_time(days=4)
    assert "an old one is not shown" in words(client.get("/desk/forecast/week/tijuana"))
    assert client.get("/desk/forecast/week/nowhere").status_code == 404


def test_the_shelters_are_shown_as_bands_and_it_is_said_that_no_room_holds_beds(line, client_of):
    coordinator = client_of("coordinator")
    assert "There is no forecast" in words(coordinator.get("/desk/forecast/shelters"))
    list(nightly.night(line.office))
    page = coordinator.get("/desk/forecast/shelters")
    said = words(page)
    assert "No room of this office holds beds yet" in said and "in 8 of 10 futures" in said
    assert '<svg class="bands"' in page.content.decode() and "style=" not in page.content.decode()
    assert "nan" not in page.content.decode().split("<svg", 1)[1].split("</svg>")[0].lower()


# --- the planner -----------------------------------------------------------------------------------------------------
def test_two_policies_side_by_side_as_page_and_as_files(line, client_of):
    planner = client_of("planner")
    assert "Policies side by side" in words(planner.get("/desk/forecast"))
    started = planner.post("/desk/forecast", ASKED)
    assert started.status_code == 302
    where = started["Location"]
    said = words(finished(planner, where))
    assert "long-standing" in said and "remain-in-mexico" in said and "20 possible futures of 60 days" in said
    assert "no promise" in said and "nan" not in said.lower().split()
    csv, made = planner.get(f"{where}?as=csv"), planner.get(f"{where}?as=json")
    assert (
        csv["Content-Disposition"] == 'attachment; filename="forecast.csv"'
        and b"long-standing" in csv.content
    )
    assert json.loads(made.content)
    report = planner.get(f"{where}?as=html").content.decode()
    assert report.startswith("<!doctype html>") and "<link" not in report and "long-standing" in report
    assert planner.get(f"{where}?as=exe").status_code == 404
    for page in (csv.content, made.content, report.encode()):
        assert not any(row[0].encode() in page for row in line.db.all("SELECT household FROM line_ticket"))
    assert where in planner.get("/desk/forecast").content.decode(), "it is found again for an hour"


def test_a_policy_line_of_ones_own_counts_too(line, client_of):
    planner = client_of("planner")
    own = {**ASKED, "policy": ["long-standing"], "own": "as-of:2018-12-05 + remain-in-mexico@2019-03-01\n"}
    said = words(finished(planner, planner.post("/desk/forecast", own)["Location"]))
    assert "remain-in-mexico@2019-03-01" in said


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"policy": ["long-standing"]}, "Choose two to six policies"),
        ({"policy": ["long-standing", "nothing-like-it"]}, "There is no policy called nothing-like-it"),
        ({"own": "as-it-was - x"}, "there is no policy called x"),
        ({"own": "/etc/some.toml"}, "command line only"),
        ({"own": "\n".join(f"as-of:2018-12-0{n}" for n in range(1, 7))}, "Choose two to six policies"),
        ({"days": ""}, "Write a whole number from 1 to 1,095."),
        ({"days": "0"}, "Write a whole number from 1 to 1,095."),
        ({"days": "٣"}, "Write a whole number from 1 to 1,095."),
        ({"runs": "2001"}, "Write a whole number from 10 to 2,000."),
        ({"list": "nowhere"}, "There is no such list"),
    ],
)
def test_what_cannot_be_meant_gets_a_sentence_and_nothing_typed_is_lost(line, client_of, wrong, sentence):
    planner = client_of("planner")
    answer = planner.post("/desk/forecast", {**ASKED, "days": "77", **wrong})
    assert sentence in words(answer, 422).replace("&#x27;", "'")
    page = answer.content.decode()
    assert f'value="{wrong.get("days", "77")}"' in page and 'role="alert"' in page
    assert wrong.get("own", "").split("\n")[0] in page and "-e" in page
    assert not running._runs, "nothing was started"


def test_one_run_at_a_time_for_each_person_with_a_bar_that_needs_no_script(line, client_of, monkeypatch):
    gate, real = threading.Event(), running.futures

    def slow(*of, told, **named):
        told(10)
        gate.wait(10)
        return real(*of, told=lambda runs: None, **named)

    monkeypatch.setattr(running, "futures", slow)
    planner = client_of("planner")
    first = planner.post("/desk/forecast", ASKED)["Location"]
    assert planner.post("/desk/forecast", ASKED)["Location"] == first
    page = planner.get(first).content.decode()
    assert (
        '<noscript><meta http-equiv="refresh"' in page and "<progress" in page and 'hx-trigger="every' in page
    )
    part = planner.get(first, headers={"HX-Request": "true", "HX-Target": "going"}).content.decode()
    assert part.startswith('<div id="going"') and "<html" not in part
    assert client_of("keeper").get(first).status_code == 403
    gate.set()
    finished(planner, first)
    assert planner.get(first, headers={"HX-Request": "true", "HX-Target": "going"})["HX-Refresh"] == "true"
    assert planner.post("/desk/forecast", ASKED)["Location"] != first


def test_a_result_is_kept_for_an_hour_and_for_its_owner(line, client_of, monkeypatch):
    planner = client_of("planner")
    where = planner.post("/desk/forecast", ASKED)["Location"]
    finished(planner, where)
    id_ = where.rsplit("/", 1)[1]
    assert running.find(id_, "S" * 20) is None
    monkeypatch.setattr(running, "KEPT", -1)
    assert "no longer kept" in words(planner.get(where), 404)


def test_a_run_that_fails_says_so(line, client_of, monkeypatch):
    def broken(*_of, **_named):
        raise ValueError("This policy asks for what nobody knows.")

    monkeypatch.setattr(running, "futures", broken)
    planner = client_of("planner")
    where = planner.post("/desk/forecast", ASKED)["Location"]
    time.sleep(0.1)
    said = words(planner.get(where))
    assert "It could not be computed" in said and "asks for what nobody knows" in said


@pytest.mark.parametrize("role", ["keeper", "helper", "coordinator", "legal", "auditor"])
def test_policies_are_the_planners(line, client_of, role):
    assert client_of(role).get("/desk/forecast").status_code == 403


def test_the_comparison_begins_with_what_differs_and_each_cell_says_its_policy(line, client_of):
    planner = client_of("planner")
    where = planner.post("/desk/forecast", ASKED)["Location"]
    finished(planner, where)
    page = planner.get(where).content.decode()
    said = re.sub(r"<[^>]+>", " ", page)
    assert said.index("In short: B. Remain in Mexico, against A") < said.index("People in the line")
    assert said.index("People in the line") < said.index("What changes against A")
    assert "No clear difference: " in said and "Honduras" in said and "in_court" not in said
    assert 'data-l="A. The long-standing rule"' in page and 'data-l="B − A"' in page
    assert ">0 to 0<" not in page, "a figure without a range has none written beside it"

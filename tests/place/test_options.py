"""The options page as people use it: what is open, what it hangs on, what is never shown, and what becomes of a way that closes."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.place.test_opening import said, slip
from tests.town import Town
from ventanilla.journal.action import ACTIONS
from ventanilla.rooms.line.actions import AddMember, Forget
from ventanilla.rooms.place import asks, going_home, opening, reading_out
from ventanilla.rooms.registry.actions import Member
from ventanilla.rulebook.asking import answer
from ventanilla.rulebook.book import book
from ventanilla.rulebook.ways import WAYS
from ventanilla.rulebook.when import Moment

NAMED = {
    "name": "Canaria Zeltzin",
    "nationality": "HN",
    "birth_year": 1984,
    "birth_kind": "exact",
    "phone": "664 555",
}
TOKENS = re.compile(r'name="(token|answers|facts)" value="[^"]*"')


@pytest.fixture
def town(office) -> Town:
    return Town(office)


@pytest.fixture(autouse=True)
def no_tries(monkeypatch) -> None:
    monkeypatch.setattr(opening, "TRIES", opening.Throttle())
    monkeypatch.setattr(reading_out, "SOURCES", reading_out.Throttle())
    monkeypatch.setattr(reading_out, "HOUSEHOLDS", reading_out.PerHousehold())


@pytest.fixture
def phone(passer_by):
    passer_by.cookies["lang"] = "en"
    return passer_by


def carried(page) -> dict[str, str]:
    """What the page's own forms carry to the next view."""
    found = re.findall(
        r'type="hidden" name="(token|answers|facts|law)" value="([^"]*)"', page.content.decode()
    )
    return dict(found)


def options(town: Town, phone, ticket: str, **typed):
    """The options page of a place: opened with the code of a new slip, and My place's own button."""
    mine = phone.post("/place", {"code": slip(town, ticket)})
    return phone.post("/place/options", carried(mine) | typed)


def way(page, name: str) -> str:
    """The words of one way on a page."""
    found = re.search(
        rf'<article class="way[^"]*" id="w-{name}">(.*?)</article>', page.content.decode(), re.S
    )
    assert found, f"no way {name}"
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[1]))


def test_a_family_from_honduras_in_december_2018_sees_what_is_open_and_why(town, phone):
    page = options(town, phone, town.register(3, **NAMED).ticket)
    words = said(page)
    assert page.status_code == 200 and page["Cache-Control"] == "no-store"
    at_port = way(page, "claim-at-port")
    assert "open" in at_port and "You may ask for asylum. [1]" in at_port
    assert "In Tijuana, up to six weeks on the list." in at_port
    assert "stopped by a court order (restraining order)" in way(page, "claim-after-entry")
    assert "This is information, not advice. No lawyer has checked these rules." in words
    assert "8 U.S.C. 1158 Asylum" in words and "For 3 people." in words


def test_what_nobody_had_heard_of_is_not_on_the_page(town, phone):
    page = options(town, phone, town.register(1, **NAMED).ticket)
    assert "Remain in Mexico" not in said(page), "announced on 20 December 2018"
    assert "January 2021" not in said(page) and "By 30 November 2018" in said(page)


def test_one_answer_would_change_most_and_stands_on_top(town, phone):
    words = said(options(town, phone, town.register(1, **NAMED).ticket))
    top = words.index("One answer would change most")
    assert top < words.index("Ask for asylum in the United States, at the port")
    assert "Were you a victim or a witness of a crime in Mexico?" in words[top : top + 120]


def test_a_skipped_question_leaves_only_its_own_ways_open_to_doubt(town, phone):
    page = options(town, phone, town.register(1, **NAMED).ticket)
    assert "depends on your answer" in way(page, "humanitarian-card")
    assert "depends on your answer" not in way(page, "claim-at-port")


def test_answers_are_used_for_the_page_and_stored_nowhere(town, phone, office):
    ticket = town.register(1, **NAMED).ticket
    page = options(town, phone, ticket)
    tip = town.tip()
    after = phone.post("/place/options", carried(page) | {"a-refuge_open": "yes", "a-entry_mx": "2018-11-01"})
    assert "open" in way(after, "humanitarian-card").split("Mexico")[1][:20]
    assert "Counted here" not in way(after, "refuge-mexico"), "who has asked already is told no last day"
    unasked = phone.post("/place/options", carried(page) | {"a-entry_mx": "2018-11-01"})
    counted = "Counted here, and not checked: the last day is Friday 14 December 2018."
    assert counted in way(unasked, "refuge-mexico")
    assert town.tip() == tip, "nothing was written"
    kept = phone.post("/place/options", carried(after))
    assert "Have you asked for refuge in Mexico, and is it still open? answered (not shown here)" in said(
        kept
    )
    fresh = phone.post("/place/options", {"token": carried(kept)["token"]})
    assert "depends on your answer" in way(fresh, "humanitarian-card"), (
        "without the page nothing is remembered"
    )


def test_an_answer_can_be_taken_back(town, phone):
    page = options(town, phone, town.register(1, **NAMED).ticket, **{"a-refuge_open": "yes"})
    back = phone.post("/place/options", carried(page) | {"drop": "all.refuge_open"})
    assert "depends on your answer" in way(back, "humanitarian-card")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("entry_mx", "31 November", "Write the date as year-month-day"),
        ("entry_mx", "2018-11-31", "Write the date as year-month-day"),
        ("entry_mx", "2019-01-01", "This day has not come yet."),
        ("refuge_open", "maybe", "Answer yes or no, or leave it open."),
        ("nat", "Honduras", "Choose a country of the list"),
        ("age", "old", "Write the age in years"),
    ],
)
def test_what_is_no_answer_gets_a_sentence_and_the_others_are_kept(town, phone, field, typed, sentence):
    page = options(town, phone, town.register(1, nationality="", name="x").ticket, **{f"a-{field}": typed, "a-job_offer": "yes"})  # fmt: skip
    assert page.status_code == 422 and sentence in said(page)
    assert f'href="#q-{field}"' in page.content.decode() and f'id="q-{field}"' in page.content.decode()
    assert "Does somebody offer you a job in Mexico? yes" in said(page)


@pytest.mark.parametrize(
    "typed",
    [
        {"a-entry_mx": "0001-01-01"},
        {"a-entry_mx": "1900-02-28", "a-appt": "9999-12-31"},
        {"a-transit": ["HN"] * 200, "a-denied_in": "MX"},
        {"who": "999", "drop": "nobody.nothing", "answers": "é", "facts": "x", "law": "xx"},
        {"answers": "AAAA", "drop": ".", "language": "xx", "word": "x" * 5000},
        {"a-age": "٣٤"},
    ],
)
def test_nothing_that_is_sent_breaks_the_page(town, phone, typed):
    page = options(town, phone, town.register(2, name="x").ticket, **typed)
    assert page.status_code in (200, 403, 422) and "Your options in both countries" in said(page)


def test_an_answer_that_contradicts_the_card_is_refused_with_a_sentence(town, phone):
    page = options(town, phone, town.register(1, **NAMED).ticket, **{"a-unacc": "yes"})
    assert page.status_code == 422 and "This answer does not fit another one" in said(page)


def test_an_unread_source_is_a_lawyers_and_never_a_yes_or_no(town, phone):
    page = options(town, phone, town.register(1, **NAMED).ticket)
    for name in ("farm-work-visa", "seasonal-work-visa"):
        words = way(page, name)
        assert "a lawyer has to look" in words and "A lawyer has to look: nobody here has read" in words
        assert " Yes." not in words and " No." not in words and "can be approved." not in words
    assert "Ask legal aid, free of charge." in said(page)


def test_legal_aid_is_named_where_the_office_names_it(town, phone, office):
    office.settings["legal_aid"] = "Al Otro Lado, Calle 3, 664 000"
    assert "Ask legal aid, free of charge: Al Otro Lado" in said(options(town, phone, town.register(1, **NAMED).ticket))  # fmt: skip


def test_a_family_is_never_split(town, phone):
    family = town.register(2, **NAMED)
    town.do(AddMember(household=family.id, member=Member(**NAMED | {"nationality": "MX"}), why="arrived"))
    page = options(town, phone, family.ticket, who="2", **{"a-refuge_open": "yes"})
    card = way(page, "humanitarian-card")
    assert "depends on your answer" in card and "Person 2: open" in card
    page = phone.post(
        "/place/options", carried(page) | {"who": "1", "a-refuge_open": "no", "a-victim_mx": "no"}
    )
    words = way(page, "humanitarian-card")
    assert "a lawyer has to look" in words and "Nobody is split" in words
    assert "Person 1: closed" in words and "Person 2: open" in words


# --- what is never shown ------------------------------------------------------------------------------------------
def bare(page) -> str:
    return TOKENS.sub("", page.content.decode())


def test_two_families_that_differ_only_in_nationality_and_name_get_the_same_page(town, phone):
    """Honduras and El Salvador stood alike on that day: then nothing at all may tell their pages apart."""
    pages = []
    for nationality, name in (("HN", "Canaria"), ("SV", "Zeltzin")):
        ticket = town.register(10, **NAMED | {"nationality": nationality, "name": name}).ticket
        page = options(town, phone, ticket)
        pages.append(re.sub(r"Number \d+,", "", bare(page)))
    assert pages[0] == pages[1]


def test_no_name_nationality_or_sealed_answer_stands_on_the_page(town, phone):
    typed = {"a-victim_mx": "yes", "a-trafficked": "yes", "a-fear_mx": "yes", "a-health": "yes"}
    family = town.register(2, **NAMED)
    page = options(town, phone, family.ticket, **typed)
    words = bare(page)
    for secret in ("Canaria", "Zeltzin", "Honduras", "1984", "664 555", family.id, *family.people):
        assert secret not in words, secret
    assert "Were you a victim or a witness of a crime in Mexico? answered (not shown here)" in said(page)
    assert not re.search(r'value="(yes|no)" checked', words), "no answer is ticked"
    assert "because of a fact on your card" in way(page, "border-worker-card")


def test_the_answers_travel_sealed_and_open_on_their_own_place_alone(town, phone):
    one, other = town.register(1, **NAMED).ticket, town.register(1, **NAMED).ticket
    page = options(town, phone, one, **{"a-victim_mx": "yes"})
    sealed = carried(page)["answers"]
    assert "victim" not in sealed
    assert "answered (not shown here)" not in said(options(town, phone, other, answers=sealed))
    assert "answered (not shown here)" not in said(options(town, phone, one, answers=sealed[:-3] + "AAA"))


def test_without_a_code_there_is_only_the_form_for_it(town, phone):
    for address in ("/place/options", "/place/going-home"):
        assert 'name="code"' in phone.get(address).content.decode()
        page = phone.post(address, {"token": "x"})
        assert page.status_code == 403 and "Type the code again." in said(page)


def test_a_forgotten_household_has_no_options(town, phone):
    family = town.register(1, **NAMED)
    kept = carried(options(town, phone, family.ticket))
    town.do(Forget(who=family.id, leave=True))
    assert phone.post("/place/options", kept).status_code == 403


# --- languages ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["fr", "ht", "pt"])
def test_the_law_stands_in_spanish_or_on_request_in_english_and_never_translated(town, phone, language):
    phone.cookies["lang"] = language
    page = options(town, phone, town.register(1, **NAMED).ticket)
    assert f'<html lang="{language}"' in page.content.decode()
    assert '<h3 lang="es">Pedir asilo en Estados Unidos, en el puerto</h3>' in page.content.decode()
    english = phone.post("/place/options", carried(page) | {"law": "en"})
    assert '<h3 lang="en">Ask for asylum in the United States, at the port</h3>' in english.content.decode()


def test_every_question_of_the_page_is_a_fact_that_rules_ask_about():
    from ventanilla.rulebook.card import facts

    assert set(asks.ASKS) <= set(facts())


# --- help to go home ----------------------------------------------------------------------------------------------
def test_going_home_is_only_behind_its_own_link(town, phone):
    page = options(town, phone, town.register(1, **NAMED).ticket)
    assert "I want to ask about going home" in said(page)
    assert not any("IOM" in way(page, name) for name in re.findall(r'id="w-([\w-]+)"', page.content.decode()))
    asked = phone.post("/place/going-home", carried(page))
    words = said(asked)
    order = [
        "It is voluntary.",
        "It closes things:",
        "see a lawyer first.",
        "Yes: you may ask for help to go home.",
        "International Organization for Migration (IOM)",
    ]
    assert sorted(order, key=words.index) == order
    assert "IOM situation report" in words


def test_no_way_no_action_and_no_page_of_the_desk_proposes_going_home(town, client):
    """Nobody can be put on a list for it: no action takes it, no way leads to it, no desk page speaks of it."""
    assert not any(wish.ask == going_home.ASK for one in WAYS for wish in one.wishes)
    for kind, action in ACTIONS.items():
        if re.search(r"going.?home|return_help|repatriat|voluntary", f"{kind} {list(action.model_fields)}"):
            assert set(action.model_fields) <= {"person", "words"}, "one person's own question, never a list"
    family = town.register(1, **NAMED)
    for address in ("/desk/", "/desk/more", f"/desk/household/{family.id}", "/desk/line/tijuana"):
        assert "going-home" not in client.get(address).content.decode()
    never = answer(book(), "return_list", {}, Moment("2018-12-05", "America/Tijuana"), "Tijuana")
    assert never.code == "NO"


# --- when a way closes --------------------------------------------------------------------------------------------
NIGHT = date(2020, 3, 21)
"""The first day on which expulsion under Title 42 was in force and known."""


def go_to(town: Town, day: date) -> None:
    town.office.clock.set(datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("America/Tijuana")))


def closing_day() -> date:
    from datetime import timedelta

    from ventanilla.rooms.place.known import Where
    from ventanilla.rooms.place.standing import Day, shut_overnight

    card = {"manner": "port", "nat": "HN", "age": 34, "list_date": "2018-12-05"}
    at = Where("Tijuana", "San Ysidro", "America/Tijuana")
    for n in range(-3, 4):
        day = NIGHT + timedelta(n)
        if any(one.name == "claim-at-port" for one in shut_overnight(book(), card, Day(day, day), at)):
            return day
    raise AssertionError("the port did not close in that week")


def test_on_the_day_a_way_closes_the_page_says_what_becomes_of_what_was_held(town, phone, client_of):
    family = town.register(2, **NAMED)
    day = closing_day()
    go_to(town, day)
    words = said(options(town, phone, family.ticket))
    assert "2 ways closed today" in words and "Your place in this list stays written" in words
    assert "Keep your slip and print this page" in words and "Ask legal aid" in words
    work = client_of("legal").get("/desk/closed/tijuana")
    assert "1 place in line held a way" in said(work) and "Canaria" not in work.content.decode()
    seen = town.db.one("SELECT page FROM web_view ORDER BY seq DESC LIMIT 1")
    assert seen == ("work list: a way closed",)


def test_on_any_other_day_nothing_closed(town, phone, client_of):
    family = town.register(2, **NAMED)
    assert "closed today" not in said(options(town, phone, family.ticket))
    assert "No way closed on this day" in said(client_of("coordinator").get("/desk/closed"))


def test_the_work_list_is_what_asking_about_everybody_alone_would_give(town):
    from ventanilla.rooms.line.models import Ticket, WaitingList
    from ventanilla.rooms.place.known import card_of, where
    from ventanilla.rooms.place.overnight import closed_for
    from ventanilla.rooms.place.standing import Day, shut_overnight
    from ventanilla.rooms.registry.models import Person

    for nationality in ("HN", "MX", "GT", "CM", ""):
        for year in (1950, 1990, 2003, 2012):
            town.register(1, name="x", nationality=nationality, birth_year=year, birth_kind="exact")
            town.pass_time(hours=9)
    one = WaitingList.objects.get(pk="tijuana")
    for on in (closing_day(), date(2019, 7, 16), date(2019, 1, 29), date(2025, 1, 20)):
        day, place = Day(on, on), where(one)
        found = {held.ticket.id: set(held.ways) for held in closed_for(one, day)}
        for ticket in Ticket.objects.all():
            people = Person.objects.filter(household=ticket.household)
            cards = [card_of(person, ticket.since, on) for person in people]
            alone = {way for card in cards for way in shut_overnight(book(), card, day, place)}
            assert found.get(ticket.id, set()) == alone, (on, cards)


# --- at the desk --------------------------------------------------------------------------------------------------
def test_legal_aid_sees_every_leaf_on_any_day_and_the_view_is_recorded(town, client_of):
    family = town.register(2, **NAMED)
    desk = client_of("legal")
    page = desk.get(f"/desk/options/{family.id}")
    assert "nationality: Guatemala or Belize (here: Honduras)" in said(page) and "Canaria Zeltzin" in said(
        page
    )
    assert town.db.one("SELECT page FROM web_view WHERE subject=?", (family.id,)) == ("options",)
    later = desk.get(f"/desk/options/{family.id}?on=2019-01-30&known=2019-01-30")
    assert "an officer decides" in way(later, "remain-in-mexico")
    then = desk.get(f"/desk/options/{family.id}?on=2019-01-30&known=2018-12-05")
    assert 'id="w-remain-in-mexico"' not in then.content.decode(), "nobody had heard of it"
    wrong = desk.get(f"/desk/options/{family.id}?on=tomorrow")
    assert wrong.status_code == 422 and "Write the day as year-month-day" in said(wrong)


def test_people_without_a_number_have_options_too(town, client_of):
    from ventanilla.rooms.registry.actions import Register

    household = town.do(Register(members=(Member(**NAMED),))).entry.subject
    assert (
        f"/desk/options/{household}"
        in client_of("helper").get(f"/desk/household/{household}").content.decode()
    )
    page = client_of("helper").get(f"/desk/options/{household}")
    assert "A household without a number" in said(page) and "open to you" in way(page, "claim-at-port")


def test_only_legal_aid_and_helpers_open_options_at_the_desk(town, client_of):
    family = town.register(1, **NAMED)
    roles = ("legal", "helper", "keeper", "coordinator", "planner", "auditor")
    found = [client_of(role).get(f"/desk/options/{family.id}").status_code for role in roles]
    assert found == [200, 200, 403, 403, 403, 403]
    assert [client_of(role).get("/desk/closed").status_code for role in roles] == [
        200,
        403,
        403,
        200,
        403,
        403,
    ]


def test_a_list_at_a_place_that_the_rulebook_does_not_know_says_so(town, phone):
    from ventanilla.rooms.line.actions import OpenList

    town.do(OpenList(list="elsewhere", name="Elsewhere", city="Sonoyta", port="Lukeville", zone="America/Hermosillo"))  # fmt: skip
    words = said(options(town, phone, town.register(1, list="elsewhere", **NAMED).ticket))
    assert "This page does not know the rules for this place" in words and "closed" not in words


def test_the_page_is_small_with_everything_it_loads(town, phone):
    from tests.place.test_pages import STATIC

    page = options(town, phone, town.register(5, **NAMED).ticket)
    loaded = sum(len((STATIC / name).read_bytes()) for name in ("ventanilla.css", "mark.svg"))
    assert len(page.content) + loaded <= 60_000, "as sent, without any compression"

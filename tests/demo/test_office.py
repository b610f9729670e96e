"""The demo office: Tijuana on 5 December 2018, lived day by day, the same for the same seed, and moved on by a day."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client

from tests.conftest import _addresses_of, leave
from ventanilla.demo import context, life, staff
from ventanilla.demo.build import ZONE, build, summary
from ventanilla.demo.record import FIRST, TODAY, last_number_called
from ventanilla.journal.action import Role
from ventanilla.journal.reader import Reader
from ventanilla.journal.replay import compare, rebuild
from ventanilla.journal.verify import verify
from ventanilla.office.folder import Office
from ventanilla.office.start import scratch, start
from ventanilla.rooms.line.actions import Call, Pause, TellOffer
from ventanilla.web.models import Staff

TABLES = {
    "line_ticket": "number, ord, part, size, state, since, called, called_at, calls, absences, until, ended, reason",
    "line_day": "day, offered, called, called_people, present_people, absent_people, admitted_people, sent_back_people, "
    "reinstated, joined_people, ended_people, passed, last_called",
    "line_offer": "seq, day, hour, word, places",
    "registry_person": "identity_seq, health_seq, sex, birth_year, birth_kind, nationality, languages, state",
    "journal_entry": "seq, at, clock, kind",
    "web_staff": "login, role",
    "claims_claim": "country, state, place, since, listed, track, track_by, track_code",
    "claims_paper": "kind, issuer, day, hour, utc, state, seq",
    "claims_answer": "ask, code, day, checked, book",
}


def told(office: Office) -> dict[str, list[tuple]]:
    """Everything but pseudonyms, keys and hashes."""
    return {
        table: sorted(office.db.all(f"SELECT {what} FROM {table}"), key=repr)
        for table, what in TABLES.items()
    }


def names(office: Office) -> list[str]:
    rows = office.db.all("SELECT identity_seq, id FROM registry_person")
    opened = Reader(office.db, office.keys).parts([(seq, person) for seq, person in rows])
    return sorted(said["name"] for said in opened.values())


def ids(office: Office) -> set[str]:
    return {row[0] for row in office.db.all("SELECT id FROM line_ticket")}


def reopened(office: Office) -> Office:
    leave()
    return opened(office.folder)


def opened(folder: Path) -> Office:
    office = start(Office(folder))
    _addresses_of(office)
    return office


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, list]]:
    """Two small offices of one seed, and what the first two hold."""
    found = []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("one", "two"):
            office = build(tmp_path_factory.mktemp("demo") / name, seed=2, people=400)
            found.append((told(office), names(office), ids(office), office.folder))
            leave()
            patch.setattr("ventanilla.web.staff.make_password", lambda words: f"!{words}")
    yield found[0][3], found[1][3], found
    leave()


@pytest.fixture
def office(made: tuple[Path, Path, list], tmp_path: Path) -> Iterator[Office]:
    """A small demo office, a copy of its own for every test."""

    shutil.copytree(made[0], tmp_path / "demo")
    yield opened(tmp_path / "demo")
    leave()


def browser(login: str = "") -> Client:
    found = Client(SERVER_NAME="127.0.0.1")
    if login:
        found.force_login(Staff.objects.get(login=login))
    return found


def proven(office: Office) -> None:
    """The chain is whole, and the journal alone gives the same tables."""
    assert not verify(office.db).faults
    again = scratch(office.folder / "scratch.sqlite3")
    rebuild(office.db, again, office.keys)
    found = compare(office.db, again)
    assert found.same, found.differences


# --- how it is made ------------------------------------------------------------------------------------------------
def test_same_seed_same_people_numbers_calls_and_figures(made: tuple[Path, Path, list]) -> None:
    (one, their_names, their_ids, folder), (two, other_names, other_ids, other_folder) = made[2]
    assert one == two and their_names == other_names
    assert not their_ids & other_ids, "pseudonyms come from the system's randomness"
    assert (folder / "site.key").read_text() != (other_folder / "site.key").read_text()


def test_its_chain_is_whole_and_replays(office: Office) -> None:
    proven(office)


def test_every_day_was_ended_by_the_keeper(office: Office) -> None:
    heads = office.db.all("SELECT day, by_rule FROM line_head ORDER BY seq")
    assert [str(day) for day, _ in heads] == [(FIRST + timedelta(n)).isoformat() for n in range(34)]
    assert not any(by_rule for _, by_rule in heads)
    kinds = {row[0] for row in office.db.all("SELECT DISTINCT kind FROM journal_entry")}
    assert "line.confirm_date" not in kinds


def test_it_stands_open_on_the_afternoon_of_5_december(office: Office) -> None:
    local = office.clock.now().astimezone(ZoneInfo(ZONE))
    assert (local.date(), local.hour) == (TODAY, 16)
    [first] = office.db.all("SELECT at FROM journal_entry WHERE seq=1")
    assert first[0].startswith("2018-11-01")
    [left] = office.db.all("SELECT COUNT(*) FROM line_ticket WHERE state IN ('called', 'present')")
    assert left[0] > 0, "the port has not told yet whom it let in"


def test_four_figures_are_four_figures(office: Office) -> None:
    figures = office.db.all(
        "SELECT day, offered, called_people, present_people, admitted_people, sent_back_people FROM line_day"
    )
    for day, offered, called, present, admitted, sent_back in figures:
        assert admitted + sent_back == (present if str(day) != TODAY.isoformat() else 0), day
        assert present <= offered and present <= called, day
    assert sum(row[2] for row in figures) > sum(row[1] for row in figures), "many called did not come"


def test_a_drawn_offer_says_so_in_its_own_entry(office: Office) -> None:
    reader = Reader(office.db, office.keys)
    for (seq,) in office.db.all("SELECT seq FROM line_offer"):
        entry = reader.entry(seq)
        assert entry and any("drawn for the demo" in str(data) for data in entry.opened.values())


def test_a_claims_day_and_what_the_next_days_bring(office: Office) -> None:
    rows = office.db.all(
        "SELECT country, track, COUNT(*) FROM claims_claim GROUP BY country, track ORDER BY 1, 2"
    )
    assert rows == [("MX", "", 1), ("MX", "mexico", 3), ("US", "queue", 3)]
    legal = browser("legal")
    page = legal.get("/desk/claims").content.decode()
    assert "over since 2 days" in page and "hearings on different days" in page
    assert "A lawyer must say which paper counts" not in page
    asked = office.db.all("SELECT topic FROM claims_asked")
    assert asked == [("family",)], "nobody in the demo is offered to go home"
    life.next_day(office)
    page = legal.get("/desk/claims").content.decode()
    assert "A lawyer must say which paper counts" in page and "hearings on different days" not in page
    life.next_day(office)
    page = legal.get("/desk/claims").content.decode()
    assert "A lawyer must say which paper counts" not in page and "has not answered yet" not in page
    assert "No notice has reached them" not in page
    assert legal.get("/desk/claims/day/2018-12-13").content.decode().count("said back in own words") == 1
    proven(office)


def test_all_roles_have_a_login_and_its_password(office: Office) -> None:
    accounts = {one.login: one for one in Staff.objects.all()}
    assert set(accounts) == set(staff.LOGINS) and {one.role for one in accounts.values()} == set(Role)
    assert check_password("demo-2018-keeper", accounts["keeper"].password)
    assert all(len(staff.password(login)) >= 10 for login in accounts)


def test_some_are_registered_without_a_number(office: Office) -> None:
    [without] = office.db.all(
        "SELECT SUM(size) FROM registry_household h WHERE NOT EXISTS (SELECT 1 FROM line_ticket t WHERE t.household=h.id)"
    )
    assert 20 < without[0] < 60


def test_more_happens_to_families_than_calls(office: Office) -> None:
    kinds = {row[0] for row in office.db.all("SELECT DISTINCT kind FROM journal_entry")}
    assert {"registry.added", "registry.parted", "registry.contact", "line.left", "line.reinstated"} <= kinds
    alone = "SELECT 1 FROM registry_household h WHERE size>0 AND NOT EXISTS (SELECT 1 FROM registry_person p WHERE "
    alone += "p.household=h.id AND (p.birth_year IS NULL OR p.birth_year<2000))"
    assert not office.db.one(alone), "no child is left alone by a split"


SEEN: list[dict] = []


@pytest.mark.days(on=["2018-12-05"])
def test_the_machine_may_stand_in_any_zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ventanilla.web.staff.make_password", lambda words: f"!{words}")
    office = build(tmp_path / "demo", seed=3, people=60)
    SEEN.append(told(office))
    leave()
    assert SEEN[0] == SEEN[-1]


def test_seven_thousand_people_arrive_where_the_record_says(tmp_path: Path) -> None:
    parts: list[float] = []
    began = time.process_time()
    office = build(tmp_path / "demo", progress=parts.append)
    assert time.process_time() - began < 20 and parts[-1] == 1 and parts == sorted(parts)
    [waiting] = office.db.all("SELECT people, number FROM line_count")
    assert waiting[0] == pytest.approx(5000, rel=0.06) and waiting[1] > 1479
    [called] = office.db.all("SELECT MAX(last_called) FROM line_day")
    guess = last_number_called()
    assert guess.low is not None and guess.high is not None and guess.low <= called[0] <= guess.high
    [before] = office.db.all("SELECT MAX(last_called), SUM(offered) FROM line_day WHERE day<='2018-11-14'")
    assert before[0] < 1241, "number 1,241 still waited on 14 November"
    [admitted] = office.db.all("SELECT SUM(admitted_people) FROM line_day")
    assert admitted[0] == pytest.approx(1200, rel=0.08)
    said = str(summary(office))
    assert "5,030" in said and "the chain is whole" in said and "drawn; published: 40" in said
    leave()


# --- the next day --------------------------------------------------------------------------------------------------
def test_the_next_day_goes_the_same_way_after_a_restart(
    made: tuple[Path, Path, list], tmp_path: Path
) -> None:

    days = []
    for number, folder in enumerate(made[:2]):
        shutil.copytree(folder, tmp_path / str(number))
        office = opened(tmp_path / str(number))
        for _ in range(3):
            life.next_day(office)
            office = reopened(office) if number else office
        days.append(told(office))
        proven(office)
        leave()
    assert days[0] == days[1]


def test_the_next_day_ends_today_and_stands_open_in_the_afternoon(office: Office) -> None:
    assert life.next_day(office) == date(2018, 12, 6) == life.today(office)
    head = office.db.one("SELECT day, by_rule FROM line_head ORDER BY seq DESC LIMIT 1")
    assert head and (str(head[0]), bool(head[1])) == ("2018-12-05", False)
    assert office.db.one("SELECT 1 FROM line_day WHERE day='2018-12-06' AND joined > 0")
    assert not office.db.one("SELECT 1 FROM line_ticket WHERE state='called' AND called<'2018-12-06'")
    assert life.next_day(office, seen="2018-12-05") == date(2018, 12, 6), "pressed twice is one day"


def test_what_a_visitor_did_stays_done(office: Office) -> None:
    keeper = staff.actors(office.db)["keeper2"]
    office.ledger.perform(Pause(list="tijuana", reason="weather"), keeper)
    life.next_day(office)
    life.next_day(office)
    assert office.db.one("SELECT state FROM line_list") == ("paused",)
    assert not office.db.one("SELECT 1 FROM line_day WHERE day>'2018-12-05' AND called>0")
    proven(office)


def test_a_call_just_before_midnight_does_not_stop_the_next_day(office: Office) -> None:
    keeper = staff.actors(office.db)["keeper"]
    life.this_clock(office).set(life.when(ZONE, TODAY, 23 * 60 + 56))
    office.ledger.perform(TellOffer(list="tijuana", places=20), keeper)
    office.ledger.perform(Call(list="tijuana"), keeper)
    life.this_clock(office).run()
    assert life.next_day(office) == date(2018, 12, 6)
    proven(office)


def test_an_account_that_was_closed_does_not_stop_the_days(office: Office) -> None:
    office.db.run("UPDATE web_staff SET is_active=? WHERE login='helper'", (False,))
    assert life.next_day(office) == date(2018, 12, 6)


# --- its pages -----------------------------------------------------------------------------------------------------
def test_the_situation_page_is_open_to_all_and_names_its_sources(office: Office) -> None:
    answer = browser().get("/demo/situation", headers={"cookie": "lang=en"})
    text = answer.content.decode()
    assert answer.status_code == 200
    for said in (
        "5,030",
        "The Washington Post",
        "7,500",
        "6,000",
        "drawn",
        "estimated",
        "published",
        "assumed",
    ):
        assert said in text
    assert text.count('rel="noreferrer"') == len(context.situation(TODAY))


def test_contradictions_stand_side_by_side_and_nothing_comes_too_early(office: Office) -> None:
    on_16 = {(figure.row_id, figure.value) for figure in context.situation(date(2018, 11, 16))}
    assert {("W099", 100), ("W103", 40)} <= on_16
    for group in context.groups(TODAY)[:-1]:
        assert all(figure.day and figure.day <= TODAY for figure in group.figures), group.title


def test_a_day_knows_whether_its_offer_was_drawn(office: Office) -> None:
    drawn, source = context.days_source(TODAY)
    assert drawn and source.kind == "drawn" and source.how.startswith("Drawn")
    published, source = context.days_source(date(2019, 1, 25))
    assert not published and (source.kind, source.row_id) == ("published", "W112")
    closed, source = context.days_source(date(2018, 11, 25))
    assert not closed and source.kind == "estimated"


def test_the_button_moves_the_office_by_one_day(office: Office) -> None:
    for _ in range(2):
        answer = browser("auditor").post("/demo/next-day", {"day": "2018-12-05"})
        assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")
    assert life.today(office) == date(2018, 12, 6)


def test_only_staff_may_press_it_and_only_by_a_button(office: Office) -> None:
    assert browser().post("/demo/next-day").status_code in (302, 403)
    assert browser("keeper").get("/demo/next-day").status_code == 405
    assert life.today(office) == TODAY

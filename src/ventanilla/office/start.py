"""Starting an office: settings, tables, and the checks without which nothing may be written."""

from __future__ import annotations

import copy
import importlib
import sqlite3
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connections

from ventanilla.journal.sql import Db
from ventanilla.journal.sweep import sweep

from .folder import NoOffice, Office
from .plain import plain
from .settings import database, settings_for, sqlite

ACTIONS = (
    "ventanilla.web.staff", "ventanilla.rooms.registry.actions", "ventanilla.rooms.line.actions",
    "ventanilla.rooms.place.actions", "ventanilla.rooms.claims.actions", "ventanilla.rooms.law.actions",
    "ventanilla.rooms.forecast.actions",
)  # fmt: skip
"""Where actions are declared: reading a journal needs all of them."""


def start(office: Office) -> Office:
    """Bring Django up for this office (or over to it), make missing tables, and assert what durability needs.

    Raises:
        NoOffice: the database cannot be opened, or does not keep what it was told.
        KeysMissing: a key file is not there, or damaged.
    """
    configured = settings_for(office)
    if not settings.configured:
        settings.configure(**configured)
        django.setup()
        for actions in ACTIONS:
            importlib.import_module(actions)
    else:
        settings.OFFICE, settings.SECRET_KEY, settings.TIME_ZONE = office, office.secret, office.zone
        point("default", database(office))
    office.keys, office.pepper  # noqa: B018  a missing key file must be said before anything is touched
    try:
        make_tables("default")
        assert_durable(office.db)
        sweep(office.db, office.keys)
    except (OperationalError, sqlite3.OperationalError) as error:
        raise NoOffice(plain(error, office.folder)) from error
    return office


def make_tables(alias: str) -> None:
    """Make every table that is missing. There are no migrations: tables can be rebuilt from the journal."""
    wanted = {model._meta.db_table for model in apps.get_models()}
    if not wanted <= set(connections[alias].introspection.table_names()):
        call_command("migrate", run_syncdb=True, verbosity=0, database=alias, interactive=False)


def assert_durable(db: Db) -> None:
    """SQLite must keep a write-ahead log and sync it in full (power cuts: FULL lost 0 of 4,000; NORMAL lost 65 %)."""
    if db.postgres:
        return
    journal, sync = db.one("PRAGMA journal_mode"), db.one("PRAGMA synchronous")
    if not journal or journal[0] != "wal" or not sync or sync[0] != 2:
        raise NoOffice(
            "This disk does not let the journal be kept safely (no write-ahead log). Put the office on another disk."
        )


def point(alias: str, config: dict[str, Any]) -> None:
    """Let a database alias mean another database from now on."""
    full = copy.deepcopy(connections.configure_settings({"default": config})["default"])
    connections.settings[alias] = full
    if hasattr(connections._connections, alias):
        connections[alias].close()
        del connections[alias]


def scratch(path: Path) -> Db:
    """An empty SQLite database with all tables, for ``replay``; synced lazily, because it is thrown away."""
    config = sqlite(path)
    config["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144"
    }
    point("scratch", config)
    make_tables("scratch")
    return Db("scratch")

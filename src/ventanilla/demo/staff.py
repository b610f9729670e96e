"""Who works in the demo office: one login for every role, with passwords that everybody may know."""

from __future__ import annotations

from ventanilla.journal.action import Role
from ventanilla.journal.desk import Actor
from ventanilla.journal.sql import Db

LOGINS = {
    "keeper": Role.KEEPER,
    "keeper2": Role.KEEPER,
    "helper": Role.HELPER,
    "coordinator": Role.COORDINATOR,
    "legal": Role.LEGAL,
    "planner": Role.PLANNER,
    "auditor": Role.AUDITOR,
}
"""Logins and roles, in the order in which they are opened and printed."""


def password(login: str) -> str:
    """The password of a demo login. It guards nothing: everybody in a demo office is made up."""
    return f"demo-2018-{login}"


def actors(db: Db) -> dict[str, Actor]:
    """The demo's staff as the journal writes them, by login."""
    rows = db.all("SELECT id, role, login FROM web_staff")
    return {login: Actor(id_, Role(role), login) for id_, role, login in rows if login in LOGINS}

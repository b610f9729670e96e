"""Accounts of those who work at the window: opened and closed by actions; the password stays outside the journal."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _
from pydantic import Field

from ventanilla.journal.action import ROLE_WORDS, Action, Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_, Words

RoleName = Literal["keeper", "helper", "coordinator", "legal", "planner", "auditor"]


class OpenAccount(Action):
    """Somebody begins to work at the window."""

    kind: ClassVar[str] = "web.open_account"
    title: ClassVar[str] = N_("Open an account")
    help: ClassVar[str] = N_(
        "A login for somebody who works here. The password is never written in the journal."
    )
    done: ClassVar[str] = N_("The account is open.")
    roles: ClassVar[set[Role]] = {Role.KEEPER}

    login: Annotated[
        str,
        Field(
            min_length=2,
            max_length=40,
            pattern=r"^[a-z0-9._-]+$",
            title=N_("Login"),
            description=N_("Small letters, digits, dots. Not a full name."),
        ),
    ]
    role: Annotated[RoleName, Words(ROLE_WORDS), Field(title=N_("Role"))]
    password: Annotated[
        str,
        Field(
            min_length=10,
            max_length=200,
            title=N_("Password"),
            description=N_("At least ten letters."),
            json_schema_extra={"secret": True},
        ),
    ]
    until: Annotated[date | None, Field(title=N_("Account ends on"), description=N_("Empty: no end."))] = None

    def decide(self, desk: Desk) -> Drafts:
        if desk.db.one("SELECT 1 FROM web_staff WHERE login=?", (self.login,)):
            raise Refused(_("There is already an account with this login."), "login")
        staff = desk.new_id("S")
        body = {
            "login": self.login,
            "role": self.role,
            "until": self.until.isoformat() if self.until else None,
        }
        desk.aside.append(
            ("UPDATE web_staff SET password=? WHERE id=?", (make_password(self.password), staff))
        )
        return [Draft(self.kind, staff, body)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        tables.insert(
            "web_staff",
            "id, login, role, until, is_active",
            (entry.subject, b["login"], b["role"], b["until"], True),
        )

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("The account {login} was opened as {role}.").format(
            login=entry.body["login"], role=_(ROLE_WORDS[entry.body["role"]])
        )


class CloseAccount(Action):
    """Somebody no longer works at the window. What they did stays in the journal."""

    kind: ClassVar[str] = "web.close_account"
    title: ClassVar[str] = N_("Close an account")
    help: ClassVar[str] = N_("The login stops working at once.")
    done: ClassVar[str] = N_("The account is closed.")
    roles: ClassVar[set[Role]] = {Role.KEEPER}

    login: Annotated[str, Field(min_length=2, max_length=40, title=N_("Login"))]

    def decide(self, desk: Desk) -> Drafts:
        row = desk.db.one("SELECT id, is_active FROM web_staff WHERE login=?", (self.login,))
        if not row or not row[1]:
            raise Refused(_("There is no open account with this login."), "login")
        if row[0] == desk.actor.id:
            raise Refused(_("You cannot close your own account. Ask another keeper."), "login")
        return [Draft(self.kind, row[0], {"login": self.login})]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        tables.run("UPDATE web_staff SET is_active=? WHERE id=?", (False, entry.subject))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("The account {login} was closed.").format(login=entry.body["login"])

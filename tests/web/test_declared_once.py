"""One class is one desk action: form, command line, API, permission row and history come from it alone."""

from __future__ import annotations

import base64
import json
from typing import Annotated, ClassVar

import pytest
from click.testing import CliRunner
from pydantic import Field

from ventanilla.journal.action import ACTIONS, Action, Role
from ventanilla.journal.entry import Draft
from ventanilla.journal.words import N_
from ventanilla.rooms.registry.actions import Id


@pytest.fixture
def ring_bell():
    """The whole of what somebody writes to add an action."""

    class RingBell(Action):
        kind: ClassVar[str] = "bell.ring"
        title: ClassVar[str] = N_("Ring the bell")
        help: ClassVar[str] = N_("So that the household hears it.")
        roles: ClassVar[set[Role]] = {Role.KEEPER, Role.LEGAL}

        household: Annotated[Id, Field(title=N_("Household"))]
        times: Annotated[
            int, Field(ge=1, le=9, title=N_("How many times"), description=N_("From one to nine."))
        ] = 1

        def decide(self, desk):
            return [Draft(self.kind, self.household, {"times": self.times})]

        @classmethod
        def says(cls, entry):
            return f"The bell rang {entry.body['times']} times."

    yield RingBell
    ACTIONS.pop("bell.ring")


@pytest.fixture
def household(office, keeper):
    from ventanilla.rooms.line.actions import RegisterAndJoin
    from ventanilla.rooms.registry.actions import Member

    wish = RegisterAndJoin(list="tijuana", members=(Member(name="Ana de Ejemplo"),))
    return office.ledger.perform(wish, keeper).entry.subject


def test_the_form_asks_for_its_fields_and_does_it(ring_bell, client, household):
    page = client.get(f"/do/bell.ring?household={household}").content.decode()
    assert "Ring the bell" in page and "How many times" in page and "From one to nine." in page
    wrong = client.post("/do/bell.ring", {"household": household, "times": "10", "once": "bell-form-10"})
    assert (
        wrong.status_code == 422
        and "9 or less" in wrong.content.decode()
        and 'value="10"' in wrong.content.decode()
    )
    right = client.post("/do/bell.ring", {"household": household, "times": "2", "once": "bell-form-2"})
    assert right.status_code == 302


def test_the_command_line_has_it(ring_bell, office, household):
    from ventanilla.cli import cli

    done = CliRunner().invoke(
        cli,
        [
            "--office",
            str(office.folder),
            "bell",
            "ring",
            "--household",
            household,
            "--times",
            "3",
            "--as",
            "keeper",
        ],
    )
    assert done.exit_code == 0, done.output
    assert "The bell rang 3 times." in done.output
    refused = CliRunner().invoke(
        cli, ["--office", str(office.folder), "bell", "ring", "--household", household, "--times", "11"]
    )
    assert refused.exit_code == 2 and "9 or less" in refused.output


def test_the_api_describes_it_and_does_it(ring_bell, client, household):
    described = client.get("/api/openapi.json").json()
    assert "/api/do/bell.ring" in described["paths"]
    assert described["components"]["schemas"]["bell.ring"]["properties"]["times"]["maximum"] == 9
    login = base64.b64encode(b"keeper:demo-demo-demo").decode()
    call = {
        "headers": {"authorization": f"Basic {login}", "idempotency-key": "bell-api-0004"},
        "content_type": "application/json",
    }
    first = client.post("/api/do/bell.ring", json.dumps({"household": household, "times": 4}), **call)
    again = client.post("/api/do/bell.ring", json.dumps({"household": household, "times": 4}), **call)
    assert first.json()["entries"][0]["says"] == "The bell rang 4 times."
    assert again.json()["again"] and again.json()["entries"] == first.json()["entries"]


def test_the_permission_table_has_its_row(ring_bell, client):
    from ventanilla.web import permissions

    row = next(one for one in permissions.actions() if one.name == "bell.ring")
    assert row.roles == {Role.KEEPER, Role.LEGAL}
    assert "Ring the bell" in client.get("/desk/permissions").content.decode()


def test_the_history_words_it(ring_bell, client, household, office, keeper):
    office.ledger.perform(ring_bell(household=household, times=5), keeper)
    assert "The bell rang 5 times." in client.get(f"/desk/household/{household}").content.decode()


def test_only_its_roles_may_do_it(ring_bell, office, household, helper):
    from ventanilla.journal.action import Refused

    with pytest.raises(Refused, match="role"):
        office.ledger.perform(ring_bell(household=household), helper)

"""Nothing opens by accident: every address, method and role is walked against the table."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from ventanilla.journal.action import ACTIONS, Role, desk_actions
from ventanilla.web.middleware import DenyByDefault
from ventanilla.web.models import Staff

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def every_view(patterns=None, prefix=""):
    """(address, view) of every route, however deep."""
    for one in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(one, URLResolver):
            yield from every_view(one.url_patterns, prefix + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield prefix + str(one.pattern), one.callback


def test_every_address_is_declared():
    undeclared = [address for address, view in every_view() if not hasattr(view, "access")]
    assert undeclared == []


def test_every_address_method_and_role_is_as_declared(office):
    gate, walked = DenyByDefault(lambda request: None), 0
    for address, view in every_view():
        for method in METHODS:
            for role in (None, *Role):
                request = RequestFactory().generic(method, "/" + address)
                request.user = (
                    Staff(id="S" * 20, login="walker", role=role.value) if role else AnonymousUser()
                )
                request.session, request._messages = {}, []
                answer = gate.process_view(request, view, (), {})
                allowed = method in view.access.methods and (view.access.public or role in view.access.roles)
                assert (answer is None) == allowed, (address, method, role)
                walked += 1
    assert walked > 500


@pytest.mark.parametrize("role", list(Role))
def test_every_action_is_open_to_its_roles_only(role, office):
    client = Client()
    client.force_login(Staff.objects.get(login=role.value))
    for action in desk_actions():
        answer = client.get(f"/do/{action.kind}")
        assert (answer.status_code == 200) == (role in action.roles), (action.kind, role)


def test_entries_that_are_no_desk_actions_have_no_form(client):
    for kind in [kind for kind, action in ACTIONS.items() if not action.at_desk()]:
        assert client.get(f"/do/{kind}").status_code == 404


def test_a_stranger_is_sent_to_the_login(office):
    for address in ("/desk/", "/desk/permissions", "/desk/journal", "/do/line.register"):
        answer = Client().get(address)
        assert answer.status_code == 302 and answer["Location"].startswith("/login"), address


def test_a_closed_or_ended_account_opens_nothing(office, keeper):
    from ventanilla.web.staff import CloseAccount

    client = Client()
    client.force_login(Staff.objects.get(login="helper"))
    assert client.get("/desk/more").status_code == 200
    office.ledger.perform(CloseAccount(login="helper"), keeper)
    assert client.get("/desk/more").status_code == 302


def test_guessing_a_password_is_slowed(office):
    client = Client()
    for _try in range(5):
        assert client.post("/login", {"login": "helper", "password": "wrong-wrong"}).status_code == 422
    late = client.post("/login", {"login": "helper", "password": "demo-demo-demo"})
    assert late.status_code == 422 and "Too many tries" in late.content.decode()


def test_pages_carry_a_strict_policy_and_are_not_kept(client):
    page = client.get("/desk/more")
    assert "default-src 'none'" in page["Content-Security-Policy"] and page["Cache-Control"] == "no-store"

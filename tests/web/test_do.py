"""What is typed at the desk is never lost: wrong fields, a session that ended, a form sent twice."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from ventanilla.web.models import Draft

FAMILY = {
    "list": "tijuana", "members-count": "2", "members-0-name": "Ana de Ejemplo", "members-0-birth_year": "1990",
    "members-1-name": "Luz de Ejemplo", "members-1-needs": ["infant", "medical"],
}  # fmt: skip


def _tickets(office) -> int:
    return office.db.one("SELECT COUNT(*) FROM line_ticket")[0]


def test_a_wrong_year_keeps_everything_and_says_where(client, office):
    page = client.post("/do/line.register", FAMILY | {"once": "form-0001", "members-0-birth_year": "19x"})
    text = page.content.decode()
    assert page.status_code == 422 and "Write a whole number." in text and "Luz de Ejemplo" in text
    assert re.search(r'href="#f-members-0-birth_year"', text), "the summary jumps to the field"
    assert _tickets(office) == 0


def test_a_double_click_gives_one_number(client, office):
    answers = [client.post("/do/line.register", FAMILY | {"once": "form-0002"}) for _again in range(3)]
    assert {one["Location"] for one in answers} == {answers[0]["Location"]}
    assert _tickets(office) == 1


def test_the_same_form_with_other_contents_is_refused_and_kept(client, office):
    client.post("/do/line.register", FAMILY | {"once": "form-0003"})
    page = client.post(
        "/do/line.register", FAMILY | {"once": "form-0003", "members-1-name": "Sol de Ejemplo"}
    )
    assert (
        page.status_code == 409
        and "already sent" in page.content.decode()
        and "Sol de Ejemplo" in page.content.decode()
    )
    assert _tickets(office) == 1


def test_what_was_typed_survives_a_session_that_ended(office):
    late = Client()
    sent = late.post("/do/line.register", FAMILY | {"once": "form-0004"})
    assert sent.status_code == 302 and sent["Location"].startswith("/login?next=/do/line.register")
    assert b"Ana" not in bytes(Draft.objects.get().sealed), "a draft is sealed"
    opened = late.post(
        "/login",
        {"login": "keeper", "password": "demo-demo-demo", "next": "/do/line.register?draft=form-0004"},
    )
    text = late.get(opened["Location"]).content.decode()
    assert "Ana de Ejemplo" in text and "Luz de Ejemplo" in text and text.count("checked") == 2
    assert late.post("/do/line.register", FAMILY | {"once": "form-0004"}).status_code == 302
    assert _tickets(office) == 1 and not Draft.objects.exists(), "saved once, and the draft is gone"


def test_a_draft_is_gone_after_a_day(office):
    late = Client()
    late.post("/do/line.register", FAMILY | {"once": "form-0005"})
    office.clock.set(office.clock.now() + timedelta(hours=25))
    late.post("/login", {"login": "keeper", "password": "demo-demo-demo"})
    assert "Ana de Ejemplo" not in late.get("/do/line.register?draft=form-0005").content.decode()
    assert not Draft.objects.exists()


def test_people_are_added_and_removed_without_a_script(client):
    more = client.post(
        "/do/line.register", FAMILY | {"once": "form-0006", "more": "members"}
    ).content.decode()
    assert "Person 3" in more and "Luz de Ejemplo" in more
    less = client.post(
        "/do/line.register", FAMILY | {"once": "form-0006", "remove": "members:0"}
    ).content.decode()
    assert "Person 2" not in less and "Luz de Ejemplo" in less and "Ana de Ejemplo" not in less
    assert less.count("checked") == 2, "her needs moved up with her"


@pytest.mark.parametrize(
    "next_page", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere(client, next_page):
    done = client.post("/do/line.register", FAMILY | {"once": "form-0007", "next": next_page})
    assert done["Location"].startswith("/desk/")


def test_forgetting_takes_the_drafts_that_name_the_person(office, keeper):
    from ventanilla.rooms.line.actions import Forget, RegisterAndJoin
    from ventanilla.rooms.registry.actions import Member

    late = Client()
    late.post("/do/line.register", FAMILY | {"once": "form-0008", "members-0-name": "Canaria de Ejemplo"})
    late.post("/do/line.register", FAMILY | {"once": "form-0009", "members-0-name": "Blas de Prueba"})
    wish = RegisterAndJoin(list="tijuana", members=(Member(name="canaria de ejemplo"),))
    household = office.ledger.perform(wish, keeper).entry.subject
    office.ledger.perform(Forget(who=household, leave=True), keeper)
    assert [draft.id for draft in Draft.objects.all()] == ["form-0009"]

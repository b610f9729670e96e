"""The journal's pages: newest first, every kind can be opened, no name is shown, the proof stands beside it."""

from __future__ import annotations

import re

import pytest

from tests.town import Town
from ventanilla.rooms.line.actions import EndDay, Forget


@pytest.fixture
def there(office) -> Town:
    """An office with a short day behind it."""
    town = Town(office)
    for _each in range(30):
        town.register(2, name="Canaria Sintetica", needs=("infant",))
    town.offer(5)
    town.call()
    town.do(EndDay())
    return town


def words(response) -> str:
    """What stands on a page, without its tags."""
    assert response.status_code == 200, response.content[-400:]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("&#x27;", "'")


def test_the_journal_is_read_newest_first_in_pages_of_fifty(there, client):
    seen = []
    where = "/desk/journal"
    while where:
        html = client.get(where).content.decode()
        seen += [int(seq) for seq in re.findall(r'href="/desk/journal/(\d+)"', html)]
        more = re.search(r'href="(\?[^"]*before=\d+)"', html)
        where = "/desk/journal" + more.group(1).replace("&amp;", "&") if more else ""
    assert seen == list(range(there.tip()[0], 0, -1))


def test_it_can_be_read_by_kind_and_says_who_and_when(there, client):
    said = words(client.get("/desk/journal?kind=line.call"))
    assert "Called on 5 December 2018" in said
    assert "09:00 Called" in said
    assert "keeper" in said
    assert "The port offers" not in said
    assert "No entry of this kind here" in words(client.get("/desk/journal?kind=line.moved"))
    assert client.get("/desk/journal?kind=nonsense&before=x").status_code == 200


def test_every_entry_opens_and_shows_no_name(there, client, office):
    for seq in range(1, there.tip()[0] + 1):
        assert "Canaria" not in words(client.get(f"/desk/journal/{seq}"))
    assert client.get("/desk/journal/99999").status_code == 404


def test_an_entry_shows_its_hash_the_one_before_and_what_is_sealed(there, client, office):
    seq, household = office.db.one(
        "SELECT seq, subject FROM journal_entry WHERE kind='registry.register' LIMIT 1"
    )
    said = words(client.get(f"/desk/journal/{seq}"))
    for wanted in (seq, seq - 1):
        row = office.db.one("SELECT hash FROM journal_entry WHERE seq=?", (wanted,))
        assert bytes(row[0]).hex() in said
    assert "who somebody is: 2 parts" in said
    assert "what somebody needs: 2 parts" in said
    assert f"/desk/household/{household}" in client.get(f"/desk/journal/{seq}").content.decode()

    there.do(Forget(who=household, leave=True))
    assert "its key was destroyed, nobody can open it" in words(client.get(f"/desk/journal/{seq}"))


def test_opening_an_entry_about_a_household_is_recorded(there, client, office):
    call = office.db.one("SELECT seq FROM journal_entry WHERE kind='line.call'")[0]
    client.get(f"/desk/journal/{call}")
    assert office.db.one("SELECT COUNT(*) FROM web_view") == (0,), "a call is about the list"
    seq, household = office.db.one("SELECT seq, subject FROM journal_entry WHERE kind='line.join' LIMIT 1")
    client.get(f"/desk/journal/{seq}")
    assert office.db.all("SELECT page, subject FROM web_view") == [("entry", household)]


def test_an_auditor_reads_everything_and_opens_no_household(there, client_of, office):
    auditor = client_of("auditor")
    call = office.db.one("SELECT seq FROM journal_entry WHERE kind='line.call'")[0]
    html = auditor.get(f"/desk/journal/{call}").content.decode()
    assert "/desk/household/" not in html
    assert auditor.get("/desk/journal").status_code == 200


def test_every_kind_of_entry_is_named_in_plain_words(office):
    from ventanilla.journal.action import ACTIONS

    assert not [kind for kind, action in ACTIONS.items() if not action.title]

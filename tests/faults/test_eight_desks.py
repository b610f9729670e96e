"""Eight desks at once, each a process of its own: no number twice, no place called twice, the chain whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.town import assert_replays, assert_right, both_engines
from ventanilla.journal.sweep import sweep
from ventanilla.office.folder import Office

ROOT = Path(__file__).parents[2]
DESKS, EACH = 8, 25


@pytest.fixture
def told(office: Office) -> list[dict[str, Any]]:
    """What each of the eight desks was told; all began at the same moment."""
    moment = office.clock.now().isoformat()
    command = [sys.executable, "-m", "tests.faults.desk", str(office.folder), moment]
    desks = [
        subprocess.Popen(
            [*command, str(seed), str(EACH)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in range(DESKS)
    ]
    try:
        assert [desk.stdout.readline() for desk in desks if desk.stdout] == ["open\n"] * DESKS
        for desk in desks:
            assert desk.stdin
            desk.stdin.write("\n")
            desk.stdin.flush()
        answers = [desk.communicate(timeout=120)[0] for desk in desks]
    finally:
        for desk in desks:
            desk.kill()
            desk.wait()
    assert [desk.returncode for desk in desks] == [0] * DESKS
    return [json.loads(answer) for answer in answers]


@both_engines
def test_eight_desks_at_once(office: Office, told: list[dict[str, Any]]) -> None:
    assert_every_place_was_given_once(office, told)
    assert_nobody_was_called_twice(office, told)
    assert_the_counts_are_right(office, told)
    assert sweep(office.db, office.keys) == (0, 0)
    assert_right(office)
    assert_replays(office)


def assert_every_place_was_given_once(office: Office, told: list[dict[str, Any]]) -> None:
    """What the desks were told is what stands in the line, and no two households have the same place."""
    given = [tuple(one) for desk in told for one in desk["given"]]
    assert len(given) == DESKS * EACH
    assert len({one[0] for one in given}) == len({one[1:3] for one in given}) == len(given)
    standing = office.db.all("SELECT id, number, ord, size FROM line_ticket")
    assert sorted(given) == sorted(tuple(row) for row in standing)
    numbers = {one[1] for one in given}
    assert numbers == set(range(1, max(numbers) + 1)), "no number was jumped over"


def assert_nobody_was_called_twice(office: Office, told: list[dict[str, Any]]) -> None:
    """A place is called again only after it was sent back; and every call was told to one desk."""
    bodies = "SELECT kind, body FROM journal_entry WHERE kind IN ('line.call', 'line.sent_back') ORDER BY seq"
    out, called = set(), []
    for kind, body in office.db.all(bodies):
        said = json.loads(body)
        if kind == "line.sent_back":
            out -= {item[0] for item in said["tickets"]}
            continue
        tickets = [item[0] for item in said["called"]]
        assert not out.intersection(tickets) and len(set(tickets)) == len(tickets)
        out.update(tickets)
        called += tickets
    assert called and sorted(called) == sorted(ticket for desk in told for ticket in desk["called"])


def assert_the_counts_are_right(office: Office, told: list[dict[str, Any]]) -> None:
    """The day's figures are the sums of what the desks were told."""
    row = office.db.one("SELECT joined, joined_people, offered, called FROM line_day WHERE list='tijuana'")
    people = sum(one[3] for desk in told for one in desk["given"])
    offered = sum(desk["offered"] for desk in told)
    called = sum(len(desk["called"]) for desk in told)
    assert row and tuple(row) == (DESKS * EACH, people, offered, called)
    assert sum(desk["marked"] for desk in told) > 0

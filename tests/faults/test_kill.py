"""The power goes at any moment: what was acknowledged is there, and nothing is there by halves.

The rounds run in a process of their own, so that its children are forked from nothing but a warmed office.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def rounds(count: int, seed: int, dsn: str = "") -> str:
    """What the rounds said, which must have gone well."""
    words = ("--rounds", str(count), "--seed", str(seed), "--dsn", dsn)
    command = [sys.executable, "-m", "tests.faults.rounds", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def assert_nothing_lost(said: str, count: int) -> None:
    assert f"{count} rounds" in said and "lost 0, half 0" in said, said
    acknowledged = re.search(r"(\d+) actions acknowledged", said)
    assert acknowledged and int(acknowledged[1]) >= count, "every child acknowledged something before it died"


@pytest.mark.kill
def test_two_hundred_kills_lose_nothing_and_leave_nothing_half_done():
    assert_nothing_lost(rounds(200, seed=1), 200)


@pytest.mark.kill
@pytest.mark.postgres
def test_kills_lose_nothing_where_the_journal_is_in_postgresql(postgres):
    assert_nothing_lost(rounds(40, seed=2, dsn=postgres("killed")), 40)

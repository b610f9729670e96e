"""How good the ranges have been: of the numbers called since they were told a range, how many inside it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from ventanilla.journal.sql import Db

WINDOW = 30
"""Days that are looked back on."""
ENOUGH = 20
"""Fewer numbers than this say nothing."""

_CALLED = """
SELECT COUNT(*), COALESCE(SUM(CASE WHEN called >= first AND (last IS NULL OR called <= last) THEN 1 ELSE 0 END), 0)
FROM (SELECT MIN(t.called) AS called, f.first AS first, f.last AS last
      FROM forecast_told f JOIN line_ticket t ON t.list = f.list AND t.number = f.number
      WHERE f.list = ? AND t.calls = 1 AND t.called > f.day AND t.called > ? AND t.called <= ?
      GROUP BY f.number, f.first, f.last) AS numbers
"""
_OVERDUE = """
SELECT COUNT(DISTINCT f.number) FROM forecast_told f JOIN line_ticket t ON t.list = f.list AND t.number = f.number
WHERE f.list = ? AND f.last <= ? AND t.state = 'waiting' AND t.calls = 0
"""


class Score(NamedTuple):
    """Numbers called in the window, those of them inside their range of 80 %, and those past it that still wait."""

    called: int
    inside: int
    overdue: int


def score(db: Db, list_id: str, day: date) -> Score:
    """How the range that each number was told *first* held, up to a day: the hardest of all that it was told."""
    since = (day - timedelta(days=WINDOW)).isoformat()
    called = db.one(_CALLED, (list_id, since, day.isoformat())) or (0, 0)
    overdue = db.one(_OVERDUE, (list_id, day.isoformat())) or (0,)
    return Score(int(called[0]), int(called[1]), int(overdue[0]))

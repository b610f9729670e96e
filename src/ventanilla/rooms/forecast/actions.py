"""A night's ranges: written by the office itself, one entry a night and list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from pydantic import PrivateAttr

from ventanilla.journal.action import Action, Refused
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_

from .packing import unpacked
from .score import score

RANGES = ("q10", "q25", "q50", "q75", "q90", "never")


class Ranges(Action):
    """Writes down when each waiting number may be called, as computed this night. It names numbers, no people."""

    kind: ClassVar[str] = "forecast.ranges"
    title: ClassVar[str] = N_("When each number may be called")
    help: ClassVar[str] = N_("Written once a night for each list, from many possible futures.")

    list: str
    day: date
    _made: dict[str, Any] = PrivateAttr(default_factory=dict)

    @classmethod
    def of(cls, list_id: str, day: date, made: dict[str, Any]) -> Ranges:
        """The ranges of a list as a night made them (``nightly.made``)."""
        action = cls(list=list_id, day=day)
        action._made = made
        return action

    def decide(self, desk: Desk) -> Drafts:
        if written(desk.db, self.list, self.day):
            raise Refused(_("The ranges of this night are written already."))
        judged = score(desk.db, self.list, self.day)
        body = {"list": self.list, "day": self.day.isoformat(), **self._made, "score": list(judged)}
        return [Draft(self.kind, self.list, body)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        columns = [unpacked(b[name]) for name in ("numbers", *RANGES)]
        rows = [(b["list"], *row) for row in zip(*columns, strict=True)]
        tables.insert(
            "forecast_night",
            "list, day, seq, horizon, runs, policy, past, kind, numbers, called, inside, overdue, shelters",
            (b["list"], b["day"], entry.seq, b["horizon"], b["runs"], b["policy"], b["past"], b["kind"], len(rows),
             *b["score"], b["shelters"]),
        )  # fmt: skip
        tables.run("DELETE FROM forecast_range WHERE list=?", (b["list"],))
        for row in rows:
            tables.insert("forecast_range", f"list, number, {', '.join(RANGES)}", row)
        for told in _told(b, rows):
            tables.run(
                "INSERT INTO forecast_told (list, number, day, first, last) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (list, number) DO NOTHING",
                told,
            )

    @classmethod
    def says(cls, entry: Entry) -> str:
        b = entry.body
        return _("In the night after {day} it was computed when each of {n} numbers may be called.").format(
            day=b["day"], n=f"{len(b['numbers']):,}"
        )


def _told(body: dict[str, Any], rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """What each number is told tonight: the range of 80 %, as days; nothing where even its begin lies too far away."""
    first, horizon = date.fromisoformat(body["day"]) + timedelta(days=1), body["horizon"]
    days = [(first + timedelta(days=n)).isoformat() for n in range(horizon)] + [None]
    for list_id, number, q10, _q25, _q50, _q75, q90, _never in rows:
        if q10 < horizon:
            yield list_id, number, body["day"], days[q10], days[q90]


def written(db: Any, list_id: str, day: date) -> bool:
    """Whether the ranges of a night are written."""
    return bool(db.one("SELECT 1 FROM forecast_night WHERE list=? AND day=?", (list_id, day.isoformat())))

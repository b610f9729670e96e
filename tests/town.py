"""Small words for the stories in the tests: families, lists of every shape, a recount of everything from nothing."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from collections import Counter, defaultdict
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ventanilla.journal.action import Action, Refused, Role
from ventanilla.journal.desk import Actor
from ventanilla.journal.ledger import Done
from ventanilla.journal.replay import Comparison, compare, rebuild
from ventanilla.journal.verify import verify
from ventanilla.office.folder import Office
from ventanilla.office.start import scratch

both_engines = pytest.mark.parametrize(
    "engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
SHAPES: dict[str, dict[str, Any]] = {
    "tijuana": {"unit": "people", "covers": 10, "larger": "next"},
    "juarez": {"unit": "person", "larger": "waits"},
    "nogales": {"unit": "household", "larger": "whole"},
}
"""Three lists in one office, one of each shape: about ten people a number, one person, one household."""
FIGURES = [
    "offered",
    "called",
    "called_people",
    "present",
    "present_people",
    "absent",
    "absent_people",
    "admitted",
    "admitted_people",
    "sent_back",
    "sent_back_people",
    "reinstated",
    "joined",
    "joined_people",
    "ended",
    "ended_people",
    "passed",
    "last_called",
]
PLACE = "id, list, number, last_number, ord, part"


class Family(NamedTuple):
    """A registered household: its pseudonym, its place, and its people."""

    id: str
    ticket: str
    number: int
    people: list[str]


class Town:
    """An office as the tests drive it: ``town.do(action)``, with a few shortcuts."""

    def __init__(self, office: Office) -> None:
        self.office, self.db = office, office.db
        row = self.db.one("SELECT id FROM web_staff WHERE login='keeper'")
        assert row
        self.keeper = Actor(row[0], Role.KEEPER, "keeper")

    # --- doing -------------------------------------------------------------------------------------------------
    def do(self, action: Action, actor: Actor | None = None, once: str = "") -> Done:
        """One action through the whole path, by the keeper where nobody else is named."""
        return self.office.ledger.perform(action, actor or self.keeper, once)

    def open_lists(self) -> None:
        """The two lists beside ``tijuana``, of the other shapes; and the rule of ``tijuana`` set."""
        from ventanilla.rooms.line.actions import OpenList
        from ventanilla.rooms.line.rules import ListRules

        zones = {"juarez": "America/Ciudad_Juarez", "nogales": "America/Hermosillo"}
        for name, zone in zones.items():
            rules = ListRules(**SHAPES[name])
            self.do(OpenList(list=name, name=name.title(), port="Port", zone=zone, rules=rules))

    def register(self, size: int = 1, list: str = "tijuana", once: str = "", **said: Any) -> Family:
        """A household of ``size`` with a place."""
        from ventanilla.rooms.line.actions import RegisterAndJoin

        done = self.do(RegisterAndJoin(list=list, members=members(size, **said)), once=once)
        return family(done)

    def offer(self, places: int, list: str = "tijuana", **said: Any) -> Done:
        """The port offers places."""
        from ventanilla.rooms.line.actions import TellOffer

        return self.do(TellOffer(list=list, places=places, hour="07:00", **said))

    def call(self, list: str = "tijuana", households: int | None = None) -> list[str]:
        """Who was called, as households, in order."""
        from ventanilla.rooms.line.actions import Call

        return [item[1] for item in self.do(Call(list=list, households=households)).entry.body["called"]]

    def pass_time(self, **of: float) -> None:
        """Move the clock on: ``pass_time(minutes=21)``."""
        self.office.clock.set(self.office.clock.now() + timedelta(**of))  # type: ignore[attr-defined]

    def refused(self, action: Action, actor: Actor | None = None, once: str = "") -> str:
        """The sentence with which an action is refused; nothing may have been written."""
        before = self.tip()
        with pytest.raises(Refused) as error:
            self.do(action, actor, once)
        assert self.tip() == before
        return error.value.sentence

    # --- looking -----------------------------------------------------------------------------------------------
    def tip(self) -> tuple[int, bytes]:
        """The last entry: number and hash."""
        row = self.db.one("SELECT seq, hash FROM journal_entry ORDER BY seq DESC LIMIT 1")
        return (row[0], bytes(row[1])) if row else (0, b"")

    def state(self, ticket: str) -> str:
        """How a place stands."""
        row = self.db.one("SELECT state FROM line_ticket WHERE id=?", (ticket,))
        assert row
        return row[0]

    def waiting(self, list: str = "tijuana") -> list[str]:
        """Households that wait, in the order of the line."""
        sql = "SELECT household FROM line_ticket WHERE list=? AND state='waiting' ORDER BY number, ord, part"
        return [row[0] for row in self.db.all(sql, (list,))]

    def day(self, list: str = "tijuana", day: str = "") -> dict[str, int]:
        """The figures of a day (today's, where none is named)."""
        day = day or str(self.office.ledger.clock.now().astimezone(_zone(self.office)).date())
        row = self.db.one(f"SELECT {', '.join(FIGURES)} FROM line_day WHERE list=? AND day=?", (list, day))
        return dict(zip(FIGURES, row or [0] * len(FIGURES), strict=True))

    def tickets(self) -> dict[str, tuple]:
        """Every place ever given, whole rows by pseudonym."""
        rows = self.db.all(f"SELECT {PLACE}, household, size, state, since, called, calls FROM line_ticket")
        return {row[0]: row for row in rows}


def _zone(office: Office):
    from zoneinfo import ZoneInfo

    return ZoneInfo(office.zone)


def members(size: int, **said: Any):
    """People of a household; what is said of them is said of all."""
    from ventanilla.rooms.registry.actions import Member

    return tuple(Member(**{"name": f"Sintetica {n}", **said}) for n in range(size))


def family(done: Done) -> Family:
    """The household of a registration."""
    registered, joined = done.entries
    return Family(registered.subject, joined.body["ticket"], joined.body["number"], registered.body["people"])


# --- the recount ---------------------------------------------------------------------------------------------------
def assert_right(office: Office) -> None:
    """Everything that must hold at any moment: chain, places, counters, figures. The recounts start from nothing."""
    verdict = verify(office.db)
    assert verdict.whole, verdict.faults[:3]
    assert_no_place_twice(office)
    assert_counters(office)
    assert_figures(office)
    assert_sizes(office)


def assert_replays(office: Office) -> Comparison:
    """The tables rebuilt from the journal are the live ones."""
    target = fresh_scratch()
    rebuild(office.db, target, office.keys)
    found = compare(office.db, target)
    assert found.same, found.differences
    return found


def fresh_scratch():
    """Empty tables for a replay; made once a process, and copied."""
    empty = _empty()
    path = empty.with_name("scratch.sqlite3")
    path.unlink(missing_ok=True)
    shutil.copyfile(empty, path)
    return scratch(path)


@lru_cache
def _empty() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="ventanilla-scratch-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    scratch(folder / "empty.sqlite3")
    return folder / "empty.sqlite3"


def assert_no_place_twice(office: Office) -> None:
    """No place is given twice; where a number is one person, no number is in two spans (parts share their span)."""
    rows = office.db.all(
        "SELECT t.list, t.number, t.last_number, t.ord, t.part FROM line_ticket t ORDER BY t.list, t.number, t.ord, t.part"
    )
    assert len({(r[0], r[1], r[3], r[4]) for r in rows}) == len(rows)
    holders: dict[tuple[str, int], set[int]] = defaultdict(set)
    for list_id, number, last, _order, _part in rows:
        if SHAPES.get(list_id, {}).get("unit") == "person":
            for one in range(number, last + 1):
                holders[list_id, one].add(number)
    assert all(len(firsts) == 1 for firsts in holders.values())


def assert_counters(office: Office) -> None:
    """The counters of lists and blocks say what counting the places says."""
    households: Counter[Any] = Counter()
    people: Counter[Any] = Counter()
    for list_id, number, size in office.db.all(
        "SELECT list, number, size FROM line_ticket WHERE state='waiting'"
    ):
        for key in (list_id, (list_id, number // 256)):
            households[key] += 1
            people[key] += size
    for list_id, n, m in office.db.all("SELECT list, households, people FROM line_count"):
        assert (n, m) == (households[list_id], people[list_id]), list_id
    found = {
        (a, b): (n, m)
        for a, b, n, m in office.db.all("SELECT list, block, households, people FROM line_block")
    }
    for key in {*found, *(key for key in households if isinstance(key, tuple))}:
        assert found.get(key, (0, 0)) == (households[key], people[key]), key


def assert_figures(office: Office) -> None:
    """The figures of every day are what the bodies of the journal add up to."""
    counted = recount(office)
    sql = f"SELECT list, day, {', '.join(FIGURES)} FROM line_day"
    found = {(row[0], str(row[1])): dict(zip(FIGURES, row[2:], strict=True)) for row in office.db.all(sql)}
    for key in {*found, *counted}:
        expected = {name: counted[key][name] for name in FIGURES}
        assert found.get(key, dict.fromkeys(FIGURES, 0)) == expected, key


def recount(office: Office) -> dict[tuple[str, str], Counter[str]]:
    """Offered, called, present, admitted and the rest, added up from the bodies alone."""
    days: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for kind, text in office.db.all("SELECT kind, body FROM journal_entry ORDER BY seq"):
        body = json.loads(text)
        name = kind.removeprefix("line.")
        day = days[body["list"], body["day"]] if "list" in body and "day" in body else Counter()
        items = body.get("tickets", [])
        if name == "offer":
            day["offered"] += body["places"] - body.get("instead", (0, 0))[1]
        elif name == "join":
            day.update(joined=1, joined_people=body["size"])
        elif name == "call":
            day.update(called=len(body["called"]), called_people=sum(item[6] for item in body["called"]))
            day.update(passed=len(body["passed"]))
            day["last_called"] = max(day["last_called"], *(item[3] for item in body["called"]))
        elif name in ("present", "absent", "admitted", "sent_back"):
            day.update({name: len(items), f"{name}_people": sum(item[6] for item in items)})
        elif name == "reinstated":
            day.update(reinstated=len(items))
        elif name in ("left", "moved"):
            day.update(ended=len(items), ended_people=sum(item[6] for item in items))
        elif name == "ended":
            day.update(ended=1, ended_people=body["item"][6] if body["state"] == "left" else 0)
        elif name == "end_day":
            for item in body["lapsed"]:
                days[item[7], body["day"]].update(ended=1, ended_people=item[6])
    return days


def assert_sizes(office: Office) -> None:
    """An open place covers as many people as its household has, and nobody is of two households."""
    here = Counter(
        row[0]
        for row in office.db.all("SELECT household FROM registry_person WHERE state IN ('here','forgotten')")
    )
    households = dict(office.db.all("SELECT id, size FROM registry_household"))
    open_ = office.db.all(
        "SELECT household, size, list FROM line_ticket WHERE state IN ('waiting','called','present','absent')"
    )
    for household, size, _list in open_:
        assert size == households[household] == here[household], household
    assert len({(row[0], row[2]) for row in open_}) == len(open_), "a household holds two places on one list"

"""Loading 100,000 people, beside plain executemany of the very same rows in the same steps."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from statistics import median

from ventanilla.journal.replay import compare, rebuild
from ventanilla.office.folder import JOURNAL, KEYS, Office
from ventanilla.office.settings import PRAGMAS
from ventanilla.office.start import scratch

from .figures import Figure, milliseconds, share, spent
from .town import STEP, open_office, steps

LEAST, TURN = 1 / 4, 5
"""Steps of ours before the peer inserts the same rows."""
COUNTERS = ("line_count", "line_block", "line_day")
"""Rows that a load updates again and again: the peer inserts them once, at the end."""


def run(folder: Path, big: bool) -> list[Figure]:
    """Ours and theirs by turns, so that both meet the same machine."""
    office, keeper = open_office(folder / "load")
    peer = Peer(folder / "load", folder / "plain")
    took: dict[str, float] = {}
    for n, step in enumerate(steps(100_000, keeper), 1):
        with spent(took, "ours"):
            for _ in office.ledger.perform_all(step, chunk=STEP):
                pass
        if n % TURN == 0:
            peer.follow(took)
    peer.follow(took, last=True)
    found = [
        share("load 100,000 people", took["ours"] * 1000, took["plain"] * 1000, "executemany", LEAST, "ms")
    ]
    replays = [_replay(office, folder / f"rebuilt{n}.sqlite3") for n in range(3)]
    name = "replay of them" if all(same for _ms, same in replays) else "replay of them (DIFFERS)"
    middle = median(ms for ms, _same in replays)
    found.append(share(name, middle, took["ours"] * 1000, "load", 2.0, "ms"))
    return found


def _replay(office: Office, path: Path) -> tuple[float, bool]:
    """Rebuild all tables once: milliseconds, and whether they are the live ones."""
    rebuilt = scratch(path)
    spent = milliseconds(lambda: rebuild(office.db, rebuilt, office.keys))
    return spent, compare(office.db, rebuilt).same


class Peer:
    """Plain databases with the same tables and settings, filled with the same rows."""

    def __init__(self, source: Path, target: Path) -> None:
        target.mkdir()
        self.pairs = []
        for name in (JOURNAL, KEYS):
            ours = sqlite3.connect(source / name)
            self.pairs.append((ours, _empty_copy(ours, target / name)))
        self.seen: dict[str, int] = {}
        for ours, theirs in self.pairs:
            for table in _tables(theirs):
                self._rows(ours, table)

    def follow(self, took: dict[str, float], last: bool = False) -> None:
        """Insert what is new in ours, one transaction a step."""
        for ours, theirs in reversed(self.pairs):
            rows = {t: self._rows(ours, t) for t in _tables(theirs) if last or t not in COUNTERS}
            with spent(took, "plain"):
                for k in range(TURN):
                    theirs.execute("BEGIN IMMEDIATE")
                    for table, some in rows.items():
                        part = some[k * len(some) // TURN : (k + 1) * len(some) // TURN]
                        if part:
                            theirs.executemany(
                                f"INSERT INTO {table} VALUES ({','.join('?' * len(part[0]))})", part
                            )
                    theirs.execute("COMMIT")

    def _rows(self, ours: sqlite3.Connection, table: str) -> list[tuple]:
        if table in COUNTERS:
            return ours.execute(f"SELECT * FROM {table}").fetchall() if table in self.seen else []
        column = "seq" if table == "key" else "rowid"
        after = self.seen.get(table, -1)
        rows = ours.execute(f"SELECT * FROM {table} WHERE {column}>? ORDER BY {column}", (after,)).fetchall()
        [top] = ours.execute(f"SELECT MAX({column}) FROM {table}").fetchone()
        self.seen[table] = after if top is None else top
        return rows


def _empty_copy(ours: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    theirs = sqlite3.connect(path, isolation_level=None)
    theirs.executescript(PRAGMAS)
    for (sql,) in ours.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    ):
        theirs.execute(sql)
    return theirs


def _tables(db: sqlite3.Connection) -> list[str]:
    return [
        name
        for (name,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'"
        )
    ]

"""One registration through the whole action path, beside one plain committed insert of the same bytes."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from ventanilla.journal import ledger as ledgers
from ventanilla.journal.keys import Keys
from ventanilla.journal.sql import Db, Tables
from ventanilla.rooms.line.actions import RegisterAndJoin
from ventanilla.rooms.registry.actions import Member

from .figures import Figure, share
from .town import LIST, open_office

ROUNDS, EACH = 40, 10
LEAST = 1 / 6


def run(folder: Path, big: bool) -> list[Figure]:
    """Rounds of ten registrations and ten plain inserts, by turns; medians of one."""
    office, keeper = open_office(folder / "register")
    actions = [_family(n) for n in range(ROUNDS * EACH)]
    wishes = iter([(action, keeper, f"register-{n:05}") for n, action in enumerate(actions)])
    plain = _plain(folder / "plain.sqlite3")
    office.ledger.perform(_family(10**6), keeper, "register-first")
    row = os.urandom(_bytes_of_last(office.db, office.keys))
    ours: list[float] = []
    theirs: list[float] = []
    parts = _Parts()
    with parts:
        for _ in range(ROUNDS):
            ours += [_spent(lambda: office.ledger.perform(*next(wishes))) for _ in range(EACH)]
            theirs += [
                _spent(lambda: plain.execute("INSERT INTO t (b) VALUES (?)", (row,))) for _ in range(EACH)
            ]
    whole, peer = 1e6 * median(ours), 1e6 * median(theirs)
    first = share(f"register 3 people ({len(row):,} bytes)", whole, peer, "plain insert", LEAST)
    return [first, *parts.figures(whole)]


def _family(n: int) -> RegisterAndJoin:
    people = [
        Member(name=f"Ejemplo{n} Prueba{i}", sex="f", birth_year=1990, nationality="HN", languages=("spa",),
               needs=("infant",) if i == 1 else ()) for i in range(3)
    ]  # fmt: skip
    return RegisterAndJoin(list=LIST, members=tuple(people))


def _plain(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB)")
    return db


def _bytes_of_last(db: Db, keys: Keys) -> int:
    """The bytes that the last registration put into rows of journal, tables and key store, without indexes."""
    tip = db.one("SELECT MAX(seq) FROM journal_entry")
    assert tip
    born = keys.db.execute("SELECT owner, class, value FROM key WHERE seq>=?", (tip[0] - 1,)).fetchall()
    rows: list[Any] = [*born]
    for table, column in (
        ("journal_entry", "seq"),
        ("journal_mention", "seq"),
        ("registry_household", "seq"),
    ):
        rows += db.all(f"SELECT * FROM {table} WHERE {column}>=?", (tip[0] - 1,))
    rows += db.all("SELECT * FROM registry_person WHERE identity_seq>=?", (tip[0] - 1,))
    rows += db.all("SELECT * FROM line_ticket ORDER BY number DESC, ord DESC LIMIT 1")
    return sum(len(cell) if isinstance(cell, bytes) else len(str(cell or "")) for row in rows for cell in row)


def _spent(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


class _Parts:
    """Watches the steps inside a registration while it is open."""

    WATCHED = (
        ("decide", RegisterAndJoin, "decide"), ("seal", Keys, "seal"), ("make keys", Keys, "prepare"),
        ("keys, durable", Keys, "keep"), ("fold", ledgers, "fold_entry"), ("write tables", Tables, "flush"),
        ("hash what was typed", ledgers.Ledger, "_typed"),
    )  # fmt: skip

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._before: list[tuple[Any, str, Any]] = []

    def __enter__(self) -> None:
        for name, owner, attribute in self.WATCHED:
            kept = getattr(owner, attribute)
            self._before.append((owner, attribute, kept))
            setattr(owner, attribute, self._watch(name, kept))

    def __exit__(self, *_: object) -> None:
        for owner, attribute, kept in self._before:
            setattr(owner, attribute, kept)

    def _watch(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*args: Any, **named: Any) -> Any:
            begun = time.perf_counter()
            try:
                return call(*args, **named)
            finally:
                self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begun

        return watched

    def figures(self, whole: float) -> list[Figure]:
        means = {name: 1e6 * s / (ROUNDS * EACH) for name, s in self.seconds.items()}
        means["journal commit and the rest"] = whole - sum(means.values())
        return [
            Figure(f"  of it: {name}", f"{us:,.0f} us", "", f"{us / whole:.0%}") for name, us in means.items()
        ]

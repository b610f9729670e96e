"""The log of views: who opened which page about whom, in a chain of its own. Reading never writes the journal."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from ventanilla.journal.clock import stamp
from ventanilla.journal.entry import GENESIS, canonical
from ventanilla.journal.sql import Db


def record(db: Db, at: datetime, actor: str, page: str, *subjects: str) -> None:
    """Write a view of each of these, durably and in one step, before the page is shown."""
    with db.writing():
        tip = db.one("SELECT seq, hash FROM web_view ORDER BY seq DESC LIMIT 1")
        seq, last = (tip[0] + 1, bytes(tip[1])) if tip else (1, GENESIS)
        for n, subject in enumerate(subjects):
            row = (seq + n, stamp(at), actor, page, subject)
            last = _hash(last, row)
            db.run(
                "INSERT INTO web_view (seq, at, actor, page, subject, hash) VALUES (?,?,?,?,?,?)",
                (*row, last),
            )


def verify(db: Db) -> tuple[int, list[tuple[int, str]]]:
    """Walk the chain of views: how many, and every fault as (seq, sentence)."""
    previous, count, faults = GENESIS, 0, []
    for seq, at, actor, page, subject, hash_ in db.all(
        "SELECT seq, at, actor, page, subject, hash FROM web_view ORDER BY seq"
    ):
        count += 1
        if seq != count:
            faults.append((seq, f"view {count} is missing"))
            count = seq
        if _hash(previous, (seq, at, actor, page, subject)) != bytes(hash_):
            faults.append((seq, "this view is not what was written"))
        previous = bytes(hash_)
    return count, faults


def _hash(previous: bytes, row: tuple[int, str, str, str, str]) -> bytes:
    return sha256(b"\x00" + previous + canonical(list(row)).encode()).digest()

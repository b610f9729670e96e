"""Mending what a crash left between the key store and the journal. Run at every start, under the journal's lock."""

from __future__ import annotations

from .keys import Keys
from .sql import Db


def sweep(db: Db, keys: Keys) -> tuple[int, int]:
    """Take out keys that no entry uses, and destroy those that a durable ``forget`` had doomed.

    Costs the same in a journal of any length. Returns (keys removed, owners destroyed).
    """
    with db.writing():
        tip = db.one("SELECT MAX(seq) FROM journal_entry")
        orphans = keys.drop_orphans(((tip and tip[0]) or 0) + 1)
        done: list[str] = []
        undone: list[str] = []
        for owner, seq in keys.doomed():
            row = db.one("SELECT kind, body FROM journal_entry WHERE seq=?", (seq,))
            (done if row and row[0].endswith(".forget") and owner in row[1] else undone).append(owner)
        keys.spare(undone)
    if done:
        keys.destroy(done)
        db.empty_log()
    return orphans, len(done)

"""Mending what a crash left between the key store and the journal. Run at every start, under the journal's lock."""

from __future__ import annotations

from .entry import OFFICE, PLACE, frames
from .keys import Keys
from .sql import Db


def sweep(db: Db, keys: Keys, since: int = 0) -> tuple[int, int]:
    """Take out keys that no entry uses, and destroy those that a durable ``forget`` had doomed.

    ``since`` limits the look to keys made for later entries. Returns (keys removed, owners destroyed).
    """
    with db.writing():
        orphans = [
            (owner, cls)
            for owner, cls, seq in keys.made_after(since)
            if owner != OFFICE and not _used(db, owner, cls, seq)
        ]
        if orphans:
            keys.remove(orphans)
        done: list[str] = []
        undone: list[str] = []
        for owner, seq in keys.doomed():
            row = db.one("SELECT kind, body FROM journal_entry WHERE seq=?", (seq,))
            (done if row and row[0].endswith(".forget") and owner in row[1] else undone).append(owner)
        keys.spare(undone)
    if done:
        keys.destroy(done)
        db.empty_log()
    return len(orphans), len(done)


def _used(db: Db, owner: str, cls: str, seq: int) -> bool:
    row = db.one("SELECT sealed, body FROM journal_entry WHERE seq=?", (seq,))
    if not row:
        return False
    if cls == PLACE:
        return owner in row[1]
    return any(one.owner == owner and one.cls == cls for one in frames(bytes(row[0])))

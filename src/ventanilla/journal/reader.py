"""Reading the journal: entries with what can still be opened of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic_core import from_json

from .action import ACTIONS
from .entry import FEEDING, IDENTITY, Entry, frames, header
from .keys import Keys
from .sql import Db, Row

COLUMNS = "site, seq, at, clock, kind, actor, subject, once, typed, rules, body, sealed, hash"


class Reader:
    """Entries by number or by whom they speak of, opened with the keys that are still there."""

    def __init__(self, db: Db, keys: Keys | None) -> None:
        self.db, self.keys = db, keys

    def entry(self, seq: int) -> Entry | None:
        """One entry, opened; None where there is none."""
        row = self.db.one(f"SELECT {COLUMNS} FROM journal_entry WHERE seq=?", (seq,))
        return self._entry(row) if row else None

    def latest(self, limit: int, before: int | None = None) -> list[Entry]:
        """The newest entries first, from the one before ``before`` on; not opened."""
        bound = before if before is not None else 1 << 62
        sql = f"SELECT {COLUMNS} FROM journal_entry WHERE seq<? ORDER BY seq DESC LIMIT ?"
        return [_row(row) for row in self.db.all(sql, (bound, limit))]

    def history(self, subject: str, limit: int = 200) -> list[Entry]:
        """What happened to somebody, oldest first, opened."""
        columns = ", ".join(f"e.{c.strip()}" for c in COLUMNS.split(","))
        sql = (
            f"SELECT {columns} FROM journal_mention m JOIN journal_entry e ON e.seq=m.seq "
            "WHERE m.subject=? ORDER BY m.seq DESC LIMIT ?"
        )
        return [self._entry(row) for row in reversed(self.db.all(sql, (subject, limit)))]

    def parts(self, wanted: Iterable[tuple[int, str]], cls: str = IDENTITY) -> dict[str, dict]:
        """The opened parts of many people: (entry, person) pairs -> {person: data}; 50 of them in about 1 ms."""
        by_seq: dict[int, set[str]] = {}
        for seq, owner in wanted:
            by_seq.setdefault(seq, set()).add(owner)
        found: dict[str, dict] = {}
        seqs = list(by_seq)
        for start in range(0, len(seqs), 500):
            some = seqs[start : start + 500]
            marks = ",".join("?" * len(some))
            for row in self.db.all(f"SELECT {COLUMNS} FROM journal_entry WHERE seq IN ({marks})", some):
                head = header_of(row)
                for one in frames(bytes(row[11])):
                    if one.cls == cls and one.owner in by_seq[row[1]]:
                        found[one.owner] = (
                            self.keys.open(one, head, seq=row[1]) if self.keys else None
                        ) or {}
        return found

    def _entry(self, row: Row) -> Entry:
        entry = _row(row)
        if self.keys and entry.sealed:
            head = header_of(row)
            for one in frames(entry.sealed):
                entry.opened[one.owner, one.cls] = self.keys.open(one, head, seq=entry.seq)
        return entry


def header_of(row: Row) -> bytes:
    """The header bytes of a row read with ``COLUMNS``."""
    return header(*row[:10])


def _row(row: Row) -> Entry:
    return Entry(*(*row[:10], from_json(row[10]), bytes(row[11]), bytes(row[12])))


def stream(db: Db, keys: Keys | None, batch: int = 2000) -> Iterator[list[Entry]]:
    """The whole journal in batches, opened with one read of the key store a batch: what replay feeds on.

    Only identities are opened: folds read nothing else, and of the rest only that it is there.
    """
    last = 0
    while rows := db.all(
        f"SELECT {COLUMNS} FROM journal_entry WHERE seq>? ORDER BY seq LIMIT ?", (last, batch)
    ):
        wrapped = keys.wrapped_between(rows[0][1], rows[-1][1]) if keys else {}
        entries = []
        for row in rows:
            entry = _row(row)
            if keys and entry.sealed:
                head = header_of(row)
                for one in frames(entry.sealed):
                    pair = (one.owner, one.cls)
                    fed = one.cls in FEEDING
                    entry.opened[pair] = keys.open(one, head, wrapped.get(pair), entry.seq) if fed else None
            entries.append(entry)
        yield entries
        last = rows[-1][1]


def sentence(entry: Entry) -> str:
    """The entry in a plain sentence, worded by its own declaration."""
    action = ACTIONS.get(entry.kind)
    return action.says(entry) if action else entry.kind

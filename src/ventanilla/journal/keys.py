"""The key store: a file of its own, so that destroying one row forgets a person for good.

Every person (``owner``) has one 256-bit key a class of data, wrapped by the site's key. The salt of a place
is kept here too, unwrapped, because numbers and calls go on without the site's key; it dies with its household.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic_core import from_json, to_json

from .entry import FEEDING, OFFICE, PLACE, Frame, Part, frame

_TABLE = """CREATE TABLE IF NOT EXISTS key (owner TEXT, class TEXT, value BLOB NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY (owner, class)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS key_seq ON key (seq);
CREATE TABLE IF NOT EXISTS doomed (owner TEXT PRIMARY KEY, seq INTEGER NOT NULL);"""


class KeysMissing(Exception):
    """The site's key or the key store is not where the office says; the sentence says which file."""


class _Here(threading.local):
    """What belongs to one thread: its connection, and the keys its action has made and not kept yet."""

    def __init__(self) -> None:
        self.pid: int | None = None
        self.db: Any = None
        self.fresh: dict[tuple[str, str], tuple[bytes, int]] = {}


def _to_wal(db: sqlite3.Connection, deadline: float) -> None:
    """SQLite does not wait its timeout out for the switch to WAL: where several open a new store at once, one
    holds the file and the others are refused on the spot."""
    while True:
        try:
            db.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(0.01)


class Keys:
    """Opens and seals parts, and destroys keys. One connection a thread; safe between processes."""

    def __init__(self, path: Path, site_key: bytes) -> None:
        self.path = Path(path)
        self._site = AESGCM(site_key)
        self._here = _Here()

    @property
    def db(self) -> sqlite3.Connection:
        """This thread's connection; made anew after a fork."""
        here = self._here
        if here.pid != os.getpid():
            here.pid, here.db = os.getpid(), self._open()
        return here.db

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, isolation_level=None, timeout=30, cached_statements=64)
        db.execute("PRAGMA secure_delete=ON")
        _to_wal(db, time.monotonic() + 30)
        db.execute("PRAGMA synchronous=FULL")
        db.executescript(_TABLE)
        return db

    @property
    def _fresh(self) -> dict[tuple[str, str], tuple[bytes, int]]:
        return self._here.fresh

    # --- making keys -----------------------------------------------------------------------------------------
    def prepare(self, wanted: Iterable[tuple[str, str]], seq: int) -> dict[tuple[str, str], bytes]:
        """Keys for (owner, class) pairs, made where there is none. Made ones wait for :meth:`keep`."""
        born, fresh = _born(seq), self._fresh
        found: dict[tuple[str, str], bytes] = {}
        for pair in wanted:
            if pair not in found:
                new = pair[0][1:8] == born and pair not in fresh
                found[pair] = self._make(pair, seq) if new else self._get_or_make(pair, seq)
        return found

    def _get_or_make(self, pair: tuple[str, str], seq: int) -> bytes:
        if pair in self._fresh:
            return self._unwrap(pair, self._fresh[pair][0])
        row = self.db.execute("SELECT value FROM key WHERE owner=? AND class=?", pair).fetchone()
        return self._unwrap(pair, row[0]) if row else self._make(pair, seq)

    def _make(self, pair: tuple[str, str], seq: int) -> bytes:
        if pair[1] == PLACE:
            key = value = os.urandom(16)
        else:
            key, value = self._drawn(pair)
        self._fresh[pair] = (value, seq)
        return key

    def _drawn(self, pair: tuple[str, str]) -> tuple[bytes, bytes]:
        drawn = os.urandom(44)
        key, nonce = drawn[:32], drawn[32:]
        return key, nonce + self._site.encrypt(nonce, key, (pair[0] + pair[1]).encode())

    def keep(self) -> None:
        """Write the keys made by :meth:`prepare`, durably. An entry that uses them may only follow."""
        if not self._fresh:
            return
        rows = [(owner, cls, value, seq) for (owner, cls), (value, seq) in self._fresh.items()]
        db = self.db
        db.execute("BEGIN IMMEDIATE")
        try:
            db.executemany("INSERT INTO key VALUES (?,?,?,?)", rows)
            db.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk has rolled back by itself; its own error must be seen
                db.execute("ROLLBACK")
            raise
        self._fresh.clear()

    def drop_fresh(self) -> None:
        """Forget keys that were prepared for an entry that was refused."""
        self._fresh.clear()

    # --- sealing and opening ---------------------------------------------------------------------------------
    def seal(self, part: Part, key: bytes, head: bytes) -> bytes:
        """A part as a sealed frame; the entry's header is bound to it as associated data."""
        owner, cls, data = part
        nonce = os.urandom(12)
        cipher = AESGCM(key).encrypt(nonce, to_json(data), head + (cls + owner).encode())
        return frame(cls, owner, nonce + cipher)

    def open(
        self, sealed: Frame, head: bytes, wrapped: bytes | None = None, seq: int = 1 << 62
    ) -> dict[str, Any] | None:
        """The data of a frame, or None where its key was destroyed or the frame was dropped.

        ``seq`` is the frame's entry: a key made later is not the one it was sealed with (that one is gone).

        Raises:
            InvalidTag: the ciphertext, its key or the header was changed.
        """
        if wrapped is None:
            row = self.db.execute(
                "SELECT value FROM key WHERE owner=? AND class=? AND seq<=?", (sealed.owner, sealed.cls, seq)
            ).fetchone()
            wrapped = row[0] if row else None
        if wrapped is None or not sealed.cipher:
            return None
        key = self._unwrap((sealed.owner, sealed.cls), wrapped)
        aad = head + (sealed.cls + sealed.owner).encode()
        return from_json(AESGCM(key).decrypt(sealed.cipher[:12], sealed.cipher[12:], aad))

    def _unwrap(self, pair: tuple[str, str], value: bytes) -> bytes:
        if pair[1] == PLACE:
            return value
        return self._site.decrypt(value[:12], value[12:], (pair[0] + pair[1]).encode())

    def wrapped_between(self, first: int, last: int) -> dict[tuple[str, str], bytes]:
        """The wrapped keys, made for entries first..last, of what feeds tables: replay opens a batch with one read."""
        sql = "SELECT owner, class, value FROM key WHERE seq BETWEEN ? AND ? AND class IN (?,?)"
        return {(row[0], row[1]): row[2] for row in self.db.execute(sql, (first, last, *FEEDING))}

    def salts(self, tickets: Sequence[str]) -> dict[str, bytes]:
        """The salts of these places, by ticket, of those that still have one."""
        marks = ",".join("?" * len(tickets))
        sql = f"SELECT owner, value FROM key WHERE class=? AND owner IN ({marks})"
        return dict(self.db.execute(sql, (PLACE, *tickets)))

    def salt(self, ticket: str) -> bytes | None:
        """The 16-byte salt of one place, or None when it was forgotten."""
        row = self.db.execute("SELECT value FROM key WHERE owner=? AND class=?", (ticket, PLACE)).fetchone()
        return row[0] if row else None

    def office_secret(self, purpose: str) -> bytes:
        """32 bytes for one purpose of the office itself (drafts, shown-once answers), derived from its own key.

        Raises:
            KeysMissing: the site's key is another office's.
        """
        pair, sql = (OFFICE, "o"), "SELECT value FROM key WHERE owner=? AND class=?"
        row = self.db.execute(sql, pair).fetchone()
        if row is None:  # two programs may start a new office at once: the first key written is the one
            self.db.execute("INSERT OR IGNORE INTO key VALUES (?,?,?,?)", (*pair, self._drawn(pair)[1], 0))
            row = self.db.execute(sql, pair).fetchone()
        try:
            key = self._unwrap(pair, row[0])
        except InvalidTag:
            raise KeysMissing(
                f"The site.key beside {self.path} is not the one its keys were made with. "
                "Put the right one back from a backup; nothing was changed."
            ) from None
        return sha256(purpose.encode() + key).digest()

    # --- forgetting ------------------------------------------------------------------------------------------
    def has(self, owners: Iterable[str]) -> bool:
        """Whether any of these owners still has a key."""
        return any(
            self.db.execute("SELECT 1 FROM key WHERE owner=? LIMIT 1", (one,)).fetchone() for one in owners
        )

    def doom(self, doomed: dict[str, int]) -> None:
        """Mark keys that die as soon as an entry is durable ({owner: entry}): a crash between is mended at start."""
        self.db.executemany("INSERT OR REPLACE INTO doomed VALUES (?,?)", list(doomed.items()))

    def destroy(self, owners: Collection[str]) -> int:
        """Destroy all keys of these owners: overwritten in the file, and the write-ahead log emptied.

        Returns the number of keys destroyed.
        """
        db, count = self.db, 0
        for owner in owners:
            count += db.execute("DELETE FROM key WHERE owner=?", (owner,)).rowcount
        if self._emptied():  # else the marks stay, and the next start destroys and empties again
            self.spare(owners)
            self._emptied(1)
        return count

    def _emptied(self, tries: int = 50) -> bool:
        """Whether the write-ahead log could be emptied; a reader may hold it for a moment."""
        for _try in range(tries):
            row = self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not row[0]:
                return True
            time.sleep(0.1)
        return False

    def doomed(self) -> list[tuple[str, int]]:
        """(owner, entry) of keys that were marked and still stand."""
        return self.db.execute("SELECT owner, seq FROM doomed").fetchall()

    def spare(self, owners: Iterable[str]) -> None:
        """Take the marks away: the keys are gone, or the entry was never written."""
        self.db.executemany("DELETE FROM doomed WHERE owner=?", [(owner,) for owner in owners])

    def made_after(self, seq: int) -> list[tuple[str, str, int]]:
        """(owner, class, seq) of the keys made for entries after seq."""
        return self.db.execute("SELECT owner, class, seq FROM key WHERE seq>?", (seq,)).fetchall()

    def drop_orphans(self, seq: int) -> int:
        """Take out keys made for entry ``seq`` and later ones; how many.

        Under the journal's lock, with ``seq`` the next entry, such keys belong to something that was never written:
        whoever made them crashed between key store and journal.
        """
        db = self.db
        if not db.execute("SELECT 1 FROM key WHERE seq>=? LIMIT 1", (seq,)).fetchone():
            return 0
        return db.execute("DELETE FROM key WHERE seq>=?", (seq,)).rowcount

    def close(self) -> None:
        """Close this thread's connection."""
        if self._here.pid == os.getpid():
            self._here.db.close()
            self._here.pid = None


_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM = bytes(ord(_ALPHABET[byte & 31]) for byte in range(256))
"""Turns a random byte into one symbol: its lowest five bits."""


def new_id(letter: str, seq: int) -> str:
    """A pseudonym of 20 symbols: a letter, the entry it was born in (35 bits), and 60 random bits.

    It starts with the entry so that rows lie in the order of the journal on disk; who it is stays unknown.
    """
    return new_ids(letter, seq, 1)[0]


def new_ids(letter: str, seq: int, count: int) -> list[str]:
    """Several pseudonyms born in one entry, from one asking of the system's randomness."""
    start, drawn = letter + _born(seq), os.urandom(12 * count).translate(_RANDOM).decode()
    return [start + drawn[at : at + 12] for at in range(0, 12 * count, 12)]


@lru_cache(maxsize=16)
def _born(seq: int) -> str:
    return "".join([_ALPHABET[(seq >> shift) & 31] for shift in range(30, -1, -5)])


__all__ = ["InvalidTag", "Keys", "KeysMissing", "new_id", "new_ids"]

"""Walking the chain: is every entry as it was written, and what is wrong, where."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from operator import itemgetter
from struct import error as StructError

from .entry import _FRAME, _LENGTH, GENESIS, frames, header
from .heads import evening_head
from .sql import Db

_HEADER = ("site", "seq", "at", "clock", "kind", "actor", "subject", "once", "typed", "rules")

MAPPED = 1 << 28
"""Bytes of the file that are walked in place (SQLite): a tenth of the time goes into copying pages."""


@dataclass(slots=True)
class Verdict:
    """How many entries were walked, the last hash, and every fault as (seq, sentence)."""

    entries: int = 0
    tip: bytes = GENESIS
    dropped: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(db: Db, progress: Callable[[int], None] | None = None, batch: int = 5000) -> Verdict:
    """Walk the chain of a site from its first entry. Needs no key: it covers what is sealed, not what it says."""
    if not db.postgres:
        db.run(f"PRAGMA mmap_size={MAPPED}").fetchall()
    verdict, previous = Verdict(), GENESIS
    begin, size, length_at = sha256().copy, _FRAME.size, _LENGTH.unpack_from
    expected, whole = 1, True
    for first in _pages(db, batch):
        place = -1
        # What entry.chain_hash and entry.frames say, written out: this loop runs 200,000 times a second, and
        # a copied hash is begun in less time than a new one.
        for place, (text, sealed, hash_) in enumerate(_rows(db, first, first + batch)):
            at, end, seals = 0, len(sealed), b""
            try:
                while at < end:
                    stop = at + size + length_at(sealed, at)[0]
                    one = begin()
                    one.update(sealed[at:stop])
                    seals += one.digest()
                    at = stop
            except StructError:
                at = -1
            one = begin()
            one.update(b"\x00" + previous + text + seals)
            if one.digest() != hash_ or at != end:
                _look_closer(_seq(db, first, place), previous, text, sealed, hash_, verdict)
            if not end and b'"kind":"line.end_day"' in text and not _head_fits(text, previous):
                sentence = "the evening's head in it is not that of the chain before it and its places"
                verdict.faults.append((_seq(db, first, place), sentence))
            previous = hash_
        verdict.entries = _seq(db, first, place)
        whole &= first == expected and verdict.entries == first + place
        expected = verdict.entries + 1
        if progress:
            progress(verdict.entries)
    if not whole:
        verdict.faults = _gaps(db) + verdict.faults
    verdict.faults.sort(key=itemgetter(0))
    verdict.tip = previous
    return verdict


def _pages(db: Db, batch: int) -> Iterator[int]:
    """The first number of every stretch of ``batch`` numbers that has an entry."""
    after = 1
    while (row := db.one("SELECT MIN(seq) FROM journal_entry WHERE seq>=?", (after,))) and row[0] is not None:
        yield row[0]
        after = row[0] + batch


def _seq(db: Db, first: int, place: int) -> int:
    """The number of an entry by its place in a stretch; asked only where it is needed, the walk is quicker so."""
    row = db.one("SELECT seq FROM journal_entry WHERE seq>=? ORDER BY seq LIMIT 1 OFFSET ?", (first, place))
    assert row
    return row[0]


def _gaps(db: Db) -> list[tuple[int, str]]:
    """Numbers that are missing before an entry."""
    before = "SELECT seq, LAG(seq, 1, 0) OVER (ORDER BY seq) AS before FROM journal_entry"
    rows = db.all(f"SELECT seq, before FROM ({before}) AS pairs WHERE seq<>before+1 ORDER BY seq")
    return [(seq, f"entry {last + 1} is missing: the next one is {seq}") for seq, last in rows]


def _head_fits(text: bytes, previous: bytes) -> bool:
    """Whether an evening's head is what the chain before it and the root in the entry give."""
    try:
        said = json.loads(text[text.index(b"}") + 1 :].partition(b":")[2])
        return said["head"] == evening_head(previous, bytes.fromhex(said["root"]))
    except (ValueError, KeyError, TypeError):
        return False


def _look_closer(
    seq: int, previous: bytes, text: bytes, sealed: bytes, hash_: bytes, verdict: Verdict
) -> None:
    """An entry that does not fit at first sight: frames of it were dropped, which is counted, or it is a fault."""
    try:
        parts = list(frames(sealed))
        seals = b"".join(one.seal for one in parts)
        if sha256(b"\x00" + previous + text + seals).digest() == hash_:
            verdict.dropped += sum(not one.cipher for one in parts)
            return
    except ValueError:
        pass
    verdict.faults.append((seq, "its header, body or sealed parts are not what was written"))


def _rows(db: Db, first: int, end: int) -> Iterable[tuple[bytes, ...]]:
    """(text, sealed, hash) of the entries ``first`` to before ``end``; text is header, length and body."""
    text = _text_sql(db.postgres)
    sql = f"SELECT {text}, sealed, hash FROM journal_entry WHERE seq>=? AND seq<? ORDER BY seq"
    cursor = db.run(sql, (first, end))
    return (tuple(map(bytes, row)) for row in cursor) if db.postgres else cursor


@lru_cache(maxsize=2)
def _text_sql(postgres: bool) -> str:
    """What ``entry.chain_hash`` puts between two hashes, as SQL: the database makes it in half the time."""
    text = header(*(f"<{name}>" for name in _HEADER)).decode()  # type: ignore[arg-type]
    names, form = re.findall("<(.*?)>", text), re.sub("<.*?>", "%s", text) + "%s:"
    if postgres:
        return f"convert_to(format('{form}', {', '.join(names)}, octet_length(body)) || body, 'UTF8')"
    return f"CAST(printf('{form}', {', '.join(names)}, length(CAST(body AS BLOB))) || body AS BLOB)"

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
from typing import Any

from .entry import _FRAME, _LENGTH, GENESIS, header
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
    verdict, previous, size, length_at = Verdict(), GENESIS, _FRAME.size, _LENGTH.unpack_from
    expected, whole = 1, True
    for first in _pages(db, batch):
        place = -1
        # What entry.chain_hash and entry.frames say, written out: this loop runs 200,000 times a second.
        for place, row in enumerate(_rows(db, first, first + batch)):
            evening, head, body, seals, sealed, hash_ = row
            if sha256(b"\x00" + previous + head + sha256(body).digest() + seals).digest() != hash_:
                sentence = "its header, body or list of seals is not what was written"
                verdict.faults.append((_seq(db, first, place), sentence))
            if evening and not _head_fits(body, previous):
                sentence = "the evening's head in it is not that of the chain before it and its places"
                verdict.faults.append((_seq(db, first, place), sentence))
            previous = hash_
            if not sealed and not seals:
                continue
            at, end, found = 0, len(sealed), b""
            try:
                while at < end:
                    stop = at + size + length_at(sealed, at)[0]
                    found += sha256(sealed[at:stop]).digest()
                    at = stop
            except StructError:
                at = -1
            if found != seals or at != end:
                verdict.dropped += _check_frames(_seq(db, first, place), sealed, seals, verdict)
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


def _head_fits(body: bytes, previous: bytes) -> bool:
    """Whether an evening's head is what the chain before it and the root in the entry give."""
    try:
        said = json.loads(body)
        return said["head"] == evening_head(previous, bytes.fromhex(said["root"]))
    except (ValueError, KeyError, TypeError):
        return False


def _check_frames(seq: int, sealed: bytes, seals: bytes, verdict: Verdict) -> int:
    """Every frame against its seal; the number of frames that were dropped."""
    at, place, dropped, end, size = 0, 0, 0, len(sealed), _FRAME.size
    try:
        while at < end:
            [length] = _LENGTH.unpack_from(sealed, at)
            stop = at + size + length
            if not length:
                dropped += 1
            elif sha256(sealed[at:stop]).digest() != seals[place : place + 32]:
                verdict.faults.append((seq, f"sealed part {place // 32 + 1} was changed"))
            at, place = stop, place + 32
    except StructError:
        place = -1
    if place != len(seals) or at != end:
        verdict.faults.append((seq, "its sealed parts do not match the list of their seals"))
    return dropped


def _rows(db: Db, first: int, end: int) -> Iterable[tuple[Any, ...]]:
    """(ends a day, header, body, seals, sealed, hash) of the entries ``first`` to before ``end``, as bytes."""
    cast = "convert_to({0}, 'UTF8')" if db.postgres else "CAST({0} AS BLOB)"
    head, body = cast.format(_header_sql(db.postgres)), cast.format("body")
    sql = (
        f"SELECT kind='line.end_day', {head}, {body}, seals, sealed, hash "
        "FROM journal_entry WHERE seq>=? AND seq<? ORDER BY seq"
    )
    cursor = db.run(sql, (first, end))
    return ((row[0], *map(bytes, row[1:])) for row in cursor) if db.postgres else cursor


@lru_cache(maxsize=2)
def _header_sql(postgres: bool) -> str:
    """``entry.header`` as SQL: the database puts it together from its columns in half the time."""
    text = header(*(f"<{name}>" for name in _HEADER)).decode()  # type: ignore[arg-type]
    names, form = re.findall("<(.*?)>", text), re.sub("<.*?>", "%s", text)
    return f"{'format' if postgres else 'printf'}('{form}', {', '.join(names)})"

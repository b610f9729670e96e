"""Walking the chain: is every entry as it was written, and what is wrong, where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from struct import error as StructError

from .entry import _FRAME, GENESIS, chain_hash, header
from .sql import Db

_CASTS = "CAST({0} AS BLOB)", "convert_to({0}, 'UTF8')"


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
    verdict = Verdict()
    previous = GENESIS
    for rows in _rows(db, batch):
        for site, seq, at, clock, kind, actor, subject, once, typed, rules, body, seals, sealed, hash_ in rows:
            verdict.entries += 1
            if seq != verdict.entries:
                verdict.faults.append((seq, f"entry {verdict.entries} is missing: the next one is {seq}"))
                verdict.entries = seq
            head = header(site, seq, at, clock, kind, actor, subject, once, typed, rules)
            if chain_hash(previous, head, body, seals) != hash_:
                verdict.faults.append((seq, "its header, body or list of seals is not what was written"))
            if sealed or seals:
                verdict.dropped += _check_frames(seq, sealed, seals, verdict)
            previous = hash_
        if progress:
            progress(verdict.entries)
    verdict.tip = previous
    return verdict


def _check_frames(seq: int, sealed: bytes, seals: bytes, verdict: Verdict) -> int:
    at, place, dropped, end, size, unpack = 0, 0, 0, len(sealed), _FRAME.size, _FRAME.unpack_from
    try:
        while at < end:
            length = unpack(sealed, at)[2]
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


def _rows(db: Db, batch: int) -> Iterator[list]:
    cast = _CASTS[db.postgres]
    columns = "site, seq, at, clock, kind, actor, subject, once, typed, rules, " + cast.format("body")
    sql = f"SELECT {columns}, seals, sealed, hash FROM journal_entry WHERE seq>? ORDER BY seq LIMIT ?"
    last = 0
    while rows := db.all(sql, (last, batch)):
        if db.postgres:
            rows = [(*row[:10], *(bytes(one) for one in row[10:])) for row in rows]
        yield rows
        last = rows[-1][1]

"""Walking the chain: is every entry as it was written, and what is wrong, where."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from struct import error as StructError

from .entry import _FRAME, _LENGTH, EMPTY, GENESIS, header
from .heads import evening_head
from .sql import Db

_HEADER = ("site", "seq", "at", "clock", "kind", "actor", "subject", "once", "typed", "rules")


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
    verdict, previous, expected = Verdict(), GENESIS, 1
    while rows := _rows(db, expected - 1, batch):
        for seq, head, body, seals, sealed, hash_ in rows:
            if seq != expected:
                verdict.faults.append((seq, f"entry {expected} is missing: the next one is {seq}"))
            # entry.chain_hash, written out: this loop runs 200,000 times a second.
            own = sha256(seals).digest() if seals else EMPTY
            if sha256(b"\x00" + previous + head + sha256(body).digest() + own).digest() != hash_:
                verdict.faults.append((seq, "its header, body or list of seals is not what was written"))
            if b'.end_day"' in head and not _head_fits(body, previous):
                verdict.faults.append((seq, "the evening's head in it is not that of the chain before it and its places"))
            if (sealed or seals) and not _whole(sealed, seals):
                verdict.dropped += _check_frames(seq, sealed, seals, verdict)
            previous, expected = hash_, seq + 1
        if expected - 1 == verdict.entries:
            break
        verdict.entries = expected - 1
        if progress:
            progress(verdict.entries)
    verdict.tip = previous
    return verdict


def _head_fits(body: bytes, previous: bytes) -> bool:
    """Whether an evening's head is what the chain before it and the root in the entry give."""
    try:
        said = json.loads(body)
        return said["head"] == evening_head(previous, bytes.fromhex(said["root"]))
    except (ValueError, KeyError, TypeError):
        return False


def _whole(sealed: bytes, seals: bytes) -> bool:
    """Whether every frame is there and as its seal says: the usual case, looked at in one go."""
    at, end, size, length, found = 0, len(sealed), _FRAME.size, _LENGTH.unpack_from, []
    try:
        while at < end:
            stop = at + size + length(sealed, at)[0]
            found.append(sha256(sealed[at:stop]).digest())
            at = stop
    except StructError:
        return False
    return at == end and b"".join(found) == seals


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


def _rows(db: Db, last: int, batch: int) -> Iterable[tuple]:
    """(seq, header, body, seals, sealed, hash) of the entries after ``last``; all but the first as bytes."""
    cast = "convert_to({0}, 'UTF8')" if db.postgres else "CAST({0} AS BLOB)"
    columns = ", ".join(["seq", cast.format(_header_sql(db.postgres)), cast.format("body"), "seals", "sealed", "hash"])
    cursor = db.run(f"SELECT {columns} FROM journal_entry WHERE seq>? ORDER BY seq LIMIT ?", (last, batch))
    return ((row[0], *map(bytes, row[1:])) for row in cursor) if db.postgres else cursor


@lru_cache(maxsize=2)
def _header_sql(postgres: bool) -> str:
    """``entry.header`` as SQL: the database puts it together from its columns in half the time."""
    text = header(*(f"<{name}>" for name in _HEADER)).decode()  # type: ignore[arg-type]
    names, form = re.findall("<(.*?)>", text), re.sub("<.*?>", "%s", text)
    return f"{'format' if postgres else 'printf'}('{form}', {', '.join(names)})"

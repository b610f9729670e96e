"""A keeper who rewrites the whole chain must also change the evening's head, and that one stands on paper."""

from __future__ import annotations

from hashlib import sha256

from ventanilla.journal.entry import GENESIS, chain_hash, frames, header
from ventanilla.journal.verify import verify
from ventanilla.rooms.line.actions import EndDay


def rewrite(office, seq: int, old: str, new: str) -> None:
    """Change one body and make every hash fit again, as somebody who holds the whole file could."""
    office.db.run("UPDATE journal_entry SET body=replace(body, ?, ?) WHERE seq=?", (old, new, seq))
    previous = GENESIS
    rows = office.db.all(
        "SELECT site, seq, at, clock, kind, actor, subject, once, typed, rules, body, sealed FROM journal_entry ORDER BY seq"
    )
    for row in rows:
        seals = b"".join(one.seal for one in frames(bytes(row[11])))
        previous = chain_hash(previous, header(*row[:10]), row[10].encode(), seals)
        office.db.run("UPDATE journal_entry SET hash=? WHERE seq=?", (previous, row[1]))


def test_a_rewritten_chain_no_longer_fits_its_evening_head(town, office, do):
    town.register(3)
    number = office.db.one("SELECT seq FROM journal_entry WHERE kind='line.join'")[0]
    do(EndDay())
    assert verify(office.db).whole
    rewrite(office, number, '"size":3', '"size":2')
    faults = verify(office.db).faults
    assert [seq for seq, _said in faults] == [office.db.one("SELECT MAX(seq) FROM journal_entry")[0]]
    assert "evening's head" in faults[0][1]


def test_the_head_is_the_first_80_bits_of_chain_and_root(town, office, do):
    town.register(2)
    tip = office.db.one("SELECT hash FROM journal_entry ORDER BY seq DESC LIMIT 1")[0]
    body = do(EndDay()).entry.body
    digest = int.from_bytes(sha256(tip + bytes.fromhex(body["root"])).digest()[:10])
    symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    said = "".join(symbols[(digest >> (75 - 5 * i)) & 31] for i in range(16))
    assert body["head"].replace("-", "") == said

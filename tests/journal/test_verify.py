"""The chain: whoever changes one byte of one entry is found, and where."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import open_office
from tests.town import Town, both_engines
from ventanilla.journal.verify import verify

TEXTS = ("site", "at", "kind", "actor", "subject", "once", "typed", "rules", "body")
BYTES = ("sealed", "hash")
NUMBERS = ("seq", "clock")


@contextmanager
def changed(db, sql: str, params: tuple = ()):
    """A change by somebody who goes round the desk; undone afterwards."""
    db.raw.execute("BEGIN")
    try:
        db.run(sql, params)
        yield
    finally:
        db.raw.execute("ROLLBACK")


def live_a_little(town: Town) -> None:
    """A morning with a bit of everything."""
    families = [town.register(n % 4 + 1, once=f"once-key-{n}", phone="664") for n in range(6)]
    town.offer(8, told_by="an officer")
    town.call()
    town.pass_time(minutes=30)
    from ventanilla.rooms.line.actions import Absent, EndDay, Left, Present

    town.do(Present(tickets=[families[0].ticket]))
    town.do(Absent(tickets=[families[1].ticket]))
    town.do(Left(tickets=[families[4].ticket], words="they said why"))
    town.do(EndDay())


def flip(value: bytes, where: int, by: int) -> bytes:
    """The same bytes with one of them changed."""
    where %= len(value)
    return value[:where] + bytes([value[where] ^ by]) + value[where + 1 :]


def found_at(db) -> set[int]:
    """Where the walk finds something wrong."""
    return {seq for seq, _sentence in verify(db).faults}


@both_engines
def test_an_honest_chain_is_whole(town):
    live_a_little(town)
    verdict = verify(town.db)
    assert verdict.whole and verdict.entries == town.tip()[0] and verdict.tip == town.tip()[1]


@pytest.fixture(scope="module")
def lived(made, tmp_path_factory):
    """One office with a morning behind it; the tests below undo what they change."""
    import shutil
    from datetime import UTC, datetime

    folder = tmp_path_factory.mktemp("lived") / "office"
    shutil.copytree(made("sqlite"), folder)
    moment = datetime(2018, 12, 5, 17, tzinfo=UTC)
    live_a_little(Town(open_office(folder, moment)))
    return open_office(folder, moment)


def value_of(db, seq: int, column: str) -> bytes:
    row = db.one(f"SELECT CAST({column} AS BLOB) FROM journal_entry WHERE seq=?", (seq,))
    return bytes(row[0])


def assert_found(db, seq: int, column: str, value: bytes) -> None:
    cast = "?" if column in BYTES else "CAST(? AS TEXT)"
    with changed(db, f"UPDATE journal_entry SET {column}={cast} WHERE seq=?", (value, seq)):
        assert seq in found_at(db), (seq, column)


@settings(max_examples=400)
@given(
    seq=st.integers(1),
    column=st.sampled_from(TEXTS + BYTES),
    where=st.integers(0, 10**6),
    by=st.integers(1, 255),
)
def test_every_changed_byte_of_a_column_is_found_in_its_place(lived, seq, column, where, by):
    seq = seq % Town(lived).tip()[0] + 1
    if value := value_of(lived.db, seq, column):
        assert_found(lived.db, seq, column, flip(value, where, by))


def test_every_single_byte_of_one_registration_is_found(lived):
    row = lived.db.one("SELECT seq FROM journal_entry WHERE kind='registry.register' ORDER BY seq LIMIT 1")
    for column in TEXTS + BYTES:
        value = value_of(lived.db, row[0], column)
        for where in range(len(value)):
            assert_found(lived.db, row[0], column, flip(value, where, 1 << where % 8))


@settings(max_examples=60)
@given(seq=st.integers(1), column=st.sampled_from(NUMBERS), byte=st.integers(0, 6), by=st.integers(1, 255))
def test_a_changed_number_is_found(lived, seq, column, byte, by):
    tip = Town(lived).tip()[0]
    seq = seq % tip + 1
    value = lived.db.one(f"SELECT {column} FROM journal_entry WHERE seq=?", (seq,))[0] ^ (by << 8 * byte)
    if column == "seq" and value <= tip:
        return  # that number is taken: the table itself refuses
    with changed(lived.db, f"UPDATE journal_entry SET {column}=? WHERE seq=?", (value, seq)):
        where = seq if column == "clock" else value if seq == tip else seq + 1
        assert where in found_at(lived.db)


@settings(max_examples=30)
@given(seq=st.integers(1), column=st.sampled_from(TEXTS + BYTES))
def test_an_emptied_column_is_found(lived, seq, column):
    seq = seq % Town(lived).tip()[0] + 1
    if value_of(lived.db, seq, column):
        if column == "sealed":
            return  # the next test
        assert_found(lived.db, seq, column, b"")


def test_emptied_sealed_parts_are_found_and_dropped_ones_are_counted(lived):
    seq, sealed = lived.db.one(
        "SELECT seq, sealed FROM journal_entry WHERE kind='registry.register' ORDER BY seq LIMIT 1"
    )
    assert_found(lived.db, seq, "sealed", b"")
    from ventanilla.journal.entry import frames, without

    dropped = b"".join(without(one) for one in frames(bytes(sealed)))
    with changed(lived.db, "UPDATE journal_entry SET sealed=? WHERE seq=?", (dropped, seq)):
        verdict = verify(lived.db)
        assert verdict.whole and verdict.dropped == len(list(frames(bytes(sealed))))


@settings(max_examples=20)
@given(seq=st.integers(1))
def test_a_removed_entry_is_found(lived, seq):
    """All but the last one: that the end was cut off only the evening's head on paper can show."""
    seq = seq % (Town(lived).tip()[0] - 1) + 1
    with changed(lived.db, "DELETE FROM journal_entry WHERE seq=?", (seq,)):
        verdict = verify(lived.db)
        assert verdict.faults[0] == (seq + 1, f"entry {seq} is missing: the next one is {seq + 1}")


@settings(max_examples=20)
@given(one=st.integers(1), other=st.integers(1))
def test_two_entries_that_changed_places_are_found(lived, one, other):
    tip = Town(lived).tip()[0]
    one, other = one % tip + 1, other % tip + 1
    if one == other:
        return
    with changed(lived.db, "UPDATE journal_entry SET seq=-seq WHERE seq IN (?,?)", (one, other)):
        lived.db.run("UPDATE journal_entry SET seq=? WHERE seq=?", (other, -one))
        lived.db.run("UPDATE journal_entry SET seq=? WHERE seq=?", (one, -other))
        assert {one, other} <= found_at(lived.db)


def test_an_entry_written_in_by_hand_is_found(lived):
    tip = Town(lived).tip()[0]
    columns = "site, at, clock, kind, actor, subject, once, typed, rules, body, sealed, hash"
    sql = f"INSERT INTO journal_entry (seq, {columns}) SELECT ?, {columns} FROM journal_entry WHERE seq=?"
    with changed(lived.db, sql, (tip + 1, tip)):
        assert tip + 1 in found_at(lived.db)


def test_a_chain_of_another_rewrite_has_another_head(lived):
    """Who rewrites the whole chain makes a chain that verifies: the head on paper tells it from the first one."""
    assert verify(lived.db).whole
    [head] = [row[0] for row in lived.db.all("SELECT head FROM line_head")]
    [body] = [row[0] for row in lived.db.all("SELECT body FROM journal_entry WHERE kind='line.end_day'")]
    assert head in body

"""Plain SQL for journal and folds, on either engine, over the connection that the pages read with.

One registration in plain SQL is 1/5 of a bare insert, through the ORM 1/18: so the hot path writes here.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterable, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any

from django.db import connections

Row = tuple[Any, ...]


@lru_cache(maxsize=512)
def _percent(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


class Db:
    """One thread's database: statements with ``?`` for parameters, on SQLite and PostgreSQL alike."""

    def __init__(self, alias: str = "default") -> None:
        self.alias = alias
        self._here = threading.local()

    @property
    def raw(self) -> Any:
        """The driver's own connection, opened by Django."""
        # Asking Django each time costs as much as a small statement, so each thread remembers its wrapper.
        django = getattr(self._here, "django", None)
        if django is None or django.connection is None:
            django = self._here.django = connections[self.alias]
            django.ensure_connection()
            self._here.postgres = django.vendor == "postgresql"
        return django.connection

    @property
    def postgres(self) -> bool:
        """Whether this is PostgreSQL."""
        self.raw  # noqa: B018  the thread's connection says it
        return self._here.postgres

    def run(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """Run one statement; the cursor."""
        raw = self.raw
        return raw.execute(_percent(sql) if self._here.postgres else sql, params)

    def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run one statement for many rows."""
        raw = self.raw
        if self._here.postgres:
            with raw.cursor() as cursor:
                cursor.executemany(_percent(sql), rows)
        else:
            raw.executemany(sql, rows)

    def one(self, sql: str, params: Sequence[Any] = ()) -> Row | None:
        """The first row, or None."""
        return self.run(sql, params).fetchone()

    def all(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        """All rows."""
        return self.run(sql, params).fetchall()

    def empty_log(self) -> None:
        """Empty the log, so that cells which were cleared stand in no file any more (PostgreSQL: in no table)."""
        if self.postgres:
            self.run("VACUUM")
        else:
            self.run("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def writing(self):
        """A write transaction that holds the one lock of the journal from its first statement."""
        raw = self.raw
        if self.postgres:
            raw.execute("BEGIN")
            raw.execute("LOCK TABLE journal_entry IN EXCLUSIVE MODE")
        else:
            raw.execute("BEGIN IMMEDIATE")
        try:
            yield self
            raw.execute("COMMIT")
        except BaseException:
            with suppress(Exception):  # a full disk has rolled back by itself; its own error must be seen
                raw.execute("ROLLBACK")
            raise

    @contextmanager
    def reading(self):
        """Several reads of one and the same state."""
        raw = self.raw
        raw.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ" if self.postgres else "BEGIN")
        try:
            yield self
        finally:
            raw.execute("ROLLBACK")


@contextmanager
def unswept():
    """No garbage collection meanwhile: in a step of thousands everything lives until the step is written."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Tables:
    """What folds write to: statements are gathered and run in batches.

    ``insert``, ``add`` and ``put`` of one stretch commute and are gathered by table; any other statement
    (``run``) ends the stretch. So a thousand registrations fold as a handful of ``executemany``.
    """

    def __init__(self, db: Db) -> None:
        self.db = db
        self._inserts: dict[str, list[Row]] = {}
        self._adds: dict[str, dict[Row, list[int]]] = {}
        self._puts: dict[str, dict[Row, Row]] = {}
        self._runs: list[tuple[str, list[Row]]] = []

    def insert(self, table: str, columns: str, row: Row) -> None:
        """A new row; ``columns`` as written in SQL: ``"id, list, state"``."""
        if self._runs:
            self.flush()
        sql = _insert(table, columns)
        rows = self._inserts.get(sql)
        if rows is None:
            rows = self._inserts[sql] = []
        rows.append(row)

    def add(self, table: str, keys: str, key: Row, columns: str, amounts: Iterable[int]) -> None:
        """Add amounts to counters of the row with this key, which is made at 0 where it is not there yet."""
        if self._runs:
            self.flush()
        rows = self._adds.setdefault(_add(table, keys, columns), {})
        have = rows.get(key)
        if have is None:
            rows[key] = list(amounts)
        else:
            for i, amount in enumerate(amounts):
                have[i] += amount

    def put(self, table: str, keys: str, key: Row, columns: str, values: Row) -> None:
        """Set columns of the row with this key (made where it is not there yet); the last one counts."""
        if self._runs:
            self.flush()
        self._puts.setdefault(_put(table, keys, columns), {})[key] = values

    def run(self, sql: str, params: Row) -> None:
        """Any other statement, in order."""
        if self._inserts or self._adds or self._puts:
            self.flush()
        if self._runs and self._runs[-1][0] == sql:
            self._runs[-1][1].append(params)
        else:
            self._runs.append((sql, [params]))

    def flush(self) -> None:
        """Run what was gathered."""
        for sql, rows in self._inserts.items():
            self._do(sql, rows)
        for sql, adds in self._adds.items():
            self._do(sql, [key + tuple(amounts) for key, amounts in adds.items()])
        for sql, puts in self._puts.items():
            self._do(sql, [key + values for key, values in puts.items()])
        for sql, rows in self._runs:
            self._do(sql, rows)
        self._inserts.clear()
        self._adds.clear()
        self._puts.clear()
        self._runs.clear()

    def _do(self, sql: str, rows: list[Row]) -> None:
        if len(rows) == 1:
            self.db.run(sql, rows[0])
        else:
            self.db.many(sql, rows)


def _marks(columns: str) -> str:
    return ", ".join("?" * (columns.count(",") + 1))


@lru_cache(maxsize=128)
def _insert(table: str, columns: str) -> str:
    return f"INSERT INTO {table} ({columns}) VALUES ({_marks(columns)})"


@lru_cache(maxsize=128)
def _add(table: str, keys: str, columns: str) -> str:
    sets = ", ".join(f"{c.strip()} = {table}.{c.strip()} + excluded.{c.strip()}" for c in columns.split(","))
    return f"{_insert(table, f'{keys}, {columns}')} ON CONFLICT ({keys}) DO UPDATE SET {sets}"


@lru_cache(maxsize=128)
def _put(table: str, keys: str, columns: str) -> str:
    sets = ", ".join(f"{c.strip()} = excluded.{c.strip()}" for c in columns.split(","))
    return f"{_insert(table, f'{keys}, {columns}')} ON CONFLICT ({keys}) DO UPDATE SET {sets}"

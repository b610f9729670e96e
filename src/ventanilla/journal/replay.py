"""Rebuilding every table from the journal, and holding the result against the live tables row by row."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from .keys import Keys
from .ledger import fold_entry
from .models import Fed
from .reader import stream
from .sql import Db, Tables, unswept

NOT_FED = {
    "journal_entry": "it is the journal",
    "web_staff.password": "a password's hash is nobody's history; it travels in the encrypted part of a backup",
    "web_staff.last_login": "when somebody last logged in is not an act of the desk",
    "web_draft": "what was typed and not sent: sealed, and gone after 24 hours",
    "web_shown": "an answer shown once (a code), sealed, and gone after 15 minutes",
    "web_view": "the log of views is a chain of its own, so that reading never writes the journal",
    "place_code": "a private code's hash opens a page: it stays outside what is copied and audited",
    "place_word_digest": "a second word's hash stays outside too, for the same reason",
    "auth_permission": "the framework's own, not used: roles are declared by actions",
    "auth_group": "the framework's own, not used",
    "auth_group_permissions": "the framework's own, not used",
    "django_content_type": "the framework's own list of models",
    "django_session": "a login that ends with the browser",
}
"""What the journal does not feed, and why. Everything else is thrown away and rebuilt by ``replay``."""


@dataclass(slots=True)
class Comparison:
    """Rows compared by table, and the first differences as sentences."""

    rows: dict[str, int] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)

    @property
    def same(self) -> bool:
        """Whether the rebuilt tables are the live ones."""
        return not self.differences


def fed_models() -> list[type[Fed]]:
    """Every table that the journal feeds."""
    return [model for model in apps.get_models() if issubclass(model, Fed)]


def rebuild(source: Db, target: Db, keys: Keys | None, progress: Callable[[int], None] | None = None) -> int:
    """Fold the whole journal of ``source`` into the empty tables of ``target``; the number of entries."""
    count = 0
    with unswept():
        for entries in stream(source, keys):
            with target.writing():
                tables = Tables(target)
                for entry in entries:
                    fold_entry(entry, tables)
                tables.flush()
            count += len(entries)
            if progress:
                progress(count)
    return count


def compare(live: Db, rebuilt: Db, limit: int = 20) -> Comparison:
    """Both sets of tables, row by row in key order."""
    found = Comparison()
    for model in fed_models():
        table = model._meta.db_table
        columns = [f.column for f in model._meta.concrete_fields if f.column not in model.unfed]
        key = [f.column for f in _key_fields(model)]
        count = 0
        for ours, theirs in itertools.zip_longest(
            _walk(live, table, columns, key), _walk(rebuilt, table, columns, key)
        ):
            count += 1
            if ours != theirs and len(found.differences) < limit:
                found.differences.append(_difference(table, columns, ours, theirs))
        found.rows[table] = count
    return found


def _key_fields(model: type[Fed]) -> list[Any]:
    primary = model._meta.pk
    return list(getattr(primary, "fields", None) or [primary])


def _walk(db: Db, table: str, columns: list[str], key: list[str]) -> Iterator[tuple]:
    order = ", ".join(f'"{c}"' + (' COLLATE "C"' if db.postgres and _is_text(table, c) else "") for c in key)
    names = ", ".join(f'"{c}"' for c in columns)
    cursor = db.run(f"SELECT {names} FROM {table} ORDER BY {order}")
    while rows := cursor.fetchmany(2000):
        for row in rows:
            yield tuple(_plain(value) for value in row)


def _is_text(table: str, column: str) -> bool:
    model = next(m for m in fed_models() if m._meta.db_table == table)
    return next(f for f in model._meta.concrete_fields if f.column == column).get_internal_type() in (
        "CharField",
        "TextField",
    )


def _plain(value: Any) -> Any:
    """One value as both engines would say it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (bytes, memoryview)):
        return bytes(value)
    return value if isinstance(value, int) else str(value)


def _difference(table: str, columns: list[str], ours: tuple | None, theirs: tuple | None) -> str:
    if ours is None or theirs is None:
        row = ours or theirs or ()
        where = "only in the live table" if theirs is None else "missing in the live table"
        return f"{table}: row {row[0]} is {where}"
    wrong = [c for c, a, b in zip(columns, ours, theirs, strict=True) if a != b]
    return f"{table}: row {ours[0]} differs in {', '.join(wrong)}"

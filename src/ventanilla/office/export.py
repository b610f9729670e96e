"""Counts that leave the office: who waits, by what describes people, and the line's days. Never a list of people."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

from ventanilla.journal.clock import day_at
from ventanilla.rooms.registry.nationalities import ALPHA3
from ventanilla.rooms.registry.words import SEXES
from ventanilla.web.counts import Column, Table, to_csv, to_json

from .folder import Office

AGES = ((4, "0-4"), (11, "5-11"), (17, "12-17"), (59, "18-59"), (200, "60+"))
"""Age bands of UNHCR's population statistics, by the last year in them."""

_LIST = Column("list", "#meta+list")
_WAITING = (
    "FROM line_ticket t JOIN registry_person p ON p.household=t.household AND p.state='here' "
    "WHERE t.state='waiting' GROUP BY t.list"
)
_DAYS = {
    "offered": "#capacity+offered", "called": "#reached+called+households", "called_people": "#reached+called",
    "present": "#reached+present+households", "present_people": "#reached+present",
    "absent": "#inneed+absent+households", "absent_people": "#inneed+absent",
    "admitted": "#reached+admitted+households", "admitted_people": "#reached+admitted",
    "sent_back": "#inneed+returned+households", "sent_back_people": "#inneed+returned",
    "reinstated": "#reached+reinstated+households",
    "joined": "#affected+joined+households", "joined_people": "#affected+joined",
    "ended": "#affected+ended+households", "ended_people": "#affected+ended",
}  # fmt: skip


class ExportError(Exception):
    """Counts that cannot be written; the sentence says why."""


def tables(office: Office) -> dict[str, Table]:
    """Every table that may leave, by its short name: of one state of the journal."""
    today = day_at(office.clock.now(), office.zone)
    source = f"{office.name}, own journal" + (" (demo: all people are synthetic)" if office.demo else "")
    with office.db.reading():
        return {
            "waiting": _line(office, today, source),
            "nationality": _people(office, today, source, "nationality", "#country+code+origin"),
            "age": _ages(office, today, source),
            "sex": _people(office, today, source, "sex", "#indicator+sex"),
            "household-size": _sizes(office, today, source),
            "days": _days(office, today, source),
        }


def _line(office: Office, today: date, source: str) -> Table:
    columns = (
        _LIST, Column("last number given", "#meta+number", "exact"), Column("households waiting", "#affected+households", "exact"),
        Column("people waiting", "#affected", "exact"),
    )  # fmt: skip
    rows = office.db.all("SELECT list, number, households, people FROM line_count ORDER BY list")
    return Table("The line's length", today, source, columns, tuple(map(tuple, rows)))


def _people(office: Office, today: date, source: str, what: str, tag: str) -> Table:
    rows = office.db.all(
        f"SELECT t.list, p.{what}, COUNT(*) {_WAITING}, p.{what} ORDER BY t.list, COUNT(*) DESC, p.{what}"
    )
    words = ALPHA3 if what == "nationality" else SEXES
    said = tuple((list_id, words.get(value, value) or "not said", n) for list_id, value, n in rows)
    columns = (_LIST, Column(what, tag), Column("people", "#affected", "small-cell"))
    return Table(f"People waiting, by {what}", today, source, columns, said)


def _ages(office: Office, today: date, source: str) -> Table:
    rows = office.db.all(f"SELECT t.list, p.birth_year, COUNT(*) {_WAITING}, p.birth_year")
    found: dict[tuple[str, str], int] = {}
    for list_id, year, n in rows:
        key = list_id, _band(today.year - year) if year else "not said"
        found[key] = found.get(key, 0) + n
    order = [*(name for _last, name in AGES), "not said"]
    said = tuple((*key, found[key]) for key in sorted(found, key=lambda k: (k[0], order.index(k[1]))))
    columns = (
        _LIST,
        Column("age, by birth year", "#indicator+age"),
        Column("people", "#affected", "small-cell"),
    )
    return Table("People waiting, by age", today, source, columns, said)


def _band(age: int) -> str:
    return next(name for last, name in AGES if age <= last)


def _sizes(office: Office, today: date, source: str) -> Table:
    rows = office.db.all(
        "SELECT list, size, COUNT(*) FROM line_ticket WHERE state='waiting' GROUP BY list, size ORDER BY list, size"
    )
    columns = (
        _LIST,
        Column("people in the household", "#indicator+size"),
        Column("households", "#affected+households", "small-cell"),
    )
    return Table(
        "Households waiting, by size", today, source, columns, tuple((a, str(b), n) for a, b, n in rows)
    )


def _days(office: Office, today: date, source: str) -> Table:
    rows = office.db.all(f"SELECT list, day, {', '.join(_DAYS)} FROM line_day ORDER BY list, day")
    columns = (_LIST, Column("day", "#date"), *(Column(name, tag, "exact") for name, tag in _DAYS.items()))
    return Table(
        "What desk and port did, by day",
        today,
        source,
        columns,
        tuple((a, str(b), *rest) for a, b, *rest in rows),
    )


def write(made: dict[str, Table], out: Path, form: str) -> list[tuple[Path, int]]:
    """Write them to new files; (path, rows) of each. CSV: a file a table.

    Raises:
        ExportError: a file exists already; then none is written.
    """
    stem = out.with_suffix("") if out.suffix == ".csv" else out
    texts = {
        stem.with_name(f"{stem.name}-{name}.csv"): (to_csv(one), len(one.rows)) for name, one in made.items()
    }
    if form == "json":
        body: Any = {name: json.loads(to_json(one)) for name, one in made.items()}
        texts = {
            out: (json.dumps(body, ensure_ascii=False, indent=1), sum(len(one.rows) for one in made.values()))
        }
    for path in texts:
        if path.exists():
            raise ExportError(f"The file {path} exists already and was left as it is. Choose another name.")
    for path, (text, _rows) in texts.items():
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(text)
    return [(path, rows) for path, (_text, rows) in texts.items()]

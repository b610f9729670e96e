"""The record's figures as series: one place or shelter, one measure, one column, each reading with its day.

A range as published stays a range; its middle is the value. A period counts on its last day. Rows from memory
(status K) are read and kept apart by the caller: they are neither scored nor used.
"""

from __future__ import annotations

import csv
import math
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

File = Literal["waitlist", "mpp", "shelters"]
FILES: tuple[File, ...] = ("waitlist", "mpp", "shelters")
KEYS: dict[File, tuple[str, ...]] = {
    "waitlist": ("city", "date", "measure", "people_low", "called_per_day_low"),
    "mpp": ("series", "period", "court_or_place", "nationality", "outcome_or_measure", "value_low"),
    "shelters": ("shelter", "date", "measure", "value_low"),
}
"""The columns that tell the three files apart, and without which a file cannot be read."""

RANGES = {
    "people": ("people_low", "people_high"),
    "called_per_day": ("called_per_day_low", "called_per_day_high"),
}
SINGLES = ("last_number_called", "number_given", "registered_cumulative", "crossed_cumulative")
_VALUE = {"value": ("value_low", "value_high")}
_PART = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")

_SINCE = re.compile(r"since_(\d{4}-\d{2}(?:-\d{2})?)")


class RecordFault(ValueError):
    """A file or a row that cannot be read: one sentence that names the file, the row and the field."""


@dataclass(frozen=True, eq=False)
class Reading:
    """One figure of one row. ``first`` to ``day`` is the time it speaks of; ``order`` is its place in the files."""

    row_id: str
    file: File
    place: str
    measure: str
    column: str
    day: date
    first: date
    low: float
    high: float
    unit: str
    status: str
    order: int
    city: str = ""
    of: tuple[str, ...] = ()

    @cached_property
    def value(self) -> float:
        """The middle of the range as published."""
        return (self.low + self.high) / 2

    @cached_property
    def series(self) -> tuple[str, ...]:
        """What must be the same for two readings to be of one series."""
        return (self.file, *self.of, self.column)


def period(text: str) -> tuple[date, date]:
    """Return first and last day of ``2019``, ``2019-06``, ``2019-06-19``, ``A to B`` or ``A/B``.

    Raises ValueError when it is none of these.
    """
    parts = [part.strip() for part in re.split(r"\s+to\s+|\s*/\s*|\s*\.\.\s*", text.strip())]
    if not 1 <= len(parts) <= 2:
        raise ValueError(text)
    first, last = _part(parts[0])[0], _part(parts[-1])[1]
    if last < first:
        raise ValueError(text)
    return first, last


def _part(text: str) -> tuple[date, date]:
    found = _PART.match(text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if day and month:
        return date(year, month, day), date(year, month, day)
    if month:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def kind_of(columns: Iterable[str], name: str) -> File:
    """Return which of the three files has these columns.

    Raises RecordFault when none has.
    """
    have = set(columns)
    for file, needed in KEYS.items():
        if have.issuperset({"row_id", "status", *needed}):
            return file
    lacks = min(({"row_id", "status", *needed} - have for needed in KEYS.values()), key=len)
    raise RecordFault(
        f"{name} has not the columns of waitlist.csv, mpp.csv or shelters.csv. "
        f"Nearest by what is missing: {', '.join(sorted(lacks))}."
    )


def read_file(path: Path, order: int = 0) -> tuple[File, list[Reading]]:
    """Read one file of the record: which of the three it is, and every filled figure in it, rows from memory too.

    Raises RecordFault when it is no such file or a row cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise RecordFault(f"{path.name} is not written in UTF-8. Save it as CSV in UTF-8.") from None
    try:
        lines = csv.DictReader(text.splitlines(keepends=True))
        rows = [(lines.line_num, raw) for raw in lines]
    except csv.Error as error:
        raise RecordFault(f"{path.name} is no CSV file that can be read ({error}).") from None
    file = kind_of([str(name).strip() for name in lines.fieldnames or ()], path.name)
    readings: list[Reading] = []
    for number, (line, raw) in enumerate(rows):
        row = {
            str(key).strip(): (value or "").strip()
            for key, value in raw.items()
            if isinstance(value, str | None)
        }
        if any(row.values()):
            readings += _readings(file, row, path.name, line, order + number)
    return file, readings


def _readings(file: File, row: Mapping[str, str], name: str, line: int, order: int) -> Iterator[Reading]:
    where = f"{name}, row {row['row_id']}" if row["row_id"] else f"{name}, line {line}"
    if not row["row_id"]:
        raise RecordFault(f"{where}: row_id is empty. Give the row a name of its own.")
    ranges = [(column, *_range(row, low, high, where)) for column, (low, high) in _columns(file).items()]
    figures = [(column, low, high) for column, low, high in ranges if low is not None and high is not None]
    if not figures:
        return
    when = "period" if file == "mpp" else "date"
    try:
        first, last = period(row[when])
    except ValueError:
        raise RecordFault(
            f"{where}: {when} {row[when]!r} is no day. Write 2019-06-19, 2019-06 or 2019."
        ) from None
    of, place, measure = _place(file, row)
    if since := _SINCE.search(measure):
        first = min(first, period(since[1])[0])
    for column, low, high in figures:
        yield Reading(
            row["row_id"], file, place, measure, column, last, first, low, high, row.get("unit", ""),
            row["status"].upper(), order, row.get("city", "") or place, of,
        )  # fmt: skip


def _columns(file: File) -> dict[str, tuple[str, str]]:
    if file == "waitlist":
        return {**RANGES, **{name: (name, name) for name in SINGLES}}
    return _VALUE


def _place(file: File, row: Mapping[str, str]) -> tuple[tuple[str, ...], str, str]:
    if file == "mpp":
        names = ("series", "court_or_place", "nationality", "outcome_or_measure")
        of = tuple(row[name] for name in names)
        return of, row["court_or_place"], row["outcome_or_measure"]
    if file == "waitlist":
        return (row["city"], row["measure"]), row["city"], row["measure"]
    return (row["shelter"], row.get("city", ""), row["measure"]), row["shelter"], row["measure"]


def _range(row: Mapping[str, str], low: str, high: str, where: str) -> tuple[float | None, float | None]:
    least, most = _number(row.get(low, ""), low, where), _number(row.get(high, ""), high, where)
    if least is None or most is None:
        return (most, most) if least is None else (least, least)
    if most < least:
        raise RecordFault(f"{where}: {high} {most:g} is less than {low} {least:g}. Exchange them.")
    return least, most


def _number(text: str, field: str, where: str) -> float | None:
    if not text:
        return None
    try:
        found = float(re.sub(r"(?<=\d),(?=\d{3}\b)", "", text))
    except ValueError:
        found = math.nan
    if not 0 <= found < 1e12:
        raise RecordFault(
            f"{where}: {field} {text!r} is not a count. Write a number from 0 up, or leave it empty."
        )
    return found


def read_record(folder: Path) -> list[Reading]:
    """Read waitlist.csv, mpp.csv and shelters.csv of a folder, those that are there.

    Raises RecordFault when none is there, or one cannot be read or is another file than its name says.
    """
    found = [(name, folder / f"{name}.csv") for name in FILES if (folder / f"{name}.csv").is_file()]
    if not found:
        raise RecordFault(
            f"{folder} holds no waitlist.csv, mpp.csv or shelters.csv. Name the folder of the record."
        )
    readings: list[Reading] = []
    for number, (name, path) in enumerate(found):
        file, more = read_file(path, order=number * 1_000_000)
        if file != name:
            raise RecordFault(f"{path.name} has the columns of {file}.csv. Give each file its own name.")
        readings += more
    return readings

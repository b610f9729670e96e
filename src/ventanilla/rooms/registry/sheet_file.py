"""Opening a sheet: encoding, separator and heading row are found, rows are read one at a time.

A CSV passes in constant memory whatever its length; an XLSX is read in openpyxl's read-only mode, which keeps only
the sheet's own table of repeated texts. The content decides what a file is, not its name.
"""

from __future__ import annotations

import codecs
import csv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from ventanilla.rooms.registry.headings import PEOPLE, Headings, Vocabulary, headings

CHUNK = 1 << 20
LOOKED_AT = 15
LARGEST_XLSX = 1 << 30
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}

PROBLEMS = {
    "missing": "There is no file {path}. Check the name and the folder.",
    "empty": "The file {path} is empty.",
    "old_excel": "The file {path} is an old or a locked Excel file. Open it in Excel or LibreOffice and save it "
    "as .xlsx or .csv, without a password.",
    "not_table": "The file {path} is neither a CSV nor an XLSX file. Save the sheet as one of these and try again.",
    "too_large": "The file {path} is too large for an Excel file. Save the sheet as CSV and try again.",
    "headings": "No heading row was found in the first {rows} lines of {path}. Write headings above the columns, "
    "such as: number, name, people, nationality, date.",
    "twice": "Two columns of {path} have a heading for the same thing ({fields}). Rename or remove one.",
    "changed": "The file {path} was changed while it was being read. Start again.",
    "unclosed": "Near line {line} of {path} a quotation mark is never closed. Close or remove it.",
    "exists": "The file {path} exists already and was left as it is. Choose another name.",
    "unreadable": "The file {path} cannot be opened. Check that you may read it.",
    "unwritable": "The file {path} cannot be written there. Check the folder and whether you may write in it.",
}


class SheetError(Exception):
    """The sheet as a whole cannot be read or written: `code` of `PROBLEMS`; `str()` is the sentence."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(PROBLEMS[code].format(**params))
        self.code, self.params = code, params


class Row(NamedTuple):
    """One row of people: the line where it begins (1 is the first), its cells as text, how many lines it fills."""

    line: int
    cells: list[str]
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """An opened sheet; iterating reads its rows from the start, as often as wanted.

    `encoding` is utf-8, utf-16, cp1252 or xlsx; `separator` comma, semicolon, tab or None; `day_first` says how
    5/12/2018 is read (None: such a date is refused).
    """

    path: Path
    kind: str
    encoding: str
    separator: str | None
    headings: Headings
    heading_line: int
    day_first: bool | None
    stamp: tuple[int, int]

    def __iter__(self) -> Iterator[Row]:
        if _stamp(self.path) != self.stamp:
            raise SheetError("changed", path=self.path)
        rows = (
            _xlsx(self.path) if self.kind == "xlsx" else _csv(self.path, self.encoding, self.separator or ",")
        )
        return (row for row in rows if row.line > self.heading_line and any(row.cells))


def read(path: str | Path, day_first: bool | None = None, known_as: Vocabulary = PEOPLE) -> Sheet:
    """Open `path` (CSV or XLSX) and find its headings; rows are read only when the sheet is iterated.

    `day_first` True or False overrides how 5/12/2018 is read; by default Spanish headings mean day first and English
    ones decide nothing. Raises SheetError with a sentence that says what to do.
    """
    path = Path(path)
    try:
        kind, encoding = _kind(path)
        separator, found, line = _find_headings(path, kind, encoding, known_as)
        stamp = _stamp(path)
    except FileNotFoundError as gone:
        raise SheetError("missing", path=path) from gone
    except OSError as closed:
        raise SheetError("unreadable", path=path) from closed
    if found.twice:
        raise SheetError("twice", path=path, fields=", ".join(found.twice))
    order = day_first if day_first is not None else (True if found.spanish else None)
    return Sheet(path, kind, encoding, separator, found, line, order, stamp)


def _stamp(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


def _kind(path: Path) -> tuple[str, str]:
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise SheetError("empty", path=path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError("old_excel", path=path)
    if head.startswith(b"PK"):
        _check_xlsx(path)
        return "xlsx", "xlsx"
    return "csv", _encoding(path, head)


def _check_xlsx(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as parts:
            size = sum(part.file_size for part in parts.infolist())
            known = "xl/workbook.xml" in parts.namelist()
    except zipfile.BadZipFile as broken:
        raise SheetError("not_table", path=path) from broken
    if not known:
        raise SheetError("not_table", path=path)
    if size > LARGEST_XLSX:
        raise SheetError("too_large", path=path)


def _encoding(path: Path, head: bytes) -> str:
    """utf-8 (marked or not), utf-16 where marked, else cp1252.

    A file with good UTF-8 letters before the first bad one is UTF-8 with damage, not Latin-1: its bad lines are
    refused one by one. The whole file is looked at, for its only accent may stand in the last line.
    """
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    accents = False
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if b"\0" in chunk:
                raise SheetError("not_table", path=path)
            try:
                accents = accents or not decoder.decode(chunk).lstrip("\ufeff").isascii()
            except UnicodeDecodeError as bad:
                before = bad.object[: bad.start].removeprefix(codecs.BOM_UTF8)
                return "utf-8" if accents or not before.isascii() else "cp1252"
    return "utf-8"


def _find_headings(
    path: Path, kind: str, encoding: str, known_as: Vocabulary
) -> tuple[str | None, Headings, int]:
    best: tuple[int, str | None, Headings, int] | None = None
    for separator in [None] if kind == "xlsx" else SEPARATORS:
        rows = _xlsx(path) if separator is None else _csv(path, encoding, separator)
        for row in islice(rows, LOOKED_AT):
            found = headings(row.cells, known_as)
            if found and (best is None or len(found.columns) > best[0]):
                best = (len(found.columns), separator, found, row.line)
    if best is None:
        raise SheetError("headings", path=path, rows=LOOKED_AT)
    return SEPARATORS.get(best[1] or ""), best[2], best[3]


def _csv(path: Path, encoding: str, separator: str) -> Iterator[Row]:
    mark = next((m for m, name in SEPARATORS.items() if name == separator), separator)
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    errors = "replace" if encoding == "utf-16" else "surrogateescape"
    with path.open(encoding=codec, errors=errors, newline="") as file:
        records, line = csv.reader(file, delimiter=mark), 1
        try:
            for cells in records:
                after = records.line_num + 1
                yield Row(line, cells, after - line)
                line = after
        except csv.Error as broken:
            raise SheetError("unclosed", path=path, line=line) from broken


def _xlsx(path: Path) -> Iterator[Row]:
    from openpyxl import load_workbook  # a second to import, and most sheets are CSV

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as broken:  # openpyxl lets errors of zip, XML and its own through
        raise SheetError("not_table", path=path) from broken
    try:
        page = next((p for p in book.worksheets if p.sheet_state == "visible"), book.worksheets[0])
        page.reset_dimensions()
        for line, cells in enumerate(page.iter_rows(values_only=True), 1):
            yield Row(line, [_text(cell) for cell in cells])
    finally:
        book.close()


def _text(cell: object) -> str:
    """A cell of a workbook as it would stand in a CSV: 812.0 is '812', a day is '2018-12-05'."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, time) else str(cell)

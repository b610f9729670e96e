"""Loading people from a sheet: households, or for each line that cannot be loaded the field and the reason.

Two passes: `check` reads all and says what was found; when nothing is refused, `households` is read again and loaded.
No document is asked for, one name is enough, and whoever is unnamed is counted, never invented.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from ventanilla.rooms.registry.headings import OURS, fold
from ventanilla.rooms.registry.sheet_cells import SENTENCES, Unreadable
from ventanilla.rooms.registry.sheet_file import Row, Sheet, SheetError, read
from ventanilla.rooms.registry.sheet_lines import Line, LineReader
from ventanilla.web.counts import spreadsheet_safe

__all__ = ["HouseholdRow", "Refused", "Report", "Row", "Shape", "Sheet", "SheetError"]
__all__ += ["check", "households", "read", "write_refused"]

Shape = Literal["people", "person", "household"]
"""The unit of the list: a number covers several people (Tijuana), one person (Juarez), a household (Nogales)."""

KEPT = 1000
"""Refused entries that a report keeps; it counts all, and `write_refused` can take them from `households`."""


@dataclass(slots=True)
class HouseholdRow:
    """A household of the sheet, ready to be loaded.

    `lines` in the file; `numbers` on the list, in order (more than one only where a number is a person's); `joined`
    the day it was written down; `members` those of whom something is written, each with name ('' if none), sex
    (f, m, x or ''), birth {year, kind, and where an age was said: age, said_on}, nationality (ISO alpha-2
    or ''), languages (ISO 639-3), needs; `size` people in all; `state` waiting, called, absent, crossed or left,
    `called` on which day.
    """

    lines: tuple[int, ...]
    numbers: tuple[int, ...]
    joined: date | None
    members: list[dict[str, Any]]
    size: int
    contact: str | None = None
    state: str = "waiting"
    called: date | None = None

    @property
    def number(self) -> int | None:
        """The number it is called by: its first, or None."""
        return self.numbers[0] if self.numbers else None

    @property
    def unnamed(self) -> int:
        """People who are counted in `size` and of whom nothing is written."""
        return self.size - len(self.members)


@dataclass(slots=True)
class Refused:
    """A line that cannot be loaded: the cell (`field`, its `title` in the file, its `value`) and why.

    `code` is a key of `SENTENCES` and `params` what its sentence needs; `cells` is the row as it stands in the file.
    """

    line: int
    field: str
    title: str
    value: str
    code: str
    params: dict[str, Any]
    cells: tuple[str, ...]

    @property
    def reason(self) -> str:
        """What is wrong and what to do, in a sentence."""
        shown = self.value.encode("utf-8", "replace").decode()
        shown = shown if len(shown) <= 60 else shown[:59] + "…"
        return SENTENCES[self.code].format(**{"value": shown} | self.params)


@dataclass(slots=True)
class Report:
    """What a sheet holds. `refused` has the first `KEPT` entries; `refused_rows` and `refused_count` count all.

    `headings` field -> heading as written; `ignored` headings of columns not read; `day_first` as in `Sheet`;
    `first_number` and `last_number` the lowest and highest; `states` households by state.
    """

    headings: dict[str, str]
    ignored: tuple[str, ...]
    encoding: str
    separator: str | None
    day_first: bool | None
    rows: int = 0
    households: int = 0
    people: int = 0
    refused: list[Refused] = field(default_factory=list)
    refused_rows: int = 0
    refused_count: int = 0
    first_number: int | None = None
    last_number: int | None = None
    states: dict[str, int] = field(default_factory=dict)


def households(
    sheet: Sheet, shape: Shape, *, today: date, ages_said_on: date | None = None
) -> Iterator[HouseholdRow | Refused]:
    """The households of `sheet` in its order, and a Refused for each fault; one bad line refuses its household.

    Rows are one household when they stand together with the same household cell (and, unless a number is a person's,
    the same number); on a list of households also when they stand together with one number. Every other row is a
    household of its own, so that several rows with one number are separate households in Tijuana. `ages_said_on` is
    the day on which the ages of rows without a date were said. Raises SheetError.
    """
    reader, checks = LineReader(sheet, today, ages_said_on), _Checks(shape)
    group: list[Line] = []
    for row in sheet:
        line = reader.line(row)
        if group and not _belongs(group[-1], line, shape):
            yield from _closed(group, checks, sheet)
            group = []
        group.append(line)
    if group:
        yield from _closed(group, checks, sheet)


def check(path: str | Path, today: date, shape: Shape = "people", **how: Any) -> Report:
    """Read the whole sheet and say what loading it would do. `how`: `day_first` of `read`, `ages_said_on` of
    `households`. Raises SheetError."""
    sheet = read(path, how.pop("day_first", None))
    report = Report(
        sheet.headings.found, sheet.headings.ignored, sheet.encoding, sheet.separator, sheet.day_first
    )
    last = 0
    for found in households(sheet, shape, today=today, **how):
        if isinstance(found, HouseholdRow):
            _count(report, found)
            continue
        report.refused_count += 1
        report.refused_rows += found.line != last
        last = found.line
        if len(report.refused) < KEPT:
            report.refused.append(found)
    report.rows += report.refused_rows
    return report


def write_refused(path_out: str | Path, refused: Iterable[Refused], headings: Sequence[str]) -> int:
    """Write refused rows as CSV under `headings` (`sheet.headings.titles`) with line, field and reason; rows written.

    The file is new, readable by its owner alone, and can be corrected and loaded again. Cells that a spreadsheet
    would run as a formula get an apostrophe, which reading takes away. Raises SheetError (exists, unwritable).
    """
    path = Path(path_out)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as there:
        raise SheetError("exists", path=path) from there
    except OSError as closed:
        raise SheetError("unwritable", path=path) from closed
    try:
        with open(handle, "w", encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            return _write_rows(csv.writer(file), refused, headings)
    except BaseException:
        path.unlink()  # half a list of names is worth nothing and would lie about
        raise


def _write_rows(out: Any, refused: Iterable[Refused], headings: Sequence[str]) -> int:
    kept = [i for i, title in enumerate(headings) if fold(title) not in OURS]
    out.writerow([spreadsheet_safe(headings[i]) for i in kept] + ["line", "field", "reason"])
    rows = 0
    for line, faults in groupby(refused, key=lambda r: r.line):
        found = list(faults)
        cells = [found[0].cells[i] if i < len(found[0].cells) else "" for i in kept]
        cells += found[0].cells[len(headings) :]
        said = [str(line), "; ".join(dict.fromkeys(r.title for r in found if r.title))]
        out.writerow([spreadsheet_safe(c) for c in (*cells, *said, " ".join(r.reason for r in found))])
        rows += 1
    return rows


def _count(report: Report, household: HouseholdRow) -> None:
    report.rows += len(household.lines)
    report.households += 1
    report.people += household.size
    report.states[household.state] = report.states.get(household.state, 0) + 1
    if household.numbers:
        low, high = household.numbers[0], household.numbers[-1]
        report.first_number = low if report.first_number is None else min(low, report.first_number)
        report.last_number = high if report.last_number is None else max(high, report.last_number)


def _belongs(last: Line, line: Line, shape: Shape) -> bool:
    if line.household:
        same_number = shape == "person" or line.number is None or line.number == last.number
        return line.household == last.household and same_number
    return (
        shape == "household" and not last.household and line.number is not None and line.number == last.number
    )


def _closed(group: list[Line], checks: _Checks, sheet: Sheet) -> Iterator[HouseholdRow | Refused]:
    numbers, size = checks.household(group)
    if not any(line.faults for line in group):
        first, members = group[0], [line.member for line in group if line.member]
        lines = tuple(line.row.line for line in group)
        contact = next((line.contact for line in group if line.contact), None)
        yield HouseholdRow(lines, numbers, first.joined, members, size, contact, first.state, first.called)
        return
    faulty = next(line.row.line for line in group if line.faults)
    for line in group:
        faults = line.faults or [("household", line.household or "", Unreadable("together", line=faulty))]
        for name, value, fault in faults:
            title = sheet.headings.found.get(name, "")
            yield Refused(line.row.line, name, title, value, fault.code, fault.params, tuple(line.row.cells))


class _Checks:
    """What only several lines together show: numbers given twice, households torn apart, sizes that disagree.

    Numbers are kept as bits (12 MB for a hundred million); household cells only where no number holds them together.
    """

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.bits = bytearray()
        self.last: int | None = None
        self.names: set[int] = set()

    def household(self, group: list[Line]) -> tuple[tuple[int, ...], int]:
        """(numbers, size) of a group; faults are added to its lines."""
        size = self._size(group)
        numbers = self._numbers(group, size)
        first = group[0]
        again = sum(map(self._seen, numbers)) > 0  # all are marked, so not any()
        if again and self.shape != "people":
            first.faults.append(("number", str(first.number), Unreadable("twice")))
        elif first.household and self._apart(first, again):
            first.faults.append(("household", first.household, Unreadable("apart")))
        if numbers:
            self.last = numbers[-1]
        return numbers, size

    def _size(self, group: list[Line]) -> int:
        if len(group) == 1:
            return group[0].people or 1
        first = group[0]
        sizes = sorted({line.people for line in group if line.people})
        if len(sizes) > 1:
            first.faults.append(("people", "", Unreadable("sizes", sizes=", ".join(map(str, sizes)))))
        elif sizes and 1 < sizes[0] < len(group):
            first.faults.append(("people", str(sizes[0]), Unreadable("too_few", rows=len(group))))
        for line in group[1:]:
            if (line.joined or first.joined, line.state) != (first.joined, first.state):
                line.faults.append(("date", str(line.joined or ""), Unreadable("days")))
        return max(sizes[-1] if sizes else 1, len(group))

    def _numbers(self, group: list[Line], size: int) -> tuple[int, ...]:
        first = group[0].number
        if self.shape != "person":
            return () if first is None else (first,)
        if len(group) == 1:  # "1173, Juan, 3" holds 1173, 1174 and 1175
            return () if first is None else tuple(range(first, first + size))
        return tuple(line.number for line in group if line.number is not None)

    def _seen(self, number: int) -> bool:
        if number == self.last and self.shape == "people":
            return False
        byte, bit = number >> 3, 1 << (number & 7)
        if byte >= len(self.bits):
            self.bits.extend(bytes(byte + 1 - len(self.bits) + len(self.bits) // 8))
        seen = bool(self.bits[byte] & bit)
        self.bits[byte] |= bit
        return seen

    def _apart(self, first: Line, again: bool) -> bool:
        if first.number is not None and self.shape == "people":
            return again
        key = hash(first.household)
        seen = key in self.names
        self.names.add(key)
        return seen

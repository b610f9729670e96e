"""Counts that leave the office: what may be published, and how.

What desk and port did, and the line's length, are exact. Counts of people by nationality, age, sex, need, household
type, shelter or reason of refusal are small cells: under 10 they are hidden, from 10 on rounded to the nearest 10, so
that comparing two days does not show one person moving. A small cell that stands at the edge of two roundings (14 and
15) still jumps by a whole 10 when one person moves; the jump stands for any change of 1 to 19.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

SMALLEST = 10
STEP = 10
HIDDEN = "<10"
KEEPS = 5
"""Every small cell may still have at least this many values after the total is known."""

RULE = (
    "Counts of people by what describes them: under 10 hidden (<10), from 10 on rounded to the nearest 10. "
    "Totals are rounded from the true total, so rounded counts need not add up."
)
_TAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")

Kind = Literal["label", "exact", "small-cell"]
Cell = str | int | date | None


def publishable(n: int) -> int | None:
    """A small cell of `n` people as it may leave the office: None under 10, else rounded to 10, fives upward.

    Zero is hidden too: "nobody" is news about every person of that kind. Raises ValueError if n is negative.
    """
    if n < 0:
        raise ValueError(f"A count of people cannot be {n}.")
    return None if n < SMALLEST else (n + STEP // 2) // STEP * STEP


def bounds(shown: int | None) -> tuple[int, int]:
    """The least and the most people that a published small cell can stand for: None -> (0, 9), 10 -> (10, 14)."""
    if shown is None:
        return 0, SMALLEST - 1
    return max(SMALLEST, shown - STEP // 2), shown + STEP // 2 - 1


def total_step(shown: Sequence[int | None]) -> int | None:
    """How coarsely the total of these small cells must be rounded (10, 20, 50, 100), or None: not shown at all.

    Rounding cells alone is not enough: four cells of 14 and one of 9 make 65, and a total shown as 70 would tell all
    five. The step is taken from the published cells alone, so that it tells nothing itself: the totals at both ends
    of what the cells allow must leave each cell `KEEPS` values.
    """
    low, high = (sum(edge) for edge in zip(*map(bounds, shown), strict=True)) if shown else (0, 0)
    for step in (10, 20, 50, 100):
        top = (high + step // 2) // step * step - step // 2
        bottom = (low + step // 2) // step * step + step - step // 2 - 1
        if high - top >= KEEPS - 1 and bottom - low >= KEEPS - 1:
            return step
    return None


def publishable_total(counts: Sequence[int]) -> int | None:
    """The total of small cells, rounded from the true total as `total_step` says; None when it may not be shown."""
    step = total_step([publishable(n) for n in counts])
    return None if step is None else (sum(counts) + step // 2) // step * step


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, HXL tag ('#affected+f', '#country+code', '#date') and kind of what stands in it."""

    name: str
    tag: str
    kind: Kind = "label"

    def __post_init__(self) -> None:
        if not _TAG.fullmatch(self.tag):
            raise ValueError(f"“{self.tag}” is not an HXL tag, such as #affected or #country+code.")


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of one day with their source. `rows` hold the true counts; only what is published leaves by
    `to_csv` and `to_json`. Countries are written in alpha-3 by whoever makes the table."""

    title: str
    day: date
    source: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"Every row of “{self.title}” needs {len(self.columns)} cells.")

    def published(self) -> list[tuple[Cell, ...]]:
        """The rows as they may leave: small cells rounded, None where hidden; exact counts and labels as they are."""
        return [tuple(map(_published, self.columns, row)) for row in self.rows]

    def total(self, column: str) -> int | None:
        """The total of a column: exact for exact counts, else `publishable_total`. Raises KeyError, ValueError."""
        index = {c.name: i for i, c in enumerate(self.columns)}[column]
        counts = [_count(row[index]) for row in self.rows]
        return sum(counts) if self.columns[index].kind == "exact" else publishable_total(counts)


def _count(cell: Cell) -> int:
    if not isinstance(cell, int) or isinstance(cell, bool):
        raise ValueError(f"“{cell}” is not a count.")
    return cell


def _published(column: Column, cell: Cell) -> Cell:
    return publishable(_count(cell)) if column.kind == "small-cell" else cell


def spreadsheet_safe(text: str) -> str:
    """`text` with an apostrophe before it when a spreadsheet would run it as a formula."""
    return "'" + text if text.lstrip()[:1] in tuple("=+-@") or text[:1] in tuple("\t\r") else text


def to_csv(table: Table) -> str:
    """CSV: headings, the HXL tag row, the rows; each row repeats day, number of rows, rule and source."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow([spreadsheet_safe(c.name) for c in table.columns] + ["day", "rows", "rule", "source"])
    out.writerow([c.tag for c in table.columns] + ["#date", "#meta+rows", "#meta+rule", "#meta+source"])
    said = [table.day.isoformat(), str(len(table.rows)), RULE, spreadsheet_safe(table.source)]
    for row in table.published():
        out.writerow([_csv_cell(c, cell) for c, cell in zip(table.columns, row, strict=True)] + said)
    return text.getvalue()


def _csv_cell(column: Column, cell: Cell) -> str:
    if cell is None:
        return HIDDEN if column.kind == "small-cell" else ""
    if isinstance(cell, int):
        return str(cell)
    return cell.isoformat() if isinstance(cell, date) else spreadsheet_safe(cell)


def to_json(table: Table) -> str:
    """JSON: title, day, source, rule, row_count, columns {name, tag, kind}, rows (null: hidden), totals."""
    body: dict[str, Any] = {
        "title": table.title,
        "day": table.day.isoformat(),
        "source": table.source,
        "rule": RULE,
        "row_count": len(table.rows),
        "columns": [{"name": c.name, "tag": c.tag, "kind": c.kind} for c in table.columns],
        "rows": [[c.isoformat() if isinstance(c, date) else c for c in row] for row in table.published()],
        "totals": {c.name: table.total(c.name) for c in table.columns if c.kind != "label"},
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True)

"""One row of a sheet checked: what it says, and every fault of it with the cell that has to be corrected."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ventanilla.rooms.registry import sheet_cells as cells_
from ventanilla.rooms.registry.headings import fold
from ventanilla.rooms.registry.sheet_cells import Unreadable
from ventanilla.rooms.registry.sheet_file import Row, Sheet

CACHED = 4096
_NEW = object()
_DAMAGED = re.compile("[\udc80-\udcff\ufffd]")
_BIRTH_UNKNOWN: tuple[int | None, str, date | None, int | None] = (None, "unknown", None, None)

Fault = tuple[str, str, Unreadable]
"""(field, text of the cell, what is wrong)"""


@dataclass(slots=True)
class Line:
    """A checked row; fields not written are None. `member` is the person named on it, None if nobody is."""

    row: Row
    number: int | None = None
    joined: date | None = None
    people: int | None = None
    household: str | None = None
    contact: str | None = None
    state: str = "waiting"
    called: date | None = None
    member: dict[str, Any] | None = None
    faults: list[Fault] = field(default_factory=list)


def unguarded(text: str) -> str:
    """`text` without the apostrophe that keeps a spreadsheet from running it as a formula, and without blanks."""
    text = text.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@") else text


def meaning_of_m(sheet: Sheet) -> str | None:
    """What a lone M in the sex column means: beside F it is male, beside H (hombre) female; None if open.

    English headings mean male. Reads rows until the first that decides, so most sheets are left after a few.
    """
    column = sheet.headings.columns.get("sex")
    if column is None or not sheet.headings.spanish:
        return "m"
    for row in sheet:
        word = fold(row.cells[column]) if column < len(row.cells) else ""
        if word in {"f", "female", "femenino", "femenina", "hembra"}:
            return "m"
        if word in {"h", "hombre"}:
            return "f"
    return None


class LineReader:
    """Reads the rows of one sheet. What cells mean is kept by their text, for days and countries repeat."""

    def __init__(self, sheet: Sheet, today: date, ages_said_on: date | None = None) -> None:
        self.sheet, self.today, self.ages_said_on = sheet, today, ages_said_on
        columns = sheet.headings.columns
        self.width = len(sheet.headings.titles)
        self.names = [columns[f] for f in ("name", "surname") if f in columns]
        self.birth, self.age = columns.get("birth"), columns.get("age")
        self.dated = "date" in columns
        known = self._readers()
        self.columns = [(f, i, known[f], {"": None}) for f, i in columns.items() if f in known]
        self.births: dict[tuple[str, str, date | None], Any] = {}

    def _readers(self) -> dict[str, Callable[[str], Any]]:
        m = meaning_of_m(self.sheet)

        def day(text: str) -> date:
            return cells_.read_date(text, self.sheet.day_first, self.today)

        return {
            "number": cells_.read_number,
            "people": cells_.read_people,
            "nationality": cells_.read_nationality,
            "date": day,
            "called": day,
            "sex": lambda text: cells_.read_sex(text, m),
            "languages": cells_.read_languages,
            "needs": cells_.read_needs,
            "household": lambda text: " ".join(text.split()),
            "contact": lambda text: " ".join(text.split()),
            "state": cells_.read_state,
        }

    def line(self, row: Row) -> Line:
        """The checked line of `row`; all its faults are found at once."""
        cells, said = row.cells, {}
        faults: list[Fault] = []
        if len(cells) != self.width or row.lines > 1:
            cells = self._fitted(row, faults)
        for name, index, reader, cache in self.columns:
            value = cache.get(cells[index], _NEW)
            if value is _NEW:
                value = _remember(cache, cells[index], reader)
            if value.__class__ is Unreadable:
                faults.append((name, cells[index], value))
            else:
                said[name] = value
        return self._line(row, cells, said, faults)

    def _line(self, row: Row, cells: list[str], said: dict[str, Any], faults: list[Fault]) -> Line:
        get = said.get
        name = self._name(cells, faults)
        joined, birth = get("date"), _BIRTH_UNKNOWN
        if self.birth is not None or self.age is not None:
            birth = self._birth(cells, joined, "date" in said or not self.dated, faults)
        if not name and not get("people") and not faults:
            faults.append(("name", "", Unreadable("nobody")))
        sex, nationality = get("sex") or "", get("nationality") or ""
        languages, needs = list(get("languages") or ()), list(get("needs") or ())
        somebody = name or sex or nationality or languages or needs or birth is not _BIRTH_UNKNOWN
        member = {"name": name, "sex": sex, "birth": _birth_dict(birth), "nationality": nationality}
        member |= {"languages": languages, "needs": needs}
        return Line(
            row,
            get("number"),
            joined,
            get("people"),
            get("household"),
            get("contact"),
            get("state") or ("called" if get("called") else "waiting"),
            get("called"),
            member if somebody else None,
            faults,
        )

    def _name(self, cells: list[str], faults: list[Fault]) -> str:
        name = " ".join(cells[i] for i in self.names) if len(self.names) != 1 else cells[self.names[0]]
        if name.isascii() and name.isprintable() and "  " not in name and name[:1] not in "' ":
            return name.rstrip()
        if _DAMAGED.search(name):
            faults.append(("name", name, Unreadable("letters")))
        return " ".join(unguarded(name).split())

    def _fitted(self, row: Row, faults: list[Fault]) -> list[str]:
        cells = row.cells
        mark = {"comma": ",", "semicolon": ";", "tab": "\t"}.get(self.sheet.separator or "", ",")
        known = set(self.sheet.headings.columns.values())
        if row.lines > 1 and any("\n" in c and (i in known or mark in c) for i, c in enumerate(cells)):
            faults.append(("", "", Unreadable("broken")))
        if any(c.strip() for c in cells[self.width :]):
            faults.append(("", "", Unreadable("cells")))
        return cells[: self.width] + [""] * (self.width - len(cells))

    def _birth(self, cells: list[str], joined: date | None, dated: bool, faults: list[Fault]) -> Any:
        birth = cells[self.birth].strip() if self.birth is not None else ""
        age = cells[self.age].strip() if self.age is not None else ""
        if not birth and not age:
            return _BIRTH_UNKNOWN
        key = birth, age, joined
        if key not in self.births:
            if len(self.births) >= CACHED:
                self.births.clear()
            self.births[key] = self._born(birth, age, joined)
        value = self.births[key]
        if isinstance(value, tuple) and value and isinstance(value[-1], Unreadable):
            if dated or value[-1].code != "age_day":  # a date that cannot be read is the fault to name
                faults.append(value)
            return _BIRTH_UNKNOWN
        return value

    def _born(self, birth: str, age: str, joined: date | None) -> Any:
        said_on = joined or self.ages_said_on
        name, text = "birth", birth
        try:
            year, kind = (
                cells_.read_birth(unguarded(birth), said_on or self.today) if birth else (None, "unknown")
            )
            name, text = "age", age
            if not age:
                return year, kind, None, None
            if said_on is None:
                raise Unreadable("age_day")
            years, about = cells_.read_age(age, said_on)
            if year is None:
                return about, "about", said_on, years
            if not about - 1 <= year <= about + (kind == "about"):
                raise Unreadable("age_birth", year=year)
            return year, kind, said_on, years
        except Unreadable as fault:
            return name, text, fault


def _birth_dict(birth: tuple[int | None, str, date | None, int | None]) -> dict[str, Any]:
    year, kind, said_on, age = birth
    if said_on is None:
        return {"year": year, "kind": kind}
    return {"year": year, "kind": kind, "age": age, "said_on": said_on}


def _remember(cache: dict[str, Any], text: str, reader: Callable[[str], Any]) -> Any:
    plain = unguarded(text)
    try:
        value = reader(plain) if plain else None
        if isinstance(value, str) and _DAMAGED.search(value):
            value = Unreadable("letters")
    except Unreadable as fault:
        value = fault
    if len(cache) >= CACHED:
        cache.clear()
    cache[text] = value
    return value

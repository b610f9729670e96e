"""Taking over a list from a sheet: all of it or nothing, in two passes, through the same actions as the desk.

The first pass reads everything and refuses row by row. Only where nothing is refused does the second one load. Every
household has a once-key made from the file and its place in it, so a load that was killed is sent again and goes on
where it stopped, and the same file sent twice loads nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from ventanilla.journal.action import Action, explain
from ventanilla.journal.action import Refused as ActionRefused
from ventanilla.journal.clock import day_at
from ventanilla.journal.desk import Actor
from ventanilla.journal.sql import Db
from ventanilla.rooms.line.actions import RegisterAndJoin
from ventanilla.rooms.line.rules import rules_on
from ventanilla.rooms.registry import sheet as sheets
from ventanilla.rooms.registry.sheet import HouseholdRow, Refused, Report, Shape, write_refused

from .folder import Office
from .load_rows import Kept, Odd, Taken, members, span

STEP = 1000
"""Households in one durable step."""


@dataclass
class Load:
    """One sheet on its way into one list of an office."""

    office: Office
    path: Path
    list_id: str
    ages_said_on: date | None = None
    digest: str = ""
    already: int = 0
    """Households of this very file that were loaded before."""
    numbered: bool | None = None
    """Whether the sheet's rows carry numbers: its first household says so for all."""

    def __post_init__(self) -> None:
        db, row = (
            self.office.db,
            self.office.db.one("SELECT zone, state FROM line_list WHERE id=?", (self.list_id,)),
        )
        if not row or row[1] == "closed":
            raise ActionRefused(
                f"There is no open list called {self.list_id}. There are: {', '.join(_lists(db)) or 'none'}."
            )
        self.today = day_at(self.office.clock.now(), row[0])
        self.rules = rules_on(db, self.list_id, self.today.isoformat())
        found = sheets.read(self.path)
        self.sheet = Kept(**{one.name: getattr(found, one.name) for one in fields(found)})

    # --- first pass ----------------------------------------------------------------------------------------------
    def check(self, progress: Callable[[int], None] | None = None) -> Report:
        """Read everything and say what loading would do; nothing is written.

        Raises:
            SheetError: the sheet as a whole cannot be read.
        """
        self.digest = _digest(self.path, self.list_id)
        self.already = _prefix(lambda n: self._done(n))
        s = self.sheet
        report = Report(s.headings.found, s.headings.ignored, s.encoding, s.separator, s.day_first)
        last = 0
        for found in self.found():
            if isinstance(found, Refused):
                report.refused_count += 1
                report.refused_rows += found.line != last
                last = found.line
                if len(report.refused) < sheets.KEPT:
                    report.refused.append(found)
            else:
                _count(report, found)
            if progress and (report.households + report.refused_rows) % STEP == 0:
                progress(report.rows + report.refused_rows)
        report.rows += report.refused_rows
        return report

    def found(self) -> Iterator[HouseholdRow | Refused]:
        """Households that can be loaded, and a refusal for every row that cannot."""
        taken, n = Taken(self.office.db, self.list_id, self.rules.unit), 0
        self.numbered = None
        shape: Shape = self.rules.unit
        self.sheet.recent.clear()
        for one in sheets.households(self.sheet, shape, today=self.today, ages_said_on=self.ages_said_on):
            if isinstance(one, HouseholdRow):
                n += 1
                said = self._odd(one) or (taken.why_not(one) if n > self.already else None)
                if said:
                    yield from self._refused(one, *said)
                else:
                    yield one
                self._forget_rows(one.lines[-1])
            else:
                yield one

    def _odd(self, one: HouseholdRow) -> tuple[str, str] | None:
        if one.state != "waiting":
            sentence = "This release loads those who wait. Take this row out, or empty its state if the household still waits."
            return (
                "called" if one.called and "state" not in self.sheet.headings.columns else "state"
            ), sentence
        if self.numbered is None:
            self.numbered = bool(one.numbers)
        if self.numbered != bool(one.numbers):
            return (
                "number",
                "Some rows have a number and some have none. Write a number in every row, or in no row.",
            )
        if self.rules.unit == "person" and one.numbers and one.numbers != span(one):
            sentence = (
                "On this list a number is one person, so a household's numbers follow one another: "
                f"{len(one.numbers)} numbers are written for {one.size} people. Write one row for each, in order."
            )
            return "number", sentence
        try:
            members(one)
        except ValidationError as error:
            name, sentence = explain(error)[0]
            return {"birth_year": "birth", "phone": "contact"}.get(
                name.split(".")[0], name.split(".")[0]
            ), sentence
        return None

    def _refused(self, one: HouseholdRow, name: str, sentence: str) -> Iterator[Refused]:
        title = self.sheet.headings.found.get(name, "")
        for line in one.lines:
            cells = tuple(self.sheet.recent[line].cells) if line in self.sheet.recent else ()
            yield Odd(line, name, title, "", "", {"sentence": sentence}, cells)

    def _forget_rows(self, until: int) -> None:
        recent = self.sheet.recent
        for line in [line for line in recent if line <= until]:
            del recent[line]

    def write_refused(self, out: Path) -> int:
        """Write all refused rows to a new file, readable by its owner alone; rows written."""
        faults = (one for one in self.found() if isinstance(one, Refused))
        return write_refused(out, faults, self.sheet.headings.titles)

    # --- second pass ---------------------------------------------------------------------------------------------
    def load(self, actor: Actor, progress: Callable[[int], None] | None = None) -> int:
        """Load what :meth:`check` found clean; how many households were new.

        Raises:
            Refused: the list changed meanwhile; steps before it stand, and the same file can be sent again.
        """
        begun = done = 0
        for step in self._steps(actor):
            for entries in self.office.ledger.perform_all(step, chunk=STEP):
                done += sum(1 for entry in entries if entry.kind == "line.join")
            begun += len(step)
            if progress:
                progress(self.already + begun)
        return done

    def _steps(self, actor: Actor) -> Iterator[list[tuple[Action, Actor, str]]]:
        """Steps of at most 1,000. One ends before a number that stands in it already but is no longer its last:
        the order inside a number is read from the tables, which see it only when the step is durable."""
        step: list[tuple[Action, Actor, str]] = []
        numbers: set[int] = set()
        highest = 0
        for n, one in enumerate(islice(self.found(), self.already, None), self.already + 1):
            if isinstance(one, Refused):
                raise ActionRefused(
                    f"Line {one.line} can no longer be loaded: {one.reason} What was loaded before it stands. "
                    "Correct the list at the desk, then load the same file again: it goes on where it stopped."
                )
            number = one.number or 0
            if len(step) == STEP or (number in numbers and number != highest):
                yield step
                step, numbers, highest = [], set(), 0
            step.append((self._action(one), actor, self._key(n)))
            numbers.add(number)
            highest = max(highest, number)
        if step:
            yield step

    def _action(self, one: HouseholdRow) -> RegisterAndJoin:
        return RegisterAndJoin.model_construct(
            list=self.list_id, members=members(one), since=one.joined, number=one.number, note=""
        )

    def _key(self, n: int) -> str:
        return f"load-{self.digest}-{n}"

    def _done(self, n: int) -> bool:
        key = self._key(n)
        return (
            self.office.db.one("SELECT 1 FROM journal_entry WHERE NOT (once='') AND once=?", (key,))
            is not None
        )


def _count(report: Report, one: HouseholdRow) -> None:
    report.rows += len(one.lines)
    report.households += 1
    report.people += one.size
    report.states[one.state] = report.states.get(one.state, 0) + 1
    if one.numbers:
        low, high = report.first_number, report.last_number
        report.first_number = one.numbers[0] if low is None else min(low, one.numbers[0])
        report.last_number = one.numbers[-1] if high is None else max(high, one.numbers[-1])


def _digest(path: Path, list_id: str) -> str:
    """96 bits of the file and the list it is for: the beginning of every once-key of this load."""
    made = sha256(list_id.encode() + b"\0")
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            made.update(piece)
    return made.hexdigest()[:24]


def _prefix(done: Callable[[int], bool]) -> int:
    """How many from the first on are done, where the done ones stand together at the beginning."""
    if not done(1):
        return 0
    low, high = 1, 2
    while done(high):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if done(middle) else (low, middle)
    return low


def _lists(db: Db) -> list[str]:
    return [row[0] for row in db.all("SELECT id FROM line_list WHERE state<>'closed' ORDER BY id")]

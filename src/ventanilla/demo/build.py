"""Building the demo office: November 2018 in Tijuana, day by day, through the same actions as everything else.

Nothing prebuilt is shipped. The same seed gives the same people, numbers, calls and figures; keys, nonces and
pseudonyms always come from the system's randomness.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from ventanilla.journal.desk import OWNER, Actor
from ventanilla.journal.verify import Verdict, verify
from ventanilla.office.folder import Office, create
from ventanilla.office.start import start
from ventanilla.rooms.line.actions import OpenList
from ventanilla.rooms.line.rules import ListRules
from ventanilla.web.staff import OpenAccount

from . import days, people, record
from .life import LIST, Window, chosen, evening, joins, this_clock, today, until_afternoon, when
from .people import DemoHousehold
from .record import FIRST, TODAY, Figure
from .staff import LOGINS, actors, password

ZONE = "America/Tijuana"
ACCOUNTS, OPENED, NOTEBOOK = 330, 345, 350
"""Minutes of the first morning: the accounts are opened, then the list, then the notebook is copied."""


def build(
    folder: Path, seed: int = 2, people: int = people.IN_CITY, progress: Callable[[float], None] | None = None
) -> Office:
    """Make the demo office in an empty folder, and leave it on Wednesday 5 December 2018 at 16:10.

    ``people``: how many synthetic people are in the city that day; ``progress`` is told the part done, 0 to 1.

    Raises:
        NoOffice: the folder holds something already.
        ValueError: fewer than 10 people.
    """
    made = _Town(seed, people)
    office = create(
        folder, "Tijuana notebook (demo)", ZONE, demo=True, extra={"seed": seed, "people": people}
    )
    start(office)
    staff = furnish(office)
    open_notebook(office, staff, made.before)
    plans = days.plan(seed, TODAY, people)
    for number, plan in enumerate(plans, 1):
        at = Window(office, plan, seed, staff)
        until_afternoon(at, made.joining[plan.day], made.unlisted[plan.day])
        if plan.day < TODAY:
            evening(at)
        if progress:
            progress(number / len(plans))
    this_clock(office).run()
    return office


class _Town:
    """The households by what they do when: who stood in the notebook, who joins a day, who comes without a number."""

    def __init__(self, seed: int, size: int) -> None:
        self.before: list[DemoHousehold] = []
        self.joining: dict[date, list[DemoHousehold]] = defaultdict(list)
        self.unlisted: dict[date, list[DemoHousehold]] = defaultdict(list)
        for house in people.households(seed, size):
            if house.listed is None:
                self.unlisted[house.arrived].append(house)
            elif house.listed < FIRST:
                self.before.append(house)
            else:
                self.joining[house.listed].append(house)


def furnish(office: Office) -> dict[str, Actor]:
    """Open the accounts: the first keeper by the owner of the folder, the others by that keeper."""
    this_clock(office).set(when(ZONE, FIRST, ACCOUNTS))
    by = OWNER
    for login, role in LOGINS.items():
        office.ledger.perform(OpenAccount(login=login, role=role.value, password=password(login)), by)
        by = actors(office.db)["keeper"]
    return actors(office.db)


def open_notebook(office: Office, staff: dict[str, Actor], before: list[DemoHousehold]) -> None:
    """Open the list, and copy the running notebook into it from the first number still waiting."""
    clock = this_clock(office)
    clock.set(when(ZONE, FIRST, OPENED))
    office.ledger.perform(
        OpenList(
            list=LIST, name="Tijuana notebook", city="Tijuana", port="El Chaparral (San Ysidro)", zone=ZONE,
            rules=rules(),
        ),
        staff["keeper"],
    )  # fmt: skip
    clock.set(when(ZONE, FIRST, NOTEBOOK))
    numbers: Iterator[int | None] = iter([days.OPENING_NUMBER])
    copied = ((joins(house, next(numbers, None), house.listed), staff["keeper"], "") for house in before)
    for _entries in office.ledger.perform_all(copied):
        pass


def rules() -> ListRules:
    """The notebook's rules; figures for all but the last two stand in the record, see :func:`rule_figures`."""
    covers, grace = int(record.people_a_number().value), int(record.grace().value)
    return ListRules(unit="people", covers=covers, turns=1, grace=grace, keeps=KEEPS, larger="next")


KEEPS = 30


def rule_figures() -> tuple[Figure, ...]:
    """What the list's rules stand on: published, or assumed where the record is silent."""
    return (
        record.people_a_number(),
        record.grace(),
        record.figure(
            "W114", "Days an absent household keeps its place", KEEPS, kind="assumed", unit="days",
            how="People missed their turns and some came back; no source says how long a number was good. Assumed.",
        ),
        record.figure(
            "W110", "A household larger than the places left", "keeps its place, the next that fits goes",
            kind="assumed", unit="rule", how="No source says what the keepers did. Assumed.",
        ),
    )  # fmt: skip


# --- what is in it -------------------------------------------------------------------------------------------------
class Line(NamedTuple):
    """One figure of the office, and the published or estimated one beside it (empty where there is none)."""

    what: str
    value: str
    beside: str = ""


@dataclass(frozen=True)
class Summary:
    """The demo office in figures. ``str()`` makes it a table for a terminal."""

    day: date
    lines: tuple[Line, ...]
    verdict: Verdict

    def __str__(self) -> str:
        wide = max(len(line.what) for line in self.lines)
        far = max(len(line.value) for line in self.lines)
        rows = [f"  {one.what:<{wide}}  {one.value:>{far}}   {one.beside}".rstrip() for one in self.lines]
        return "\n".join([f"The demo office on {self.day:%A} {self.day.day} {self.day:%B %Y}", *rows])


def summary(office: Office) -> Summary:
    """Count the demo office, walk its chain, and set what was published beside each figure."""
    day = today(office)
    verdict = verify(office.db)
    lines = (*_people(office, day), *_line(office, day), *_days(office, day), *_journal(office, verdict))
    return Summary(day, lines, verdict)


def _people(office: Office, day: date) -> Iterator[Line]:
    [registered] = office.db.all("SELECT COUNT(*) FROM registry_person")
    [in_city] = office.db.all(
        "SELECT COUNT(*) FROM registry_person p WHERE state='here' AND NOT EXISTS "
        "(SELECT 1 FROM line_ticket t WHERE t.household=p.household AND t.state='admitted')"
    )
    [waiting] = office.db.all("SELECT people, households, number FROM line_count WHERE list=?", (LIST,))
    city = [f for f in record.in_the_city(day) if f.row_id == "H051"]
    yield Line("People ever registered (all synthetic)", f"{registered[0]:,}")
    yield Line("  of them in the city", f"{in_city[0]:,}", _beside(city))
    yield Line("People waiting on the list", f"{waiting[0]:,}", _beside(record.people_on_list(day)[-1:]))
    yield Line("  in households", f"{waiting[1]:,}")


def _line(office: Office, day: date) -> Iterator[Line]:
    called = office.db.one("SELECT MAX(last_called) FROM line_day WHERE list=?", (LIST,))
    given = office.db.one("SELECT number FROM line_count WHERE list=?", (LIST,))
    guess = [record.last_number_called()] if day == TODAY else []
    yield Line("Last number called", f"{called[0] if called else 0:,}", _beside(guess))
    yield Line("Last number given", f"{given[0] if given else 0:,}", _held(day))


def _held(day: date) -> str:
    held = [
        figure
        for figure in record.numbers_held()
        if figure.day and figure.day <= day and figure.row_id != "W106"
    ]
    return f"{held[-1].value:,} was held and not yet called ({_source(held[-1])})" if held else ""


_FOUR = (
    ("Places offered", "offered"),
    ("People called", "called_people"),
    ("People present", "present_people"),
    ("People let in", "admitted_people"),
)


def _days(office: Office, day: date) -> Iterator[Line]:
    columns = ", ".join(f"COALESCE(SUM({column}),0)" for _, column in _FOUR)
    spans = (
        ("since 1 November", FIRST, day),
        ("yesterday", day - timedelta(days=1), day - timedelta(days=1)),
    )
    for words, first, last in spans:
        sums = office.db.one(
            f"SELECT {columns} FROM line_day WHERE list=? AND day BETWEEN ? AND ?",
            (LIST, first.isoformat(), last.isoformat()),
        )
        for (what, column), value in zip(_FOUR, sums or (), strict=True):
            beside = _offer(office, last) if (column, last) == ("offered", first) else ""
            if column == "admitted_people" and last == day <= TODAY:
                beside = _beside([record.admitted_in_november()])
            yield Line(f"{what}, {words}", f"{value:,}", beside)


def _offer(office: Office, day: date) -> str:
    seed, size = chosen(office)
    drawn = "drawn; " if days.next_day(seed, day, size).drawn else ""
    return drawn + _beside(record.calls_said(day)[-1:])


def _journal(office: Office, verdict: Verdict) -> Iterator[Line]:
    [ended] = office.db.all("SELECT COUNT(*) FROM line_head")
    yield Line("Days ended with a head", f"{ended[0]:,}")
    said = "whole" if verdict.whole else f"{len(verdict.faults)} faults"
    yield Line("Entries in the journal", f"{verdict.entries:,}", f"the chain is {said}")


def _beside(figures: list[Figure] | tuple[Figure, ...]) -> str:
    return "; ".join(f"{one.kind}: {_said(one)} ({_source(one)})" for one in figures)


def _said(figure: Figure) -> str:
    unit = "" if figure.unit == "number" else f" {figure.unit}"
    return f"{figure.value}{unit}" if isinstance(figure.value, str) else f"{figure.value:,}{unit}"


def _source(figure: Figure) -> str:
    day = f", {figure.day.isoformat()}" if figure.day else ""
    return f"{figure.row_id}, {figure.publisher.split(' (')[0]}{day}"

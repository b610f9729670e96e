"""Taking over a list from a CSV or XLSX file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import AS, actor_named, count, opened, progress, say
from .faults import Fault

if TYPE_CHECKING:
    from ventanilla.office.load import Load
    from ventanilla.rooms.registry.sheet import Report

SHOWN = 5


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--list", "list_id", required=True, metavar="TEXT", help="The list they wait on.")
@click.option(
    "--refused",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Where to write rows that cannot be loaded.",
)
@click.option(
    "--ages-said-on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="When ages of rows without a date were said.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@AS
def load(
    file: Path, list_id: str, refused: Path | None, ages_said_on: datetime | None, yes: bool, _as: str | None
) -> None:
    """Load the people of FILE (CSV or XLSX) on a list: all of them, or none and the reasons."""
    from ventanilla.office.load import Load

    office = opened()
    actor = actor_named(office, _as)
    one = Load(office, file, list_id, ages_said_on.date() if ages_said_on else None)
    if refused and refused.exists():
        raise Fault(f"The file {refused} exists already and was left as it is. Choose another name.", 2)
    report = one.check()
    if report.refused_count:
        _quarantine(one, report, refused)
    if not report.households:
        raise Fault(f"There are no people in {file}. Nothing was loaded.")
    if one.already >= report.households:
        click.echo(
            f"This very file was loaded before: {count(one.already, 'household is', 'households are')} there. Nothing was loaded twice."
        )
        return
    _show(one, report)
    if office.demo:
        say(
            "This is a DEMO OFFICE. Real people do not belong in it. Open an office of your own with: ventanilla new DIR"
        )
    if not yes and not click.confirm("Load them?", err=True):
        raise Fault("Nothing was loaded.")
    with progress("Loading", report.households) as done:
        new = one.load(actor, done)
    click.echo(
        f"Loaded {count(new, 'household', 'households')} on the list {list_id}. All of them are in the journal."
    )


def _quarantine(one: Load, report: Report, out: Path | None) -> None:
    """Say what is wrong (never a name), write the rows where that was asked, and stop."""
    say(
        f"{count(report.refused_rows, 'row', 'rows')} of {report.rows:,} cannot be loaded, so nothing was loaded. The first:"
    )
    for fault in report.refused[:SHOWN]:
        said = (
            fault.reason
            if fault.field not in ("name", "contact")
            else fault.reason.replace(fault.value or "\0", "…")
        )
        say(f"  line {fault.line}, {fault.title or fault.field or 'the row'}: {said}")
    if not out:
        raise Fault(
            "Correct the file and load it again. With --refused OUT these rows are written to a file of their own."
        )
    rows = one.write_refused(out)
    raise Fault(
        f"{count(rows, 'row', 'rows')} written to {out}, readable by you alone. Correct them in your file and load it again; "
        "then destroy that copy, it holds names."
    )


def _show(one: Load, report: Report) -> None:
    say(
        f"{one.path}: {report.encoding}, {report.separator or 'workbook'}; columns: {', '.join(report.headings.values())}"
    )
    if report.ignored:
        say(f"Not read: {', '.join(report.ignored)}")
    numbers = (
        f", numbers {report.first_number:,} to {report.last_number:,}"
        if report.first_number and report.last_number
        else ""
    )
    say(
        f"{count(report.rows, 'row', 'rows')}: {count(report.households, 'household', 'households')}, "
        f"{report.people:,} people{numbers}, all waiting."
    )
    if one.already:
        say(
            f"{count(one.already, 'household', 'households')} of this file were loaded before; the rest follows."
        )

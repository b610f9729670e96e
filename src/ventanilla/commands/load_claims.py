"""Taking over claims and hearings from a CSV or XLSX file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import AS, actor_named, count, opened, say
from .faults import Fault

if TYPE_CHECKING:
    from ventanilla.office.load_claims import ClaimsLoad, Found

SHOWN = 5


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--refused",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Where to write rows that cannot be loaded.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@AS
def load_claims(file: Path, refused: Path | None, yes: bool, _as: str | None) -> None:
    """Load the claims and papers of FILE (CSV or XLSX): all of them, or none and the reasons."""
    from ventanilla.office.load_claims import ClaimsLoad

    office = opened()
    if refused and refused.exists():
        raise Fault(f"The file {refused} exists already and was left as it is. Choose another name.", 2)
    one = ClaimsLoad(office, file, actor_named(office, _as))
    if one.known():
        click.echo("This very file was loaded before. Nothing is loaded twice.")
    found = one.check()
    if found.refused:
        _quarantine(one, found, refused)
    if not found.rows:
        raise Fault(f"There are no claims in {file}. Nothing was loaded.")
    say(
        f"{count(found.rows, 'row', 'rows')}: {count(found.claims, 'new claim', 'new claims')}, {count(found.papers, 'paper', 'papers')}."
    )
    if sheet_ignored := one.sheet.headings.ignored:
        say(f"Not read: {', '.join(sheet_ignored)}")
    if not yes and not click.confirm("Load them?", err=True):
        raise Fault("Nothing was loaded.")
    click.echo(f"Loaded {count(_loaded(one), 'entry', 'entries')}. All of them are in the journal.")


def _loaded(one: ClaimsLoad) -> int:
    """Load the whole file, or say that nothing of it was written."""
    from ventanilla.journal.action import Refused

    try:
        return one.load()
    except Refused as refused:
        raise Fault(f"{refused.sentence} Nothing of the file was loaded.") from None


def _quarantine(one: ClaimsLoad, found: Found, out: Path | None) -> None:
    """Say what is wrong (never a name), write the rows where that was asked, and stop."""
    rows = len({fault.line for fault in found.refused})
    say(f"{count(rows, 'row', 'rows')} of {found.rows:,} cannot be loaded, so nothing was loaded. The first:")
    for fault in found.refused[:SHOWN]:
        say(f"  line {fault.line}, {fault.title or fault.field or 'the row'}: {fault.reason}")
    if not out:
        raise Fault(
            "Correct the file and load it again. With --refused OUT these rows are written to a file of their own."
        )
    written = one.write_refused(out, found.refused)
    raise Fault(
        f"{count(written, 'row', 'rows')} written to {out}, readable by you alone. Correct them in your file and load it "
        "again; then destroy that copy, it holds names."
    )

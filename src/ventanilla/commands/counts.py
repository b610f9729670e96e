"""Exports: counts, never lists of people."""

from __future__ import annotations

from pathlib import Path

import click

from .common import count, opened


@click.group()
def export() -> None:
    """Write counts to a file. Lists of people are not exported."""


@export.command()
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The file to write; it must be new."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json"]),
    help="Without it: what the file's name says, or CSV.",
)
def counts(out: Path, form: str | None) -> None:
    """Who waits, by nationality, age, sex and household size (under 10 hidden, else rounded); the line's days, exact.

    CSV: one file a table, with HXL tags (OUT-nationality.csv, ...). JSON: one file.
    """
    from ventanilla.office.export import tables, write

    made = tables(opened())
    for path, rows in write(made, out, form or ("json" if out.suffix == ".json" else "csv")):
        click.echo(f"Wrote {path}: {count(rows, 'row', 'rows')} of counts.")

"""Any model of a line, run from its file."""

from __future__ import annotations

import csv
import os
import sys
from pathlib import Path

import click

from .faults import Fault

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def model() -> None:
    """A line as a small file: run it many times and see what it holds. Its numbers are only as good as the file's."""


@model.command()
@click.argument("file", type=FILE)
@click.option("--days", type=int, required=True, help="How many days are counted.")
@click.option(
    "--warmup", type=int, default=0, show_default=True, help="Days run before these and not counted."
)
@click.option("--runs", type=int, default=100, show_default=True, help="How many possible futures.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same numbers.")
@click.option(
    "--threads", type=int, default=os.cpu_count() or 1, help="Runs at the same time; changes no number."
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The CSV to write."
)
def run(file: Path, days: int, warmup: int, runs: int, seed: int, threads: int, out: Path) -> None:
    """Run a model and write the quantities it asks for."""
    from ventanilla.forecast.quantities import Answer
    from ventanilla.forecast.read import ModelError, read
    from ventanilla.forecast.run import forecast

    try:
        with click.progressbar(length=max(runs, 0), label="Futures", file=sys.stderr) as bar:
            found = forecast(read(file), days, warmup, runs, seed, threads, bar.update)
    except ModelError as error:
        raise Fault(f"{file.name}: {error}") from None
    part = out.with_name(out.name + ".part")  # a run that is stopped leaves no half of a file
    with part.open("w", newline="", encoding="utf-8") as sheet:
        rows = csv.writer(sheet)
        rows.writerow(Answer._fields)
        rows.writerows(["" if cell is None else cell for cell in row] for row in found)
    part.replace(out)
    click.echo(f"{len(found)} quantities from {runs} runs are in {out}.")

"""Any model of a line, run from its file."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .faults import Fault

if TYPE_CHECKING:
    from ventanilla.forecast.model import Model

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def model() -> None:
    """A line as a small file: run it many times and see what it holds. Its numbers are only as good as the file's."""


@model.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Read a model and say what is wrong with it, without running it."""
    found = _read(file)
    click.echo(
        f"{file.name} can be run: {len(found.source)} sources, {len(found.block)} blocks, {len(found.quantity)} quantities."
    )


@model.command()
@click.argument("file", type=FILE)
@click.option("--days", type=int, required=True, help="How many days are counted.")
@click.option(
    "--warmup", type=int, default=0, show_default=True, help="Days run before these and not counted."
)
@click.option("--runs", type=int, default=100, show_default=True, help="How many possible futures.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same numbers.")
@click.option(
    "--threads", type=click.IntRange(1, 256), default=os.cpu_count() or 1, show_default="one a core",
    help="Runs at the same time; changes no number.",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The CSV to write."
)
def run(file: Path, days: int, warmup: int, runs: int, seed: int, threads: int, out: Path) -> None:
    """Run a model and write the quantities it asks for."""
    from ventanilla.forecast.quantities import Answer
    from ventanilla.forecast.run import forecast

    wanted = _read(file)
    if not wanted.quantity:
        raise Fault(f"{file.name} asks for nothing. Add a [[quantity]], and run it again.")
    with _whole(out) as sheet, _faults(file):
        with click.progressbar(length=max(runs, 0), label="Futures", file=sys.stderr) as bar:
            found = forecast(wanted, days, warmup, runs, seed, threads, bar.update)
        rows = csv.writer(sheet)
        rows.writerow(Answer._fields)
        rows.writerows(["" if cell is None else cell for cell in row] for row in found)
    click.echo(f"{len(found)} quantities from {runs} runs are in {out}.")


def _read(file: Path) -> Model:
    from ventanilla.forecast.read import read

    with _faults(file):
        return read(file)


@contextmanager
def _faults(file: Path) -> Iterator[None]:
    from ventanilla.forecast.read import ModelError

    try:
        yield
    except ModelError as error:
        raise Fault(f"{file.name}: {error}") from None


@contextmanager
def _whole(out: Path) -> Iterator[Any]:
    """A file that is there whole or not at all; that it cannot be written is known before the work begins."""
    part = out.with_name(out.name + ".part")
    try:
        with part.open("w", newline="", encoding="utf-8") as sheet:
            yield sheet
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)

"""How good the forecasts would have been: the record's figures forecast from what was dated before them."""

from __future__ import annotations

import os
from pathlib import Path

import click

from .common import progress, say
from .faults import Fault


@click.command()
@click.option(
    "--record", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR",
    help="The folder of the record: waitlist.csv, mpp.csv, shelters.csv. Without it: the record that ships.",
)  # fmt: skip
@click.option(
    "--targets", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE.csv",
    help="Rows to forecast, with the columns of one of the three files. Without it: every row of the record.",
)  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where the scores go, as CSV.")
def backtest(folder: Path | None, targets: Path | None, out: Path | None) -> None:
    """Forecast each figure of the record from what was dated before it, and score it.

    The scores stand beside those of the last value and of a constant pace. The last line sums up.
    """
    os.environ.setdefault(
        "OPENBLAS_NUM_THREADS", "1"
    )  # small matrices: threads would only wait for one another
    from ventanilla import data
    from ventanilla.forecast import backtest as test
    from ventanilla.forecast.series import RecordFault, read_record

    try:
        record = read_record(folder or data.folder())
        wanted = test.targets_of(targets) if targets else None
    except RecordFault as fault:
        raise Fault(str(fault)) from None
    if out and not out.parent.is_dir():
        raise Fault(f"There is no folder {out.parent}. Make it first, or write elsewhere.")
    readings = test.merged(record, wanted or [])
    with progress("Forecasting", len(wanted if wanted is not None else readings)) as done:
        found = test.backtest(readings, wanted, done)
    if not found:
        say("No row of these files is scored: none has status S and a count of people, numbers or cases.")
    for name, some in test.groups(found):
        click.echo(f"{name}: {test.summary(some).line()}")
    if out:
        test.write(out, found)
        say(f"{out}: {len(found):,} targets, each with its forecast and scores.")
    click.echo(test.summary(found).line())

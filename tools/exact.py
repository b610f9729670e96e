#!/usr/bin/env python3
"""The forecast engine beside exact answers: how far off it is, in standard errors.

./run python -m tools.exact [--seed 1] [--threads 2]
"""

from __future__ import annotations

import argparse
import csv
import os
import time
from collections.abc import Iterator
from importlib.resources import files
from math import nan
from pathlib import Path
from typing import NamedTuple

from ventanilla.forecast.read import read
from ventanilla.forecast.run import forecast

MODELS = Path(str(files("ventanilla.forecast") / "models"))
KNOWN = Path(__file__).parent.parent / "tests" / "forecast" / "exact_days.csv"

LONG = {
    "port_two_speeds": (6000, 500, 100), "patience": (6000, 2500, 40), "large_list": (365, 0, 400), "beds": (6000, 400, 50),
    "port_closed_days": (6000, 300, 60), "port_weekdays_only": (7000, 301, 60), "fixed_stay": (6000, 100, 50),
    "programme_opens": (80, 0, 2),
}  # fmt: skip
"""Days, warm-up and runs of the cases that need their own; the warm-up of weekdays is whole weeks."""
OTHERS = (6000, 300, 60)


class Row(NamedTuple):
    """One quantity of one case."""

    case: str
    quantity: str
    exact: float
    mean: float
    error: float
    runs: int

    @property
    def z(self) -> float:
        """How many standard errors the mean is off; of what has no chance, 0 or infinitely many."""
        off = self.mean - self.exact
        return (
            off / self.error
            if self.error > 1e-9
            else 0.0
            if abs(off) < 1e-6
            else nan
            if "fluid" in self.quantity
            else off * 1e9
        )


def rows(seed: int = 1, threads: int = os.cpu_count() or 1) -> Iterator[Row]:
    """Every row of the exact cases, met by the model of that name."""
    with KNOWN.open(encoding="utf-8") as sheet:
        known = {(row["case"], row["quantity"]): float(row["value"]) for row in csv.DictReader(sheet)}
    for file in sorted(MODELS.glob("*.toml")):
        model = read(file)
        days, warmup, runs = LONG.get(file.stem, OTHERS)
        if not any(case == model.title for case, _ in known):
            continue
        for answer in forecast(model, days, warmup, runs, seed, threads):
            exact = known.pop((model.title, answer.quantity))
            yield Row(
                model.title, answer.quantity, exact, answer.mean or 0.0, answer.standard_error or 0.0, runs
            )
    if known:
        raise LookupError(f"no model answers {', '.join(map(str, known))}")


def table(found: list[Row]) -> Iterator[str]:
    """The rows as text, the worst in the end."""
    for row in found:
        yield f"{row.case:24} {row.quantity[:58]:58} {row.exact:12.6g} {row.mean:12.6g} {row.error:10.3g} {row.z:6.2f} {row.runs:5}"
    chance = [row for row in found if "fluid" not in row.quantity]
    yield f"{len(found)} quantities, worst |z| {max(abs(row.z) for row in chance):.2f}"


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    chosen, began = options.parse_args(), time.perf_counter()
    for line in table(list(rows(chosen.seed, chosen.threads))):
        print(line)
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()

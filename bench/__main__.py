"""``./run bench [names ...] [--big]``: every figure as a ratio to a peer or a limit of the same run. Never a test."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import traceback
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from .figures import Figure, measure, table

NAMES = (
    "register",
    "load",
    "verify",
    "big",
    "pages",
    "evening",
    "weight",
    "names",
    "rulebook",
    "border",
    "forecast",
)
__doc__ += " Names: " + ", ".join(NAMES) + "."


def main() -> None:
    """Run what was asked for and print one table."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[[], *NAMES], help="what to measure; everything where empty"
    )
    parser.add_argument(
        "--big", action="store_true", help="also at 7,000,000 people: half an hour or more, and 12 GB of disk"
    )
    parser.add_argument("--dir", type=Path, help="where to build the offices that are measured")
    asked = parser.parse_args()
    rows: list[Figure] = []
    broken: list[str] = []
    with tempfile.TemporaryDirectory(prefix="ventanilla-bench-", dir=asked.dir) as folder:
        for name in asked.names or [name for name in NAMES if asked.big or name != "big"]:
            print(f"measuring {name} ...", flush=True)
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
                try:
                    rows += alone.submit(measure, name, Path(folder), asked.big).result()
                except Exception:
                    broken.append(name)
                    traceback.print_exc()
    print("\n" + table(rows))
    if broken:
        sys.exit(f"These could not be measured: {', '.join(broken)}.")


if __name__ == "__main__":
    main()

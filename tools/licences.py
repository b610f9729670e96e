#!/usr/bin/env python3
"""What every office installs, under which licence; fails on GPL, LGPL, AGPL and on unknown ones.

python tools/licences.py              a table to read; exit code 1 when something must not be there
python tools/licences.py --markdown   the same table for docs/
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "requirements" / "base.txt"
COPYLEFT = re.compile(r"\b[AL]?GPL|GNU (?:Affero |Lesser |Library )?General Public", re.IGNORECASE)
# Compiler runtime libraries inside a wheel: their exception lets any program carry them.
EXCEPTED = re.compile(r"GPL-[\d.]+(?:-\w+)?(?:-with-GCC-exception| WITH GCC-exception-[\d.]+)", re.IGNORECASE)
LONGEST = 60


def locked(text: str) -> list[tuple[str, bool]]:
    """(name, only on some machines) of each distribution in a lock file's text."""
    lines = re.findall(r"^([A-Za-z0-9][\w.-]*)==[^\s\\]+([^\\\n]*)", text, re.MULTILINE)
    return [(name, ";" in marker) for name, marker in lines]


def licence_of(found: Distribution) -> str:
    """The licence a distribution states, or '' when it states none."""
    facts = found.metadata
    if "License-Expression" in facts:
        return facts["License-Expression"]
    classes = [
        c.split("::")[-1].strip() for c in facts.get_all("Classifier") or [] if c.startswith("License ::")
    ]
    if named := [c for c in classes if c != "OSI Approved"]:
        return ", ".join(named)
    words = facts["License"].strip().splitlines() if "License" in facts else []
    return words[0][:LONGEST] if words and words[0].upper() != "UNKNOWN" else ""


def refusal(licence: str) -> str:
    """Why a licence may not be installed by default, or ''. One free alternative of an OR is enough."""
    if not licence:
        return "states no licence"
    ways = re.split(r"\s+OR\s+", EXCEPTED.sub("", licence))
    return "is copyleft (GPL family)" if all(COPYLEFT.search(way) for way in ways) else ""


def copyleft_files(found: Distribution) -> list[str]:
    """Data files that stand under the GPL by themselves (fonts): the package's own licence does not speak of them."""
    there = [
        one for one in found.files or [] if re.search(r"gpl", one.name, re.IGNORECASE) and one.suffix != ".py"
    ]
    return [str(one) for one in there if Path(str(found.locate_file(one))).exists()]


def rows(lock: str) -> tuple[list[tuple[str, str, str]], list[str]]:
    """The table (name, version, licence), and a sentence for each distribution that must not be there."""
    table: list[tuple[str, str, str]] = []
    wrong: list[str] = []
    for name, conditional in locked(lock):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            if not conditional:
                wrong.append(f"{name} is in the lock file but not installed: run ./run check")
            continue
        licence = licence_of(found)
        if name not in (row[0] for row in table):
            table.append((name, found.version, licence or "unknown"))
        wrong += [f"{name} carries {one}, which is under the GPL" for one in copyleft_files(found)]
        if why := refusal(licence):
            wrong.append(f"{name} {why}: {licence or 'unknown'}")
    return table, wrong


def main(arguments: list[str]) -> int:
    table, wrong = rows(LOCK.read_text(encoding="utf-8"))
    if "--markdown" in arguments:
        print("| Package | Version | Licence |\n| --- | --- | --- |")
        print("\n".join(f"| {name} | {version} | {licence} |" for name, version, licence in table))
    else:
        print("\n".join(f"{name:<26}{version:<14}{licence}" for name, version, licence in table))
    for sentence in wrong:
        print(f"NOT ALLOWED: {sentence}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The public record that ships with Ventanilla: facts read in public sources, one a row, each with its source."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

_RECORD = files(__name__) / "record"


def rows(name: str) -> list[dict[str, str]]:
    """Return every row of one record file, e.g. ``rows("waitlist")``; columns are in record/README.md.

    Raises LookupError when there is no such file.
    """
    return [dict(row) for row in _read(name)]


def names() -> list[str]:
    """Return the names of the record files, in order, without ``.csv``."""
    return sorted(file.name[:-4] for file in _RECORD.iterdir() if file.name.endswith(".csv"))


def folder() -> Path:
    """Return the folder of the record's files."""
    return Path(str(_RECORD))


@lru_cache(maxsize=16)
def _read(name: str) -> tuple[dict[str, str], ...]:
    if name not in names():
        raise LookupError(f"The record has no file {name!r}. It has: {', '.join(names())}.")
    text = (_RECORD / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines(keepends=True)))

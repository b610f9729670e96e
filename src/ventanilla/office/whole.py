"""Folders that appear whole or not at all, and copies that leave nothing behind when they go."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from .folder import NoOffice

HALF, ASIDE, LOCK = ".half-made-", ".aside-", "lock"


@contextmanager
def whole(folder: Path, *, instead: bool = False) -> Iterator[Path]:
    """A folder to fill, which takes its name only when it is whole: a killed start leaves nothing that looks done.

    ``instead`` puts it in the place of what is there. Raises NoOffice where something is there already.
    """
    folder = Path(os.path.abspath(folder))
    if not instead and folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise NoOffice(f"{folder} is not empty. Choose a new folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    prefix = f"{HALF}{folder.name}-"
    sweep(folder.parent, prefix)
    with _held(folder.parent, prefix) as held:
        made = held / "made"
        try:
            yield made
        finally:
            _let_go()
        if folder.exists():
            folder.rename(held / "before")
        made.rename(folder)


@contextmanager
def aside(office: Path) -> Iterator[Path]:
    """A private folder inside an office for copies of what is sealed; its files are overwritten before they go."""
    sweep(office, ASIDE)
    with _held(office, ASIDE) as held:
        yield held


def sweep(parent: Path, prefix: str = ASIDE) -> None:
    """Take away what a killed program left; folders that a running one still holds are left alone."""
    for left in list(parent.iterdir()) if parent.is_dir() else []:
        if left.name.startswith(prefix) and _stale(left):
            destroy(left)


def destroy(folder: Path) -> None:
    """Overwrite every file of a folder, then take it away: a key must not live on in a copy of its file."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with suppress(OSError):
                shred(path)
    shutil.rmtree(folder, ignore_errors=True)


def shred(path: Path) -> None:
    """Overwrite a file with zeros, durably, and take it away."""
    left = path.stat().st_size
    with path.open("r+b") as file:
        while left > 0:
            left -= file.write(bytes(min(left, 1 << 20)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


@contextmanager
def _held(parent: Path, prefix: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    lock = sqlite3.connect(folder / LOCK, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")  # a lock that every system has, and that dies with its process
        yield folder
    finally:
        lock.close()
        _let_go(scratch_only=True)
        destroy(folder)


def _stale(folder: Path) -> bool:
    if not (folder / LOCK).exists():
        return time.time() - folder.stat().st_mtime > 60  # a younger one may be about to get its lock
    with closing(sqlite3.connect(folder / LOCK, isolation_level=None, timeout=0)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            return False
    return True


def _let_go(scratch_only: bool = False) -> None:
    """Close the databases of the folder, so that it can be renamed (or its scratch copy destroyed)."""
    from django.conf import settings
    from django.db import connections

    if not settings.configured:
        return
    if not scratch_only:
        office = getattr(settings, "OFFICE", None)
        if office and "keys" in vars(office):
            office.keys.close()
        if "default" in connections:
            connections["default"].close()
    elif "scratch" in connections.settings:
        connections["scratch"].close()

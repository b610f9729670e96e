"""A backup is one file: the whole folder of an office, encrypted with a passphrase, readable by its owner alone.

The journal is copied first and the key store after it: a key is durable before the entry that uses it, so the
keys hold every key that the copied journal needs.
"""

from __future__ import annotations

import json
import os
import sqlite3
import struct
import tarfile
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.exceptions import InvalidTag

from .folder import JOURNAL, KEYS, SETTINGS, Office
from .sealed import CHUNK, BackupError, Header, Opener, Sealer, new_header, opened
from .whole import aside, shred, whole

SHORTEST = 12
"""Letters of the shortest passphrase."""


@dataclass(frozen=True)
class Made:
    """A written backup: bytes of the file, entries in its journal, the day by which it must be destroyed."""

    size: int
    entries: int
    destroy_by: date


def backup(office: Office, out: Path, passphrase: str, progress: Callable[[int], None] | None = None) -> Made:
    """Write the whole folder of a SQLite office to a new file while the office goes on working.

    Raises:
        BackupError: the file exists, lies inside the office, the passphrase is short, or the office is on PostgreSQL.
    """
    out = Path(os.path.abspath(out))
    _may_write(office, out, passphrase)
    part = out.with_name(out.name + ".part")
    header, key = new_header(passphrase)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            part.chmod(0o600)
            entries = _write(office, Sealer(file, header, key), progress)
            file.flush()
            os.fsync(file.fileno())
        part.rename(out)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    return Made(out.stat().st_size, entries, date.fromisoformat(json.loads(header)["destroy_by"]))


def _may_write(office: Office, out: Path, passphrase: str) -> None:
    if office.dsn:
        raise BackupError(
            "This office keeps its journal in PostgreSQL. A backup of such an office is not in this release. "
            "Use pg_dump for the database, and copy the office's folder to a safe place."
        )
    if out.exists():
        raise BackupError(f"The file {out} exists already and was left as it is. Choose another name.")
    if office.folder.resolve() in out.resolve().parents:
        raise BackupError(
            "A backup inside the office's own folder is lost with it. Choose a file on another disk."
        )
    if len(passphrase) < SHORTEST:
        raise BackupError(
            f"A passphrase needs at least {SHORTEST} letters. Four or five plain words are a good one."
        )


def _write(office: Office, sealer: Sealer, progress: Callable[[int], None] | None) -> int:
    with aside(office.folder) as held:
        entries = _copies(office, held, progress)
        with tarfile.open(fileobj=sealer, mode="w|", format=tarfile.PAX_FORMAT, bufsize=CHUNK) as tar:  # type: ignore[call-overload]
            for path in sorted(office.folder.iterdir()):
                if path.is_file() and not path.name.startswith(".") and ".sqlite3" not in path.name:
                    tar.add(path, path.name, recursive=False)
            for name in (JOURNAL, KEYS):
                tar.add(held / name, name, recursive=False)
        sealer.close()
    return entries


def _copies(office: Office, held: Path, progress: Callable[[int], None] | None) -> int:
    """Journal, then keys; again where somebody was forgotten in between, for whom the copy would have no entry."""
    while True:
        for name in (JOURNAL, KEYS):
            if (held / name).exists():
                shred(held / name)
            _copy(office.folder / name, held / name, progress)
        with closing(_reading(held / JOURNAL)) as copied, closing(_reading(office.folder / JOURNAL)) as live:
            tip = copied.execute("SELECT COALESCE(MAX(seq), 0) FROM journal_entry").fetchone()[0]
            since = live.execute(
                "SELECT 1 FROM journal_entry WHERE seq>? AND kind LIKE '%.forget'", (tip,)
            ).fetchone()
        if not since:
            return int(tip)


def _copy(source: Path, target: Path, progress: Callable[[int], None] | None) -> None:
    with closing(_reading(source)) as live, closing(sqlite3.connect(target)) as copy:
        target.chmod(0o600)
        copy.execute("PRAGMA synchronous=OFF")  # this copy is gone in a moment
        said = (lambda _status, left, total: progress(total - left)) if progress else None
        # Inside one read transaction the copy is of one moment, however much is written meanwhile.
        live.execute("BEGIN")
        live.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        live.backup(copy, pages=4096, progress=said)


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=30)


# --- restoring ---------------------------------------------------------------------------------------------------
def restore(file: Path, folder: Path, passphrase: str) -> Header:
    """Put a backup back into a new or empty folder, whole or not at all.

    Raises:
        BackupError: not a backup, wrong passphrase, damaged or cut short.
        NoOffice: the folder is not empty.
    """
    try:
        source = Path(file).open("rb")  # noqa: SIM115  closed by the next line's with
    except FileNotFoundError:
        raise BackupError(f"There is no file {file}. Check the name and the folder.") from None
    with source, whole(folder) as made:
        header, key, said = opened(source, passphrase, Path(file))
        made.mkdir(mode=0o700)
        try:
            with tarfile.open(fileobj=Opener(source, header, key), mode="r|", bufsize=CHUNK) as tar:  # type: ignore[call-overload]
                for item in tar:
                    _take(tar, item, made)
        except (tarfile.TarError, InvalidTag, EOFError, struct.error):
            raise BackupError(
                f"The backup {file} is damaged or cut short. Nothing was restored. Use another copy."
            ) from None
        if not (made / SETTINGS).exists() or not (made / JOURNAL).exists():
            raise BackupError(f"The backup {file} does not hold a whole office. Nothing was restored.")
    return said


def _take(tar: tarfile.TarFile, item: tarfile.TarInfo, made: Path) -> None:
    content = tar.extractfile(item) if item.isfile() else None
    if content is None or "/" in item.name or "\\" in item.name or item.name in ("", ".", ".."):
        raise tarfile.TarError("only plain files lie in an office")
    with os.fdopen(os.open(made / item.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while piece := content.read(CHUNK):
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())

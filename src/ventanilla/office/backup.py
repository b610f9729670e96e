"""A backup is one file: the whole folder of an office, encrypted with a passphrase, readable by its owner alone.

    magic, length of header, header (JSON: made, destroy by, key derivation), then chunks of at most 1 MiB:
    length, AES-256-GCM ciphertext. Nonce: chunk number and whether it is the last; associated data: the header.
    Inside: a tar stream. Key: argon2id of the passphrase (RFC 9106, second recommended option).

The journal is copied first and the key store after it: a key is durable before the entry that uses it, so the
keys hold every key that the copied journal needs.
"""

from __future__ import annotations

import json
import os
import sqlite3
import struct
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .folder import JOURNAL, KEYS, SETTINGS, Office
from .whole import aside, shred, whole

MAGIC = b"VENTANILLA BACKUP 1\n"
CHUNK = 1 << 20
KEEP_DAYS = 35
SHORTEST = 12
_TAG, _SIZE = 16, struct.Struct(">I")
_ARGON = {"time_cost": 3, "memory_cost": 65536, "parallelism": 4}


class BackupError(Exception):
    """A backup that cannot be written or read; the sentence says why and what to do."""


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
    header, key = _header(passphrase)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            part.chmod(0o600)
            entries = _write(office, _Sealer(file, header, key), progress)
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
        raise BackupError("A backup inside the office's own folder is lost with it. Choose a file on another disk.")
    if len(passphrase) < SHORTEST:
        raise BackupError(f"A passphrase needs at least {SHORTEST} letters. Four or five plain words are a good one.")


def _write(office: Office, sealer: _Sealer, progress: Callable[[int], None] | None) -> int:
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
            since = live.execute("SELECT 1 FROM journal_entry WHERE seq>? AND kind LIKE '%.forget'", (tip,)).fetchone()
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
@dataclass(frozen=True)
class Header:
    """What a backup says of itself before it is opened: when it was made, and by when it must be destroyed."""

    made: datetime
    destroy_by: date


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
        header, key, said = _opened(source, passphrase, Path(file))
        made.mkdir(mode=0o700)
        try:
            with tarfile.open(fileobj=_Opener(source, header, key), mode="r|", bufsize=CHUNK) as tar:  # type: ignore[call-overload]
                for item in tar:
                    _take(tar, item, made)
        except (tarfile.TarError, InvalidTag, EOFError, struct.error):
            raise BackupError(f"The backup {file} is damaged or cut short. Nothing was restored. Use another copy.") from None
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


def _opened(source: BinaryIO, passphrase: str, file: Path) -> tuple[bytes, bytes, Header]:
    if source.read(len(MAGIC)) != MAGIC:
        raise BackupError(f"The file {file} is not a backup of this program.")
    try:
        header = _exactly(source, _SIZE.unpack(_exactly(source, 4))[0])
        said = json.loads(header)
        about = Header(datetime.fromisoformat(said["made"]), date.fromisoformat(said["destroy_by"]))
        key, check = _derive(passphrase, bytes.fromhex(said["salt"]), said["argon2id"])
    except (ValueError, KeyError, TypeError, EOFError):
        raise BackupError(f"The backup {file} is damaged at its beginning. Use another copy.") from None
    if check.hex() != said.get("check"):
        raise BackupError("The passphrase is not the one this backup was made with. Nothing was restored.")
    return header, key, about


# --- the encrypted stream ------------------------------------------------------------------------------------------
def _header(passphrase: str) -> tuple[bytes, bytes]:
    now, salt = datetime.now(UTC), os.urandom(16)
    key, check = _derive(passphrase, salt, _ARGON)
    said = {
        "made": now.isoformat(timespec="seconds"),
        "destroy_by": (now.date() + timedelta(days=KEEP_DAYS)).isoformat(),
        "argon2id": _ARGON, "salt": salt.hex(), "check": check.hex(),
    }  # fmt: skip
    return json.dumps(said).encode(), key


def _derive(passphrase: str, salt: bytes, how: dict[str, int]) -> tuple[bytes, bytes]:
    """(key, check): the check says at once that a passphrase is wrong; it tells nothing of the key."""
    if not (how["memory_cost"] <= 1 << 20 and how["time_cost"] <= 20 and how["parallelism"] <= 16):
        raise ValueError("more work than any backup of ours asks for")
    both = hash_secret_raw(passphrase.encode(), salt, hash_len=40, type=Type.ID, **how)
    return both[:32], both[32:]


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])


class _Sealer:
    """Takes plain bytes, writes sealed chunks; the last one says that it is the last."""

    def __init__(self, out: BinaryIO, header: bytes, key: bytes) -> None:
        self._out, self._header, self._gcm = out, header, AESGCM(key)
        self._held, self._number = bytearray(), 0
        out.write(MAGIC + _SIZE.pack(len(header)) + header)

    def write(self, data: Any) -> int:
        """Take some bytes."""
        self._held += data
        while len(self._held) > CHUNK:  # never the last byte, so that close() always has a chunk to mark
            self._chunk(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]
        return len(data)

    def _chunk(self, data: bytes, last: bool) -> None:
        sealed = self._gcm.encrypt(_nonce(self._number, last), data, self._header)
        self._out.write(_SIZE.pack(len(sealed)) + sealed)
        self._number += 1

    def close(self) -> None:
        """Write the last chunk."""
        self._chunk(bytes(self._held), last=True)


class _Opener:
    """Reads sealed chunks, gives plain bytes; ends only where the last chunk was marked as such."""

    def __init__(self, source: BinaryIO, header: bytes, key: bytes) -> None:
        self._held, self._chunks = b"", _unsealed(source, header, AESGCM(key))

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes, all of them without a size."""
        parts, want = [self._held], size - len(self._held)
        while want > 0 or size < 0:
            piece = next(self._chunks, None)
            if piece is None:
                break
            parts.append(piece)
            want -= len(piece)
        data = b"".join(parts)
        self._held = data[size:] if size >= 0 else b""
        return data[:size] if size >= 0 else data


def _unsealed(source: BinaryIO, header: bytes, gcm: AESGCM) -> Iterator[bytes]:
    number, last = 0, False
    while not last:
        length = _SIZE.unpack(_exactly(source, 4))[0]
        if not _TAG <= length <= CHUNK + _TAG:
            raise EOFError
        sealed = _exactly(source, length)
        try:
            yield gcm.decrypt(_nonce(number, False), sealed, header)
        except InvalidTag:
            yield gcm.decrypt(_nonce(number, True), sealed, header)
            last = True
        number += 1
    if source.read(1):
        raise EOFError


def _exactly(source: BinaryIO, size: int) -> bytes:
    data = source.read(size)
    if len(data) != size:
        raise EOFError
    return data


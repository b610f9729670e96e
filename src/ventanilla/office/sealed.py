"""The form of a backup: an encrypted stream in constant memory.

    magic, length of header, header (JSON: made, destroy by, key derivation), then chunks of at most 1 MiB:
    length, AES-256-GCM ciphertext. Nonce: chunk number and whether it is the last; associated data: the header.

Key: argon2id of the passphrase with a salt of its own (RFC 9106, second recommended option).
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"VENTANILLA BACKUP 1\n"
CHUNK = 1 << 20
KEEP_DAYS = 35
_TAG, _SIZE = 16, struct.Struct(">I")
_ARGON = {"time_cost": 3, "memory_cost": 65536, "parallelism": 4}


class BackupError(Exception):
    """A backup that cannot be written or read; the sentence says why and what to do."""


@dataclass(frozen=True)
class Header:
    """What a backup says of itself before it is opened: when it was made, and by when it must be destroyed."""

    made: datetime
    destroy_by: date


def new_header(passphrase: str) -> tuple[bytes, bytes]:
    """(header, key) for a backup that is made now."""
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


class Sealer:
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


class Opener:
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


def opened(source: BinaryIO, passphrase: str, file: Path) -> tuple[bytes, bytes, Header]:
    """(header, key, what it says) of a backup; the stream stands at its first chunk.

    Raises:
        BackupError: not a backup, damaged at its beginning, or another passphrase.
    """
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

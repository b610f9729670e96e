"""One entry of the journal: what is in it, as bytes, and its hash.

    header = canonical JSON of format, site, seq, time, clock, kind, actor, subject, once-key, digest, rulebook
    hash   = SHA-256(0x00 || previous hash || header || length of body, ":" || body || seals)

``body`` is canonical JSON (RFC 8785) and names nobody. ``sealed`` holds frames, one a person and class of
data. A frame's seal is its SHA-256; a frame that was dropped keeps its seal in place of the ciphertext, so the
hash still holds. What is hashed can be read in one way only: the header is one JSON object, then come a
length, a body of that length, and seals of 32 bytes each.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

FORMAT = 1
GENESIS = bytes(32)
OFFICE = "OFFICE00000000000000"

IDENTITY, HEALTH, NOTES, PLACE, CLAIM = "i", "h", "n", "p", "c"
"""Classes of data, each with a key of its own: who somebody is; needs; words; the salt of a place; what a claim says."""

FEEDING = (IDENTITY, CLAIM)
"""Classes from which tables are fed: replay opens these and no others."""

_FRAME = struct.Struct(">c20sI")
_LENGTH = struct.Struct(">21xI")
_SEAL = 32
_encode = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False
).encode


def canonical(value: Any) -> str:
    """The RFC 8785 text of a value made of strings, whole numbers, true, false, null, lists and objects.

    Object keys must be ASCII, and numbers whole: sorted compact JSON then gives the very same bytes
    (held by a property test against ``rfc8785``).
    """
    return _encode(value)


class Part(NamedTuple):
    """What an entry says about one person, in one class of data, before it is sealed."""

    owner: str
    cls: str
    data: dict[str, Any]


class Frame(NamedTuple):
    """A sealed part as it stands in an entry; ``cipher`` is empty once it was dropped, ``seal`` is kept."""

    cls: str
    owner: str
    cipher: bytes
    raw: bytes

    @property
    def seal(self) -> bytes:
        """What the chain says of it; made only when it is asked for, because most readers do not."""
        return sha256(self.raw).digest() if self.cipher else self.raw[-_SEAL:]


@dataclass(slots=True)
class Draft:
    """What an action wants written: one entry before it has a place in the chain."""

    kind: str
    subject: str = ""
    body: dict[str, Any] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    salts: list[str] = field(default_factory=list)


Drafts = list[Draft]
"""What a decision returns. (An action may have a field called ``list``, so the type has a name of its own.)"""


@dataclass(slots=True)
class Entry:
    """One entry as it is read back. ``seq`` counts from 1 in its site; ``at`` is UTC text with milliseconds."""

    site: str
    seq: int
    at: str
    clock: int
    kind: str
    actor: str
    subject: str
    once: str
    typed: str
    rules: str
    body: dict[str, Any]
    sealed: bytes = b""
    hash: bytes = b""
    opened: dict[tuple[str, str], dict[str, Any] | None] = field(default_factory=dict)

    def part(self, owner: str, cls: str = IDENTITY) -> dict[str, Any]:
        """The opened part of a person, or an empty one where its key is gone or not at hand."""
        return self.opened.get((owner, cls)) or {}


def header(
    site: str,
    seq: int,
    at: str,
    clock: int,
    kind: str,
    actor: str,
    subject: str,
    once: str,
    typed: str,
    rules: str,
) -> bytes:
    """The clear header as canonical JSON. Every field is plain ASCII without quotes, so a template is enough."""
    return (
        f'{{"actor":"{actor}","at":"{at}","clock":{clock},"kind":"{kind}","once":"{once}",'
        f'"rules":"{rules}","seq":{seq},"site":"{site}","subject":"{subject}","typed":"{typed}","v":{FORMAT}}}'
    ).encode()


def chain_hash(previous: bytes, head: bytes, body: bytes, seals: bytes) -> bytes:
    """The hash of an entry, over the hash before it."""
    return sha256(b"\x00%b%b%d:%b%b" % (previous, head, len(body), body, seals)).digest()


def frame(cls: str, owner: str, cipher: bytes) -> bytes:
    """One sealed part as bytes: class, owner, length, ciphertext."""
    return (cls + owner).encode() + len(cipher).to_bytes(4) + cipher


def without(one: Frame) -> bytes:
    """The bytes of a frame whose ciphertext is dropped: length 0, and the seal it had."""
    return frame(one.cls, one.owner, b"") + one.seal


def frames(sealed: bytes) -> Iterator[Frame]:
    """The frames in a sealed field, in order.

    Raises:
        ValueError: the field was cut short or is no sealed field at all.
    """
    at, end, size = 0, len(sealed), _FRAME.size
    while at < end:
        try:
            cls, owner, length = _FRAME.unpack_from(sealed, at)
        except struct.error as error:
            raise ValueError("a sealed field is cut short") from error
        stop = at + size + (length or _SEAL)
        if stop > end:
            raise ValueError("a sealed field is cut short")
        cipher = sealed[at + size : stop] if length else b""
        yield Frame(cls.decode(), owner.decode(), cipher, sealed[at:stop])
        at = stop


def seals_of(sealed: Iterable[bytes]) -> bytes:
    """The seals of frames that hold their ciphertext, 32 bytes each."""
    return b"".join([sha256(raw).digest() for raw in sealed])


def ticks(text: str) -> str:
    """Text that may stand in a header: ASCII letters, digits and ``._:-`` only.

    Raises:
        ValueError: any other character.
    """
    if text and not (text.isascii() and text.translate(_JOINTS).isalnum()):
        raise ValueError(f"a header field may hold letters, digits and ._:- only, not {text!r}")
    return text


_JOINTS = str.maketrans("", "", "._:-")

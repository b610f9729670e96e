"""Tree heads: RFC 6962 Merkle roots, and the evening's head that board and day sheet carry."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def root(leaves: Sequence[bytes]) -> bytes:
    """The RFC 6962 root over leaves (section 2.1): leaf = H(0x00 || data), node = H(0x01 || left || right)."""
    if not leaves:
        return sha256(b"").digest()
    level = [sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        # Pairing level by level, an odd last node moving up, is the same tree as the recursive definition.
        paired = [sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        if len(level) % 2:
            paired.append(level[-1])
        level = paired
    return level[0]


def evening_head(chain_hash: bytes, places_root: bytes) -> str:
    """The first 80 bits of SHA-256(chain hash || root), as 16 symbols in groups of four."""
    number = int.from_bytes(sha256(chain_hash + places_root).digest()[:10])
    text = "".join(_ALPHABET[(number >> shift) & 31] for shift in range(75, -1, -5))
    return "-".join(text[i : i + 4] for i in range(0, 16, 4))

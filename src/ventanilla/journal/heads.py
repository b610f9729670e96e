"""Tree heads: RFC 6962 Merkle roots, and the evening's head that board and day sheet carry."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def root(leaves: Iterable[bytes]) -> bytes:
    """The RFC 6962 root over leaves (section 2.1): leaf = H(0x00 || data), node = H(0x01 || left || right).

    Leaves may come one at a time: only one whole tree of each height is held, for millions of leaves too.
    """
    trees: list[bytes] = []
    for count, leaf in enumerate(leaves, 1):
        node = sha256(b"\x00" + leaf).digest()
        while not count & 1:  # as many trees are whole now as the count has zeros at its end
            node, count = sha256(b"\x01" + trees.pop() + node).digest(), count >> 1
        trees.append(node)
    if not trees:
        return sha256(b"").digest()
    node = trees.pop()
    while trees:  # what is left over, from the right: the same tree as the recursive definition
        node = sha256(b"\x01" + trees.pop() + node).digest()
    return node


def evening_head(chain_hash: bytes, places_root: bytes) -> str:
    """The first 80 bits of SHA-256(chain hash || root), as 16 symbols in groups of four."""
    number = int.from_bytes(sha256(chain_hash + places_root).digest()[:10])
    text = "".join(_ALPHABET[(number >> shift) & 31] for shift in range(75, -1, -5))
    return "-".join(text[i : i + 4] for i in range(0, 16, 4))

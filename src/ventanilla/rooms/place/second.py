"""The second word: chosen by the person at the desk, it reads out on the options page what rests on a sealed fact.

A chosen word is short, so it opens nothing by itself: it counts only on a page that the private code has opened. Its hash
is stored like the code's, outside the journal, with a salt of its own household.
"""

from __future__ import annotations

import hmac
import unicodedata

from argon2.low_level import Type, hash_secret_raw

SHORTEST = 6


def plain(word: str) -> str:
    """A word as it is compared: no accents, any case, single spaces."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())


def digest(household: str, word: str, pepper: bytes) -> bytes:
    """What is stored for a word: 32 bytes of argon2id (19 MiB, t = 2, p = 1) over HMAC-SHA256(pepper, word)."""
    keyed = hmac.digest(pepper, b"second word " + plain(word).encode(), "sha256")
    salt = hmac.digest(pepper, b"salt of second words " + household.encode(), "sha256")[:16]
    return hash_secret_raw(
        keyed, salt, time_cost=2, memory_cost=19 * 1024, parallelism=1, hash_len=32, type=Type.ID
    )

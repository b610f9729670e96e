"""The private code of a slip: 70 random bits that open a waiting person's own page, and nothing else.

Written `RAHH-8PVR-9YS7-5CGZ` (14 random symbols of Crockford's base32 and two check symbols) or as 24 digits. Slips of
the hand are caught by the check symbols alone, before anything is hashed or counted.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from collections.abc import Iterable

from argon2.low_level import Type, hash_secret_raw

from ventanilla.journal.words import N_

from . import digits24, field32

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_SYMBOLS, SYMBOLS, GROUP = 14, 16, 4
LONGEST = 300
_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_VALUE |= {symbol.lower(): value for symbol, value in _VALUE.items()}

SENTENCES = {
    "empty": N_("Type the code that is on your slip."),
    "short": N_("The code is too short: it has 16 letters and digits, or 24 digits."),
    "long": N_("The code is too long: it has 16 letters and digits, or 24 digits."),
    "foreign": N_("The code has a sign that we do not use."),
    "check": N_("Something in the code is not as on the slip."),
}
HINT = N_("Look at group {group} first: probably it is there.")


class Mistyped(ValueError):
    """What was typed cannot be a private code.

    `sentence_code` is a key of SENTENCES. `group` counts from 1 (four groups of symbols, six of digits) and is a hint
    where the slip probably is; None when nothing, or more than one group, would explain it.
    """

    def __init__(self, sentence_code: str, group: int | None = None) -> None:
        self.sentence_code, self.group = sentence_code, group
        hint = f" {HINT.format(group=group)}" if group else ""
        super().__init__(SENTENCES[sentence_code] + hint)


def new() -> str:
    """A fresh code with 70 bits from the system's randomness, as `RAHH-8PVR-9YS7-5CGZ`."""
    return _spell(field32.with_checks([secrets.randbelow(32) for _ in range(RANDOM_SYMBOLS)]))


def read(text: str) -> str:
    """The code as it is printed, from whatever was typed: symbols or digits, any case, spaces, dashes, or a whole
    address that ends in `#` and the code.

    Raises Mistyped, never corrects.
    """
    if len(text) > LONGEST:
        raise Mistyped("long")
    groups = _groups(text.rpartition("#")[2])
    flat = "".join(groups)
    for place, symbol in enumerate(flat):
        if symbol not in _VALUE:
            raise Mistyped("foreign", place // GROUP + 1 if len(flat) in (SYMBOLS, digits24.LENGTH) else None)
    word = [_VALUE[symbol] for symbol in flat]
    as_digits = len(word) > SYMBOLS + 1 and max(word) < 10
    return _read_digits(word, groups) if as_digits else _read_symbols(word, groups)


def digits(code: str) -> str:
    """The same code as six groups of four decimal digits, for people who prefer digits. Raises Mistyped."""
    number = 0
    for symbol in read(code).replace("-", "")[:RANDOM_SYMBOLS]:
        number = number * 32 + _VALUE[symbol]
    return " ".join(_cut("".join(map(str, digits24.write(number)))))


def digest(code: str, pepper: bytes) -> bytes:
    """What is stored for a code: 32 bytes of argon2id (19 MiB, t = 2, p = 1) over HMAC-SHA256(pepper, code).

    The salt comes from the pepper, not from the code's row, so looking a code up is one indexed read that takes the
    same time for unknown, revoked and open. That is safe here because codes are random, 70 bits, and never chosen.
    Raises Mistyped before any hashing, and ValueError for a pepper under 16 bytes.
    """
    if len(pepper) < 16:
        raise ValueError("The pepper must have at least 16 bytes.")
    keyed = hmac.digest(pepper, b"code " + read(code).encode(), "sha256")
    salt = hmac.digest(pepper, b"salt of private codes", "sha256")[:16]
    return hash_secret_raw(
        keyed, salt, time_cost=2, memory_cost=19 * 1024, parallelism=1, hash_len=32, type=Type.ID
    )


def _spell(word: Iterable[int]) -> str:
    return "-".join(_cut("".join(ALPHABET[value] for value in word)))


def _cut(text: str) -> list[str]:
    return [text[i : i + GROUP] for i in range(0, len(text), GROUP)]


def _groups(text: str) -> list[str]:
    """What was typed, cut where it was cut, in plain digits and letters (a keyboard may write ４ or ٤)."""
    plain = (
        str(unicodedata.decimal(c)) if c.isdecimal() else " " if unicodedata.category(c)[0] in "ZPC" else c
        for c in unicodedata.normalize("NFKC", text.replace("−", "-"))
    )
    return "".join(plain).split()


def _read_symbols(word: list[int], groups: list[str]) -> str:
    _check_length(word, groups, SYMBOLS)
    if field32.syndrome(word) != (0, 0):
        raise Mistyped("check", _one_group(field32.suspects(word)))
    return _spell(word)


def _read_digits(word: list[int], groups: list[str]) -> str:
    _check_length(word, groups, digits24.LENGTH)
    if digits24.syndrome(word) != (0, 0):
        raise Mistyped("check", _one_group(digits24.suspects(word)))
    number = digits24.read(word)
    if number >> 5 * RANDOM_SYMBOLS:
        raise Mistyped("check")
    shifts = range(5 * (RANDOM_SYMBOLS - 1), -1, -5)
    return _spell(field32.with_checks([number >> shift & 31 for shift in shifts]))


def _check_length(word: list[int], groups: list[str], length: int) -> None:
    if not word:
        raise Mistyped("empty")
    if len(word) == length:
        return
    odd = [i for i, group in enumerate(groups, 1) if len(group) != GROUP]
    told = len(odd) == 1 and len(groups) == length // GROUP
    raise Mistyped("short" if len(word) < length else "long", odd[0] if told else None)


def _one_group(places: Iterable[int]) -> int | None:
    found = {place // GROUP + 1 for place in places}
    return found.pop() if len(found) == 1 else None

"""Two Reed-Solomon check symbols over GF(32) for a word of symbols 0..31.

A word c[0..n-1], n <= 31, is whole when both sums over GF(32) are 0: sum c[i] and sum c[i] * a^i, where a is a root of
x^5 + x^2 + 1. Any two columns (1, a^i), (1, a^j) are independent, so the distance is 3: one or two wrong symbols,
wherever they stand, never pass. A swap of two symbols is two wrong symbols, so it never passes either.
Source: Reed and Solomon, "Polynomial Codes over Certain Finite Fields", 1960.
"""

from __future__ import annotations

from collections.abc import Sequence

_PRIMITIVE = 0b100101


def _powers() -> list[int]:
    power, found = 1, []
    for _ in range(31):
        found.append(power)
        power <<= 1
        if power & 32:
            power ^= _PRIMITIVE
    return found


_POWER = _powers()
_LOG = {value: exponent for exponent, value in enumerate(_POWER)}


def times(a: int, b: int) -> int:
    """The product of two elements of GF(32)."""
    return _POWER[(_LOG[a] + _LOG[b]) % 31] if a and b else 0


def over(a: int, b: int) -> int:
    """a / b in GF(32); b must not be 0."""
    return _POWER[(_LOG[a] - _LOG[b]) % 31] if a else 0


def syndrome(word: Sequence[int]) -> tuple[int, int]:
    """The two check sums of a word; (0, 0) when it is whole."""
    plain = weighed = 0
    for place, symbol in enumerate(word):
        plain ^= symbol
        weighed ^= times(symbol, _POWER[place])
    return plain, weighed


def with_checks(word: Sequence[int]) -> list[int]:
    """The word and two check symbols behind it."""
    plain, weighed = syndrome(word)
    here, next_one = _POWER[len(word)], _POWER[len(word) + 1]
    last = over(weighed ^ times(plain, here), here ^ next_one)
    return [*word, plain ^ last, last]


def suspects(word: Sequence[int]) -> list[int]:
    """Places where one wrong symbol, or one swap with the next symbol, would explain a word that is not whole.

    One wrong symbol has exactly one explanation. A swap of neighbours leaves the plain sum at 0, which no single
    wrong symbol does, so the two kinds are never mixed up; several swaps may fit, and then all places are given.
    """
    plain, weighed = syndrome(word)
    if plain:
        return [i for i in range(len(word)) if times(plain, _POWER[i]) == weighed]
    return sorted(
        {i + side for i in range(len(word) - 1) for side in (0, 1) if _swap(word, i) == weighed != 0}
    )


def _swap(word: Sequence[int], i: int) -> int:
    return times(word[i] ^ word[i + 1], _POWER[i] ^ _POWER[i + 1])

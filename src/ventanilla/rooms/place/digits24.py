"""A 70-bit number as 24 decimal digits that catch slips.

The digits are a word over the field of 23 elements that uses only 0..9. A word d[0..23] is whole when both sums are 0
modulo 23: d[0] + ... + d[22], and 0*d[0] + 1*d[1] + ... + 22*d[22] + d[23]. That is the extended Reed-Solomon code of
length 24 and distance 3, so one or two wrong digits, and any swap of two, never pass. About 10^24 / 529 = 1.89 * 10^21
words are whole, more than 2^70 = 1.18 * 10^21, and a number is written as the whole word of that rank in order
(enumerative coding: Cover, 1973). Two plain check digits could not do it: 100 values are too few for 24 places.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

LENGTH = 24
_FIELD = 23


def syndrome(word: Sequence[int]) -> tuple[int, int]:
    """The two check sums of 24 digits; (0, 0) when they are whole."""
    plain = sum(word[:-1]) % _FIELD
    return plain, (sum(place * digit for place, digit in enumerate(word[:-1])) + word[-1]) % _FIELD


def write(number: int) -> list[int]:
    """24 digits for a number from 0 to 2^70 - 1."""
    word, plain, weighed = [], 0, 0
    for place in range(LENGTH):
        for digit in range(10):
            after = _step(place, digit, plain, weighed)
            ways = _ways(place + 1, *after)
            if number < ways:
                break
            number -= ways
        word.append(digit)
        plain, weighed = after
    return word


def read(word: Sequence[int]) -> int:
    """The number that 24 whole digits stand for; it may be 2^70 or more, which `write` never makes."""
    number = plain = weighed = 0
    for place, digit in enumerate(word):
        number += sum(_ways(place + 1, *_step(place, lower, plain, weighed)) for lower in range(digit))
        plain, weighed = _step(place, digit, plain, weighed)
    return number


def suspects(word: Sequence[int]) -> list[int]:
    """Places where one wrong digit, or one swap with the next digit, would explain digits that are not whole."""
    whole = (0, 0)
    changed = [
        i for i in range(LENGTH) if any(syndrome(_with(word, i, digit)) == whole for digit in range(10))
    ]
    swapped = [
        i for i in range(LENGTH - 1) if syndrome(_with(_with(word, i, word[i + 1]), i + 1, word[i])) == whole
    ]
    return sorted({*changed, *swapped, *(i + 1 for i in swapped)})


def _with(word: Sequence[int], place: int, digit: int) -> list[int]:
    return [*word[:place], digit, *word[place + 1 :]]


def _step(place: int, digit: int, plain: int, weighed: int) -> tuple[int, int]:
    if place == LENGTH - 1:
        return plain, (weighed + digit) % _FIELD
    return (plain + digit) % _FIELD, (weighed + place * digit) % _FIELD


@cache
def _ways(place: int, plain: int, weighed: int) -> int:
    """How many ways the digits from `place` on can bring both sums to 0."""
    if place == LENGTH:
        return int(plain == weighed == 0)
    return sum(_ways(place + 1, *_step(place, digit, plain, weighed)) for digit in range(10))

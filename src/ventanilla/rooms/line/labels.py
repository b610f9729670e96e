"""How a place in line is said and written."""

from __future__ import annotations


def number_label(number: int, last_number: int = 0, part: str = "") -> str:
    """A number as the board writes it: ``1,479``, ``1,479-B`` for a part, ``1,173 – 1,175`` for a span."""
    span = f"{number:,} – {last_number:,}" if last_number and last_number != number else f"{number:,}"
    return f"{span}-{part}" if part else span


def next_part(used: list[str]) -> str:
    """The letter of the next part of a split household: B, C, ... (the part left behind keeps the plain number).

    Raises:
        ValueError: all letters are used.
    """
    for letter in "BCDEFGHJKLMNPQRSTUVWXYZ":
        if letter not in used:
            return letter
    raise ValueError("too many parts")

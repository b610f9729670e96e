"""What a reason byte means. Its two high bits are the answer, its six low bits say what decided.

| low bits | meaning |
| --- | --- |
| 0 | the table [day, place] alone: not in force (NO), or two states on one day (UNKNOWN) |
| 1 to 47 | the first of the weakest parts: the rule's ``when``, then its stretch's, then each ``unless``, then ``needs`` |
| 48 to 62 | the order of the cell that decides, from 48 |
| 63 | with YES: the rule reaches the person |
"""

from __future__ import annotations

from ..conditions import Holds

NOT_ON, NOT_KNOWN, APPLIES = 0, 64, 255
MOST_PARTS, ORDERS, MOST_ORDERS = 47, 48, 15


def byte_of(holds: Holds, low: int = 0) -> int:
    """The byte that says this answer and what decided it."""
    return APPLIES if holds is Holds.YES else holds << 6 | low


def holds_of(byte: int) -> Holds:
    """The answer that a byte carries."""
    return Holds(byte >> 6)


def checked_counts(name: str, parts: int, orders: int) -> None:
    """Whether a byte can name so many parts and orders.

    Raises:
        ValueError: it cannot.
    """
    if parts > MOST_PARTS or orders > MOST_ORDERS:
        raise ValueError(
            f"{name}: columns can tell {MOST_PARTS} conditions and {MOST_ORDERS} orders apart, not more"
        )

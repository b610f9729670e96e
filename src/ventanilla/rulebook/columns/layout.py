"""What a reason byte means. Its two high bits are the answer, its six low bits say what decided.

| low bits | meaning |
| --- | --- |
| 0 | the table [day, place] alone: not in force (NO), or two states on one day (UNKNOWN) |
| 1 to 15 | the order of the cell that decides, from 1 |
| 16 to 62 | the first of the weakest parts: the rule's ``when``, its stretch's, each ``unless``, then ``needs`` |
| 63 | with YES: the rule reaches the person |

So the least of the bytes of all that must hold is the byte of the whole: the weakest wins, and of equals the first.
"""

from __future__ import annotations

from ..conditions import Holds

APPLIES = 255
ORDERS, MOST_ORDERS = 1, 15
PARTS, MOST_PARTS = 16, 47


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

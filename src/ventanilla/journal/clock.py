"""What time it is: the machine's clock, and what to do when it is wrong.

Order is kept by the chain (``seq``) and the logical clock: ``at`` never goes back, and entries that the
machine's clock would put before the last one share its time and count ``clock`` up (hybrid logical clock).
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo, reset_tzpath

reset_tzpath(())  # the pinned tzdata package, not whatever zone files this machine happens to have

SLIP = timedelta(minutes=10)
"""How far the machine's clock may move against its own steady clock before the desk is warned."""


class Clock(Protocol):
    """Anything that can say the moment."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        ...


class MachineClock:
    """The machine's own clock, watched for jumps while the program runs."""

    def __init__(self) -> None:
        self._steady, self._wall = time.monotonic(), self.now()

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def jumped(self) -> timedelta:
        """How far the wall clock has moved against the steady one since the start (0 where within limits)."""
        drift = (self.now() - self._wall) - timedelta(seconds=time.monotonic() - self._steady)
        return drift if abs(drift) > SLIP else timedelta(0)


class SetClock:
    """A clock that stands where it was set: for tests, and for the demo office while it is built."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """The moment it was set to, in UTC."""
        return self.moment.astimezone(UTC)

    def set(self, moment: datetime) -> None:
        """Set it."""
        self.moment = moment


def stamp(moment: datetime) -> str:
    """A moment as journal text: UTC, milliseconds, ``2018-12-05T16:10:00.000Z``."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")[:23] + "Z"


def moment(text: str) -> datetime:
    """The moment of a journal text."""
    return datetime.fromisoformat(text)


@lru_cache(maxsize=64)
def day_at(when: datetime, zone: str) -> date:
    """The plain date at a place: days belong to the port, not to the machine."""
    return when.astimezone(ZoneInfo(zone)).date()

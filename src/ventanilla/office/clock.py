"""The clock of a demo office: it goes on from the last entry, and only ``next day`` moves it to another day."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from ventanilla.journal.clock import moment


class DemoClock:
    """Starts at the time of the journal's last entry and runs, but never past the end of that day."""

    def __init__(self, zone: str, tip: Callable[[], str]) -> None:
        self.zone, self._tip = ZoneInfo(zone), tip
        self._base, self._started = datetime(2018, 11, 1, 13, tzinfo=UTC), time.monotonic()
        self._set: datetime | None = None

    def set(self, when: datetime) -> None:
        """Stand at a moment until the next one is set: the demo office is built and moved on this way."""
        self._set = when.astimezone(UTC)

    def run(self) -> None:
        """Run again from where it stands."""
        if self._set:
            self._base, self._started, self._set = self._set, time.monotonic(), None

    def now(self) -> datetime:
        """The demo's moment, in UTC."""
        if self._set:
            return self._set
        tip = self._tip()
        if tip and moment(tip) > self._base + timedelta(seconds=time.monotonic() - self._started):
            self._base, self._started = moment(tip), time.monotonic()
        local = self._base.astimezone(self.zone)
        end = local.replace(hour=23, minute=59, second=0, microsecond=0).astimezone(UTC)
        return min(self._base + timedelta(seconds=time.monotonic() - self._started), max(end, self._base))

"""The office's moment and day, as pages need them."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from ventanilla.journal.clock import day_at


def now() -> datetime:
    """The office's moment, in UTC."""
    return settings.OFFICE.clock.now()


def today(zone: str = "") -> date:
    """The plain date at the office, or at a list's own zone."""
    return day_at(now(), zone or settings.OFFICE.zone)

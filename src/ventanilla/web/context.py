"""What every page shows: the office, its day, whether it is a demo, whether the clock is believed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ventanilla.journal.clock import MachineClock

from .models import Staff
from .now import today


def page(request: HttpRequest) -> dict[str, Any]:
    """The base page's own values."""
    office = settings.OFFICE
    user = getattr(request, "user", None)
    clock = office.clock
    return {
        "office": office,
        "today": today(),
        "staff": user if isinstance(user, Staff) else None,
        "languages": settings.LANGUAGES,
        "clock_jumped": isinstance(clock, MachineClock) and bool(clock.jumped()),
    }

"""Hours on the wall of a place: refused where they do not exist, asked about where they come twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from ventanilla.journal.action import Refused

from . import law

Which = Literal["", "first", "second"]


def instant(day: date, hour: str, zone: str, field: str, which: Which = "") -> str:
    """The moment in UTC, as text to the minute.

    Raises:
        Refused: the hour does not exist there on that day, or comes twice and nobody said which is meant.
    """
    try:
        return _text(law.moment(day.isoformat(), hour, zone).begins())
    except ValueError:
        pass
    first, second = _both(day, hour, zone)
    if first > second:  # in a gap the later reading of the wall lies before the earlier one
        raise Refused(
            _("At {hour} on {day} there is no such hour in {zone}: the clocks go forward. Look at the paper again.").format(
                hour=hour, day=day, zone=zone
            ), field,
        )  # fmt: skip
    if not which:
        raise Refused(
            _("The hour {hour} comes twice on {day} in {zone}: the clocks go back. Ask which of the two is meant, and choose it.").format(
                hour=hour, day=day, zone=zone
            ), field,
        )  # fmt: skip
    return _text(first if which == "first" else second)


def _both(day: date, hour: str, zone: str) -> tuple[datetime, datetime]:
    wall = datetime.combine(day, time.fromisoformat(hour), ZoneInfo(zone))
    return wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)


def _text(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M}"


def on_wall(utc: str, zone: str) -> datetime:
    """A kept moment on the wall of a place."""
    return datetime.fromisoformat(utc).replace(tzinfo=UTC).astimezone(ZoneInfo(zone))

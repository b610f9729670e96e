"""Who did what and when, as pages say it, and who may open a household."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ventanilla.journal.action import Role
from ventanilla.journal.clock import moment
from ventanilla.journal.desk import OWNER, RULE
from ventanilla.journal.entry import NOTES, Entry
from ventanilla.web.templatetags.ventanilla import day_words

from .models import Staff

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
OPENS = (Role.KEEPER, Role.HELPER, Role.COORDINATOR, Role.LEGAL)
"""Roles that may open a household's page and look for people."""


@dataclass(frozen=True)
class Told:
    """One entry as a line of a history: its plain day and hour at the office, who did it, and what happened."""

    seq: int
    day: date
    hour: str
    who: str
    words: str
    note: str = ""


def told(entries: Iterable[tuple[Entry, str]]) -> list[Told]:
    """Entries with their sentences, as lines of a history."""
    pairs = list(entries)
    names = who_did(entry.actor for entry, _words in pairs)
    lines = []
    for entry, words in pairs:
        at = local(entry.at)
        said = days_in_words(words)
        lines.append(Told(entry.seq, at.date(), f"{at:%H:%M}", names[entry.actor], said, note_of(entry)))
    return lines


def days_in_words(sentence: str) -> str:
    """A sentence with its plain days (2018-12-05) said as people say them."""
    return _DAY.sub(lambda found: short_day(found.group()), sentence)


def who_did(actors: Iterable[str]) -> dict[str, str]:
    """The logins behind pseudonyms of staff; rules and the owner of the office folder in words."""
    wanted = set(actors)
    names = dict(Staff.objects.filter(id__in=wanted).values_list("id", "login"))
    names |= {RULE.id: _("a rule, by itself"), OWNER.id: _("owner of the office folder")}
    return {one: names.get(one, one) for one in wanted}


def note_of(entry: Entry) -> str:
    """The words that were written with an entry, where they can still be opened."""
    notes = [data for (_owner, cls), data in entry.opened.items() if cls == NOTES and data]
    return " ".join(str(word) for data in notes for word in data.values())


def local(at: str, zone: str = "") -> datetime:
    """A journal time at the office's clock, or at another zone's."""
    return moment(at).astimezone(ZoneInfo(zone or settings.OFFICE.zone))


def short_day(day: Any) -> str:
    """A day as it stands in a table: ``5 December 2018``."""
    return day_words(day, "plain") if day else ""


def opens(request: HttpRequest) -> bool:
    """Whether this member of staff may open a household's page."""
    return isinstance(request.user, Staff) and request.user.actor.role in OPENS


def once() -> str:
    """A fresh once-key for a form that a template writes by hand."""
    return secrets.token_hex(12)

"""All that a rule file may use: ``from ventanilla.rulebook.language import *`` is its only import."""

from __future__ import annotations

from .calendars import Calendar
from .places import NINTH_CIRCUIT, PORTS, SPANISH, US_BORDER, WESTERN_HEMISPHERE
from .rule import Court, Effect, On, Rule, Said, Source
from .terms import Term
from .words import (
    age,
    alone,
    appointment,
    arrival,
    asked_inm,
    client_of,
    delay_days,
    denied_in,
    entry,
    entry_mx,
    filed,
    health,
    job_offer,
    list_date,
    manner,
    member_of,
    nat,
    state,
    transit,
)  # fmt: skip

__all__ = [
    "NINTH_CIRCUIT", "PORTS", "SPANISH", "US_BORDER", "WESTERN_HEMISPHERE", "Calendar", "Court", "Effect", "On", "Rule",
    "Said", "Source", "Term", "age", "alone", "appointment", "arrival", "asked_inm", "client_of", "delay_days",
    "denied_in", "entry", "entry_mx", "filed", "health", "job_offer", "list_date", "manner", "member_of", "nat", "state",
    "transit",
]  # fmt: skip

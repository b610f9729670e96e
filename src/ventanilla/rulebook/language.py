"""All that a rule file may use: ``from ventanilla.rulebook.language import *`` is its only import."""

from __future__ import annotations

from .places import NINTH_CIRCUIT, PORTS, SPANISH, US_BORDER, WESTERN_HEMISPHERE
from .rule import Court, Effect, On, Rule, Said, Source
from .words import (
    age,
    alone,
    appointment,
    asked_inm,
    client_of,
    denied_in,
    entry,
    health,
    job_offer,
    list_date,
    manner,
    nat,
    state,
    transit,
)

__all__ = [
    "NINTH_CIRCUIT", "PORTS", "SPANISH", "US_BORDER", "WESTERN_HEMISPHERE", "Court", "Effect", "On", "Rule", "Said",
    "Source", "age", "alone", "appointment", "asked_inm",
    "client_of", "denied_in", "entry", "health", "job_offer", "list_date", "manner", "nat", "state", "transit",
]  # fmt: skip

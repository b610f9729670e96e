"""Choices that any action's fields may take: lists of the office, countries."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ventanilla.journal.sql import Db

from .countries import countries as named
from .forms import Choices, provides

FREQUENT = (
    "HN",
    "SV",
    "GT",
    "NI",
    "MX",
    "HT",
    "CU",
    "VE",
    "CO",
    "EC",
    "PE",
    "BR",
    "CM",
    "CD",
    "ER",
    "ET",
    "RU",
    "UA",
    "YE",
    "AF",
)


@provides("*", "list")
@provides("*", "to")
def lists(query: Any) -> Choices:
    """The lists of this office."""
    return [(row[0], row[1]) for row in Db().all("SELECT id, name FROM line_list ORDER BY name")]


@provides("*", "nationality")
def countries(query: Any) -> Choices:
    """Countries in the page's language, those met most often at this border first."""
    names = named()
    rest = sorted(
        (name, code)
        for code, name in names.items()
        if code not in (*FREQUENT, "ZZ", "EU", "EZ", "UN", "QO", "XA", "XB")
    )
    return [
        ("", _("not said")),
        *((code, names[code]) for code in FREQUENT),
        *((code, name) for name, code in rest),
    ]

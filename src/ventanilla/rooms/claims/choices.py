"""Choices of this room's fields: places, countries, papers and deadlines of the claim at hand."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ventanilla.journal.sql import Db
from ventanilla.web.choices import countries
from ventanilla.web.forms import Choices, provides
from ventanilla.web.told import short_day

from . import law
from .where import NAMES
from .words import ABOUT, ISSUERS, PAPERS

provides("claims.facts", "nat")(countries)


@provides("claims.intention", "place")
def places(query: Any) -> Choices:
    """Places that rules name, the country's own first."""
    country = query.get("country", "US")
    own = law.places(country)
    return [(one, one) for one in own] + [(one, one) for one in law.places() if one not in own]


@provides("claims.paper", "place")
def courts(query: Any) -> Choices:
    """Places of hearings."""
    return [(code, _(name) if code == "other" else name) for code, name in NAMES.items()]


@provides("claims.deadline", "term")
def terms(query: Any) -> Choices:
    """Every deadline of the rulebook."""
    return sorted(law.terms().items(), key=lambda one: one[1])


@provides("claims.reset", "now")
def papers(query: Any) -> Choices:
    """The other papers of the claim that name a day."""
    sql = "SELECT id, kind, issuer, day, hour FROM claims_paper WHERE claim=? AND id<>? AND day IS NOT NULL AND state<>'reset' ORDER BY seq DESC"
    rows = Db().all(sql, (query.get("claim", ""), query.get("paper", "")))
    return [
        (row[0], f"{short_day(row[3])} {row[4]}, {_(PAPERS[row[1]])}, {_(ISSUERS[row[2]])}") for row in rows
    ]


@provides("claims.lawyer_said", "question")
def questions(query: Any) -> Choices:
    """The questions that were asked about the claim, open ones first."""
    sql = "SELECT id, about, day FROM claims_question WHERE claim=? ORDER BY state<>'open', seq DESC"
    return [
        (row[0], f"{_(ABOUT[row[1]])} ({short_day(row[2])})")
        for row in Db().all(sql, (query.get("claim", ""),))
    ]

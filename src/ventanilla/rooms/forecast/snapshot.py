"""From the live tables to plain arrays without pseudonyms: what a forecast of one list begins with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from ventanilla.forecast.situation import Kind, Past, Situation, Waiting
from ventanilla.journal.clock import day_at
from ventanilla.journal.sql import Db, Row
from ventanilla.rooms.claims.words import DATED, OPEN
from ventanilla.rooms.line.models import WaitingList
from ventanilla.rulebook.places import PLACES, at_the_border, place_named

_MADE = """
WITH made AS (
    SELECT household, MIN(nationality) AS one, MAX(nationality) AS other, COUNT(*) AS people,
           SUM(CASE WHEN birth_year > ? AND adult_said IS NULL THEN 1 ELSE 0 END) AS young
    FROM registry_person WHERE state = 'here' GROUP BY household)
"""
_LINE = f"""{_MADE}
SELECT t.number, t.size, t.since, made.one, made.other, made.people, made.young
FROM line_ticket t LEFT JOIN made ON made.household = t.household
WHERE t.list = ? AND t.state = 'waiting' ORDER BY t.number, t.ord, t.part
"""
_DAYS = "SELECT day, called_people, present_people, joined_people FROM line_day WHERE list = ? AND day <= ?"
_COURT = f"""{_MADE}
SELECT MIN(w.day), p.nationality, p.nationality, made.people, made.young
FROM claims_claim c JOIN registry_person p ON p.id = c.person JOIN made ON made.household = p.household
LEFT JOIN claims_paper w ON w.claim = c.id AND w.state <> 'reset' AND w.day > ? AND w.kind IN ({",".join("?" * len(DATED))})
WHERE c.country = 'US' AND c.track <> 'queue' AND c.state IN ({",".join("?" * len(OPEN))})
GROUP BY c.id, p.nationality, made.people, made.young
"""


def evening(now: datetime, zone: str) -> date:
    """The evening that a night belongs to: from noon on today's, before noon yesterday's."""
    return day_at(now - timedelta(hours=12), zone)


class UnknownPlace(ValueError):
    """The rules know neither the city nor the port of a list, so nobody can say what holds there; the words say so."""


def where(one: WaitingList) -> tuple[str, str]:
    """City and port of a list as the rules name them; the port alone is enough.

    Raises:
        UnknownPlace: the rules know neither.
    """
    port = place_named(one.port)
    by_port = ((place.name, port) for place in PLACES.values() if place.across and place.across == port)
    found = at_the_border(one.city, one.port) or next(by_port, None)
    if not found:
        said = _(
            "The rules do not know the port of the list {list}: {city} {port}. So there is no forecast for it."
        )
        raise UnknownPlace(said.format(list=one.name, city=one.city, port=one.port))
    return found


def situation(db: Db, one: WaitingList, day: date) -> Situation:
    """How a list stands on the evening of a day: one read a table, all of one and the same moment.

    Raises:
        UnknownPlace: the rules do not know the port.
    """
    city, port = where(one)
    with db.reading():
        line = db.all(_LINE, (day.year - 18, one.id))
        days = db.all(_DAYS, (one.id, day.isoformat()))
        court = db.all(_COURT, (day.year - 18, day.isoformat(), *DATED, *OPEN))
    kinds: dict[Kind, int] = {}
    waiting = _waiting(line, day, kinds)
    return Situation(
        day, city, port, tuple(kinds), waiting, tuple(_past(days, day)), tuple(_in_court(court)), {}, MARKS
    )  # fmt: skip


MARKS = {
    "waiting": "office",
    "past": "office",
    "in_court": "office",
    "hearings left": "assumed",
    "beds": "assumed",
}
"""What comes from this office's journal, and what no room holds yet."""


def _waiting(rows: list[Row], day: date, kinds: dict[Kind, int]) -> Waiting:
    kind = [kinds.setdefault(_kind(*row[3:]), len(kinds)) for row in rows]
    listed = np.array([str(row[2]) for row in rows], "datetime64[D]")
    since = np.maximum((np.datetime64(day) - listed).astype(np.int64), 0)
    return Waiting(_ints(row[0] for row in rows), _ints(row[1] for row in rows), _ints(kind), since)


def _ints(values: Any) -> Any:
    return np.fromiter(values, np.int64)


def _kind(one: str | None, other: str | None, people: int | None, young: int | None) -> Kind:
    """The kind of a household; the nationality of a mixed one is not known. Whose birth year is unknown counts as adult."""
    nationality = (other or "") if not one or one == other else ""
    if young:
        return Kind(nationality, "child alone" if young == people else "family with children")
    return Kind(nationality, "adults together" if (people or 1) > 1 else "alone")


def _past(rows: list[Row], day: date) -> Iterator[Past]:
    """Every day since the list began, oldest first; days on which nothing happened too.

    The day on which it began is left out: its paper book is copied in then, and thousands seem to join at once.
    """
    found = {date.fromisoformat(str(row[0])): row[1:] for row in rows}
    first = min(found, default=day + timedelta(days=1))
    for n in range(1, (day - first).days + 1):
        at = first + timedelta(days=n)
        yield Past(at, *found.get(at, (0, 0, 0)))


def _in_court(rows: list[Row]) -> list[tuple[Kind, int, date | None, int]]:
    """People with an open claim, by kind and the day of their next hearing. How many hearings follow is not held here."""
    found: Counter[tuple[Kind, date | None]] = Counter()
    for day, *made in rows:
        found[_kind(*made), date.fromisoformat(str(day)) if day else None] += 1
    return [(kind, 1, day, people) for (kind, day), people in found.items()]

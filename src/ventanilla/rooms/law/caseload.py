"""The people of this office as the rulebook sees them: how many have the same card, by nationality and household type.

Only those who wait or were called. What the office does not hold stays unknown, and no rule guesses it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.journal.words import N_
from ventanilla.rulebook.asking import Card
from ventanilla.rulebook.book import Book
from ventanilla.rulebook.diff import Changed, Person, changes
from ventanilla.rulebook.when import Moment
from ventanilla.web.counts import publishable

_PEOPLE = """
SELECT p.nationality, p.birth_year, COALESCE(f.young, 0), h.size, COUNT(*)
FROM registry_person p
JOIN registry_household h ON h.id = p.household
LEFT JOIN (SELECT household, MAX(CASE WHEN birth_year > ? THEN 1 ELSE 0 END) AS young
           FROM registry_person WHERE state = 'here' GROUP BY household) f ON f.household = p.household
WHERE p.state = 'here' AND EXISTS (
    SELECT 1 FROM line_ticket t WHERE t.household = p.household AND t.state IN ('waiting', 'called', 'present', 'absent'))
GROUP BY p.nationality, p.birth_year, COALESCE(f.young, 0), h.size
"""
COUNTING = N_(
    "Rounded to 10. Kinds of people with fewer than 10 are not listed, whether there are any or not."
)
TYPES = {
    "alone": N_("single adult"),
    "family": N_("family with children"),
    "others": N_("household of adults"),
}


def caseload(db: Any, today: date) -> list[Person]:
    """Everybody who waits, as cards with how many have them; the label is ``nationality/household type``.

    Whoever waits in the line would come to the port. Days of entry and countries crossed are not held here.
    """
    found: Counter[tuple[str, int | None, str]] = Counter()
    for nationality, born, young, size, many in db.all(_PEOPLE, (today.year - 18,)):
        kind = "family" if young else ("alone" if size == 1 else "others")
        found[nationality or "", born, kind] += many
    return [
        Person(_card(nationality, born, today), f"{nationality or '?'}/{kind}", many)
        for (nationality, born, kind), many in found.items()
    ]


def _card(nationality: str, born: int | None, today: date) -> Card:
    card: dict[str, Any] = {"manner": "port", "entry": today.isoformat()}
    if nationality:
        card["nat"] = nationality
    if born:
        card["age"] = today.year - born
    return card


def counted(found: Counter[Changed], by: int) -> list[tuple[str, str, str, str, str, str]]:
    """Changes by nationality (``by`` 0) or household type (1), as they may leave the office: rounded to 10.

    Kinds with fewer than 10 are not listed at all: a row that comes and goes would tell of one household.

    Each row: question, answer before, answer after, better or worse, label, how many.
    """
    totals: Counter[tuple[str, str, str, str, str]] = Counter()
    for one, many in found.items():
        totals[one.ask, one.before, one.after, one.turn.name, one.label.split("/")[by]] += many
    shown = ((key, publishable(many)) for key, many in sorted(totals.items()))
    return [(*key, f"{many:,}") for key, many in shown if many is not None]


def label_words(label: str, by: int, countries: dict[str, str]) -> str:
    """A label as people say it."""
    return countries.get(label, label) if by == 0 else _(TYPES[label])


_HOUSEHOLDS = """
SELECT p.household, t.list, t.number, t.part, p.nationality, p.birth_year
FROM line_ticket t JOIN registry_person p ON p.household = t.household
WHERE t.state IN ('waiting', 'called', 'present', 'absent') AND p.state = 'here'
ORDER BY t.list, t.number, t.part
"""


@dataclass(frozen=True)
class Touched:
    """A household that has to be told, by its number; no name stands here."""

    household: str
    number: int
    part: str


def touched(db: Any, before: Book, after: Book, at: Moment, place: str, most: int) -> Iterator[Touched]:
    """The households of which an answer changes, in the order of the line; at most so many."""
    turned: dict[tuple[str, int | None], bool] = {}
    told: set[str] = set()
    for household, _list, number, part, nationality, born in db.all(_HOUSEHOLDS):
        key = nationality or "", born
        if key not in turned:
            person = Person(_card(*key, at.day), "", 1)
            turned[key] = bool(changes(before, after, [person], at, place))
        if turned[key] and household not in told:
            told.add(household)
            yield Touched(household, number, part)
            if len(told) == most:
                return

"""Two policies side by side: which rules differ and how, and whose answers become better or worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from .asking import answer
from .book import Book
from .places import PLACES
from .rule import Court, On, Rule
from .said import Said
from .when import Moment
from .wording import day, several, span

BEST_FIRST: Mapping[str, tuple[str, ...]] = {
    "claim_us": ("YES", "NO"),
    "port_takes_claim": ("YES", "WAIT", "NO"),
    "barred_entry": ("NO", "YES"),
    "barred_transit": ("NO", "YES"),
    "mpp_return": ("NO", "MAY"),
    "t42_expel": ("NO", "YES"),
    "aca_transfer": ("NO", "MAY"),
    "presumed_ineligible": ("NO", "PRESUMED"),
    "suspension_applies": ("NO", "YES"),
    "ead_possible": ("YES", "NO"),
    "tvrh": ("YES", "NO"),
    "tvtf": ("YES", "NO"),
    "tvr": ("YES", "NO"),
    "mx_plan": ("YES", "NO"),
    "visa_petition": ("YES", "NO"),
    "visa_share_kept": ("YES", "NO"),
}
"""The questions that two policies are compared by, with their answers from the best to the worst for the person."""


class Turn(Enum):
    """What another policy does to somebody's answer."""

    BETTER = Said("better off", "mejor")
    WORSE = Said("worse off", "peor")
    UNCLEAR = Said("not clear", "no está claro")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a caseload: a card, how many have the same one, and what they are counted by."""

    card: Mapping[str, Any]
    label: str
    many: int = 1


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of one answer for people with one label."""

    ask: str
    before: str
    after: str
    turn: Turn
    label: str


TYPICAL: tuple[tuple[Said, Mapping[str, Any]], ...] = (
    (Said("an adult from Honduras, at the port", "una persona adulta de Honduras, en el puerto"), {"nat": "HN", "age": 30, "manner": "port", "visa": "H-2A"}),
    (Said("an adult from Honduras, between ports", "una persona adulta de Honduras, entre puertos"), {"nat": "HN", "age": 30, "manner": "between"}),
    (Said("an adult of 65 from El Salvador, at the port", "una persona de 65 años de El Salvador, en el puerto"), {"nat": "SV", "age": 65, "manner": "port"}),
    (Said("a child of 8 from Guatemala with the family, at the port", "un niño de 8 años de Guatemala con su familia, en el puerto"), {"nat": "GT", "age": 8, "manner": "port"}),
    (Said("a child of 15 from Honduras, alone", "un menor de 15 años de Honduras, solo"), {"nat": "HN", "age": 15, "manner": "between", "unacc": True}),
    (Said("an adult from Nicaragua, at the port", "una persona adulta de Nicaragua, en el puerto"), {"nat": "NI", "age": 30, "manner": "port"}),
    (Said("an adult from Mexico, at the port", "una persona adulta de México, en el puerto"), {"nat": "MX", "age": 30, "manner": "port", "transit": ()}),
    (Said("an adult from Cameroon, at the port", "una persona adulta de Camerún, en el puerto"), {"nat": "CM", "age": 30, "manner": "port"}),
)  # fmt: skip
"""Kinds of people, not persons: what a policy does is first said for them."""


def typical(at: Moment, language: str = "en") -> list[Person]:
    """The kinds of people of :data:`TYPICAL`, who came to the border on the day that is asked about."""
    common = {"entry": at.text[:10], "transit": ("GT", "MX")}
    return [Person({**common, **card}, words.into(language)) for words, card in TYPICAL]


def changes(before: Book, after: Book, people: Iterable[Person], at: Moment, place: str) -> Counter[Changed]:
    """How many people's answers change between two policies, by question, answers and label."""
    found: Counter[Changed] = Counter()
    for person in people:
        for ask, order in BEST_FIRST.items():
            one = answer(before, ask, person.card, at, place).code
            other = answer(after, ask, person.card, at, place).code
            if one != other:
                found[Changed(ask, one, other, _turn(order, one, other), person.label)] += person.many
    return found


def _turn(order: tuple[str, ...], before: str, after: str) -> Turn:
    if before not in order or after not in order:
        return Turn.UNCLEAR
    return Turn.BETTER if order.index(after) < order.index(before) else Turn.WORSE


def rules_that_differ(before: Book, after: Book) -> Iterator[tuple[Rule, Rule]]:
    """The rules that are in force otherwise in one of the two, each with its counterpart."""
    for id_, rule in before.rules.items():
        other = after.rules[id_]
        if (rule.on, rule.off) != (other.on, other.off):
            yield rule, other


_NOT = Said("not in this policy", "no está en esta política")
_ANNOUNCED = Said("announced on {day}", "anunciada el {day}")
_USED = Said("first used on {day}", "usada por primera vez el {day}")
_PAPER = Said("on paper only", "solo en papel")
_AT = Said(" at {places}", " en {places}")
_STOPPED = Said(
    "stopped by a court order ({title}) {span}", "detenida por una orden judicial ({title}) {span}"
)
_NEVER = Said(
    "a court order ({title}) that never took hold", "una orden judicial ({title}) que nunca se aplicó"
)


def in_words(rule: Rule, language: str = "en") -> list[str]:
    """When and where a rule is in force in a book, and which orders stop it, a line each."""
    if not rule.on:
        return [_NOT.into(language)]
    lines = [_span(on, language) + _marks(on, language) for on in rule.on]
    for court in rule.off:
        title = court.title.into(language)
        said = _NEVER if court.never else _STOPPED
        lines.append(said.into(language).format(title=title, span=_span(court, language)))
    return list(dict.fromkeys(lines))


def _marks(on: On, language: str) -> str:
    """What is not the same as in force: announced before, first used after, on paper only."""
    said = [
        words.into(language).format(day=day(when, language))
        for words, when in ((_ANNOUNCED, on.known), (_USED, on.used), (_PAPER, on.start if on.paper else ""))
        if when
    ]
    return f" ({', '.join(said)})" if said else ""


def _span(thing: On | Court, language: str) -> str:
    places = list(thing.at) if thing.at and len(thing.at) < len(PLACES) else []
    there = _AT.into(language).format(places=several(places, language, "standard")) if places else ""
    return span(thing.start, thing.end, language) + there

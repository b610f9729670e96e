"""What the options page shows: every way of both countries for each person and for the family, and what to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from ventanilla.journal.words import N_
from ventanilla.rooms.law.reads import note
from ventanilla.rulebook.book import Book, book
from ventanilla.rulebook.options import Stands
from ventanilla.rulebook.rule import Source
from ventanilla.rulebook.ways import Way
from ventanilla.rulebook.why import rules_behind

from .asks import ASKS, Ask
from .board import Counted, Said, ngettext_noop
from .known import Card, Where
from .reasons import Reason, Teller
from .standing import Day, Seen, asked_most, look, shut_overnight, together, turn
from .tags import WORDS, Tag

COUNTED = N_("Counted here, and not checked: the last day is {day}. Ask before that day.")


@dataclass(frozen=True)
class Group:
    """The people for whom a way stands the same, for the same reasons; ``people`` counts from 1."""

    people: tuple[int, ...]
    tag: Tag
    reasons: tuple[Reason, ...]

    @property
    def who(self) -> Said:
        """The people by their places, as the page counts them."""
        if len(self.people) == 1:
            return Said(N_("Person {n}"), n=self.people[0])
        return Said(N_("People {all}"), all=", ".join(map(str, self.people)))


@dataclass(frozen=True)
class WayShown:
    """One way as the page shows it: for the family, and for those of it for whom it stands otherwise."""

    way: Way
    language: str
    tag: Tag
    groups: tuple[Group, ...]
    asks: tuple[Ask, ...]
    turns: Said | None
    known: str
    counted: Said | None = None

    @property
    def differs(self) -> bool:
        """Whether it stands differently for some of the family."""
        return len({one.tag.stands for one in self.groups}) > 1

    @property
    def title(self) -> str:
        """What the way is called, in the language of the law's sentences."""
        return self.way.title.into(self.language)

    @property
    def facts(self) -> dict[str, str]:
        """What it needs, costs and closes."""
        return {name: getattr(self.way, name).into(self.language) for name in ("needs", "costs", "closes")}

    @property
    def took(self) -> list[tuple[str, Source]]:
        """How long it took others, with its source."""
        known = [one for one in self.way.took if one.source.mark == "S" and one.source.date <= self.known]
        return [(one.words.into(self.language), one.source) for one in known]


@dataclass(frozen=True)
class Options:
    """Everything the page shows."""

    day: Day
    where: Where
    people: int
    language: str
    ways: list[WayShown]
    asks: list[Ask]
    shut: list[WayShown]
    sources: list[Source]
    newest: date
    rules: frozenset[str]

    @property
    def most(self) -> Ask | None:
        """The one answer that would settle the most ways; None where no way hangs on an answer."""
        hanging = {ask for one in self.ways if one.tag.stands is Stands.DEPENDS for ask in one.asks}
        return next((ask for ask in self.asks if ask in hanging), None)

    @property
    def settles(self) -> int:
        """How many ways that answer would settle."""
        return sum(self.most in one.asks and one.tag.stands is Stands.DEPENDS for one in self.ways)

    @property
    def note(self) -> str:
        """That this is information, not advice, and whether a lawyer has signed what it rests on."""
        return note(self.rules, self.language)

    @property
    def covers(self) -> Said:
        """How many people it speaks of."""
        return Counted(ngettext_noop("For {n} person.", "For {n} people."), self.people)

    @property
    def late(self) -> Said | None:
        """That the day lies after all that was read, where it does."""
        said = N_(
            "The newest source of these rules is of {day}. What came later is not in these answers: ask legal aid."
        )
        return Said(said, day=self.newest) if self.day.on > self.newest else None

    def groups(self) -> list[tuple[Tag, list[WayShown]]]:
        """The ways by how they stand, open ones first."""
        found = [(stands, [one for one in self.ways if one.tag.stands is stands]) for stands in WORDS]
        return [(Tag(stands), ways) for stands, ways in found if ways]


def options_of(
    cards: list[Card],
    day: Day,
    where: Where,
    language: str,
    open_facts: bool = False,
    bare: bool = False,
    law: Book | None = None,
) -> Options:
    """All ways for the people of these cards.

    Args:
        cards: what is known of each, in order.
        day: the day that is asked about, and the day up to which the law was known.
        where: the city and the port across.
        language: of the law's sentences, "es" or "en".
        open_facts: sealed facts may be read out.
        bare: every question and every leaf, for the desk.
        law: the rulebook (none: the book of the record).
    """
    law = law or book()
    each = [look(law, card, day, where) for card in cards]
    teller = Teller(law, language, open_facts, bare)
    ways = [
        _shown(teller, cards, of_way, day, where)
        for of_way in zip(*each, strict=True)
        if any(one.heard_of for one in of_way)
    ]
    gone = {way.name for card in cards for way in shut_overnight(law, card, day, where)}
    order = asked_most(each)
    sources = list(dict.fromkeys(one for way in ways for one in _sources(way)))
    return Options(
        day, where, len(cards), language, ways, [ASKS[name] for name in order],
        [one for one in ways if one.way.name in gone], sources, newest(law), frozenset(_rules(each)),
    )  # fmt: skip


def _rules(each: list[list[Seen]]) -> set[str]:
    answers = (answer for person in each for seen in person for _ask, answer in seen.option.answers)
    return {id_ for answer in answers for id_ in rules_behind(answer)}


def _shown(teller: Teller, cards: list[Card], each: tuple[Seen, ...], day: Day, where: Where) -> WayShown:
    groups: dict[tuple[Stands, tuple[Reason, ...]], list[int]] = {}
    for place, seen in enumerate(each, 1):
        groups.setdefault((seen.stands, teller.tell(seen)), []).append(place)
    asks = dict.fromkeys(name for seen in each for name in seen.asks if name in ASKS)
    counted = next((seen.option.until for seen in each if seen.option.until), "")
    return WayShown(
        each[0].option.way, teller.language, Tag(together(seen.stands for seen in each)),
        tuple(Group(tuple(people), Tag(stands), reasons) for (stands, reasons), people in groups.items()),
        tuple(ASKS[name] for name in ASKS if name in asks), _turns(teller.book, cards, each, day, where),
        day.known.isoformat(),
        Said(COUNTED, day=date.fromisoformat(counted[:10])) if counted else None,
    )  # fmt: skip


def _turns(law: Book, cards: list[Card], each: tuple[Seen, ...], day: Day, where: Where) -> Said | None:
    """How long the way stands so, if nothing changes: the first day known on which it turns for one of them."""
    found = [turn(law, card, seen, day, where) for card, seen in zip(cards, each, strict=True)]
    first = min((one[0] for one in found if one), default=None)
    if first is None:
        return None
    then = together(later[1] if later and later[0] == first else seen.stands for later, seen in zip(found, each, strict=True))  # fmt: skip
    if then is together(seen.stands for seen in each):
        return Said(N_("One of its rules changes on {day}; the way stays as it stands."), day=first)
    until = first - timedelta(1)
    said = N_("So until {until}. If nothing changes, from {day} on: {then}.")
    return Said(said, until=until, day=first, then=Said(WORDS[then]))


def _sources(one: WayShown) -> list[Source]:
    grounds = [part for group in one.groups for reason in group.reasons for part in reason.grounds]
    return [part.source for part in grounds if part.source] + [source for _words, source in one.took]


@cache
def newest(law: Book) -> date:
    """The day of the newest source in the book: what came after it is not in these answers."""
    found = (on.source.date for rule in law.rules.values() for on in rule.on if on.source)
    return max(date.fromisoformat(day) for day in found if len(day) == 10 and day[4] == "-")


def merged(known: Card, answered: Mapping[str, Any]) -> Card:
    """A card with what was answered on the page; what the desk has written stands."""
    return {**answered, **known}

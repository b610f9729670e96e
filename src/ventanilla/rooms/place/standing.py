"""How the ways stand for one person and for a family, as the page may say it: never more certain than its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from ventanilla.rulebook.asking import Answer
from ventanilla.rulebook.book import Book
from ventanilla.rulebook.card import contradictions, facts, flat
from ventanilla.rulebook.conditions import Condition, Leaf
from ventanilla.rulebook.decide import Finding
from ventanilla.rulebook.facts import MISSING
from ventanilla.rulebook.inforce import State
from ventanilla.rulebook.options import Option, Stands, options
from ventanilla.rulebook.rule import Rule
from ventanilla.rulebook.ways import WAYS, Way
from ventanilla.rulebook.when import Moment

from .asks import ASKS
from .known import Where

Card = Mapping[str, Any]
SHUT = (Stands.CLOSED, Stands.NOT_YET)
_UNDECIDED = ("UNKNOWN", "NEEDS_LAWYER", "PRESUMED")


@dataclass(frozen=True)
class Day:
    """The day that is asked about, and the day up to which the law is taken as known then."""

    on: date
    known: date

    def before(self) -> Day:
        """The day before, as known then."""
        return Day(self.on - timedelta(1), self.known - timedelta(1))


@dataclass(frozen=True)
class Seen:
    """A way as it is shown to one person. ``asks`` are the facts whose answer would settle it or help a lawyer."""

    option: Option
    stands: Stands
    asks: tuple[str, ...] = ()

    @property
    def heard_of(self) -> bool:
        """Whether any rule that opens the way was known on that day: a way that nobody had heard of is not shown."""
        opening = self.option.answers[0][1]
        unknown = [one.standing.state is State.NOT_KNOWN for one in opening.findings]
        return not unknown or not all(unknown)


def look(book: Book, card: Card, day: Day, at: Where, ways: Iterable[Way] = WAYS) -> list[Seen]:
    """Every way for one person: a source that nobody read makes it a lawyer's, an exception unasked makes it open."""
    moment = Moment(day.on.isoformat(), at.zone)
    found = options(book, card, moment, at.city, at.port, day.known.isoformat(), ways)
    return [_seen(book, one, card, day, at) for one in found]


def _seen(book: Book, one: Option, card: Card, day: Day, at: Where) -> Seen:
    if one.stands in (*SHUT, Stands.OFFICER) and (claims := _claims(book, one, card, day, at)):
        return Seen(one, one.stands if one.stands is Stands.OFFICER else Stands.DEPENDS, claims)
    if not _read(one):
        return Seen(one, Stands.LAWYER, one.missing)
    return Seen(one, one.stands, one.missing)


def _read(one: Option) -> bool:
    """For a way that is shut it is enough that one reason was read; every other answer must rest on what was read."""
    if one.stands in SHUT:
        return any(found.checked for found in wrong(one))
    return all(found.checked for _ask, found in one.answers)


def wrong(one: Option) -> list[Answer]:
    """The answers that shut a way: all of them, not the first."""
    pairs = zip(one.way.wishes, one.answers, strict=True)
    return [found for wish, (_ask, found) in pairs if found.code not in (*wish.codes, *_UNDECIDED)]


def undecided(one: Option) -> list[Answer]:
    """The answers that leave a way undecided, or that nobody could check."""
    return [found for _ask, found in one.answers if found.code in _UNDECIDED or not found.checked]


# --- exceptions that nobody was asked about -----------------------------------------------------------------------
def _claims(book: Book, one: Option, card: Card, day: Day, at: Where) -> tuple[str, ...]:
    """The exceptions that would change how a way stands, if the person claimed them: until then nobody says "closed"."""
    asked = {name for _ask, found in one.answers for part in found.findings for name in reads(part)}
    could = [name for name in _exceptions(card, day) if name in asked and name not in card]
    if not could:
        return ()
    alone = tuple(name for name in could if _changes(book, one, card, day, at, [name]))
    return alone or (tuple(could) if _changes(book, one, card, day, at, could) else ())


def _exceptions(card: Card, day: Day) -> dict[str, Any]:
    """The facts about which silence means no, with what a yes would be; none that the card contradicts."""
    crossed = card.get("transit") or ["MX"]
    yes = {"day": day.on.isoformat(), "country": crossed[0], "countries": crossed, "number": 0}
    would = {name: yes.get(ask.kind, ask.yes) for name, ask in ASKS.items() if _silent(name)}
    return {
        name: value for name, value in would.items() if not any(contradictions(flat({**card, name: value})))
    }


def _silent(name: str) -> bool:
    """Whether the rulebook takes silence about a fact for an answer."""
    return facts()[name].silent is not MISSING


def _changes(book: Book, one: Option, card: Card, day: Day, at: Where, names: list[str]) -> bool:
    yes = _exceptions(card, day)
    moment = Moment(day.on.isoformat(), at.zone)
    claimed = {**card, **{name: yes[name] for name in names}}
    [other] = options(book, claimed, moment, at.city, at.port, day.known.isoformat(), [one.way])
    return other.stands is not one.stands and not (one.stands in SHUT and other.stands in SHUT)


def reads(finding: Finding) -> Iterator[str]:
    """The facts that a finding's rule looks at, with those of the rules it needs."""
    yield finding.rule.counts
    yield from (leaf.fact.name for leaf in leaves(finding.rule))
    for other in finding.other:
        yield from reads(other)


def leaves(rule: Rule) -> Iterator[Leaf]:
    """Every single question that a rule, its stretches and its court orders put to a card."""
    parts: list[Condition] = [*rule.when, *rule.unless]
    parts += [part for on in rule.on for part in on.when] + [order.who for order in rule.off if order.who]
    for part in parts:
        yield from part.leaves()


# --- several people -----------------------------------------------------------------------------------------------
def together(stands: Iterable[Stands]) -> Stands:
    """How a way stands for a family: nobody is split, so answers that differ are a lawyer's."""
    each = set(stands)
    settled = each - {Stands.DEPENDS}
    if len(settled) > 1:
        return Stands.LAWYER
    return Stands.DEPENDS if Stands.DEPENDS in each else settled.pop()


def asked_most(people: Iterable[Iterable[Seen]]) -> list[str]:
    """The facts to ask about, the one that would settle most ways first; those that only help a lawyer last."""
    weight: dict[str, tuple[int, int]] = {}
    for person in people:
        for one in person:
            settles = one.stands is Stands.DEPENDS
            for name in one.asks:
                first, second = weight.get(name, (0, 0))
                weight[name] = (first + settles, second + (not settles))
    order = list(ASKS)
    return sorted(
        (name for name in weight if name in ASKS),
        key=lambda n: (-weight[n][0], -weight[n][1], order.index(n)),
    )


def shut_overnight(book: Book, card: Card, day: Day, at: Where, ways: Iterable[Way] = WAYS) -> list[Way]:
    """The ways that were not shut the day before, as known then, and are shut on this day."""
    now = [one.option.way for one in look(book, card, day, at, ways) if one.stands in SHUT]
    before = look(book, card, day.before(), at, now) if now else []
    return [one.option.way for one in before if one.stands not in SHUT]


def turn(book: Book, card: Card, seen: Seen, day: Day, at: Where) -> tuple[date, Stands] | None:
    """The next day on which a rule that decides turns, as known today, and how the way stands then; None: none is known."""
    if not seen.option.changes:
        return None
    then = date.fromisoformat(seen.option.changes[:10])
    [later] = look(book, card, replace(day, on=then), at, [seen.option.way])
    return then, later.stands

"""Does a rule reach a person on a day at a place, and why: every step with what it found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from .conditions import ASKED_ON, LAWYER, NO, UNKNOWN, YES, Condition, Holds
from .facts import MISSING
from .inforce import Cell, Order, State, cell, column
from .rule import Court, Effect, On, Rule
from .when import Moment

Rules = Mapping[str, Rule]
DAYS_OF_THE_CARD = ("entry", "registered", "approval", "start", "petition", "appt", "filed", "entry_mx")
"""The facts that may be the day that counts."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a rule for somebody, and the stretch or order that made it so."""

    state: State
    owner: On | Court | None = None
    holds: Holds = NO
    checked: bool = True
    on: On | None = None
    """The stretch whose conditions count, where an order or an hour leaves it in doubt."""


class Finding(NamedTuple):
    """Whether an effect of a rule reaches somebody. ``failed`` are all conditions that do not hold, not the first."""

    rule: Rule
    effect: Effect
    holds: Holds
    standing: Standing
    failed: tuple[Condition, ...] = ()
    open: tuple[Condition, ...] = ()
    checked: bool = True
    other: tuple[Finding, ...] = ()
    day: str = ""
    place: str = ""
    card: Mapping[str, Any] = MappingProxyType({})

    def __repr__(self) -> str:  # without the card, which is nothing to write into a log
        return f"Finding({self.rule.id}/{self.effect.what}: {self.holds.name}, {self.standing.state.value})"


class _Stands(NamedTuple):
    """What a cell says before anybody is looked at; ``standing`` is None where its orders have to be asked first."""

    cell: Cell
    standing: Standing | None
    wanted: tuple[Condition, ...]


def _stands(rule: Rule, found: Cell) -> _Stands:
    wanted = conditions(rule, found)
    if found.state in (State.ON, State.BLOCKED):
        return _Stands(found, None if found.orders else in_force(found), wanted)
    return _Stands(found, out_of_force(found), wanted)


@lru_cache(maxsize=65536)
def _line(
    rule: Rule, effect: str, place: str, zone: str, known: str
) -> tuple[Effect, tuple[str, ...], tuple[_Stands, ...]]:
    """The effect that is meant, the first day of each cell, and what each says: worked out once."""
    done = next((one for one in rule.effects if one.what == effect), rule.effect)
    days, cells = column(rule, done.what, place, zone, known)
    return done, days, tuple(_stands(rule, one) for one in cells)


def ordered(found: Cell, card: Mapping[str, Any]) -> Standing:
    """What the orders of a cell do to a person: the strongest counts; where none reaches them the rule is in force."""
    best: tuple[Holds, Order] | None = None
    for order in found.orders:
        covered = order.court.who.holds(card) if order.court.who else YES
        if covered is NO:
            continue
        how = covered if order.holds is YES else order.holds
        if best is None or how > best[0]:
            best = (how, order)
    if best is None:
        return in_force(found)
    how, order = best
    return by_order(found, order, NO if how is YES else how)


def in_force(found: Cell) -> Standing:
    """The rule is in force for somebody in this cell."""
    return Standing(State.ON, found.owner, YES, was_read(found.owner), _on(found))


def out_of_force(found: Cell) -> Standing:
    """The rule is not in force for anybody in this cell, or it is not known whether it is."""
    holds = UNKNOWN if found.state in (State.HOURS, State.NO_PLACE) else NO
    return Standing(found.state, found.owner, holds, was_read(found.owner), _on(found))


def by_order(found: Cell, order: Order, holds: Holds) -> Standing:
    """What an order of a cell leaves of a rule for somebody."""
    state = State.BLOCKED if order.court.hours else State.HOURS
    return Standing(state, order.court, holds, order.checked, _on(found))


def conditions(rule: Rule, found: Cell) -> tuple[Condition, ...]:
    """What must hold of a person for a rule in a cell, in order."""
    on = _on(found)
    return (*rule.when, *(on.when if on else ()), *(~one for one in rule.unless))


def _on(found: Cell) -> On | None:
    return found.owner if isinstance(found.owner, On) else None


def decide(
    rules: Rules, id_: str, card: Mapping[str, Any], at: Moment, place: str, known: str = "", effect: str = ""
) -> Finding:
    """Whether a rule (or one ``effect`` of it) reaches somebody at a moment and a place.

    Raises:
        KeyError: there is no such rule in the book.
        ValueError: a day on the card is no day.
    """
    rule = rules[id_]
    at = day_that_counts(rule, card, at)
    done, days, line = _line(rule, effect, place, at.zone, known)
    if len(at.text) > 10:  # an hour is told
        there = _stands(rule, cell(rule, done.what, at, place, known))
    else:
        there = line[bisect_right(days, at.text) - 1]
    stands = there.standing or ordered(there.cell, card)
    if stands.holds is NO:
        return Finding(rule, done, stands.holds, stands, (), (), stands.checked, (), at.text, place, card)
    found = [(one, one.holds(card)) for one in there.wanted]
    others = tuple([decide(rules, need, card, at, place, known) for need in rule.needs])
    own = min([stands.holds, *[how for _one, how in found]])
    holds = min([own, *[one.holds for one in others]]) if others else own
    parts = [(own, stands.checked), *[(one.holds, one.checked) for one in others]]
    read = _all_read(holds, parts) if others else stands.checked
    if own is YES:
        return Finding(rule, done, holds, stands, (), (), read, others, at.text, place, card)
    failed = tuple([one for one, how in found if how is NO])
    open_ = tuple([one for one, how in found if how is UNKNOWN or how is LAWYER])
    return Finding(rule, done, holds, stands, failed, open_, read, others, at.text, place, card)


def every(findings: Iterable[Finding]) -> Iterator[Finding]:
    """These findings, each followed by those of the rules that it needs."""
    for one in findings:
        yield one
        yield from every(one.other)


def _all_read(holds: Holds, parts: list[tuple[Holds, bool]]) -> bool:
    """Whether what decides was read: for a no it is enough that one of the reasons was."""
    deciding = [read for how, read in parts if how is holds]
    return any(deciding) if holds is NO else all(deciding)


def day_that_counts(rule: Rule, card: Mapping[str, Any], at: Moment) -> Moment:
    """The person's own day where the rule counts it and the card has it, else the moment that is asked about."""
    day = card.get(rule.counts)
    if not day or day is MISSING or rule.counts not in DAYS_OF_THE_CARD or day[:10] == at.text[:10]:
        return at
    return _moment(day, at.zone)


_moment = lru_cache(maxsize=65536)(Moment)


def carded(card: Mapping[str, Any], at: Moment) -> Mapping[str, Any]:
    """A card that carries the day that is asked about."""
    return {**card, ASKED_ON: at.text[:10]}


def was_read(owner: On | Court | None) -> bool:
    """Whether the day and the source of what decides were both read."""
    return not owner or (owner.mark == "S" and (not owner.source or owner.source.mark == "S"))

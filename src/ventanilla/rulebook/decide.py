"""Does a rule reach a person on a day at a place, and why: every step with what it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .conditions import ASKED_ON, Condition, Holds
from .facts import MISSING
from .inforce import Cell, Order, State, cell
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
    holds: Holds = Holds.NO
    checked: bool = True
    on: On | None = None
    """The stretch whose conditions count, where an order or an hour leaves it in doubt."""


@dataclass(frozen=True, slots=True)
class Finding:
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
    card: Mapping[str, Any] = field(default_factory=dict, repr=False)


def standing(
    rule: Rule, effect: str, card: Mapping[str, Any], at: Moment, place: str, known: str = ""
) -> Standing:
    """The state of a rule for a person, as it was known on the day ``known`` (empty: as it is known now)."""
    found = cell(rule, effect, at, place, known)
    if found.state not in (State.ON, State.BLOCKED):
        holds = Holds.UNKNOWN if found.state in (State.HOURS, State.NO_PLACE) else Holds.NO
        return Standing(found.state, found.owner, holds, _read(found.owner), _on(found.owner))
    return _ordered(found, card)


def _ordered(found: Cell, card: Mapping[str, Any]) -> Standing:
    """What the orders of a cell do to a person: the strongest counts; where none reaches them the rule is in force."""
    best: tuple[Holds, Order] | None = None
    for order in found.orders:
        covered = order.court.who.holds(card) if order.court.who else Holds.YES
        if covered is Holds.NO:
            continue
        how = covered if order.holds is Holds.YES else order.holds
        if best is None or how > best[0]:
            best = (how, order)
    if best is None:
        return Standing(State.ON, found.owner, Holds.YES, _read(found.owner), _on(found.owner))
    how, order = best
    state = State.BLOCKED if order.court.hours else State.HOURS
    return Standing(
        state, order.court, Holds.NO if how is Holds.YES else how, order.checked, _on(found.owner)
    )


def _on(owner: On | Court | None) -> On | None:
    return owner if isinstance(owner, On) else None


def decide(
    rules: Rules, id_: str, card: Mapping[str, Any], at: Moment, place: str, known: str = "", effect: str = ""
) -> Finding:
    """Whether a rule (or one ``effect`` of it) reaches somebody at a moment and a place.

    Raises:
        KeyError: there is no such rule in the book.
        ValueError: a day on the card is no day.
    """
    rule = rules[id_]
    done = next((one for one in rule.effects if one.what == effect), rule.effect)
    at = day_that_counts(rule, card, at)
    stands = standing(rule, done.what, card, at, place, known)
    if stands.holds is Holds.NO:
        return Finding(
            rule, done, stands.holds, stands, checked=stands.checked, day=at.text, place=place, card=card
        )
    wanted = (*rule.when, *(stands.on.when if stands.on else ()))
    found = [(one, one.holds(card)) for one in wanted]
    found += [(~one, (~one).holds(card)) for one in rule.unless]
    others = tuple(decide(rules, need, card, at, place, known) for need in rule.needs)
    holds = min([stands.holds, *(how for _one, how in found), *(one.holds for one in others)])
    own = min([stands.holds, *(how for _one, how in found)])
    return Finding(
        rule, done, holds, stands,
        tuple(one for one, how in found if how is Holds.NO),
        tuple(one for one, how in found if how in (Holds.UNKNOWN, Holds.LAWYER)),
        _all_read(holds, (own, stands.checked), *((one.holds, one.checked) for one in others)), others, at.text, place, card,
    )  # fmt: skip


def _all_read(holds: Holds, *parts: tuple[Holds, bool]) -> bool:
    """Whether what decides was read: for a no it is enough that one of the reasons was."""
    deciding = [read for how, read in parts if how is holds]
    return any(deciding) if holds is Holds.NO else all(deciding)


def day_that_counts(rule: Rule, card: Mapping[str, Any], at: Moment) -> Moment:
    """The person's own day where the rule counts it and the card has it, else the moment that is asked about."""
    day = card.get(rule.counts) if rule.counts in DAYS_OF_THE_CARD else None
    if not day or day is MISSING or day[:10] == at.text[:10]:
        return at
    return Moment(day, at.zone)


def carded(card: Mapping[str, Any], at: Moment) -> Mapping[str, Any]:
    """A card that carries the day that is asked about."""
    return {**card, ASKED_ON: at.text[:10]}


def _read(owner: On | Court | None) -> bool:
    """Whether the day and the source of what decides were both read."""
    return not owner or (owner.mark == "S" and (not owner.source or owner.source.mark == "S"))

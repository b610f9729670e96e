"""Does a rule reach a person on a day at a place, and why: every step with what it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from .conditions import Condition, Holds
from .rule import Court, On, Rule
from .when import Inside, Moment, Window


class State(Enum):
    """Why a rule is in force, or why it is not."""

    ON = "in force"
    NOT_YET = "not yet begun"
    ENDED = "ended"
    NOT_HERE = "not at this place"
    BLOCKED = "blocked by a court order"
    HOURS = "two states on one day"
    NOT_DATED = "the date that counts is missing"


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a rule at a moment and a place, and the stretch or order that made it so."""

    state: State
    owner: On | Court | None = None
    holds: Holds = Holds.NO


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a rule reaches somebody. ``failed`` are all conditions that do not hold, not only the first."""

    rule: Rule
    holds: Holds
    standing: Standing
    failed: tuple[Condition, ...] = ()
    open: tuple[Condition, ...] = ()
    checked: bool = True
    other: tuple[Finding, ...] = ()


def standing(rule: Rule, card: Mapping[str, Any], at: Moment, place: str, known: str = "") -> Standing:
    """The state of a rule, as it was known on the day ``known`` (empty: as it is known now)."""
    if rule.at and place not in rule.at:
        return Standing(State.NOT_HERE)
    here = [on for on in rule.on if (not on.at or place in on.at) and _announced(on, known)]
    if not here:
        return Standing(State.NOT_HERE if any(_announced(on, known) for on in rule.on) else State.NOT_YET)
    found = [(on, Window(on.start, on.end, rule.zone).holds(at)) for on in here]
    running = next(((on, how) for on, how in found if how is not Inside.NO), None)
    if not running:
        later = at.text[:10] < min(on.start for on in here)[:10]
        return Standing(State.NOT_YET if later else State.ENDED, here[0] if later else here[-1])
    on, how = running
    if how is Inside.PART:
        return Standing(State.HOURS, on, Holds.UNKNOWN)
    for order in rule.off:
        blocked = _blocks(order, rule.zone, card, at, place, known)
        if blocked is not Holds.NO:
            state = State.HOURS if not order.hours else State.BLOCKED
            return Standing(state, order, Holds.NO if blocked is Holds.YES else blocked)
    return Standing(State.ON, on, Holds.YES)


def _announced(thing: On | Court, known: str) -> bool:
    return not known or (thing.known or thing.start)[:10] <= known


def _blocks(order: Court, zone: str, card: Mapping[str, Any], at: Moment, place: str, known: str) -> Holds:
    """Whether an order keeps a rule from somebody; LAWYER where the order itself was paused."""
    if order.never or not _announced(order, known) or (order.at and place not in order.at):
        return Holds.NO
    how = Window(order.start, order.end, zone).holds(at)
    if how is Inside.NO:
        return Holds.NO
    covered = order.who.holds(card) if order.who else Holds.YES
    if covered is Holds.NO:
        return Holds.NO
    if how is Inside.PART or not order.hours:
        return Holds.UNKNOWN
    if any(Window(start, end, zone).holds(at) is not Inside.NO for start, end in order.paused):
        return Holds.LAWYER
    return covered


def decide(
    book: Mapping[str, Rule], id_: str, card: Mapping[str, Any], at: Moment, place: str, known: str = ""
) -> Finding:
    """Whether a rule of a book reaches somebody at a moment and a place.

    Raises:
        KeyError: there is no such rule in the book.
    """
    rule = book[id_]
    stands = standing(rule, card, at, place, known)
    if stands.holds is not Holds.YES:
        return Finding(rule, stands.holds, stands, checked=_checked(stands))
    assert isinstance(stands.owner, On)
    wanted = (*rule.when, *stands.owner.when, *(~one for one in rule.unless))
    found = [(one, one.holds(card)) for one in wanted]
    others = tuple(decide(book, need, card, at, place, known) for need in rule.needs)
    holds = min([how for _one, how in found] + [one.holds for one in others], default=Holds.YES)
    return Finding(
        rule, holds, stands,
        tuple(one for one, how in found if how is Holds.NO),
        tuple(one for one, how in found if how in (Holds.UNKNOWN, Holds.LAWYER)),
        _checked(stands) and all(one.checked for one in others), others,
    )  # fmt: skip


def _checked(stands: Standing) -> bool:
    """Whether the day and the source of what decides were both read."""
    owner = stands.owner
    return not owner or (owner.mark == "S" and (not owner.source or owner.source.mark == "S"))

"""Small errors that somebody may make in a rule: each thing of the book with one of them planted, and its name.

A mark (read, or from memory) is an error as well: it decides whether a waiting person is told to see a lawyer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from ventanilla.rulebook.asking import First, InTime, OnTheCard, Question, Share, Until
from ventanilla.rulebook.calendars import Calendar
from ventanilla.rulebook.conditions import All, Ask, Judged, Leaf, Listed, Not, Some
from ventanilla.rulebook.decide import DAYS_OF_THE_CARD
from ventanilla.rulebook.facts import MISSING, Fact
from ventanilla.rulebook.people import shifted
from ventanilla.rulebook.rule import Court, Effect, On, Pause, Quota, Rule
from ventanilla.rulebook.terms import Term
from ventanilla.rulebook.words import arrival, entry_mx, filed

CODES = {
    "nat": ("HN", "MX", "VE", "BR", "CN", "JM"),
    "manner": ("port", "between"),
    "state": ("Baja California", "Chiapas", "Oaxaca"),
}
AT = ("San Ysidro", "El Paso", "Dilley", "Tijuana", "Tapachula")
"""Places and codes that are added by mistake."""


class Error(NamedTuple):
    """A thing with one small error in it: of which sort, and where."""

    sort: str
    where: str
    thing: Any


def errors(thing: Any) -> Iterator[Error]:
    """Every small error that can be planted in a rule, term, question, condition or any part of them."""
    for name, value in ((one.name, getattr(thing, one.name)) for one in fields(thing)):
        for sort, where, other in _field(thing, name, value):
            if other != value:
                yield Error(sort, f"{name}: {where}", replace(thing, **{name: other}))
    if isinstance(thing, Some):
        yield Error("and for or", "and for or", All(thing.parts))


def _field(thing: Any, name: str, value: Any) -> Iterator[tuple[str, str, Any]]:
    """Errors in one field: its own, and those of what stands in it."""
    match thing, name:
        case ((On() | Court() | Pause()), ("start" | "end")) if not getattr(thing, "never", False):
            yield from _edges(value, "order" if not isinstance(thing, On) else "window")
        case ((On() | Court()), "known"):
            yield from _edges(value, "announced")
            yield "announced", "dropped", ""
        case On(), "end_known":
            yield from _edges(value, "announced")
            yield "announced", "dropped", ""
        case ((On() | Court() | Rule()), "at"):
            yield from _codes(value, AT, "place")
        case Rule(), ("on" | "off" | "when" | "unless" | "needs"):
            yield from _each(value, {"when": "condition"}.get(name, name))
        case Rule(), "effects":
            yield from _each(value, "effect")
        case Rule(), "counts":
            own = ("asking",) if value in DAYS_OF_THE_CARD else ()
            yield from (("day that counts", day, day) for day in (*DAYS_OF_THE_CARD, *own))
        case Rule(), "zone" if any(len(on.start + on.end) > 20 for on in thing.on):
            yield from (
                ("zone", zone, zone)
                for zone in ("America/Los_Angeles", "America/New_York", "America/Mexico_City")
            )
        case On(), "when":
            yield from _each(value, "condition")
        case Term(), "unless":
            yield from _each(value, "unless")
        case Court(), "paused":
            yield from _each(value, "pause")
        case Court(), "covers":
            yield from _codes(value, (), "covers")
        case Effect(), "leaves_open":
            yield from _codes(value, (), "effect")
        case ((Question() | Share()), ("any_of" | "closed_by" | "wants")):
            yield from _codes(value, (), "question")
        case Until(), "terms":
            yield from ((sort, where, other) for sort, where, other in _codes(value, (), "question") if other)
        case First(), "rules":
            yield from _codes(value, (), "question")
            yield from (
                ("question", f"{n} and {n + 1} swapped", _swapped(value, n)) for n in range(len(value) - 1)
            )
            yield from (("question", f"{n} answers YES", _answering(value, n)) for n in range(len(value)))
        case (Question(), "yes") | (Question(), "no") | (First(), "otherwise"):
            yield from (("question", code, code) for code in ("YES", "NO", "MAY"))
        case Until(), "instead":
            yield "question", "dropped", ("", "")
        case InTime(), "done":
            yield "question", "another fact", "entry"
        case OnTheCard(), "fact":
            yield "question", "another fact", "entry"
        case Leaf(), "wanted":
            yield from _wanted(thing)
        case Listed(), "off":
            yield from _codes(value, CODES["nat"], "code")
        case ((Some() | All()), "parts"):
            yield from ((sort, where, parts) for sort, where, parts in _each(value, "condition") if parts)
        case Fact(), "silent":
            yield "silence", "unknown", MISSING
            if value is MISSING and thing.kind == "flag":
                yield "silence", "no", False
        case Term(), ("years" | "days" | "working_days") if value:
            yield from (("term", f"{n:+d}", value + n) for n in (-1, 1))
        case Term(), "starts":
            yield from (("term", one.fact.name, one) for one in (filed, arrival, entry_mx))
        case Term(), "delays":
            yield "term", "dropped", None
        case Calendar(), "days_off":
            yield from _days_off(value)
        case Calendar(), "covers":
            for k, stretch in enumerate(value):
                moves = ((at, n) for at in (0, 1) for n in (-1, 1))
                for at, n in moves:
                    edge = shifted(stretch[at], n)
                    moved = (edge, stretch[1]) if at == 0 else (stretch[0], edge)
                    yield "calendar", f"{k} {at} {n:+d}", (*value[:k], moved, *value[k + 1 :])
        case Quota(), ("total" | "share"):
            yield from (("quota", f"{n:+d}", value + n) for n in (-1, 1) if value + n >= 0)
        case Quota(), "rolls_to":
            yield "quota", "dropped", ""
        case _, "mark":
            yield "mark", "turned", {"S": "K", "K": "S"}[value]
        case _, ("paper" | "never" | "hours" | "rolls" | "power"):
            yield "flag", "turned", not value
        case _, ("on" | "source" | "ended_by" | "who" | "quota" | "calendar" | "fact" | "part") if (
            is_dataclass(value)
        ):
            yield from _inside(thing, name, value)


def _inside(thing: Any, name: str, value: Any) -> Iterator[tuple[str, str, Any]]:
    if name == "who":
        yield "class of people", "dropped", None
    if isinstance(thing, Ask):
        return
    yield from (
        (one.sort, one.where, one.thing)
        for one in errors(value)
        if not isinstance(value, Fact) or one.sort == "silence"
    )


def _each(value: tuple[Any, ...], sort: str) -> Iterator[tuple[str, str, Any]]:
    """One dropped; one with an error in it; a negation or a judgement forgotten."""
    for n, one in enumerate(value):
        yield f"{sort} dropped", f"{n}", value[:n] + value[n + 1 :]
        if isinstance(one, Not | Judged):
            yield (
                "negation dropped" if isinstance(one, Not) else "judgement dropped",
                f"{n}",
                _put(value, n, one.part),
            )
        if is_dataclass(one):
            for error in errors(one):
                yield error.sort, f"{n} {error.where}", _put(value, n, error.thing)


def _wanted(leaf: Leaf) -> Iterator[tuple[str, str, Any]]:
    wanted = leaf.wanted
    if isinstance(leaf, Listed) or leaf.test in ("in", "has"):
        yield from _codes(wanted, CODES.get(leaf.fact.name, ("another",)), "code")
    elif leaf.test == "between":
        yield from (("number", f"{at} {n:+d}", _moved(wanted, at, n)) for at in (0, 1) for n in (-1, 1))
    elif isinstance(wanted, int):
        yield from (("number", f"{n:+d}", wanted + n) for n in (-1, 1))
    elif wanted:
        yield from (("day of a condition", f"{n:+d}", shifted(wanted, n)) for n in (-1, 1))


def _codes(value: tuple[Any, ...], others: Iterable[Any], sort: str) -> Iterator[tuple[str, str, Any]]:
    """One dropped; one of the others added."""
    yield from ((f"{sort} dropped", f"{one}", value[:n] + value[n + 1 :]) for n, one in enumerate(value))
    yield from ((f"{sort} added", f"{one}", (*value, one)) for one in others if one not in value)


def _edges(text: str, sort: str) -> Iterator[tuple[str, str, str]]:
    """A day earlier or later; an hour earlier or later, where one is given."""
    for days in (-1, 1) if text else ():
        yield f"{sort} shifted", f"{text} {days:+d} day", shifted(text, days) + text[10:]
    for hours in (-1, 1) if len(text) > 10 else ():
        moved = datetime.fromisoformat(text) + timedelta(hours=hours)
        yield f"{sort} shifted", f"{text} {hours:+d} hour", moved.isoformat(timespec="minutes")
    if text and sort != "announced":
        yield f"{sort} shifted", f"{text} dropped", ""


def _days_off(value: tuple[str, ...]) -> Iterator[tuple[str, str, Any]]:
    for n, day in enumerate(value):
        yield "calendar", f"{day} dropped", value[:n] + value[n + 1 :]
        yield from (("calendar", f"{day} {move:+d}", _put(value, n, shifted(day, move))) for move in (-1, 1))


def _moved(value: tuple[int, ...], at: int, by: int) -> tuple[int, ...]:
    return _put(value, at, value[at] + by)


def _put(value: tuple[Any, ...], n: int, one: Any) -> tuple[Any, ...]:
    return (*value[:n], one, *value[n + 1 :])


def _swapped(value: tuple[Any, ...], n: int) -> tuple[Any, ...]:
    return (*value[:n], value[n + 1], value[n], *value[n + 2 :])


def _answering(value: tuple[tuple[str, str], ...], n: int) -> tuple[Any, ...]:
    return _put(value, n, (value[n][0], "YES"))

"""A person's card: facts as people write them, made flat, and refused where they contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from babel import Locale

from . import words
from .conditions import Ask
from .facts import Fact


class Contradiction(NamedTuple):
    """What is wrong with a card: the field, and a sentence."""

    field: str
    sentence: str


@cache
def facts() -> Mapping[str, Fact]:
    """Every fact that may stand on a card, by its name."""
    return {one.fact.name: one.fact for one in vars(words).values() if isinstance(one, Ask)}


_YES_NO = {"yes": True, "true": True, "sí": True, "si": True, "no": False, "false": False}


def read(name: str, text: str) -> Any:
    """A fact as somebody types it, by its kind: a number, yes or no, several codes with commas.

    Raises:
        ValueError: there is no such fact, or the text is none of its kind.
    """
    fact = facts().get(name)
    if fact is None:
        raise ValueError(f"no rule asks about a fact called {name}; there are {', '.join(sorted(facts()))}")
    if fact.kind == "codes":
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if fact.kind == "flag":
        if text.strip().lower() not in _YES_NO:
            raise ValueError(f"{name}: say yes or no, not {text!r}")
        return _YES_NO[text.strip().lower()]
    if fact.kind == "number":
        if not text.strip().isdigit():
            raise ValueError(f"{name}: {text!r} is not a number")
        return int(text)
    return text.strip()


_INSIDE = ("family", "members", "series")


_FEAR = {
    False: "", "": "", "no": "", "none": "", "not said": "", "not asked, not said": "", "found": "found",
    "more likely than not": "found", "not found": "not found",
}  # fmt: skip
"""How a fear of Mexico is written down: not said, found in an interview, or not found; anything else was said."""


def flat(card: Mapping[str, Any]) -> dict[str, Any]:
    """The card with what lies deeper under a name of its own: ``series.average``; what one of a family has, all have."""
    found = {name: value for name, value in card.items() if value is not None}
    series = found.pop("series", None) or {}
    found |= {f"series.{name}": value for name, value in series.items() if value is not None}
    people = [
        one for name in ("family", "members") for one in found.get(name) or () if isinstance(one, Mapping)
    ]
    if "fear_mx" in found:
        found["fear_mx"] = _FEAR.get(found["fear_mx"], "said")
    for name in ("medical_emergency", "trafficked", "threatened"):
        if any(one.get(name) for one in people):
            found[name] = True
    return found


_ORDER = (
    ("born", "entry"), ("born", "arrival"), ("born", "entry_mx"), ("first_arrival", "left"), ("left", "arrival"),
    ("first_arrival", "arrival"), ("arrival", "filed"), ("entry", "filed"), ("entry_mx", "list_date"),
)  # fmt: skip
"""Days that can only come in this order (the same day is right)."""


def contradictions(card: Mapping[str, Any]) -> Iterator[Contradiction]:
    """What cannot be true of anybody, with the field to look at. The card is one that :func:`flat` gave."""
    known = facts()
    for name, value in card.items():
        if name in _INSIDE:
            continue
        if name not in known:
            yield Contradiction(name, f"no rule asks about a fact called {name}")
        elif said := _wrong(known[name], value):
            yield Contradiction(name, said)
    for first, later in _ORDER:
        one, other = card.get(first) or "", card.get(later) or ""
        if _day(one) and _day(other) and one[:10] > other[:10]:
            yield Contradiction(
                later, f"{known[later].words.en} is {other}, before {known[first].words.en}, {one}"
            )
    yield from _alone(card)


def _alone(card: Mapping[str, Any]) -> Iterator[Contradiction]:
    age = card.get("age")
    if card.get("unacc") and isinstance(age, int) and age >= 18:
        yield Contradiction("unacc", f"a person of {age} is not an unaccompanied child")


def _wrong(fact: Fact, value: Any) -> str:
    """Why a value is none of its fact's kind; empty where it is one."""
    if fact.kind == "day" and not _day(value):
        return f"{fact.words.en}: {value!r} is not a day; write it as 2018-12-05"
    if fact.kind == "number" and (isinstance(value, bool) or not isinstance(value, int | float)):
        return f"{fact.words.en}: {value!r} is not a number"
    if fact.name == "age" and not 0 <= value <= 125:
        return f"{fact.words.en}: nobody is {value}"
    if fact.name in ("nat", "denied_in") and value and not (isinstance(value, str) and _country(value)):
        return f"{fact.words.en}: {value!r} is not a country code of two letters"
    if fact.name == "manner" and value not in ("port", "between"):
        return f"{fact.words.en}: {value!r} is neither port nor between"
    return ""


def _country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code in Locale("en").territories


def _day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(
            date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
        )
    except ValueError:
        return False

"""A person's card: facts as people write them, made flat, and refused where they contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from . import words
from .calendars import anniversary
from .conditions import Ask
from .facts import Fact
from .nations import ALPHA3


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
    False: "", "": "", "no": "", "none": "", "not said": "", "not asked": "", "not asked, not said": "", "asked, none": "",
    "found": "found", "more likely than not": "found", "not found": "not found",
}  # fmt: skip
"""How a fear of Mexico is written down: not said, found in an interview, or not found; anything else was said."""
_GROUPS = {
    "casa": "CASA", "casa de maryland": "CASA", "asap": "ASAP",
    "immigrant defenders law center": "Immigrant Defenders Law Center",
}  # fmt: skip


def flat(card: Mapping[str, Any]) -> dict[str, Any]:
    """The card as rules read it: what lies deeper under a name of its own, spellings made one, what follows added.

    ``series`` becomes ``series.average``...; what one of a family has, all have; who waits under Remain in Mexico is
    enrolled; the last arrival is the entry where no other is told; a refusal counts in a country that was crossed.
    """
    found = {name: value for name, value in card.items() if value is not None}
    if series := found.pop("series", None):
        found |= {f"series.{name}": value for name, value in series.items() if value is not None}
    if "family" in found or "members" in found:
        _shared(found)
    age = found.get("age")
    if isinstance(age, int) and age < 7:
        found["small_child"] = True
    _spell(found)
    _follow(found)
    return found


def _shared(found: dict[str, Any]) -> None:
    """What one of a family has, all have."""
    people = [
        one for name in ("family", "members") for one in found.get(name) or () if isinstance(one, Mapping)
    ]
    for name in ("medical_emergency", "trafficked", "threatened"):
        if any(one.get(name) for one in people):
            found[name] = True
    if any(isinstance(one.get("age"), int) and one["age"] < 7 for one in people):
        found["small_child"] = True


def _spell(found: dict[str, Any]) -> None:
    """The same facts in the one spelling that rules use."""
    if "fear_mx" in found:
        found["fear_mx"] = _FEAR.get(found["fear_mx"], "said")
    if "health" in found:
        found["health"] = "" if found["health"] in (False, "", "no", "none") else "known"
    if isinstance(found.get("visa"), str):
        found["visa"] = found["visa"].upper().replace("H2", "H-2")
    for name in ("client_of", "member_of"):
        if groups := found.get(name):
            groups = [groups] if isinstance(groups, str) else groups
            found[name] = [_GROUPS.get(one.casefold(), one) for one in groups if one]


def _follow(found: dict[str, Any]) -> None:
    """Facts that follow from others."""
    arrival, filed = found.get("arrival"), found.get("filed")
    if arrival:
        found.setdefault("entry", arrival)
    if found.get("enrolled"):
        found["mpp"] = True
    if refused := found.get("denied_in"):
        crossed = found.get("transit")
        several = [refused] if isinstance(refused, str) else refused
        found["denied_in"] = next((one for one in several if crossed is None or one in crossed), "")
    if arrival and filed and _day(arrival) and _day(filed):
        found["filed_late"] = filed[:10] > anniversary(date.fromisoformat(arrival[:10])).isoformat()


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
    return code in ALPHA3


def _day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(
            date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
        )
    except ValueError:
        return False

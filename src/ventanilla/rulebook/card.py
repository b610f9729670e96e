"""A person's card: facts as people write them, made flat, and refused where they contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from babel import Locale

from . import words
from .calendars import anniversary
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
    series = found.pop("series", None) or {}
    found |= {f"series.{name}": value for name, value in series.items() if value is not None}
    people = [
        one for name in ("family", "members") for one in found.get(name) or () if isinstance(one, Mapping)
    ]
    for name in ("medical_emergency", "trafficked", "threatened"):
        if any(one.get(name) for one in people):
            found[name] = True
    if any(isinstance(one.get("age"), int) and one["age"] < 7 for one in (found, *people)):
        found["small_child"] = True
    return found | _spelt(found) | _follows(found)


def _spelt(found: Mapping[str, Any]) -> dict[str, Any]:
    """The same facts in the one spelling that rules use."""
    made: dict[str, Any] = {}
    if "fear_mx" in found:
        made["fear_mx"] = _FEAR.get(found["fear_mx"], "said")
    if "health" in found:
        made["health"] = "" if found["health"] in (False, "", "no", "none") else "known"
    if isinstance(found.get("visa"), str):
        made["visa"] = found["visa"].upper().replace("H2", "H-2")
    for name in ("client_of", "member_of"):
        if name in found:
            groups = [found[name]] if isinstance(found[name], str) else list(found[name])
            made[name] = [_GROUPS.get(one.casefold(), one) for one in groups if one]
    return made


def _follows(found: Mapping[str, Any]) -> dict[str, Any]:
    """Facts that follow from others."""
    made: dict[str, Any] = {}
    if "arrival" in found and "entry" not in found:
        made["entry"] = found["arrival"]
    if found.get("enrolled"):
        made["mpp"] = True
    refused, crossed = found.get("denied_in"), found.get("transit")
    if isinstance(refused, list | tuple):
        made["denied_in"] = next((one for one in refused if crossed is None or one in crossed), "")
    elif refused and crossed is not None and refused not in crossed:
        made["denied_in"] = ""
    arrival, filed = found.get("arrival"), found.get("filed")
    if arrival and filed and _day(arrival) and _day(filed):
        made["filed_late"] = filed[:10] > anniversary(date.fromisoformat(arrival[:10])).isoformat()
    return made


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

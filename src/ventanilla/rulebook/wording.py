"""Days, codes and conditions in words, in English and Spanish: what every sentence of a why is made from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from .conditions import Ago, All, Condition, Judged, Leaf, Listed, Not, Some
from .facts import MISSING

_LOCALE = {"en": "en_GB", "es": "es"}
COUNTRIES = ("nat", "transit", "denied_in")
CODES = {
    "port": {"en": "at a port", "es": "por un puerto"},
    "between": {"en": "between ports", "es": "entre puertos"},
    "known": {"en": "known", "es": "conocido"},
    "said": {"en": "stated, not heard yet", "es": "dicho, aún no oído"},
    "found": {"en": "found in an interview", "es": "reconocido en una entrevista"},
    "not found": {"en": "not found in an interview", "es": "no reconocido en una entrevista"},
}


@lru_cache(maxsize=8192)
def day(text: str, language: str) -> str:
    """A day as people say it: 5 December 2018; with its hour where it has one."""
    said = format_date(date.fromisoformat(text[:10]), format="long", locale=_LOCALE[language])
    return f"{said}, {text[11:16]}" if len(text) > 10 else said


def last_day(end: str, language: str) -> str:
    """The last day of a stretch that ends before ``end``; the hour itself where the end is an hour."""
    if len(end) > 10:
        return day(end, language)
    return day((date.fromisoformat(end) - timedelta(days=1)).isoformat(), language)


def span(start: str, end: str, language: str) -> str:
    """From the first day to the last one: from 28 January 2019 to 20 January 2021."""
    said = _SPANS[language][bool(end)]
    return said.format(start=day(start, language), end=last_day(end, language) if end else "")


_SPANS = {
    "en": ("from {start}", "from {start} to {end}"),
    "es": ("desde el {start}", "del {start} al {end}"),
}


@lru_cache(maxsize=2048)
def country(code: str, language: str) -> str:
    """A country's name; the code itself where there is no such country."""
    return Locale.parse(_LOCALE[language]).territories.get(code, code)


def several(words: Iterable[str], language: str, style: str = "or") -> str:
    """A, B or C."""
    return _several(tuple(words), language, style)


@lru_cache(maxsize=4096)
def _several(words: tuple[str, ...], language: str, style: str) -> str:
    return format_list(list(words), style=style, locale=_LOCALE[language])  # type: ignore[arg-type]


def value(fact: str, kind: str, found: Any, language: str) -> str:
    """What stands on a card, in words."""
    if found is MISSING or found is None or found == "":
        return {"en": "nothing was said", "es": "no se dijo"}[language]
    if kind == "day":
        return (
            day(found, language)
            if found < "9999"
            else {"en": "not on the list", "es": "no está en la lista"}[language]
        )
    if kind == "flag":
        return _yes(bool(found), language)
    if isinstance(found, list | tuple):
        none = {"en": "none", "es": "ninguno"}[language]
        return several((_code(fact, one, language) for one in found), language, "standard") if found else none
    return _code(fact, found, language)


def _code(fact: str, found: Any, language: str) -> str:
    if fact in COUNTRIES:
        return country(str(found), language)
    return CODES.get(str(found), {}).get(language, str(found))


def _yes(so: bool, language: str) -> str:
    return {"en": ("no", "yes"), "es": ("no", "sí")}[language][so]


@lru_cache(maxsize=8192)
def wants(condition: Condition, language: str, so: bool = True) -> str:
    """What a condition wants, in words: "nationality: Guatemala or Belize"; with ``so`` False, the opposite."""
    if isinstance(condition, Not):
        return wants(condition.part, language, not so)
    if isinstance(condition, Judged):
        judge = {"en": "a lawyer judges: ", "es": "lo valora un abogado: "}[language]
        return judge + (
            condition.says.into(language) if condition.says else wants(condition.part, language, so)
        )
    if isinstance(condition, All | Some):
        both = {"en": (" or ", " and "), "es": (" o ", " y ")}[language][isinstance(condition, All) is so]
        return both.join(wants(part, language, so) for part in condition.parts)
    assert isinstance(condition, Leaf)
    return f"{condition.fact.words.into(language)}: {_leaf(condition, language, so)}"


_SHAPES: dict[str, dict[str, tuple[str, str]]] = {
    "en": {
        "in": ("{}", "not {}"), "has": ("{}", "not {}"), "listed": ("on the list: {}", "not on the list: {}"),
        "day from": ("on or after {}", "before {}"), "day before": ("before {}", "on or after {}"),
        "from": ("{} or more", "under {}"), "before": ("under {}", "{} or more"),
        "between": ("{} to {}", "not {} to {}"), "is": ("{}", "not {}"),
        "ago": ("more than {} days before", "not more than {} days before"),
    },
    "es": {
        "in": ("{}", "no {}"), "has": ("{}", "no {}"), "listed": ("en la lista: {}", "no en la lista: {}"),
        "day from": ("el {} o después", "antes del {}"), "day before": ("antes del {}", "el {} o después"),
        "from": ("{} o más", "menos de {}"), "before": ("menos de {}", "{} o más"),
        "between": ("de {} a {}", "no de {} a {}"), "is": ("{}", "no {}"),
        "ago": ("más de {} días antes", "no más de {} días antes"),
    },
}  # fmt: skip


def _leaf(leaf: Leaf, language: str, so: bool) -> str:
    if leaf.test == "any":
        return _given(leaf, language, so)
    if isinstance(leaf, Listed):
        said = [several((_code(leaf.fact.name, one, language) for one in leaf.wanted), language)]
    elif isinstance(leaf, Ago):
        said = [str(leaf.wanted)]
    elif leaf.test == "between":
        said = [str(one) for one in leaf.wanted]
    elif leaf.fact.kind == "day":
        return _SHAPES[language][f"day {leaf.test}"][not so].format(day(leaf.wanted, language))
    elif isinstance(leaf.wanted, tuple):
        codes = [_code(leaf.fact.name, one, language) for one in leaf.wanted if one not in ("", False)]
        said = [several(codes, language)]
    else:
        said = [str(leaf.wanted)]
    return _SHAPES[language][leaf.test][not so].format(*said)


def _given(leaf: Leaf, language: str, so: bool) -> str:
    if leaf.fact.kind == "flag":
        return _yes(so, language)
    return {"en": ("none", "at least one"), "es": ("ninguno", "al menos uno")}[language][so]

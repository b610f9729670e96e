"""A policy is a book: the law as it was, as it stood on a day, or with something switched on, off or re-dated.

Written in one line: ``as-it-was``, ``as-of:2018-12-05``, ``long-standing``, and then any number of changes:
``- metering`` (off), ``+ remain-in-mexico@2019-01-29`` (on from that day), ``+ title-42@2020-03-20..2020-06-01``,
``- courts`` (no court order holds). Or the name of a file with such a line in it, ``policy = "..."`` (TOML).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from .book import Book
from .rule import On, Rule
from .when import Inside, Moment, Window

LONG_STANDING = (
    "as-it-was - entry-bar - transit-bar - remain-in-mexico - title-42 - pathways - suspension - proclamation-10888"
    " - agreements"
)
"""The rule of before, as the article of December 2018 has it: a claim can be made after entering, legally or not."""

_DAY = r"\d{4}-\d\d-\d\d"
_CHANGE = re.compile(
    rf"\s*(?P<sign>[+-])\s*(?P<name>[a-z0-9-]*[a-z0-9])(?:@(?P<start>{_DAY})(?:\.\.(?P<end>{_DAY}))?)?(?=\s|$)"
)


def policy(text: str, book: Book, files: bool = True) -> Book:
    """The book of a policy, made from the book of the record.

    Args:
        text: a policy in one line, or the name of a TOML file that has it as ``policy``.
        book: the book of the record.
        files: whether a file may be named; False for what strangers type.

    Raises:
        ValueError: it cannot be read, or names a policy that is not there; the sentence says which ones there are.
    """
    text = text.strip()
    if text.endswith(".toml"):
        if not files:
            raise ValueError("write the policy in one line; files are read at the command line only")
        text = _from_file(Path(text))
    base, _, changes = text.partition(" ")
    if base == "long-standing":
        base, _, own = LONG_STANDING.partition(" ")
        changes = f"{own} {changes}"
    made = _base(base, book)
    at = 0
    while changes[at:].strip():
        found = _CHANGE.match(changes, at)
        if not found:
            raise ValueError(f"a policy goes on with + NAME@DAY or - NAME, not with {changes[at:].strip()!r}")
        made = _changed(made, book, found)
        at = found.end()
    return made


def _from_file(path: Path) -> str:
    try:
        return str(tomllib.loads(path.read_text(encoding="utf-8"))["policy"]).strip()
    except OSError:
        raise ValueError(f"there is no file {path}") from None
    except (KeyError, tomllib.TOMLDecodeError):
        raise ValueError(f'{path} has no line  policy = "as-it-was - metering"') from None


def _base(base: str, book: Book) -> Book:
    if base == "as-it-was":
        return book
    word, _, day = base.partition(":")
    if word != "as-of":
        raise ValueError(
            f"a policy begins with as-it-was, as-of:2018-12-05 or long-standing, not with {base!r}"
        )
    return book.with_rules(_frozen(rule, _day(day)) for rule in book.rules.values())


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"{text!r} is not a day; write it as 2018-12-05") from None


def _frozen(rule: Rule, day: str) -> Rule:
    """A rule that goes on for ever as it stood on a day; what was not in force then never comes."""
    at = Moment(day, rule.zone)

    def stands(start: str, end: str) -> bool:
        return Window(start, end, rule.zone).holds(at) is not Inside.NO

    on = tuple(replace(one, end="") for one in rule.on if stands(one.start, one.end))
    off = tuple(replace(one, end="") for one in rule.off if stands(one.start, one.end) and not one.never)
    return replace(rule, on=on, off=off)


def _changed(made: Book, book: Book, change: re.Match[str]) -> Book:
    name = change["name"]
    if name == "courts" and change["sign"] == "-":
        return made.with_rules(replace(rule, off=()) for rule in made.rules.values())
    if name not in book.policies:
        raise ValueError(f"there is no policy called {name}; there are {', '.join(sorted(book.policies))}")
    rules = [book.rules[id_] for id_ in book.policies[name]]
    if change["sign"] == "-":
        return made.with_rules(replace(rule, on=(), off=()) for rule in rules)
    start, end = (_day(change[part]) if change[part] else "" for part in ("start", "end"))
    if start and end and end <= start:
        raise ValueError(f"{name} would end on {end}, before it begins on {start}")
    return made.with_rules(_on(rules, start, end))


def _on(rules: list[Rule], start: str, end: str) -> Iterator[Rule]:
    """The first of a policy's programmes from another day; its later ones and its court orders stay away."""
    needed = {need for rule in rules for need in rule.needs}
    programme = min((rule for rule in rules if rule.id not in needed), key=_begins)
    first = _begins(programme)
    for rule in rules:
        if not start:
            yield rule
        elif rule is programme or rule.id in programme.needs:
            later = date.fromisoformat(start) - date.fromisoformat(first)
            yield replace(rule, on=tuple(_moved(rule.on, later, end)), off=())
        else:
            yield replace(rule, on=(), off=())


def _begins(rule: Rule) -> str:
    return min(on.start[:10] for on in rule.on)


def _moved(on: tuple[On, ...], later: timedelta, end: str) -> Iterator[On]:
    for one in on:
        moved = replace(one, start=_later(one.start, later), end=_later(one.end, later), known="", used="")
        if end and moved.start[:10] >= end:
            continue
        yield replace(moved, end=min(moved.end or end, end)) if end else moved


def _later(text: str, later: timedelta) -> str:
    try:
        return f"{date.fromisoformat(text[:10]) + later}{text[10:]}" if text else ""
    except OverflowError:
        raise ValueError("no calendar reaches so far: choose an earlier day") from None

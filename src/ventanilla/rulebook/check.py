"""Is a rule file only data, and is a rule whole: every fault with its file and line."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from .places import PLACES
from .rule import Court, On, Rule
from .when import Window

LANGUAGE = "ventanilla.rulebook.language"
_DATA = (
    ast.Module, ast.Expr, ast.Constant, ast.Assign, ast.Name, ast.Store, ast.Load, ast.Call, ast.keyword, ast.Tuple,
    ast.Starred, ast.Attribute, ast.BinOp, ast.BitAnd, ast.BitOr, ast.UnaryOp, ast.Invert, ast.ImportFrom, ast.alias,
)  # fmt: skip
"""What a rule file may be written with: names, calls of the rulebook's own words, and the signs & | ~."""


class Fault(NamedTuple):
    """What is wrong, and where; ``line`` 0 where it is the whole file."""

    file: str
    line: int
    sentence: str


def check_file(path: Path) -> Iterator[Fault]:
    """Whether a rule file holds data only: no if, no loop, no function, no import but the rulebook's words."""
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.ImportFrom) and node.module != LANGUAGE:
            yield Fault(path.name, line, f"a rule file imports from {LANGUAGE} only")
        elif isinstance(node, ast.Attribute) and node.attr.startswith("_"):
            yield Fault(path.name, line, f"a rule file may not use {node.attr}")
        elif not isinstance(node, _DATA):
            yield Fault(path.name, line, f"a rule file is data: {type(node).__name__.lower()} is not")


def check_rule(rule: Rule, ids: Iterable[str]) -> Iterator[str]:
    """What is wrong with one rule, a sentence each."""
    known = set(ids)
    for on in rule.on:
        if on.source is None:
            yield f"{rule.id}: the window from {on.start} has no source"
    for order in rule.off:
        if order.source is None:
            yield f"{rule.id}: the order of {order.start} has no source"
    things: list[On | Court] = [*rule.on, *rule.off]
    for thing in things:
        yield from _times(rule, thing)
    for place in sorted({*rule.at, *(p for thing in things for p in thing.at)} - set(PLACES)):
        yield f"{rule.id}: there is no place called {place}"
    for need in rule.needs:
        if need not in known:
            yield f"{rule.id} needs {need}, and there is no such rule"
    yield from _overlaps(rule)


def _times(rule: Rule, thing: On | Court) -> Iterator[str]:
    try:
        Window(thing.start, thing.end, rule.zone).check()
    except ValueError as error:
        yield f"{rule.id}: {error}"


def _overlaps(rule: Rule) -> Iterator[str]:
    """Two windows of one rule may not hold at one place on one day: nobody could say which one decides."""
    for n, one in enumerate(rule.on):
        for other in rule.on[n + 1 :]:
            apart = (one.end and one.end <= other.start) or (other.end and other.end <= one.start)
            if not apart and (not one.at or not other.at or set(one.at) & set(other.at)):
                yield f"{rule.id}: the windows from {one.start} and from {other.start} overlap"

"""The rules of the policy files, by their id."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from . import policies
from .rule import Rule
from .terms import Term

Thing = TypeVar("Thing", Rule, Term)


@cache
def book() -> Mapping[str, Rule]:
    """Every rule of every file under ``policies``.

    Raises:
        ValueError: two rules have the same id.
    """
    return _all(Rule)


@cache
def terms() -> Mapping[str, Term]:
    """Every term of every file under ``policies``.

    Raises:
        ValueError: two terms have the same id.
    """
    return _all(Term)


def _all(kind: type[Thing]) -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    for module in pkgutil.walk_packages(policies.__path__, policies.__name__ + "."):
        for thing in vars(import_module(module.name)).values():
            if isinstance(thing, kind):
                if thing.id in found:
                    raise ValueError(f"{module.name}: there are two things with the id {thing.id}")
                found[thing.id] = thing
    return found


def files() -> list[Path]:
    """The rule files, in order of their names."""
    return sorted(path for path in Path(policies.__path__[0]).rglob("*.py") if path.name != "__init__.py")

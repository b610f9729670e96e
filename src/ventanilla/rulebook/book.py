"""The rules of the policy files, by their id."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from . import policies
from .rule import Rule


@cache
def book() -> Mapping[str, Rule]:
    """Every rule of every file under ``policies``.

    Raises:
        ValueError: two rules have the same id.
    """
    found: dict[str, Rule] = {}
    for module in pkgutil.walk_packages(policies.__path__, policies.__name__ + "."):
        for rule in vars(import_module(module.name)).values():
            if isinstance(rule, Rule):
                if rule.id in found:
                    raise ValueError(f"{module.name}: there are two rules with the id {rule.id}")
                found[rule.id] = rule
    return found


def files() -> list[Path]:
    """The rule files, in order of their names."""
    return sorted(path for path in Path(policies.__path__[0]).rglob("*.py") if path.name != "__init__.py")

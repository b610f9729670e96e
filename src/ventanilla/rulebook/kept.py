"""A book as plain data and back: what a journal keeps of every book that ever decided.

Each object is its class name and the fields that are not as a fresh one has them, so that a field added later, with a
default that means "as before", changes neither old data nor its meaning.
"""

from __future__ import annotations

from dataclasses import MISSING as NO_DEFAULT
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from .facts import MISSING


@cache
def _classes() -> dict[str, type]:
    from . import asking, calendars, conditions, facts, rule, said, terms

    found = (
        one
        for module in (asking, calendars, conditions, facts, rule, said, terms)
        for one in vars(module).values()
    )
    return {one.__name__: one for one in found if isinstance(one, type) and is_dataclass(one)}


def to_data(thing: Any) -> Any:
    """Plain values that stand for a thing of the book.

    Raises:
        TypeError: it is nothing a book is made of.
    """
    if thing is MISSING:
        return {"is": "MISSING"}
    if isinstance(thing, tuple):
        return [to_data(one) for one in thing]
    if is_dataclass(thing):
        changed = ((one.name, getattr(thing, one.name), one.default) for one in fields(thing))
        return {"is": type(thing).__name__} | {
            name: to_data(value)
            for name, value, default in changed
            if default is NO_DEFAULT or not _same(value, default)
        }
    if thing is None or isinstance(thing, str | int | float | bool):
        return thing
    raise TypeError(f"{type(thing).__name__} is no part of a rulebook")


def from_data(data: Any) -> Any:
    """The thing that :func:`to_data` wrote down.

    Raises:
        ValueError: the data names a class that a rulebook does not have.
    """
    if isinstance(data, list):
        return tuple(from_data(one) for one in data)
    if not isinstance(data, dict):
        return data
    if data["is"] == "MISSING":
        return MISSING
    if data["is"] not in _classes():
        raise ValueError(f"a rulebook has no {data['is']}")
    return _classes()[data["is"]](**{name: from_data(value) for name, value in data.items() if name != "is"})


def _same(value: Any, default: Any) -> bool:
    return type(value) is type(default) and value == default

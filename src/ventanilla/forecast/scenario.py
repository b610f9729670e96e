"""A scenario: a policy line of the rulebook, and what comes with it that no room holds yet: programmes, jobs, costs.

The rulebook decides who may go where; a scenario only switches policies and says how much of a thing there is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

Amount = Annotated[float, Field(ge=0, le=1e9)]

_SHIPPED = files(__package__) / "scenarios"
_ORDER = ("long-standing", "remain-in-mexico", "work-visas", "jobs", "together")


class ScenarioError(ValueError):
    """A scenario that cannot be used; its words say what is wrong and where."""


class Part(BaseModel):
    """Nothing unknown is read, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Figure(Part):
    """A number with its range and where it was read ("assumed": nowhere)."""

    likely: Amount
    low: Amount | None = None
    high: Amount | None = None
    source: Annotated[str, Field(min_length=1)]

    @model_validator(mode="after")
    def _in_order(self) -> Figure:
        if not self.bounds[0] <= self.likely <= self.bounds[2]:
            raise ValueError("needs low, likely and high in this order")
        return self

    @property
    def bounds(self) -> tuple[float, float, float]:
        """Low, likely and high."""
        low = self.likely if self.low is None else self.low
        return low, self.likely, self.likely if self.high is None else self.high


class Programme(Part):
    """Visas or jobs for those on the list: from a day, so many a day and in all, for whom the rulebook opens the way.

    ``ask`` is the question of the rulebook; ``given`` are facts that the programme itself makes true ("today": the day).
    """

    name: Annotated[str, Field(min_length=1)]
    what: Literal["visa", "job"] = "visa"
    country: Literal["MX", "US"]
    opens: date
    ask: str
    given: dict[str, bool | str] = {}
    quota: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    places: Figure
    wants: Figure
    days: Figure
    source: Annotated[str, Field(min_length=1)]


class Change(Part):
    """From a day on, so many times as many arrivals or calls."""

    of: Literal["arrivals", "calls"]
    day: date
    times: Figure
    why: str


class Cost(Part):
    """What one of a thing costs, in pesos."""

    per: Literal["night in a shelter", "visa", "job", "person called"]
    pesos: Amount
    source: Annotated[str, Field(min_length=1)]


class Scenario(Part):
    """All of it. ``assume`` sets assumptions of the model by their key."""

    title: Annotated[str, Field(min_length=1)]
    policies: Annotated[str, Field(min_length=1)]
    about: str = ""
    assume: dict[str, Figure] = {}
    programme: list[Programme] = []
    change: list[Change] = []
    cost: list[Cost] = []

    @model_validator(mode="after")
    def _named_once(self) -> Scenario:
        names = [one.name for one in self.programme]
        if len(set(names)) < len(names):
            raise ValueError("has two programmes with one name")
        if len(names) > 3:
            raise ValueError("has more than three programmes")
        return self


def names() -> list[str]:
    """The scenarios that come along."""
    return list(_ORDER)


def shipped(name: str) -> Scenario:
    """One of them.

    Raises:
        ScenarioError: there is none of this name.
    """
    if name not in _ORDER:
        raise ScenarioError(f"There is no scenario {name!r}. There are {', '.join(_ORDER)}.")
    return parsed((_SHIPPED / f"{name}.toml").read_text(encoding="utf-8"))


def read(path: Path) -> Scenario:
    """The scenario of a file.

    Raises:
        ScenarioError: it is not TOML, or something in it cannot be meant.
    """
    return parsed(path.read_text(encoding="utf-8"))


def named(text: str) -> Scenario:
    """The scenario that somebody names: one that comes along, a TOML file, or a policy line of the rulebook.

    Raises:
        ScenarioError: there is no such scenario, or its file has a fault.
    """
    text = text.strip()
    if text in _ORDER:
        return shipped(text)
    if text.endswith(".toml"):
        if not Path(text).is_file():
            raise ScenarioError(f"There is no file {text}. Scenarios that come along: {', '.join(_ORDER)}.")
        return read(Path(text))
    return Scenario(title=text or "nothing", policies=text or "nothing")


def parsed(text: str) -> Scenario:
    """The scenario of a TOML text.

    Raises:
        ScenarioError: it is not TOML, or something in it cannot be meant.
    """
    try:
        return Scenario.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(f"It cannot be read: {error}.") from None
    except ValidationError as error:
        raise ScenarioError("\n".join(_faults(text, error))) from None


_WORDS = {
    "missing": "is missing", "extra_forbidden": "is not a word of a scenario", "literal_error": "must be {expected}",
    "greater_than_equal": "must not be below {ge}", "less_than_equal": "must not be over {le}",
    "finite_number": "must be a number", "string_too_short": "must not be empty", "value_error": "{error}",
}  # fmt: skip


def _faults(text: str, error: ValidationError) -> Iterator[str]:
    for one in error.errors():
        keys = [str(key) for key in one["loc"]]
        plain = one["msg"][:1].lower() + one["msg"][1:]
        words = _WORDS.get(one["type"], plain).format(**one.get("ctx", {}))
        yield f"Line {_line(text, keys)}, {'.'.join(keys) or 'the scenario'}: this {words}."


def _line(text: str, keys: list[str]) -> int:
    """Where the last of the keys stands, as far as it can be told from the text."""
    lines, at = text.splitlines(), 0
    for n, key in enumerate(keys):
        if key.isdigit():
            heads = [i for i, line in enumerate(lines) if line.strip() == f"[[{keys[n - 1]}]]"]
            at = heads[int(key)] if int(key) < len(heads) else at
            continue
        heads = [i for i in range(at, len(lines)) if _heads(lines[i], key)]
        at = heads[0] if heads else at
    return at + 1


def _heads(line: str, key: str) -> bool:
    line = line.strip()
    names: list[Any] = [line.split("=")[0].strip(), line.strip("[]"), line.strip("[]").split(".")[-1]]
    return key in names or (line.startswith("[") and line.rstrip("]").endswith(f'"{key}"'))

"""A scenario: a policy line of the rulebook with a title."""

from __future__ import annotations

from pydantic import BaseModel

_SHIPPED = {
    "long-standing": "long-standing",
    "remain-in-mexico": "as-of:2018-12-05 + remain-in-mexico@2019-01-29",
}


class Scenario(BaseModel):
    """What a forecast assumes to happen."""

    title: str
    policies: str


def names() -> list[str]:
    """The scenarios that come along."""
    return list(_SHIPPED)


def shipped(name: str) -> Scenario:
    """One of them. Raises KeyError."""
    return Scenario(title=name, policies=_SHIPPED[name])

"""What a rule may ask about a person. One line a fact: its kind, and what silence about it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .said import Said

Kind = Literal["code", "number", "day", "flag", "codes", "text"]


class Missing:
    """The one value for a fact that nobody has told."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = Missing()


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact a rule may ask about.

    ``silent`` is what the rulebook takes it for where nothing was said: :data:`MISSING` makes the answer unknown and
    names the fact; False is for what somebody has to claim (an exception), and the why says that nobody claimed it.
    ``sealed`` facts are shown to the person and their caseworker only. ``judged`` facts are for a lawyer to judge.
    """

    name: str
    kind: Kind
    words: Said
    silent: Any = MISSING
    sealed: bool = False
    judged: bool = False

    def of(self, card: Mapping[str, Any]) -> Any:
        """The value on a card, or what silence means."""
        value = card.get(self.name)
        return self.silent if value is None else value

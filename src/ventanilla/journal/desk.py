"""What an action sees while it decides: the tables, the moment, who acts, and a few things it may ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from .action import Role
from .clock import day_at
from .entry import OFFICE
from .keys import Keys, new_id, new_ids
from .reader import Reader
from .sql import Db


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the pseudonym that stands in the header, and the role that was checked."""

    id: str
    role: Role | None
    name: str = ""


RULE = Actor("RULE0000000000000000", None, "rule")
"""The actor of entries that a rule writes by itself (the end of a day); the body names the rule."""

OWNER = Actor(OFFICE, None, "owner of the office folder")
"""The actor of what the owner of the office's folder does before there is any staff."""


@dataclass(slots=True)
class Desk:
    """One decision's surroundings. ``seq`` is the place its first entry will have in the chain."""

    db: Db
    keys: Keys
    now: datetime
    actor: Actor
    zone: str
    seq: int
    pepper: bytes = b""
    memo: dict[Any, Any] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)
    aside: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)
    previous: bytes = b""
    last_at: str = ""
    clock: int = 0
    tables: Any = None
    doomed: dict[str, int] = field(default_factory=dict)
    clock_jumped: bool = False

    def today(self, zone: str = "") -> date:
        """The plain date at the office, or at a list's own zone."""
        return day_at(self.now, zone or self.zone)

    def new_id(self, letter: str, after: int = 0) -> str:
        """A pseudonym for what this decision's ``after``-th entry brings into being."""
        return new_id(letter, self.seq + after)

    def new_ids(self, letter: str, count: int) -> list[str]:
        """Pseudonyms for several that come into being together in this decision's first entry."""
        return new_ids(letter, self.seq, count)

    @property
    def reader(self) -> Reader:
        """Opens what is sealed."""
        return Reader(self.db, self.keys)

"""A desk action: declared once, and found as form, command, API operation, permission row and history.

class Pause(Action):
    kind, title, help = "line.pause", N_("Pause the list"), N_("Numbers keep their order.")
    roles = {Role.KEEPER}
    list: ListId
    why: Annotated[str, Field(title=N_("Why"), max_length=200)] = ""

    def decide(self, desk): ...        # reads tables, may refuse with a sentence, returns drafts
    @classmethod
    def fold(cls, entry, tables): ...  # body and opened parts -> tables; no clock, no random numbers
    @classmethod
    def says(cls, entry): ...          # the sentence in the history
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, ValidationError

from ventanilla.journal.words import N_

from .entry import Drafts, Entry

if TYPE_CHECKING:
    from .desk import Desk
    from .sql import Tables


class Role(StrEnum):
    """Who may do what is said in terms of these; everything else is denied."""

    KEEPER = "keeper"
    HELPER = "helper"
    COORDINATOR = "coordinator"
    LEGAL = "legal"
    PLANNER = "planner"
    AUDITOR = "auditor"

    @property
    def words(self) -> str:
        """The role as people say it."""
        return _(ROLE_WORDS[self.value])


ROLE_WORDS = {
    "keeper": N_("keeper"),
    "helper": N_("helper"),
    "coordinator": N_("shelter coordinator"),
    "legal": N_("legal aid"),
    "planner": N_("planner"),
    "auditor": N_("auditor"),
}


class Refused(Exception):
    """An action that may not be done; the sentence says why and what to do. Nothing was written."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.field = sentence, field


class Action(BaseModel):
    """The base of every desk action. A subclass that names its ``kind`` is registered by being defined."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)

    do_not_call_in_templates: ClassVar[bool] = True
    kind: ClassVar[str] = ""
    title: ClassVar[str] = ""
    help: ClassVar[str] = ""
    done: ClassVar[str] = ""
    roles: ClassVar[frozenset[Role] | set[Role]] = frozenset()
    own: ClassVar[bool] = True
    """False where it only writes entries of other kinds, so that the journal's filter does not offer its kind."""
    bulk: ClassVar[bool] = False
    """True where ``decide`` reads only what ``desk.memo`` keeps up to date, so that many can be folded at once."""

    drafted: ClassVar[bool] = True
    """False where what is typed is too private to be kept for the next login: nobody else at the desk may find it."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        if "kind" in cls.__dict__ and cls.kind:
            ACTIONS[cls.kind] = cls

    def decide(self, desk: Desk) -> Drafts:
        """The entries to write. Raises :class:`Refused` with a sentence."""
        raise NotImplementedError

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        """Bring one entry of this kind into the tables."""

    @classmethod
    def says(cls, entry: Entry) -> str:
        """What happened, in a sentence for the history of whom it concerns."""
        return _(cls.title)

    @classmethod
    def about(cls, entry: Entry) -> Iterable[str]:
        """Who the entry speaks of, beside its subject."""
        return ()

    @classmethod
    def at_desk(cls) -> bool:
        """Whether somebody may do this at a desk (some kinds are only written by other actions)."""
        return bool(cls.roles)


class Discreet(Action):
    """The base of actions whose words must not lie about anywhere: no draft of them is ever kept."""

    drafted: ClassVar[bool] = False


ACTIONS: dict[str, type[Action]] = {}
"""Every kind of entry, by its name ``room.name``."""


def desk_actions() -> list[type[Action]]:
    """The actions that people do, in the order of their names."""
    return [ACTIONS[kind] for kind in sorted(ACTIONS) if ACTIONS[kind].at_desk()]


_SENTENCES = {
    "missing": N_("This is needed."),
    "string_too_short": N_("Write at least {min_length} letters."),
    "string_too_long": N_("Write at most {max_length} letters."),
    "string_type": N_("Write words here."),
    "string_pattern_mismatch": N_("This is not written the way it should be. See the example."),
    "int_parsing": N_("Write a whole number."),
    "int_type": N_("Write a whole number."),
    "int_from_float": N_("Write a whole number."),
    "bool_parsing": N_("Answer yes or no."),
    "greater_than_equal": N_("The number must be {ge} or more."),
    "less_than_equal": N_("The number must be {le} or less."),
    "greater_than": N_("The number must be more than {gt}."),
    "enum": N_("Choose one of: {expected}."),
    "literal_error": N_("Choose one of: {expected}."),
    "too_short": N_("At least {min_length} needed."),
    "too_long": N_("At most {max_length}, please."),
    "date_from_datetime_parsing": N_("Write the date as year-month-day, for example 2018-12-05."),
    "date_parsing": N_("Write the date as year-month-day, for example 2018-12-05."),
    "date_type": N_("Write the date as year-month-day, for example 2018-12-05."),
    "time_parsing": N_("Write the hour like 07:30."),
    "extra_forbidden": N_("There is no field of this name."),
    "list_type": N_("A list is expected here."),
}


def explain(error: ValidationError) -> list[tuple[str, str]]:
    """(field, sentence) for everything that is wrong with what was typed. Never repeats what was typed."""
    found = []
    for one in error.errors(include_url=False, include_input=False):
        field = ".".join(str(step) for step in one["loc"])
        if one["type"] == "value_error":
            sentence = str(one["ctx"]["error"])
        elif one["type"] in _SENTENCES:
            sentence = _(_SENTENCES[one["type"]]).format(**one.get("ctx", {}))
        else:
            sentence = one["msg"]
        found.append((field, sentence))
    return found

"""How a way stands, as a word with a colour: never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from ventanilla.journal.words import N_
from ventanilla.rulebook.options import Stands

from .board import Said
from .standing import SHUT

WORDS = {
    Stands.OPEN: N_("open to you"),
    Stands.OFFICER: N_("an officer decides"),
    Stands.DEPENDS: N_("depends on your answer"),
    Stands.LAWYER: N_("a lawyer has to look"),
    Stands.NOT_YET: N_("not yet"),
    Stands.CLOSED: N_("closed to you"),
}
"""How a way stands, in words, in the order of the page."""
COLOURS = {Stands.OPEN: "yes", Stands.OFFICER: "wait", Stands.DEPENDS: "ask", Stands.LAWYER: "ask", Stands.NOT_YET: "wait"}  # fmt: skip


@dataclass(frozen=True)
class Tag:
    """How a way stands, as a word with a colour."""

    stands: Stands

    @property
    def word(self) -> Said:
        """The word."""
        return Said(WORDS[self.stands])

    @property
    def colour(self) -> str:
        """The class of its colour."""
        return COLOURS.get(self.stands, "")

    @property
    def shut(self) -> bool:
        """Whether it is closed, or not open yet."""
        return self.stands in SHUT

    @property
    def lawyer(self) -> bool:
        """Whether a lawyer has to look."""
        return self.stands is Stands.LAWYER

    @property
    def free(self) -> bool:
        """Whether it can be taken: then what it needs comes first."""
        return self.stands in (Stands.OPEN, Stands.OFFICER)

    @property
    def hangs(self) -> bool:
        """Whether it hangs on an answer."""
        return self.stands is Stands.DEPENDS

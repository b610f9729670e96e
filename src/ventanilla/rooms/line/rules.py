"""What a list's rules are: dated settings, shown on its page, each with the sentence that explains it."""

from __future__ import annotations

import json
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import BaseModel, ConfigDict, Field

from ventanilla.journal.sql import Db
from ventanilla.journal.words import N_, Words

UNITS = {"people": N_("several people"), "person": N_("one person"), "household": N_("one household")}
LARGER = {
    "whole": N_("It is called whole, even if it takes more places than are left."),
    "waits": N_("It waits first in line, and nobody behind it is called before it."),
    "next": N_("It keeps its place first in line, and the next household that fits goes."),
}


class ListRules(BaseModel):
    """The settings of one list. Tijuana: a number covers about ten people; Juarez: one; Nogales: a family."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit: Annotated[
        Literal["people", "person", "household"],
        Words(UNITS),
        Field(
            title=N_("What one number covers"),
            description=N_("Several people, one person, or one household."),
        ),
    ] = "people"
    covers: Annotated[
        int,
        Field(
            ge=1, le=50, title=N_("People a number"), description=N_("For numbers that cover several people.")
        ),
    ] = 10
    turns: Annotated[
        int, Field(ge=1, le=10, title=N_("Turns a day"), description=N_("How often a day people are called."))
    ] = 1
    grace: Annotated[
        int,
        Field(
            ge=0,
            le=240,
            title=N_("Grace at a call, minutes"),
            description=N_("Before that nobody is marked absent."),
        ),
    ] = 20
    keeps: Annotated[
        int,
        Field(
            ge=0,
            le=730,
            title=N_("Days an absent household keeps its place"),
            description=N_("Then the place ends."),
        ),
    ] = 30
    larger: Annotated[
        Literal["whole", "waits", "next"],
        Words(LARGER),
        Field(
            title=N_("A household larger than the places left"),
            description=N_("Called whole, waits first, or next goes."),
        ),
    ] = "next"

    def sentences(self) -> list[str]:
        """The rules in plain words, for the list's own page."""
        covers = {
            "people": _("One number covers about {n} people. Households are never split over two numbers."),
            "person": _("One number is one person. A household holds as many numbers as it has people."),
            "household": _("One number is one household, of any size."),
        }[self.unit]
        return [
            covers.format(n=self.covers),
            ngettext(
                "People are called once a day.", "People are called {n} times a day.", self.turns
            ).format(n=self.turns),
            ngettext(
                "After a call there is {n} minute to come.",
                "After a call there are {n} minutes to come.",
                self.grace,
            ).format(n=self.grace),
            _("Whoever was absent keeps the place for {n} days and can come back to it.").format(
                n=self.keeps
            ),
            _("If a household is larger than the places left:") + " " + _(LARGER[self.larger]),
        ]


def rules_on(db: Db, list_id: str, day: str) -> ListRules:
    """The rules of a list on a day (``YYYY-MM-DD``)."""
    row = db.one(
        "SELECT settings FROM line_rule WHERE list=? AND from_day<=? ORDER BY from_day DESC, seq DESC LIMIT 1",
        (list_id, day),
    )
    return ListRules(**json.loads(row[0])) if row else ListRules()

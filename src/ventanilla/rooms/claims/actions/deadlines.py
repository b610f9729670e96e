"""A lawyer's correction of a deadline: an entry that stays, and counts before what was computed."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from django.utils.translation import gettext as _
from pydantic import Field

from ventanilla.journal.action import Refused
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_

from .. import law
from .common import OnClaim, SeldomSealed, open_claim, sealed, unsealed


class CorrectDeadline(OnClaim):
    """The last day of a term, as a lawyer or the court says it."""

    kind: ClassVar[str] = "claims.deadline"
    title: ClassVar[str] = N_("Correct a deadline")
    help: ClassVar[str] = N_(
        "The day that a lawyer or the court says. It counts, and the computed day stays beside it."
    )

    term: Annotated[str, Field(max_length=40, title=N_("Which deadline"))]
    last: Annotated[date, Field(title=N_("Last day"))]
    lawyer: Annotated[
        str, Field(min_length=2, max_length=120, title=N_("Who says so"), description=N_("Kept sealed."))
    ]
    words: SeldomSealed = ""

    def decide(self, desk: Desk) -> Drafts:
        claim = open_claim(desk, self.claim)
        if self.term not in law.terms():
            raise Refused(_("There is no such deadline in the rulebook."), "term")
        said = sealed(
            claim.person, term=self.term, last=self.last.isoformat(), lawyer=self.lawyer, words=self.words
        )
        return [Draft(self.kind, claim.person, claim.body, said)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        if said := unsealed(entry):
            key = (entry.body["claim"], said["term"])
            tables.put("claims_deadline", "claim, term", key, "last, seq", (said["last"], entry.seq))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("A deadline of a claim was corrected by a lawyer.")

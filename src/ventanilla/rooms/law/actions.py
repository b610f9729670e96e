"""A lawyer's word on a rule."""

from __future__ import annotations

from typing import Annotated, ClassVar

from django.utils.translation import gettext as _
from pydantic import Field

from ventanilla.journal.action import Action, Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import NOTES, OFFICE, Draft, Drafts, Entry, Part
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_


class SignOff(Action):
    """Signs the sheet of a rule: until it changes, the rule no longer says that no lawyer has checked it."""

    kind: ClassVar[str] = "law.sign_off"
    title: ClassVar[str] = N_("Sign the sheet of a rule")
    help: ClassVar[str] = N_(
        "Read the whole sheet first. Your word counts for this sheet only, not for a later one."
    )
    done: ClassVar[str] = N_("The sheet is signed.")
    roles: ClassVar[set[Role]] = {Role.LEGAL}

    rule: Annotated[
        str,
        Field(title=N_("Rule"), description=N_("Its short name, as on the sheet: US-MPP1."), max_length=40),
    ]
    sheet: Annotated[
        str,
        Field(
            title=N_("The sheet's first 8 signs"),
            description=N_("They stand at the foot of the sheet that you read."),
            pattern=r"^[0-9a-f]{8,64}$",
        ),
    ]
    signed_by: Annotated[
        str,
        Field(
            title=N_("Lawyer"), description=N_("Name and bar, for the record."), min_length=3, max_length=120
        ),
    ]

    def decide(self, desk: Desk) -> Drafts:
        from ventanilla.rulebook.book import book  # every command knows this action; few sign
        from ventanilla.rulebook.sheet import sheet_hash

        if self.rule not in book().rules and self.rule not in book().terms:
            raise Refused(_("There is no rule called %s.") % self.rule, "rule")
        now = sheet_hash(book(), self.rule)
        if not now.startswith(self.sheet):
            raise Refused(
                _("The sheet has changed since, or the signs are mistyped. Read the sheet of today."), "sheet"
            )
        if desk.db.one("SELECT 1 FROM law_signoff WHERE rule=? AND sheet=?", (self.rule, now)):
            raise Refused(_("This sheet is signed already."), "sheet")
        body = {"rule": self.rule, "sheet": now, "book": book().hash, "day": desk.today().isoformat()}
        return [Draft(self.kind, "", body, [Part(OFFICE, NOTES, {"signed by": self.signed_by})])]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        tables.insert("law_signoff", "seq, rule, sheet, day", (entry.seq, b["rule"], b["sheet"], b["day"]))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("A lawyer signed the sheet of the rule {rule}.").format(rule=entry.body["rule"])

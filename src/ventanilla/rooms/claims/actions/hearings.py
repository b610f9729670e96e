"""What became of a hearing: it took place, was missed, or was re-set."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from ventanilla.journal.action import Refused
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_, Words
from ventanilla.rooms.registry.actions import Id

from ..words import DATED, MISSED, RESET_BY
from .common import ClaimRow, OnClaim, SeldomSealed, claim_of, sealed, unsealed
from .papers import PaperId, make_valid, paper_of


def come(desk: Desk, claim: ClaimRow, paper: str) -> dict[str, Any]:
    """A paper whose day has come, and of which nobody wrote down yet what became of it.

    Raises:
        Refused: the day has not come, or it was written down already.
    """
    found = paper_of(desk, claim, paper)
    if not found["day"] or found["day"] > desk.today().isoformat():
        raise Refused(_("This day has not come yet."), "paper")
    if found["missed"] or found["held"]:
        raise Refused(_("What became of it was written down already."), "paper")
    return found


class Missed(OnClaim):
    """A hearing was missed. The reason matters for what can still be done."""

    kind: ClassVar[str] = "claims.missed"
    title: ClassVar[str] = N_("Write down that a hearing was missed")
    help: ClassVar[str] = N_(
        "A lawyer is needed at once: an order given without the person may be opened again."
    )
    done: ClassVar[str] = N_("Written down. A lawyer is needed at once.")

    paper: PaperId
    reason: Annotated[
        Literal["not_told", "wrong_day", "way", "turned_back", "ill", "danger", "other", "unsaid"],
        Words(MISSED),
        Field(title=N_("Why")),
    ] = "unsaid"
    words: SeldomSealed = ""

    def decide(self, desk: Desk) -> Drafts:
        claim = claim_of(desk, self.claim)
        come(desk, claim, self.paper)
        said = sealed(claim.person, reason=self.reason, words=self.words)
        return [Draft(self.kind, claim.person, {**claim.body, "paper": self.paper}, said)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        reason = unsealed(entry).get("reason", "")
        tables.run("UPDATE claims_paper SET missed=? WHERE id=?", (reason, entry.body["paper"]))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("A hearing or appointment was missed.")


class Held(OnClaim):
    """A hearing or appointment took place."""

    kind: ClassVar[str] = "claims.held"
    title: ClassVar[str] = N_("Write down that a hearing took place")
    help: ClassVar[str] = N_(
        "Only that they were there. If they were given a new paper, write that down too."
    )

    paper: PaperId

    def decide(self, desk: Desk) -> Drafts:
        claim = claim_of(desk, self.claim)
        paper = come(desk, claim, self.paper)
        return [Draft(self.kind, claim.person, {**claim.body, "paper": paper["id"]})]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        tables.run("UPDATE claims_paper SET held=? WHERE id=?", (True, entry.body["paper"]))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("A hearing or appointment took place.")


class Reset(OnClaim):
    """A hearing was re-set: another paper holds in its place."""

    kind: ClassVar[str] = "claims.reset"
    title: ClassVar[str] = N_("Write down that a hearing was re-set")
    help: ClassVar[str] = N_("First write down the new paper. Then say here which one it takes the place of.")
    done: ClassVar[str] = N_("The new paper counts. Make a notice from it and hand it over.")

    paper: Annotated[Id, Field(title=N_("Paper of the old day"))]
    now: Annotated[Id, Field(title=N_("Paper of the new day"))]
    by: Annotated[
        Literal["court", "asked", "rule", "closed"], Words(RESET_BY), Field(title=N_("Why it was re-set"))
    ] = "court"

    def decide(self, desk: Desk) -> Drafts:
        claim = claim_of(desk, self.claim)
        old, new = paper_of(desk, claim, self.paper), paper_of(desk, claim, self.now, "now")
        if self.paper == self.now or not new["day"]:
            raise Refused(_("The paper of the new day must be another one, and name a day."), "now")
        if old["state"] == "reset":
            raise Refused(_("The hearing on this paper was re-set already."), "paper")
        if (old["kind"] in DATED) != (new["kind"] in DATED):
            raise Refused(_("A hearing is re-set by a paper about a hearing. Choose the other paper."), "now")
        body = {**claim.body, "paper": self.paper, "now": self.now}
        return [Draft(self.kind, claim.person, body, sealed(claim.person, reset=self.by))]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        tables.run("UPDATE claims_paper SET state='reset', marked=0 WHERE id=?", (b["paper"],))
        make_valid(tables, b["claim"], b["now"], entry.seq)

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("A hearing was re-set.")

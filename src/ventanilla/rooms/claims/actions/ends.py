"""Interviews, decisions, appeals; removal and going home, each with what it closes and leaves open."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from ventanilla.journal.action import Refused
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_, Rarely, Words

from ..ends import DECISIONS
from ..words import INTERVIEW_ENDS, INTERVIEWS
from .common import OnClaim, SeldomSealed, claim_of, open_claim, sealed, was

Day = Annotated[date | None, Rarely(), Field(title=N_("Day"), description=N_("Empty: today."))]


class Interviewed(OnClaim):
    """An interview took place."""

    kind: ClassVar[str] = "claims.interviewed"
    title: ClassVar[str] = N_("Write down an interview")
    help: ClassVar[str] = N_("Which one, when, and how it ended. What was said there is not asked.")

    which: Annotated[
        Literal["fear_mx", "credible", "comar", "other"],
        Words(INTERVIEWS),
        Field(title=N_("Which interview")),
    ]
    end: Annotated[
        Literal["passed", "not", "waits"], Words(INTERVIEW_ENDS), Field(title=N_("How it ended"))
    ] = "waits"
    day: Day = None
    words: SeldomSealed = ""

    def decide(self, desk: Desk) -> Drafts:
        claim = open_claim(desk, self.claim)
        body = {**claim.body, "day": was(desk, self.day, "day")}
        said = sealed(claim.person, which=self.which, end=self.end, words=self.words)
        return [Draft(self.kind, claim.person, body, said)]

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("An interview took place.")


class Decided(OnClaim):
    """What a judge or an office decided about a claim."""

    kind: ClassVar[str] = "claims.decided"
    title: ClassVar[str] = N_("Write down a decision")
    help: ClassVar[str] = N_(
        "As the paper says it. What each decision closes and leaves open stands on the page of the claim."
    )
    done: ClassVar[str] = N_("The decision is written down. Look at what it leaves open.")

    outcome: Annotated[
        Literal["relief", "denied", "dismissed", "in_absentia", "withdrawn"],
        Words({code: one.words for code, one in DECISIONS.items()}),
        Field(title=N_("Decision")),
    ]
    day: Day = None
    ground: SeldomSealed = ""

    def decide(self, desk: Desk) -> Drafts:
        claim = open_claim(desk, self.claim)
        body = {**claim.body, "outcome": self.outcome, "day": was(desk, self.day, "day")}
        return [Draft(self.kind, claim.person, body, sealed(claim.person, ground=self.ground))]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        state = "withdrawn" if entry.body["outcome"] == "withdrawn" else "decided"
        end(tables, entry, state, entry.body["outcome"])

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("A claim was decided.")


class Appeal(OnClaim):
    """An appeal was filed: the claim is open again."""

    kind: ClassVar[str] = "claims.appeal"
    title: ClassVar[str] = N_("Write down an appeal")
    help: ClassVar[str] = N_(
        "An appeal, or a request to open the case again. The claim is open from then on."
    )

    day: Day = None
    words: SeldomSealed = ""

    def decide(self, desk: Desk) -> Drafts:
        claim = claim_of(desk, self.claim)
        if claim.state not in ("decided", "removed"):
            raise Refused(_("There is no decision yet that an appeal could be against."), "claim")
        body = {**claim.body, "day": was(desk, self.day, "day")}
        return [Draft(self.kind, claim.person, body, sealed(claim.person, words=self.words))]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        tables.run("UPDATE claims_claim SET state='appealed', appealed=? WHERE id=?", (b["day"], b["claim"]))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("An appeal was filed.")


class Removed(OnClaim):
    """A government removed somebody. It is written down as it happened; it is never chosen here."""

    kind: ClassVar[str] = "claims.removed"
    title: ClassVar[str] = N_("Write down a removal")
    help: ClassVar[str] = N_(
        "As it happened. What it closes and leaves open stands on the page of the claim. See a lawyer at once."
    )

    day: Day = None
    ground: Annotated[str, Field(min_length=3, max_length=300, title=N_("Ground, as the paper says it"), description=N_("Kept sealed."))]  # fmt: skip

    def decide(self, desk: Desk) -> Drafts:
        claim = claim_of(desk, self.claim)
        if claim.state in ("removed", "returned"):
            raise Refused(_("This claim has ended that way already."), "claim")
        body = {**claim.body, "day": was(desk, self.day, "day")}
        return [Draft(self.kind, claim.person, body, sealed(claim.person, ground=self.ground))]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        end(tables, entry, "removed", "")

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("Somebody was removed.")


def end(tables: Tables, entry: Entry, state: str, outcome: str) -> None:
    b = entry.body
    tables.run(
        "UPDATE claims_claim SET state=?, outcome=CASE WHEN ?='' THEN outcome ELSE ? END, ended=? WHERE id=?",
        (state, outcome, outcome, b["day"], b["claim"]),
    )

"""Interviews, decisions, appeals and removal, each with what it closes and leaves open; and where a claim stands after it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from ventanilla.journal.action import Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_, Rarely, Words

from ..ends import DECISIONS
from ..words import INTERVIEW_ENDS, INTERVIEWS
from .common import ClaimRow, OnClaim, SeldomSealed, claim_of, open_claim, sealed, unsealed, was
from .lawyers import is_asked, open_question

Day = Annotated[date | None, Rarely(), Field(title=N_("Day"), description=N_("Empty: today."))]


class Standing(OnClaim):
    """Where a claim stands from a day on. One kind for every ending and for an appeal: the journal's clear part must not
    say whether somebody was given protection, was removed, or goes home. ``asks``: a question to a lawyer that it opens."""

    kind: ClassVar[str] = "claims.standing"
    title: ClassVar[str] = N_("Where a claim stands was written down")
    roles: ClassVar[set[Role]] = set()

    @classmethod
    def draft(
        cls, claim: ClaimRow, state: str, on: str, *, outcome: str = "", ground: str = "", question: str = "", asks: str = ""
    ) -> Draft:  # fmt: skip
        """The entry that a claim stands so from a day on."""
        said = sealed(
            claim.person, state=state, outcome=outcome, on=on, ground=ground, question=question, asks=asks
        )
        return Draft(cls.kind, claim.person, claim.body, said)

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        said, claim = unsealed(entry), entry.body["claim"]
        state, day = said.get("state"), said.get("on")
        if state == "appealed":
            tables.run("UPDATE claims_claim SET state=?, appealed=? WHERE id=?", (state, day, claim))
        elif state:
            outcome = said.get("outcome", "")
            tables.run(
                "UPDATE claims_claim SET state=?, outcome=CASE WHEN ?='' THEN outcome ELSE ? END, ended=? WHERE id=?",
                (state, outcome, outcome, day, claim),
            )
        if question := said.get("question"):
            open_question(tables, entry, question, said["asks"], str(day))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("Where a claim stands was written down, sealed.")


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
        on = was(desk, self.day, "day")
        said = sealed(claim.person, which=self.which, end=self.end, on=on, words=self.words)
        return [Draft(self.kind, claim.person, claim.body, said)]

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("An interview took place.")


class Decided(OnClaim):
    """What a judge or an office decided about a claim."""

    kind: ClassVar[str] = "claims.decided"
    own: ClassVar[bool] = False
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
        state = "withdrawn" if self.outcome == "withdrawn" else "decided"
        day = was(desk, self.day, "day")
        return [Standing.draft(claim, state, day, outcome=self.outcome, ground=self.ground)]


class Appeal(OnClaim):
    """An appeal was filed: the claim is open again."""

    kind: ClassVar[str] = "claims.appeal"
    own: ClassVar[bool] = False
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
        return [Standing.draft(claim, "appealed", was(desk, self.day, "day"), ground=self.words)]


class Removed(OnClaim):
    """A government removed somebody. It is written down as it happened; it is never chosen here.

    It cannot wait for a lawyer's word like the acts of a desk that would part a family: it has happened, and a fact that
    is refused is a fact that is lost. So the same step asks a lawyer what can be done for them and for the family, and
    that question stays among the alarms until it is answered, also after the person was taken out of the household.
    """

    kind: ClassVar[str] = "claims.removed"
    own: ClassVar[bool] = False
    title: ClassVar[str] = N_("Write down a removal")
    help: ClassVar[str] = N_(
        "As it happened. A question to a lawyer is opened with it, and stays among the alarms until it is answered."
    )
    done: ClassVar[str] = N_("The removal is written down, and a lawyer is asked. See one at once.")

    day: Day = None
    ground: Annotated[str, Field(min_length=3, max_length=300, title=N_("Ground, as the paper says it"), description=N_("Kept sealed."))]  # fmt: skip

    def decide(self, desk: Desk) -> Drafts:
        claim = claim_of(desk, self.claim)
        if claim.state in ("removed", "returned"):
            raise Refused(_("This claim has ended that way already."), "claim")
        asks = (
            {"question": desk.new_id("Q"), "asks": "removed"} if not is_asked(desk, claim, "removed") else {}
        )
        day = was(desk, self.day, "day")
        return [Standing.draft(claim, "removed", day, ground=self.ground, **asks)]

"""Interviews, decisions, appeals; removal and going home, each with what it closes and leaves open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from ventanilla.journal.action import Action, Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_, Rarely, Words
from ventanilla.rooms.registry.actions import Id, household_of

from ..ends import DECISIONS
from ..words import INTERVIEW_ENDS, INTERVIEWS
from .common import DESK, OnClaim, Sealed, SeldomSealed, Told, claim_of, open_claim, sealed, was
from .family import may_go_home

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
        _end(tables, entry, state, entry.body["outcome"])

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
        _end(tables, entry, "removed", "")

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("Somebody was removed.")


def _end(tables: Tables, entry: Entry, state: str, outcome: str) -> None:
    b = entry.body
    tables.run(
        "UPDATE claims_claim SET state=?, outcome=CASE WHEN ?='' THEN outcome ELSE ? END, ended=? WHERE id=?",
        (state, outcome, outcome, b["day"], b["claim"]),
    )


class AskedHome(Action):
    """A person asks about going home: their own question. Nobody else can ask it for them, and no list can."""

    kind: ClassVar[str] = "claims.asked_about_going_home"
    title: ClassVar[str] = N_("Write down that somebody asks about going home")
    help: ClassVar[str] = N_(
        "Only if the person asked by themselves. Never offer it, and never to a list of people."
    )
    done: ClassVar[str] = N_(
        "The question is written down. Read to them what going home closes before anything else."
    )
    roles: ClassVar[set[Role]] = DESK

    person: Annotated[Id, Field(title=N_("Person"))]
    words: Annotated[
        str,
        Field(min_length=3, max_length=500, title=N_("In their own words"), description=N_("Kept sealed.")),
    ]

    def decide(self, desk: Desk) -> Drafts:
        household = household_of(desk, self.person)
        body = {"household": household, "day": desk.today().isoformat()}
        return [Draft(self.kind, self.person, body, sealed(self.person, words=self.words))]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        values = (entry.body["day"], None, entry.seq)
        tables.put("claims_asked_home", "person", (entry.subject,), "day, back, seq", values)

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("Somebody asked a question of their own.")

    @classmethod
    def about(cls, entry: Entry) -> Iterable[str]:
        return (entry.body["household"],)


class TakenBack(Action):
    """The person does not want to go home any more. It costs nothing."""

    kind: ClassVar[str] = "claims.not_going_home"
    title: ClassVar[str] = N_("Write down that somebody does not want to go home any more")
    help: ClassVar[str] = N_("At any time, without a reason. A claim that was open before is open again.")
    roles: ClassVar[set[Role]] = DESK

    person: Annotated[Id, Field(title=N_("Person"))]

    def decide(self, desk: Desk) -> Drafts:
        household = household_of(desk, self.person)
        if not asked_home(desk, self.person):
            raise Refused(_("This person has not asked about going home."), "person")
        return [Draft(self.kind, self.person, {"household": household, "day": desk.today().isoformat()})]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        day = entry.body["day"]
        tables.run("UPDATE claims_asked_home SET back=? WHERE person=?", (day, entry.subject))
        tables.run(
            "UPDATE claims_claim SET state='open', ended=NULL WHERE person=? AND state='returned'",
            (entry.subject,),
        )

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("Somebody took a question of their own back.")

    @classmethod
    def about(cls, entry: Entry) -> Iterable[str]:
        return (entry.body["household"],)


def asked_home(desk: Desk, person: str) -> bool:
    """Whether this very person asked about going home and has not taken it back."""
    return bool(desk.db.one("SELECT 1 FROM claims_asked_home WHERE person=? AND back IS NULL", (person,)))


class ReturnHome(OnClaim):
    """Somebody goes home by their own wish: only ever as an answer to their own question, one person at a time."""

    kind: ClassVar[str] = "claims.return_home"
    title: ClassVar[str] = N_("Write down that somebody goes home by own wish")
    help: ClassVar[str] = N_(
        "Only as an answer to their own question. Read to them first: the claim ends, and who goes home may be believed less in a later "
        "claim. A claim in another country stays open. Until the journey begins they can say no, and nothing happens."
    )
    done: ClassVar[str] = N_("Written down. They can still say no until the journey begins.")

    told: Told = False
    ground: Sealed = ""
    day: Day = None

    def decide(self, desk: Desk) -> Drafts:
        claim = open_claim(desk, self.claim)
        if not asked_home(desk, claim.person):
            raise Refused(_("This person has not asked about going home. Nobody may propose it: it can only answer their own question."), "claim")  # fmt: skip
        if not self.told:
            raise Refused(
                _("First read to them what going home closes and what stays open, in their language."), "told"
            )
        may_go_home(desk, claim, "claim")
        body = {**claim.body, "day": was(desk, self.day, "day")}
        return [Draft(self.kind, claim.person, body, sealed(claim.person, ground=self.ground))]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        _end(tables, entry, "returned", "")

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("Somebody goes home by own wish.")

"""Lawyers: who represents somebody, what a lawyer is asked, and what the lawyer said."""

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

from ..words import ABOUT, ANSWERS
from .common import DESK, ClaimRow, OnClaim, SeldomSealed, claim_of, open_claim, sealed, unsealed, was


class Lawyer(OnClaim):
    """Who represents somebody, sealed. An empty name ends it."""

    kind: ClassVar[str] = "claims.lawyer"
    title: ClassVar[str] = N_("Write down who represents somebody")
    help: ClassVar[str] = N_(
        "Name and how to reach them, sealed. Leave the name empty when nobody does any more."
    )

    name: Annotated[str, Field(max_length=120, title=N_("Name of the lawyer"))] = ""
    reach: Annotated[str, Field(max_length=200, title=N_("How to reach them"))] = ""
    since: Annotated[date | None, Rarely(), Field(title=N_("Since"), description=N_("Empty: today."))] = None

    def decide(self, desk: Desk) -> Drafts:
        claim = open_claim(desk, self.claim)
        since = was(desk, self.since, "since")
        said = sealed(claim.person, lawyer=self.name, reach=self.reach, from_day=since)
        return [Draft(self.kind, claim.person, claim.body, said)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        seq = entry.seq if unsealed(entry).get("lawyer") else 0
        tables.run("UPDATE claims_claim SET lawyer_seq=? WHERE id=?", (seq, entry.body["claim"]))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("Who represents somebody was written down, sealed.")


class AskLawyer(OnClaim):
    """One question to a lawyer. It stays on the list of alarms until the lawyer has spoken."""

    kind: ClassVar[str] = "claims.ask_lawyer"
    title: ClassVar[str] = N_("Write down a question to a lawyer")
    help: ClassVar[str] = N_("It stays among the alarms until what the lawyer said is written down.")
    roles: ClassVar[set[Role]] = DESK

    question: Annotated[
        Literal["paper", "split", "law", "deadline", "track", "missed", "ended", "removed", "other"],
        Words(ABOUT),
        Field(title=N_("Question")),
    ]
    words: SeldomSealed = ""

    def decide(self, desk: Desk) -> Drafts:
        claim = claim_of(desk, self.claim)
        if is_asked(desk, claim, self.question):
            raise Refused(_("This question is open already. Write down what the lawyer said."), "question")
        body = {**claim.body, "day": desk.today().isoformat()}
        said = sealed(claim.person, question=desk.new_id("Q"), about=self.question, words=self.words)
        return [Draft(self.kind, claim.person, body, said)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        if said := unsealed(entry):
            open_question(tables, entry, said["question"], said["about"], entry.body["day"])

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("A question for a lawyer was written down.")


def is_asked(desk: Desk, claim: ClaimRow, about: str) -> bool:
    """Whether a lawyer was asked this about a claim, and has not spoken yet."""
    sql = "SELECT 1 FROM claims_question WHERE claim=? AND about=? AND state='open'"
    return bool(desk.db.one(sql, (claim.id, about)))


def open_question(tables: Tables, entry: Entry, question: str, about: str, day: str) -> None:
    """A question stands among the alarms from now on."""
    row = (question, entry.body["claim"], about, day, "open", entry.seq)
    tables.insert("claims_question", "id, claim, about, day, state, seq", row)


class LawyerSaid(OnClaim):
    """What a lawyer said to a question: an entry that stays."""

    kind: ClassVar[str] = "claims.lawyer_said"
    title: ClassVar[str] = N_("Write down what a lawyer said")
    help: ClassVar[str] = N_(
        "Who said it and in which words is sealed. A later word is a new entry; this one stays."
    )

    question: Annotated[str, Field(pattern=r"^[A-Z][0-9A-Z]{19}$", title=N_("Question"))]
    answer: Annotated[Literal["go_on", "do_not", "other"], Words(ANSWERS), Field(title=N_("The lawyer said"))]
    lawyer: Annotated[
        str, Field(min_length=2, max_length=120, title=N_("Which lawyer"), description=N_("Kept sealed."))
    ]
    day: Annotated[date | None, Rarely(), Field(title=N_("Said on"), description=N_("Empty: today."))] = None
    words: SeldomSealed = ""

    def decide(self, desk: Desk) -> Drafts:
        claim = claim_of(desk, self.claim, gone=True)
        if not desk.db.one("SELECT 1 FROM claims_question WHERE id=? AND claim=?", (self.question, claim.id)):
            raise Refused(_("This question was not asked about this claim."), "question")
        day = was(desk, self.day, "day")
        said = sealed(
            claim.person, question=self.question, answer=self.answer, lawyer=self.lawyer, words=self.words
        )
        return [Draft(self.kind, claim.person, {**claim.body, "day": day}, said)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        if said := unsealed(entry):
            answered = (said["answer"], entry.body["day"], said["question"])
            tables.run("UPDATE claims_question SET state=?, answered=? WHERE id=?", answered)

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("A lawyer answered a question about a claim.")

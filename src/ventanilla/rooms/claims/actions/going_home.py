"""Going home by own wish: only ever as an answer to a person's own question, one person at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar

from django.utils.translation import gettext as _
from pydantic import Field

from ventanilla.journal.action import Action, Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_
from ventanilla.rooms.registry.actions import Id, household_of

from .common import DESK, OnClaim, Sealed, Told, open_claim, sealed, was
from .ends import Day, end
from .family import may_go_home


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
        end(tables, entry, "returned", "")

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("Somebody goes home by own wish.")

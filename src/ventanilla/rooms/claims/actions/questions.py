"""What a person asks by themselves, and takes back. Which question it is stands only in the sealed part."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from ventanilla.journal.action import Discreet, Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_, Words
from ventanilla.rooms.registry.actions import Id, household_of

from ..words import TOPICS
from .common import DESK, sealed, unsealed

Topic = Literal["claim", "family", "home", "other"]


class PersonAsks(Discreet):
    """A person asks something: their own question. Nobody else can ask it for them, and no list can.

    Going home is one topic among others, so that neither the form's address nor the journal says that it was this one.
    """

    kind: ClassVar[str] = "claims.question"
    title: ClassVar[str] = N_("Write down what somebody asks by themselves")
    help: ClassVar[str] = N_(
        "Only if the person asked by themselves. Going home is never offered, and never to a list of people."
    )
    done: ClassVar[str] = N_(
        "The question is written down, sealed. Only legal aid can read it, and answers the person."
    )
    roles: ClassVar[set[Role]] = DESK

    person: Annotated[Id, Field(title=N_("Person"))]
    topic: Annotated[Topic, Words(TOPICS), Field(title=N_("What about"))]
    words: Annotated[
        str,
        Field(min_length=3, max_length=500, title=N_("In their own words"), description=N_("Kept sealed.")),
    ]

    def decide(self, desk: Desk) -> Drafts:
        body = {"household": household_of(desk, self.person), "day": desk.today().isoformat()}
        said = sealed(self.person, topic=self.topic, words=self.words)
        return [Draft(self.kind, self.person, body, said)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        if topic := unsealed(entry).get("topic"):
            values = (entry.body["day"], None, entry.seq)
            tables.put("claims_asked", "person, topic", (entry.subject, topic), "day, back, seq", values)

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("The person asked something.")


class TakenBack(Discreet):
    """The person does not ask any more; who wanted to go home stays. It costs nothing."""

    kind: ClassVar[str] = "claims.question_back"
    title: ClassVar[str] = N_("Write down that somebody takes a question back")
    help: ClassVar[str] = N_(
        "At any time, without a reason. Who does not want to go home any more has their claim open again."
    )
    roles: ClassVar[set[Role]] = {Role.LEGAL}

    person: Annotated[Id, Field(title=N_("Person"))]
    topic: Annotated[Topic, Words(TOPICS), Field(title=N_("What about"))]

    def decide(self, desk: Desk) -> Drafts:
        household = household_of(desk, self.person)
        if not asks(desk, self.person, self.topic):
            raise Refused(_("This person has not asked about that, or took it back already."), "topic")
        body = {"household": household, "day": desk.today().isoformat()}
        return [Draft(self.kind, self.person, body, sealed(self.person, topic=self.topic))]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        person, topic = entry.subject, unsealed(entry).get("topic", "")
        day = entry.body["day"]
        tables.run("UPDATE claims_asked SET back=? WHERE person=? AND topic=?", (day, person, topic))
        if topic == "home":
            tables.run(
                "UPDATE claims_claim SET state='open', ended=NULL WHERE person=? AND state='returned'",
                (person,),
            )

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("The person took a question back.")


def asks(desk: Desk, person: str, topic: str) -> bool:
    """Whether this very person asked about something and has not taken it back."""
    sql = "SELECT 1 FROM claims_asked WHERE person=? AND topic=? AND back IS NULL"
    return bool(desk.db.one(sql, (person, topic)))

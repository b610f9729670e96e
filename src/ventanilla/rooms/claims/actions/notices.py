"""Notices made from a paper: three hours and the way, in the person's language; and whether they reached the person."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from ventanilla.journal.action import Refused
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_, Rarely, Words
from ventanilla.rooms.registry.actions import Id

from ..hours import instant
from ..where import COURTS
from ..words import PRINTED, REACHED
from .common import ClaimRow, Hour, Language, OnClaim, claim_of, open_claim, sealed, unsealed
from .papers import PaperId, paper_of


class Prepare(OnClaim):
    """A notice to print, made from one paper. Preparing it does not reach anybody."""

    kind: ClassVar[str] = "claims.notice"
    title: ClassVar[str] = N_("Make a notice to hand over")
    help: ClassVar[str] = N_(
        "Three hours, each on its own clock, and the way from where they sleep. It is printed in their language and the issuer's."
    )
    done: ClassVar[str] = N_("The notice is ready to print. It has not reached anybody yet.")

    paper: PaperId
    language: Annotated[Language, Words(PRINTED), Field(title=N_("Their language"))] = "es"
    bridge_hour: Annotated[
        Hour, Field(title=N_("Be at the bridge at"), description=N_("On the clock of the Mexican side."))
    ] = ""
    port_hour: Annotated[
        Hour, Field(title=N_("Be at the port at"), description=N_("On the clock of the port."))
    ] = ""
    evening: Annotated[
        bool, Rarely(), Field(title=N_("The hours at bridge and port are on the evening before"))
    ] = False
    way: Annotated[
        str,
        Field(max_length=300, title=N_("How to get there from where they sleep"), description=N_("Bus, taxi, how long. No name of a shelter.")),
    ] = ""  # fmt: skip

    def decide(self, desk: Desk) -> Drafts:
        claim = open_claim(desk, self.claim)
        paper = paper_of(desk, claim, self.paper)
        if paper["state"] == "reset":
            raise Refused(
                _("The hearing on this paper was re-set. Make the notice from the new paper."), "paper"
            )
        if not paper["utc"]:
            raise Refused(_("This paper names no day and hour. Ask a lawyer which paper counts."), "paper")
        hours = self._hours(paper)
        body = {
            **claim.body,
            "notice": desk.new_id("O"),
            "paper": self.paper,
            "day": desk.today().isoformat(),
        }
        said = sealed(claim.person, language=self.language, hours=hours, way=self.way)
        return [Draft(self.kind, claim.person, body, said)]

    def _hours(self, paper: dict[str, Any]) -> list[list[str]]:
        """[what, moment in UTC, zone] in the order in which they come."""
        court = COURTS[paper["place"]]
        day = date.fromisoformat(paper["day"]) - timedelta(1 if self.evening else 0)
        hours = [["hearing", paper["utc"], paper["zone"]]]
        for what, hour, zone in (
            ("port", self.port_hour, court.port_zone),
            ("bridge", self.bridge_hour, court.bridge_zone),
        ):
            if not court.port:
                continue
            if not hour:
                raise Refused(
                    _("Write all three hours: people who come only for the hearing are too late."),
                    f"{what}_hour",
                )
            hours.insert(0, [what, instant(day, hour, zone, f"{what}_hour"), zone])
        for (what, earlier, _zone), (_then, later, _next) in pairwise(hours):
            if earlier > later:
                raise Refused(
                    _(
                        "The hours must follow one another: bridge, port, hearing. Look at the clocks of both sides."
                    ),
                    f"{what}_hour",
                )
        return hours  # fmt: skip

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        b = entry.body
        tables.insert(
            "claims_notice", "id, claim, paper, language, state, day, seq",
            (b["notice"], b["claim"], b["paper"], unsealed(entry).get("language", ""), "prepared", b["day"], entry.seq),
        )  # fmt: skip

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("A notice was prepared. It has not reached anybody yet.")


class Reached(OnClaim):
    """What became of a notice. Only handed over counts as reached: posted does not."""

    kind: ClassVar[str] = "claims.reached"
    title: ClassVar[str] = N_("Write down whether a notice reached them")
    help: ClassVar[str] = N_(
        "Handed over counts. Posted to an address or sent as a message has not reached anybody yet."
    )
    done: ClassVar[str] = N_("Written down.")

    notice: Annotated[Id, Field(title=N_("Notice"))]
    how: Annotated[
        Literal["handed", "read_back", "posted", "message"], Words(REACHED), Field(title=N_("How"))
    ] = "handed"
    language: Annotated[Language, Words(PRINTED), Field(title=N_("In which language it was said"))] = "es"

    def decide(self, desk: Desk) -> Drafts:
        claim = claim_of(desk, self.claim)
        self._known(desk, claim)
        body = {**claim.body, "notice": self.notice, "day": desk.today().isoformat()}
        return [
            Draft(self.kind, claim.person, body, sealed(claim.person, how=self.how, language=self.language))
        ]

    def _known(self, desk: Desk, claim: ClaimRow) -> None:
        row = desk.db.one("SELECT state FROM claims_notice WHERE id=? AND claim=?", (self.notice, claim.id))
        if not row:
            raise Refused(_("This notice does not belong to this claim."), "notice")
        if row[0] == "read_back" or (row[0] == "handed" and self.how != "read_back"):
            raise Refused(_("This notice has reached them already."), "how")

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        how = unsealed(entry).get("how", "")
        tables.run("UPDATE claims_notice SET state=? WHERE id=?", (how, entry.body["notice"]))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("It was written down whether a notice reached them.")

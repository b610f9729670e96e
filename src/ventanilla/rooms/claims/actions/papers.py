"""Papers as they stand: each notice with its issuer and days; which one counts, which was missed, which was re-set."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from ventanilla.journal.action import Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import Draft, Drafts, Entry
from ventanilla.journal.sql import Tables
from ventanilla.journal.words import N_, Rarely, Words
from ventanilla.rooms.registry.actions import Id

from ..hours import Which, instant
from ..where import COURTS
from ..words import DATED, ISSUERS, PAPERS, VALID_BECAUSE
from .common import DESK, ClaimRow, Hour, OnClaim, SeldomSealed, claim_of, sealed, unsealed, was

PaperId = Annotated[Id, Field(title=N_("Paper"))]
TWICE = {
    "": N_("it comes once"),
    "first": N_("the first, before the clocks go back"),
    "second": N_("the second, after it"),
}


class WritePaper(OnClaim):
    """A paper that came, as it stands. Papers may contradict one another: nothing is overwritten."""

    kind: ClassVar[str] = "claims.paper"
    title: ClassVar[str] = N_("Write down a paper")
    help: ClassVar[str] = N_(
        "Exactly as it stands, even if it contradicts another one. A lawyer says later which one counts."
    )
    done: ClassVar[str] = N_("The paper is written down.")
    roles: ClassVar[set[Role]] = DESK

    what: Annotated[
        Literal["hearing", "appear", "tear", "interview", "decision", "other"],
        Words(PAPERS),
        Field(title=N_("Which paper")),
    ] = "hearing"
    issuer: Annotated[
        Literal["eoir", "cbp", "uscis", "ice", "comar", "inm", "other"],
        Words(ISSUERS),
        Field(title=N_("From whom")),
    ] = "eoir"
    printed: Annotated[date | None, Field(title=N_("Day printed on it"))] = None
    received: Annotated[
        date | None, Rarely(), Field(title=N_("Day it was received"), description=N_("Empty: today."))
    ] = None
    day: Annotated[date | None, Field(title=N_("Day of the hearing or appointment"))] = None
    hour: Annotated[
        Hour, Field(title=N_("Hour"), description=N_("Like 07:30, on the clock of that place."))
    ] = ""
    twice: Annotated[Which, Words(TWICE), Rarely(), Field(title=N_("If the hour comes twice that day"))] = ""
    place: Annotated[str, Field(title=N_("Where"))] = "san_diego"
    zone: Annotated[
        str,
        Rarely(),
        Field(max_length=40, title=N_("Clock of another place"), description=N_("Like America/Chicago.")),
    ] = ""
    number: Annotated[
        str,
        Rarely(),
        Field(max_length=40, title=N_("Process number"), description=N_("Kept sealed, never shown in full.")),
    ] = ""
    words: SeldomSealed = ""

    def decide(self, desk: Desk) -> Drafts:
        claim = claim_of(desk, self.claim)
        received, when = self.days(desk)
        said = sealed(
            claim.person, what=self.what, issuer=self.issuer, printed=self.printed and self.printed.isoformat(),
            place=self.place, **when, number=self.number, words=self.words,
        )  # fmt: skip
        body = {**claim.body, "paper": desk.new_id("N"), "received": received}
        return [Draft(self.kind, claim.person, body, said)]

    def days(self, desk: Desk) -> tuple[str, dict[str, str]]:
        """When it was received, and the day and moment of the hearing that it names.

        Raises:
            Refused: days or hours that cannot be; the sentence names the field.
        """
        received = was(desk, self.received, "received")
        if self.printed and self.printed.isoformat() > received:
            raise Refused(
                _("It cannot be received before it was printed. Look at both days again."), "printed"
            )
        return received, self._when()

    def _when(self) -> dict[str, str]:
        if self.place not in COURTS:
            raise Refused(_("This place is not known here. Choose “another place”."), "place")
        zone = self.zone or COURTS[self.place].zone
        if not self.day:
            if self.hour:
                raise Refused(_("There is an hour and no day. Write the day, or leave both empty."), "day")
            return {"zone": zone}
        if not self.hour:
            return {"hearing": self.day.isoformat(), "zone": zone}
        if not zone:
            raise Refused(_("Write which clock the hour is on, for example America/Chicago."), "zone")
        utc = instant(self.day, self.hour, zone, "hour", self.twice)
        return {"hearing": self.day.isoformat(), "hour": self.hour, "zone": zone, "utc": utc}

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        put_paper(tables, entry, unsealed(entry))

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("A paper came.")


def put_paper(tables: Tables, entry: Entry, said: dict[str, Any]) -> None:
    """A new paper as it stands; what could not be opened stays empty."""
    b = entry.body
    tables.insert(
        "claims_paper", "id, claim, kind, issuer, printed, received, day, hour, zone, utc, place, state, seq",
        (b["paper"], b["claim"], said.get("what", ""), said.get("issuer", ""), said.get("printed"), b["received"],
         said.get("hearing"), *(said.get(name, "") for name in ("hour", "zone", "utc", "place")), "stands", entry.seq),
    )  # fmt: skip


def paper_of(desk: Desk, claim: ClaimRow, paper: str, field: str = "paper") -> dict[str, Any]:
    """A paper of this claim.

    Raises:
        Refused: it is another claim's, or there is none.
    """
    columns = "id, kind, day, hour, zone, utc, place, state, issuer, missed, held"
    row = desk.db.one(f"SELECT {columns} FROM claims_paper WHERE id=? AND claim=?", (paper, claim.id))
    if not row:
        raise Refused(_("This paper does not belong to this claim."), field)
    return dict(zip(columns.split(", "), (*row[:2], row[2] and str(row[2]), *row[3:]), strict=True))


class MarkValid(OnClaim):
    """A person says which of the papers counts, and why. Only one can count at a time."""

    kind: ClassVar[str] = "claims.valid"
    title: ClassVar[str] = N_("Say which paper counts")
    help: ClassVar[str] = N_(
        "Only after a lawyer or the court was asked. The others stay where they are, and count no more."
    )
    done: ClassVar[str] = N_("This paper counts. The others stay beside it.")

    paper: PaperId
    because: Annotated[
        Literal["court_said", "newer", "lawyer_checked", "hotline"],
        Words(VALID_BECAUSE),
        Field(title=N_("Why it counts")),
    ]
    words: SeldomSealed = ""

    def decide(self, desk: Desk) -> Drafts:
        claim = claim_of(desk, self.claim)
        paper = paper_of(desk, claim, self.paper)
        if not paper["day"]:
            raise Refused(_("This paper names no day, so it cannot be the one that counts."), "paper")
        if paper["state"] == "reset":
            raise Refused(
                _("The hearing on this paper was re-set. Choose the paper that came after it."), "paper"
            )
        said = sealed(claim.person, because=self.because, words=self.words)
        return [Draft(self.kind, claim.person, {**claim.body, "paper": self.paper}, said)]

    @classmethod
    def fold(cls, entry: Entry, tables: Tables) -> None:
        make_valid(tables, entry.body["claim"], entry.body["paper"], entry.seq)

    @classmethod
    def says(cls, entry: Entry) -> str:
        return _("It was said which paper counts.")


def make_valid(tables: Tables, claim: str, paper: str, seq: int) -> None:
    """One paper of a claim counts, and no other that speaks of the same thing: hearings, or interviews."""
    marks = ",".join("?" * len(DATED))
    tables.run(
        "UPDATE claims_paper SET state='stands', marked=0 WHERE claim=? AND state='valid' AND "
        f"(kind IN ({marks})) = (SELECT kind IN ({marks}) FROM claims_paper WHERE id=?)",
        (claim, *DATED, *DATED, paper),
    )
    tables.run("UPDATE claims_paper SET state='valid', marked=? WHERE id=?", (seq, paper))

"""What the actions of this room share: a claim and its family, days that were, and what is sealed.

A body says that something happened in the claim of a pseudonym: pseudonyms, the desk's own days, the hash of a book.
Everything else is sealed in the person's CLAIM part; folds open it for the tables, and leave empty what they cannot open.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from django.utils.translation import gettext as _
from pydantic import Field

from ventanilla.journal.action import Discreet, Refused, Role
from ventanilla.journal.desk import Desk
from ventanilla.journal.entry import CLAIM, Entry, Part
from ventanilla.journal.sql import Db
from ventanilla.journal.words import N_, Rarely
from ventanilla.rooms.registry.actions import Id

from ..words import OPEN

LEGAL = {Role.LEGAL}
DESK = {Role.HELPER, Role.COORDINATOR, Role.LEGAL}

Sealed = Annotated[
    str,
    Field(
        max_length=500, title=N_("Words"), description=N_("Kept sealed, for legal aid and the person only.")
    ),
]
SeldomSealed = Annotated[
    str,
    Rarely(),
    Field(
        max_length=500, title=N_("Words"), description=N_("Kept sealed, for legal aid and the person only.")
    ),
]
Language = Literal["es", "en", "ht", "fr", "pt"]
Hour = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^$")]
Told = Annotated[
    bool, Field(title=N_("It was read to the person in their language, and they said it back in own words"))
]


class ClaimRow(NamedTuple):
    """A claim with the household its person belongs to today."""

    id: str
    person: str
    country: str
    state: str
    place: str
    track: str
    household: str
    alive: bool
    born: int | None
    born_kind: str
    nationality: str

    @property
    def body(self) -> dict[str, Any]:
        """How every entry of a claim begins."""
        return {"claim": self.id, "household": self.household}


_CLAIM = (
    "SELECT c.id, c.person, c.country, c.state, c.place, c.track, p.household, p.state='here', p.birth_year, "
    "p.birth_kind, p.nationality FROM claims_claim c JOIN registry_person p ON p.id=c.person WHERE "
)


def claims_where(db: Db, where: str, params: tuple[Any, ...]) -> list[ClaimRow]:
    """Claims of people who are here, in the order in which they began."""
    return [ClaimRow(*row) for row in db.all(_CLAIM + where + " AND p.state='here' ORDER BY c.id", params)]


def claim_of(desk: Desk, claim: str, *, gone: bool = False) -> ClaimRow:
    """A claim of somebody who is registered here; with ``gone`` also of somebody who was here and is not forgotten.

    Raises:
        Refused: there is none.
    """
    row = desk.db.one(_CLAIM + "c.id=?", (claim,))
    if not row:
        raise Refused(_("There is no claim with this pseudonym."), "claim")
    found = ClaimRow(*row)
    if not found.alive and not (gone and _remembered(desk, found.person)):
        raise Refused(_("This person is no longer registered here."), "claim")
    return found


def _remembered(desk: Desk, person: str) -> bool:
    return bool(desk.db.one("SELECT 1 FROM registry_person WHERE id=? AND state<>'forgotten'", (person,)))


def open_claim(desk: Desk, claim: str) -> ClaimRow:
    """A claim that is still open.

    Raises:
        Refused: it has ended.
    """
    found = claim_of(desk, claim)
    if found.state not in OPEN:
        raise Refused(_("This claim has ended. Ask a lawyer, and write down the question here."), "claim")
    return found


def was(desk: Desk, day: date | None, field: str) -> str:
    """A day up to today, as text; empty means today.

    Raises:
        Refused: it lies in the future.
    """
    today = desk.today()
    if day and day > today:
        raise Refused(_("The day lies in the future. Write a day up to today."), field)
    return (day or today).isoformat()


def sealed(person: str, **said: Any) -> list[Part]:
    """What is sealed about a claim: only what was said, under the person's own key."""
    kept = {name: value for name, value in said.items() if value not in (None, "", False)}
    return [Part(person, CLAIM, kept)] if kept else []


def unsealed(entry: Entry) -> dict[str, Any]:
    """What an entry says about its person's claim; empty where its key is gone or not at hand."""
    return entry.part(entry.subject, CLAIM)


class OnClaim(Discreet):
    """An action on one claim; its entries stand in the history of the person and the claim, not of the household."""

    roles: ClassVar[set[Role]] = LEGAL

    claim: Annotated[Id, Field(title=N_("Claim"))]

    @classmethod
    def about(cls, entry: Entry) -> Iterable[str]:
        return (entry.body["claim"],)

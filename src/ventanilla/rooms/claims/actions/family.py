"""Families stay together: what would part one asks a lawyer first."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ventanilla.journal.action import Refused
from ventanilla.journal.desk import Desk
from ventanilla.journal.words import N_

from .common import ClaimRow, claims_where

SAYS = N_(
    "A lawyer is asked first: this would part the family. Write down the question “may one member of the family go another way”, and then what the lawyer said."
)


def may_part(desk: Desk, claim: ClaimRow, field: str, track: str) -> None:
    """Refuse a way that parts a family, unless a lawyer said to go on with this claim.

    Raises:
        Refused: others of the household go another way, and no lawyer has been heard.
    """
    others = claims_where(desk.db, "p.household=? AND c.country=?", (claim.household, claim.country))
    if any(one.track not in ("", track) for one in others if one.id != claim.id):
        lawyer_first(desk, claim, field)


def may_go_home(desk: Desk, claim: ClaimRow, field: str) -> None:
    """Refuse that one member goes home while another has not asked about it, unless a lawyer said to go on.

    Raises:
        Refused: as above.
    """
    sql = (
        "SELECT COUNT(*) FROM registry_person p WHERE p.household=? AND p.state='here' AND p.id<>? AND NOT EXISTS "
        "(SELECT 1 FROM claims_asked a WHERE a.person=p.id AND a.topic='home' AND a.back IS NULL)"
    )
    row = desk.db.one(sql, (claim.household, claim.person))
    if row and row[0]:
        lawyer_first(desk, claim, field)


def lawyer_first(desk: Desk, claim: ClaimRow, field: str) -> None:
    """Refuse unless a lawyer was asked about parting this family over this claim, and said to go on."""
    row = desk.db.one(
        "SELECT state FROM claims_question WHERE claim=? AND about='split' ORDER BY seq DESC LIMIT 1",
        (claim.id,),
    )
    if not row or row[0] != "go_on":
        raise Refused(_(SAYS), field)

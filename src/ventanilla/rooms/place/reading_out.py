"""Reading out: what rests on a sealed fact is shown after the second word, for 15 minutes, on a page the code opened."""

from __future__ import annotations

import hmac
import time
from typing import Any

from django.core.signing import BadSignature, TimestampSigner

from ventanilla.rooms.line.models import Ticket
from ventanilla.web.throttle import Throttle

from . import second
from .opening import OPEN_FOR, TooMany, source

_SALT = "ventanilla.place.second"


class PerHousehold(Throttle):
    """Five wrong words an hour and household, from wherever they come."""

    MINUTE = 3600.0


SOURCES, HOUSEHOLDS = Throttle(), PerHousehold()


class WrongWord(Exception):
    """What was typed is not the second word, or there is none: which of the two is never said."""


def open_facts(office: Any, ticket: Ticket, typed: str, address: str) -> str:
    """The token of a page that may read out sealed facts, for 15 minutes. One hash and two reads, whatever was typed.

    Raises:
        TooMany: this source, or this household, must wait.
        WrongWord: it is not the second word of this household.
    """
    where, now = source(address), time.monotonic()
    if wait := max(SOURCES.allow(where, now), HOUSEHOLDS.allow(ticket.household, now)):
        raise TooMany(wait)
    kept, made, seq = _kept(office, ticket.household)
    if (
        not hmac.compare_digest(second.digest(ticket.household, typed[:200], office.pepper), kept)
        or made != seq
    ):
        SOURCES.failed(where, now)
        HOUSEHOLDS.failed(ticket.household, now)
        raise WrongWord
    return TimestampSigner(salt=_SALT).sign(_bound(ticket, seq))


def facts_open(office: Any, ticket: Ticket, signed: str) -> bool:
    """Whether a token still stands: 15 minutes, and neither a newer slip nor a newer word since."""
    try:
        said = TimestampSigner(salt=_SALT).unsign(signed, max_age=OPEN_FOR)
    except BadSignature:
        return False
    return said == _bound(ticket, _kept(office, ticket.household)[2])


def _bound(ticket: Ticket, seq: int) -> str:
    return f"{ticket.id}.{ticket.code_seq}.{seq}"


def _kept(office: Any, household: str) -> tuple[bytes, int, int]:
    """The stored hash, the entry it was made by, and the entry that counts; what can never match where there is none."""
    made = office.db.one("SELECT digest, seq FROM place_word_digest WHERE household=?", (household,))
    counts = office.db.one("SELECT seq FROM place_word WHERE household=?", (household,))
    return (bytes(made[0]), made[1], counts[0]) if made and counts else (bytes(32), -1, 0)

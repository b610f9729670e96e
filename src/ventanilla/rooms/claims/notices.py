"""A notice as it is printed: made from its entry, the paper it stands on, and the words that are sealed in it."""

from __future__ import annotations

from typing import Any

from ventanilla.journal.entry import CLAIM
from ventanilla.journal.reader import Reader

from . import models
from . import notice as printed
from .where import COURTS
from .words import SPOKEN_BY


def notice_of(office: Any, row: models.Notice, paper: models.Paper) -> printed.Notice:
    """What the printed notice says, in the person's language and then the issuer's."""
    entry = Reader(office.db, office.keys).entry(row.seq)
    assert entry is not None
    court = COURTS[paper.place]
    said = entry.part(entry.subject, CLAIM)
    names = {"hearing": court.name, "port": court.port, "bridge": court.bridge}
    hours = tuple(printed.Hour(what, utc, zone, names[what]) for what, utc, zone in said.get("hours", ()))
    languages = (row.language, SPOKEN_BY.get(paper.issuer, "en"))
    return printed.Notice(
        hours, languages, str(row.day), paper.issuer.upper(), said.get("way", ""), office.demo
    )

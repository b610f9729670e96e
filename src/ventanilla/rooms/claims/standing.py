"""Which paper counts. Papers that contradict one another stand side by side until a person has said it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ventanilla.journal.words import N_

from .models import Claim, Paper
from .words import DATED, OPEN

GROUPS = (DATED, ("interview",))
"""Kinds of paper that speak of the same thing, so that two of them can contradict one another."""


@dataclass(frozen=True)
class Stand:
    """What papers say of one thing. ``counts`` is the one that holds; without one, ``apart`` are those in doubt."""

    code: str
    counts: Paper | None
    apart: tuple[Paper, ...] = ()
    why: str = ""

    @property
    def doubt(self) -> bool:
        """Whether a lawyer must say which paper counts."""
        return self.code == "NEEDS_LAWYER"


WHICH = N_("The papers name different days, hours or places. A lawyer must say which paper counts.")
AFTER = N_("A paper names a day after the case has ended. A lawyer must say whether it counts.")


def stands(claim: Claim, papers: Iterable[Paper]) -> list[Stand]:
    """How the papers of a claim stand, for hearings and for interviews; nothing where no paper names a day."""
    dated = [one for one in papers if one.day and one.state != "reset"]
    groups = ([one for one in dated if one.kind in kinds] for kinds in GROUPS)
    return [_stand(claim, group) for group in groups if group]


def _stand(claim: Claim, papers: list[Paper]) -> Stand:
    valid = next((one for one in papers if one.state == "valid"), None)
    late = tuple(one for one in papers if _after_the_end(claim, one))
    if late and valid not in late:
        return Stand("NEEDS_LAWYER", None, late, AFTER)
    newest = max(papers, key=lambda one: one.seq)
    live = [one for one in papers if one is newest or one.day >= newest.received]
    if valid in live:
        assert valid
        against = [one for one in live if one.seq > valid.marked and _says(one) != _says(valid)]
        return Stand("NEEDS_LAWYER", None, (valid, *against), WHICH) if against else Stand("valid", valid)
    if len({_says(one) for one in live}) > 1:
        return Stand("NEEDS_LAWYER", None, tuple(live), WHICH)
    return Stand("one", newest)


def _says(paper: Paper) -> tuple[date, str, str]:
    return paper.day, paper.utc or paper.hour, paper.place


def _after_the_end(claim: Claim, paper: Paper) -> bool:
    return claim.state not in OPEN and claim.ended is not None and paper.day > claim.ended

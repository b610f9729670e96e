"""What a planner asks for: two to six policies, a list, days and runs; and a sentence beside each field that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.forecast.scenario import Scenario, names, shipped
from ventanilla.rooms.line import reads as line
from ventanilla.rooms.line.models import WaitingList
from ventanilla.rulebook.book import book
from ventanilla.rulebook.policy import policy

LEAST, MOST = 2, 6
DAYS, RUNS = (1, 1095), (10, 2000)
FIRST = {"days": "365", "runs": "500"}
LONGEST = 300


@dataclass
class Wish:
    """What was typed, what is wrong with it by field, and what it means where nothing is."""

    chosen: list[str]
    own: str
    list_id: str
    days: str
    runs: str
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> list[str]:
        """The policy lines of one's own."""
        return [line.strip() for line in self.own.splitlines() if line.strip()]

    @property
    def where(self) -> WaitingList | None:
        """The list that is meant; the first one where none is named."""
        lists = line.lists()
        return next(
            (one for one in lists if one.id == self.list_id),
            None if self.list_id else next(iter(lists), None),
        )

    def scenarios(self) -> list[Scenario]:
        """What to set side by side; only where nothing is wrong."""
        own = [Scenario(title=one, policies=one) for one in self.lines]
        return [*map(shipped, self.chosen), *own]

    @property
    def numbers(self) -> tuple[int, int]:
        """Days and runs; only where nothing is wrong."""
        return int(self.days), int(self.runs)


def first_wish() -> Wish:
    """The form before anything is typed."""
    return Wish(names()[:LEAST], "", "", FIRST["days"], FIRST["runs"])


def read(posted: Any) -> Wish:
    """What was sent, with a sentence for each field that cannot be meant."""
    chosen = list(dict.fromkeys(posted.getlist("policy")))
    list_id, days, runs = (posted.get(name, "").strip()[:20] for name in ("list", *FIRST))
    wish = Wish(chosen, posted.get("own", "")[: LONGEST * MOST], list_id, days, runs)
    wish.errors = dict(_faults(wish))
    return wish


def _faults(wish: Wish) -> Iterator[tuple[str, str]]:
    if not wish.where:
        yield "list", _("There is no such list. Choose one of these.")
    if unknown := [one for one in wish.chosen if one not in names()]:
        yield "policy", _("There is no policy called {name}. Choose from these.").format(name=unknown[0][:40])
    elif not LEAST <= len({*wish.chosen, *wish.lines}) <= MOST:
        yield "policy", _("Choose two to six policies, here or in lines of your own.")
    if said := next(filter(None, map(_wrong, wish.lines)), ""):
        yield "own", said
    whole = _("Write a whole number from {least} to {most}.")
    for name, (least, most) in (("days", DAYS), ("runs", RUNS)):
        text = getattr(wish, name)
        if not (text.isascii() and text.isdecimal() and least <= int(text) <= most):
            yield name, whole.format(least=f"{least:,}", most=f"{most:,}")


def _wrong(line: str) -> str:
    """Why a line is no policy, or empty."""
    try:
        policy(line[:LONGEST], book(), files=False)
    except ValueError as error:
        return _("“{line}” is not a policy: {why}.").format(line=line[:60], why=error)
    return ""


def shown(wish: Wish) -> Mapping[str, Any]:
    """What the form's page needs."""
    return {"wish": wish, "names": names(), "lists": line.lists(), "days_most": DAYS[1], "runs_most": RUNS[1]}

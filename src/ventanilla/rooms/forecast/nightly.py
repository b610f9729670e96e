"""What the forecast does once a day: when each number of every open list may be called, written as one entry a list."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from ventanilla.forecast.futures import Futures, futures
from ventanilla.forecast.scenario import Scenario
from ventanilla.forecast.situation import Situation
from ventanilla.journal.desk import RULE
from ventanilla.rooms.line import reads as line
from ventanilla.rooms.line.models import WaitingList
from ventanilla.rulebook.book import book
from ventanilla.rulebook.policy import policy as law_under

from .actions import RANGES, Ranges, written
from .bands import bands
from .packing import packed
from .snapshot import UnknownPlace, evening, situation

HORIZON, RUNS = 365, 1000
FEWEST = 28
"""With fewer days of its own a list's pace is taken from the published record, and it is said."""
SHELTER_DAYS = 30


def night(office: Any, told: Callable[[float], object] = lambda share: None) -> Iterator[str]:
    """Do what is due tonight, list by list; yields a sentence for each. A list that is done is not done again."""
    lists = [one for one in line.lists() if one.state == "open"]
    done = 0

    def heard(runs: int) -> None:
        nonlocal done
        done += runs
        told(done / (RUNS * len(lists)))

    for one in lists:
        yield _list(office, one, heard)
    if not lists:
        yield _("No list is open, so there is nothing to forecast.")


def _list(office: Any, one: WaitingList, told: Callable[[int], object]) -> str:
    day = evening(office.clock.now(), one.zone)
    if written(office.db, one.id, day):
        return _("{list}: the night after {day} is done already.").format(list=one.name, day=day)
    try:
        now = situation(office.db, one, day)
    except UnknownPlace as error:
        return str(error)
    if not len(now.waiting.number):
        return _("{list}: nobody is waiting, so there is nothing to forecast.").format(list=one.name)
    made = made_of(now, policy_of(day), told)
    office.ledger.perform(Ranges.of(one.id, day, made), RULE)
    said = _("{list}: {n} numbers, {runs} possible futures of {days} days, begun with the evening of {day}.")
    words = [
        said.format(list=one.name, n=f"{len(made['numbers']):,}", runs=f"{RUNS:,}", days=HORIZON, day=day)
    ]
    if made["kind"] == "prior":
        few = _(
            "It has only {n} days of its own, fewer than {least}: its pace is taken from published figures."
        )
        words.append(few.format(n=len(now.past), least=FEWEST))
    return " ".join(words)


def policy_of(day: date) -> str:
    """The law as it stood on a day, going on for ever: nobody is told what was not known."""
    return f"as-of:{day.isoformat()}"


def made_of(now: Situation, policy: str, told: Callable[[int], object] = lambda runs: None) -> dict[str, Any]:
    """The ranges of a list as its entry says them: no names, no households, numbers alone."""
    seed = now.day.toordinal()
    found = futures(
        now, Scenario(title=policy, policies=policy), law_under(policy, book()), days=HORIZON, runs=RUNS, seed=seed,
        threads=os.cpu_count() or 1, told=told,
    )  # fmt: skip
    numbers, days, never = bands(now.waiting.number, found.called, HORIZON)
    columns = dict(zip(RANGES, (*days.T, never), strict=True))
    return {
        "horizon": HORIZON, "runs": RUNS, "seed": seed, "policy": policy, "past": len(now.past),
        "kind": "office" if len(now.past) >= FEWEST else "prior", "numbers": packed(numbers),
        **{name: packed(column) for name, column in columns.items()},
        "shelters": json.dumps(shelters(found, now), separators=(",", ":")),
    }  # fmt: skip


def shelters(found: Futures, now: Situation) -> list[list[Any]]:
    """Each shelter: name, beds in the model (0: not said), and what 1, 5 and 9 of 10 futures stay below, by day."""
    levels = [10, 50, 90]
    return [
        [name, int(now.beds.get(name, (0, 0))[0] or np.max(used)),
         *(packed(band) for band in np.percentile(used[:, :SHELTER_DAYS], levels, axis=0, method="inverted_cdf"))]
        for name, used in found.shelters.items()
    ]  # fmt: skip

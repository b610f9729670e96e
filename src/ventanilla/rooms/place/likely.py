"""When a number is likely to be called, in plain words: never more exact than what is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ventanilla.journal.words import N_
from ventanilla.rooms.forecast import reads
from ventanilla.rooms.line.models import Ticket
from ventanilla.web.templatetags.ventanilla import day_words

from .board import Said

ONE_IN = (100, 50, 20, 10, 5, 4, 3, 2)
"""The shares that are said as "1 of N"."""


class Plain(Said):
    """A day without its weekday: nobody should think that it is known so well."""

    def __init__(self, day: date) -> None:
        super().__init__("")
        self.day = day

    def __str__(self) -> str:
        return day_words(self.day, "plain")


@dataclass(frozen=True)
class Band:
    """The ranges as a picture: where each part begins and how wide it is, in hundredths of the whole width."""

    early: tuple[int, int]
    middle: tuple[int, int]
    to: Said


@dataclass(frozen=True)
class When:
    """What the page says of a number's call: one answer, the odds beside it, and where all of it comes from."""

    answer: Said
    odds: list[Said] = field(default_factory=list)
    made: list[Said] = field(default_factory=list)
    band: Band | None = None


def when(one: Ticket, today: date) -> When | None:
    """When a place may be called, from the last night; None where it is not waiting, and a sentence where nothing is known."""
    if one.state != "waiting":
        return None
    night = reads.latest(one.list)
    if not night:
        return When(Said(N_("No forecast has been made for this list yet.")))
    if not night.fresh(today):
        old = N_("The last forecast is of {day}. That is too old, so it is not shown. Ask the desk.")
        return When(Said(old, day=Plain(night.day)))
    found = reads.likely(one.list, one.number)
    if not found:
        return When(Said(N_("Your number is newer than the last forecast. Look again tomorrow.")))
    return When(_answer(found, today), list(_odds(found, today)), _made(night), _band(found, today))


def _answer(found: reads.Likely, today: date) -> Said:
    """Where the middle half of the futures lies."""
    _q10, low, _q50, high, _q90 = found.days
    until = Plain(found.latest.until)
    if low is None:
        return Said(N_("Most likely not called before {until}."), until=until)
    if high is None:
        return Said(N_("Most likely not called before {low}."), low=Plain(max(low, today)))
    if high <= today:
        return Said(N_("Most likely called today or in the next days."))
    if low <= today:
        return Said(N_("Most likely called between now and {high}."), high=Plain(high))
    if low == high:
        return Said(N_("Most likely called around {low}."), low=Plain(low))
    return Said(N_("Most likely called between {low} and {high}."), low=Plain(low), high=Plain(high))


def _odds(found: reads.Likely, today: date) -> list[Said]:
    early, _low, _q50, _high, late = found.days
    said = []
    if early and early > today:
        said.append(Said(N_("In 1 of 10 futures earlier than {day}."), day=Plain(early)))
    if late and late > today:
        said.append(Said(N_("In 1 of 10 futures later than {day}."), day=Plain(late)))
    return [*said, never_said(found.never, Plain(found.latest.until))]


def never_said(thousandths: int, until: Said) -> Said:
    """How often the number is not called at all up to a day, in words that claim no more than they know."""
    if thousandths < 10:
        return Said(N_("In fewer than 1 of 100 futures not called by {until}."), until=until)
    if thousandths >= 950:
        return Said(N_("In nearly all futures not called by {until}."), until=until)
    if thousandths > 550:
        return Said(
            N_("In {k} of 10 futures not called by {until}."), k=min(9, round(thousandths / 100)), until=until
        )
    n = min(ONE_IN, key=lambda one: abs(1000 / one - thousandths))
    return Said(N_("In 1 of {n} futures not called by {until}."), n=n, until=until)


def _made(night: reads.Latest) -> list[Said]:
    """From what it was computed, what would change it, and how good such ranges have been."""
    row, day = night.night, Plain(night.day)
    own = N_(
        "Computed in the night after {day}, from the {past} days of this list and {runs} possible futures, with the law of that day."
    )
    thin = N_(
        "Computed in the night after {day}. This list is young: the pace is that of other lists, from published figures."
    )
    made = Said(own, day=day, past=row.past, runs=row.runs) if row.kind == "office" else Said(thin, day=day)
    change = N_(
        "It holds for those who stay in the line. More or fewer calls a day, people who leave, or a new rule would change it. It is not a promise."
    )
    return [made, Said(change), *_judged(night)]


def _judged(night: reads.Latest) -> list[Said]:
    row = night.night
    if not night.judged:
        return [
            Said(
                N_(
                    "How good these ranges are is not known yet: too few numbers were called since they began."
                )
            )
        ]
    said = N_(
        "How good they have been: of {called} numbers called in the last 30 days, {inside} ({percent} %) were called inside the range of 8 in 10 that they were first told."
    )
    judged = [Said(said, called=row.called, inside=row.inside, percent=100 * row.inside // row.called)]
    if row.overdue:
        judged.append(Said(N_("Numbers that are past their range and still wait: {n}."), n=row.overdue))
    return judged


def _band(found: reads.Likely, today: date) -> Band | None:
    """The picture, from today to the last day of the range of 8 in 10, or to the end of what was computed."""
    end = found.days[4] or found.latest.until
    whole = (end - today).days
    if whole < 7 or found.days[1] is None:
        return None
    q10, q25, _q50, q75, q90 = (
        max(0, min(100, 100 * (day - today).days // whole)) if day else 100 for day in found.days
    )
    return Band((q10, q90 - q10), (q25, max(q75 - q25, 1)), Plain(end))

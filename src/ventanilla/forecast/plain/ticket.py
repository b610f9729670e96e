"""What a slow, plain run is made of: tickets, the lines they stand in, what a day counts, and where arrows lead."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from ..model import Arrow, Case
from .luck import key

CAME_BACK = -1
"""Those who were absent stand in a line of their own, before class 0."""


@dataclass(eq=False)
class Ticket:
    """A household, from its coming to its end."""

    number: int  # in the order of coming
    nth: int  # of its day and source
    whence: int  # its day and source
    size: int
    kind: str
    klass: int
    stays: bool
    at: str = ""  # the block, or the outcome
    since: int = 0
    visits: int = 0  # how often its way led back to an earlier block, or to the same
    tries: int = 0  # how often it was absent in this block
    at_desk: bool = False
    stands: list[Ticket] | None = None  # the line, or those due on some day
    leaves: list[Ticket] | None = None  # those whose patience ends on some day
    applied: dict[str, list[Ticket]] = field(
        default_factory=dict
    )  # by programme; an empty list: it had its turn
    shelter: int | None = None
    ended: int | None = None
    called: int = 0
    passed: list[tuple[str, int]] = field(default_factory=list)
    spells: list[tuple[str, int, int]] = field(default_factory=list)  # block, first day, day of leaving


@dataclass
class Day:
    """What is counted on a day; people unless it says tickets."""

    inside: Counter[tuple[str, int]] = field(default_factory=Counter)  # block, class
    beds: list[int] = field(default_factory=list)
    early: list[tuple[Counter[tuple[str, int]], list[int]]] = field(
        default_factory=list
    )  # after leave, after arrive
    entering: Counter[tuple[str, str]] = field(default_factory=Counter)  # block, outcome or source; kind
    entering_tickets: Counter[str] = field(default_factory=Counter)
    passing: Counter[tuple[str, str]] = field(default_factory=Counter)
    passing_tickets: Counter[str] = field(default_factory=Counter)
    waited: Counter[tuple[str, str]] = field(default_factory=Counter)  # days waited by the people who pass
    calls: Counter[str] = field(default_factory=Counter)  # tickets, absent ones too


class Lines:
    """The lines of one block, and who is to join them on later days; for a desk also the cases it is at work on."""

    def __init__(self, by_lot: bool) -> None:
        self.by_lot = by_lot
        self.waiting = defaultdict[int, list[Ticket]](list)  # by class
        self.due = defaultdict[int, list[Ticket]](list)  # by day

    def join(self, t: Ticket) -> None:
        t.stands = self.waiting[CAME_BACK if t.tries else t.klass]
        t.stands.append(t)

    def wait(self, t: Ticket, day: int) -> None:
        t.stands = self.due[day]
        t.stands.append(t)

    def part(self, t: Ticket) -> None:
        """Out of where it stands. Where lots are drawn the last one takes its place, else all move up."""
        stands, t.stands = t.stands, None
        if stands is None:
            return
        if self.by_lot and any(stands is line for line in self.waiting.values()):
            stands[stands.index(t)] = stands[-1]
            stands.pop()
        else:
            stands.remove(t)

    def head(self, luck: Callable[[], float]) -> Ticket | None:
        """Who is next: those who came back, then the classes; the first, or the one on whom the lot falls."""
        line = next((line for _, line in sorted(self.waiting.items()) if line), None)
        if line is None:
            return None
        return line[int(luck() * len(line))] if self.by_lot else line[0]


def chosen(arrow: Arrow, kind: str, day: int) -> dict[str, float]:
    """Where an arrow leads, with the chances above 0: the first case that fits this kind and day."""
    for case in arrow if isinstance(arrow, list) else [Case(to=arrow)]:
        kinds = [case.kind] if isinstance(case.kind, str) else case.kind
        fits = (kinds is None or kind in kinds) and case.from_day <= day
        if fits and (case.before is None or day < case.before):
            led = {case.to: 1.0} if isinstance(case.to, str) else case.to
            return {name: chance for name, chance in led.items() if chance > 0}
    raise AssertionError("the last case fits everybody")


def shorts(names: list[str]) -> dict[str, int]:
    """Twelve bits of each source's key; of two that are the same the later one takes the next that is free."""
    found: dict[str, int] = {}
    for name in names:
        short = key(name) & 0xFFF
        while short in found.values():
            short = (short + 1) & 0xFFF
        found[name] = short
    return found

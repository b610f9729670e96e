"""One run of any model, slow and plain: the definition of what the engine does, in objects and lists.

It knows nothing of the kernel's arrays and shares no code with it, so that the two can be held against each other, ticket by
ticket and day by day, on the same random numbers (:mod:`.plain_luck`). The phases of a day are those fixed in :mod:`.model`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from .model import Arrow, Block, Case, Model
from .plain_luck import (
    APPLY,
    BORN,
    ENTER,
    LOT,
    ROUTE,
    SERVE,
    Four,
    Luck,
    arrivals,
    key,
    length,
    pick,
    places,
    settled,
)

CAME_BACK = -1
"""Those who were absent stand in a line of their own, before class 0."""

People = dict[str, list[tuple[int, str, int]]]
"""Households given one by one: of a source, in their order, their size, kind and class."""


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
    applied: dict[str, list[Ticket]] = field(default_factory=dict)  # by programme; an empty list: it had its turn
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
    entering: Counter[tuple[str, str]] = field(default_factory=Counter)  # block, outcome or source; kind
    entering_tickets: Counter[str] = field(default_factory=Counter)
    passing: Counter[tuple[str, str]] = field(default_factory=Counter)
    passing_tickets: Counter[str] = field(default_factory=Counter)
    waited: Counter[tuple[str, str]] = field(default_factory=Counter)  # days waited by the people who pass
    calls: Counter[str] = field(default_factory=Counter)  # tickets, absent ones too


class Run:
    """A run under way; ``tickets`` and ``days`` are what it leaves behind."""

    def __init__(self, model: Model, days: int, seed: int, run: int, people: People | None = None) -> None:
        self.luck = Luck(seed, run)
        self.model = model = settled(model, self.luck)
        self.people = people or {}
        self.order = {name: n for n, name in enumerate([*model.block, *model.outcomes])}
        self.shorts = _shorts(list(model.source))
        self.coming = {n: arrivals(s, n, model, days, self.luck) for n, s in model.source.items()}
        self.places = {n: places(b, n, model, days, self.luck) for n, b in model.block.items()}
        self.inside: dict[str, dict[Ticket, None]] = {name: {} for name in model.block}
        self.lines = {name: defaultdict[int, list[Ticket]](list) for name in model.block}
        self.due = {name: defaultdict[int, list[Ticket]](list) for name in model.block}
        self.leaving = defaultdict[int, list[Ticket]](list)
        self.beds = [0] * len(model.shelters.beds) if model.shelters else [0]
        self.given = Counter[str]()  # places given so far, against the quota
        self.brought = Counter[str]()  # by endless sources so far
        self.tickets: list[Ticket] = []
        self.days: list[Day] = []
        self.today, self.record = -1, Day()
        self.arrive()

    def day(self) -> Day:
        """The next day: leave, arrive, serve, count."""
        self.today, self.record = self.today + 1, Day()
        for t in list(self.leaving.pop(self.today, [])):
            self.move(t, t.at, "gone")
        self.arrive()
        for name in self.model.block:
            self.serve(name)
        self.count()
        self.days.append(self.record)
        return self.record

    def count(self) -> None:
        for name, inside in self.inside.items():
            for t in inside:
                self.record.inside[name, t.klass] += t.size
        self.record.beds = list(self.beds)

    # --- arrive ---
    def arrive(self) -> None:
        for name in self.model.source:
            for nth in range(self.coming[name][self.today + 1]):
                self.bring(name, nth)

    def bring(self, name: str, nth: int) -> None:
        """A new ticket enters its block and asks for a bed."""
        source, shelters = self.model.source[name], self.model.shelters
        whence = (self.today + 1) << 12 | self.shorts[name]
        w = self.luck.four(nth, 0, whence, BORN)
        size, klass = 1 + pick(source.sizes, w[0]), source.klass
        kind = self.model.kinds[pick([source.kinds.get(k, 0.0) for k in self.model.kinds], w[2])]
        if name in self.people:
            size, kind, klass = self.people[name][nth]
        t = Ticket(len(self.tickets), nth, whence, size, kind, klass, source.stays)
        self.tickets.append(t)
        self.record.entering[name, kind] += size
        self.record.entering_tickets[name] += 1
        self.enter(t, source.to, -1)
        if source.sleeps and shelters and t.ended is None:
            self.sleep(t, int(w[1] * len(shelters.beds)), shelters.beds, shelters.tries)

    def sleep(self, t: Ticket, prefers: int, beds: list[int], tries: int) -> None:
        for n in range(tries):
            i = (prefers + n) % len(beds)
            if self.beds[i] + t.size <= beds[i]:
                self.beds[i] += t.size
                t.shelter = i
                return

    # --- move ---
    def draw(self, t: Ticket, name: str, purpose: int) -> Four:
        return self.luck.four(t.nth, key(name), t.whence, t.visits << 12 | t.tries << 4 | purpose)

    def move(self, t: Ticket, by: str, way: str, u: float | None = None) -> None:
        """Along an arrow of the block ``by``: the one where it is, or a programme that watches it."""
        if way == "to":
            self.passes(t, by)
        if way == "gone":
            t.leaves = None
        self.part(t)
        del self.inside[t.at][t]
        t.spells.append((t.at, t.since, self.today))
        self.enter(t, self.goal(t, by, way, u), self.order[t.at])

    def passes(self, t: Ticket, by: str) -> None:
        self.record.passing[by, t.kind] += t.size
        self.record.passing_tickets[by] += 1
        self.record.waited[by, t.kind] += t.size * (self.today - t.since)
        t.passed.append((by, self.today))

    def goal(self, t: Ticket, by: str, way: str, u: float | None = None) -> str:
        led = chosen(getattr(self.model.block[by], way), t.kind, max(self.today, 0))
        if len(led) > 1 and u is None:
            u = self.draw(t, by, ROUTE)[0]
        return list(led)[pick(list(led.values()), u or 0.0)]

    def enter(self, t: Ticket, to: str, came: int) -> None:
        """Into a block or an outcome; a full block sends on along its arrow."""
        t.visits += self.order[to] <= came
        block = self.model.block.get(to)
        if block and block.beds is not None and self.people_in(to) + t.size > block.beds:
            self.enter(t, self.goal(t, to, "full"), self.order[to])
            return
        t.at, t.since, t.tries, t.at_desk = to, self.today, 0, False
        self.record.entering[to, t.kind] += t.size
        self.record.entering_tickets[to] += 1
        if t.shelter is not None and (block is None or block.gives_up_bed):
            self.beds[t.shelter] -= t.size
            t.shelter = None
        if block:
            self.begin(t, to, block)
        else:
            self.end(t)

    def people_in(self, name: str) -> int:
        return sum(t.size for t in self.inside[name])

    def end(self, t: Ticket) -> None:
        t.ended = self.today
        self.forget_patience(t)
        for line in t.applied.values():
            if t in line:
                line.remove(t)

    def begin(self, t: Ticket, name: str, block: Block) -> None:
        """Patience begins anew unless it is kept; then to the line, at once or after a delay; programmes are applied to."""
        self.inside[name][t] = None
        w = self.draw(t, name, ENTER)
        if block.patience != "kept":
            self.forget_patience(t)
            if block.patience and not t.stays:
                t.leaves = self.leaving[self.today + length(block.patience, w[0])]
                t.leaves.append(t)
        ready = length(block.delay, w[1]) if block.delay else 0
        if ready > 0:
            self.wait(t, name, ready)
        else:
            self.join(t, name)
        for other, programme in self.model.block.items():
            if programme.watches == name:
                self.apply(t, other, programme)

    def forget_patience(self, t: Ticket) -> None:
        if t.leaves is not None:
            t.leaves.remove(t)
            t.leaves = None

    # --- lines ---
    def join(self, t: Ticket, name: str) -> None:
        t.stands = self.lines[name][CAME_BACK if t.tries else t.klass]
        t.stands.append(t)

    def wait(self, t: Ticket, name: str, days: int) -> None:
        t.stands = self.due[name][self.today + days]
        t.stands.append(t)

    def part(self, t: Ticket) -> None:
        """Out of where it stands; where lots are drawn the last one takes its place, else all move up."""
        line = t.stands
        if line is None:
            return
        if self.model.block[t.at].order == "lot" and line is self.lines[t.at][CAME_BACK if t.tries else t.klass]:
            last = line.pop()
            if last is not t:
                line[line.index(t)] = last
        else:
            line.remove(t)
        t.stands = None

    def head(self, name: str, turn: int) -> Ticket | None:
        """Who is next: those who came back, then the classes; first come first served, or drawn by lot."""
        for _, line in sorted(self.lines[name].items()):
            if line and self.model.block[name].order == "lot":
                u = self.luck.four(self.today, key(name), 0, turn << 4 | LOT)[0]
                return line[int(u * len(line))]
            if line:
                return line[0]
        return None

    # --- serve ---
    def serve(self, name: str) -> None:
        block = self.model.block[name]
        if block.watches:
            self.admit(name, block)
            return
        for t in list(self.due[name].get(self.today, [])):
            if t.at_desk:
                self.move(t, name, "to")
            else:
                self.part(t)
                self.join(t, name)
        if block.desks:
            self.fill_desks(name, block)
        elif block.places is not None or block.speeds:
            self.call(name, block)

    def left(self, name: str, block: Block) -> int:
        """Places today, as far as the quota goes."""
        today = self.places[name][self.today]
        return today if block.quota is None else min(today, block.quota - self.given[name])

    def call(self, name: str, block: Block) -> None:
        """From the head while there are places. A household stays together: one that does not fit ends the day."""
        left, turn = self.left(name, block), 0
        while left > 0:
            t = self.head(name, turn) or self.newcomer(name)
            if t is None:
                return
            need = t.size if block.unit == "people" else 1
            if need > left:
                return
            turn += 1
            t.called += 1
            self.record.calls[name] += 1
            if not self.absent(t, name, block):
                left -= need
                self.given[name] += need
                self.turn_of(t, name, block)

    def newcomer(self, name: str) -> Ticket | None:
        """An endless source brings one whenever nobody is there."""
        for source, one in self.model.source.items():
            if one.endless and one.to == name:
                self.brought[source] += 1
                self.bring(source, self.brought[source] - 1)
                return self.tickets[-1]
        return None

    def absent(self, t: Ticket, name: str, block: Block) -> bool:
        """Called again on the next day while its grace lasts, then on the day it comes back, if it does; then never."""
        w = self.draw(t, name, SERVE)
        if w[0] >= block.absent:
            return False
        if t.tries > block.grace or (t.tries == block.grace and w[1] >= block.returns):
            self.move(t, name, "lost")
            return True
        self.part(t)
        days = length(block.away, w[2]) if t.tries == block.grace and block.away else 1
        t.tries += 1
        self.wait(t, name, days)
        return True

    def turn_of(self, t: Ticket, name: str, block: Block) -> None:
        w = self.draw(t, name, SERVE)
        if w[3] < block.missed:
            self.move(t, name, "missed_to")
        else:
            self.move(t, name, "to", w[1] if block.absent > 0 or block.missed > 0 else None)

    def fill_desks(self, name: str, block: Block) -> None:
        """Free desks take the next cases."""
        turn = 0
        while sum(t.at_desk for t in self.inside[name]) < block.desks:
            t = self.head(name, turn)
            if t is None:
                return
            turn += 1
            self.part(t)
            t.at_desk = True
            self.wait(t, name, length(block.takes, self.draw(t, name, SERVE)[0]))

    # --- programmes ---
    def apply(self, t: Ticket, name: str, programme: Block) -> None:
        """Once in its life, on entering the watched block; it is in the line some days later."""
        wants = programme.wants.get(t.kind, 0.0) if isinstance(programme.wants, dict) else programme.wants
        w = self.draw(t, name, APPLY)
        if name in t.applied or w[0] >= wants:
            return
        ready = length(programme.after, w[1]) if programme.after else 0
        t.applied[name] = self.due[name][max(self.today + ready, 0)]
        t.applied[name].append(t)

    def admit(self, name: str, programme: Block) -> None:
        """Whose application is ready joins the line; the head is served, or dropped once out of the watched block."""
        line = self.lines[name][0]
        for day in sorted(day for day in self.due[name] if day <= self.today):
            for t in self.due[name].pop(day):
                line.append(t)
                t.applied[name] = line
        left = self.left(name, programme)
        while left > 0 and line:
            t = line[0]
            need = t.size if programme.unit == "people" else 1
            if t.at == programme.watches and need > left:
                return
            t.applied[name] = []
            del line[0]
            if t.at == programme.watches:
                left -= need
                self.given[name] += need
                self.record.calls[name] += 1
                self.move(t, name, "to")


def chosen(arrow: Arrow, kind: str, day: int) -> dict[str, float]:
    """Where an arrow leads, with the chances above 0: the first case that fits this kind and day."""
    for case in arrow if isinstance(arrow, list) else [Case(to=arrow)]:
        kinds = [case.kind] if isinstance(case.kind, str) else case.kind
        fits = (kinds is None or kind in kinds) and case.from_day <= day
        if fits and (case.before is None or day < case.before):
            led = {case.to: 1.0} if isinstance(case.to, str) else case.to
            return {name: chance for name, chance in led.items() if chance > 0}
    raise AssertionError("the last case fits everybody")


def _shorts(names: list[str]) -> dict[str, int]:
    """Twelve bits of each source's key; of two that are the same the later one takes the next that is free."""
    found: dict[str, int] = {}
    for name in names:
        short = key(name) & 0xFFF
        while short in found.values():
            short = (short + 1) & 0xFFF
        found[name] = short
    return found


def run(model: Model, days: int, seed: int, number: int, people: People | None = None) -> Run:
    """A whole run of so many days."""
    told = Run(model, days, seed, number, people)
    for _ in range(days):
        told.day()
    return told

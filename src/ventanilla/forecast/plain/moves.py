"""Where everybody is in a slow, plain run, and what coming, moving and ending mean."""

from __future__ import annotations

from collections import Counter, defaultdict

from ..model import Block, Model
from .luck import APPLY, BORN, ENTER, ROUTE, Four, Luck, arrivals, key, length, pick, places, settled, sure
from .ticket import Day, Lines, Ticket, chosen, shorts

People = dict[str, list[tuple[int, str, int]]]
"""Households given one by one: of a source, in their order, their size, kind and class."""


class Moves:
    """Everybody of a run, and how they come, move and end; ``tickets`` and ``days`` are what it leaves behind."""

    def __init__(self, model: Model, days: int, seed: int, run: int, people: People | None = None) -> None:
        self.luck = Luck(seed, run)
        self.model = model = settled(model, self.luck)
        self.people = people or {}
        self.order = {name: n for n, name in enumerate([*model.block, *model.outcomes])}
        self.shorts = shorts(list(model.source))
        self.coming = {n: arrivals(s, n, model, days, self.luck) for n, s in model.source.items()}
        self.places = {n: places(b, n, model, days, self.luck) for n, b in model.block.items()}
        self.inside: dict[str, dict[Ticket, None]] = {name: {} for name in model.block}
        self.lines = {name: Lines(b.order == "lot") for name, b in model.block.items()}
        self.leaving = defaultdict[int, list[Ticket]](list)
        self.beds = [0] * len(model.shelters.beds) if model.shelters else [0]
        self.given = Counter[str]()  # places given so far, against the quota
        self.brought = Counter[str]()  # by endless sources so far
        self.tickets: list[Ticket] = []
        self.days: list[Day] = []
        self.today, self.record = -1, Day()

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

    def draw(self, t: Ticket, name: str, purpose: int) -> Four:
        return self.luck.four(t.nth, key(name), t.whence, t.visits << 12 | t.tries << 4 | purpose)

    def move(self, t: Ticket, by: str, way: str, u: float | None = None) -> None:
        """Along an arrow of the block ``by``: the one where it is, or a programme that watches it."""
        if way == "to":
            self.passes(t, by)
        if way == "gone":
            t.leaves = None
        self.lines[t.at].part(t)
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
            u = self.luck.four(t.nth, key(by), t.whence, t.visits << 12 | ROUTE)[
                0
            ]  # however often it was absent
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
            self.lines[name].wait(t, self.today + ready)
        else:
            self.lines[name].join(t)
        for other, programme in self.model.block.items():
            if programme.watches == name:
                self.apply(t, other, programme)

    def forget_patience(self, t: Ticket) -> None:
        if t.leaves is not None:
            t.leaves.remove(t)
            t.leaves = None

    def apply(self, t: Ticket, name: str, programme: Block) -> None:
        """Once in its life, on entering the watched block; it is in the line some days later."""
        wants = (
            programme.wants.get(t.kind, 0.0) if isinstance(programme.wants, dict) else sure(programme.wants)
        )
        w = self.draw(t, name, APPLY)
        if name in t.applied or w[0] >= wants:
            return
        ready = length(programme.after, w[1]) if programme.after else 0
        t.applied[name] = self.lines[name].due[max(self.today + ready, 0)]
        t.applied[name].append(t)

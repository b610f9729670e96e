"""The phases of a day of a slow, plain run, as they are fixed in :mod:`..model`."""

from __future__ import annotations

from collections import Counter

from ..model import Block, Duration, Model
from .luck import LOT, SERVE, key, length, sure
from .moves import Moves, People
from .ticket import Day, Ticket


class Run(Moves):
    """A run under way: the evening before has passed."""

    def __init__(self, model: Model, days: int, seed: int, run: int, people: People | None = None) -> None:
        super().__init__(model, days, seed, run, people)
        self.arrive()

    def day(self) -> Day:
        """The next day: leave, arrive, serve, count."""
        self.today, self.record = self.today + 1, Day()
        for t in list(self.leaving.pop(self.today, [])):
            self.move(t, t.at, "gone")
        self.record.early.append(self.counted())
        self.arrive()
        self.record.early.append(self.counted())
        for name in self.model.block:
            self.serve(name)
        self.record.inside, self.record.beds = self.counted()
        self.days.append(self.record)
        return self.record

    def counted(self) -> tuple[Counter[tuple[str, int]], list[int]]:
        """People in each block and class, and in each shelter, as they are now."""
        inside = Counter[tuple[str, int]]()
        for name, tickets in self.inside.items():
            for t in tickets:
                inside[name, t.klass] += t.size
        return inside, list(self.beds)

    def arrive(self) -> None:
        for name in self.model.source:
            for nth in range(self.coming[name][self.today + 1]):
                self.bring(name, nth)

    def head(self, name: str, turn: int) -> Ticket | None:
        return self.lines[name].head(lambda: self.luck.four(self.today, key(name), 0, turn << 4 | LOT)[0])

    def serve(self, name: str) -> None:
        block = self.model.block[name]
        if block.watches:
            self.admit(name, block)
            return
        for t in list(self.lines[name].due[self.today]):
            if t.at_desk:
                self.move(t, name, "to")
            else:
                self.lines[name].part(t)
                self.lines[name].join(t)
        if block.desks and block.takes:
            self.fill_desks(name, block.desks, block.takes)
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
        if w[0] >= sure(block.absent):
            return False
        if t.tries > block.grace or (t.tries == block.grace and w[1] >= sure(block.returns)):
            self.move(t, name, "lost")
            return True
        self.lines[name].part(t)
        days = length(block.away, w[2]) if t.tries == block.grace and block.away else 1
        t.tries += 1
        self.lines[name].wait(t, self.today + days)
        return True

    def turn_of(self, t: Ticket, name: str, block: Block) -> None:
        w = self.draw(t, name, SERVE)
        if w[3] < sure(block.missed):
            self.move(t, name, "missed_to")
        else:
            self.move(t, name, "to", w[1] if sure(block.absent) > 0 or sure(block.missed) > 0 else None)

    def fill_desks(self, name: str, desks: int, takes: Duration) -> None:
        """Free desks take the next cases."""
        turn = 0
        while sum(t.at_desk for t in self.inside[name]) < desks:
            t = self.head(name, turn)
            if t is None:
                return
            turn += 1
            self.lines[name].part(t)
            t.at_desk = True
            self.lines[name].wait(t, self.today + length(takes, self.draw(t, name, SERVE)[0]))

    def admit(self, name: str, programme: Block) -> None:
        """Whose application is ready joins the line; the head is served, or dropped once out of the watched block."""
        line, due = self.lines[name].waiting[0], self.lines[name].due
        for day in sorted(day for day in due if day <= self.today):
            for t in due.pop(day):
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


def run(model: Model, days: int, seed: int, number: int, people: People | None = None) -> Run:
    """A whole run of so many days."""
    told = Run(model, days, seed, number, people)
    for _ in range(days):
        told.day()
    return told

"""The border queue in SimPy: a process a ticket, a process a desk. A phase of the day is a fraction of it, exact in binary.

Patience and visas interrupt a ticket's process and so end its way; a call and a hearing are events that it waits for.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator
from typing import Any

import numpy as np
from simpy import Environment, Event, Interrupt

from .border_inputs import (
    ABSENTIA,
    BEDS,
    COURT,
    DAYS,
    DENIED,
    ELSEWHERE,
    GRANTED,
    HOME,
    INSIDE,
    LEFT,
    LOST,
    NEVER,
    READY,
    TRIES,
    VISA,
    VISAS,
    Answer,
    B,
    Inputs,
)

ARRIVE, BACK, CALL, APPLY, GIVE, READIED, HEAR, COUNT = (n / 16 for n in range(1, 9))
Steps = Generator[Event, Any, None]


class Ticket:
    """A household's place, and its process."""

    __slots__ = (
        "absent",
        "bed",
        "called",
        "end",
        "first_call",
        "number",
        "outcome",
        "process",
        "size",
        "town",
        "turn",
        "waits",
    )

    def __init__(self, town: Town, number: int) -> None:
        self.town, self.number = town, number
        self.size, self.absent = town.size[number], town.absent[number]
        self.bed, self.waits = -1, True
        self.outcome, self.end, self.first_call, self.called = INSIDE, NEVER, NEVER, NEVER
        self.turn = town.env.event()
        self.process = town.env.process(self.life())

    def life(self) -> Steps:
        town, n, env = self.town, self.number, self.town.env
        self.enter()
        try:
            present = yield self.turn
            if not present:
                if not town.comes_back[n]:
                    return self.ends(LOST)
                self.absent = town.absent_again[n]
                self.turn = env.event()
                yield env.timeout(town.away[n] + BACK - CALL)
                town.returned.append(self)
                present = yield self.turn
                if not present:
                    return self.ends(LOST)
            self.passes()
            now = CALL
            for queue in (3,) if town.track[n] == B else (0, 1, 2):
                self.turn = env.event()
                yield env.timeout(READY[queue] + READIED - now)
                town.court[queue].append(self)
                yield self.turn
                if town.missed[n][queue]:
                    return self.ends(ABSENTIA)
                now = HEAR
            self.ends(GRANTED if town.granted[n] else DENIED)
        except Interrupt as news:
            self.ends(news.cause)

    def enter(self) -> None:
        town, n, size = self.town, self.number, self.size
        town.line.append(self)
        town.on_list += size
        for step in range(TRIES):
            shelter = (town.shelter[n] + step) % len(BEDS)
            if town.free[shelter] >= size:
                town.free[shelter] -= size
                self.bed = shelter
                break
        self.alarm(town.patience[n] - ARRIVE, self.tires)
        if town.visa[n] != NEVER:
            self.alarm(town.visa[n] + APPLY - town.env.now, self.applies)

    def alarm(self, delay: float, rings: Any) -> None:
        """Something that may happen to the ticket on a later day, while its process waits for something else."""
        if self.town.env.now + delay < DAYS:
            self.town.env.timeout(delay).callbacks.append(rings)

    def tires(self, _: Event) -> None:
        if self.waits:
            self.process.interrupt(ELSEWHERE if self.town.leaves_to[self.number] else HOME)

    def applies(self, _: Event) -> None:
        if self.waits:
            self.town.applied.append(self)

    def gives_up(self, _: Event) -> None:
        if self.outcome == INSIDE:
            self.process.interrupt(LEFT)

    def passes(self) -> None:
        town = self.town
        self.waits = False
        self.called = int(town.env.now)
        town.on_list -= self.size
        if town.track[self.number] == B:
            self.leaves_bed()
        self.alarm(town.court_patience[self.number] - CALL, self.gives_up)

    def leaves_bed(self) -> None:
        if self.bed >= 0:
            self.town.free[self.bed] += self.size
            self.bed = -1

    def ends(self, outcome: int) -> None:
        self.outcome, self.end = outcome, int(self.town.env.now)
        self.leaves_bed()
        if self.waits:
            self.town.on_list -= self.size
            self.waits = False


class Town:
    """The list, the shelters, the desks, and what happened to everybody."""

    def __init__(self, given: Inputs) -> None:
        self.env = Environment()
        for name, column in zip(Inputs._fields, given.lists(), strict=True):
            setattr(self, name, column)
        self.tickets: list[Ticket] = []
        self.line: deque[Ticket] = deque()
        self.returned: deque[Ticket] = deque()
        self.applied: deque[Ticket] = deque()
        self.court: tuple[deque[Ticket], ...] = tuple(deque() for _ in COURT)
        self.free, self.on_list = list(BEDS), 0
        self.counts: list[tuple[int, list[int]]] = []
        for desk in (self.arrivals, self.calls, self.visas, self.hearings, self.counting):
            self.env.process(desk())

    def arrivals(self) -> Steps:
        yield self.env.timeout(ARRIVE)
        for number, day in enumerate(self.arrival):
            if day > self.env.now:
                yield self.env.timeout(day + ARRIVE - self.env.now)
            self.tickets.append(Ticket(self, number))

    def calls(self) -> Steps:
        yield self.env.timeout(CALL)
        for left in self.places:
            self.call(left, int(self.env.now))
            yield self.env.timeout(1)

    def call(self, left: int, day: int) -> None:
        for queue in (self.returned, self.line):
            while queue:
                head = queue[0]
                if head.waits:
                    if head.size > left:
                        return
                    if head.first_call == NEVER:
                        head.first_call = day
                    head.turn.succeed(not head.absent)
                    if not head.absent:
                        left -= head.size
                queue.popleft()

    def visas(self) -> Steps:
        yield self.env.timeout(GIVE)
        while True:
            left = VISAS
            while left and self.applied:
                ticket = self.applied.popleft()
                if ticket.waits:
                    ticket.process.interrupt(VISA)
                    left -= 1
            yield self.env.timeout(1)

    def hearings(self) -> Steps:
        yield self.env.timeout(HEAR)
        for day in range(DAYS):
            if day % 7 < 5:
                for queue, left in zip(self.court, COURT, strict=True):
                    while left and queue:
                        ticket = queue.popleft()
                        if ticket.outcome == INSIDE:
                            ticket.turn.succeed()
                            left -= 1
            yield self.env.timeout(1)

    def counting(self) -> Steps:
        yield self.env.timeout(COUNT)
        while True:
            self.counts.append((self.on_list, self.free.copy()))
            yield self.env.timeout(1)


def run(given: Inputs) -> Answer:
    """One run."""
    town = Town(given)
    town.env.run(until=DAYS)
    columns = [
        np.array([getattr(t, name) for t in town.tickets])
        for name in ("outcome", "end", "first_call", "called")
    ]
    on_list, free = zip(*town.counts, strict=True)
    return Answer(*columns, np.array(on_list), np.array(BEDS) - np.array(free))

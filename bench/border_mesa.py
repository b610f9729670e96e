"""The border queue in Mesa: an agent a ticket that steps each day it is inside; the desks are the model's own part of the day."""

from __future__ import annotations

from collections import deque

import mesa
import numpy as np

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


class Ticket(mesa.Agent):
    """A household's place."""

    def __init__(self, model: Border, number: int) -> None:
        super().__init__(model)
        self.number = number
        self.size, self.absent = model.size[number], model.absent[number]
        self.visa = model.visa[number]
        self.leaves = model.day + model.patience[number]
        self.leaves_as = ELSEWHERE if model.leaves_to[number] else HOME
        self.bed, self.waits, self.ready = -1, True, NEVER

    def step(self) -> None:
        """The ticket's own part of a day: it leaves, or applies for a visa; the desks do the rest."""
        day = self.model.day
        if day == self.leaves:
            self.ends(self.leaves_as)
        elif day == self.visa and self.waits:
            self.model.applied.append(self)

    def finds_a_bed(self) -> None:
        free, preferred = self.model.free, self.model.shelter[self.number]
        for step in range(TRIES):
            shelter = (preferred + step) % len(BEDS)
            if free[shelter] >= self.size:
                free[shelter] -= self.size
                self.bed = shelter
                return

    def leaves_bed(self) -> None:
        if self.bed >= 0:
            self.model.free[self.bed] += self.size
            self.bed = -1

    def is_away(self) -> None:
        """Did not answer: comes back once, or is lost."""
        model, n = self.model, self.number
        if model.comes_back[n] and not self.model.second[n]:
            self.model.second[n] = True
            self.absent = model.absent_again[n]
            model.away[model.day + model.away_days[n]].append(self)
        else:
            self.ends(LOST)

    def passes(self) -> None:
        model, n = self.model, self.number
        model.called[n] = model.day
        model.on_list -= self.size
        self.waits = False
        self.leaves, self.leaves_as = model.day + model.court_patience[n], LEFT
        if model.track[n] == B:
            self.leaves_bed()
        self.is_due(3 if model.track[n] == B else 0)

    def is_due(self, queue: int) -> None:
        self.ready = self.model.day + READY[queue]
        self.model.court[queue].append(self)

    def is_heard(self, queue: int) -> None:
        if self.model.missed[self.number][queue]:
            self.ends(ABSENTIA)
        elif queue < 2:
            self.is_due(queue + 1)
        else:
            self.ends(GRANTED if self.model.granted[self.number] else DENIED)

    def ends(self, outcome: int) -> None:
        model = self.model
        model.outcome[self.number], model.end[self.number] = outcome, model.day
        self.leaves_bed()
        if self.waits:
            model.on_list -= self.size
            self.waits = False
        self.remove()


class Border(mesa.Model):
    """The list, the shelters, the desks, and what happened to everybody."""

    def __init__(self, given: Inputs) -> None:
        super().__init__(seed=1)  # nothing is drawn here
        for name, column in zip(Inputs._fields, given.lists(), strict=True):
            setattr(self, "away_days" if name == "away" else name, column)
        n = len(self.arrival)
        self.day, self.came = -1, 0
        self.outcome, self.end = [INSIDE] * n, [NEVER] * n
        self.first_call, self.called = [NEVER] * n, [NEVER] * n
        self.second = [False] * n
        self.line: deque[Ticket] = deque()
        self.returned: deque[Ticket] = deque()
        self.applied: deque[Ticket] = deque()
        self.court: tuple[deque[Ticket], ...] = tuple(deque() for _ in COURT)
        self.away: list[list[Ticket]] = [[] for _ in range(DAYS + 15)]
        self.free, self.on_list = list(BEDS), 0
        self.counts: list[tuple[int, list[int]]] = []

    def step(self) -> None:
        self.day += 1
        self.agents.do("step")
        self.arrive()
        self.returned.extend(self.away[self.day])
        self.call(self.places[self.day])
        self.give_visas()
        if self.day % 7 < 5:
            self.hear()
        self.counts.append((self.on_list, self.free.copy()))

    def arrive(self) -> None:
        while self.came < len(self.arrival) and self.arrival[self.came] == self.day:
            ticket = Ticket(self, self.came)
            ticket.finds_a_bed()
            self.line.append(ticket)
            self.on_list += ticket.size
            self.came += 1

    def call(self, left: int) -> None:
        for queue in (self.returned, self.line):
            while queue:
                head = queue[0]
                if head.waits:
                    if head.size > left:
                        return
                    if self.first_call[head.number] == NEVER:
                        self.first_call[head.number] = self.day
                    if head.absent:
                        head.is_away()
                    else:
                        left -= head.size
                        head.passes()
                queue.popleft()

    def give_visas(self) -> None:
        left = VISAS
        while left and self.applied:
            ticket = self.applied.popleft()
            if ticket.waits:
                ticket.ends(VISA)
                left -= 1

    def hear(self) -> None:
        for number, (queue, left) in enumerate(zip(self.court, COURT, strict=True)):
            while left and queue and queue[0].ready <= self.day:
                ticket = queue.popleft()
                if self.outcome[ticket.number] == INSIDE:
                    left -= 1
                    ticket.is_heard(number)


def run(given: Inputs) -> Answer:
    """One run."""
    model = Border(given)
    for _ in range(DAYS):
        model.step()
    columns = map(np.array, (model.outcome, model.end, model.first_call, model.called))
    on_list, free = zip(*model.counts, strict=True)
    return Answer(*columns, np.array(on_list), np.array(BEDS) - np.array(free))

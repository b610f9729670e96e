"""The border queue as its definition reads: a loop over days, a function a phase. Slow and obvious; what others must equal."""

from __future__ import annotations

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

OUTSIDE = -1


class Plain:
    """One run; tickets are their indices."""

    def __init__(self, given: Inputs) -> None:
        self.given = given.lists()
        n = len(self.given.arrival)
        self.outcome, self.end = [INSIDE] * n, [NEVER] * n
        self.first_call, self.called = [NEVER] * n, [NEVER] * n
        self.bed = [OUTSIDE] * n
        self.free = list(BEDS)
        self.came = 0
        self.inside: list[int] = []
        self.line: list[int] = []
        self.returned: list[int] = []
        self.away: list[tuple[int, int]] = []  # (day of return, ticket), in order of absence
        self.applied: list[int] = []
        self.court: list[list[tuple[int, int]]] = [
            [],
            [],
            [],
            [],
        ]  # (ready day, ticket), in order of becoming due
        self.on_list = np.zeros(DAYS, np.int64)
        self.sheltered = np.zeros((DAYS, len(BEDS)), np.int64)

    def run(self) -> Answer:
        """All days, each with its phases in the order of the definition."""
        for day in range(DAYS):
            for phase in (self.leave, self.arrive, self.back, self.call, self.visas, self.hear, self.count):
                phase(day)
        columns = map(np.array, (self.outcome, self.end, self.first_call, self.called))
        return Answer(*columns, self.on_list, self.sheltered)

    def waits(self, t: int) -> bool:
        """Is the ticket on the list? An absent one that may return is."""
        return self.outcome[t] == INSIDE and self.called[t] == NEVER

    def ends(self, t: int, day: int, outcome: int) -> None:
        self.outcome[t], self.end[t] = outcome, day
        self.leaves_bed(t)

    def leaves_bed(self, t: int) -> None:
        if self.bed[t] != OUTSIDE:
            self.free[self.bed[t]] += self.given.size[t]
            self.bed[t] = OUTSIDE

    def leave(self, day: int) -> None:
        self.inside = [t for t in self.inside if self.outcome[t] == INSIDE]
        for t in self.inside:
            if self.called[t] == NEVER:
                if day == self.given.arrival[t] + self.given.patience[t]:
                    self.ends(t, day, (HOME, ELSEWHERE)[self.given.leaves_to[t]])
            elif day == self.called[t] + self.given.court_patience[t]:
                self.ends(t, day, LEFT)

    def arrive(self, day: int) -> None:
        while self.came < len(self.given.arrival) and self.given.arrival[self.came] == day:
            self.inside.append(self.came)
            self.line.append(self.came)
            self.finds_a_bed(self.came)
            self.came += 1

    def finds_a_bed(self, t: int) -> None:
        for step in range(TRIES):
            shelter = (self.given.shelter[t] + step) % len(BEDS)
            if self.given.size[t] <= self.free[shelter]:
                self.free[shelter] -= self.given.size[t]
                self.bed[t] = shelter
                return

    def back(self, day: int) -> None:
        self.returned += [t for when, t in self.away if when == day]

    def call(self, day: int) -> None:
        left = self.given.places[day]
        for queue in (self.returned, self.line):
            while queue:
                t = queue[0]
                if self.waits(t):
                    if self.given.size[t] > left:
                        return
                    if self.comes(t, day):
                        left -= self.given.size[t]
                        self.passes(t, day)
                queue.pop(0)

    def comes(self, t: int, day: int) -> bool:
        """Does the ticket answer its call? If not it is away for some days, or lost."""
        first = self.first_call[t] == NEVER
        if first:
            self.first_call[t] = day
        if not (self.given.absent if first else self.given.absent_again)[t]:
            return True
        if first and self.given.comes_back[t]:
            self.away.append((day + self.given.away[t], t))
        else:
            self.ends(t, day, LOST)
        return False

    def passes(self, t: int, day: int) -> None:
        self.called[t] = day
        queue = 3 if self.given.track[t] == B else 0
        if queue == 3:
            self.leaves_bed(t)
        self.court[queue].append((day + READY[queue], t))

    def visas(self, day: int) -> None:
        self.applied += [t for t in self.inside if self.given.visa[t] == day and self.waits(t)]
        left = VISAS
        while left and self.applied:
            t = self.applied.pop(0)
            if self.waits(t):
                left -= 1
                self.ends(t, day, VISA)

    def hear(self, day: int) -> None:
        if day % 7 >= 5:
            return
        for number, queue in enumerate(self.court):
            left = COURT[number]
            while left and queue and queue[0][0] <= day:
                _, t = queue.pop(0)
                if self.outcome[t] == INSIDE:
                    left -= 1
                    self.heard(t, number, day)

    def heard(self, t: int, number: int, day: int) -> None:
        if self.given.missed[t][number]:
            self.ends(t, day, ABSENTIA)
        elif number < 2:
            self.court[number + 1].append((day + READY[number + 1], t))
        else:
            self.ends(t, day, GRANTED if self.given.granted[t] else DENIED)

    def count(self, day: int) -> None:
        """Recounted from everybody: so the free beds are checked too."""
        for t in self.inside:
            if self.outcome[t] == INSIDE:
                self.on_list[day] += self.given.size[t] if self.called[t] == NEVER else 0
                if self.bed[t] != OUTSIDE:
                    self.sheltered[day, self.bed[t]] += self.given.size[t]
        assert (self.sheltered[day] + self.free == BEDS).all()


def run(given: Inputs) -> Answer:
    """One run, as plainly as it can be said."""
    return Plain(given).run()

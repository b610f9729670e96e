"""A simplified border queue that Ciw can say; ``border_simple.toml`` says the same in our grammar. A family counts as one, and:

- nobody is absent, wants a visa or sleeps in a shelter, and there are no sizes: 3,000 on day 0, then Poisson(60 / 2.33) a day;
- the list: patience as in the full problem; as many a day as ``places(luck, FAMILY)`` says, a slot of Ciw's each;
- half go to track A, half to B. The days until a hearing is ready are a node without a queue, in which nobody loses patience;
  in the queue of each hearing a patience of mean 500 begins anew (Ciw lets customers renege in a queue only);
- hearings a day, Monday to Friday, and who misses one, as in the full problem; what is decided at the end is not asked.

Two things of one moment at one place are taken in random order by Ciw, so only means can be compared.
"""

from __future__ import annotations

import math
import random
from collections import Counter

import ciw

from .border_inputs import COURT, DAYS, EACH_DAY, FIRST, READY, Array

ARRIVE, CALL, HEAR = 0.25, 0.5, 0.75
MISSED = 0.08
LIST, OUT = 1, -1
QUEUES = (3, 5, 7, 9)
"""The nodes of court queues 0 to 3; before each stands the node of the days until it is ready."""


class Arrivals(ciw.dists.Distribution):
    """How many come: all the first ones at once, then some each day."""

    def __init__(self) -> None:
        self.begun = False

    def sample(self, t=None, ind=None):
        if self.begun:
            return _poisson(EACH_DAY)
        self.begun = True
        return FIRST


class Patience(ciw.dists.Distribution):
    """Leaves in the morning of day 1 + floor(exponential) after the day of entering, which is ``phase`` of a day old."""

    def __init__(self, mean: float, phase: float) -> None:
        self.days, self.phase = mean, phase

    def sample(self, t=None, ind=None):
        return 1 + math.floor(random.expovariate(1 / self.days)) - self.phase


def network(places: Array) -> ciw.network.Network:
    """The nodes: the list, then a pair for each court queue (days until ready; queue)."""
    nothing = ciw.dists.Deterministic(0.0)
    since = (CALL, HEAR, HEAR, CALL)  # everybody is ready before the day's hearings
    waits = [ciw.dists.Deterministic(days + CALL - begun) for days, begun in zip(READY, since, strict=True)]
    routes = [[0.0] * 9 for _ in range(9)]
    routes[0][1] = routes[0][7] = 0.5
    for wait in (1, 3, 5, 7):
        routes[wait][wait + 1] = 1.0
    routes[2][3] = routes[4][5] = 1 - MISSED
    desks = [
        ciw.Slotted(slots=[HEAR + d for d in range(5)] + [7.0], slot_sizes=[slots] * 5 + [0])
        for slots in COURT
    ]
    calls = ciw.Slotted(slots=[CALL + d for d in range(DAYS)], slot_sizes=places.tolist())
    return ciw.create_network(
        arrival_distributions=[ciw.dists.Sequential([ARRIVE] + [1.0] * DAYS), *[None] * 8],
        batching_distributions=[Arrivals(), *[ciw.dists.Deterministic(1)] * 8],
        service_distributions=[nothing, *(one for wait in waits for one in (wait, nothing))],
        number_of_servers=[calls, *(one for desk in desks for one in (float("inf"), desk))],
        reneging_time_distributions=[Patience(170, ARRIVE), *[None, Patience(500, CALL)] * 4],
        routing=routes,
    )


def run(places: Array, seed: int) -> dict[str, int]:
    """One run, and the five sums that are compared."""
    ciw.seed(seed)
    town = ciw.Simulation(network(places))
    town.simulate_until_max_time(DAYS)
    records = town.get_all_records(only=["service", "renege"])
    seen = Counter((one.node, one.record_type) for one in records)
    served = [one for one in records if one.record_type == "service"]
    return {
        "called": seen[LIST, "service"],
        "who tired on the list": seen[LIST, "renege"],
        "who tired in court": sum(seen[node, "renege"] for node in QUEUES),
        "heard or missed": sum(one.node in QUEUES and one.destination == OUT for one in served),
        "on the list at the end": town.nodes[LIST].number_of_individuals,
    }


def _poisson(mean: float) -> int:
    """By counting exponential gaps: Ciw draws from Python's own numbers, and Python has no Poisson."""
    return next(n for n, at in enumerate(_moments()) if at > mean)


def _moments():
    at = 0.0
    while True:
        at += random.expovariate(1.0)
        yield at

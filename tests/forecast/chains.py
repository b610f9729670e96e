"""Exact answers to small models: day-to-day Markov chains solved by linear algebra, and counting. No engine is used here.

A distribution is an array of chances of 0, 1, 2, ...; a chain is a matrix, row = today, column = tomorrow.
"""

from __future__ import annotations

from itertools import product
from math import comb, exp, lgamma, log

import numpy as np

from ventanilla.forecast.program import Array


def poisson(mean: float, most: int = 400) -> Array:
    return np.array([exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(most)])


def overdispersed(mean: float, shape: float, most: int = 400) -> Array:
    """Poisson with a gamma rate."""
    p = shape / (shape + mean)
    logs = [lgamma(k + shape) - lgamma(shape) - lgamma(k + 1) + k * log(1 - p) for k in range(most)]
    return np.exp(np.array(logs) + shape * log(p))


def binomial(n: int, chance: float) -> Array:
    return np.array([comb(n, k) * chance**k * (1 - chance) ** (n - k) for k in range(n + 1)])


def bernoulli(chance: float) -> Array:
    return np.array([1 - chance, chance])


def of(weights: Array) -> float:
    """The mean of a distribution."""
    return float(np.arange(len(weights)) @ weights)


def stationary(chain: Array) -> Array:
    n = len(chain)
    found: Array = np.linalg.solve(np.vstack([(chain.T - np.eye(n))[:-1], np.ones(n)]), np.eye(n)[-1])
    return found


def joining(arrivals: Array, states: int) -> Array:
    """So many more; all that is over the last state stays there."""
    chain = np.zeros((states, states))
    for x in range(states):
        new = arrivals[: states - x]
        chain[x, x : x + len(new)] = new
        chain[x, -1] += 1 - new.sum()
    return chain


def served(places: int, states: int) -> Array:
    """So many fewer, never below none."""
    chain = np.zeros((states, states))
    chain[np.arange(states), np.maximum(np.arange(states) - places, 0)] = 1
    return chain


def thinned(leaving: float, states: int) -> Array:
    """Each leaves with this chance."""
    if not leaving:
        return np.eye(states)
    return np.array([np.append(binomial(x, 1 - leaving), np.zeros(states - x - 1)) for x in range(states)])


def closed(places: int, chance: float, states: int) -> Array:
    return (1 - chance) * served(places, states) + chance * np.eye(states)


def line(arrivals: Array, places: int, states: int = 500, leaving: float = 0.0) -> Array:
    """People left after the call, in the long run."""
    return stationary(thinned(leaving, states) @ joining(arrivals, states) @ served(places, states))


def week(arrivals: Array, places: list[int], states: int = 500) -> list[Array]:
    """The same for each day of a week, Monday first."""
    days = [joining(arrivals, states) @ served(n, states) for n in places]
    now, found = stationary(np.linalg.multi_dot(days)), []
    for day in days:
        now = now @ day
        found.append(now)
    return found


def speeds(arrivals: Array, places: list[int], turning: Array, states: int = 400) -> Array:
    """The same where the places of a day follow a chain of their own, which moves in the morning."""
    calls = [joining(arrivals, states) @ served(n, states) for n in places]
    chain = np.block([[turning[i, j] * calls[j] for j in range(len(places))] for i in range(len(places))])
    return stationary(chain).reshape(len(places), states).sum(0)


def switching(n: int, chance: float) -> Array:
    """To any other with equal chances."""
    return np.full((n, n), chance / (n - 1)) + np.eye(n) * (1 - chance - chance / (n - 1))


def beds(arrivals: Array, places: int, leaving: float) -> tuple[float, float]:
    """Mean in use at the count, and the share that is turned away."""
    chain = thinned(leaving, places + 1) @ joining(arrivals, places + 1)
    use = of(stationary(chain))
    return use, 1 - leaving * use / of(arrivals)


def two_shelters(arrivals: Array, first: int, second: int, leaving: float) -> tuple[float, float]:
    """Mean in use of the second, which takes those whom the first is too full for; share turned away from both."""
    cells = list(product(range(first + 1), range(second + 1)))
    chain = np.zeros((len(cells), len(cells)))
    a, b = thinned(leaving, first + 1), thinned(leaving, second + 1)
    for row, (x, y) in enumerate(cells):
        for i, j in product(range(x + 1), range(y + 1)):
            for n, chance in enumerate(arrivals):
                u = min(first, i + n)
                v = min(second, j + n - (u - i))
                chain[row, cells.index((u, v))] += a[x, i] * b[y, j] * chance
    long = stationary(chain)
    use = [sum(p * cell[n] for p, cell in zip(long, cells, strict=True)) for n in (0, 1)]
    return float(use[1]), float(1 - leaving * sum(use) / of(arrivals))


def desks(arrivals: Array, desks: int, finish: float, states: int = 200) -> float:
    """Mean cases at the count; what arrives is worked on from the next day."""
    chain = np.zeros((states, states))
    for n in range(states):
        for k, chance in enumerate(binomial(min(n, desks), finish)):
            chain[n, n - k] += chance
    return of(stationary(chain @ joining(arrivals, states)))


def one_desk(arrivals: Array, takes: Array, states: int = 120) -> float:
    """Mean cases at the count; ``takes`` are the chances of 0, 1, 2, ... days."""
    longest = len(takes)
    cells = [(0, 0), *product(range(1, states), range(1, longest))]
    at = {cell: n for n, cell in enumerate(cells)}
    chain = np.zeros((len(cells), len(cells)))
    for (n, left), (k, chance) in product(cells, enumerate(arrivals)):
        if chance < 1e-16:
            continue
        now = min(n + k, states - 1)
        if n and left > 1:
            chain[at[n, left], at[now, left - 1]] += chance
            continue
        now -= n > 0
        for days in range(1, longest) if now else (0,):
            chain[at[n, left], at[now, days]] += chance * (takes[days] if now else 1)
    return float(stationary(chain) @ [n for n, _ in cells])


def families(arrivals: Array, sizes: list[float], places: int, states: int = 120) -> tuple[float, float]:
    """Mean tickets and mean people left, when a head that does not fit ends the call: a chain on (tickets, size of the head)."""
    cells = [(0, 0), *product(range(1, states), range(1, len(sizes) + 1))]
    at = {cell: n for n, cell in enumerate(cells)}
    chain = np.zeros((len(cells), len(cells)))

    def call(row: int, n: int, left: int, chance: float) -> None:
        if chance < 1e-15:
            return
        if n == 0:
            chain[row, 0] += chance
            return
        for size, share in enumerate(sizes, start=1):
            if size > left:
                chain[row, at[n, size]] += chance * share
            else:
                call(row, n - 1, left - size, chance * share)

    for (n, head), (k, chance) in product(cells, enumerate(arrivals)):
        now = min(n + k, states - 1)
        if head:
            call(at[n, head], now - 1, places - head, chance)
        else:
            call(0, now, places, chance)
    long = stationary(chain)
    mean = float(np.arange(1, len(sizes) + 1) @ sizes)
    tickets = float(long @ [n for n, _ in cells])
    return tickets, float(long @ [head + (n - 1) * mean if n else 0 for n, head in cells])


def after(days: list[Array], start: Array) -> Array:
    """The distribution after these days."""
    for day in days:
        start = start @ day
    return start


def quota(arrivals: Array, places: int, limit: int, days: int, states: int = 120) -> Array:
    """For each day the chance that a programme has given all that it may give by its end."""
    now, used = np.zeros((limit + 1, states)), []
    now[0, 0] = 1
    for _ in range(days):
        now = now @ joining(arrivals, states)
        new = np.zeros_like(now)
        for given, x in product(range(limit + 1), range(states)):
            n = min(places, x, limit - given)
            new[given + n, x - n] += now[given, x]
        now = new
        used.append(now[limit].sum())
    return np.array(used)


def cohort(people: int, places: int, leaves: Array, days: int) -> list[float]:
    """Mean left at each count of people who came together; ``leaves``: the chance that patience is 0, 1, 2, ... days."""
    states, beyond = people + 1, 1 - np.cumsum(leaves) + leaves
    now, found = np.eye(states)[people], []
    for day in range(days):
        hazard = leaves[day] / beyond[day] if day < len(leaves) and beyond[day] > 1e-12 else 0.0
        now = now @ thinned(hazard, states) @ served(places, states)
        found.append(of(now))
    return found


def evening(people: int, places: int, leaving: float, days: int) -> list[float]:
    """Mean left at each count of people there since the evening before: the first morning counts."""
    now, found = np.eye(people + 1)[people], []
    for _ in range(days):
        now = now @ thinned(leaving, people + 1) @ served(places, people + 1)
        found.append(of(now))
    return found


def absence(absent: float, returns: float, grace: int = 0) -> tuple[float, float]:
    """Share lost, and calls for each ticket."""
    calls = sum(absent**n for n in range(grace + 1)) + absent ** (grace + 1) * returns
    return absent ** (grace + 1) * (1 - returns + returns * absent), calls


def geometric(chance: float, most: int = 200) -> Array:
    return np.array([0.0, *chance * (1 - chance) ** np.arange(most - 1)])


def mornings(mean: float) -> float:
    """The chance to leave each morning that goes with a mean of the exponential."""
    return 1 - exp(-1 / mean)

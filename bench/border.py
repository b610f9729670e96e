"""The border queue's peers: do they say the same, ticket by ticket; does the plain one meet the table; how long do they take."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import sqrt
from pathlib import Path

import numpy as np

from . import border_ciw, border_mesa, border_plain, border_simpy
from .border_inputs import FAMILY, INSIDE, NEVER, OUTCOMES, Answer, Array, Inputs, differing, drawn, places
from .figures import Figure

PEERS = {"SimPy": border_simpy.run, "Mesa": border_mesa.run}
SEEDS, RUNS, ROUNDS = 5, 300, 5

TABLE = {
    "granted": (1854.3, 1.96),
    "denied": (5769.7, 5.7),
    "in absentia": (1414.8, 1.39),
    "home": (3548.8, 4.8),
    "elsewhere": (3548.8, 4.81),
    "visa": (3463.6, 3.55),
    "lost": (2245.5, 2.43),
    "left court": (1984.5, 2.76),
    "called": (14252.4, 14.9),
    "came in all": (28826.6, 1.96),
    "inside": (4996.5, 2.01),
    "on the list, day 29": (5987.6, 2.51),
    "on the list, day 99": (4133.4, 6.29),
    "on the list, day 199": (2604.6, 7.37),
    "on the list, day 364": (1767.3, 6.61),
    "in shelters, day 0": (5150.0, 0.0),
    "in shelters, day 99": (4853.4, 1.54),
    "in shelters, day 364": (3708.1, 2.73),
    "ticket 499 is called": (0.711, 0.00321),
    "ticket 1499 is called": (0.5185, 0.00353),
    "ticket 2999 is called": (0.3742, 0.00342),
}
"""What a checked engine found in 20,000 runs: mean and standard error. People, but for the last three, which are chances."""
MEDIANS = {499: 23.0, 1499: 59.0}
"""The median day on which a ticket is called, among the runs in which it is."""


def run(folder: Path, big: bool) -> list[Figure]:
    """Equality first: a time means nothing beside another answer."""
    return [*alike(), *table(), *times()]


def alike() -> list[Figure]:
    """Each peer beside the plain loop, on the same inputs."""
    runs = [drawn(seed) for seed in range(SEEDS)]
    tickets = sum(len(given.arrival) for given in runs)
    plain = [border_plain.run(given) for given in runs]
    rows = []
    for name, peer in PEERS.items():
        wrong = sum(differing(one, peer(given)) for one, given in zip(plain, runs, strict=True))
        rows.append(
            Figure(
                f"the border queue, plain and {name}, {SEEDS} runs",
                f"{wrong:,} of {tickets:,} tickets differ",
                "limit 0",
                ok=wrong == 0,
            )
        )
    return rows


def table(first_seed: int = 1000) -> list[Figure]:
    """The plain loop beside the published table, in standard errors of both together."""
    runs = [drawn(seed) for seed in range(first_seed, first_seed + RUNS)]
    answers = [border_plain.run(given) for given in runs]
    found = [quantities(given, answer) for given, answer in zip(runs, answers, strict=True)]
    worst, name = max((_apart([one[name] for one in found], name), name) for name in TABLE)
    rows = [
        Figure(
            f"the border queue, {RUNS} plain runs and the table of {len(TABLE)}",
            f"worst {worst:.2f} ({name})",
            "limit 3 standard errors",
            f"{worst / 3:.2f}",
            worst <= 3,
        )
    ]
    for ticket, day in MEDIANS.items():
        called = [answer.called[ticket] for answer in answers if answer.called[ticket] != NEVER]
        median = float(np.median(called))
        rows.append(
            Figure(
                f"  median day of ticket {ticket}",
                f"{median:g}",
                f"{day:g}, limit 2 days",
                ok=abs(median - day) <= 2,
            )
        )
    return rows


def quantities(given: Inputs, answer: Answer) -> dict[str, float]:
    """The quantities of the table, of one run."""

    def people(which: Array) -> float:
        return float(given.size[which].sum())

    return {
        **{name: people(answer.outcome == code) for code, name in enumerate(OUTCOMES) if code != INSIDE},
        "called": people(answer.called != NEVER),
        "came in all": float(given.size.sum()),
        "inside": people(answer.outcome == INSIDE),
        **{f"on the list, day {day}": float(answer.on_list[day]) for day in (29, 99, 199, 364)},
        **{f"in shelters, day {day}": float(answer.sheltered[day].sum()) for day in (0, 99, 364)},
        **{f"ticket {n} is called": float(answer.called[n] != NEVER) for n in (499, 1499, 2999)},
    }


def _apart(values: list[float], name: str) -> float:
    """Standard errors between our mean and the table's; without any chance, it is equal or endlessly far."""
    mean, error = TABLE[name]
    both = sqrt(error**2 + np.var(values, ddof=1) / len(values))
    distance = abs(float(np.mean(values)) - mean)
    return distance / both if both else (float("inf") if distance else 0.0)


def times() -> list[Figure]:
    """One run of each peer; the inputs are given for nothing, and the least of several rounds counts."""
    given = drawn(0).lists()
    spent = {name: least(lambda peer=peer: peer(given)) for name, peer in PEERS.items()}
    alone = places(np.random.default_rng(0), FAMILY)
    spent["Ciw, simplified"] = least(lambda: border_ciw.run(alone, 0), 1)
    return [Figure(f"the border queue, one run of {name}", f"{s:.3f} s") for name, s in spent.items()]


def least(call: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least wall seconds of some rounds."""
    spent = []
    for _ in range(rounds):
        begun = time.perf_counter()
        call()
        spent.append(time.perf_counter() - begun)
    return min(spent)

"""The twin's counts in the kernel's form, so that the two can be held against each other."""

from __future__ import annotations

import numpy as np

from ventanilla.forecast.counts import Counts
from ventanilla.forecast.model import Model, Quantity
from ventanilla.forecast.plain import People as Given
from ventanilla.forecast.plain import Run, run
from ventanilla.forecast.program import People, compiled
from ventanilla.forecast.run import counted


def kernel(model: Model, seed: int, runs: range, days: int, warmup: int = 0, tickets: int = 3000) -> Counts:
    return counted(compiled(model, days), seed, runs, days, warmup, tickets)


def of_days(told: Run, classes: int) -> dict[str, np.ndarray]:
    """Day by day, in the order of the file."""
    model, days = told.model, told.days
    blocks, ends = list(model.block), [*model.block, *model.outcomes, *model.source]

    def pairs(people: str, tickets: str, names: list[str]) -> np.ndarray:
        rows = [
            [(sum(getattr(d, people)[n, k] for k in model.kinds), getattr(d, tickets)[n]) for n in names]
            for d in days
        ]
        return np.array(rows)

    return {
        "stock": np.array([[[d.inside[b, k] for k in range(classes)] for b in blocks] for d in days]),
        "beds": np.array([d.beds for d in days]),
        "early": np.array(
            [
                [[[inside[b, k] for k in range(classes)] for b in blocks] for inside, _ in d.early]
                for d in days
            ]
        ),
        "early_beds": np.array([[beds for _, beds in d.early] for d in days]),
        "entering": pairs("entering", "entering_tickets", ends),
        "passing": pairs("passing", "passing_tickets", blocks),
        "calls": np.array([[d.calls[b] for b in blocks] for d in days]),
        "waited": np.array([[sum(d.waited[b, k] for k in model.kinds) for b in blocks] for d in days]),
    }


def of_kinds(told: Run, warmup: int) -> np.ndarray:
    """Totals by block, outcome or source, and kind: people entering, people passing, their days."""
    model, days = told.model, told.days[warmup:]
    return np.array([
        [[sum(getattr(d, what)[n, k] for d in days) for what in ("entering", "passing", "waited")] for k in model.kinds]
        for n in [*model.block, *model.outcomes, *model.source]
    ])  # fmt: skip


def of_tickets(told: Run) -> np.ndarray:
    """Outcome, its day, times called; -1, -1: still inside."""
    order = {name: n for n, name in enumerate([*told.model.block, *told.model.outcomes])}
    return np.array(
        [(-1, -1, t.called) if t.ended is None else (order[t.at], t.ended, t.called) for t in told.tickets]
    ).reshape(-1, 3)


def of_passing(told: Run, tickets: int) -> np.ndarray:
    """Of each block the day on which each ticket first passes; -1: never."""
    found = np.full((len(told.model.block), tickets), -1)
    for n, name in enumerate(told.model.block):
        for t in told.tickets:
            found[n, t.number] = next((day for block, day in t.passed if block == name), -1)
    return found


def asking(model: Model, tickets: int) -> Model:
    """The same model, asked on which day so many tickets pass each block."""
    asked = [Quantity(name=name, ticket=tickets - 1, of=name) for name in model.block]
    return model.model_copy(update={"quantity": asked})


def one_by_one(model: Model, people: Given | None) -> dict[str, People]:
    """Households that are given, as the kernel takes them."""
    found = {}
    for name, rows in (people or {}).items():
        size, kind, klass = zip(*rows, strict=True)
        found[name] = People(
            np.array(size), np.array([model.kinds.index(one) for one in kind]), np.array(klass)
        )
    return found


def differences(
    model: Model, days: int, seed: int, number: int, warmup: int = 0, people: Given | None = None
) -> list[str]:
    """What the twin and the kernel tell differently of one run: nothing, as it should be."""
    told = run(model, days, seed, number, people)
    tickets = len(told.tickets) + 1  # one more: the kernel must not have it
    program = compiled(asking(model, tickets), days, one_by_one(model, people))
    counts = counted(program, seed, range(number, number + 1), days, warmup, tickets)
    mine = {
        **of_days(told, counts.stock.shape[3]),
        "tally": of_kinds(told, warmup),
        "fate": np.vstack([of_tickets(told), [-1, -1, 0]]),
        "when": of_passing(told, tickets),
    }
    return [
        f"{name}, first at {np.argwhere(one != getattr(counts, name)[0])[0]}"
        for name, one in mine.items()
        if not np.array_equal(one, getattr(counts, name)[0])
    ]

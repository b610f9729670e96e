"""The border queue in our own engine: the inputs of one of its runs for the peers, and its answer beside theirs."""

from __future__ import annotations

from importlib.resources import files
from math import floor, log

import numpy as np

from ventanilla.forecast.kernel.draws import APPLY, BORN, ENTER, ROUTE, SERVE, four
from ventanilla.forecast.kernel.outside import arrivals, places
from ventanilla.forecast.model import Model, Quantity
from ventanilla.forecast.program import Program, compiled, key
from ventanilla.forecast.read import read
from ventanilla.forecast.run import counted

from .border_inputs import DAYS, NEVER, OUTCOMES, SIZES, Answer, Array, Inputs

MODELS = files("ventanilla.forecast") / "models"
HEARINGS = ("hearing_1", "hearing_2", "hearing_3", "hearing_b")


def border() -> Model:
    """The border queue as it is shipped."""
    return read(MODELS / "border_queue.toml")  # type: ignore[arg-type]


def inputs(seed: int, run: int) -> Inputs:
    """What the tickets of one run draw, from the engine's own numbers."""
    program = compiled(border(), DAYS)
    level = np.empty(DAYS)
    coming = np.empty((len(program.source), DAYS + 1), np.int64)
    slots = np.empty((program.blocks, DAYS), np.int64)
    arrivals(program, program.real, seed, run, level, coming)
    places(program, program.real, seed, run, level, slots)
    rows = [_ticket(program, seed, run, s, day, nth) for day in range(DAYS) for s in range(len(coming)) for nth in range(coming[s, day + 1])]  # fmt: skip
    return Inputs(*(np.array(column) for column in zip(*rows, strict=True)), slots[0])


def _ticket(program: Program, seed: int, run: int, s: int, day: int, nth: int) -> tuple[object, ...]:
    whence = (day + 1) << 12 | int(program.source[s, 7])

    def drawn(block: str, purpose: int, tries: int = 0) -> tuple[float, ...]:
        return four(seed, run, nth, key(block) if block else 0, whence, tries << 4 | purpose)  # type: ignore[no-any-return]

    born, entry, visa = drawn("", BORN), drawn("list", ENTER), drawn("visa", APPLY)
    first, second = drawn("list", SERVE), drawn("list", SERVE, 1)
    absent = first[0] < 0.25
    track = int((second if absent else first)[1] >= 0.5)
    heard = [drawn(block, SERVE) for block in HEARINGS]
    return (
        day, 1 + int(np.searchsorted(np.cumsum(SIZES[:-1]), born[0], side="right")), int(born[1] * 8),
        _days(170, entry[0]), int(drawn("list", ROUTE)[0] >= 0.5),
        day + _days(60, visa[1]) if visa[0] < 0.30 else NEVER,
        absent, first[1] < 0.60, 1 + floor(first[2] * 14), second[0] < 0.25, track,
        _days(500, drawn(("hearing_1", "hearing_b")[track], ENTER)[0]),
        [one[3] < 0.08 for one in heard], heard[3][1] < 0.30 if track else heard[2][1] < 0.15,
    )  # fmt: skip


def _days(mean: float, u: float) -> int:
    return 1 + floor(-mean * log(u))


def answer(seed: int, run: int, tickets: int) -> Answer:
    """The engine's answer of that run; the day of the first call is not kept, so it is left out (zeros)."""
    model = border().model_copy(update={"quantity": [Quantity(name="called", ticket=tickets - 1, of="list")]})
    program = compiled(model, DAYS)
    counts = counted(program, seed, range(run, run + 1), DAYS, tickets=tickets)
    names = [*model.block, *model.outcomes]
    codes = {names.index("got a visa" if name == "visa" else name): n for n, name in enumerate(OUTCOMES) if n}
    ended = counts.fate[0]
    outcome = np.array([codes.get(code, 0) for code in ended[:, 0]])
    return Answer(
        outcome,
        ended[:, 1],
        np.zeros(tickets, int),
        counts.when[0, 0],
        counts.stock[0, :, 0, 0],
        counts.beds[0],
    )


def differing(ours: Answer, theirs: Answer) -> int:
    """Tickets whose outcome, its day or the day of the call differs; all of them where a day's count does."""
    if not (same(ours.on_list, theirs.on_list) and same(ours.sheltered, theirs.sheltered)):
        return len(ours.outcome)
    columns = ("outcome", "end", "called")
    return int(np.any([getattr(ours, one) != getattr(theirs, one) for one in columns], axis=0).sum())


def same(one: Array, other: Array) -> bool:
    """Whether two tables of counts are equal."""
    return bool(np.array_equal(np.asarray(one), np.asarray(other)))

"""The forecast: beside SimPy, Mesa and Ciw at equal answers, on two cores, at 7,000,000 people, and as people wait for it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from . import border_ciw, border_mesa, border_plain, border_simpy
from .border_engine import MODELS, answer, border, differing, inputs
from .border_inputs import DAYS, FAMILY, places
from .figures import Figure, at_most, share

ROUNDS, BATCH, RUNS = 4, 60, 2000
PEERS = {"SimPy": border_simpy.run, "Mesa": border_mesa.run}
SCALED = """
import re, resource, sys, time
from pathlib import Path
from bench.forecast import scaled
from ventanilla.forecast.program import compiled
from ventanilla.forecast.run import counted
times = int(sys.argv[1])
program, runs = compiled(scaled(times), 365), max(1, 200 // times)
counted(compiled(scaled(1), 365), 1, range(1), 365)
begun = time.thread_time()
counts = counted(program, 1, range(runs), 365)
print((time.thread_time() - begun) / counts.entering[:, :, -2:, 1].sum(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20)
"""
"""Seconds a household, and GiB."""


def run(folder: Path, big: bool) -> list[Figure]:
    """Equality first: a time means nothing beside another answer."""
    return [
        *alike(),
        *table(),
        *speeds(),
        *cores(),
        *simplified(),
        *sizes(),
        *starts(),
        *policies(),
        *nightly(folder),
    ]


def alike() -> list[Figure]:
    """The peers on the very inputs of three of the engine's own runs."""
    wrong, tickets = {"the plain loop": 0, "SimPy": 0, "Mesa": 0}, 0
    for number in range(3):
        given = inputs(1, number)
        ours, tickets = answer(1, number, len(given.size)), tickets + len(given.size)
        for name, peer in {"the plain loop": border_plain.run, **PEERS}.items():
            wrong[name] += differing(ours, peer(given))
    return [
        Figure(f"the border queue, engine and {name}, 3 runs", f"{n} of {tickets:,} tickets differ", "limit 0", ok=n == 0)
        for name, n in wrong.items()
    ]  # fmt: skip


def table() -> list[Figure]:
    """The published table, in standard errors of both together; and the same bytes on one thread and on two."""
    from ventanilla.forecast.run import forecast

    from .border import MEDIANS, TABLE

    found = forecast(border(), DAYS, runs=RUNS, seed=7, threads=2)
    apart = []
    for ours, (mean, error) in zip(found, TABLE.values(), strict=False):
        both = np.hypot(ours.standard_error or 0.0, error)
        apart.append(abs(ours.mean - mean) / both if both else float(ours.mean != mean) * 99)
    middles = [abs(ours.mean - day) for ours, day in zip(found[len(TABLE) :], MEDIANS.values(), strict=True)]
    alone, together = (forecast(border(), DAYS, runs=200, seed=3, threads=threads) for threads in (1, 2))
    return [
        Figure(f"the border queue's table of {len(TABLE)}, {RUNS:,} runs", f"worst {max(apart):.2f}", "limit 3 standard errors", f"{max(apart) / 3:.2f}", max(apart) <= 3),
        Figure("  its medians", f"{max(middles):g} days apart", "limit 2 days", ok=max(middles) <= 2),
        Figure("  one thread and two", "the same" if alone == together else "not the same", "limit: the same", ok=alone == together),
    ]  # fmt: skip


def speeds() -> list[Figure]:
    """One core, by turns, the least of some rounds; peers get their inputs for nothing, and ours draws its own."""
    from ventanilla.forecast.program import compiled
    from ventanilla.forecast.run import counted

    program, given = compiled(border(), DAYS), [inputs(1, n).lists() for n in range(2)]
    counted(program, 1, range(1), DAYS)
    took: dict[str, list[float]] = {"ours": [], **{name: [] for name in PEERS}}
    for _ in range(ROUNDS):
        took["ours"].append(_seconds(lambda: counted(program, 1, range(BATCH), DAYS)) / BATCH)
        for name, peer in PEERS.items():
            took[name].append(
                sum(_seconds(lambda one=one, peer=peer: peer(one)) for one in given) / len(given)
            )
    least = {name: min(values) * 1e6 for name, values in took.items()}
    return [
        share("the border queue, one run on one core", least["ours"], least[name], name, 350)
        for name in PEERS
    ]


def _seconds(call: object) -> float:
    begun = time.perf_counter()
    call()  # type: ignore[operator]
    return time.perf_counter() - begun


def cores() -> list[Figure]:
    """Two threads beside one, and beside SimPy."""
    from ventanilla.forecast.run import forecast

    given, model = inputs(1, 0).lists(), border()
    one, two, simpy = (
        min(_seconds(call) for _ in range(ROUNDS))
        for call in (
            lambda: forecast(model, DAYS, runs=400, threads=1),
            lambda: forecast(model, DAYS, runs=400, threads=2),
            lambda: border_simpy.run(given),
        )
    )
    return [
        share("the border queue, one run on two cores", two / 400 * 1e6, simpy * 1e6, "SimPy", 600),
        share("the border queue, 400 runs on two cores", two * 1e3, one * 1e3, "one core", 1.8, "ms"),
    ]


def simplified() -> list[Figure]:
    """Ciw on what it can say of the border queue."""
    from ventanilla.forecast.program import compiled
    from ventanilla.forecast.read import read
    from ventanilla.forecast.run import counted

    program = compiled(read(Path(__file__).with_name("border_simple.toml")), DAYS)
    counted(program, 1, range(1), DAYS)
    ours = min(_seconds(lambda: counted(program, 1, range(BATCH), DAYS)) / BATCH for _ in range(ROUNDS))
    alone = places(np.random.default_rng(0), FAMILY)
    theirs = _seconds(lambda: border_ciw.run(alone, 0))
    return [share("the simplified border queue, one run", ours * 1e6, theirs * 1e6, "Ciw", 7000)]


def scaled(times: int):  # type: ignore[no-untyped-def]
    """The border queue with everything so many times as large."""
    from ventanilla.forecast.read import parse

    text = (MODELS / "border_queue.toml").read_text()

    def more(found: re.Match[str]) -> str:
        numbers = re.sub(
            r"[\d.]+",
            lambda n: f"{float(n[0]) * times:g}" if "." in n[0] else str(int(n[0]) * times),
            found[2],
        )
        return found[1] + numbers  # fmt: skip

    return parse(re.sub(r"(?m)^((?:beds|once|poisson|speeds|start|most|places) = )([\d\[].*)$", more, text))


def sizes() -> list[Figure]:
    """What a household costs at 7,000 and at 7,000,000 people, and what one run of these takes of memory."""
    small, large = ([float(one) for one in _python(SCALED, str(times)).split()] for times in (1, 1000))
    ratio = large[0] / small[0]
    return [
        Figure("a household at 7,000,000 people", f"{large[0] * 1e9:.0f} ns", f"at 7,000 people {small[0] * 1e9:.0f} ns", f"{ratio:.2f} (limit 2.50)", ratio <= 2.5),
        Figure("one run of 7,000,000 people", f"{large[1]:.2f} GiB", "limit 1 GiB", f"{large[1]:.2f}", large[1] <= 1),
    ]  # fmt: skip


def _python(code: str, *given: str, **more: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code, *given], capture_output=True, text=True, check=True, env={**os.environ, **more}
    ).stdout  # fmt: skip


def starts() -> list[Figure]:
    """The first answer of a machine that has compiled nothing, and a later one, each in a program of its own."""
    code = "import sys; from ventanilla.cli import main; sys.argv[0] = 'ventanilla'; main()"
    with tempfile.TemporaryDirectory() as folder:
        given = ["model", "run", str(MODELS / "one_desk.toml"), "--days", "100", "--runs", "10", "--out", f"{folder}/out.csv"]  # fmt: skip
        first, *later = (_seconds(lambda: _python(code, *given, NUMBA_CACHE_DIR=folder)) for _ in range(4))
    return [
        at_most("first answer on a machine that has compiled nothing", first, 30, "s"),
        at_most("a later one, start included", min(later), 1, "s"),
    ]


def policies() -> list[Figure]:
    """The border model with the rulebook: beside the border queue, and two policies as the planner's page asks for them."""
    from ventanilla.forecast.compare import compare
    from ventanilla.forecast.futures import futures
    from ventanilla.forecast.published import published
    from ventanilla.forecast.run import forecast
    from ventanilla.forecast.scenario import shipped
    from ventanilla.rulebook.book import book
    from ventanilla.rulebook.policy import policy

    here = _people(published("Tijuana", date(2018, 12, 5)), 7000)
    plans = {name: shipped(name) for name in ("long-standing", "remain-in-mexico")}
    books = {name: policy(plan.policies, book()) for name, plan in plans.items()}

    def made(name: str, runs: int) -> object:
        return futures(here, plans[name], books[name], 365, runs, threads=2)

    made("remain-in-mexico", 10)
    model = border()
    ours = min(_seconds(lambda: made("remain-in-mexico", 1000)) for _ in range(2))
    queue = min(_seconds(lambda: forecast(model, DAYS, runs=1000, threads=2)) for _ in range(2))
    both = min(_seconds(lambda: compare([made(name, 500) for name in plans])) for _ in range(2))  # type: ignore[misc]
    return [
        Figure("7,000 people, 365 days, 1,000 futures, with the rules", f"{ours:.2f} s", f"border queue {queue:.2f} s", f"{ours / queue:.2f} (limit 3)", ours <= 3 * queue),
        at_most("  the same in seconds, two cores (limit: about)", ours, 3, "s"),
        at_most("two policies side by side, 500 futures each", both, 5, "s"),
    ]  # fmt: skip


def _people(situation, people: int):  # type: ignore[no-untyped-def]
    """The same line, longer."""
    waiting = situation.waiting
    order = np.resize(np.arange(len(waiting.size)), 3 * len(waiting.size))
    order = order[: int(np.searchsorted(np.cumsum(waiting.size[order]), people)) + 1]
    return replace(situation, waiting=waiting._replace(**{
        name: getattr(waiting, name)[order] for name in ("size", "kind", "since")}, number=np.arange(len(order)) + 1))  # fmt: skip


def nightly(folder: Path) -> list[Figure]:
    """When each of 7,000 numbers is called, from the live line to the entry in the journal."""
    from ventanilla.rooms.line.rules import ListRules

    from .town import STEP, household, open_office

    office, keeper = open_office(folder / "night", ListRules(unit="household", covers=1))
    wishes = ((household(n, 1 + n % 2), keeper, f"bench-{n:08}") for n in range(7000))
    for _ in office.ledger.perform_all(wishes, chunk=STEP):
        pass
    from ventanilla.rooms.forecast.nightly import night

    begun = time.perf_counter()
    said = list(night(office))
    assert "7,000" in said[0], said
    return [at_most("the night of 7,000 numbers, 1,000 futures", time.perf_counter() - begun, 5, "s")]

"""The law in figures: columns beside OpenFisca-core, one decision with its why, the start of the book, a diff."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from ventanilla.rulebook.asking import answer, dressed
from ventanilla.rulebook.book import Book, book
from ventanilla.rulebook.columns import Codes, Columns, diff_counts, plain, reasons
from ventanilla.rulebook.columns.made_up import made_up
from ventanilla.rulebook.columns.people import NO_DAY, PLACE_NAMES, card_of
from ventanilla.rulebook.columns.reasons import engine, every
from ventanilla.rulebook.decide import carded, decide
from ventanilla.rulebook.places import PLACES
from ventanilla.rulebook.rule import Rule
from ventanilla.rulebook.when import Moment
from ventanilla.rulebook.why import why

from .figures import Figure, at_most, per_second
from .openfisca_peer import TASK, TWELVE, Peer, calculate

PEOPLE, ALONE = 1_000_000, 20_000
BATCH, ONE, HUNDRED = 3.0, 80.0, 4_000_000


def run(folder: Path, big: bool) -> list[Figure]:
    """Every promise of the rulebook's speed; times are of one core, and the best of several by turns."""
    return [*twelve(), hundred(), *one(), text(), *start(), *alike(), difference()]


def best(*calls: Callable[[], object], rounds: int = 7) -> list[float]:
    """The least seconds of processor time that each call took, called by turns; a first call warms up."""
    spent: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds + 1):
        for call, line in zip(calls, spent, strict=True):
            begun = time.process_time()
            call()
            line.append(time.process_time() - begun)
    return [min(line[1:]) for line in spent]


def told() -> Columns:
    """People of whom every fact is told that the peer needs; it knows no missing facts, and no lawyer."""
    people = made_up(TASK, PEOPLE, seed=5, untold=0)
    luck = np.random.default_rng(6)
    facts = dict(people.facts)
    for name, share in (("denied_in", 0.2), ("fear_mx", 0.2), ("health", 0.2), ("appt", 0.2)):
        nothing = NO_DAY if name == "appt" else 0
        values = np.where(luck.random(PEOPLE) < share, facts[name].values, nothing)
        facts[name] = replace(facts[name], values=values.astype(facts[name].values.dtype))
    for name in ("unacc", "expedited", "trafficked", "medical_emergency", "threatened"):
        facts[name] = Codes((1 + (luck.random(PEOPLE) < 0.1)).astype(np.uint8))
    return Columns(facts, people.days, people.places)


def twelve() -> list[Figure]:
    """Twelve rules, with a reason byte each, beside the same in OpenFisca-core without reasons."""
    people = told()
    peer = Peer(people)
    loaded = iter([peer.loaded() for _ in range(8)])
    ours, theirs, loading, numpy = best(
        lambda: reasons(TASK, people, TWELVE), lambda: calculate(next(loaded)), peer.loaded,
        lambda: reasons(TASK, people, TWELVE, steps=plain),
    )  # fmt: skip
    found = reasons(TASK, people, TWELVE)
    off = sum(
        int(((found.of(id_) == 255) != yes).sum())
        for id_, yes in zip(TWELVE, calculate(peer.loaded()), strict=True)
    )
    ratio = theirs / ours
    return [
        Figure(
            f"twelve rules with reasons, {PEOPLE:,} people ({off} answers differ)",
            f"{PEOPLE / ours:,.0f} people/s",
            f"OpenFisca-core {PEOPLE / theirs:,.0f} people/s",
            f"{ratio:.2f} (limit {BATCH:.2f})",
            ratio >= BATCH and off == 0,
        ),
        Figure("  of it: with its loading of the facts", "", f"{PEOPLE / (theirs + loading):,.0f} people/s",
               f"{(theirs + loading) / ours:.2f}"),
        Figure("  the same in numpy, without numba", f"{PEOPLE / numpy:,.0f} people/s", "", f"{theirs / numpy:.2f}"),
    ]  # fmt: skip


def hundred() -> Figure:
    """The book's rules, and some of them again under other ids, 37 days later, until they are a hundred."""
    rules = list(book().rules.values())
    again = [_later(rule, 37) for rule in rules]
    more = Book.of([*rules, *again], [])
    asked = [*every(book().rules), *every({one.id: one for one in again})][:100]
    people = made_up(book(), PEOPLE, seed=7)
    (spent,) = best(lambda: reasons(more, people, asked), rounds=5)
    return per_second(
        f"{len(asked)} rules with reasons, {PEOPLE:,} people", PEOPLE / spent, HUNDRED, "people"
    )


def _later(rule: Rule, days: int) -> Rule:
    def shift(thing: Any) -> Any:
        moved = {name: _moved(getattr(thing, name), days) for name in ("start", "end")}
        return replace(thing, **moved)

    off = tuple(replace(shift(one), paused=tuple(map(shift, one.paused))) for one in rule.off)
    needs = tuple(f"{need}+{days}" for need in rule.needs)
    return replace(rule, id=f"{rule.id}+{days}", on=tuple(map(shift, rule.on)), off=off, needs=needs)


def _moved(day: str, days: int) -> str:
    return (date.fromisoformat(day[:10]) + timedelta(days)).isoformat() + day[10:] if day else ""


def one() -> list[Figure]:
    """One person, twelve decisions with every condition that failed or is open, beside a traced calculation.

    The same fifty people are asked several times in a row, so both are warm; a single pass after the peer's costs ours
    about a third more.
    """
    people = told()
    peer = Peer(people)
    some = [_as_asked(people, number) for number in range(50)]
    facts = [peer.facts_of(number) for number in range(50)]

    def ours(number: int) -> None:
        card, at, place = some[number]
        worn = dressed(card, at, place)
        for id_ in TWELVE:
            decide(TASK.rules, id_, worn, at, place)

    def traced(number: int) -> None:
        calculate(peer.person(facts[number]))

    def written(number: int) -> None:
        simulation = peer.person(facts[number])
        calculate(simulation)
        simulation.tracer.computation_log.lines()

    def each(call: Callable[[int], object], times: int) -> Callable[[], object]:
        return lambda: [call(number) for _ in range(times) for number in range(50)]

    mine, theirs, lines = best(each(ours, 20), each(traced, 4), each(written, 1), rounds=5)
    mine, theirs, lines = 1e6 * mine / 1000, 1e6 * theirs / 200, 1e6 * lines / 50
    ratio = theirs / mine
    return [
        Figure("one person, twelve decisions with their why (mean of 50)", f"{mine:,.0f} us",
               f"OpenFisca-core, traced {theirs:,.0f} us", f"{ratio:.0f} (limit {ONE:.0f})", ratio >= ONE),
        Figure("  with its trace written out as lines", "", f"{lines:,.0f} us", f"{lines / mine:.0f}"),
    ]  # fmt: skip


def _as_asked(people: Columns, number: int) -> tuple[dict[str, Any], Moment, str]:
    """One person's card, with the day and the place that are asked about."""
    place = PLACE_NAMES[people.places[number]]
    at = Moment(date.fromordinal(int(people.days[number])).isoformat(), PLACES[place].zone)
    return card_of(people, number), at, place


def text() -> Figure:
    """One answer with two countries and four rules behind it, written out in English and in Spanish."""
    at, place = Moment("2019-02-20", "America/Tijuana"), "San Ysidro"
    card = {"nat": "NI", "age": 70, "manner": "port"}
    found = answer(book(), "mpp_return", card, at, place)

    def both() -> None:
        for language in ("en", "es"):
            why(book(), "mpp_return", found, language).text()

    (spent,) = best(lambda: [both() for _ in range(200)])
    return at_most("an answer written out in two languages", 1e6 * spent / 200, 500, "us")


_START = """
import sys, time
{before}
before = time.process_time()
from ventanilla.rulebook.book import book
book()
print(time.process_time() - before)
"""


def start() -> list[Figure]:
    """A fresh process reads the whole book (processor time); once as it is, once where numba is missing."""

    def spent(before: str) -> tuple[float, float]:
        begun = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", _START.format(before=before)], capture_output=True, text=True, check=True
        )
        return float(done.stdout), time.perf_counter() - begun

    rounds = [(spent(""), spent("sys.modules['numba'] = None")) for _ in range(7)]
    inside, without = (1000 * min(one[n][0] for one in rounds) for n in (0, 1))
    whole = 1000 * min(one[0][1] for one in rounds)
    return [
        at_most(f"the book of {len(book().rules)} rules is read", inside, 150, "ms"),
        at_most("  the same where numba is missing", without, 150, "ms"),
        Figure("  on the clock, with the start of Python", f"{whole:.0f} ms"),
    ]


def alike() -> list[Figure]:
    """Is anybody answered otherwise: numba beside numpy for all, and alone for some."""
    people = made_up(book(), PEOPLE, seed=8)
    found = reasons(book(), people)
    engines = int((found.bytes != reasons(book(), people, steps=plain).bytes).sum())
    holds = {name: found.holds(name) for name in every(book().rules)}
    alone = sum(_differ(people, number, holds) for number in range(ALONE))
    cells = found.bytes.size
    return [
        at_most(
            f"decisions that differ, {engine().__name__.split('.')[-1]} and numpy, of {cells:,}",
            engines,
            0.5,
            "",
        ),
        at_most(f"decisions that differ, columns and alone, of {ALONE * len(holds):,}", alone, 0.5, ""),
    ]


def _differ(people: Columns, number: int, holds: Mapping[str, Any]) -> int:
    card, at, place = _as_asked(people, number)
    worn = carded(card, at)
    pairs = ((name.partition("/"), column[number]) for name, column in holds.items())
    return sum(
        decide(book().rules, id_, worn, at, place, "", effect).holds != held
        for (id_, _, effect), held in pairs
    )


def difference() -> Figure:
    """Two policies over everybody: the law as it was, and without its court orders."""
    free = Book.of([replace(rule, off=()) for rule in book().rules.values()], book().terms.values())
    people = made_up(book(), PEOPLE, seed=9)
    (spent,) = best(lambda: diff_counts(book(), free, "claim_us", people), rounds=5)
    return at_most(f"diff of two policies, {PEOPLE:,} people", 1000 * spent, 1000, "ms")

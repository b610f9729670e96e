#!/usr/bin/env python3
"""Plants small errors in the rulebook, one at a time, and counts how many of them the cases notice.

./run python -m tools.mutants [--people 20000] [THING ...]

An error that changes no answer to any of many random people, days and places is no error: it is left out of the count.
The survivors are printed by name; the cure is a case in rulebook/boundaries.py, never a smaller list of errors.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import ventanilla.data
from tools.crowd import crowd
from tools.small_errors import errors
from ventanilla.rulebook.asking import Family, answer
from ventanilla.rulebook.book import Book, book
from ventanilla.rulebook.boundaries import boundary_cases
from ventanilla.rulebook.boundary_case import BoundaryCase, ask
from ventanilla.rulebook.boundary_questions import rules_of
from ventanilla.rulebook.when import Moment

HAND = Path(ventanilla.data.__file__).parent / "record" / "rule_cases.csv"

LONG = ("US-MPP1", "US-1YEAR", "US-CLP", "US-H2A-LIST", "US-H2B-LIST")
"""What takes longest is begun first."""


class Mutant(NamedTuple):
    """A book with one small error in the thing ``of``."""

    of: str
    sort: str
    where: str
    book: Book


class Fate(NamedTuple):
    """What became of a mutant: noticed by which cases; or, where by none, whether it changes any answer at all."""

    of: str
    sort: str
    where: str
    by_hand: bool
    by_cases: bool
    changes: bool


def mutants(whole: Book, of: str) -> Iterator[Mutant]:
    """Every book with one small error in one rule, term or question."""
    for name in ("rules", "terms", "questions"):
        things = getattr(whole, name)
        for error in errors(things[of]) if of in things else ():
            yield Mutant(of, error.sort, error.where, replace(whole, **{name: {**things, of: error.thing}}))


@dataclass
class Measure:
    """The cases of a book, by the thing they concern, and the errors they notice. Everything is asked once only."""

    whole: Book
    people: int
    hidden: dict[str, list[BoundaryCase]] = field(default_factory=dict)

    @cached_property
    def cases(self) -> dict[str, list[BoundaryCase]]:
        """The boundary cases of each thing."""
        found: dict[str, list[BoundaryCase]] = {}
        for case in boundary_cases(self.whole):
            found.setdefault(case.of.partition("/")[0], []).append(case)
        for some in found.values():
            random.Random(0).shuffle(some)
        return found

    @cached_property
    def hand(self) -> dict[str, list[tuple[Any, ...]]]:
        """The questions of the record whose answers are known, and the book's answers to them."""
        found: dict[str, list[tuple[Any, ...]]] = {}
        with HAND.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                at, place = Moment(row["date"], row["time_zone"]), row["place"].partition(",")[0]
                asked = (row["ask"], json.loads(row["facts"]), at, place, row["as_known_on"])
                found.setdefault(row["ask"], []).append((*asked, row["expected_code"]))
        return found

    def concerned(self, of: str) -> list[str]:
        """The thing, the rules that need it, and the questions that rest on any of these."""
        names = [of]
        for name in names:
            names += [r.id for r in self.whole.rules.values() if name in r.needs and r.id not in names]
        return names + [q for q in self.whole.questions if q not in names and self._rests_on(q, set(names))]

    def _rests_on(self, question: str, names: set[str]) -> bool:
        kind = self.whole.questions[question]
        if isinstance(kind, Family):
            return kind.ask in names or self._rests_on(kind.ask, names)
        terms = (*getattr(kind, "terms", ()), getattr(kind, "term", ""), *getattr(kind, "instead", ()))
        return bool(names & {*rules_of(kind), *terms})

    def fates(self, of: str) -> list[Fate]:
        """What becomes of every error planted in one thing."""
        cases = self.cases.get(of, [])
        hand = [one for name in self.concerned(of) for one in self.hand.get(name, ())]
        found = []
        for mutant in mutants(self.whole, of):
            by_hand = any(_differs(mutant.book, one) for one in hand)
            by_cases = self.notices(mutant, cases)
            changes = by_hand or by_cases or self.notices(mutant, self.crowd(of))
            found.append(Fate(*mutant[:3], by_hand, by_cases, changes))
        return found

    def crowd(self, of: str) -> list[BoundaryCase]:
        """Random people, days and places for one thing."""
        if of not in self.hidden:
            self.hidden[of] = list(crowd(self.whole, of, self.people))
        return self.hidden[of]

    def notices(self, mutant: Mutant, cases: Sequence[BoundaryCase]) -> bool:
        """Whether any of the cases is answered in another way."""
        return any(_asked(mutant.book, case) != case.answer for case in cases)


def _asked(asked: Book, case: BoundaryCase) -> Any:
    try:
        return ask(asked, case)
    except (ValueError, KeyError, AssertionError, IndexError) as error:
        return type(error).__name__


def _differs(asked: Book, one: tuple[Any, ...]) -> bool:
    *question, expected = one
    try:
        return answer(asked, *question).code != expected
    except (ValueError, KeyError, AssertionError, IndexError):
        return True


def measure(people: int, only: Sequence[str] = (), workers: int = 2) -> list[Fate]:
    """The fate of every error in the book, or in some things of it."""
    whole = book()
    things = only or sorted([*whole.rules, *whole.terms, *whole.questions], key=lambda of: of not in LONG)
    fresh = get_context("spawn")
    with ProcessPoolExecutor(workers, fresh, initializer=_begin, initargs=(people,)) as pool:
        return [fate for some in pool.map(_fates, things) for fate in some]


def _begin(people: int) -> None:
    global _MEASURE
    _MEASURE = Measure(book(), people)


def _fates(of: str) -> list[Fate]:
    return _MEASURE.fates(of)


_MEASURE: Measure


def summary(fates: Sequence[Fate]) -> Iterator[str]:
    """The figures, in lines."""
    yield f"{'small error':<24}{'planted':>9}{'change an answer':>18}{'hand':>7}{'boundary':>10}{'both':>7}"
    sorts = Counter(fate.sort for fate in fates)
    for sort in (*sorted(sorts), ""):
        some = [fate for fate in fates if sort in ("", fate.sort)]
        real = [fate for fate in some if fate.changes]
        hand, cases = sum(fate.by_hand for fate in real), sum(fate.by_cases for fate in real)
        both = sum(fate.by_hand or fate.by_cases for fate in real)
        yield f"{sort or 'all':<24}{len(some):>9}{len(real):>18}{hand:>7}{cases:>10}{both:>7}"
    shares = (
        f"{name} {many} ({many / len(real):.2%})"
        for name, many in (("hand", hand), ("boundary", cases), ("both", both))
    )
    yield f"of {len(real)} that change an answer are noticed: {', '.join(shares)}"


def main() -> int:
    """Plant, ask, count."""
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("things", nargs="*")
    said.add_argument("--people", type=int, default=20_000)
    said.add_argument("--workers", type=int, default=2)
    wanted = said.parse_args()
    begun = time.perf_counter()
    fates = measure(wanted.people, wanted.things, wanted.workers)
    for fate in fates:
        if fate.changes and not fate.by_cases:
            by = "noticed by hand only" if fate.by_hand else "survives"
            print(f"{by}: {fate.of}, {fate.sort}, {fate.where}")
    print("\n".join(summary(fates)))
    print(f"{time.perf_counter() - begun:.0f} s, {wanted.people} random people for each thing")
    return 0


if __name__ == "__main__":
    sys.exit(main())

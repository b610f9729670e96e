#!/usr/bin/env python3
"""Keeps the answers to the boundary cases in tests/rulebook/boundaries.json, one line a case.

./run python -m tools.boundaries            says which kept cases the rules now answer in another way
./run python -m tools.boundaries --write    keeps today's cases and answers; read the difference before you commit it

A case that is asked at several places and answered alike is one line. A lawyer who is shown a change to a rule reads the
lines that changed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ventanilla.rulebook.book import Book, book
from ventanilla.rulebook.boundaries import boundary_cases
from ventanilla.rulebook.boundary_case import BoundaryCase, ask
from ventanilla.rulebook.edges import Edge

KEPT = Path(__file__).resolve().parents[1] / "tests" / "rulebook" / "boundaries.json"


def lines(cases: Iterable[BoundaryCase]) -> list[str]:
    """The cases as sorted lines of JSON: what is asked, when, of whom, the answer, and the places where it is so."""
    found: dict[str, list[str]] = {}
    for case in cases:
        asked = [case.kind, case.of, case.day, case.zone, case.known, case.card, str(case.answer)]
        line = json.dumps(asked, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        found.setdefault(line, []).append(case.place)
    return sorted(
        f"{line[:-1]},{json.dumps(places, separators=(',', ':'))}]" for line, places in found.items()
    )


def read(text: str) -> Iterator[tuple[BoundaryCase, str]]:
    """The cases that were kept, each with the answer that was kept."""
    for kind, of, day, zone, known, card, answer, places in json.loads(text):
        for place in places:
            yield BoundaryCase(kind, of, Edge.QUESTION, "", card, day, zone, place, known), answer


def changed(whole: Book, text: str) -> Iterator[tuple[BoundaryCase, str, str]]:
    """The kept cases that a book answers in another way: the case, the answer that was kept, the answer now."""
    for case, was in read(text):
        now = _now(whole, case)
        if now != was:
            yield case, was, now


def _now(whole: Book, case: BoundaryCase) -> str:
    try:
        return str(ask(whole, case))
    except KeyError as error:
        return f"the book has no {error}"


def write(path: Path = KEPT) -> int:
    """Keep the cases of the book of today; how many lines they are."""
    kept = lines(boundary_cases(book()))
    path.write_text("[\n" + ",\n".join(kept) + "\n]\n", encoding="utf-8")
    return len(kept)


def main(words: list[Any]) -> int:
    """Compare, or write."""
    if words == ["--write"]:
        print(f"{write()} lines kept in {KEPT.name}")
        return 0
    text = KEPT.read_text(encoding="utf-8")
    kept, now = {line.rstrip(",") for line in text.splitlines()[1:-1]}, set(lines(boundary_cases(book())))
    found = list(changed(book(), text))
    for case, was, turned in found:
        print(f"{case.of}, {case.day}, {case.place}, {case.who}: was {was!r}, is {turned!r}")
    print(
        f"{len(found)} kept cases are answered in another way; {len(now - kept)} lines are new, {len(kept - now)} gone."
    )
    return 1 if now != kept else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

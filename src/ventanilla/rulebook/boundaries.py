"""Cases made from the rules themselves: each day, place and person at which an answer may turn, and the answer.

They are what a lawyer reads beside the source, and what a test compares: a rule that is off by one day, or has lost a
place or an exception, answers at least one of them in another way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .book import Book
from .boundary_case import BoundaryCase, ask
from .boundary_questions import question_cases, term_cases
from .boundary_rules import rule_cases


def boundary_cases(book: Book, only: str = "") -> list[BoundaryCase]:
    """The cases of a book, or of one rule, term or question of it, in an order that never changes.

    Raises:
        KeyError: the book has nothing of that name.
    """
    made: list[Iterable[BoundaryCase]] = [
        *(rule_cases(book, rule) for id_, rule in sorted(book.rules.items()) if only in ("", id_)),
        *(term_cases(term) for id_, term in sorted(book.terms.items()) if only in ("", id_)),
        *(question_cases(book, name) for name in sorted(book.questions) if only in ("", name)),
    ]
    if only and not made:
        raise KeyError(only)
    cases = {case.input: case for some in made for case in some}
    return [replace(case, answer=ask(book, case)) for case in cases.values()]

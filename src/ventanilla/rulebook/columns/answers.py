"""Questions over columns: the code of the answer for each person, and how two books answer the same people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..asking import CODES, TURNED, First, Question
from ..book import Book
from ..conditions import Holds
from .people import NO_DAY, NO_SET, Array, Codes, Columns, Days, Numbers, Sets
from .reasons import Reasons, reasons

UNKNOWN = CODES[Holds.UNKNOWN]


@dataclass(frozen=True, eq=False)
class Answers:
    """The answer of each person as a number into ``words``, and the reasons it rests on."""

    codes: Array
    words: tuple[str, ...]
    reasons: Reasons


def answers(book: Book, ask: str, people: Columns, known: str = "") -> Answers:
    """What a question of the kinds :class:`Question` and :class:`First` answers to everybody.

    Raises:
        KeyError: there is no such question.
        TypeError: the question is of another kind.
    """
    question = book.questions[ask]
    match question:
        case Question():
            found = reasons(book, people, question.any_of + question.closed_by, known)
            codes, words = _any_of(question, found), (question.no, *CODES.values(), question.yes)
            for name in question.wants:
                codes[_untold(people, name)] = words.index(UNKNOWN)
        case First():
            found = reasons(book, people, tuple(rule for rule, _ in question.rules), known)
            words = tuple(
                dict.fromkeys((*CODES.values(), *(code for _, code in question.rules), question.otherwise))
            )
            codes = _first(question, found, words)
        case _:
            raise TypeError(
                f"{ask}: columns answer questions that rules open or close, not {type(question).__name__}"
            )
    return Answers(codes, words, found)


_TURNED = np.array([TURNED.get(one, one) for one in Holds], np.uint8)


def _any_of(question: Question, found: Reasons) -> Array:
    opens = [found.holds(rule) for rule in question.any_of]
    closes = [_TURNED[found.holds(rule)] for rule in question.closed_by]
    return np.minimum.reduce([np.maximum.reduce(opens), *closes])


def _first(question: First, found: Reasons, words: tuple[str, ...]) -> Array:
    codes = np.full(found.bytes.shape[1], words.index(question.otherwise), np.uint8)
    for rule, code in reversed(question.rules):
        says = np.array([0, *(words.index(one) for one in (*CODES.values(), code))], np.uint8)
        holds = found.holds(rule)
        codes = np.where(holds == Holds.NO, codes, says[holds])
    return codes


def _untold(people: Columns, name: str) -> Array:
    column = people.facts.get(name)
    if column is None:
        return np.ones(len(people), bool)
    if column.values.dtype.kind == "f":
        return np.isnan(column.values)
    nothing = {Codes: 0, Days: NO_DAY, Numbers: NO_DAY, Sets: NO_SET}[type(column)]
    found: Array = column.values == nothing
    return found


class Change(NamedTuple):
    """An answer before and after, and a rule that changed with it; an empty rule stands for everybody who changed."""

    before: str
    after: str
    rule: str = ""


def diff_counts(before: Book, after: Book, ask: str, people: Columns) -> dict[Change, int]:
    """How many answers two books give differently, by answer and by the rules whose answer changed with it.

    One person counts once under each rule that changed for them, and once under the empty rule.
    """
    one, other = answers(before, ask, people), answers(after, ask, people)
    known = {word: n for n, word in enumerate(one.words)}
    same = np.array([known.get(word, len(known)) for word in other.words], np.uint8)
    changed = np.flatnonzero(same[other.codes] != one.codes)
    pairs = one.codes[changed].astype(np.intp) * len(other.words) + other.codes[changed]
    found: dict[Change, int] = {}
    for rule in ("", *sorted({*one.reasons.names, *other.reasons.names})):
        turned = pairs[_turned(one.reasons, other.reasons, rule, changed)] if rule else pairs
        for pair, people_ in zip(*np.unique(turned, return_counts=True), strict=True):
            first, then = divmod(int(pair), len(other.words))
            found[Change(one.words[first], other.words[then], rule)] = int(people_)
    return found


def _turned(one: Reasons, other: Reasons, rule: str, changed: Array) -> Array:
    """For whom of these the answer of a rule is not the same; a rule that a book does not have says no."""
    holds = [
        found.holds(rule)[changed] if rule in found.names else np.zeros(len(changed), np.uint8)
        for found in (one, other)
    ]
    turned: Array = holds[0] != holds[1]
    return turned

"""Find people by name, forgiving what people forgive. A person decides; every hit shows its parts.

The score is the share of what was typed that was found: each typed word weighs ln(1 + N / n) for n of
N names that hold it (rarity, as in Fellegi and Sunter's agreement weights), times how like the found
word is. Words of a name that nobody typed take off up to a tenth, another order of words 2 %.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from math import log
from threading import Lock
from typing import NamedTuple

import numpy as np

from .tokens import letters, words
from .vocabulary import INITIAL, WRITTEN, Kind, Likeness, Vocabulary

FEWEST_LETTERS = 3
FLOOR = 0.3
UNTYPED = 0.1
OTHER_ORDER = 0.98
SHORTLIST = 60
AN_INITIAL = 2.0  # the most that a word of one or two letters may weigh: it is often short for another


class TooShort(ValueError):
    """Fewer than three letters of a name were typed; the text is a plain sentence for the user."""

    def __init__(self) -> None:
        super().__init__("Type at least three letters of a name. Numbers and codes have their own search.")


class Part(NamedTuple):
    """A typed word, the word of the name it met, in which way, and its share of the score."""

    typed: str
    matched: str
    kind: Kind
    weight: float


class Hit(NamedTuple):
    """A person's key, score 0..1 (1: the very name), and the parts, whose weights add up to the score."""

    key: int
    score: float
    parts: tuple[Part, ...]


class _Asked(NamedTuple):
    """One typed word: how much it weighs, and the vocabulary's words that are like it, by slot."""

    word: str
    weight: float
    like: dict[int, Likeness]


class NameIndex:
    """Names in memory, each person (an int key of 64 bits) under one or more forms of the name.

    Safe for several threads: one lock stands before every change and every search.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._vocabulary = Vocabulary()
        self._holders: list[array[int]] = []  # by word slot: the rows that hold the word
        self._rows: list[bytes] = []  # by row: one form of a name, as word slots (uint32)
        self._keys, self._sizes = array("q"), array("B")  # by row
        self._empty: list[int] = []
        self._sums = np.empty(0, np.float32), np.empty(0, np.float32)

    @classmethod
    def build(cls, people: Iterable[tuple[int, Iterable[str]]]) -> NameIndex:
        """An index of (key, names) pairs; 1,000,000 people take seconds."""
        index = cls()
        for key, names in people:
            index.add(key, names)
        return index

    def __len__(self) -> int:
        """How many forms of names are held."""
        return len(self._rows) - len(self._empty)

    def add(self, key: int, names: Iterable[str]) -> None:
        """Add forms of a person's name; to replace them, `remove` first."""
        with self._lock:
            for form in dict.fromkeys(tuple(words(name)) for name in names):
                if form:
                    self._add_row(key, form)

    def _add_row(self, key: int, form: tuple[str, ...]) -> None:
        slots = [self._vocabulary.slot(word) for word in form]
        row = self._empty.pop() if self._empty else self._new_row()
        self._keys[row], self._sizes[row] = key, len(slots)
        self._rows[row] = array("I", slots).tobytes()
        for slot in slots:
            if slot == len(self._holders):
                self._holders.append(array("I"))
            self._holders[slot].append(row)

    def _new_row(self) -> int:
        self._rows.append(b"")
        self._keys.append(0)
        self._sizes.append(0)
        return len(self._rows) - 1

    def remove(self, key: int) -> None:
        """Forget a person: the rows, and every word nobody else has, leave memory at once."""
        with self._lock:
            keys, sizes = np.frombuffer(self._keys, np.int64), np.frombuffer(self._sizes, np.uint8)
            rows = np.flatnonzero((keys == key) & (sizes > 0)).tolist()
            del keys, sizes
            for row in rows:
                self._remove_row(row)

    def _remove_row(self, row: int) -> None:
        slots = set(self._slots(row))
        self._rows[row], self._keys[row], self._sizes[row] = b"", 0, 0
        self._empty.append(row)
        for slot in slots:
            held = self._held(slot)
            self._holders[slot] = array("I", held[held != row].tobytes())
            if not self._holders[slot]:
                self._vocabulary.forget(slot)

    def _slots(self, row: int) -> memoryview[int]:
        return memoryview(self._rows[row]).cast("I")

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """The people whose names are most like `text`, best first, equal ones by key.

        Raises TooShort below three letters. Words of one or two letters match whole; beside other words
        they also match as initials.
        """
        typed = words(text)
        if letters(typed) < FEWEST_LETTERS:
            raise TooShort
        with self._lock:
            asked = self._ask(typed) if len(self) else []
            rows = self._shortlist(asked, max(SHORTLIST, 5 * limit))
            hits = sorted((self._hit(row, asked) for row in rows), key=lambda hit: (-hit.score, hit.key))
        best: dict[int, Hit] = {}  # one hit a person: the best form of the name
        for hit in hits:
            if hit.score >= FLOOR:
                best.setdefault(hit.key, hit)
        return list(best.values())[:limit]

    def _ask(self, typed: list[str]) -> list[_Asked]:
        likes = {word: self._vocabulary.like(word) for word in typed}
        return [_Asked(word, self._rarity(word, likes[word]), likes[word]) for word in typed]

    def _rarity(self, word: str, like: dict[int, Likeness]) -> float:
        """ln(1 + N / n), n counting the names with the word itself, or else with the words most like it."""
        top = min(max((each.degree for each in like.values()), default=0), WRITTEN[0].degree)
        held = sum(len(self._holders[slot]) for slot, each in like.items() if each.degree >= top)
        weight = log(1 + len(self) / max(held, 1))
        return weight if len(word) >= FEWEST_LETTERS else min(weight, AN_INITIAL)

    def _shortlist(self, asked: list[_Asked], size: int) -> list[int]:
        """The rows that may score best: their highest possible score, counted for all rows at once."""
        if not asked:
            return []
        found = self._tally(asked)
        rows = np.flatnonzero(found >= FLOOR * sum(each.weight for each in asked))
        bound = found[rows] * _covered(len(asked))[np.frombuffer(self._sizes, np.uint8)[rows]]
        return self._best(rows, bound, size)

    def _tally(self, asked: list[_Asked]) -> np.ndarray:
        """By row: the weights of the typed words found in it, each times its best degree.

        Later words overwrite earlier ones, so the likest come last; `before` holds the sum without this word.
        """
        before, found = self._scratch()
        seen: Counter[str] = Counter()
        for each in asked:
            seen[each.word] += 1
            rows_of = self._rows_with(each.like, seen[each.word])
            for slot, like in sorted(each.like.items(), key=lambda item: item[1].degree):
                rows = rows_of(slot)
                found[rows] = before[rows] + np.float32(each.weight * like.degree)
            np.copyto(before, found)
        return found

    def _scratch(self) -> tuple[np.ndarray, np.ndarray]:
        if len(self._sums[0]) != len(self._rows):
            self._sums = np.empty(len(self._rows), np.float32), np.empty(len(self._rows), np.float32)
        for sums in self._sums:
            sums.fill(0)
        return self._sums

    def _rows_with(self, like: dict[int, Likeness], times: int) -> Callable[[int], np.ndarray]:
        """How to read a word's rows: all of them, or (a word typed again) those with as many like words."""
        if times == 1 or not like:
            return self._held
        held = np.concatenate([self._held(slot) for slot in like])
        enough = np.bincount(held, minlength=len(self._rows)) >= times
        return lambda slot: self._held(slot)[enough[self._held(slot)]]

    def _held(self, slot: int) -> np.ndarray:
        return np.frombuffer(self._holders[slot], np.uint32)

    def _best(self, rows: np.ndarray, bound: np.ndarray, size: int) -> list[int]:
        if len(rows) <= size:
            return rows.tolist()
        least = np.partition(bound, -size)[-size]
        above, equal = rows[bound > least], rows[bound == least]
        keys = np.frombuffer(self._keys, np.int64)[equal]
        return [*above.tolist(), *equal[np.argsort(keys, kind="stable")][: size - len(above)].tolist()]

    def _hit(self, row: int, asked: list[_Asked]) -> Hit:
        """The row's score, each typed word meeting one word of the name and no word met twice."""
        slots = self._slots(row)
        met: dict[int, tuple[int, Likeness]] = {}
        pairs = sorted(self._pairs(slots, asked), key=lambda pair: (-pair[0].degree, *pair[1:]))
        for like, turn, place in pairs:
            if turn not in met and all(place != other for other, _ in met.values()):
                met[turn] = place, like
        places = [met[turn][0] for turn in sorted(met)]
        factor = 1 - UNTYPED * (len(slots) - len(met)) / len(slots)
        factor *= 1 if places == sorted(places) else OTHER_ORDER
        factor /= sum(a.weight for a in asked)
        parts = tuple(
            self._part(asked[turn], slots[place], like, factor) for turn, (place, like) in sorted(met.items())
        )
        return Hit(self._keys[row], round(sum(part.weight for part in parts), 6), parts)

    def _part(self, asked: _Asked, slot: int, like: Likeness, factor: float) -> Part:
        return Part(asked.word, self._vocabulary[slot], like.kind, asked.weight * like.degree * factor)

    def _pairs(self, slots: memoryview[int], asked: list[_Asked]) -> Iterator[tuple[Likeness, int, int]]:
        for turn, each in enumerate(asked):
            initial = len(each.word) < FEWEST_LETTERS
            for place, slot in enumerate(slots):
                like = each.like.get(slot)
                if not like and initial and self._vocabulary[slot].startswith(each.word):
                    like = INITIAL
                if like:
                    yield like, turn, place


def _covered(typed: int) -> np.ndarray:
    """By number of words in a name (0..255): what is left of the score when `typed` of them are found."""
    sizes = np.maximum(np.arange(256, dtype=np.float32), 1)
    return 1 - np.float32(UNTYPED) * np.maximum(sizes - typed, 0) / sizes

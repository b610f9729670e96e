"""All distinct words of an index, and which of them are like a typed one."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from .tokens import fold, sound

Kind = Literal["exact", "accent", "slip", "start"]

SHORTEST_START = 3
SHORTEST_SLIPPED_START = 5
HEAD = 4


class Likeness(NamedTuple):
    """How like a typed word another is: 0 (not at all) to 1 (letter by letter), and in which way."""

    degree: float
    kind: Kind


EXACT = Likeness(1.0, "exact")
# By number of slips. Written: in the letters; heard: in the sounds, where other letters may sound the same.
WRITTEN = (Likeness(0.98, "accent"), Likeness(0.85, "slip"), Likeness(0.7, "slip"))
HEARD = (Likeness(0.92, "slip"), Likeness(0.77, "slip"), Likeness(0.62, "slip"))
START, START_HEARD, START_SLIPPED = (Likeness(degree, "start") for degree in (0.88, 0.82, 0.72))
INITIAL = Likeness(0.7, "start")


def slips_forgiven(size: int) -> int:
    """None below four letters, one up to seven, two above; two letters swapped are one slip."""
    return 0 if size < 4 else 1 if size < 8 else 2


def _head(text: str) -> int:
    """The first four letters in 64 bits, the first one highest."""
    head = 0
    for letter in text[:HEAD].ljust(HEAD, "\0"):
        head = head << 16 | ord(letter) & 0xFFFF
    return head


def _sign(text: str) -> int:
    """64 bits: which letters occur once (low half) and again (high half). One slip changes at most two."""
    once = again = 0
    for letter in text.encode("utf-32-le")[::4]:
        bit = 1 << (letter & 31)
        again |= once & bit
        once |= bit
    return once | again << 32


class Spelling:
    """One way to write all words (their plain letters, or their sounds), searchable with slips.

    A bit sign for each word leaves a few hundred of 200,000 to be compared letter by letter, so no
    table of misspellings is kept, and a word taken out leaves nothing behind.
    """

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._signs, self._sizes, self._heads = array("Q"), array("B"), array("Q")

    def put(self, slot: int, text: str) -> None:
        """Write `text` at `slot`: an empty one, or the next."""
        if slot == len(self._texts):
            self._texts.append("")
            for column in (self._signs, self._sizes, self._heads):
                column.append(0)
        self._texts[slot] = text
        self._signs[slot] = _sign(text)
        self._sizes[slot] = len(text)
        self._heads[slot] = _head(text)

    def near(self, text: str, slips: int) -> Iterator[tuple[int, int]]:
        """(slot, slips) of all words at most `slips` from `text` (optimal string alignment)."""
        signs, sizes = np.frombuffer(self._signs, np.uint64), np.frombuffer(self._sizes, np.uint8)
        changed = np.bitwise_count(signs ^ np.uint64(_sign(text)))
        close = (changed <= 2 * slips) & (sizes >= max(len(text) - slips, 1)) & (sizes <= len(text) + slips)
        slots = np.flatnonzero(close).tolist()
        if not slots:
            return
        away = _distances(text, [self._texts[slot] for slot in slots], slips)
        for place in np.flatnonzero(away <= slips).tolist():
            yield slots[place], int(away[place])

    def starts(self, text: str) -> list[int]:
        """The slots of all longer words that begin with `text`."""
        slots = self._longer(text, min(len(text), HEAD))
        return [slot for slot in slots.tolist() if self._texts[slot].startswith(text)]

    def slipped_starts(self, text: str) -> set[int]:
        """The slots of longer words that begin with `text` but for one slip inside it.

        The first and the last letter typed must be right, or "maria" would begin "marisol".
        """
        slots = self._longer(text, 1)
        missing = np.bitwise_count(~np.frombuffer(self._signs, np.uint64)[slots] & np.uint64(_sign(text)))
        return self._begin(text, slots[missing <= 1].tolist())

    def _longer(self, text: str, alike: int) -> np.ndarray:
        """The slots of words longer than `text` with the same first `alike` letters (at most HEAD)."""
        heads, sizes = np.frombuffer(self._heads, np.uint64), np.frombuffer(self._sizes, np.uint8)
        rest = np.uint64(16 * (HEAD - alike))
        return np.flatnonzero(((heads >> rest) == np.uint64(_head(text)) >> rest) & (sizes > len(text)))

    def _begin(self, text: str, slots: list[int]) -> set[int]:
        found: set[int] = set()
        for size in (len(text), len(text) + 1):
            fit = [slot for slot in slots if self._texts[slot][size - 1 : size] == text[-1]]
            if fit:
                away = _distances(text, [self._texts[slot][:size] for slot in fit], 1)
                found.update(fit[place] for place in np.flatnonzero(away <= 1).tolist())
        return found


def _distances(text: str, others: list[str], slips: int) -> np.ndarray:
    return process.cdist([text], others, scorer=OSA.distance, score_cutoff=slips, dtype=np.uint8)[0]


class Vocabulary:
    """Distinct words, each in a numbered slot; a slot is emptied when its last user goes."""

    def __init__(self) -> None:
        self._slots: dict[str, int] = {}
        self._words: list[str] = []
        self._empty: list[int] = []
        self._plain, self._heard = Spelling(), Spelling()

    def __getitem__(self, slot: int) -> str:
        return self._words[slot]

    def slot(self, word: str) -> int:
        """The word's slot, made when it is new."""
        known = self._slots.get(word)
        return self._new(word) if known is None else known

    def _new(self, word: str) -> int:
        slot = self._empty.pop() if self._empty else len(self._words)
        if slot == len(self._words):
            self._words.append("")
        self._write(slot, word, fold(word))
        self._slots[word] = slot
        return slot

    def _write(self, slot: int, word: str, plain: str) -> None:
        self._words[slot] = word
        self._plain.put(slot, plain)
        self._heard.put(slot, sound(plain))

    def forget(self, slot: int) -> None:
        """Empty a slot: its word is in memory no more."""
        del self._slots[self._words[slot]]
        self._write(slot, "", "")
        self._empty.append(slot)

    def like(self, word: str) -> dict[int, Likeness]:
        """All words like the typed one, each in the best way it is like it."""
        plain = fold(word)
        found: dict[int, Likeness] = {}
        for slot, like in self._ways(plain, sound(plain)):
            if slot not in found or like.degree > found[slot].degree:
                found[slot] = like
        if word in self._slots:
            found[self._slots[word]] = EXACT
        return found

    def _ways(self, plain: str, heard: str) -> Iterator[tuple[int, Likeness]]:
        for slot, slips in self._plain.near(plain, slips_forgiven(len(plain))):
            yield slot, WRITTEN[slips]
        for slot, slips in self._heard.near(heard, slips_forgiven(len(heard))):
            yield slot, HEARD[slips]
        if len(plain) >= SHORTEST_START:
            yield from ((slot, START) for slot in self._plain.starts(plain))
        if len(heard) >= SHORTEST_START:
            yield from ((slot, START_HEARD) for slot in self._heard.starts(heard))
        if len(plain) >= SHORTEST_SLIPPED_START:
            yield from ((slot, START_SLIPPED) for slot in self._plain.slipped_starts(plain))

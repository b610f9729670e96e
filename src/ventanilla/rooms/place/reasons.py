"""Why a way stands as it does, in the rulebook's own sentences: for the person whole but for sealed facts, for the desk bare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from ventanilla.rulebook.asking import Answer
from ventanilla.rulebook.book import Book
from ventanilla.rulebook.options import Stands
from ventanilla.rulebook.rule import Source
from ventanilla.rulebook.said import Said
from ventanilla.rulebook.why import NOT_READ, Why, why

from .asks import COUNTRIES
from .standing import Seen, undecided, wrong

LAWYER = Said(
    "A lawyer has to look: nobody here has read the source of this rule.",
    "Lo tiene que ver un abogado: aquí nadie ha leído la fuente de esta regla.",
)
YOUR_ANSWER = Said("It depends on your answer.", "Depende de su respuesta.")
SOME_COUNTRIES = Said(
    "This rule speaks of countries. Whether it reaches you is so because of a fact on your card.",
    "Esta regla habla de países. Si le alcanza o no, es por un dato de su ficha.",
)
"""In the place of a sentence that names a country: whoever looks over a shoulder must not read a nationality there."""
NONE_KNOWN = Said(
    "No rule that opens this way was known on this day.",
    "Ese día no se conocía ninguna regla que abra este camino.",
)


@dataclass(frozen=True)
class Ground:
    """One sentence of a reason with its source, and how deep it stands under another."""

    sentence: str
    source: Source | None = None
    depth: int = 0


@dataclass(frozen=True)
class Reason:
    """One question of a way: its answer, what it rests on, what would change it, and what stays open anyway."""

    question: str
    answer: str
    grounds: tuple[Ground, ...]
    change: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Teller:
    """Tells reasons in one language. ``open_facts``: sealed facts may be read out; ``bare``: every leaf, for the desk."""

    book: Book
    language: str
    open_facts: bool = False
    bare: bool = False

    def tell(self, seen: Seen) -> tuple[Reason, ...]:
        """The reasons of a way for one person: those that decide, or all at the desk."""
        claimed = seen.stands is Stands.DEPENDS and seen.option.stands is not Stands.DEPENDS
        return tuple(self.reason(ask, found, claimed) for ask, found in self._deciding(seen))

    def _deciding(self, seen: Seen) -> Iterator[tuple[str, Answer]]:
        """All that decides: every answer that shuts, else every one that is open, else all that rest on a source."""
        deciding = wrong(seen.option) or undecided(seen.option)
        for ask, found in seen.option.answers:
            if self.bare or found in deciding or (not deciding and self._sourced(ask, found)):
                yield ask, found

    def _sourced(self, ask: str, found: Answer) -> bool:
        said = self._why(ask, found)
        return any(line.source for line in (*said.because, *said.besides))

    def reason(self, ask: str, found: Answer, claimed: bool = False) -> Reason:
        """One answer in words; ``claimed``: an exception that nobody was asked about may turn it."""
        said = self._why(ask, found)
        if self.bare:
            mark = "" if found.checked else f" {NOT_READ.into(self.language)}"
            return Reason(said.question, said.answer + mark, self._all(said), said.change, said.open, said.missing)  # fmt: skip
        if not found.checked:
            return Reason(said.question, LAWYER.into(self.language), self._named(said))
        grounds = tuple(one for one in self._all(said) if one.source)
        none = (Ground(NONE_KNOWN.into(self.language)),)
        answer = YOUR_ANSWER.into(self.language) if claimed else said.answer
        return Reason(said.question, answer, grounds or none, said.change, said.open, said.missing)

    def _why(self, ask: str, found: Answer) -> Why:
        return why(self.book, ask, found, self.language, self.open_facts)

    def _all(self, said: Why) -> tuple[Ground, ...]:
        lines = (*said.because, *said.besides)
        return tuple(Ground(self._safe(line.sentence), line.source, line.depth) for line in lines)

    def _safe(self, sentence: str) -> str:
        named = not self.open_facts and _countries(self.language).search(sentence)
        return SOME_COUNTRIES.into(self.language) if named else sentence

    def _named(self, said: Why) -> tuple[Ground, ...]:
        """Rules and terms by their titles and sources alone: what they say was not read."""
        lines = [line for line in (*said.because, *said.besides) if line.source]
        return tuple(dict.fromkeys(Ground(self._safe(self._title(line.rule)), line.source) for line in lines))

    def _title(self, id_: str) -> str:
        thing = self.book.rules.get(id_) or self.book.terms[id_]
        return thing.title.into(self.language)


@cache
def _countries(language: str) -> re.Pattern[str]:
    """The names of all countries but the two whose rules these are."""
    names = Locale(language).territories
    return re.compile("|".join(rf"\b{re.escape(names[code])}\b" for code in COUNTRIES if code != "MX"))

"""A sentence or a word in the two languages in which rules are written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """The same in English and in Spanish."""

    en: str
    es: str

    def into(self, language: str) -> str:
        """In Spanish where that is asked for, else in English."""
        return self.es if language == "es" else self.en

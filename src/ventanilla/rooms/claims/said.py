"""What is sealed in an entry of a claim, in words: for legal aid, on the page of the claim and nowhere else."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ventanilla.journal.entry import CLAIM, Entry
from ventanilla.journal.words import N_
from ventanilla.web.told import short_day

from . import ends, words

_TABLES: dict[str, dict[str, str]] = {
    "country": words.COUNTRIES, "what": words.PAPERS, "issuer": words.ISSUERS, "because": words.VALID_BECAUSE,
    "reason": words.MISSED, "reset": words.RESET_BY, "how": words.REACHED, "told": words.TOLD, "language": words.PRINTED,
    "which": words.INTERVIEWS, "end": words.INTERVIEW_ENDS, "about": words.ABOUT, "asks": words.ABOUT, "answer": words.ANSWERS,
    "ask": words.QUESTIONS, "code": words.CODES, "track": words.TRACKS, "decider": words.DECIDERS, "state": words.STATES,
    "outcome": {code: one.words for code, one in ends.DECISIONS.items()},
}  # fmt: skip
_DAYS = {"printed": N_("printed on {day}"), "hearing": N_("for {day}"), "on": N_("on {day}"), "last": N_("until {day}"), "from_day": N_("since {day}")}  # fmt: skip
_WORDS = ("words", "ground", "address", "lawyer", "reach", "way")


def in_words(entry: Entry) -> tuple[str, list[str]]:
    """(codes and days in one line, what was written in free words)."""
    said = entry.part(entry.subject, CLAIM)
    line = [_(table[said[key]]) for key, table in _TABLES.items() if said.get(key) in table]
    line += [_(text).format(day=short_day(said[key])) for key, text in _DAYS.items() if said.get(key)]
    return ", ".join(line).replace("?, ", "? "), [said[key] for key in _WORDS if said.get(key)]

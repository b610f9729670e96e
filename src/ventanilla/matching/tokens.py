"""What a written name is made of: words, their plain letters, and how a Spanish ear hears them."""

from __future__ import annotations

import re
import unicodedata

MOST_WORDS = 16
LONGEST_WORD = 40

_SMALL_WORDS = "de del la las los y e da das do dos du des al el bin ibn bint"
PARTICLES = frozenset(_SMALL_WORDS.split())

_APOSTROPHES = dict.fromkeys(map(ord, "'`\u2018\u2019\u00b4\u02bb\u02bc\ua78c"))
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe"})
_DIGIT = re.compile(r"\d")
_LATIN = re.compile(r"[a-z]+")
_DUMB_Y = re.compile(r"y(?![aeiou])")
_DOUBLED = re.compile(r"(.)\1+")
# One change after the other; capitals are sounds already settled.
_CHANGES = (
    "ph>f sh>ch ch>C h> que>ke qui>ki gua>ua gue>Ge gui>Gi ge>je gi>ji ce>se ci>si "
    "q>k c>k x>j z>s v>b w>u ll>y G>g"
)
_HEARD = tuple(change.split(">") for change in _CHANGES.split())


def words(text: str) -> list[str]:
    """The words of a name, casefolded, accents kept, in the order written.

    Particles ("de la") are left out unless there is nothing else. Anything with a digit in it is a
    number or a code, never a name. Apostrophes join ("N'Diaye" is one word), hyphens divide.
    """
    text = text.casefold()
    if _DIGIT.search(text):
        text = " ".join(chunk for chunk in text.split() if not _DIGIT.search(chunk))
    found = _latin(text) if text.isascii() else _any_script(text)
    found = [word[:LONGEST_WORD] for word in found]
    return ([word for word in found if word not in PARTICLES] or found)[:MOST_WORDS]


def _latin(text: str) -> list[str]:
    return _LATIN.findall(text.replace("'", "").replace("`", ""))


def _any_script(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", text.translate(_APOSTROPHES))
    return "".join(c if unicodedata.category(c)[0] in "LM" else " " for c in text).split()


def fold(word: str) -> str:
    """The word without accents and other marks, in any script (NFKD)."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word).casefold().translate(_PLAIN)
    return "".join(c for c in parts if not unicodedata.combining(c))[:LONGEST_WORD] or word


def sound(folded: str) -> str:
    """How a Spanish ear hears it: b/v, s/z/c, ll/y, k/qu/c, x/j, g/j, w/u and a silent h become one."""
    heard = folded
    for written, said in _HEARD:
        heard = heard.replace(written, said)
    return _DOUBLED.sub(r"\1", _DUMB_Y.sub("i", heard)) or folded


def letters(found: list[str]) -> int:
    """How many letters were typed. One sign that stands for a syllable or a word counts as two."""
    return sum(2 if _is_syllable(c) else 1 for word in found for c in word if c.isalpha())


def _is_syllable(c: str) -> bool:
    return "\u1200" <= c <= "\u139f" or "\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3"

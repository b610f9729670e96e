#!/usr/bin/env python3
"""The sentences of the pages in other languages: .po files are edited, .mo files are made from them.

python tools/catalogues.py            compile every .po to .mo
python tools/catalogues.py extract    read the sentences from code and templates into the .po files
python tools/catalogues.py --check    say what is missing; exit code 1 when a translation would break a page

A message whose comment says "unchecked" (no speaker has read it) gets a second entry in the .mo:
context "unchecked", the same English sentence, text "1". A page asks for it and shows the Spanish beside.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS
from babel.messages.extract import extract as extract_from
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("es", "fr", "ht", "pt")
UNCHECKED = "unchecked"
HEADER = """\
# Sentences of Ventanilla. Licence: Apache-2.0.
# A message that no speaker has checked carries the comment: unchecked"""
# Haitian Creole is not among the languages whose plurals Babel knows.
PLURALS = {"ht": (2, "(n > 1)")}
NAMES = ("gettext", "ngettext", "pgettext", "npgettext")
KEYWORDS = DEFAULT_KEYWORDS | {f"{n}_{kind}": DEFAULT_KEYWORDS[n] for n in NAMES for kind in ("lazy", "noop")}


def catalogues(root: Path) -> list[Path]:
    """Every .po file of the project below `root`."""
    return sorted((root / "src" / "ventanilla").glob("**/locale/*/LC_MESSAGES/django.po"))


def language(po: Path) -> str:
    return po.parts[-3]


def load(po: Path) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale=language(po))


# --- compile ---------------------------------------------------------------------------------------


def is_unchecked(message: Message) -> bool:
    return bool(message.id) and any(UNCHECKED in comment.lower() for comment in message.user_comments)


def mark_unchecked(catalogue: Catalog) -> None:
    for message in [m for m in catalogue if is_unchecked(m) and m.string and not m.fuzzy]:
        sentence = message.id if isinstance(message.id, str) else message.id[0]
        catalogue.add(sentence, string="1", context=UNCHECKED)


def compile_one(po: Path) -> Path:
    """Write the .mo beside a .po, whole or not at all."""
    catalogue = load(po)
    mark_unchecked(catalogue)
    mo, fresh = po.with_suffix(".mo"), po.with_suffix(f".{os.getpid()}.tmp")
    with fresh.open("wb") as file:
        write_mo(file, catalogue)
    fresh.replace(mo)
    return mo


def compile_all(root: Path = ROOT) -> list[Path]:
    """Compile every catalogue below `root`; returns the .mo files written."""
    return [compile_one(po) for po in catalogues(root)]


# --- extract ---------------------------------------------------------------------------------------


SAID = re.compile(r'{%\s*say\s+"([^"]+)"')  # our own tag for public sentences, which Django does not know


def sources(root: Path) -> Iterator[tuple[Path, str]]:
    """Every file that may hold a sentence, as Python text."""
    from django.utils.translation.template import templatize

    for path in sorted((root / "src" / "ventanilla").rglob("*")):
        if path.suffix == ".py":
            yield path, path.read_text(encoding="utf-8")
        elif "templates" in path.parts and path.suffix in (".html", ".txt"):
            # Django's stand-in for the markup is no real Python: without indents it can be read as such.
            text = path.read_text(encoding="utf-8")
            said = "".join(f'\n_("{sentence}")' for sentence in SAID.findall(text))
            yield path, re.sub(r"(?m)^[ \t]+", "", templatize(text)) + said + "\n"


def extract(root: Path = ROOT) -> Catalog:
    """All sentences of code and templates, with where they stand."""
    found = Catalog(charset="utf-8")
    for path, text in sources(root):
        file = io.BytesIO(text.encode())
        for line, sentence, comments, context in extract_from("python", file, KEYWORDS, ["Translators"]):
            place = (path.relative_to(root).as_posix(), line)
            found.add(sentence, locations=[place], auto_comments=comments, context=context)
    return found


def merge(po: Path, found: Catalog) -> None:
    """Bring a catalogue up to the sentences found; translations and comments stay."""
    catalogue = load(po) if po.exists() else new_catalogue(po)
    catalogue.update(found, no_fuzzy_matching=True, update_creation_date=False)
    po.parent.mkdir(parents=True, exist_ok=True)
    with po.open("wb") as file:
        write_po(file, catalogue, width=100, include_lineno=False, sort_output=False)


def new_catalogue(po: Path) -> Catalog:
    catalogue = Catalog(
        locale=language(po),
        project="Ventanilla",
        version="0.1",
        charset="utf-8",
        header_comment=HEADER,
        fuzzy=False,
    )
    if plurals := PLURALS.get(language(po)):
        setattr(catalogue, "_num_plurals", plurals[0])  # noqa: B010
        setattr(catalogue, "_plural_expr", plurals[1])  # noqa: B010
    return catalogue


# --- check -----------------------------------------------------------------------------------------


def missing(po: Path, found: Catalog) -> list[str]:
    """English sentences that a catalogue does not say yet."""
    catalogue = load(po)
    known = {(m.context, m.id) for m in catalogue if m.id and not m.fuzzy and said(m)}
    return [str(m.id) for m in found if m.id and (m.context, m.id) not in known]


def said(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, (tuple, list)) else bool(message.string)


def broken(po: Path) -> list[str]:
    """Translations that would break a page: other placeholders than the English, missing plurals."""
    catalogue = load(po)
    wrong = [(m, e) for m in catalogue if m.id and said(m) for e in m.check(catalogue)]
    return [f"{language(po)}: {m.id!r}: {error}" for m, error in wrong]


def report(root: Path) -> int:
    found = extract(root)
    faults: list[str] = []
    for po in catalogues(root):
        gaps, unread = missing(po, found), sum(map(is_unchecked, load(po)))
        print(f"{language(po)}: {len(found) - len(gaps)} of {len(found)} sentences, {unread} unchecked")
        print("".join(f"    missing: {sentence}\n" for sentence in gaps), end="")
        faults += broken(po)
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


def main(arguments: list[str]) -> int:
    if arguments == ["extract"]:
        found = extract(ROOT)
        here = ROOT / "src" / "ventanilla" / "locale"
        for code in LANGUAGES:
            merge(here / code / "LC_MESSAGES" / "django.po", found)
        return 0
    if arguments == ["--check"]:
        return report(ROOT)
    if arguments:
        sys.exit(__doc__)
    compile_all(ROOT)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

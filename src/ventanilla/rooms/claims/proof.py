"""Deriving again what the rulebook answered: each with the book that was kept, where the facts can still be opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ventanilla.journal.entry import CLAIM, Entry
from ventanilla.journal.reader import Reader

from . import law
from .actions import Answered, BookKept


@dataclass
class Derived:
    """How many answers came out as they were kept, how many are forgotten, and every fault as (seq, sentence)."""

    same: int = 0
    forgotten: int = 0
    books: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)

    @property
    def answers(self) -> int:
        """All answers that were kept."""
        return self.same + self.forgotten + len(self.faults)


def rederive(office: Any) -> Derived:
    """Ask every kept question again, of the book that answered it then."""
    reader, found, books = Reader(office.db, office.keys), Derived(), {}
    for entry in _entries(reader, BookKept.kind):
        try:
            book = law.kept(entry.body["book"])
        except (ValueError, KeyError, TypeError):
            book = None
        if book is None or book.hash != entry.body["hash"]:
            found.faults.append((entry.seq, "the kept rulebook is not the one of its hash"))
        else:
            books[book.hash] = book
    found.books = len(books)
    for entry in _entries(reader, Answered.kind):
        _again(entry, books, found)
    return found


def _again(entry: Entry, books: dict[str, Any], found: Derived) -> None:
    said, body = entry.part(entry.subject, CLAIM), entry.body
    book = books.get(body["book"])
    if not said:
        found.forgotten += 1
    elif book is None:
        found.faults.append((entry.seq, "the rulebook that answered was not kept"))
    else:
        now = law.ask_kept(book, said["ask"], said["cards"], body["day"], said["asked_at"], said["known"])
        if (now.code, list(now.rules)) == (said["code"], said["rules"]):
            found.same += 1
        else:
            found.faults.append(
                (entry.seq, "the kept rulebook does not give the answer that was written down")
            )


def _entries(reader: Reader, kind: str) -> Iterator[Entry]:
    for (seq,) in reader.db.all("SELECT seq FROM journal_entry WHERE kind=? ORDER BY seq", (kind,)):
        entry = reader.entry(seq)
        assert entry is not None
        yield entry

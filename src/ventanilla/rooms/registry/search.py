"""Finding people before registering them: numbers and codes exactly, names forgivingly, names held in memory alone.

One process holds one index for its office. It is built at first use and keeps up by reading the entries since;
whoever was forgotten leaves it before the next answer is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock
from typing import Any

from ventanilla.journal.entry import IDENTITY, frames
from ventanilla.journal.keys import Keys
from ventanilla.journal.reader import COLUMNS, Reader, header_of
from ventanilla.journal.sql import Db
from ventanilla.matching.names import Hit, NameIndex

FOUND = 10
BATCH = 2000
FORMS = ("name", "name_paper", "name_heard")
_NAMED = ("registry.register", "registry.added", "registry.correct")


class People:
    """The names of everybody registered in one office, searchable. Safe for several threads."""

    def __init__(self, db: Db, keys: Keys) -> None:
        self.db, self.keys = db, keys
        self._lock = Lock()
        self._start()

    def _start(self) -> None:
        self._index, self._last, self._built = NameIndex(), 0, False
        self._ids: list[str] = []
        self._slots: dict[str, int] = {}

    def search(self, text: str, limit: int = FOUND) -> list[tuple[str, Hit]]:
        """(person, hit) for the names most like the text, best first.

        Raises:
            TooShort: fewer than three letters.
        """
        self.keep_up()
        return [(self._ids[hit.key], hit) for hit in self._index.search(text, limit)]

    def keep_up(self) -> None:
        """Build the index, or read what happened since; everything forgotten is gone when this returns."""
        with self._lock:
            tip = self.db.one("SELECT MAX(seq) FROM journal_entry")
            seq = (tip and tip[0]) or 0
            if seq < self._last:  # another journal, restored under this process
                self._start()
            if not self._built:
                self._build()
                self._last, self._built = seq, True
            self._read_since(self._last)
            self._last = seq

    def _build(self) -> None:
        """Everybody who has a name today, in the order of the entries that hold it."""
        after: tuple[int, str] = (0, "")
        while rows := self.db.all(
            "SELECT identity_seq, id FROM registry_person WHERE identity_seq>0 AND state<>'forgotten' "
            "AND (identity_seq, id) > (?, ?) ORDER BY identity_seq, id LIMIT ?",
            (*after, BATCH),
        ):
            for person, said in opened(self.db, self.keys, [(row[0], row[1]) for row in rows]):
                self._put(person, said)
            after = (rows[-1][0], rows[-1][1])

    def _read_since(self, last: int) -> None:
        reader = Reader(self.db, self.keys)
        marks = ",".join("?" * (len(_NAMED) + 1))
        rows = self.db.all(
            f"SELECT seq FROM journal_entry WHERE seq>? AND kind IN ({marks}) ORDER BY seq",
            (last, *_NAMED, "line.forget"),
        )
        for (seq,) in rows:
            entry = reader.entry(seq)
            assert entry is not None
            if entry.kind == "line.forget":
                for person in entry.body["people"]:
                    self._drop(person)
            for (owner, cls), said in entry.opened.items():
                if cls == IDENTITY:
                    self._put(owner, said or {})

    def _put(self, person: str, said: dict[str, Any]) -> None:
        slot = self._slots.get(person)
        if slot is None:
            slot = self._slots[person] = len(self._ids)
            self._ids.append(person)
        else:
            self._index.remove(slot)
        self._index.add(slot, [said[form] for form in FORMS if said.get(form)])

    def _drop(self, person: str) -> None:
        if person in self._slots:
            self._index.remove(self._slots[person])


def opened(db: Db, keys: Keys, wanted: list[tuple[int, str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(person, identity) for (entry, person) pairs in the order of the entries: one read of keys for all of them."""
    people = dict.fromkeys(wanted)
    first, last = wanted[0][0], wanted[-1][0]
    wrapped = keys.wrapped_between(first, last)
    seqs = list(dict.fromkeys(seq for seq, _person in wanted))
    for start in range(0, len(seqs), 500):
        some = seqs[start : start + 500]
        marks = ",".join("?" * len(some))
        for row in db.all(f"SELECT {COLUMNS} FROM journal_entry WHERE seq IN ({marks})", some):
            head = header_of(row)
            for one in frames(bytes(row[11])):
                if one.cls == IDENTITY and (row[1], one.owner) in people:
                    yield one.owner, keys.open(one, head, wrapped.get((one.owner, one.cls))) or {}


_here: dict[Any, People] = {}
_one = Lock()


def people_of(office: Any) -> People:
    """The one index of an office in this process."""
    with _one:
        if office not in _here:
            _here.clear()
            _here[office] = People(office.db, office.keys)
        return _here[office]

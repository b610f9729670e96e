"""Doing an action: one lock, one decision, one durable step. Nothing else writes the journal or its tables."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from .action import ACTIONS, Action, Refused
from .clock import Clock, moment, stamp
from .desk import RULE, Actor, Desk
from .entry import GENESIS, PLACE, Draft, Entry, canonical, chain_hash, header, seals_of, ticks
from .keys import Keys
from .reader import Reader
from .sql import Db, Tables, unswept

_INSERT = "site, seq, at, clock, kind, actor, subject, once, typed, rules, body, sealed, hash"
_MENTION = ("journal_mention", "subject, seq")


@dataclass(slots=True)
class Done:
    """What an action did. ``again`` is True where the once-key had been used: then these are the first entries."""

    entries: list[Entry]
    again: bool = False
    shown: dict[str, Any] = field(default_factory=dict)

    @property
    def entry(self) -> Entry:
        """The first entry of the action itself."""
        return self.entries[0]


class Wish(NamedTuple):
    """One of many actions to do: what, by whom, its once-key, and the moment it was asked for."""

    action: Action
    actor: Actor
    once: str
    at: datetime


class Ledger:
    """The one writer of a site's journal.

    ``prelude`` may return actions that are due before anything else (the end of yesterday).
    """

    def __init__(
        self,
        db: Db,
        keys: Keys,
        clock: Clock,
        site: str,
        zone: str,
        *,
        pepper: bytes = b"",
        rules: str = "none",
        prelude: Callable[[Desk], list[Action]] | None = None,
    ) -> None:
        self.db, self.keys, self.clock, self.site, self.zone = db, keys, clock, site, zone
        self.pepper, self.rules, self.prelude = pepper, rules, prelude
        self._digest = keys.office_secret("once")

    def perform(self, action: Action, actor: Actor, once: str = "") -> Done:
        """Do one action for somebody, durably, or refuse it whole.

        Raises:
            Refused: the role may not do it, the action refused, or the once-key came with other contents.
        """
        if actor.role is not None and actor.role not in action.roles:
            raise Refused(_("Your role does not allow this. Ask a colleague who may: %s.") % _who(action))
        typed = self._typed(action, once) if once else ""
        with self.db.writing():
            if once and (first := self._first(once, typed)):
                return first
            desk, tables = self._begin(actor)
            self._due(desk, tables)
            entries = self._do(desk, action, tables, actor, once, typed)
            self._settle(desk, tables)
        self._destroy(desk)
        return Done(entries, shown=desk.shown)

    def perform_all(
        self, actions: Iterable[tuple[Action, Actor, str]], *, chunk: int = 1000
    ) -> Iterator[list[Entry]]:
        """Do many actions, a durable step for every ``chunk`` of them: loading and the demo office.

        Actions whose once-key was used are passed over, so a load that was killed can be sent again.
        Yields the entries of every step. A refusal ends it: steps before it stand, its own step does not.
        """
        pending: list[Wish] = []
        for action, actor, once in actions:
            pending.append(Wish(action, actor, once, self.clock.now()))
            if len(pending) >= chunk:
                yield self._step(pending)
                pending = []
        if pending:
            yield self._step(pending)

    def _step(self, pending: list[Wish]) -> list[Entry]:
        entries: list[Entry] = []
        with unswept(), self.db.writing():
            used = self._used([wish.once for wish in pending if wish.once])
            desk, tables = self._begin(pending[0].actor)
            entries += self._due(desk, tables)
            for action, actor, once, at in pending:
                if once and once in used:
                    continue
                desk.actor, desk.now = actor, at
                if not action.bulk:
                    tables.flush()
                    desk.memo.clear()
                    entries += self._due(desk, tables)
                entries += self._do(desk, action, tables, actor, once)
                used.add(once)
                if not action.bulk:
                    desk.memo.clear()
            self._settle(desk, tables)
        self._destroy(desk)
        return entries

    def _begin(self, actor: Actor) -> tuple[Desk, Tables]:
        """Under the lock: what to decide with, what to fold into, and nothing left of what was never written."""
        self.keys.drop_fresh()
        desk, tables = self._desk(actor), Tables(self.db)
        desk.tables = tables
        self.keys.drop_orphans(desk.seq)
        return desk, tables

    def _settle(self, desk: Desk, tables: Tables) -> None:
        """Keys first and durably, then the entries that use them, in one transaction."""
        self.keys.keep()
        if desk.doomed:
            self.keys.doom(desk.doomed)
        tables.flush()
        for sql, row in desk.aside:
            self.db.run(sql, row)

    def _destroy(self, desk: Desk) -> None:
        """What a durable entry doomed: the keys, and what the logs still hold of overwritten tables."""
        if desk.doomed:
            self.keys.destroy(desk.doomed)
            self.db.empty_log()

    def peek(self, actor: Actor) -> Desk:
        """A desk to look with: what an action would see now. Nothing can be written with it."""
        return self._desk(actor)

    def _due(self, desk: Desk, tables: Tables) -> list[Entry]:
        """Do what is due before anything else, as a rule and not as a person."""
        entries: list[Entry] = []
        for action in self.prelude(desk) if self.prelude else ():
            entries += self._do(desk, action, tables, RULE)
            tables.flush()
        return entries

    # --- one action ------------------------------------------------------------------------------------------
    def _desk(self, actor: Actor) -> Desk:
        tip = self.db.one("SELECT seq, at, clock, hash FROM journal_entry ORDER BY seq DESC LIMIT 1")
        seq, at, clock, last = tip or (0, "", 0, GENESIS)
        return Desk(
            self.db, self.keys, self.clock.now(), actor, self.zone, seq + 1,
            pepper=self.pepper, previous=bytes(last), last_at=at, clock=clock,
            clock_jumped=bool(getattr(self.clock, "jumped", bool)()),
        )  # fmt: skip

    def _do(
        self, desk: Desk, action: Action, tables: Tables, actor: Actor, once: str = "", typed: str = ""
    ) -> list[Entry]:
        written = []
        for draft in action.decide(desk):
            written.append(self._write(desk, draft, tables, actor, once, typed))
            once = ""
        return written

    def _write(self, desk: Desk, draft: Draft, tables: Tables, actor: Actor, once: str, typed: str) -> Entry:
        at, clock = self._time(desk)
        seq, keys = desk.seq, self.keys
        if not (draft.subject.isascii() and draft.subject.isalnum()):
            ticks(draft.subject)
        head = header(self.site, seq, at, clock, draft.kind, actor.id, draft.subject, once, typed, self.rules)
        body = canonical(draft.body)
        pairs = [(owner, cls) for owner, cls, _data in draft.parts]
        secrets = keys.prepare(pairs + [(salt, PLACE) for salt in draft.salts], seq)
        raws = [keys.seal(part, secrets[pair], head) for pair, part in zip(pairs, draft.parts, strict=True)]
        sealed = b"".join(raws)
        hash_ = chain_hash(desk.previous, head, body.encode(), seals_of(raws))
        entry = Entry(
            self.site, seq, at, clock, draft.kind, actor.id, draft.subject, once, typed, self.rules,
            draft.body, sealed, hash_, {(owner, cls): data for owner, cls, data in draft.parts},
        )  # fmt: skip
        tables.insert(
            "journal_entry", _INSERT,
            (self.site, seq, at, clock, draft.kind, actor.id, draft.subject, once, typed, self.rules,
             body, sealed, hash_),
        )  # fmt: skip
        fold_entry(entry, tables)
        desk.previous, desk.last_at, desk.seq = hash_, at, seq + 1
        return entry

    def _time(self, desk: Desk) -> tuple[str, int]:
        """The hybrid logical clock: never back, and counted up where the machine's clock stands still or went back."""
        at = stamp(desk.now)
        if at > desk.last_at:
            desk.clock = 0
            return at, 0
        desk.clock += 1
        return desk.last_at, desk.clock

    # --- sent twice is done once -----------------------------------------------------------------------------
    def _typed(self, action: Action, once: str) -> str:
        """A keyed digest of what was typed: the same once-key with other contents must not pass in silence."""
        if not (8 <= len(once) <= 40 and once.isascii() and once.replace("-", "").replace("_", "").isalnum()):
            raise Refused(_("The once-key must be 8 to 40 letters and digits."))
        words = f"{action.kind} {action.model_dump_json()}"  # fields in the order they are declared
        return hmac.digest(self._digest, words.encode(), "sha256").hex()[:16]

    def _first(self, once: str, typed: str) -> Done | None:
        row = self.db.one("SELECT seq, typed FROM journal_entry WHERE NOT (once='') AND once=?", (once,))
        if not row:
            return None
        reader = Reader(self.db, self.keys)
        entry = reader.entry(row[0])
        assert entry is not None
        if row[1] != typed:
            raise Refused(
                _("This form was already sent and saved at %s, with other contents. Nothing new was saved. "
                  "Open the page again to change something.") % moment(entry.at).strftime("%H:%M UTC")
            )  # fmt: skip
        entries = [entry]
        while (more := reader.entry(entries[-1].seq + 1)) and more.typed == typed and not more.once:
            entries.append(more)
        return Done(entries, again=True)

    def _used(self, onces: list[str]) -> set[str]:
        used: set[str] = set()
        for start in range(0, len(onces), 500):
            some = onces[start : start + 500]
            marks = ",".join("?" * len(some))
            used.update(
                row[0]
                for row in self.db.all(
                    f"SELECT once FROM journal_entry WHERE NOT (once='') AND once IN ({marks})", some
                )
            )
        return used


def fold_entry(entry: Entry, tables: Tables) -> None:
    """Bring one entry into the tables: who it speaks of, then what its own kind says."""
    action = ACTIONS[entry.kind]
    seq = entry.seq
    if entry.subject:
        tables.insert(*_MENTION, (entry.subject, seq))
    for other in dict.fromkeys(action.about(entry)):
        if other != entry.subject:
            tables.insert(*_MENTION, (other, seq))
    action.fold(entry, tables)


def _who(action: Action) -> str:
    return ", ".join(role.words for role in sorted(action.roles))


def when(entry: Entry) -> datetime:
    """The moment of an entry."""
    return moment(entry.at)

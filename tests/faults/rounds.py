"""Rounds of ``kill -9``: whatever was acknowledged is there, and nothing is there by halves.

``./run python -m tests.faults.rounds --rounds 1000`` runs them alone and prints what was found.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from ventanilla.journal.clock import SetClock
from ventanilla.office.folder import Office, create
from ventanilla.office.start import scratch, start

ZONE = "America/Tijuana"
MORNING = datetime(2018, 12, 5, 9, tzinfo=ZoneInfo(ZONE))
SOONEST, LATEST = 0.0005, 0.025
"""Seconds after a child's first acknowledged action, between which it is killed."""


@dataclass(slots=True)
class Found:
    """What the rounds found. ``unsaid`` actions were durable, but the kill came before the answer."""

    rounds: int = 0
    acknowledged: int = 0
    entries: int = 0
    unsaid: int = 0
    orphans: int = 0
    seconds: float = 0.0
    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether nothing was lost and nothing was left by halves."""
        return not self.lost and not self.half

    def __str__(self) -> str:
        return (
            f"{self.rounds} rounds in {self.seconds:.1f} s: {self.acknowledged} actions acknowledged, "
            f"{self.unsaid} durable and not yet answered, {self.orphans} keys without an entry swept, "
            f"{self.entries} entries. lost {len(self.lost)}, half {len(self.half)}"
        )


def open_office(folder: Path, dsn: str = "") -> tuple[Office, Any]:
    """A new office with one list, on a clock that stands still; and its keeper."""
    create(folder, "Killed often", ZONE, dsn=dsn)
    office = start(Office(folder, SetClock(MORNING)))
    from ventanilla.journal.action import Role
    from ventanilla.journal.desk import OWNER, Actor
    from ventanilla.rooms.line.actions import OpenList
    from ventanilla.web.staff import OpenAccount

    account = OpenAccount(login="keeper", role="keeper", password="demo-demo-demo")
    keeper = Actor(office.ledger.perform(account, OWNER).entry.subject, Role.KEEPER, "keeper")
    office.ledger.perform(OpenList(list="tijuana", name="Tijuana", port="El Chaparral", zone=ZONE), keeper)
    return office, keeper


def shut(office: Office) -> None:
    """Close every connection: none may be shared with a child."""
    from django.db import connections

    connections.close_all()
    office.keys.close()


# --- the child -----------------------------------------------------------------------------------------------------
def work(office: Office, keeper: Any, draw: Random, answers: int) -> None:
    """Act until killed; after each action its first entry and once-key go down the pipe, as an answer would."""
    from ventanilla.journal.action import Refused

    while True:
        once = f"kill-{draw.getrandbits(60):015x}"
        try:
            done = office.ledger.perform(wish(office, draw), keeper, once)
        except Refused:
            continue
        os.write(answers, f"{done.entry.seq} {len(done.entries)} {once}\n".encode())


def wish(office: Office, draw: Random) -> Any:
    """What a desk may do next: mostly registrations, then offers, calls, marks, and now and then a forgetting."""
    from ventanilla.rooms.line.actions import Admitted, Call, Forget, Present, RegisterAndJoin, TellOffer
    from ventanilla.rooms.registry.actions import Member

    kind = draw.choices(("register", "offer", "call", "mark", "forget"), (11, 3, 3, 3, 1))[0]
    if kind == "offer":
        return TellOffer(list="tijuana", places=draw.randint(1, 6), told_by="a man in uniform")
    if kind == "call":
        return Call(list="tijuana", households=draw.randint(1, 2))
    if kind == "mark" and (ticket := some(office, draw, "id", "called", "present")):
        return draw.choice((Present, Admitted))(tickets=[ticket])
    if kind == "forget" and (household := some(office, draw, "household", "waiting")):
        return Forget(who=household, leave=True)
    people = [Member(name=f"Sintetica {n}", sex="f") for n in range(draw.randint(1, 3))]
    return RegisterAndJoin(list="tijuana", members=people, note="by the gate")


def some(office: Office, draw: Random, column: str, *states: str) -> str:
    """The place (or its household) of somebody in one of these states, or nothing."""
    marks = ",".join("?" * len(states))
    rows = office.db.all(f"SELECT {column} FROM line_ticket WHERE state IN ({marks}) LIMIT 40", states)
    return draw.choice(rows)[0] if rows else ""


# --- the rounds ----------------------------------------------------------------------------------------------------
def kill_rounds(folder: Path, rounds: int, seed: int = 0, dsn: str = "", every: int = 50) -> Found:
    """So many children, each killed at a drawn moment; what is left is looked at after each of them."""
    office, keeper = open_office(folder, dsn)
    for seeded in range(30):
        wanted = wish(office, Random(seeded))
        if type(wanted).__name__ == "RegisterAndJoin":  # one process warmed, so that every child is quick
            office.ledger.perform(wanted, keeper)
    found, draw, began = Found(), Random(seed), time.perf_counter()
    for number in range(1, rounds + 1):
        before = tip(office)
        shut(office)
        answered = one_child(office, keeper, Random(f"{seed} {number}"), draw.uniform(SOONEST, LATEST))
        found.rounds, found.acknowledged = number, found.acknowledged + len(answered)
        look(office, before, answered, found)
        if number % every == 0 or number == rounds:
            look_at_everything(office, folder, found)
    found.entries, found.seconds = tip(office)[0], time.perf_counter() - began
    shut(office)
    return found


def one_child(office: Office, keeper: Any, draw: Random, wait: float) -> list[tuple[int, int, str]]:
    """Fork, let it act, kill it; what it had acknowledged: (first entry, entries, once-key)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            work(office, keeper, draw, writing)
        except BaseException as error:
            os.write(writing, f"0 0 {type(error).__name__}\n".encode())
        finally:
            os._exit(1)
    os.close(writing)
    with open(reading, "rb", buffering=0) as answers:
        said = answers.read(4096)
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said += answers.readall()
    return [
        (int(seq), int(n), once) for seq, n, once in (line.split() for line in said.decode().splitlines())
    ]


def tip(office: Office) -> tuple[int, bytes]:
    """The last entry: number and hash."""
    row = office.db.one("SELECT seq, hash FROM journal_entry ORDER BY seq DESC LIMIT 1")
    assert row
    return row[0], bytes(row[1])


def look(
    office: Office, before: tuple[int, bytes], answered: list[tuple[int, int, str]], found: Found
) -> None:
    """The quick look after a round: acknowledged entries are there, the new ones are whole, the old tip stands."""
    where = f"round {found.rounds}"
    kept = office.db.one("SELECT hash FROM journal_entry WHERE seq=?", (before[0],))
    if not kept or bytes(kept[0]) != before[1]:
        found.lost.append(f"{where}: entry {before[0]} is not what it was")
    sql = "SELECT seq, kind, subject, once, body, typed FROM journal_entry WHERE seq>? ORDER BY seq"
    new = {row[0]: row for row in office.db.all(sql, (before[0],))}
    if list(new) != list(range(before[0] + 1, before[0] + 1 + len(new))):
        found.half.append(f"{where}: numbers are missing after entry {before[0]}")
    for seq, count, once in answered:
        if seq not in new or new[seq][3] != once or seq + count - 1 not in new:
            found.lost.append(f"{where}: entry {seq} ({once})")
    found.unsaid += sum(1 for row in new.values() if row[3]) - len(answered)
    found.half += [f"{where}: {said}" for said in halves(office, new)]


ENDS = {"registry.register": "line.join", "line.ended": "line.forget"}
"""How an action ends that writes several entries, by the kind of its first one."""


def halves(office: Office, new: dict[int, Any]) -> Iterator[str]:
    """Actions of which only a part is there: an entry without the others, or without what it feeds."""
    for first, *rest in actions(new):
        kind, last = first[1], (rest or [first])[-1][1]
        if not first[3]:
            yield f"entry {first[0]} ({kind}) belongs to no action"
        if last != ENDS.get(kind, kind):
            yield f"the action of entry {first[0]} ({kind}) ends with {last}"
    for seq, kind, subject, _once, body, _typed in new.values():
        if kind == "line.join" and not stands(office, "line_ticket", json.loads(body)["ticket"]):
            yield f"the place of entry {seq} stands in no table"
        if kind == "registry.register" and not stands(office, "registry_household", subject):
            yield f"the household of entry {seq} stands in no table"


def actions(new: dict[int, Any]) -> Iterator[list[Any]]:
    """Entries by action: the first has the once-key, the others the same digest of what was typed."""
    for _typed, rows in groupby(new.values(), key=itemgetter(5)):
        yield list(rows)


def stands(office: Office, table: str, pseudonym: str) -> bool:
    return bool(office.db.one(f"SELECT 1 FROM {table} WHERE id=?", (pseudonym,)))


def look_at_everything(office: Office, folder: Path, found: Found) -> None:
    """As the next start would: sweep; then the chain, every table, every key, and every sealed part."""
    from ventanilla.journal.replay import compare, rebuild
    from ventanilla.journal.sweep import sweep
    from ventanilla.journal.verify import verify

    where = f"after {found.rounds} rounds"
    found.orphans += sweep(office.db, office.keys)[0]
    found.half += [f"{where}: entry {seq}: {said}" for seq, said in verify(office.db).faults[:5]]
    with tempfile.TemporaryDirectory(dir=folder) as held:
        copy = scratch(Path(held) / "scratch.sqlite3")
        rebuild(office.db, copy, office.keys)
        found.half += [f"{where}: {said}" for said in compare(office.db, copy).differences[:5]]
        copy.raw.close()
    found.half += [f"{where}: {said}" for said in sealed_faults(office)]


def sealed_faults(office: Office) -> Iterator[str]:
    """Sealed parts that cannot be opened (but for the forgotten ones), and keys that belong to no entry."""
    from ventanilla.journal.entry import OFFICE, PLACE, frames
    from ventanilla.journal.reader import COLUMNS, header_of

    forgotten, used = "", set()
    rows = office.db.all(f"SELECT {COLUMNS} FROM journal_entry ORDER BY seq")
    for row in rows:
        forgotten += row[10] if row[4].endswith(".forget") else ""
    for row in rows:
        if row[4] == "line.join":
            used.add((json.loads(row[10])["ticket"], PLACE))
        for one in frames(bytes(row[11])):
            used.add((one.owner, one.cls))
            gone = one.owner in forgotten
            try:
                opened = office.keys.open(one, header_of(row), seq=row[1])
            except Exception as error:
                yield f"entry {row[1]}: a sealed part cannot be opened ({type(error).__name__})"
            else:
                if (opened is None) != gone:
                    yield f"entry {row[1]}: a sealed part is {'open' if gone else 'shut'}"
    keys = {(owner, cls) for owner, cls, _seq in office.keys.made_after(0) if owner != OFFICE}
    yield from (f"the key {owner} {cls} belongs to no entry" for owner, cls in sorted(keys - used))
    yield from (f"{owner} is still doomed" for owner, _seq in office.keys.doomed())


def main() -> int:
    """The script: prints what was found; exit code 1 where anything was lost or half."""
    asked = argparse.ArgumentParser(description="Kill a working desk again and again, and see what is left.")
    asked.add_argument("--rounds", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--dsn", default="", help="An empty PostgreSQL database; without it SQLite.")
    said = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="ventanilla-kill-") as held:
        found = kill_rounds(Path(held) / "office", said.rounds, said.seed, said.dsn)
    print(*found.lost[:20], *found.half[:20], found, sep="\n")
    return 0 if found.good else 1


if __name__ == "__main__":
    sys.exit(main())

"""One desk in a process of its own: ``python -m tests.faults.desk FOLDER MOMENT SEED COUNT``.

It opens the office, says so, waits for a line on its input, works, and prints what it was told as JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from tests.faults.rounds import some
from ventanilla.journal.clock import SetClock
from ventanilla.office.folder import Office
from ventanilla.office.start import start


def work(office: Office, seed: int, count: int) -> dict[str, Any]:
    """So many registrations, and between them offers, calls and marks; a refusal is an answer too."""
    from ventanilla.journal.action import Refused, Role
    from ventanilla.journal.desk import Actor
    from ventanilla.rooms.line.actions import Admitted, Call, Present, RegisterAndJoin, SentBack, TellOffer
    from ventanilla.rooms.registry.actions import Member

    row = office.db.one("SELECT id FROM web_staff WHERE login='keeper'")
    assert row
    keeper, draw = Actor(row[0], Role.KEEPER, "keeper"), Random(seed)
    told: dict[str, Any] = {"given": [], "called": [], "offered": 0, "marked": 0, "refused": 0}

    def register() -> None:
        people = [Member(name=f"Sintetica {seed} {n}") for n in range(draw.randint(1, 4))]
        done = office.ledger.perform(RegisterAndJoin(list="tijuana", members=people), keeper)
        body = done.entries[1].body
        told["given"].append([body["ticket"], body["number"], body["ord"], body["size"]])

    def offer() -> None:
        done = office.ledger.perform(TellOffer(list="tijuana", places=draw.randint(2, 9)), keeper)
        told["offered"] += done.entry.body["places"]

    def call() -> None:
        done = office.ledger.perform(Call(list="tijuana", households=draw.randint(1, 3)), keeper)
        told["called"] += [item[0] for item in done.entry.body["called"]]

    def mark() -> None:
        ticket = some(office, draw, "id", "called", "present")
        if ticket:
            office.ledger.perform(draw.choice((Present, Admitted, SentBack))(tickets=[ticket]), keeper)
            told["marked"] += 1

    between = (offer, call, call, mark, mark)
    for _ in range(count):
        register()
        for one in draw.sample(between, draw.randint(0, 2)):
            try:
                one()
            except Refused:
                told["refused"] += 1
    return told


def main(folder: str, moment: str, seed: str, count: str) -> None:
    office = start(Office(Path(folder), SetClock(datetime.fromisoformat(moment))))
    office.ledger  # noqa: B018  everything is loaded before the eight begin together
    print("open", flush=True)
    sys.stdin.readline()
    print(json.dumps(work(office, int(seed), int(count))), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A town for the bench: synthetic households from a fixed seed, and an office that holds as many as asked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from ventanilla.journal.action import Action, Role
from ventanilla.journal.desk import OWNER, Actor
from ventanilla.office.folder import Office, create
from ventanilla.office.start import start
from ventanilla.rooms.line.actions import OpenList, RegisterAndJoin
from ventanilla.rooms.line.rules import ListRules
from ventanilla.rooms.registry.actions import Member
from ventanilla.web.staff import OpenAccount

LIST, ZONE = "tijuana", "America/Tijuana"
STEP = 1000
"""Households in one durable step."""
SIZES = (1, 1, 2, 3, 4)
PASSWORD = "bench-bench-bench"


def open_office(folder: Path, rules: ListRules | None = None) -> tuple[Office, Actor]:
    """An empty office with one list and a keeper; made where there is none yet."""
    if (folder / "office.toml").exists():
        office = start(Office(folder))
        row = office.db.one("SELECT id FROM web_staff WHERE login='keeper'")
        assert row
        return office, Actor(row[0], Role.KEEPER, "keeper")
    office = start(create(folder, "Bench", ZONE))
    opened = office.ledger.perform(OpenAccount(login="keeper", role="keeper", password=PASSWORD), OWNER)
    keeper = Actor(opened.entry.subject, Role.KEEPER, "keeper")
    office.ledger.perform(
        OpenList(list=LIST, name="Tijuana", port="El Chaparral", zone=ZONE, rules=rules or ListRules()),
        keeper,
    )
    return office, keeper


def household(n: int, size: int) -> RegisterAndJoin:
    """Household ``n``: synthetic names, sexes, years, nationality, languages, and one need."""
    return RegisterAndJoin.model_construct(list=LIST, members=tuple(_member(n, i) for i in range(size)))


def _member(n: int, i: int) -> Member:
    return Member.model_construct(
        name=f"Ejemplo{n} Prueba{i}", sex="fm"[(n + i) % 2], birth_year=1950 + (7 * n + 11 * i) % 68, birth_kind="exact",
        nationality=("HN", "GT", "SV", "NI", "HT")[n % 5], languages=("spa",) if n % 5 < 4 else ("hat", "fra"),
        needs=("infant",) if i == 1 else (),
    )  # fmt: skip


def households(people: int, first: int = 0) -> Iterator[RegisterAndJoin]:
    """Households of :data:`SIZES` until there are so many people."""
    for n in count(first):
        size = min(SIZES[n % len(SIZES)], people)
        if size <= 0:
            return
        people -= size
        yield household(n, size)


def steps(people: int, actor: Actor) -> Iterator[list[tuple[Action, Actor, str]]]:
    """What a load hands to the ledger, a durable step at a time."""
    wishes = ((one, actor, f"bench-{n:08}") for n, one in enumerate(households(people)))
    while step := list(islice(wishes, STEP)):
        yield step


def fill(office: Office, actor: Actor, people: int) -> None:
    """Load so many people."""
    for step in steps(people, actor):
        for _ in office.ledger.perform_all(step, chunk=STEP):
            pass


def write_sheet(path: Path, people: int) -> Path:
    """The same people as a sheet, one row a person, as ``ventanilla load`` reads it."""
    with path.open("w", encoding="utf-8") as out:
        out.write("household,name,sex,birth year,nationality,languages,needs\n")
        for n, one in enumerate(households(people), 1):
            out.writelines(
                f"{n},{m.name},{m.sex},{m.birth_year},{m.nationality},{'; '.join(m.languages)},{'; '.join(m.needs)}\n"
                for m in one.members
            )
    return path

"""The demo office: built whole or not at all, checked, served; and moved on by a day."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import given_folder, introduce, opened, progress, say
from .faults import Fault
from .night import through_the_night
from .proof import checked
from .serve import PORT, serve_on

if TYPE_CHECKING:
    from ventanilla.office.folder import Office

MIDDLE = 3
"""Whose code is printed: somebody a third of the way down the line, so that the page has something to tell."""


@click.command()
@click.option("--fresh", is_flag=True, help="Build it anew, in place of the one that is there.")
@click.option("--no-serve", is_flag=True, help="Build and check it, print its figures, and stop.")
@PORT
@click.option(
    "--people", type=click.IntRange(50, 7_000_000), help="How many synthetic people are in the city."
)
@click.option("--seed", type=int, help="The same seed gives the same people, numbers and calls.")
def demo(fresh: bool, no_serve: bool, port: int, people: int | None, seed: int | None) -> None:
    """Build the demo office of Wednesday 5 December 2018 in Tijuana, and serve it on this machine only."""
    from ventanilla.office.serving import listen

    found = None if no_serve else listen(port)
    office = ready(given_folder(), fresh, people, seed)
    checked(office)
    figures(office)
    if found is None:
        return
    say("The forecast of the night (the first one on a machine takes half a minute to prepare) ...")
    through_the_night(office)
    say_who(office)
    serve_on(office, found)


def ready(folder: Path, fresh: bool, people: int | None, seed: int | None) -> Office:
    """The demo office, built where it is not there yet.

    Raises:
        Fault: the folder holds an office that is no demo.
    """
    from ventanilla.office.folder import SETTINGS, Office
    from ventanilla.office.start import start

    there = (folder / SETTINGS).exists()
    if there and not Office(folder).demo:
        raise Fault(f"{folder} is an office with real people, not a demo. It was left as it is.")
    if folder.exists() and not there and any(folder.iterdir()):
        raise Fault(f"{folder} holds something else. Name another folder for the demo with --office DIR.")
    if there and not fresh:
        if people is not None or seed is not None:
            say("The demo office is built already; --people and --seed count with --fresh.")
    else:
        build(folder, people, seed)
    office = start(Office(folder))
    introduce(office)
    return office


def build(folder: Path, people: int | None, seed: int | None) -> None:
    """Build it beside, and let it take its name when it is whole: a killed build is simply built again."""
    from ventanilla.demo import build as demo
    from ventanilla.office.whole import whole

    wanted = {name: value for name, value in (("people", people), ("seed", seed)) if value is not None}
    say(f"Building the demo office in {folder} ...")
    began = time.perf_counter()
    with whole(folder, instead=True) as made, progress("Registering and calling", 100) as done:
        demo.build(made, progress=lambda part: done(int(part * 100)), **wanted)
    say(f"Built in {time.perf_counter() - began:.1f} s.")


def figures(office: Office) -> None:
    """What is in it, as the public record and its own journal say."""
    from ventanilla.demo import build as demo

    click.echo(str(demo.summary(office)))


def say_who(office: Office) -> None:
    """The logins of the staff, and one waiting person's code."""
    from ventanilla.demo.staff import LOGINS, password

    click.echo("Log in at /login as:")
    for login, role in LOGINS.items():
        click.echo(f"  {login:<12} {password(login):<22} {role.words}")
    number, code = one_code(office)
    click.echo(f"One waiting person, number {number}, has this private code for /place:  {code}")
    click.echo("Everybody in this office is synthetic. None of them exists.")


def one_code(office: Office) -> tuple[str, str]:
    """A new private code for a household that waits: (number, code)."""
    from ventanilla.demo.staff import actors
    from ventanilla.rooms.line.labels import number_label
    from ventanilla.rooms.place.actions import MakeCode

    waiting = office.db.one("SELECT COUNT(*) FROM line_ticket WHERE state='waiting'")
    row = office.db.one(
        "SELECT id, number, last_number, part FROM line_ticket WHERE state='waiting' "
        "ORDER BY list, number, ord, part LIMIT 1 OFFSET ?",
        ((waiting[0] if waiting else 0) // MIDDLE,),
    )
    if not row:
        return "none", "nobody waits today"
    done = office.ledger.perform(MakeCode(ticket=row[0]), actors(office.db)["keeper"])
    return number_label(*row[1:]), str(done.shown["code"])


@click.command()
def next_day() -> None:
    """Move the demo office one day on. Only a demo office has a clock that can be moved."""
    office = opened()
    if not office.demo:
        raise Fault("This is no demo office. Its clock is the machine's, and nobody moves it.")
    from ventanilla.demo.life import next_day as live

    day = live(office)
    click.echo(f"It is now {day:%A} {day.day} {day:%B %Y} in the demo office.")

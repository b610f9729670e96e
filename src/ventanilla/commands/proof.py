"""Proving that nothing was lost or changed, and forgetting for good."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from .common import AS, actor_named, count, opened, progress, say
from .faults import Fault

if TYPE_CHECKING:
    from ventanilla.office.folder import Office


@click.command()
def verify() -> None:
    """Walk the journal's chain and the log of views, derive what the rulebook answered again, and say what is wrong."""
    checked(opened())


def checked(office: Office) -> None:
    """Walk both chains and print the result.

    Raises:
        Fault: something was changed.
    """
    from ventanilla.journal.verify import verify as walk
    from ventanilla.rooms.claims.proof import rederive
    from ventanilla.web.viewlog import verify as walk_views

    with progress("Checking", _entries(office)) as done:
        began = time.perf_counter()
        verdict = walk(office.db, done)
        took = time.perf_counter() - began
    views, view_faults = walk_views(office.db)
    derived = rederive(office) if verdict.whole else None
    faults = [f"entry {seq}: {said}" for seq, said in [*verdict.faults, *(derived.faults if derived else ())]]
    faults += [f"view {seq}: {said}" for seq, said in view_faults]
    if faults:
        for line in faults[:20]:
            click.echo(line)
        raise Fault(
            f"{count(len(faults), 'fault', 'faults')} found. Do not write to this office; compare it with its last backup."
        )
    speed = f" ({verdict.entries / took:,.0f} a second)" if verdict.entries >= 1000 else ""
    click.echo(
        f"The journal is whole: {count(verdict.entries, 'entry', 'entries')}, none changed, none missing{speed}."
    )
    if verdict.dropped:
        click.echo(
            f"{count(verdict.dropped, 'sealed part was', 'sealed parts were')} taken out; what stays is as it was written."
        )
    click.echo(f"The log of views is whole: {count(views, 'view', 'views')}.")
    if derived and derived.answers:
        click.echo(
            f"The rulebook answers as it did: {count(derived.same, 'answer', 'answers')} derived again with "
            f"{count(derived.books, 'kept book', 'kept books')}, {derived.forgotten:,} forgotten."
        )


def _entries(office: Office) -> int:
    row = office.db.one("SELECT MAX(seq) FROM journal_entry")
    return int(row[0] or 0) if row else 0


@click.command()
def replay() -> None:
    """Rebuild every table from the journal in an empty database and compare it with the live one, row by row."""
    office = opened()
    from ventanilla.journal.replay import NOT_FED, Comparison, compare, rebuild  # needs the office's tables
    from ventanilla.office.start import scratch
    from ventanilla.office.whole import aside

    total = _entries(office)
    with aside(office.folder) as held, office.db.reading(), progress("Replaying", total) as done:
        copy = scratch(held / "scratch.sqlite3")
        began = time.perf_counter()
        try:
            rebuild(office.db, copy, office.keys, done)
            found: Comparison = compare(office.db, copy)
        except Exception as error:
            raise _unreadable(error) from error
        took = time.perf_counter() - began
    for table, rows in found.rows.items():
        click.echo(f"{rows:>12,}  {table}")
    click.echo("Not fed by the journal, and why:")
    for name, why in NOT_FED.items():
        click.echo(f"  {name}: {why}")
    if not found.same:
        for line in found.differences:
            click.echo(line)
        raise Fault(
            "The tables are not what the journal says. Run `ventanilla verify` to see whether the journal was changed."
        )
    click.echo(
        f"The same: {count(total, 'entry', 'entries')} replayed in {took:.1f} s, every row as in the live tables."
    )


def _unreadable(error: Exception) -> Exception:
    from ventanilla.journal.keys import InvalidTag

    if isinstance(error, (InvalidTag, ValueError, KeyError, TypeError, IndexError)):
        return Fault(
            "The journal cannot be replayed: an entry is not what was written. `ventanilla verify` says which."
        )
    return error


@click.command()
@click.argument("person")
@click.option("--leave", is_flag=True, help="End their place in line too.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@AS
def forget(person: str, leave: bool, yes: bool, _as: str | None) -> None:
    """Destroy what names and describes a PERSON or a household (its pseudonym), for good."""
    from pydantic import ValidationError

    from ventanilla.rooms.line.actions import Forget

    from .desk import words

    office = opened()
    actor = actor_named(office, _as)
    try:
        action = Forget(who=person, leave=leave)
    except ValidationError:
        raise Fault(
            "PERSON is a pseudonym: 20 letters and digits that begin with P or H, as on the person's page.", 2
        ) from None
    if not yes:
        say("This destroys their keys. It cannot be undone. Backups that hold them must be destroyed too.")
        if click.prompt(f"Type {person} to go on", err=True) != person:
            raise Fault("That was not the same. Nothing was forgotten.")
    done = office.ledger.perform(action, actor)
    click.echo("\n".join(line for line in words(done) if not line.startswith("  ")))
    checked(office)

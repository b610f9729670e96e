"""Backup and restore."""

from __future__ import annotations

from pathlib import Path

import click

from .common import count, introduce, opened, passphrase, say
from .faults import Fault

PASSPHRASE = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Its first line is the passphrase. Without it: asked, unseen.",
)
FILE = click.argument("file", type=click.Path(path_type=Path))


@click.command()
@FILE
@PASSPHRASE
def backup(file: Path, passphrase_file: Path | None) -> None:
    """Write the whole office to FILE, encrypted with a passphrase. It may go on working meanwhile."""
    from ventanilla.office.backup import backup as write

    office = opened()
    if office.dsn:
        raise Fault(
            "This office keeps its journal in PostgreSQL. A backup of such an office is not in this release: "
            "use pg_dump for the database, and copy the office's folder to a safe place.", 2,
        )  # fmt: skip
    if file.exists():
        raise Fault(f"The file {file} exists already and was left as it is. Choose another name.")
    made = write(office, file, passphrase(passphrase_file, confirm=True))
    click.echo(f"Backed up {count(made.entries, 'entry', 'entries')} to {file} ({made.size:,} bytes).")
    click.echo(
        f"Destroy this file by {made.destroy_by}: who is forgotten in the office must not live on in a backup."
    )
    click.echo("Without the passphrase nobody can open it, and nobody can get the passphrase back for you.")


@click.command()
@FILE
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@PASSPHRASE
def restore(file: Path, folder: Path, passphrase_file: Path | None) -> None:
    """Put the backup FILE into DIR, which must be new or empty, and check its journal."""
    from ventanilla.office.backup import restore as put_back
    from ventanilla.office.folder import Office
    from ventanilla.office.start import start

    from .proof import checked

    said = put_back(file, folder, passphrase(passphrase_file, confirm=False))
    office = start(Office(folder.absolute()))
    introduce(office)
    click.echo(f"Restored to {folder}: the office as it was on {said.made:%Y-%m-%d at %H:%M} UTC.")
    if said.destroy_by < said.made.now(said.made.tzinfo).date():
        say(f"This backup should have been destroyed by {said.destroy_by}.")
    say(
        "Who was forgotten after that moment has come back with it: forget them again before anybody works here."
    )
    checked(office)

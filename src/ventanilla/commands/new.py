"""Opening an office of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from pydantic import BaseModel, ValidationError

from .common import introduce, say
from .faults import Fault
from .fields import sentences

if TYPE_CHECKING:
    from ventanilla.office.folder import Office

Model = TypeVar("Model", bound=BaseModel)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", prompt="Name of the office", help="What the office is called.")
@click.option(
    "--port-name", prompt="Port of entry", help="The port where people are called, such as El Chaparral."
)
@click.option(
    "--zone", prompt="Time zone of the port", default="America/Tijuana", help="Like America/Tijuana."
)
@click.option(
    "--list",
    "list_id",
    prompt="Short name of the list",
    default="main",
    help="Small letters, such as tijuana.",
)
@click.option("--list-name", help="What the list is called on its board. Without it: the office's name.")
@click.option("--city", default="", help="The city, for the board.")
@click.option(
    "--unit", type=click.Choice(["people", "person", "household"]), prompt="What does one number cover", default="people",
    help="Several people (Tijuana), one person (Juarez), or one household (Nogales).",
)  # fmt: skip
@click.option(
    "--covers",
    default=10,
    show_default=True,
    help="How many people a number covers, where it covers several.",
)
@click.option("--keeper", prompt="Login of the first keeper", default="keeper", help="Not a full name.")
@click.option(
    "--password", prompt="Password of the keeper (ten letters or more)", hide_input=True, confirmation_prompt=True,
    help="Asked, unseen, where it is not given.",
)  # fmt: skip
def new(folder: Path, **said: str) -> None:
    """Open an office of your own in the folder DIR, with one list and its first keeper."""
    from ventanilla.office.folder import Office, create
    from ventanilla.office.start import start
    from ventanilla.office.whole import whole

    with whole(folder) as made:
        _check_zone(said["zone"])
        _furnish(start(create(made, said["name"], said["zone"])), said)
    office = start(Office(folder.absolute()))
    introduce(office)
    click.echo(f"The office is open. Serve it with:  ventanilla --office {folder} serve")
    say(
        "Keep this folder safe: it holds the journal, the keys of all names (keys.sqlite3, site.key) and the pepper of the"
    )
    say(
        "private codes. Whoever has the folder can read every name; if it is lost, nobody can. Back it up now and every"
    )
    say(f"evening, on another disk:  ventanilla --office {folder} backup FILE")


def _check_zone(zone: str) -> None:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(zone)
    except (ValueError, OSError, LookupError):
        raise Fault(f"There is no time zone called {zone}. Write it like America/Tijuana.", 2) from None


def _furnish(office: Office, said: dict[str, str]) -> None:
    from ventanilla.journal.action import Role
    from ventanilla.journal.desk import OWNER, Actor
    from ventanilla.rooms.line.actions import OpenList
    from ventanilla.rooms.line.rules import ListRules
    from ventanilla.web.staff import OpenAccount

    account = _read(OpenAccount, login=said["keeper"], role="keeper", password=said["password"])
    rules = _read(ListRules, unit=said["unit"], covers=said["covers"])
    opening = _read(
        OpenList, list=said["list_id"], name=said["list_name"] or said["name"], city=said["city"],
        port=said["port_name"], zone=said["zone"], rules=rules,
    )  # fmt: skip
    done = office.ledger.perform(account, OWNER)
    office.ledger.perform(opening, Actor(done.entry.subject, Role.KEEPER, said["keeper"]))


_OPTIONS = {"--login": "--keeper", "--port": "--port-name"}


def _read(model: type[Model], **fields: Any) -> Model:
    try:
        return model(**fields)
    except ValidationError as error:
        said = sentences(error, model)
        option, colon, rest = said.partition(":")
        raise Fault(_OPTIONS.get(option, option) + colon + rest, 2) from None

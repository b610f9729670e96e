"""What commands share: which office, who acts, how long something takes."""

from __future__ import annotations

import os
import pkgutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .faults import Fault

if TYPE_CHECKING:
    from ventanilla.journal.action import Action
    from ventanilla.journal.desk import Actor
    from ventanilla.office.folder import Office

# Our own parameters begin with _, which no field of an action can: so `web open-account --login` stays the action's.
AS = click.option("--as", "_as", metavar="LOGIN", help="Who acts. Not needed where there is one keeper only.")


def demo_folder() -> Path:
    """Where the demo office is kept between starts: the user's own data folder."""
    if os.name == "posix" and sys.platform != "darwin":
        base = os.environ.get("XDG_DATA_HOME", "")
        return (
            (Path(base) if os.path.isabs(base) else Path.home() / ".local" / "share") / "ventanilla" / "demo"
        )
    return Path(click.get_app_dir("ventanilla", roaming=False)) / "demo"


def folder_of(given: Path | None) -> Path:
    """The folder of the office that a command is about."""
    return Path(os.path.abspath(given)) if given else demo_folder()


def given_folder() -> Path:
    """The same, from the command that runs."""
    return folder_of((click.get_current_context().find_root().obj or {}).get("office"))


def say(text: str = "") -> None:
    """Something for the person, beside the result: on stderr."""
    click.echo(text, err=True)


def opened() -> Office:
    """The office that was named, started; says which it is."""
    from ventanilla.office.folder import SETTINGS, Office
    from ventanilla.office.start import start
    from ventanilla.office.whole import sweep

    folder = given_folder()
    if folder == demo_folder() and not (folder / SETTINGS).exists():
        raise Fault(f"There is no demo office in {folder} yet. Build it with: ventanilla demo")
    office = start(Office(folder))
    registry()
    sweep(folder)
    introduce(office)
    return office


def registry() -> dict[str, type[Action]]:
    """Every action that may be done at a desk, by kind; rooms are found by looking, not by a list."""
    from ventanilla import rooms
    from ventanilla.journal.action import desk_actions

    import_module("ventanilla.web.staff")
    for room in pkgutil.iter_modules(rooms.__path__, rooms.__name__ + "."):
        if find_spec(room.name + ".actions"):
            import_module(room.name + ".actions")
    return {action.kind: action for action in desk_actions()}


def introduce(office: Office) -> None:
    """Which office this is, and whether the people in it are real."""
    say(f"Office: {office.folder} ({office.name})")
    if office.demo:
        say("This is a demo office: all people in it are synthetic. Real people do not belong in it.")


def actor_named(office: Office, login: str | None) -> Actor:
    """Who acts: the account with this login, or the only keeper.

    Raises:
        Fault: no such open account, or it must be said which.
    """
    from ventanilla.journal.action import Role
    from ventanilla.journal.desk import Actor

    rows = office.db.all(
        "SELECT id, role, login, until FROM web_staff WHERE is_active=? ORDER BY login", (True,)
    )
    today = office.clock.now().date().isoformat()
    staff = [
        Actor(id_, Role(role), name) for id_, role, name, until in rows if not until or str(until) >= today
    ]
    named = [one for one in staff if (one.name == login if login else one.role == Role.KEEPER)]
    if len(named) == 1:
        return named[0]
    logins = ", ".join(f"{one.name} ({one.role})" for one in staff) or "none yet"
    if login:
        raise Fault(f"There is no open account with the login {login}. There are: {logins}.", 2)
    raise Fault(f"Say who acts with --as LOGIN. There are: {logins}.", 2)


@contextmanager
def progress(label: str, total: int = 0) -> Iterator[Callable[[int], None]]:
    """A bar for what takes longer than a moment; silent where nobody watches. Takes what is done so far."""
    bar: Any = click.progressbar(
        length=max(total, 1), label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    )
    with bar:
        yield lambda done: bar.update(min(done, bar.length) - bar.pos)
        bar.update(bar.length - bar.pos)


def passphrase(file: Path | None, confirm: bool) -> str:
    """A passphrase, from a file's first line or typed unseen."""
    if file:
        lines = file.read_text(encoding="utf-8").splitlines()
        return lines[0].strip() if lines else ""
    return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True))


def count(n: int, one: str, many: str) -> str:
    """``1 household``, ``2,000 households``."""
    return f"{n:,} {one if n == 1 else many}"

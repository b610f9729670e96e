"""A command for every desk action, ``ventanilla <room> <action>``, made from its declaration when it is called."""

from __future__ import annotations

import json
import re
import secrets
from typing import TYPE_CHECKING, Any

import click

from .common import AS, actor_named, opened, registry
from .faults import Fault
from .fields import options, sentences, values

if TYPE_CHECKING:
    from ventanilla.journal.action import Action
    from ventanilla.journal.entry import Entry
    from ventanilla.journal.ledger import Done

_PSEUDONYM = re.compile(r"[HPST][0-9A-Z]{19}")
WHAT = {"H": "household", "P": "person", "S": "account", "T": "place in line"}


def rooms() -> list[str]:
    """The rooms that have something to do in them."""
    return sorted({kind.split(".", 1)[0] for kind in registry()})


def room_group(room: str) -> click.Group | None:
    """A room as a group of its actions, or None where there is no such room."""
    found = {kind: action for kind, action in registry().items() if kind.startswith(room + ".")}
    if not found:
        return None
    group = click.Group(
        room, help=f"What is done in the room “{room}”.", context_settings={"max_content_width": 100}
    )
    for action in found.values():
        group.add_command(command(action))
    return group


def command(action: type[Action]) -> click.Command:
    """One action as a command."""

    def run(_as: str | None, _once: str, _json: bool, **typed: Any) -> None:
        do(action, typed, _as, _once, _json)

    made = click.Command(
        action.kind.split(".", 1)[1].replace("_", "-").replace(".", "-"), callback=run, params=options(action),
        help=f"{action.title}. {action.help}\n\nWho may: {', '.join(sorted(action.roles))}.",
    )  # fmt: skip
    made = click.option("--json", "_json", is_flag=True, help="Print the entries as JSON.")(made)
    made = click.option(
        "--once",
        "_once",
        default="",
        metavar="KEY",
        help="The same key sent twice is done once (8 to 40 letters and digits).",
    )(made)
    return AS(made)


def do(action: type[Action], typed: dict[str, Any], login: str | None, once: str, as_json: bool) -> None:
    """Do it for somebody, and say what happened."""
    from pydantic import ValidationError

    office = opened()
    actor = actor_named(office, login)
    try:
        wanted = action(**values(action, typed))
    except ValidationError as error:
        raise Fault(sentences(error, action), 2) from None
    done = office.ledger.perform(wanted, actor, once or secrets.token_hex(10))
    click.echo(as_json_text(done) if as_json else "\n".join(words(done)))


def as_json_text(done: Done) -> str:
    """The entries and what is shown once, as JSON."""
    entries = [
        {"seq": one.seq, "at": one.at, "kind": one.kind, "subject": one.subject, "body": one.body}
        for one in done.entries
    ]
    return json.dumps(
        {"again": done.again, "entries": entries, "shown": done.shown}, ensure_ascii=False, indent=2
    )


def words(done: Done) -> list[str]:
    """What happened in sentences, the pseudonyms that the next command needs, and what is shown only now."""
    from ventanilla.journal.reader import sentence

    lines = ["This was done before, with the same once-key. Nothing new was written."] if done.again else []
    for entry in done.entries:
        lines += [sentence(entry), *_items(entry)]
    lines += [f"  {WHAT[one[0]]}: {one}" for one in _pseudonyms(done.entries)]
    return lines + [f"  {name}: {value} (shown only now)" for name, value in done.shown.items()]


def _items(entry: Entry) -> list[str]:
    """Places that a call took, one a line."""
    from ventanilla.rooms.line.actions.tickets import item_label

    called = entry.body.get("called")
    if not isinstance(called, list):
        return []
    return [f"  {item_label(one):>12}  {one[6]:>3} people  {one[0]}  {one[1]}" for one in called]


def _pseudonyms(entries: list[Entry]) -> list[str]:
    found = [
        one
        for entry in entries
        for one in (entry.subject, *_flat(entry.body))
        if _PSEUDONYM.fullmatch(str(one))
    ]
    return list(dict.fromkeys(found))


def _flat(body: dict[str, Any]) -> list[Any]:
    return [one for value in body.values() for one in (value if isinstance(value, list) else [value])]

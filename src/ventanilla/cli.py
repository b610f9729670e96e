"""The command line: a few verbs of its own, and a command for every desk action, made from its declaration."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import click

from ventanilla import __version__
from ventanilla.commands.faults import Plain

VERBS = {
    "demo": "demo", "next-day": "demo", "serve": "serve", "new": "new", "night": "night",
    "backup": "safe", "restore": "safe", "verify": "proof", "replay": "proof", "forget": "proof",
    "load": "load", "export": "counts", "permissions": "tables", "actions": "tables",
    "rules": "rules", "load-claims": "load_claims", "model": "model", "forecast": "forecast", "backtest": "backtest",
}  # fmt: skip
"""Verb -> the module of ``ventanilla.commands`` that holds it: a start loads only what it needs."""


class Window(Plain):
    """Finds verbs by name, and rooms in the registry of actions at the moment of the call."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Verbs first, then the rooms."""
        from ventanilla.commands.desk import rooms

        return [*VERBS, *(room for room in rooms() if room not in VERBS)]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """A verb, or a room with its actions."""
        if name in VERBS:
            module = import_module(f"ventanilla.commands.{VERBS[name]}")
            return getattr(module, name.replace("-", "_"))
        from ventanilla.commands.desk import room_group

        return room_group(name)


@click.group(cls=Window, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--office", type=click.Path(path_type=Path), metavar="DIR",
    help="The folder of the office. Without it: the demo office, kept between starts.",
)  # fmt: skip
@click.option("--debug", is_flag=True, help="Show where an unforeseen fault happened.")
@click.version_option(__version__, prog_name="ventanilla")
@click.pass_context
def cli(ctx: click.Context, office: Path | None, debug: bool) -> None:
    """A fair waiting list at a border port: a journal nobody can quietly change, a line everybody can check.

    Begin with:  ventanilla demo
    """
    os.umask(0o077)  # whatever a command writes is readable by its owner alone
    ctx.obj = {"office": office, "debug": debug}


def main() -> None:
    """The command ``ventanilla``."""
    cli(prog_name="ventanilla")

"""Serving an office."""

from __future__ import annotations

import socket
from contextlib import suppress

import click

from ventanilla.office.folder import Office

from .common import opened, say

PORT = click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="On 127.0.0.1 only."
)


@click.command()
@PORT
def serve(port: int) -> None:
    """Serve the office on this machine, for this machine only. Ctrl-C stops it."""
    from ventanilla.office.serving import listen

    office = opened()
    serve_on(office, listen(port))


def serve_on(office: Office, found: socket.socket) -> None:
    """Serve until Ctrl-C, which is a quiet and good end."""
    from ventanilla.office.serving import serve_on as until_stopped

    with suppress(KeyboardInterrupt):
        until_stopped(found, lambda at: click.echo(f"Serving {office.name} at {at} (Ctrl-C stops it)"))
    say("Stopped. Everything acknowledged is saved.")

"""Serving an office on this machine only."""

from __future__ import annotations

import errno
import os
import socket
import threading
from collections.abc import Callable

from .folder import Office

HOST = "127.0.0.1"
THREADS = 8


class PortTaken(Exception):
    """The port cannot be had; the sentence says why and what to do."""


def listen(port: int) -> socket.socket:
    """A socket on 127.0.0.1 and nowhere else. Port 0 takes any free one.

    Raises:
        PortTaken: somebody else has the port, or it is not allowed.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name != "nt":  # there it would let two programs share a port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((HOST, port))
        found.listen(1024)
    except OSError as error:
        found.close()
        raise PortTaken(_why(error, port)) from error
    return found


def _why(error: OSError, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use: another program, or this one in another window, serves there. Stop it, or choose another with --port {port + 1}."
    if error.errno == errno.EACCES:
        return f"Port {port} is not allowed for you. Choose one above 1023, such as --port 8000."
    return f"Port {port} cannot be used: {error.strerror}. Choose another with --port."


def serve(office: Office, port: int, say: Callable[[str], None]) -> None:
    """Serve a started office until Ctrl-C; ``say`` gets the address as soon as it answers.

    Raises:
        PortTaken: see :func:`listen`.
    """
    serve_on(listen(port), say)


def serve_on(found: socket.socket, say: Callable[[str], None]) -> None:
    """The same with a socket that is there already, so that a taken port is said before a long build."""
    import waitress
    from django.core.wsgi import get_wsgi_application

    server = waitress.create_server(get_wsgi_application(), sockets=[found], threads=THREADS, ident=None)
    say(address(found))
    threading.Thread(target=_warm, daemon=True).start()
    try:
        server.run()
    finally:
        server.close()


def _warm() -> None:
    """Build the index of names before somebody waits for it, in a thread of its own with its own connection."""
    from django.conf import settings
    from django.db import connections

    from ventanilla.rooms.registry.search import people_of

    try:
        people_of(settings.OFFICE).keep_up()
    finally:
        connections.close_all()


def address(found: socket.socket) -> str:
    """The address to type into a browser."""
    return f"http://{HOST}:{found.getsockname()[1]}/"

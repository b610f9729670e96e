"""What the public pages weigh on the way to a phone: every byte the server sends for a first view, files and headers."""

from __future__ import annotations

import gzip
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urljoin

from ventanilla.office.folder import Office
from ventanilla.office.serving import THREADS, listen
from ventanilla.rooms.place.actions import MakeCode

from .figures import Figure, at_most
from .pages import call_some, spread
from .town import fill, open_office

MY_PLACE, BOARD = 60.0, 30.0
_ASKED_FOR = re.compile(r"""<(?:link[^>]+href|script[^>]+src|img[^>]+src)=["']([^"'#]+)["']""")
_IN_STYLE = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


def run(folder: Path, big: bool) -> list[Figure]:
    """My place with everything on the first view (the code is asked for, then the answer), and the board."""
    office, keeper = open_office(folder / "weight")
    fill(office, keeper, 7_000)
    call_some(office, keeper)
    code = office.ledger.perform(MakeCode(ticket=spread(office)[5].ticket), keeper).shown["code"]
    with served(office) as port:
        mine, board = Visit(port), Visit(port)
        mine.open("/place")
        mine.open("/place", urlencode({"code": code}))
        board.open("/")
    return [
        at_most(f"My place, code page and answer, {mine.parts} files", mine.bytes / 1000, MY_PLACE, "KB"),
        at_most(f"board, {board.parts} files", board.bytes / 1000, BOARD, "KB"),
    ]


@contextmanager
def served(office: Office) -> Iterator[int]:
    """The office as it is served to browsers; the port."""
    import waitress
    from django.core.wsgi import get_wsgi_application

    found = listen(0)
    server = waitress.create_server(get_wsgi_application(), sockets=[found], threads=THREADS, ident=None)
    threading.Thread(target=server.run, daemon=True).start()
    yield found.getsockname()[1]


class Visit:
    """A first visit with an empty cache: each address is fetched once, bytes are counted as they come."""

    def __init__(self, port: int) -> None:
        self.port, self.bytes, self.parts = port, 0, 0
        self._fetched: set[str] = set()

    def open(self, address: str, form: str = "") -> None:
        """Count a page and everything it asks for."""
        text = self._fetch(address, form)
        for asked in _ASKED_FOR.findall(text) + _IN_STYLE.findall(text):
            whole = urljoin(address, asked)
            if whole not in self._fetched and whole.startswith("/"):
                self._fetched.add(whole)
                self.open(whole)

    def _fetch(self, address: str, form: str) -> str:
        lines = [
            "POST" if form else "GET",
            f" {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n",
        ]
        lines += ["Accept-Encoding: gzip\r\nAccept-Language: es\r\n"]
        lines += [
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n"
        ] * bool(form)
        with socket.create_connection(("127.0.0.1", self.port)) as wire:
            wire.sendall("".join([*lines, "\r\n", form]).encode())
            answer = b"".join(iter(lambda: wire.recv(1 << 16), b""))
        head, _blank, body = answer.partition(b"\r\n\r\n")
        if b" 200 " not in head.splitlines()[0]:
            raise RuntimeError(f"{address} answered {head.splitlines()[0].decode()}")
        self.bytes += len(answer)
        self.parts += 1
        return (gzip.decompress(body) if b"Content-Encoding: gzip" in head else body).decode(
            "utf-8", "replace"
        )

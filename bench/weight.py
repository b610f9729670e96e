"""What the public pages weigh on the way to a phone: every byte of body and headers, with all they ask for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from .figures import Figure, at_most
from .pages import browser, call_some, visits
from .town import LIST, fill, open_office

MY_PLACE, BOARD = 60.0, 30.0
_ASKED_FOR = re.compile(r"""<(?:link[^>]+href|script[^>]+src|img[^>]+src)=["']([^"'#]+)["']""")
_IN_STYLE = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


def run(folder: Path, big: bool) -> list[Figure]:
    """My place with everything on the first view (the code is asked for, then the answer), and the board."""
    office, keeper = open_office(folder / "weight")
    fill(office, keeper, 7_000)
    call_some(office, keeper)
    mine = Visit()
    mine.open(browser().get("/place"), "/place")
    mine.open(visits(office, keeper)["My place"](), "/place")
    board = Visit()
    board.open(browser().get(f"/board/{LIST}"), f"/board/{LIST}")
    return [
        at_most(f"My place, code page and answer, {mine.parts} files", mine.bytes / 1000, MY_PLACE, "KB"),
        at_most(f"board, {board.parts} files", board.bytes / 1000, BOARD, "KB"),
    ]


class Visit:
    """A first visit with an empty cache: each address is fetched once."""

    def __init__(self) -> None:
        self.bytes, self.parts = 0, 0
        self._fetched: set[str] = set()

    def open(self, answer: Any, address: str) -> None:
        """Count a page and everything it asks for."""
        text = self._count(answer)
        for asked in _ASKED_FOR.findall(text) + _IN_STYLE.findall(text):
            whole = urljoin(address, asked)
            if whole not in self._fetched and whole.startswith("/"):
                self._fetched.add(whole)
                self.open(browser().get(whole), whole)

    def _count(self, answer: Any) -> str:
        if answer.status_code != 200:
            raise RuntimeError(f"a page or file answered {answer.status_code}")
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        self.bytes += len(body) + sum(len(name) + len(value) + 4 for name, value in answer.items())
        self.parts += 1
        if answer.get("Content-Encoding") == "gzip":
            import gzip

            body = gzip.decompress(body)
        return body.decode("utf-8", "replace")

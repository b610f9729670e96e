"""On which line of a file a key stands: the reader of TOML tells values only."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

Keys = tuple[str | int, ...]


def line(text: str, keys: Keys) -> int:
    """The line, counted from 1, where the last of these keys stands; where it is missing, the nearest one around it."""
    best, at = 0, 1
    for number, path in _stands(text.splitlines()):
        same = next(
            (n for n, (a, b) in enumerate(zip(path, keys, strict=False)) if a != b), min(len(path), len(keys))
        )
        if same > best:
            best, at = same, number
    return at


def words(keys: Keys) -> str:
    """The keys as a person would say them: the third quantity is number 3."""
    return ".".join(str(key + 1) if isinstance(key, int) else key for key in keys) or "the model"


def _stands(rows: list[str]) -> Iterator[tuple[int, Keys]]:
    """Each line that begins a table, a key or a row of a list: its number and the keys down to it."""
    table: Keys = ()
    key: Keys = ()
    seen: dict[Keys, int] = {}
    nth = -1
    for number, row in enumerate(rows, start=1):
        text = row.strip()
        if text.startswith("[") and (head := _path(text)):
            table = _numbered(head, text.startswith("[["), seen)
            yield number, table
        elif (
            "=" in text
            and not text.startswith(("{", "#", "["))
            and (left := _path(text.split("=")[0] + "= 0"))
        ):
            key, nth = (*table, *left), -1
            yield number, key
        elif text.startswith("{") and key:
            nth += 1
            yield number, (*key, nth)


def _numbered(head: Keys, many: bool, seen: dict[Keys, int]) -> Keys:
    """A table among several of one name has a number."""
    if many:
        seen[head] = seen.get(head, -1) + 1
    for n in range(len(head), 0, -1):
        if head[:n] in seen:
            return (*head[:n], seen[head[:n]], *head[n:])
    return head


def _path(text: str) -> Keys:
    """The names in a head or before an equals sign."""
    try:
        found: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return ()
    names: list[str | int] = []
    while found and isinstance(found, dict | list):
        if isinstance(found, list):
            found = found[0]
            continue
        name, found = next(iter(found.items()))
        names.append(name)
    return tuple(names)

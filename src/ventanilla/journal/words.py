"""Marking sentences for translation where they are declared; they are translated where they are shown."""

from __future__ import annotations


def N_(text: str) -> str:
    """The text itself, marked for the catalogues (works before any office is open)."""
    return text


class Words(dict[str, str]):
    """The words of a field's codes, beside its type: ``Annotated[Literal["a", "b"], Words(a=..., b=...), Field(...)]``."""


class Rarely:
    """Marks a field that is seldom filled in: pages fold it away. ``Annotated[str, Rarely(), Field(...)]``."""

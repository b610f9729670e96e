"""Who may open which page. A view that is not declared here is denied: to everybody, always.

@page(KEEPER, HELPER)          # staff with one of these roles
@page(public=True)             # anybody
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ventanilla.journal.action import Role

from . import viewlog

STAFF = frozenset(Role)


@dataclass(frozen=True)
class Access:
    """Who may open a page, with which methods, and what it is in a few words."""

    name: str
    what: str
    roles: frozenset[Role]
    public: bool
    methods: tuple[str, ...]


PAGES: dict[str, Access] = {}
"""Every declared page, by the name of its view: the permission table prints it."""


def page(
    *roles: Role, public: bool = False, methods: tuple[str, ...] = ("GET",), what: str = ""
) -> Callable[..., Any]:
    """Declare a view as a page for these roles (none given: every staff role), or for anybody."""

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        name = f"{view.__module__}.{view.__qualname__}"
        first_line = (view.__doc__ or "").strip().splitlines()
        access = Access(
            name, what or (first_line[0] if first_line else name), frozenset(roles) or STAFF, public, methods
        )
        PAGES[name] = access
        view.access = access  # type: ignore[attr-defined]
        return view

    return declare


def seen(request: HttpRequest, what: str, *subjects: str) -> None:
    """Write in the log of views that pages about these people are being opened. Call it before the page is made."""
    office = settings.OFFICE
    if subjects:
        viewlog.record(office.db, office.clock.now(), request.user.id, what, *subjects)

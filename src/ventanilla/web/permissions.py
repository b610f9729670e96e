"""Who may do and open what, as one table that a lawyer can read: made from the declarations alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ventanilla.journal.action import Role, desk_actions

from .access import PAGES, page


@dataclass(frozen=True)
class Row:
    """One line of the table: what it is, its name, and whether each role may."""

    what: str
    name: str
    roles: frozenset[Role]
    public: bool = False

    @property
    def cells(self) -> list[tuple[Role, bool]]:
        """(role, may) for every role."""
        return [(role, self.public or role in self.roles) for role in Role]


def actions() -> list[Row]:
    """A row for every desk action."""
    return [Row(_(action.title), action.kind, frozenset(action.roles)) for action in desk_actions()]


def pages() -> list[Row]:
    """A row for every declared page."""
    return [Row(_(one.what), name, one.roles, one.public) for name, one in sorted(PAGES.items())]


@page(what=gettext_lazy("Who may do and open what"))
def permissions(request: HttpRequest) -> HttpResponse:
    """The table of permissions."""
    return render(
        request,
        "web/permissions.html",
        {"actions": actions(), "pages": pages(), "roles": list(Role), "here": "more"},
    )


@page(what=gettext_lazy("Everything else"))
def more(request: HttpRequest) -> HttpResponse:
    """Everything that has no place of its own in the navigation."""
    return render(request, "web/more.html", {"actions": desk_actions(), "here": "more"})

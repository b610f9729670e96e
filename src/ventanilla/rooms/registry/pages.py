"""The desk's pages about people: a household, finding somebody, and finding before registering."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ventanilla.journal.action import Role
from ventanilla.rooms.line.models import WaitingList
from ventanilla.web.access import page, seen
from ventanilla.web.told import OPENS, once

from .finding import Answer, asks_a_name, find
from .household import household_seen
from .models import Household


@page(*OPENS)
def household(request: HttpRequest, household_id: str) -> HttpResponse:
    """A household: places, members, needs, its whole history, and what can be done."""
    row = Household.objects.filter(id=household_id).first()
    if not row:
        raise Http404
    seen(request, "household", row.id)
    house = household_seen(settings.OFFICE, row)
    return render(request, "registry/household.html", {"here": "people", "house": house, "once": once})


@page(*OPENS, methods=("GET", "POST"))
def find_page(request: HttpRequest) -> HttpResponse:
    """Finding people by number, code or name. Sent by POST, so that no name stands in an address."""
    return render(request, "registry/find.html", {"here": "people", "lists": _lists(), **_found(request)})


@page(Role.KEEPER, Role.HELPER, methods=("GET", "POST"))
def register(request: HttpRequest, list_id: str) -> HttpResponse:
    """First look whether they are here already, then register."""
    one = WaitingList.objects.filter(id=list_id).first()
    if not one:
        raise Http404
    return render(
        request,
        "registry/register.html",
        {"here": "people", "list": one, "lists": _lists(), **_found(request)},
    )


def _found(request: HttpRequest) -> dict[str, object]:
    """The answer to what was typed; every search is recorded before it is answered."""
    text = request.POST.get("q", "") if request.method == "POST" else ""
    if request.method != "POST":
        return {"q": "", "answer": None}
    seen(request, "name search" if asks_a_name(text) else "number search", "")
    answer: Answer = find(settings.OFFICE, text)
    return {"q": text, "answer": answer}


def _lists() -> list[WaitingList]:
    return list(WaitingList.objects.order_by("name"))

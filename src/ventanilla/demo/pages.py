"""Two pages that only a demo office has: the real situation with its sources, and the step to the next day."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from ventanilla.web.access import page
from ventanilla.web.now import today

from . import context, life


@page(methods=("POST",))
def next_day(request: HttpRequest) -> HttpResponse:
    """Move the demo office one day on."""
    life.next_day(settings.OFFICE, seen=request.POST.get("day", ""))
    return HttpResponseRedirect("/desk/")


@page(public=True)
def situation(request: HttpRequest) -> HttpResponse:
    """The real situation of the demo's day, each figure with its source."""
    return render(request, "demo/situation.html", {"groups": context.groups(today())})

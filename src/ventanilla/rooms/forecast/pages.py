"""The forecast's pages: whom to prepare for, the shelters, and policies side by side."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ventanilla.journal.action import Role
from ventanilla.rooms.line import reads as line
from ventanilla.rooms.line.actions.said import spots
from ventanilla.rooms.line.models import Ticket, WaitingList
from ventanilla.web.access import page
from ventanilla.web.now import now, today
from ventanilla.web.templatetags.ventanilla import day_words

from . import reads
from .picture import band
from .snapshot import UnknownPlace, evening, situation
from .words import word

WEEK = 7
MOST = 600
DESK = (Role.KEEPER, Role.HELPER, Role.COORDINATOR, Role.LEGAL)


@page(*DESK)
def week(request: HttpRequest, list_id: str) -> HttpResponse:
    """Whom to prepare for this week: numbers that may be called within seven days, without names, to print."""
    one = get_object_or_404(WaitingList, pk=list_id)
    day, night = today(one.zone), reads.latest(one.id)
    fresh = night if night and night.fresh(day) else None
    until = day + timedelta(days=WEEK)
    rows = _rows(fresh, until) if fresh else []
    likely = [row for row in rows if row["likely"].days[2] and row["likely"].days[2] < until]
    groups = [
        (_("In at least half of the futures"), likely),
        (_("In at least 1 of 10 futures"), [row for row in rows if row not in likely]),
    ]
    shown = {
        "list": one,
        "night": night,
        "fresh": fresh,
        "groups": groups,
        "day": day,
        "until": until - timedelta(days=1),
    }
    return render(
        request, "forecast/week.html", {**shown, "people": _people(rows), "here": "line", "now": now()}
    )


def _rows(night: reads.Latest, until: Any) -> list[dict[str, Any]]:
    """The places that still wait, of the numbers that may be called before a day, in the order of the line."""
    found = {one.number: one for one in reads.soon(night, until, MOST)}
    waiting = Ticket.objects.filter(list=night.night.list, state="waiting", number__in=found)
    some = list(waiting.order_by("number", "ord", "part")[:MOST])
    return [{"spot": spot, "likely": found[spot.ticket.number]} for spot in spots(some)]


def _people(rows: list[dict[str, Any]]) -> int:
    return sum(row["spot"].ticket.size for row in rows)


@page(Role.COORDINATOR, Role.KEEPER, Role.PLANNER)
def shelters(request: HttpRequest) -> HttpResponse:
    """The shelters in the next weeks: how full they may be, as bands."""
    lists = []
    for one in line.lists():
        night = reads.latest(one.id)
        fresh = night if night and night.fresh(today(one.zone)) else None
        rows = (
            [(each._replace(name=word(each.name)), band(each)) for each in reads.shelters(fresh)]
            if fresh
            else []
        )
        lists.append((one, fresh, rows))
    return render(request, "forecast/shelters.html", {"lists": lists, "here": "shelters"})


# --- policies side by side ------------------------------------------------------------------------------------------
@page(Role.PLANNER, methods=("GET", "POST"))
def plan(request: HttpRequest) -> HttpResponse:
    """Two to six policies side by side, from the line of this office: the form, and its start."""
    from . import running, wish

    asked = wish.read(request.POST) if request.method == "POST" else wish.first_wish()
    if request.method == "POST" and not asked.errors and asked.where:
        try:
            return redirect("forecast:run", _begun(request, asked, asked.where).id)
        except UnknownPlace as error:
            asked.errors["list"] = str(error)
    shown = {**wish.shown(asked), "earlier": running.mine(request.user.id), "here": "forecast"}
    return render(request, "forecast/plan.html", shown, status=422 if asked.errors else 200)


def _begun(request: HttpRequest, asked: Any, where: WaitingList) -> Any:
    from . import running

    day = evening(settings.OFFICE.clock.now(), where.zone)
    now = situation(settings.OFFICE.db, where, day)
    days, runs = asked.numbers
    return running.start(request.user.id, now, asked.scenarios(), days, runs, where.name)


@page(Role.PLANNER)
def run(request: HttpRequest, run_id: str) -> HttpResponse:
    """How far a comparison has come, and what came out: as a page, or as a file (HTML, CSV, JSON)."""
    from . import running

    one = running.find(run_id, request.user.id)
    if not one:
        return render(request, "forecast/gone.html", {"here": "forecast"}, status=404)
    if one.going or one.fault or not one.result:
        template = (
            "forecast/_going.html" if request.headers.get("HX-Target") == "going" else "forecast/going.html"
        )
        return render(request, template, {"run": one, "here": "forecast"})
    if request.headers.get("HX-Target") == "going":
        return HttpResponse(headers={"HX-Refresh": "true"})
    return _result(request, one)


def _in_words(day: date) -> str:
    return day_words(day, "plain")


def _result(request: HttpRequest, one: Any) -> HttpResponse:
    from .comparison import context
    from .files import FILES

    if form := request.GET.get("as"):
        if form not in FILES:
            raise Http404
        kind, write = FILES[form]
        name = f'attachment; filename="forecast.{form}"'
        return HttpResponse(
            write(one.result), content_type=f"{kind}; charset=utf-8", headers={"Content-Disposition": name}
        )
    shown = {**context(one.result, _in_words), "run": one, "files": list(FILES), "here": "forecast"}
    return render(request, "forecast/result.html", shown)

"""The desk's pages of the line: today, the line itself, a call and its marks, a list, and the day sheet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ventanilla.journal.words import N_
from ventanilla.web.access import page
from ventanilla.web.now import now, today
from ventanilla.web.told import once, opens, who_did

from . import day, reads
from .actions.calls import KINDS, LOOK, Plan, offer_of, plan_call
from .actions.days import date_in_doubt
from .actions.said import spots, state_words
from .line_page import TABS, line_page
from .models import WaitingList
from .rules import LARGER, ListRules

SHEET_LEAST, SHEET_MOST = 60, 600
SHOWN = 4


def the_list(list_id: str) -> WaitingList:
    """A list by its short name, or the page that says there is none."""
    one = WaitingList.objects.filter(id=list_id).first()
    if not one:
        raise Http404
    return one


def show(
    request: HttpRequest, template: str, here: str, one: WaitingList | None, **more: Any
) -> HttpResponse:
    """A page of the line with what all of them need."""
    shared = {
        "here": here, "list": one, "lists": reads.lists(), "opens": opens(request), "state": one and state_words(one),
    }  # fmt: skip
    return render(request, f"line/{template}.html", shared | more)


@page()
def today_page(request: HttpRequest) -> HttpResponse:
    """Today: what is to do now, four figures, who is next, what waits to be done."""
    lists = reads.lists()
    if not lists:
        return show(request, "no_list", "today", None)
    one = next((each for each in lists if each.id == request.GET.get("list")), lists[0])
    here, office = today(one.zone), settings.OFFICE
    at = day.day_state(office.db, one, here)
    rules = reads.rules(office.db, one.id, here)
    ending, turning = day.ending_soon(one.id, here, SHOWN), day.turning_18(one.id, here)
    return show(
        request, "today", "today", one, at=at, day=here, now=now(), rules=rules, kinds=KINDS,
        offer=at.last_offer, doubt=_doubt(request), next_spots=spots(reads.head_of_line(one.id, 6)),
        ending=spots(ending), ending_count=day.ending_count(one.id, here), turning=spots(turning[:SHOWN]), turning_count=len(turning),
        last_given=reads.last_given(one.id), grace=_grace(at, rules), track=_track(at), year=here.year,
    )  # fmt: skip


def _doubt(request: HttpRequest) -> str:
    """Why today's date must be confirmed, or empty."""
    return date_in_doubt(settings.OFFICE.ledger.peek(request.user.actor))


def _grace(at: day.DayState, rules: ListRules) -> Any:
    """Until when those who were called may come: a moment, or None once it is over."""
    waits = [one for one in day.called_now(at.of.id, at.day) if one.state == "called"] if at.to_mark else []
    end = max((day.grace_end(rules, one) for one in waits), default=None)
    return end if end and end > now() else None


def _track(at: day.DayState) -> list[tuple[str, str]]:
    """The day in five steps, each "done", "now" or "" (to come)."""
    steps = ("offer", "call", "mark", "port", "end")
    current = len(steps) if at.step == "ended" else steps.index(at.step)
    return [(step, "done" if n < current else "now" if n == current else "") for n, step in enumerate(steps)]


@page()
def lines(request: HttpRequest) -> HttpResponse:
    """To the line of the first list."""
    lists = reads.lists()
    return redirect("line:line", lists[0].id) if lists else show(request, "no_list", "line", None)


@page(methods=("GET", "POST"))
def line(request: HttpRequest, list_id: str) -> HttpResponse:
    """The line, head first, by state, from a number on."""
    one = the_list(list_id)
    if request.method == "POST":
        number = "".join(c for c in request.POST.get("number", "") if c.isdecimal())[:9]
        where = reverse("line:line", args=[one.id])
        return redirect(f"{where}?state=all&from={int(number)}" if number else where)
    found = line_page(one.id, request.GET)
    here = today(one.zone)
    rules = reads.rules(settings.OFFICE.db, one.id, here)
    return show(
        request,
        "line",
        "line",
        one,
        tabs=TABS,
        rule=rules.sentences()[0],
        waiting=reads.waiting(one.id),
        **found,
    )


@page()
def call(request: HttpRequest, list_id: str) -> HttpResponse:
    """Who would be called now, who would be passed over and why; nothing is written yet."""
    one, db = the_list(list_id), settings.OFFICE.db
    here = today(one.zone)
    offer, rules = offer_of(db, one.id, here.isoformat()), reads.rules(db, one.id, here)
    plan = plan_call(db, one.id, offer, rules, LOOK, here.isoformat()) if offer else Plan([], [], 0)
    return show(
        request, "call", "today", one, day=here, offer=offer, plan=plan, rows=_plan_rows(offer, plan),
        kind=_(KINDS[offer[2]]) if offer else "", people=sum(each.size for each in plan.called),
        larger=_(LARGER[rules.larger]), doubt=_doubt(request),
    )  # fmt: skip


WHY = {"size": N_("Larger than the places left"), "kind": N_("Not whom the port asked for")}


def _plan_rows(offer: tuple[int, int, str] | None, plan: Plan) -> list[dict[str, Any]]:
    """Called and passed over in the order of the line, with the places used after each."""
    if not offer:
        return []
    why = {one.id: _(WHY[reason]) for one, reason in plan.passed}
    both = sorted(
        [*plan.called, *(one for one, _why in plan.passed)], key=lambda t: (t.number, t.ord, t.part)
    )
    used = offer[1] - plan.free - sum(one.size for one in plan.called)
    rows = []
    for spot in spots(both):
        passed = why.get(spot.ticket.id, "")
        left = max(offer[1] - used, 0)
        used += 0 if passed else spot.ticket.size
        rows.append({"spot": spot, "passed": passed, "used": used, "left": left})
    return rows


@page()
def mark(request: HttpRequest, list_id: str) -> HttpResponse:
    """Who was called: here or absent, let in or sent back."""
    one = the_list(list_id)
    here = today(one.zone)
    rules = reads.rules(settings.OFFICE.db, one.id, here)
    called = day.called_now(one.id, here)
    ends = {each.id: day.grace_end(rules, each) for each in called if each.state == "called"}
    first = next((each.id for each in called if each.state == "called"), "")
    rows = [
        {"spot": spot, "grace": ends.get(spot.ticket.id), "over": ends.get(spot.ticket.id, now()) <= now(),
         "left": _minutes(ends.get(spot.ticket.id)), "first": spot.ticket.id == first}
        for spot in spots(called)
    ]  # fmt: skip
    groups = [(name, [row for row in rows if _group(row["spot"].ticket.state) == name]) for name in GROUPS]
    soonest = min((end for end in ends.values() if end > now()), default=None)
    return show(
        request, "mark", "today", one, day=here, rows=rows, groups=[each for each in groups if each[1]], to_mark=len(ends), once=once, rules=rules,
        present=sum(1 for each in called if each.state == "present"), soonest=soonest,
        again=int((soonest - now()).total_seconds()) + 2 if soonest else 0,
    )  # fmt: skip


GROUPS = ("called", "present", "done")


def _group(state: str) -> str:
    return state if state in GROUPS else "done"


def _minutes(end: Any) -> int:
    """Whole minutes until a moment, at least 0."""
    return max(0, int((end - now()).total_seconds() // 60) + 1) if end else 0


@page()
def list_page(request: HttpRequest, list_id: str) -> HttpResponse:
    """A list's own page: its rules with their dates, who keeps it, the figures of the last days."""
    one = the_list(list_id)
    here = today(one.zone)
    settings_ = reads.rules_over_time(one.id)
    who = who_did([one.keeper, *(rule.author for rule in settings_)])
    rules = [
        {"rule": rule, "who": who[rule.author], "first": rule.from_day.year < 1990, "coming": rule.from_day > here,
         "sentences": ListRules.model_validate_json(rule.settings).sentences()}
        for rule in settings_
    ]  # fmt: skip
    return show(
        request, "list", "line", one, rules=rules, current=next(r for r in rules if not r["coming"]), day=here,
        keeper=who[one.keeper], days=day.recent_days(one.id, here), waiting=reads.waiting(one.id),
        last_given=reads.last_given(one.id),
    )  # fmt: skip


@page()
def sheet(request: HttpRequest, list_id: str) -> HttpResponse:
    """The day sheet: tomorrow's numbers in order, with sizes and states and no names, to print."""
    one, head = the_list(list_id), reads.latest_head()
    here = today(one.zone)
    count = _count(request.GET.get("households", ""), 3 * day.highest_offer(one.id, here))
    waiting = spots(reads.head_of_line(one.id, count))
    numbers = [spot.ticket.number for spot in waiting]
    rows = [
        {"spot": spot, "opens": n == 0 or numbers[n - 1] != spot.ticket.number}
        for n, spot in enumerate(waiting)
    ]
    return show(
        request, "sheet", "today", one, rows=rows, day=here + timedelta(days=1), count=count, head=head,
        fresh=bool(head and head.day == here), people=sum(spot.ticket.size for spot in waiting), now=now(),
        absent=spots(day.called_last(one.id)), absent_count=day.absent_count(one.id), here_day=here,
    )  # fmt: skip


def _count(asked: str, usual: int) -> int:
    """How many households stand on the sheet."""
    wanted = int(asked) if asked.isdecimal() and len(asked) < 6 else usual
    return min(max(wanted, 1 if asked.isdecimal() else SHEET_LEAST), SHEET_MOST)

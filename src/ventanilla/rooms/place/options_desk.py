"""Options at the desk: a household's ways on any day with every leaf, and those for whom a way closed overnight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import gettext as _

from ventanilla.journal.action import Role
from ventanilla.journal.clock import day_at
from ventanilla.journal.reader import Reader
from ventanilla.rooms.line.models import Ticket, WaitingList
from ventanilla.rooms.registry.models import Household, Person
from ventanilla.web.access import page, seen
from ventanilla.web.models import Staff

from .answered import Answers
from .known import known_facts, where, with_claims
from .options import options_of
from .options_page import asked
from .overnight import closed_for
from .standing import Day


class NoDay(ValueError):
    """What was typed is no day; the sentence says what to write."""


@page(Role.LEGAL, Role.HELPER, methods=("GET", "POST"))
def options(request: HttpRequest, household_id: str) -> HttpResponse:
    """A household's options on any day, with every reason and leaf: for legal aid and whoever helps at the desk.

    A household without a number is looked at where the office's first list is.
    """
    row = get_object_or_404(Household, pk=household_id)
    ticket = Ticket.objects.filter(household=row.id).order_by("-since", "-id").first()
    lists, office = WaitingList.objects.order_by("name"), settings.OFFICE
    one = lists.get(pk=ticket.list) if ticket else lists.first()
    if one is None:
        raise Http404
    seen(request, "options", row.id)
    today = day_at(office.clock.now(), one.zone)
    day, error = _asked_day(request, today)
    people = known_facts(row.id, ticket, day.on)
    if isinstance(request.user, Staff) and request.user.actor.role is Role.LEGAL:
        people = with_claims(office, people)
    answers = Answers.opened(office, request.POST.get("answers", ""), row.id)
    answers.take(request.POST, people, day.on)
    place, language = where(one), (translation.get_language() or "en")[:2]
    found = options_of(answers.cards(people), day, place, language, open_facts=True, bare=True) if place and people else None  # fmt: skip
    shown = {
        "here": "people", "household": row, "ticket": ticket, "list": one, "day": day, "options": found, "bare": True, "error": error,
        "names": _names(list(people)), "carried": {"answers": answers.sealed(office, row.id)}, "visit": Shown(answers),
        "contact": office.legal_aid, **asked(found, answers, people),
    }  # fmt: skip
    return render(request, "place/options_desk.html", shown, status=422 if error or answers.wrong else 200)


@dataclass(frozen=True)
class Shown:
    """What the questions of the desk's page need of a visit: the answers, all of them readable."""

    answers: Answers
    open_facts: bool = True


def _asked_day(request: HttpRequest, today: date) -> tuple[Day, str]:
    """The day asked about and the day up to which the law was known; today, and a sentence, where what was typed is no day."""
    try:
        on = _read_day(request.GET.get("on", ""), today)
        return Day(on, _read_day(request.GET.get("known", ""), on)), ""
    except NoDay as error:
        return Day(today, today), str(error)


def _read_day(typed: str, otherwise: date) -> date:
    if not typed.strip():
        return otherwise
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        raise NoDay(_("Write the day as year-month-day, for example 2018-12-05.")) from None
    if not 2000 <= day.year <= 2100:
        raise NoDay(_("Write a day between the years 2000 and 2100."))
    return day


def _names(people: list[str]) -> list[str]:
    """The names of these people as they were said, in order."""
    rows = dict(Person.objects.filter(pk__in=people).values_list("id", "identity_seq"))
    office = settings.OFFICE
    parts = Reader(office.db, office.keys).parts([(rows[one], one) for one in people if rows[one]])
    return [str(parts.get(one, {}).get("name", "")) or _("no name") for one in people]


# --- when a way closes -------------------------------------------------------------------------------------------
PAGE_OF = 50


@page(Role.LEGAL, Role.COORDINATOR)
def closed(request: HttpRequest, list_id: str = "") -> HttpResponse:
    """Those on a list (the first, where none is named) for whom a way closed on a day: a work list, numbers only, 50 a page."""
    lists = WaitingList.objects.order_by("name")
    one = get_object_or_404(lists, pk=list_id) if list_id else lists.first()
    if one is None:
        raise Http404
    today = day_at(settings.OFFICE.clock.now(), one.zone)
    day, error = _asked_day(request, today)
    work: list[Any] = closed_for(one, day)
    first = request.GET.get("from", "0")
    start = min(int(first), len(work)) if first.isdecimal() else 0
    following = start + PAGE_OF if start + PAGE_OF < len(work) else None
    seen(request, "work list: a way closed", *(row.ticket.household for row in work[start : start + PAGE_OF]))
    shown = {
        "here": "line", "list": one, "day": day, "error": error, "work": work[start : start + PAGE_OF], "count": len(work),
        "following": following, "lists": lists,
    }  # fmt: skip
    return render(request, "place/closed.html", shown, status=422 if error else 200)

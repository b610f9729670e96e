"""The options page of a waiting person: behind the private code, by POST only; what is answered on it is stored nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from ventanilla.journal.words import N_
from ventanilla.web.access import page
from ventanilla.web.templatetags.ventanilla import country

from . import opening, reading_out
from .answered import Answers
from .asks import ASKS, COUNTRIES, CROSSED
from .board import Said, label
from .known import Card
from .options import Options, options_of
from .visit import Visit, spoken, visit_of


@csrf_exempt  # it only shows; a phone that refuses cookies must be able to ask
@page(public=True, methods=("GET", "POST"))
def options(request: HttpRequest) -> HttpResponse:
    """The options of both countries for a waiting person, opened from My place."""
    visit = visit_of(request)
    if isinstance(visit, HttpResponse):
        return visit
    people = visit.people()
    visit.answers.take(request.POST, people, visit.day.on)
    if typed := request.POST.get("word", ""):
        _read_out(request, visit, typed)
    shown = _shown(visit, people)
    status = 422 if visit.answers.wrong else 403 if visit.error else 200
    return spoken(request, render(request, "place/options.html", shown, status=status))


def _read_out(request: HttpRequest, visit: Visit, typed: str) -> None:
    office, source = settings.OFFICE, request.META.get("REMOTE_ADDR", "")
    try:
        visit.facts = reading_out.open_facts(office, visit.ticket, typed, source)
        visit.open_facts = True
    except opening.TooMany as many:
        visit.error = Said(
            N_("Too many wrong words. Wait {n} seconds, then try again, or ask the desk."), n=many.seconds
        )
    except reading_out.WrongWord:
        visit.error = Said(
            N_("This is not your second word. You choose one at the desk, and the desk can set it again.")
        )


def _shown(visit: Visit, people: dict[str, Card]) -> dict[str, Any]:
    found: Options | None = None
    if visit.where and people:
        found = options_of(visit.answers.cards(people), visit.day, visit.where, visit.law, visit.open_facts)
    return {
        "visit": visit, "options": found, "carried": visit.carried(), "label": label(visit.ticket),
        "foreign": (translation.get_language() or "es")[:2] not in ("es", "en"), "contact": settings.OFFICE.legal_aid,
        **asked(found, visit.answers, people),
    }  # fmt: skip


def asked(found: Options | None, answers: Answers, people: dict[str, Card]) -> dict[str, Any]:
    """What the questions of a page need: each with its error and what was typed, the answers so far, for whom they may be."""
    asks = dict.fromkeys([*(ASKS[fact] for fact in answers.wrong), *(found.asks if found else ())])
    return {
        "questions": [(ask, answers.wrong.get(ask.fact), answers.typed.get(ask.fact)) for ask in asks],
        "given": answers.listed(people), "many": range(1, len(people) + 1) if len(people) > 1 else (),
        "countries": named(COUNTRIES), "crossed": named(CROSSED),
    }  # fmt: skip


def named(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Countries with their names in the page's language, by name."""
    return sorted(((code, country(code)) for code in codes), key=lambda pair: pair[1])

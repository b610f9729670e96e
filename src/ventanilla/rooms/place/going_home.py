"""Help to go home: the answer to a person's own question, on a page of its own, and nowhere else."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from ventanilla.journal.words import N_
from ventanilla.rooms.law.reads import note
from ventanilla.rulebook.asking import Answer, answer
from ventanilla.rulebook.book import book
from ventanilla.rulebook.when import Moment
from ventanilla.web.access import page

from .board import Said
from .reasons import Reason, Teller
from .visit import Visit, spoken, visit_of

ASK = "return_help"
CAN, LAWYER, NOT = (
    N_("Yes: you may ask for help to go home."),
    N_("A lawyer has to look at this first."),
    N_("Not under the rules of today."),
)


@csrf_exempt  # it only shows; a phone that refuses cookies must be able to ask
@page(public=True, methods=("GET", "POST"))
def going_home(request: HttpRequest) -> HttpResponse:
    """The answer to a person's own question about going home; it stands in no list and no desk proposes it."""
    visit = visit_of(request)
    if isinstance(visit, HttpResponse):
        return visit
    word, reasons = help_to_return(visit)
    grounds = [ground.source for reason in reasons for ground in reason.grounds if ground.source]
    shown = {
        "visit": visit, "carried": visit.carried(), "help": (word, reasons), "sources": list(dict.fromkeys(grounds)),
        "note": note(["IOM-AVR"], visit.law), "contact": settings.OFFICE.legal_aid,
    }  # fmt: skip
    return spoken(request, render(request, "place/going_home.html", shown))


def help_to_return(visit: Visit) -> tuple[Said, list[Reason]]:
    """Whether each of these people may ask for help to go home; answers that differ, or were not read, are a lawyer's."""
    if not visit.where:
        return Said(LAWYER), []
    day = visit.day
    at = Moment(day.on.isoformat(), visit.where.zone)
    cards = visit.answers.cards(visit.people()) or [{}]
    found = [answer(book(), ASK, card, at, visit.where.city, day.known.isoformat()) for card in cards]
    teller = Teller(book(), visit.law, visit.open_facts)
    return Said(_word(found)), list(dict.fromkeys(teller.reason(ASK, one) for one in found))


def _word(found: list[Answer]) -> str:
    codes = {one.code if one.checked else "NEEDS_LAWYER" for one in found}
    return {"YES": CAN, "NO": NOT}.get(codes.pop(), LAWYER) if len(codes) == 1 else LAWYER

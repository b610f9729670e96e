"""One view of a page behind My place: opened by the page's token, carrying what the next view needs, storing nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from ventanilla.journal.clock import day_at
from ventanilla.journal.words import N_
from ventanilla.rooms.line.models import Ticket, WaitingList
from ventanilla.web.languages import law_language as page_law_language

from . import opening, reading_out
from .answered import Answers
from .board import Said
from .known import Card, Where, known_facts, where
from .pages import ask_code, private
from .standing import Day


@dataclass
class Visit:
    """One view of the options page: whose, in which language of law, and what this page carries along."""

    ticket: Ticket
    list: WaitingList
    law: str
    answers: Answers
    facts: str
    open_facts: bool
    error: Said | None = None

    @property
    def day(self) -> Day:
        """Today at the list, and as known today."""
        today = day_at(settings.OFFICE.clock.now(), self.list.zone)
        return Day(today, today)

    @property
    def where(self) -> Where | None:
        """The place as the rulebook names it."""
        return where(self.list)

    def people(self) -> dict[str, Card]:
        """The cards of everybody whom the place covers."""
        return known_facts(self.ticket.household, self.ticket, self.day.on)

    def carried(self) -> dict[str, str]:
        """What the page's own forms carry."""
        sealed = self.answers.sealed(settings.OFFICE, self.ticket.id)
        kept = {"token": opening.token(self.ticket), "answers": sealed, "facts": self.facts, "law": self.law}
        return {name: value for name, value in kept.items() if value}


def visit_of(request: HttpRequest) -> Visit | HttpResponse:
    """The view that a page's token opens; the form for the code where it opens nothing."""
    if request.method != "POST":
        return ask_code(request)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        translation.activate(chosen)
    ticket = opening.reopen(request.POST.get("token", ""))
    if ticket is None:
        over = Said(N_("This page was open for 15 minutes. Type the code again."))
        return ask_code(request, {"error": over}, 403)
    facts, office = request.POST.get("facts", ""), settings.OFFICE
    opened = reading_out.facts_open(office, ticket, facts)
    answers = Answers.opened(office, request.POST.get("answers", ""), ticket.id)
    one = WaitingList.objects.get(pk=ticket.list)
    return Visit(ticket, one, law_language(request, chosen), answers, facts if opened else "", opened)


def law_language(request: HttpRequest, chosen: str) -> str:
    """The language of the law's sentences: the page's where it is Spanish or English, else Spanish, English on request."""
    asked = (
        request.POST.get("law") == "en" and not chosen and (translation.get_language() or "es")[:2] != "es"
    )
    return "en" if asked else page_law_language()


def spoken(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The page as it is sent: kept by no browser, its language kept in a cookie."""
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie("lang", chosen, samesite="Strict", httponly=True)
    return private(response)

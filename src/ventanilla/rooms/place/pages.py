"""What anybody may open: the board and My place; and the slip, which the desk prints."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from ventanilla.journal.action import Refused, Role
from ventanilla.journal.words import N_
from ventanilla.rooms.line import reads
from ventanilla.rooms.line.models import Ticket, WaitingList
from ventanilla.rooms.registry.models import Household, Person
from ventanilla.rooms.registry.words import PRINTED_IN
from ventanilla.web.access import page, seen
from ventanilla.web.do import new_once
from ventanilla.web.templatetags.ventanilla import day_words

from . import code, opening
from .actions import MakeCode
from .board import Answer, NotANumber, Said, answers, label, number_typed, order_said
from .board import board as read_board
from .slip import CannotPrint, Slip, slip_pdf
from .slip_words import HOW_TO

PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""Browsers show a PDF in a viewer of their own, which the pages' policy would keep empty."""


@csrf_exempt  # it only shows; a phone that refuses cookies must be able to ask
@page(public=True, methods=("GET", "POST"))
def front(request: HttpRequest) -> HttpResponse:
    """The public board of the one list, or a choice where there are several."""
    lists = reads.lists()
    if len(lists) == 1:
        return _board(request, lists[0])
    return render(request, "place/lists.html", {"lists": lists})


@csrf_exempt  # it only shows; a phone that refuses cookies must be able to ask
@page(public=True, methods=("GET", "POST"))
def board(request: HttpRequest, list_id: str) -> HttpResponse:
    """The public board: is a number called, how many are ahead, how long; no names."""
    return _board(request, get_object_or_404(WaitingList, pk=list_id))


@page(public=True)
def wall(request: HttpRequest, list_id: str) -> HttpResponse:
    """The public board for a wall or a television: large, and nothing to type."""
    one = get_object_or_404(WaitingList, pk=list_id)
    response = render(request, "place/wall.html", {"board": read_board(settings.OFFICE.db, one, _now())})
    response["Refresh"] = "60"
    return response


def _board(request: HttpRequest, one: WaitingList) -> HttpResponse:
    shown: dict[str, Any] = {"board": read_board(settings.OFFICE.db, one, _now())}
    if request.method == "POST":
        shown |= asked(one, request.POST.get("number", ""))
    return render(request, "place/board.html", shown, status=422 if shown.get("error") else 200)


def asked(one: WaitingList, typed: str) -> dict[str, Any]:
    """The answer for a number that somebody typed: every household of it, or a sentence why there is none."""
    try:
        number, part = number_typed(typed)
    except NotANumber as error:
        return {"typed": typed[:20], "error": Said(str(error))}
    found: list[Answer] = answers(settings.OFFICE.db, one.id, number, part)
    last = reads.last_given(one.id)
    none = N_("Number {number} was not given yet. The last number given is {last}.")
    gap = N_("Nobody holds number {number} on this list. The desk can say why.")
    sentence = None if found else Said(none if number > last else gap, number=number, last=last)
    asked_for = f"{number:,}" + (f"-{part}" if part else "")
    return {"typed": typed[:20], "number": asked_for, "answers": found, "nobody": sentence}


def _now() -> Any:
    return settings.OFFICE.clock.now()


# --- my place ----------------------------------------------------------------------------------------------------
@csrf_exempt  # it only shows; a phone that refuses cookies must be able to ask
@page(public=True, methods=("GET", "POST"))
def place(request: HttpRequest) -> HttpResponse:
    """My place: a waiting person's own page, opened with the code on the slip."""
    if request.method != "POST":
        return ask_code(request)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        translation.activate(chosen)
    if signed := request.POST.get("token"):
        found = opening.reopen(signed)
        over = Said(N_("This page was open for 15 minutes. Type the code again."))
        response = _mine(request, found) if found else ask_code(request, {"error": over}, 403)
    else:
        response = _open(request)
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie("lang", chosen, samesite="Strict", httponly=True)
    return response


def _open(request: HttpRequest) -> HttpResponse:
    typed = request.POST.get("code", "")
    try:
        return _mine(request, opening.open_place(settings.OFFICE, typed, request.META.get("REMOTE_ADDR", "")))
    except code.Mistyped as slip:
        hint = Said(code.HINT, group=slip.group) if slip.group else None
        wrong = Said(code.SENTENCES[slip.sentence_code])
        shown = {
            "error": wrong,
            "hint": hint,
            "group": _group(typed, slip),
            "uncounted": True,
            "typed": typed[:60],
        }
        return ask_code(request, shown, 422)
    except opening.TooMany as many:
        wait = Said(N_("Too many codes that open nothing. Wait {n} seconds, then try again."), n=many.seconds)
        return ask_code(request, {"error": wait, "typed": typed[:60]}, 429)
    except opening.OpensNothing:
        nothing = Said(
            N_("This code opens nothing. Look at your newest slip, or ask the desk for a new one.")
        )
        return ask_code(request, {"error": nothing, "typed": typed[:60]}, 403)


def _group(typed: str, slip: code.Mistyped) -> str:
    """The group that is probably wrong, as it was typed; never what it should be."""
    flat = "".join(symbol for symbol in typed.rpartition("#")[2] if symbol.isalnum()).upper()
    whole = slip.group and slip.sentence_code in ("check", "foreign")
    return flat[code.GROUP * (slip.group - 1) :][: code.GROUP] if whole and slip.group else ""


def ask_code(request: HttpRequest, shown: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """The form for the private code."""
    return private(
        render(request, "place/code.html", {"lists": reads.lists(), **(shown or {})}, status=status)
    )


def _mine(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    shown = {"mine": opening.mine(settings.OFFICE, ticket), "token": opening.token(ticket)}
    return private(render(request, "place/mine.html", shown))


def private(response: HttpResponse) -> HttpResponse:
    """A page that no browser keeps."""
    response["Cache-Control"] = "no-store"
    return response


# --- the slip ----------------------------------------------------------------------------------------------------
@page(Role.KEEPER, Role.HELPER, methods=("GET", "POST"))
def slip(request: HttpRequest, ticket_id: str) -> HttpResponse:
    """The slip of a place: the choice of paper, and the slip itself with a fresh code."""
    ticket = get_object_or_404(Ticket, pk=ticket_id)
    seen(request, "slip", ticket.household)
    if request.method != "POST":
        return _choose(request, ticket)
    size, once = request.POST.get("size", "a6"), request.POST.get("once", "")
    if size not in ("a6", "80mm") or not once:
        return _choose(request, ticket, _("Choose the paper: A6 or 80 mm."), 422)
    try:
        made = _make(request, ticket, once)
        ticket.refresh_from_db()
        pdf = slip_pdf(slip_of(ticket, made["code"], made["copy"]), size)
    except (Refused, CannotPrint) as error:
        return _choose(request, ticket, getattr(error, "sentence", str(error)), 409)
    response = private(HttpResponse(pdf, content_type="application/pdf"))
    response["Content-Disposition"] = 'inline; filename="slip.pdf"'
    response["Content-Security-Policy"] = PDF_POLICY
    return response


def _choose(request: HttpRequest, ticket: Ticket, error: str = "", status: int = 200) -> HttpResponse:
    shown = {"ticket": ticket, "label": label(ticket), "once": new_once(), "error": error, "here": "line"}
    return render(request, "place/slip.html", shown, status=status)


def _make(request: HttpRequest, ticket: Ticket, once: str) -> dict[str, Any]:
    """The code to print: a new one, or the same again for a form that was sent twice within 15 minutes."""
    office = settings.OFFICE
    done = office.ledger.perform(MakeCode(ticket=ticket.id), request.user.actor, once)
    if not done.again:
        made = {"code": done.shown["code"], "copy": done.entry.body["copy"]}
        opening.keep_shown(office, once, made)
        return made
    kept = opening.shown_again(office, once)
    if kept is None or done.entry.seq != ticket.code_seq:
        raise Refused(_("This slip was printed before, and its code is not kept. Print a new slip."))
    return kept


def slip_of(ticket: Ticket, made: str, copy: int) -> Slip:
    """What a slip says, in the household's own language first."""
    office, one = settings.OFFICE, WaitingList.objects.get(pk=ticket.list)
    first = language_of(ticket.household)
    stands = reads.standing(office.db, ticket)
    with translation.override(first):
        order = order_said(stands.order, stands.households)
        return Slip(
            list_name=one.name, port=one.port, number_label=str(label(ticket)), order_label=str(order or ""),
            size=ticket.size, joined=day_words(ticket.since), code=made, digits=code.digits(made),
            address=office.address, sentences=tuple(sorted(HOW_TO, key=lambda said: said[0] != first)),
            demo=office.demo, copy=copy,
        )  # fmt: skip


def language_of(household: str) -> str:
    """The first language of a household that slips are printed in, the contact person's before the others'; else Spanish."""
    contact = Household.objects.filter(pk=household).values_list("contact", flat=True).first()
    people = Person.objects.filter(household=household, state="here").order_by("id")
    spoken = sorted(people.values_list("id", "languages"), key=lambda row: row[0] != contact)
    codes = [word for _id, languages in spoken for word in languages.split()]
    return next((PRINTED_IN[word] for word in codes if word in PRINTED_IN), "es")

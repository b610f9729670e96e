"""The desk's pages about claims: alarms, hearings of a day, a family's claims together, one claim, a notice to print."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from ventanilla.journal.action import Role
from ventanilla.journal.reader import Reader, sentence
from ventanilla.rooms.registry.models import Household, Person
from ventanilla.web.access import page, seen
from ventanilla.web.languages import law_language
from ventanilla.web.now import today
from ventanilla.web.templatetags.ventanilla import country
from ventanilla.web.told import once, short_day, told

from . import ends, law, reads, words
from . import notice as paper
from .alarms import Alarm, alarms, by_household
from .card import CardBase
from .changes import changes, moves
from .models import Notice, Paper
from .notices import notice_of
from .said import in_words
from .where import NAMES

COLLEAGUES = (Role.HELPER, Role.COORDINATOR, Role.LEGAL)
"""Who may write down what people bring to the desk. Only legal aid reads what a claim says."""
SHOWN = 100
"""Alarms and changes on one page: whoever is shown is also written in the log of views."""
PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@page(Role.LEGAL)
def overview(request: HttpRequest) -> HttpResponse:
    """Alarms of all claims by household: first those with something for today, then the others."""
    claims = reads.open_claims(settings.OFFICE, today())
    found = by_household(alarms(claims, today()), claims)
    shown = found[:SHOWN]
    seen(request, "claim alarms", *(one.household for one in shown if one.household))
    now, soon = [one for one in shown if one.now], [one for one in shown if not one.now]
    return _show(
        request, "claims/alarms.html", tab="alarms", now=now, soon=soon, more=len(found) - len(shown)
    )


@page(Role.LEGAL)
def everyone(request: HttpRequest) -> HttpResponse:
    """Every claim that is open: whose, which way, and the next day on which something is due."""
    found = [one for one in reads.open_claims(settings.OFFICE, today()) if one.open]
    found.sort(key=lambda one: (one.next(today()) or date.max, one.row.id))
    shown = found[:SHOWN]
    seen(request, "open claims", *dict.fromkeys(one.person.household for one in shown))
    rows = [(one, one.next(today())) for one in shown]
    return _show(request, "claims/everyone.html", tab="everyone", rows=rows, more=len(found) - len(shown))


@page(Role.LEGAL)
def day(request: HttpRequest, day: str = "") -> HttpResponse:
    """The hearings and appointments of a day, as the papers say it."""
    on = _day(day)
    papers = reads.hearings(on)
    claims = reads.claims_seen(settings.OFFICE, {one.claim for one in papers}, today())
    seen(request, "hearings", *dict.fromkeys(one.person.household for one in claims.values()))
    rows = [
        {"paper": one, "claim": claims[one.claim], "notice": _last_notice(claims[one.claim], one.id)}
        for one in papers
        if one.claim in claims and claims[one.claim].person.state == "here"
    ]
    days = reads.hearing_days(min(on, today()))
    return _show(request, "claims/day.html", tab="day", on=on, rows=rows, days=days)


@page(Role.LEGAL)
def changed(request: HttpRequest) -> HttpResponse:
    """What a change of the rules does to open claims: who, and why."""
    claims = reads.open_claims(settings.OFFICE, today())
    found, moved = changes(claims, today(), law_language()), moves(claims, today())
    found, moved = found[:SHOWN], moved[:SHOWN]
    touched = [one.seen for one in found] + [one.seen for one in moved]
    seen(request, "rule changes", *dict.fromkeys(one.person.household for one in touched))
    return _show(
        request, "claims/changed.html", tab="changed", changes=found, moved=moved, book=law.book_hash()
    )


@page(*COLLEAGUES)
def family(request: HttpRequest, household_id: str) -> HttpResponse:
    """The claims of one household, together. Colleagues see only that there are claims, and write down what comes."""
    house = get_object_or_404(Household, pk=household_id)
    seen(request, "claims", house.id)
    people = list(Person.objects.filter(household=house.id, state="here").order_by("id"))
    named = reads.names_of(settings.OFFICE, people)
    if not _legal(request):
        begun = reads.begun(one.id for one in people)
        members = [(one, named[one.id], begun.get(one.id, [])) for one in people]
        return _show(request, "claims/begun.html", house=house, members=members)
    claims = reads.claims_of(settings.OFFICE, house.id, today())
    asked = reads.asked(settings.OFFICE, [one.id for one in people])
    found = [one for one in alarms(claims, today()) if one.household == house.id]
    shown = [(*_member(one, named[one.id], claims, found), asked.get(one.id, [])) for one in people]
    together = [one for one in found if not one.name]
    return _show(request, "claims/family.html", house=house, members=shown, alarms=together)


def _member(one: Person, name: str, claims: list[reads.ClaimSeen], found: list[Alarm]) -> tuple[Any, ...]:
    """A member, their claims, the countries in which they have none that is open, and the alarms about them alone."""
    own = {seen.row.id: seen for seen in claims if seen.row.person == one.id}
    held = {seen.row.country for seen in own.values() if seen.open}
    free = [country for country in words.COUNTRIES if country not in held]
    return (
        one,
        name,
        list(own.values()),
        free,
        [alarm for alarm in found if alarm.name and alarm.claim in own],
    )


@page(Role.LEGAL)
def claim(request: HttpRequest, claim_id: str) -> HttpResponse:
    """One claim: what to do, its papers side by side, deadlines, the way with its why, and what happened."""
    one = reads.claim_seen(settings.OFFICE, claim_id, today())
    if not one:
        raise Http404
    seen(request, "claim", one.person.household)
    entries = Reader(settings.OFFICE.db, settings.OFFICE.keys).history(claim_id)
    told_ = told((entry, sentence(entry)) for entry in entries)
    lines = [(line, *in_words(entry)) for entry, line in zip(entries, told_, strict=True)]
    home = [
        one
        for one in reads.asked(settings.OFFICE, [one.person.id]).get(one.person.id, [])
        if one.topic == "home"
    ]
    return _show(
        request, "claims/claim.html", one=one, lines=reversed(lines), asked_home=bool(home),
        why=_why(one), card=_card(one), facts=_facts(one), once=once(),
        endings=ends.DECISIONS.items(), home=ends.GOING_HOME, removal=ends.REMOVAL, not_checked=ends.NOT_CHECKED,
        papers=[(p, [n for n in one.notices if n.paper == p.id]) for p in one.papers],
        alarms=[a for a in alarms([one], today()) if a.kind != "law"],
    )  # fmt: skip


def _why(one: reads.ClaimSeen) -> list[tuple[Any, Any]]:
    """Each answer that is kept, with its why as the book says it on that day."""
    if one.facts is None:
        return []
    language = law_language()
    return [
        (kept, law.why(kept.ask, one.cards(kept.day), str(kept.day), kept.place, language))
        for kept in one.answers
    ]


def _card(one: reads.ClaimSeen) -> list[tuple[str, Any]]:
    """What is written now, as the form that corrects it wants it: sent by POST, so that no fact stands in an address."""
    typed = CardBase.typed(one.facts or {}, one.ors)
    return [("person", one.person.id), *((f"card-{name}", value) for name, value in typed.items())]


def _facts(one: reads.ClaimSeen) -> list[tuple[str, str]]:
    """The facts in words: days, countries and yes or no as people say them."""
    return [
        (
            words.FACTS.get(name, name),
            " / ".join(_fact(name, each) for each in (value, one.ors.get(name)) if each is not None),
        )
        for name, value in (one.facts or {}).items()
    ]


def _fact(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _(words.YES_NO["yes" if value else "no"])
    if isinstance(value, list):
        return ", ".join(country(str(each)) for each in value)
    if name in _CODED:
        return _(_CODED[name].get(value, value))
    return short_day(value) if law.is_day(name) else country(value) if name == "nat" else str(value)


_CODED = {"manner": words.MANNERS, "health": words.HEALTH, "fear_mx": words.FEAR}


@page(Role.LEGAL)
def notice(request: HttpRequest, notice_id: str) -> HttpResponse:
    """A notice to print."""
    row = get_object_or_404(Notice, pk=notice_id)
    one = reads.claim_seen(settings.OFFICE, row.claim, today())
    if not one:
        raise Http404
    seen(request, "notice", one.person.household)
    try:
        pdf = paper.notice_pdf(notice_of(settings.OFFICE, row, Paper.objects.get(pk=row.paper)))
    except paper.CannotPrint as error:
        return render(request, "web/sentence.html", {"sentence": str(error), "status": 409}, status=409)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="notice.pdf"'
    response["Content-Security-Policy"] = PDF_POLICY
    return response


def _last_notice(claim: reads.ClaimSeen, paper_id: str) -> Notice | None:
    return next((one for one in reversed(claim.notices) if one.paper == paper_id), None)


def _show(request: HttpRequest, template: str, **shown: Any) -> HttpResponse:
    tables = {
        f"{name.lower()}_words": table for name, table in vars(words).items() if isinstance(table, dict)
    }
    tables |= {
        "outcomes_words": {code: one.words for code, one in ends.DECISIONS.items()},
        "places_words": NAMES,
    }
    base = {
        "here": "claims",
        "day": today(),
    }
    return render(request, template, tables | base | shown)


def _legal(request: HttpRequest) -> bool:
    return request.user.actor.role is Role.LEGAL


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else today()
    except ValueError:
        raise Http404 from None

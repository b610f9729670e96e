"""The law for everybody: what held on a day at a place, a rule's sheet, two policies side by side; the office's own
people under both of them are for staff.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ventanilla.journal.action import Role
from ventanilla.rulebook.book import Book, book
from ventanilla.rulebook.diff import Changed, Turn, changes, in_words, rules_that_differ, typical
from ventanilla.rulebook.places import PLACES
from ventanilla.rulebook.policy import policy
from ventanilla.rulebook.sheet import sheet
from ventanilla.rulebook.when import Moment
from ventanilla.rulebook.why import code_in_words
from ventanilla.rulebook.wording import country
from ventanilla.web.access import page, seen
from ventanilla.web.languages import law_language
from ventanilla.web.now import today

from .caseload import COUNTING, caseload, counted, label_words, touched
from .reads import signed
from .shown import chart, day_words, held, timeline, years

LONGEST = 300
SHOWN = 50


@dataclass(frozen=True)
class Asked:
    """Day and place that were asked about, and what was wrong with them."""

    day: str
    place: str
    at: Moment
    error: str = ""
    known: str = ""
    field: str = "day"
    """The field that is wrong, where one is."""


def _asked(request: HttpRequest) -> Asked:
    """What was asked; where it cannot be read, what was typed stays and a sentence says which field to look at."""
    now = today().isoformat()
    day, known = (request.GET.get(name, "").strip()[:40] for name in ("day", "known"))
    day, place = day or now, request.GET.get("place", "").strip() or "San Ysidro"
    zone = PLACES[place].zone if place in PLACES else settings.OFFICE.zone
    if place not in PLACES:
        return Asked(
            day,
            place[:40],
            Moment(now, zone),
            _("There is no such place. Choose one of the list."),
            known,
            "lplace",
        )
    said = _("“{day}” is not a day. Write it as year-month-day, for example 2018-12-05.")
    for field, text in (("day", day), ("known", known)):
        try:
            Moment(text or now, zone)
        except ValueError:
            return Asked(day, place, Moment(now, zone), said.format(day=text), known, field)
    return Asked(day, place, Moment(day, zone), known=known)


def _common(asked: Asked) -> dict[str, Any]:
    return {
        "asked": asked,
        "places": sorted(PLACES),
        "day_words": day_words(asked.at.text),
        "law_language": law_language(),
    }


@page(public=True)
def law(request: HttpRequest) -> HttpResponse:
    """What was the rule on a day at a place, in both countries; and the years as a picture."""
    asked = _asked(request)
    found = [] if asked.error else held(book(), asked.at, asked.place, asked.known)
    shown = {
        "on": [one for one in found if one.on],
        "off": [one for one in found if not one.on],
        "timeline": [] if asked.error else timeline(book(), asked.place),
        "years": years(),
        **_common(asked),
    }
    return render(request, "law/law.html", shown, status=422 if asked.error else 200)


@page(public=True)
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """The sheet of a rule: sentence, windows, who and who not, sources, boundary table, sign-off."""
    try:
        one = sheet(book(), rule_id, law_language())
    except KeyError:
        raise Http404 from None
    shown = {
        "sheet": one,
        "charts": [(bar, chart(bar)) for bar in one.bars],
        "years": years(),
        "signed": signed([rule_id]).get(rule_id),
        "law_language": law_language(),
        "staff": request.user.is_authenticated and request.user.actor.role is Role.LEGAL,
    }
    return render(request, "law/rule.html", shown)


@page(public=True)
def compare(request: HttpRequest) -> HttpResponse:
    """Two policies side by side, in words, for kinds of people."""
    return _compared(request, "law/compare.html")


@page(Role.PLANNER, Role.LEGAL, Role.COORDINATOR, Role.KEEPER)
def office(request: HttpRequest) -> HttpResponse:
    """Two policies and this office's people: who is better and worse off, in rounded counts."""
    seen(request, "policies and caseload", "")
    return _compared(request, "law/caseload.html", of_office=True)


@page(Role.LEGAL, Role.KEEPER)
def whom(request: HttpRequest) -> HttpResponse:
    """Whom to tell that an answer of theirs changes under another policy. A list at the desk, never a file."""
    asked, books, error = _policies(request)
    typed = request.GET.get("from", "0")
    first = min(int(typed), 10_000_000) if typed.isdecimal() else 0
    found = (
        touched(settings.OFFICE.db, *books, asked.at, asked.place, first + SHOWN + 1) if books else iter(())
    )
    rows = list(islice(found, first, None))
    seen(request, "whom to tell", *(row.household for row in rows[:SHOWN]))
    following = first + SHOWN if len(rows) > SHOWN else None
    shown = {
        **_common(asked),
        **_named(request),
        "error": error,
        "rows": rows[:SHOWN],
        "following": following,
    }
    return render(request, "law/whom.html", {**shown, "here": "more"})


def _named(request: HttpRequest) -> dict[str, str]:
    before = request.GET.get("before", "")[:LONGEST].strip() or "long-standing"
    after = request.GET.get("after", "")[:LONGEST].strip() or "long-standing + remain-in-mexico@2019-01-28"
    return {"before": before, "after": after}


def _policies(request: HttpRequest) -> tuple[Asked, tuple[Book, Book] | None, str]:
    """Day and place, the two books, and a sentence where one of them cannot be read."""
    asked, named = _asked(request), _named(request)
    if asked.error:
        return asked, None, asked.error
    try:
        before, after = (policy(named[name], book(), files=False) for name in ("before", "after"))
        return asked, (before, after), asked.error
    except ValueError as error:
        return asked, None, str(error)


def _compared(request: HttpRequest, template: str, of_office: bool = False) -> HttpResponse:
    asked, books, error = _policies(request)
    shown: dict[str, Any] = {
        **_common(asked),
        **_named(request),
        "error": error,
        "policies": sorted(book().policies),
    }
    if books:
        language = law_language()
        one, other = books
        shown["rules"] = [
            (left, left.title.into(language), in_words(left, language), in_words(right, language))
            for left, right in rules_that_differ(one, other)
        ]
        shown["turns"] = list(
            _turns(changes(one, other, typical(asked.at, language), asked.at, asked.place), one)
        )
        if of_office:
            shown |= _office_counts(one, other, asked)
    return render(request, template, {**shown, "here": "more"}, status=422 if error else 200)


def _turns(found: dict[Changed, int], of: Book) -> Any:
    """Better, worse and not clear, each with its lines."""
    language = law_language()
    for turn in Turn:
        yield (
            turn.name.lower(),
            turn.value.into(language),
            [_line(one, of) for one in found if one.turn is turn],
        )


def _line(one: Changed, of: Book) -> dict[str, str]:
    language = law_language()
    return {
        "who": one.label,
        "ask": of.questions[one.ask].words.into(language),
        "before": code_in_words(one.before, language),
        "after": code_in_words(one.after, language),
    }


def _office_counts(one: Book, other: Book, asked: Asked) -> dict[str, Any]:
    """The office's people by nationality and by household type."""
    language = law_language()
    people = caseload(settings.OFFICE.db, asked.at.day)
    found = changes(one, other, people, asked.at, asked.place)
    countries = {
        person.label.split("/")[0]: country(person.label.split("/")[0], language) for person in people
    }
    tables = []
    for by, caption in ((0, _("By nationality")), (1, _("By household type"))):
        rows = [
            (label_words(label, by, countries), one.questions[ask].words.into(language),
             code_in_words(before, language), code_in_words(after, language), Turn[turn].value.into(language), many)
            for ask, before, after, turn, label, many in counted(found, by)
        ]  # fmt: skip
        tables.append((caption, rows))
    return {"tables": tables, "counting": _(COUNTING)}

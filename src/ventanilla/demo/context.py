"""What is shown beside the demo's figures: what was published about a day, by whom, and what was drawn or estimated.

Nothing of a later day is shown; a source that was printed later only where it speaks of this day. Sources that
disagree stand side by side.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ventanilla.journal.words import N_

from . import days, people, record
from .build import rule_figures
from .days import DemoDay
from .life import LIST, chosen
from .record import FIRST, Figure
from .staff import LOGINS, password


@dataclass(frozen=True)
class Group:
    """Figures that answer one question, with this office's own figure of the day (None where it keeps none)."""

    title: str
    figures: tuple[Figure, ...]
    ours: int | None = None
    ours_words: str = ""


def days_source(day: date) -> tuple[bool, Figure]:
    """Whether the port's offer of a day was drawn, and the figure it stands on (kind ``drawn`` where it was).

    Raises:
        ValueError: the day lies before 1 November 2018.
    """
    plan = _plan(*chosen(settings.OFFICE), day)
    drawn = plan.drawn and plan.source.kind == "estimated" and day != days.CLOSED_PORT
    source = replace(plan.source, kind="drawn", day=day) if drawn else plan.source  # type: ignore[arg-type]
    return drawn, source


@lru_cache(maxsize=64)
def _plan(seed: int, size: int, day: date) -> DemoDay:
    return days.next_day(seed, day, size)


def situation(day: date) -> list[Figure]:
    """Every figure to show for a day, each with its source, its date, its kind, and how it was found."""
    return [figure for group in groups(day) for figure in group.figures]


def groups(day: date) -> list[Group]:
    """The figures to show for a day, by what they answer."""
    return [one for one in (*_line(day), *_shelters(day), *_told(day)) if one.figures]


def _line(day: date) -> list[Group]:
    on_list = [*record.people_on_list(day), *_until(day, record.caravan_on_list())]
    said = [days_source(day)[1], *record.calls_said(day)] if day >= FIRST else []
    numbers = [days.opening_number(), record.last_number_called(), *record.numbers_held()]
    return [
        Group(N_("How many people are on the list"), tuple(on_list), _one("SELECT people FROM line_count"),
              N_("people wait on the list of this office")),
        Group(N_("How many people the port takes"), tuple(said), _one("SELECT offered FROM line_day", day),
              N_("places were offered today in this office")),
        Group(N_("Which numbers are called"), _until(day, *numbers, record.number_called_in_february()),
              _one("SELECT MAX(last_called) FROM line_day"), N_("is the last number called in this office")),
        Group(N_("How many people the port let in"), _until(day, record.admitted_in_november()),
              _one("SELECT SUM(admitted_people) FROM line_day"), N_("people were let in since 1 November in this office")),
    ]  # fmt: skip


def _shelters(day: date) -> list[Group]:
    city = Group(
        N_("How many people of the caravan are in the city"),
        (*record.in_the_city(day), *_until(day, *record.census().values())),
    )
    kept = ("capacity", "counts", "way_to_port", "opened", "closed")
    there = [
        Group(place.name, tuple(figure for field in kept for figure in getattr(place, field)))
        for place in record.shelters(day)
    ]
    return [city, *there]


def _told(day: date) -> list[Group]:
    assumed = (*rule_figures(), *people.assumptions(), *days.shares().values())
    return [
        Group(N_("What happened until this day"), _until(day, *record.wall())),
        Group(N_("What was assumed or estimated to make this office"), assumed),
    ]


def _until(day: date, *figures: Figure) -> tuple[Figure, ...]:
    return tuple(one for one in figures if one.day and one.day <= day)


def _one(select: str, day: date | None = None) -> int:
    sql, params = f"{select} WHERE list=?", [LIST]
    if day:
        sql, params = f"{sql} AND day=?", [LIST, day.isoformat()]
    row = settings.OFFICE.db.one(sql, params)
    return int(row[0] or 0) if row else 0


def page(_request: HttpRequest) -> dict[str, Any]:
    """For templates of a demo office: the logins that everybody may use (``demo_logins``)."""
    office = settings.OFFICE
    return {"demo_logins": [(login, password(login)) for login in LOGINS]} if office.demo else {}

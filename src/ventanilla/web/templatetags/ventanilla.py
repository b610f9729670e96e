"""What templates need: buttons and links for actions, days in words, numbers grouped, states as words and colour."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import UnknownLocaleError
from django import template
from django.conf import settings
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ventanilla.journal.action import ACTIONS
from ventanilla.journal.words import N_

from ..do import new_once
from ..models import Staff

register = template.Library()

TAGS = {
    "waiting": "wait", "called": "ask", "present": "yes", "absent": "stop", "admitted": "yes", "open": "yes",
    "paused": "wait", "left": "", "moved": "", "joined": "", "lapsed": "stop", "published": "yes", "estimated": "wait",
    "assumed": "wait", "drawn": "wait", "here": "yes", "forgotten": "",
}  # fmt: skip
STATE_WORDS = {
    "waiting": N_("waiting"), "called": N_("called"), "present": N_("present"), "absent": N_("absent"),
    "admitted": N_("let in by the port"), "left": N_("left the list"), "moved": N_("moved to another list"),
    "joined": N_("joined another household"), "lapsed": N_("place ended"), "open": N_("open"), "paused": N_("paused"),
    "closed": N_("closed"), "published": N_("published"), "estimated": N_("estimated"), "assumed": N_("assumed"),
    "drawn": N_("drawn"), "here": N_("here"), "died": N_("died"), "mistake": N_("entered by mistake"),
    "forgotten": N_("forgotten"),
}  # fmt: skip


@register.inclusion_tag("web/do_button.html", takes_context=True)
def do_button(context: Any, kind: str, label: str = "", **fields: Any) -> dict[str, Any]:
    """A little form that does one action: hidden values, a fresh once-key, one button. Nothing where the role may not."""
    action = ACTIONS[kind]
    options = {key: fields.pop(key, "") for key in ("css", "next", "focus", "target")}
    hidden = [
        (key, one)
        for key, value in fields.items()
        for one in (value if isinstance(value, (list, tuple)) else [value])
    ]
    return {
        "allowed": _may(context, kind), "action": action, "label": label or _(action.title), "hidden": hidden,
        "once": new_once(), "csrf_token": context.get("csrf_token"), **options,
    }  # fmt: skip


@register.simple_tag(takes_context=True)
def do_link(context: Any, kind: str, label: str = "", css: str = "", **fields: Any) -> str:
    """A link to the full form of an action, with first values. Nothing where the role may not."""
    if not _may(context, kind):
        return ""
    pairs = [
        (key, one)
        for key, value in fields.items()
        for one in (value if isinstance(value, (list, tuple)) else [value])
    ]
    where = f"/do/{kind}" + (f"?{urlencode(pairs)}" if pairs else "")
    return format_html('<a class="{}" href="{}">{}</a>', css, where, label or _(ACTIONS[kind].title))


@register.simple_tag(takes_context=True)
def may(context: Any, kind: str) -> bool:
    """Whether whoever looks at the page may do an action."""
    return _may(context, kind)


def _may(context: Any, kind: str) -> bool:
    request = context.get("request")
    user = getattr(request, "user", None)
    return isinstance(user, Staff) and user.actor.role in ACTIONS[kind].roles


@register.filter
def day_words(value: Any, form: str = "") -> str:
    """A day in words, in the page's language: Wednesday 5 December 2018. ``form`` "short": 5 December; "plain": 5 December 2018."""
    day = _as_day(value)
    if day is None:
        return ""
    from babel.dates import format_date

    patterns = {
        "en": "EEEE d MMMM y",
        "fr": "EEEE d MMMM y",
        "es": "EEEE d 'de' MMMM 'de' y",
        "pt": "EEEE, d 'de' MMMM 'de' y",
    }
    plain = {"es": "d 'de' MMMM 'de' y", "pt": "d 'de' MMMM 'de' y"}
    short = {"en": "d MMMM", "fr": "d MMMM", "es": "d 'de' MMMM", "pt": "d 'de' MMMM"}
    language = (translation.get_language() or "es")[:2]
    if language == "ht":
        return _creole(day, form)
    pattern = {"short": short, "plain": plain}.get(form, patterns).get(language, "d MMMM y")
    return str(format_date(day, pattern, locale=language))


_CREOLE_DAYS = ("lendi", "madi", "mèkredi", "jedi", "vandredi", "samdi", "dimanch")
_CREOLE_MONTHS = (
    "janvye", "fevriye", "mas", "avril", "me", "jen", "jiyè", "out", "septanm", "oktòb", "novanm", "desanm",
)  # fmt: skip


def _creole(day: date, form: str) -> str:
    said = f"{day.day} {_CREOLE_MONTHS[day.month - 1]}"
    if form:
        return said if form == "short" else f"{said} {day.year}"
    return f"{_CREOLE_DAYS[day.weekday()]} {said} {day.year}"


def _as_day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.astimezone(ZoneInfo(settings.OFFICE.zone)).date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


@register.filter
def hour(value: Any, zone: str = "") -> str:
    """A moment (or a journal's time) as an hour at the office: 16:10."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) and value else value
    return moment.astimezone(ZoneInfo(zone or settings.OFFICE.zone)).strftime("%H:%M") if moment else ""


@register.filter
def grouped(value: Any) -> str:
    """A number with its thousands grouped, as people in Mexico write it: 1,914."""
    try:
        return f"{int(value):,}"
    except (TypeError, ValueError):
        return str(value)


@register.filter
def country(code: str) -> str:
    """The name of a country in the page's language."""
    if not code:
        return ""
    return _territories((translation.get_language() or "es")[:2]).get(code, code)


@lru_cache(maxsize=8)
def _territories(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse("fr" if language == "ht" else language).territories)
    except UnknownLocaleError:
        return {}


@register.filter
def state_tag(state: str) -> SafeString:
    """A state as word and colour, never colour alone."""
    return format_html(
        '<span class="tag {}">{}</span>', TAGS.get(state, ""), _(STATE_WORDS.get(state, state))
    )


@register.filter
def words(value: str, table: dict[str, str]) -> str:
    """The words of a code in a table of words."""
    return _(table.get(value, value))


@register.simple_tag
def say(message: str, css: str = "", tag: str = "p", **values: Any) -> SafeString:
    """A public sentence; where no speaker has checked its translation, the Spanish stands beside it."""
    said = _(message).format(**values)
    first = (
        format_html('<{} class="{}">{}</{}>', mark_safe(tag), css, said, mark_safe(tag))
        if tag
        else format_html("{}", said)
    )
    if not tag or not unchecked(message):
        return first
    with translation.override("es"):
        spanish = _(message).format(**values)
    return format_html('<div class="pair">{}<p lang="es">{}</p></div>', first, spanish)


def unchecked(message: str) -> bool:
    """Whether no speaker of the page's language has checked this translation."""
    language = (translation.get_language() or "es")[:2]
    return language not in ("es", "en") and pgettext("unchecked", message) == "1"

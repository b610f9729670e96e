"""What the options page needs in its templates: marks of sources, and answers in words."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from ventanilla.rulebook.rule import Source
from ventanilla.rulebook.said import Said
from ventanilla.web.languages import law_language
from ventanilla.web.templatetags.ventanilla import country, day_words, unchecked

from ..asks import Ask
from ..options import Options

register = template.Library()


@register.simple_tag
def cite(options: Options | None, source: Source | None) -> SafeString | str:
    """The number of a source in the list at the end of the page, as a link to it."""
    if not options or source not in options.sources:
        return ""
    number = options.sources.index(source) + 1
    return format_html('<a class="cite" href="#s{}">[{}]</a>', number, number)


@register.filter
def law(said: Said) -> str:
    """A sentence of the rulebook in the page's language where that is English, else in Spanish."""
    return said.into(law_language())


@register.simple_tag
def spanish(message: str) -> SafeString | str:
    """The Spanish of a sentence whose translation no speaker has checked, to stand beside it."""
    if not unchecked(message):
        return ""
    with override("es"):
        return format_html('<span class="beside" lang="es">{}</span>', _(message))


@register.simple_tag
def answered(ask: Ask, value: Any, shown: bool) -> str:
    """An answer in words; what is sealed is only said to be answered, until it may be read out."""
    if ask.sealed and not shown:
        return _("answered (not shown here)")
    if ask.kind == "yes":
        return _("yes") if value else _("no")
    if ask.kind == "day":
        return day_words(value, "plain")
    if ask.kind in ("country", "countries"):
        return ", ".join(country(code) for code in ([value] if isinstance(value, str) else value))
    return str(value)

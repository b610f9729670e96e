"""Countries by name, in the language of the page."""

from __future__ import annotations

from babel import Locale
from django.utils.translation import get_language


def countries() -> dict[str, str]:
    """Names by ISO alpha-2 code. Haitian Creole has none of its own here, so it uses the French ones."""
    language = (get_language() or "es")[:2]
    names = Locale.parse("fr" if language == "ht" else language).territories
    return {code: name for code, name in names.items() if len(code) == 2 and code.isalpha()}

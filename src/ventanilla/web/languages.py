"""In which language a page says what the law says."""

from __future__ import annotations

from django.utils.translation import get_language


def law_language() -> str:
    """English where the page is English, else Spanish: no other translation of the law's sentences was checked."""
    return "en" if (get_language() or "").startswith("en") else "es"

"""A comparison as a file that leaves the page: counts alone, as the rule for counts has them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from ventanilla.forecast.compare import Comparison

from .comparison import context, csv_text, json_text


def html(result: Comparison) -> str:
    """The comparison as one page that needs nothing else, and prints."""
    found = finders.find("ventanilla.css")
    style = Path(found).read_text(encoding="utf-8") if isinstance(found, str) else ""
    return render_to_string("forecast/report.html", {**context(result), "style": style})


FILES: dict[str, tuple[str, Callable[[Comparison], str]]] = {
    "html": ("text/html", html),
    "csv": ("text/csv", csv_text),
    "json": ("application/json", json_text),
}

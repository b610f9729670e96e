"""A comparison as a file that leaves the page: counts alone, as the rule for counts has them."""

from __future__ import annotations

from collections.abc import Callable

from ventanilla.forecast.compare import Comparison

from .comparison import csv_text, json_text, page

FILES: dict[str, tuple[str, Callable[[Comparison], str]]] = {
    "html": ("text/html", page),
    "csv": ("text/csv", csv_text),
    "json": ("application/json", json_text),
}

"""A comparison of policies as templates and files show it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from ventanilla.forecast.compare import Comparison


def context(comparison: Comparison, day: Callable[[date], str] = str) -> dict[str, Any]:
    """What ``forecast/comparison.html`` needs; ``day`` writes a date in words."""
    return {"rows": comparison.rows}


def page(comparison: Comparison) -> str:
    """One HTML file that needs nothing else, and prints."""
    return f"<!doctype html>{render_to_string('forecast/comparison.html', context(comparison))}"


def csv_text(comparison: Comparison) -> str:
    """The comparison as CSV."""
    text = io.StringIO()
    out = csv.DictWriter(text, list(comparison.rows[0]), lineterminator="\n")
    out.writeheader()
    out.writerows(comparison.rows)
    return text.getvalue()


def json_text(comparison: Comparison) -> str:
    """The comparison as JSON."""
    return json.dumps(comparison.rows)

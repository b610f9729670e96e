"""A comparison of policies as templates and files show it."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from ventanilla.forecast.compare import Comparison


def context(comparison: Comparison) -> dict[str, Any]:
    """What ``forecast/comparison.html`` needs."""
    return {"rows": comparison.rows}


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

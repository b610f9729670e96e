"""A comparison of policies as templates and files show it: in words, numbers grouped, charts with a sentence and a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.forecast.compare import Band, Comparison, Difference, Measure, Spread
from ventanilla.journal.words import N_
from ventanilla.web.countries import countries
from ventanilla.web.counts import spreadsheet_safe

from .drawing import panels, sticks
from .words import bounds, with_unit, word

HERE = Path(__file__).resolve().parent
STYLE = HERE.parent.parent / "web" / "static" / "forecast.css"
LETTERS = "ABCDEF"


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def context(comparison: Comparison, day: Callable[[date], str] = _day) -> dict[str, Any]:
    """What ``forecast/comparison.html`` needs; ``day`` writes a date in words."""
    first = date.fromisoformat(comparison.first_day)
    return {
        "city": comparison.city, "runs": f"{comparison.runs:,}", "waiting": f"{comparison.waiting:,}",
        "first": day(first), "last": day(date.fromisoformat(comparison.last_day)),
        "marks": [(_(PARTS.get(part, part)), word(where)) for part, where in comparison.marks.items()],
        "short": _short(comparison),
        "policies": [
            {"letter": LETTERS[n], "title": word(one.title), "line": one.policies, "sticks": sticks(one.bars)}
            for n, one in enumerate(comparison.policies)
        ],
        "measures": [_measure(one, _heads(comparison)) for one in comparison.measures],
        "charts": [_chart(one, comparison, first, day) for one in comparison.bands],
        "gains": [_gains(comparison, by) for by in ("nationality", "household")],
        "assumptions": _assumptions(comparison),
    }  # fmt: skip


PARTS = {
    "waiting": N_("Who waits in the line"), "numbers": N_("Their numbers"), "households": N_("Their households"),
    "past": N_("The pace of the line so far"), "in_court": N_("Open cases in court"),
    "hearings left": N_("Hearings still to come"), "beds": N_("Beds in shelters"),
}  # fmt: skip
"""What a situation is made of, in words."""


# --- in short -------------------------------------------------------------------------------------------------------
def _short(comparison: Comparison) -> list[dict[str, Any]]:
    """What each policy changes against the first, told apart by whether it is clear: more, fewer, or no clear difference."""
    return [
        {"letter": LETTERS[n], "title": word(one.title), "said": list(_short_words(_clear(comparison.measures, n)))}
        for n, one in enumerate(comparison.policies) if n
    ]  # fmt: skip


def _clear(measures: list[Measure], n: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"more": [], "fewer": [], "unclear": []}
    for one in measures:
        less = one.differences[n]
        if less and less.low > 0:
            found["more"].append(f"{word(one.label)} ({_signed(less.middle)} {word(one.unit)})")
        elif less and less.high < 0:
            found["fewer"].append(f"{word(one.label)} ({_signed(less.middle)} {word(one.unit)})")
        else:
            found["unclear"].append(word(one.label))
    return found


def _short_words(found: dict[str, list[str]]) -> Iterator[str]:
    words = {
        "more": _("More, in at least 9 of 10 futures: %(what)s."),
        "fewer": _("Fewer or less, in at least 9 of 10 futures: %(what)s."),
        "unclear": _("No clear difference: %(what)s."),
    }
    for key, sentence in words.items():
        if found[key]:
            yield sentence % {"what": "; ".join(found[key])}


# --- measures -------------------------------------------------------------------------------------------------------
def _heads(comparison: Comparison) -> list[str]:
    """The policies as columns are headed; on a phone each cell says its own."""
    return [f"{letter}. {word(one.title)}" for letter, one in zip(LETTERS, comparison.policies, strict=False)]


def _measure(one: Measure, heads: list[str]) -> dict[str, Any]:
    cells = [
        (number(value.middle), _range(value), head) for value, head in zip(one.values, heads, strict=True)
    ]
    differences = [
        (*_difference(each), f"{letter} − A")
        for each, letter in zip(one.differences[1:], LETTERS[1:], strict=False)
    ]
    return {"label": word(one.label), "unit": word(one.unit), "cells": cells, "differences": differences}


def number(value: float | None) -> str:
    """A figure as people read it; a dash where there is none."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 10 or value == int(value) else f"{value:.1f}"


def _range(one: Spread) -> str:
    if one.low is None or one.low == one.high:
        return ""
    return _("%(low)s to %(high)s") % {"low": number(one.low), "high": number(one.high)}


def _difference(one: Difference | None) -> tuple[str, str]:
    if one is None or one.low == one.high == 0:
        return "–", ""
    low, middle, high = (_signed(value) for value in (one.low, one.middle, one.high))
    said = _("%(low)s to %(high)s; more in %(n)d of 100 futures") % {
        "low": low,
        "high": high,
        "n": one.more,
    }
    return middle, said


def _signed(value: float) -> str:
    return ("+" if value > 0 else "−" if value < 0 else "") + number(abs(value))


# --- charts ---------------------------------------------------------------------------------------------------------
def _chart(band: Band, comparison: Comparison, first: date, day: Callable[[date], str]) -> dict[str, Any]:
    heads = _heads(comparison)
    drawn = panels(band, _months(first, comparison.days))
    rows = [
        (day(first + timedelta(days=at)), [(number(row[n].middle), _range(row[n]), head) for row, head in zip(band.values, heads, strict=True)])
        for n, at in enumerate(band.days) if n % 4 == 0 or at == band.days[-1]
    ]  # fmt: skip
    says = [_says(head, row, comparison, day) for head, row in zip(heads, band.values, strict=True)]
    return {"label": word(band.label), "panels": list(zip(heads, drawn, says, strict=True)), "rows": rows}


def _says(title: str, row: list[Spread], comparison: Comparison, day: Callable[[date], str]) -> str:
    last = row[-1]
    return _("%(policy)s: %(from)s at first; on %(day)s between %(low)s and %(high)s in 8 of 10 futures.") % {
        "policy": title, "from": number(row[0].middle), "day": day(date.fromisoformat(comparison.last_day)),
        "low": number(last.low), "high": number(last.high),
    }  # fmt: skip


def _months(first: date, days: int) -> list[tuple[int, str]]:
    """The first days of up to five months, as numbers: 1.2019."""
    starts = [
        (day, one) for day in range(days) if (one := first + timedelta(days=day)).day == 1 or (days < 32 and day % 7 == 0)
    ]  # fmt: skip
    step = max(1, -(-len(starts) // 4))
    return [
        (day, f"{one.day}.{one.month}." if days < 32 else f"{one.month}/{one.year}")
        for day, one in starts[::step]
    ]


# --- who gains, and what is assumed -----------------------------------------------------------------------------------
VERDICTS = {"better": "better off", "worse": "worse off", "same": "about the same"}


def _gains(comparison: Comparison, by: str) -> dict[str, Any]:
    rows = [
        (
            _label(one.label, by),
            [
                ("<10" if many is None else f"{many:,}", share, verdict, word(VERDICTS[verdict]), head)
                for many, share, verdict, head in zip(one.people, one.of_100, one.verdicts, _heads(comparison), strict=True)
            ],
        )
        for one in comparison.gains if one.by == by
    ]  # fmt: skip
    return {"by": by, "rows": rows}


def _label(label: str, by: str) -> str:
    if by == "household":
        return word(label)
    return countries().get(label, label) if label else _("not known")


def _assumptions(comparison: Comparison) -> list[dict[str, Any]]:
    """All of the first policy; of the others what differs."""
    first = comparison.policies[0].assumptions
    found = [{"title": word(comparison.policies[0].title), "all": True, "rows": _rows_said(first)}]
    for one in comparison.policies[1:]:
        rows = [row for row in one.assumptions if row not in first]
        found.append({"title": word(one.title), "all": False, "rows": _rows_said(rows)})
    return found


def _rows_said(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [
        (key, with_unit(what), value, bounds(drawn), word(source)) for key, what, value, drawn, source in rows
    ]


# --- files ----------------------------------------------------------------------------------------------------------
def page(comparison: Comparison) -> str:
    """One HTML file that needs nothing else, and prints."""
    return str(_engine().get_template("forecast/comparison_page.html").render(
        Context({**context(comparison), "style": STYLE.read_text(encoding="utf-8"), "lang": get_language() or "en"})
    ))  # fmt: skip


def _engine() -> Engine:
    return Engine(dirs=[str(HERE / "templates")], libraries={"i18n": "django.templatetags.i18n"})


def json_text(comparison: Comparison) -> str:
    """The comparison as JSON: plain values, None where something cannot be told."""
    return json.dumps(comparison.data(), ensure_ascii=False, indent=1, allow_nan=False)


def csv_text(comparison: Comparison) -> str:
    """The comparison as CSV: one row a figure and policy, with its range."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(
        ("table", "what", "unit or day", "policy", "low (10 of 100)", "middle", "high (90 of 100)", "more in so many of 100")
    )  # fmt: skip
    rows.writerows(
        [spreadsheet_safe(one) if isinstance(one, str) else one for one in row] for row in _rows(comparison)
    )
    return out.getvalue()


def _rows(comparison: Comparison) -> Iterator[tuple[Any, ...]]:
    titles = [one.title for one in comparison.policies]
    for one in comparison.measures:
        for title, value in zip(titles, one.values, strict=True):
            yield "measure", one.label, one.unit, title, value.low, value.middle, value.high, ""
        for title, less in zip(titles, one.differences, strict=True):
            if less:
                yield (
                    "less the first policy",
                    one.label,
                    one.unit,
                    title,
                    less.low,
                    less.middle,
                    less.high,
                    less.more,
                )
    first = date.fromisoformat(comparison.first_day)
    for band in comparison.bands:
        for title, row in zip(titles, band.values, strict=True):
            for day, spread in zip(band.days, row, strict=True):
                yield "band", band.label, first + timedelta(days=day), title, spread.low, spread.middle, spread.high, ""  # fmt: skip
    for gain in comparison.gains:
        for title, people, share in zip(titles, gain.people, gain.of_100, strict=True):
            name = f"way goes on, {gain.by}: {gain.label or 'not known'}"
            yield "who gains", name, "people; of 100", title, "", "" if people is None else people, "", share
    for policy in comparison.policies:
        for bar in policy.bars:
            yield (
                "what matters",
                bar.label,
                "line on average",
                policy.title,
                bar.at_low,
                bar.share,
                bar.at_high,
                "",
            )

"""A comparison of policies on paper: the same words, tables and charts as on the page. The same numbers give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from html import escape
from typing import Any

from django.utils.translation import gettext as _
from reportlab.graphics.shapes import Drawing, Line, Polygon, PolyLine, String
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from ventanilla.forecast.compare import Comparison

from .comparison import context
from .drawing import HIGH, LEFT, RIGHT, WIDE, Panel

PAGE = landscape(A4)
ACROSS = PAGE[0] - 30 * mm
SIZES = {"h1": 18, "h2": 13, "text": 9, "small": 7.5}
INK, BAND, GREY = HexColor("#134b74"), HexColor("#bcd3e6"), HexColor("#bbbbbb")


def pdf(comparison: Comparison) -> bytes:
    """The comparison as a PDF, A4 across, with as many pages as it needs."""
    out = io.BytesIO()
    title = _("What would each policy do?")
    doc = SimpleDocTemplate(
        out, pagesize=PAGE, leftMargin=15 * mm, rightMargin=15 * mm, topMargin=14 * mm, bottomMargin=14 * mm, title=title,
        author="Ventanilla", invariant=1, lang="en",
    )  # fmt: skip
    doc.build([_p(title, "h1"), *_parts(context(comparison))])
    return out.getvalue()


def _p(text: str, style: str = "text", raw: bool = False) -> Paragraph:
    size = SIZES[style]
    return Paragraph(
        text if raw else escape(text),
        ParagraphStyle(
            style,
            fontName="Helvetica-Bold" if style[0] == "h" else "Helvetica",
            fontSize=size,
            leading=size * 1.3,
            spaceAfter=size / 3,
        ),
    )


def _parts(c: dict[str, Any]) -> Iterator[Flowable]:
    yield _p(_("%(city)s, from %(first)s to %(last)s: %(waiting)s households wait at first; %(runs)s possible futures for each policy, with the same luck.") % c)  # fmt: skip
    for one in c["policies"]:
        yield _p(f"{one['letter']}. {one['title']}: {one['line']}")
    yield _p(
        _("This is a model, not a promise. No lawyer has checked the rules. A range holds 8 of 10 futures.")
    )
    for one in c["short"]:
        yield _p(_("In short: %(letter)s. %(title)s, against A") % one, "h2")
        yield from map(_p, one["said"])
    heads = [f"{one['letter']}. {one['title']}" for one in c["policies"]]
    yield _p(_("The policies side by side"), "h2")
    yield _table(["", *heads], [[_name(row), *map(_cell, row["cells"])] for row in c["measures"]])
    if len(heads) > 1:
        yield _p(_("What changes against A?"), "h2")
        yield _table(
            ["", *heads[1:]], [[_name(row), *map(_cell, row["differences"])] for row in c["measures"]]
        )
    for chart in c["charts"]:
        yield KeepTogether([_p(chart["label"], "h2"), *_charts(chart["panels"])])
    yield _p(_("Who gains and who loses?"), "h2")
    for table in c["gains"]:
        yield _table(
            ["", *heads],
            [
                [label, *(f"{many} ({share}/100) {words}" for many, share, _v, words, _head in cells)]
                for label, cells in table["rows"]
            ],
        )
    yield from _matters(c)
    yield _p(_("What is assumed?"), "h2")
    for part, where in c["marks"]:
        yield _p(f"{part}: {where}", "small")
    for one in c["assumptions"]:
        yield _p(one["title"], "h2")
        yield _table([_("Key"), _("What"), _("Value"), _("Range"), _("Source")], one["rows"])


def _name(row: dict[str, Any]) -> str:
    return f"{row['label']} ({row['unit']})"


def _cell(cell: tuple[str, str]) -> str:
    return f"{cell[0]}\n{cell[1]}"


def _table(head: list[str], rows: list[Any]) -> Flowable:
    if not rows:
        return Spacer(1, 1)
    cells = [
        [_p(escape(str(one)).replace("\n", "<br/>"), "small", raw=True) for one in row]
        for row in [head, *rows]
    ]
    made = Table(cells, colWidths=[ACROSS / len(head)] * len(head), repeatRows=1)
    made.setStyle(
        TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.3, GREY), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    )
    return made


def _charts(panels: list[tuple[str, Panel, str]]) -> Iterator[Flowable]:
    for n in range(0, len(panels), 3):
        three = panels[n : n + 3]
        cells = [[_drawing(panel) for _title, panel, _says in three], [_p(says, "small") for _t, _panel, says in three]]  # fmt: skip
        yield Table(cells, colWidths=[ACROSS / 3] * len(three))


def _drawing(panel: Panel) -> Drawing:
    """The points of the page's chart, with the height turned over."""
    scale = ACROSS / 3 / WIDE * 0.95

    def points(text: str) -> list[float]:
        pairs = [one.split(",") for one in text.split()]
        return [
            float(value) if n == 0 else HIGH - float(value) for pair in pairs for n, value in enumerate(pair)
        ]

    drawn = Drawing(WIDE, HIGH)
    for y, words in panel.up:
        drawn.add(Line(LEFT, HIGH - y, WIDE - RIGHT, HIGH - y, strokeColor=GREY, strokeWidth=0.4))
        drawn.add(String(LEFT - 4, HIGH - y - 3, words, fontSize=9, textAnchor="end"))
    drawn.add(Polygon(points(panel.band), fillColor=BAND, strokeColor=None))
    drawn.add(PolyLine(points(panel.middle), strokeColor=INK, strokeWidth=1.5))
    for x, words in panel.across:
        drawn.add(String(x, 6, words, fontSize=9, textAnchor="middle"))
    drawn.scale(scale, scale)
    drawn.width, drawn.height = WIDE * scale, HIGH * scale
    return drawn


def _matters(c: dict[str, Any]) -> Iterator[Flowable]:
    yield _p(_("What matters most for the length of the line?"), "h2")
    for one in c["policies"]:
        yield _p(f"{one['letter']}. {one['title']}")
        rows = [[bar.label, bar.low, bar.high, bar.share] for bar in one["sticks"]]
        yield _table([_("Figure"), _("Line if low"), _("Line if high"), _("Share, %")], rows)

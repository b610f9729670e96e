"""A rule's sheet on paper, for a lawyer to read and sign. The same sheet always gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from ventanilla.rulebook.inforce import State
from ventanilla.rulebook.rule import Source
from ventanilla.rulebook.said import Said
from ventanilla.rulebook.sheet import Bar, Sheet

REGULAR, BOLD = "SheetRegular", "SheetBold"
FIRST, LAST = 2018, 2026
WIDE = A4[0] - 36 * mm
FILLS = {
    State.ON: HexColor("#444444"),
    State.BLOCKED: HexColor("#dddddd"),
    State.PAPER: white,
    State.HOURS: HexColor("#999999"),
}
WORDS = {
    "nobody": Said("No lawyer has signed this sheet.", "Ningún abogado ha firmado esta hoja."),
    "info": Said("Information, not advice.", "Es información, no consejo."),
    "unread": Said(
        "A source or a day is from memory: whatever it decides is marked “not checked”.",
        "Una fuente o una fecha es de memoria: lo que decide va marcado «sin comprobar».",
    ),
    "when": Said("When and where", "Cuándo y dónde"),
    "key": Said(
        "dark: in force; light: stopped by a court; white: on paper only; grey: not known to the hour",
        "oscuro: en vigor; claro: detenida por un juez; blanco: solo en papel; gris: no se sabe a qué hora",
    ),
    "who": Said("Who, and who not", "A quién, y a quién no"),
    "counts": Said("The day that counts", "El día que cuenta"),
    "reaches": Said("It reaches", "Alcanza a"),
    "not": Said("It does not reach", "No alcanza a"),
    "needs": Said("It needs as well", "Necesita también"),
    "sources": Said("Sources", "Fuentes"),
    "memory": Said("from memory, not checked", "de memoria, sin comprobar"),
    "cases": Said("Case by case at each edge (kinds of people, not persons)", "Caso por caso en cada borde (tipos de personas, no personas)"),
    "day": Said("Day", "Día"),
    "place": Said("Place", "Lugar"),
    "person": Said("Person", "Persona"),
    "answer": Said("Answer", "Respuesta"),
    "signed": Said("Checked by (name, bar, date, signature)", "Revisado por (nombre, colegio, fecha, firma)"),
    "signs": Said("The sheet's signs", "Señas de la hoja"),
}  # fmt: skip


def sheet_pdf(sheet: Sheet, language: str = "en") -> bytes:
    """The sheet as a PDF, A4, with as many pages as its boundary table needs."""
    _fonts()
    out = io.BytesIO()
    doc = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=18 * mm, rightMargin=18 * mm, topMargin=16 * mm, bottomMargin=16 * mm,
        title=sheet.title, author="Ventanilla", invariant=1, lang=language,
    )  # fmt: skip
    doc.build(list(_parts(sheet, language)), onFirstPage=_foot(sheet), onLaterPages=_foot(sheet))
    return out.getvalue()


def _parts(sheet: Sheet, language: str) -> Iterator[Flowable]:
    def word(key: str) -> str:
        return WORDS[key].into(language)

    yield _p(f"{sheet.id} · {sheet.country} · {sheet.basis}", "small")
    yield _p(sheet.title, "title")
    yield from (_p(f"{one}.", "lead") for one in sheet.says)
    yield _p(f"{word('info')} {word('nobody')}" + (f" {word('unread')}" if sheet.unread else ""), "text")
    if sheet.bars:
        yield _p(word("when"), "head")
        yield _p(word("key"), "small")
        yield from (_bar(bar) for bar in sheet.bars)
        yield _years()
        yield from (_p(f"• {one}", "text") for one in sheet.windows)
    yield _p(word("who"), "head")
    yield _p(f"{word('counts')}: {sheet.counts}", "text")
    for key, things in (("reaches", sheet.wants), ("not", sheet.exempt), ("needs", sheet.needs)):
        if things:
            yield _p(f"{word(key)}:", "text")
            yield from (_p(f"• {one}", "text") for one in things)
    yield _p(word("sources"), "head")
    yield from (_p(_source(one, word("memory")), "text") for one in sheet.sources)
    yield _p(f"{word('signed')}: ______________________________________________", "head")
    yield _p(f"{word('signs')}: {sheet.hash}", "small")
    yield _p(word("cases"), "head")
    yield _table([[word(key) for key in ("day", "place", "person", "answer")], *([row.day, row.place, row.who, row.answer] for row in sheet.rows)])  # fmt: skip


def _source(one: Source, memory: str) -> str:
    parts = [one.title, one.date, f"({memory})" if one.mark == "K" else "", one.url]
    return "• " + ", ".join(part for part in parts if part)


def _table(rows: list[list[str]]) -> Flowable:
    cells = [[_p(text, "cell") for text in row] for row in rows]
    table = Table(cells, colWidths=[28 * mm, 38 * mm, WIDE - 108 * mm, 42 * mm], repeatRows=1)
    table.setStyle(
        TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.25, black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    )
    return table


def _bar(bar: Bar) -> Flowable:
    drawing = Drawing(WIDE, 22)
    drawing.add(String(0, 14, bar.place[:110], fontName=REGULAR, fontSize=7))
    drawing.add(Rect(0, 0, WIDE, 10, fillColor=None, strokeColor=HexColor("#bbbbbb"), strokeWidth=0.4))
    for one in bar.stretches:
        x, end = _x(one.start), _x(one.end) if one.end else WIDE
        if end > x:
            drawing.add(
                Rect(
                    x,
                    0,
                    max(end - x, 0.8),
                    10,
                    fillColor=FILLS[one.state],
                    strokeColor=black,
                    strokeWidth=0.4,
                )
            )
    return drawing


def _years() -> Flowable:
    drawing = Drawing(WIDE, 12)
    for year in range(FIRST, LAST):
        x = _x(f"{year}-01-01")
        drawing.add(Line(x, 8, x, 12, strokeWidth=0.4))
        drawing.add(String(x + 1, 1, str(year), fontName=REGULAR, fontSize=7))
    return drawing


def _x(day: str) -> float:
    first, last = date(FIRST, 1, 1), date(LAST, 1, 1)
    at = min(max(date.fromisoformat(day[:10]), first), last)
    return (at - first).days / (last - first).days * WIDE


def _p(text: str, style: str) -> Flowable:
    return Paragraph(escape(text), _styles()[style]) if text else Spacer(1, 2)


@lru_cache(maxsize=1)
def _styles() -> dict[str, ParagraphStyle]:
    def style(
        name: str, size: float, font: str = REGULAR, before: float = 0, after: float = 2
    ) -> ParagraphStyle:
        return ParagraphStyle(
            name, fontName=font, fontSize=size, leading=size * 1.3, spaceBefore=before, spaceAfter=after
        )

    return {
        "title": style("title", 16, BOLD, after=4),
        "lead": style("lead", 11, after=3),
        "head": style("head", 10.5, BOLD, before=8, after=3),
        "text": style("text", 8.5),
        "small": style("small", 7.5),
        "cell": style("cell", 7, after=0),
    }


def _foot(sheet: Sheet) -> Any:
    def draw(canvas: Any, doc: Any) -> None:
        canvas.setFont(REGULAR, 7)
        canvas.drawString(18 * mm, 9 * mm, f"Ventanilla · {sheet.id} · {sheet.hash[:8]}")
        canvas.drawRightString(A4[0] - 18 * mm, 9 * mm, str(doc.page))

    return draw


@lru_cache(maxsize=1)
def _fonts() -> None:
    """Bitstream Vera, which comes with reportlab and is free to embed."""
    pdfmetrics.registerFont(TTFont(REGULAR, "Vera.ttf"))
    pdfmetrics.registerFont(TTFont(BOLD, "VeraBd.ttf"))

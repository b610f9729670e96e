"""What a small printed sheet is made of: a pen that goes down, embedded fonts, groups of symbols, a QR code.

Black only, fonts embedded and the QR drawn as one path, so that neither a thermal printer's code page nor its scaling
can lose an accent or a module. The same sheet always gives the same bytes.
"""

from __future__ import annotations

import io
import math
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import segno
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

REGULAR, BOLD = "SlipRegular", "SlipBold"
DOT = 25.4 / 203 * mm
QR_LEAST = 28 * mm
LEADING = 1.22
ONE_AT_A_TIME = threading.Lock()  # reportlab keeps its fonts in one table for all threads


class CannotPrint(ValueError):
    """The slip does not fit its paper, or holds a letter that its font cannot draw; the sentence says which."""


class Sheet:
    """A canvas and a pen that only goes down. Lengths in points; `y` is the pen's distance from the top edge."""

    def __init__(
        self, width: float, height: float, margin: float, language: str = "es", title: str = "Slip"
    ) -> None:
        _fonts()
        self.out = io.BytesIO()
        self.canvas = Canvas(
            self.out, pagesize=(width, height), invariant=1, pageCompression=1, lang=language
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor("Ventanilla")
        self.canvas.setCreator("Ventanilla")
        self.canvas.setProducer("Ventanilla")
        self.left, self.right, self.y = margin, width - margin, margin
        self.height = height

    @property
    def width(self) -> float:
        return self.right - self.left

    def down(self, distance: float) -> None:
        self.y += distance

    def text(
        self, x: float, text: str, size: float, font: str = REGULAR, dy: float = 0, align: str = "left"
    ) -> None:
        """One line whose capitals stand `size` * 0.73 under the pen and `dy`."""
        draw = {"left": self.canvas.drawString, "right": self.canvas.drawRightString}
        draw |= {"center": self.canvas.drawCentredString}
        self.canvas.setFont(font, size)
        draw[align](x, self.height - self.y - dy - 0.73 * size, printable(text))

    def rule(self, thickness: float = 0.8) -> None:
        self.canvas.setLineWidth(thickness)
        self.canvas.line(self.left, self.height - self.y, self.right, self.height - self.y)

    def save(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self.out.getvalue()


def box(sheet: Sheet, top: float, bottom: float) -> None:
    """A frame round what was just written; the pen goes under it."""
    sheet.canvas.setLineWidth(1.4)
    sheet.canvas.roundRect(sheet.left + 0.7, sheet.height - bottom, sheet.width - 1.4, bottom - top, 6)
    sheet.y = bottom + 8


def grouped(
    sheet: Sheet,
    groups: list[str],
    left: float,
    room: float,
    columns: int,
    size: float,
    leading: float = 1.14,
) -> float:
    """Groups of symbols in cells of one width, a gap between groups, `columns` groups a row.

    Returns the size used: `size`, or less where the room asks for it.
    """
    widest = 0.72 if "".join(groups).isdecimal() else 0.87
    cell = min(widest * size, room / (columns * 4 + (columns - 1) * 0.7))
    size = cell / widest
    for place, group in enumerate(groups):
        x = left + place % columns * cell * 4.7
        for i, symbol in enumerate(group):
            sheet.text(x + cell * (i + 0.5), symbol, size, BOLD, align="center")
        if place % columns == columns - 1:
            sheet.down(leading * size)
    return size


def matrix(text: str) -> tuple[bytearray, ...]:
    """The modules of a QR code, row by row, without its quiet zone."""
    return segno.make(text, error="m", micro=False).matrix


def qr_side(modules: tuple[bytearray, ...]) -> float:
    """The least side of 28 mm or more whose modules are whole dots of a 203 dpi thermal printer."""
    return len(modules) * math.ceil(QR_LEAST / len(modules) / DOT) * DOT


def qr(sheet: Sheet, modules: tuple[bytearray, ...], x: float, y: float) -> None:
    """The square as one filled path, made of rows of dark modules, so that no seam shows."""
    module = qr_side(modules) / len(modules)
    path = sheet.canvas.beginPath()
    for row, line in enumerate(modules):
        for start, length in _runs(line):
            path.rect(x + start * module, sheet.height - y - (row + 1) * module, length * module, module)
    sheet.canvas.drawPath(path, stroke=0, fill=1)


def _runs(line: bytearray) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(line):
        if dark and found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((place, 1))
    return found


@dataclass(frozen=True)
class Paragraph:
    """Lines of text, a bold name before the first."""

    name: str
    size: float
    lines: tuple[str, ...]

    @property
    def indent(self) -> float:
        return pdfmetrics.stringWidth(self.name, BOLD, self.size) + 0.5 * self.size

    @property
    def height(self) -> float:
        return (LEADING * len(self.lines) + 0.42) * self.size


def paragraph(name: str, text: str, size: float, width: float) -> Paragraph:
    """The text broken into lines; French punctuation stays with its word."""
    room = width - Paragraph(name, size, ()).indent
    flat = printable(text).replace(" :", "\u00a0:")
    first = (simpleSplit(flat, REGULAR, size, room) or [""])[0]
    rest = simpleSplit(flat[len(first) :].strip(), REGULAR, size, width)
    return Paragraph(name, size, (first, *rest))


def height_of(paragraphs: list[Paragraph]) -> float:
    """Down to the last line, without the gap under it."""
    return sum(p.height for p in paragraphs) - (0.7 * paragraphs[-1].size if paragraphs else 0)


def write(sheet: Sheet, paragraphs: list[Paragraph]) -> None:
    for paragraph in paragraphs:
        sheet.text(sheet.left, paragraph.name, paragraph.size, BOLD)
        for place, line in enumerate(paragraph.lines):
            x = sheet.left + (paragraph.indent if place == 0 else 0)
            sheet.text(x, line, paragraph.size, dy=LEADING * place * paragraph.size)
        sheet.down(paragraph.height)


def fit(text: str, font: str, size: float, room: float) -> float:
    """The size, or the smaller one at which the text takes the room it has."""
    wide = pdfmetrics.stringWidth(printable(text), font, size)
    return size if wide <= room else size * room / wide


def printable(text: str) -> str:
    """The text in letters the slip's font can draw; an accent it lacks is left away, a letter it lacks refused."""
    return "".join(map(_drawable, " ".join(unicodedata.normalize("NFC", text).split())))


def _drawable(symbol: str) -> str:
    for choice in (
        symbol,
        "-" if unicodedata.category(symbol) == "Pd" else unicodedata.normalize("NFKD", symbol)[0],
    ):
        if ord(choice) in _glyphs():
            return choice
    raise CannotPrint(f"The slip cannot print the letter {symbol!r}: write the text in Latin letters.")


@lru_cache(maxsize=1)
def _fonts() -> None:
    """Bitstream Vera, which comes with reportlab: free to embed, and it has all of Latin-1 with curly quotes."""
    pdfmetrics.registerFont(TTFont(REGULAR, "Vera.ttf"))
    pdfmetrics.registerFont(TTFont(BOLD, "VeraBd.ttf"))


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    _fonts()
    return frozenset(pdfmetrics.getFont(REGULAR).face.charToGlyph)

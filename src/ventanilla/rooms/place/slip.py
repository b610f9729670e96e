"""The slip of paper a household takes home: number, private code, QR, and how to use them. No name, no nationality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics

from ventanilla.web.paper import (
    BOLD,
    ONE_AT_A_TIME,
    REGULAR,
    CannotPrint,
    Paragraph,
    Sheet,
    box,
    fit,
    grouped,
    height_of,
    matrix,
    paragraph,
    qr,
    qr_side,
    write,
)

from .slip_words import DEMO, HOW_TO, LANGUAGES, WORDS, Words

Size = Literal["a6", "80mm"]


@dataclass(frozen=True)
class Slip:
    """What one slip says. Texts come formatted in the household's language, which is the first of `sentences`.

    `number_label` is "1,479-B" or "1,173 to 1,175"; `order_label` "third household of four" or ''; `size` people;
    `joined` a day in words; `code` and `digits` as `code.new` and `code.digits` write them; `address` the office's
    public address or '' (the QR then carries the code alone); `copy` 2 or more marks a reprint.
    """

    list_name: str
    port: str
    number_label: str
    order_label: str
    size: int
    joined: str
    code: str
    digits: str
    address: str = ""
    sentences: tuple[tuple[str, str], ...] = HOW_TO
    demo: bool = False
    copy: int = 1

    @property
    def qr_text(self) -> str:
        """The address with the code in its fragment, which no browser sends; without an address the code alone."""
        return f"{self.address.rstrip('/')}/place#{self.code}" if self.address else self.code

    @property
    def words(self) -> Words:
        return WORDS.get(_base(_language(self)), WORDS["en"])


def slip_pdf(slip: Slip, size: Size = "a6") -> bytes:
    """One page: A6 (105 x 148 mm), or an 80 mm roll as long as the text needs.

    Raises CannotPrint when the text does not fit or the font lacks a letter, ValueError for an unknown size.
    """
    papers = {"a6": _a6, "80mm": _roll}
    if size not in papers:
        raise ValueError(f"There is no slip of size {size!r}: choose 'a6' or '80mm'.")
    with ONE_AT_A_TIME:
        return papers[size](slip)


def _a6(slip: Slip) -> bytes:
    width, height, margin = 105 * mm, 148 * mm, 5.5 * mm
    sheet = Sheet(width, height, margin, _language(slip))
    _top(sheet, slip)
    _code_beside_qr(sheet, slip)
    for tenths in range(80, 54, -1):
        paragraphs = _how_to(slip, tenths / 10, sheet.width)
        if sheet.y + height_of(paragraphs) <= height - margin:
            write(sheet, paragraphs)
            return sheet.save()
    raise CannotPrint(
        "The text is too long for an A6 slip: make the sentences shorter or print the 80 mm slip."
    )


def _roll(slip: Slip) -> bytes:
    def drawn(height: float) -> Sheet:
        sheet = Sheet(80 * mm, height, 5 * mm, _language(slip))
        _top(sheet, slip)
        _code_above_qr(sheet, slip)
        write(sheet, _how_to(slip, 8.5, sheet.width))
        sheet.down(5 * mm)
        return sheet

    return drawn(drawn(1000 * mm).y).save()


def _language(slip: Slip) -> str:
    return slip.sentences[0][0] if slip.sentences else "en"


def _base(language: str) -> str:
    return language.split("-")[0]


def _top(sheet: Sheet, slip: Slip) -> None:
    if slip.demo:
        _demo_band(sheet)
    _heading(sheet, slip)
    _number(sheet, slip)
    _facts(sheet, slip)


def _demo_band(sheet: Sheet) -> None:
    high = 19.5
    sheet.canvas.rect(sheet.left, sheet.height - sheet.y - high, sheet.width, high, stroke=0, fill=1)
    sheet.canvas.setFillGray(1)
    for line, text in enumerate(DEMO):
        size = fit(text, BOLD, 7.5, sheet.width - 12)
        sheet.text((sheet.left + sheet.right) / 2, text, size, BOLD, 2.8 + 8.6 * line, "center")
    sheet.canvas.setFillGray(0)
    sheet.down(high + 6)


def _heading(sheet: Sheet, slip: Slip) -> None:
    room = sheet.width - 24
    _window(sheet)
    sheet.text(sheet.left + 24, slip.list_name, fit(slip.list_name, BOLD, 9.5, room), BOLD)
    sheet.text(sheet.left + 24, slip.port, fit(slip.port, REGULAR, 8, room), dy=11)
    sheet.down(23)
    sheet.rule()
    sheet.down(7)


def _window(sheet: Sheet) -> None:
    """The office's mark: a window of four panes on its sill."""
    left, top, pane = sheet.left + 2.2, sheet.height - sheet.y - 0.6, 6.0
    sheet.canvas.setLineWidth(1.2)
    for column, row in ((0, 1), (1, 1), (0, 2), (1, 2)):
        sheet.canvas.rect(left + column * pane, top - row * pane - 0.4, pane, pane)
    sheet.canvas.rect(sheet.left, top - 2 * pane - 3.6, 2 * pane + 4.4, 2.8, stroke=0, fill=1)


def _copy_mark(sheet: Sheet, slip: Slip) -> None:
    """A boxed "copy 2" at the right, also in English so that any desk knows it."""
    words = dict.fromkeys((slip.words.copy, WORDS["en"].copy))
    text = " / ".join(f"{word} {slip.copy}" for word in words)
    wide = pdfmetrics.stringWidth(text, BOLD, 8) + 10
    sheet.canvas.setLineWidth(1)
    sheet.canvas.roundRect(sheet.right - wide, sheet.height - sheet.y - 10.5, wide, 13, 3)
    sheet.text(sheet.right - 5, text, 8, BOLD, dy=1.2, align="right")


def _number(sheet: Sheet, slip: Slip) -> None:
    sheet.text(sheet.left, slip.words.number, 8.5)
    if slip.copy > 1:
        _copy_mark(sheet, slip)
    sheet.down(17 if slip.copy > 1 else 14)
    size = fit(slip.number_label, BOLD, 48, sheet.width)
    sheet.text(sheet.left - 0.04 * size, slip.number_label, size, BOLD)
    sheet.down(0.9 * size + 4)


def _facts(sheet: Sheet, slip: Slip) -> None:
    people = f"{slip.size} {slip.words.person if slip.size == 1 else slip.words.people}"
    first = " · ".join(filter(None, (slip.order_label, people)))
    sheet.text(sheet.left, first, fit(first, BOLD, 11, sheet.width), BOLD)
    sheet.down(14.5)
    since = f"{slip.words.joined} {slip.joined}"
    sheet.text(sheet.left, since, fit(since, REGULAR, 9, sheet.width))
    sheet.down(14)


def _code_beside_qr(sheet: Sheet, slip: Slip) -> None:
    top, pad, modules = sheet.y, 9.5, matrix(slip.qr_text)
    side = qr_side(modules)
    left, room = sheet.left + pad + 2, sheet.width - side - 3.5 * pad - 2
    qr(sheet, modules, sheet.right - pad - side, top + pad)
    sheet.down(pad)
    sheet.text(left, slip.words.code, 8.5)
    sheet.down(16)
    grouped(sheet, slip.code.split("-"), left, room, 2, 24, leading=1.3)
    if slip.address:
        sheet.y = top + pad + side - 6
        for line in reversed(_shown(slip, room)):
            sheet.text(left, line, fit(line, BOLD, 8, room), BOLD)
            sheet.down(-9)
    sheet.y = top + pad + side + 9
    _digits_in_a_row(sheet, slip, left, sheet.right - pad)
    box(sheet, top, sheet.y + 4)


def _digits_in_a_row(sheet: Sheet, slip: Slip, left: float, right: float) -> None:
    label, aside = fit(slip.words.digits, REGULAR, 8.5, 54), 60
    top = sheet.y
    size = grouped(sheet, slip.digits.split(), left + aside, right - left - aside, 6, 11)
    sheet.text(left, slip.words.digits, label, dy=top - sheet.y + 0.73 * (size - label))


def _code_above_qr(sheet: Sheet, slip: Slip) -> None:
    top, pad, modules = sheet.y, 9.5, matrix(slip.qr_text)
    side, middle = qr_side(modules), (sheet.left + sheet.right) / 2
    left, room = sheet.left + pad, sheet.width - 2 * pad
    sheet.down(pad + 1)
    sheet.text(left, slip.words.code, 8.5)
    sheet.down(14)
    grouped(sheet, slip.code.split("-"), left, room, 2, 30)
    sheet.text(left, slip.words.digits, 8.5, dy=3)
    sheet.down(16)
    grouped(sheet, slip.digits.split(), left, room, 3, 16, leading=1.2)
    sheet.down(7)
    qr(sheet, modules, middle - side / 2, sheet.y)
    sheet.down(side + 8)
    if slip.address:
        for line in _shown(slip, room):
            sheet.text(middle, line, fit(line, BOLD, 8.5, room), BOLD, align="center")
            sheet.down(11)
    box(sheet, top, sheet.y + 2)


def _shown(slip: Slip, room: float) -> list[str]:
    """The address to type by hand; a long one goes on after the dot nearest its middle."""
    shown = slip.address.split("://")[-1].rstrip("/") + "/place"
    dots = [i + 1 for i, symbol in enumerate(shown) if symbol == "."]
    if not dots or fit(shown, BOLD, 8, room) >= 7:
        return [shown]
    cut = min(dots, key=lambda dot: abs(dot - len(shown) / 2))
    return [shown[:cut], shown[cut:]]


def _how_to(slip: Slip, size: float, width: float) -> list[Paragraph]:
    """The sentences, the household's own language first and larger."""
    return [
        paragraph(LANGUAGES.get(_base(language), language), text, size if place == 0 else 0.92 * size, width)
        for place, (language, text) in enumerate(slip.sentences)
    ]

"""The printed notice: day, three hours each on its own clock, the way; in the person's language and the issuer's. No name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from reportlab.lib.units import mm

from ventanilla.web.paper import BOLD, ONE_AT_A_TIME, REGULAR, CannotPrint, Sheet, fit, paragraph, write
from ventanilla.web.templatetags.ventanilla import day_words

from .hours import on_wall
from .notice_words import DEMO, LANGUAGES, WORDS, Words

__all__ = ["CannotPrint", "Hour", "Notice", "notice_pdf"]
WIDTH, HEIGHT, MARGIN = 148 * mm, 210 * mm, 11 * mm


@dataclass(frozen=True)
class Hour:
    """One hour: what (bridge, port, hearing), its moment in UTC, and the clock of its place with the place's name."""

    what: str
    utc: str
    zone: str
    place: str

    @property
    def wall(self) -> datetime:
        """The moment on the wall of its place."""
        return on_wall(self.utc, self.zone)

    @property
    def town(self) -> str:
        """Whose clock it is: the last part of the place's name."""
        return self.place.rpartition(", ")[2]

    def on(self, other: Hour) -> str:
        """This hour on the clock of another place, with the place's name; empty where both clocks show the same."""
        there = on_wall(self.utc, other.zone)
        return "" if there.replace(tzinfo=None) == self.wall.replace(tzinfo=None) else f"{there:%H:%M}"


@dataclass(frozen=True)
class Notice:
    """What a notice says. ``languages``: the person's own, then the issuer's; ``made``: the day, as a date's text."""

    hours: tuple[Hour, ...]
    languages: tuple[str, ...]
    made: str
    issuer: str
    way: str = ""
    demo: bool = False


def notice_pdf(notice: Notice) -> bytes:
    """One A5 page.

    Raises:
        CannotPrint: the text does not fit, or the font lacks a letter.
    """
    with ONE_AT_A_TIME:
        for tenths in range(130, 64, -2):
            sheet = Sheet(WIDTH, HEIGHT, MARGIN, notice.languages[0], "Notice")
            _page(sheet, notice, tenths / 10)
            if sheet.y <= HEIGHT - MARGIN:
                return sheet.save()
    raise CannotPrint("The text is too long for one sheet. Make the way to get there shorter.")


def _page(sheet: Sheet, notice: Notice, size: float) -> None:
    if notice.demo:
        sheet.text(sheet.left, DEMO, fit(DEMO, BOLD, size, sheet.width), BOLD)
        sheet.down(1.8 * size)
    for place, language in enumerate(dict.fromkeys(notice.languages)):
        if place:
            sheet.rule()
            sheet.down(size)
        _in_language(sheet, notice, language, size if place == 0 else 0.84 * size)


def _in_language(sheet: Sheet, notice: Notice, language: str, size: float) -> None:
    words = WORDS[language]
    with translation.override(language):
        days = [day_words(hour.wall.date()) for hour in notice.hours]
        made = day_words(notice.made, "plain")
    title = f"{words.title} ({LANGUAGES[language]})"
    sheet.text(sheet.left, title, fit(title, BOLD, 1.3 * size, sheet.width), BOLD)
    sheet.down(2.2 * size)
    for hour, day in zip(notice.hours, days, strict=True):
        _hour(sheet, notice, hour, day, words, size)
    said = [(words.way + ":", notice.way)] if notice.way else []
    said += [
        ("–", words.take),
        ("–", words.ask),
        ("–", words.made.format(day=made, issuer=notice.issuer)),
        ("–", words.no_advice),
    ]
    paragraphs = [paragraph(name, text, size, sheet.width) for name, text in said]
    write(sheet, paragraphs)
    sheet.down(0.4 * size)


def _hour(sheet: Sheet, notice: Notice, hour: Hour, day: str, words: Words, size: float) -> None:
    """The hour large, with its own clock; beneath it the same moment on the other clocks, where they differ."""
    label = f"{getattr(words, hour.what)}: {hour.place}"
    sheet.text(sheet.left, label, fit(label, BOLD, size, sheet.width), BOLD)
    sheet.down(1.35 * size)
    clock = f"{hour.wall:%H:%M}"
    sheet.text(sheet.left, clock, 2 * size, BOLD)
    said = f"{day}, {words.clock.format(zone=hour.town)}"
    sheet.text(
        sheet.left + 7.7 * size, said, fit(said, REGULAR, size, sheet.width - 7.7 * size), dy=0.2 * size
    )
    others = {other.town: hour.on(other) for other in notice.hours if hour.on(other)}
    if others:
        both = "; ".join(words.there.format(zone=place, hour=there) for place, there in others.items())
        sheet.text(
            sheet.left + 7.7 * size, both, fit(both, REGULAR, size, sheet.width - 7.7 * size), dy=1.5 * size
        )
    sheet.down(3.4 * size)

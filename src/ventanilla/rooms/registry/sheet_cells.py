"""What one cell of a sheet says: numbers, dates, ages, sexes, languages and needs.

Each reader takes the text of a cell and returns its meaning or raises `Unreadable` with a code of `SENTENCES`.
Nothing is guessed and no day or month is ever invented: what can be read in two ways is refused.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ventanilla.rooms.registry.headings import fold
from ventanilla.rooms.registry.nationalities import nationality

MAX_NUMBER = 99_999_999
MAX_PEOPLE = 50
OLDEST = 120
FIRST_DAY = date(2000, 1, 1)

SENTENCES = {
    "number": "The number “{value}” is not a whole number. Write it in figures, such as 812.",
    "number_range": "The number must be between 1 and {highest}.",
    "people": "“{value}” is not a number of people. Write a whole number, such as 4.",
    "people_range": "A household has from 1 to {highest} people. For a larger group, write a line for each household.",
    "date": "The date “{value}” cannot be read. Write year, month and day, such as 2018-12-05.",
    "date_order": "The date “{value}” can be read in two ways: day first or month first. Write year, month and day, "
    "such as 2018-12-05.",
    "date_year": "Write the year of “{value}” with four figures, such as 2018-12-05.",
    "date_future": "The date “{value}” is after today. Check the day and the year.",
    "date_old": "The date “{value}” is before the year 2000. Check the year.",
    "nationality": "The nationality “{value}” is not known here. Write the country's name, or its two letters, such as "
    "HN. If it is not known, leave it empty.",
    "sex": "“{value}” is not understood as a sex. Write woman, man or other, or leave it empty.",
    "sex_m": "“M” can mean mujer or masculino in this file. Write mujer or hombre in full.",
    "birth": "The year of birth “{value}” cannot be read. Write four figures, such as 1984, or “about 1984”.",
    "birth_range": "The year of birth “{value}” cannot be right: it lies after the registration or more than {oldest} "
    "years before it.",
    "age": "The age “{value}” cannot be read. Write whole years from 0 to {oldest}, or months, such as “8 months”.",
    "age_day": "An age needs the day on which it was said. Fill in the date of this line, or write the year of birth.",
    "age_birth": "The age {value} and the year of birth {year} do not fit together. Correct one, or empty one.",
    "language": "The language “{value}” is not known here. Write its name, or its three letters, such as spa.",
    "need": "The need “{value}” is not known here. Use one of these: {known}.",
    "state": "The state “{value}” is not known here. Write waiting, called, absent, crossed or left.",
    "nobody": "There is neither a name nor a number of people. Write one of them, or take the line out if nobody was "
    "written here.",
    "cells": "This line has more cells than there are headings. Is there a separator inside a name? Put that cell "
    "between quotation marks.",
    "broken": "A cell of this line runs over several lines. Is a quotation mark not closed?",
    "letters": "Some letters of this line are damaged and cannot be read. Type them again.",
    "twice": "The number {value} already stands higher up. On this list a number is given once.",
    "apart": "“{value}” already stands higher up, on lines apart from this one. Put the lines of one household one "
    "below the other.",
    "sizes": "The lines of this household say different numbers of people: {sizes}. Write the same one on each line.",
    "too_few": "This household says {value} people but has {rows} lines.",
    "days": "The lines of one household say different dates or states. Write the same on each line.",
    "together": "This line belongs to the household of line {line}, which has to be corrected first.",
}

_SEXES = {
    "f": "f, female, woman, girl, mujer, femenino, femenina, nina, hembra",
    "m": "male, man, boy, hombre, masculino, nino, varon, h",
    "x": "x, other, another, otro, otra, nonbinary, non binary, no binario",
}
_STATES = {
    "waiting": "waiting, wait, espera, en espera, esperando, pendiente",
    "called": "called, llamado, llamada, llamados",
    "absent": "absent, no show, ausente, ausentes, no se presento, no llego",
    "crossed": "crossed, admitted, entered, cruzo, cruzaron, cruzado, paso, pasaron, admitido, admitida, entro",
    "left": "left, gone, se fue, se fueron, retirado, retirada, baja, salio",
}
# the codes of words.NEEDS, which cannot be imported here: it needs translations, and a test holds them equal
_NEEDS = {
    "wheelchair": "wheelchair, silla de ruedas",
    "pregnant": "pregnant, pregnancy, embarazada, embarazo",
    "infant": "infant, baby, newborn, bebe, recien nacido, recien nacida",
    "medical": "medical, doctor, medicine, ill, sick, injured, medico, medicina, medicamento, medicamentos, "
    "enfermo, enferma, enfermedad, herido, herida",
    "interpreter": "interpreter, interprete, traductor",
    "protection": "protection, safety, threatened, in danger, proteccion, seguridad, amenazado, amenazada, en peligro",
    "hearing": "hearing, deaf, hard of hearing, sordo, sorda, no oye",
    "sight": "sight, blind, hard of seeing, ciego, ciega, no ve",
}
_LANGUAGES = {
    "spa": "es, spanish, espanol, castellano",
    "eng": "en, english, ingles",
    "hat": "ht, haitian creole, haitian, creole, kreyol, criollo, criollo haitiano, creole haitiano",
    "fra": "fr, french, frances",
    "por": "pt, portuguese, portugues",
    "quc": "kiche, quiche",
    "mam": "mam",
    "kek": "qeqchi, kekchi",
    "kjb": "qanjobal, kanjobal",
    "cak": "kaqchikel, cakchiquel",
    "ixl": "ixil",
    "cac": "chuj",
    "knj": "akateko, acateco",
    "jac": "popti, jakalteko, jacalteco",
    "caa": "chorti",
    "acr": "achi",
    "tzj": "tzutujil",
    "poh": "poqomchi, pocomchi",
    "cab": "garifuna",
    "miq": "miskito, miskitu",
    "tsz": "purepecha",
    "rus": "ru, russian, ruso",
    "ukr": "uk, ukrainian, ucraniano",
    "hye": "armenian, armenio",
    "tur": "tr, turkish, turco",
    "kur": "kurdish, kurdo",
    "ara": "ar, arabic, arabe",
    "amh": "amharic, amarico, amharico",
    "tir": "tigrinya, tigrina",
    "som": "somali",
    "lin": "lingala",
    "swa": "swahili",
    "twi": "twi",
    "hau": "hausa",
    "wol": "wolof",
    "zho": "zh, chinese, mandarin, chino",
    "vie": "vietnamese, vietnamita",
    "hin": "hindi",
    "pan": "punjabi, panyabi",
    "ben": "bengali, bangla",
    "urd": "urdu",
    "nep": "nepali",
    "sin": "sinhala, cingales",
    "tam": "tamil",
    "prs": "dari",
    "pus": "pashto, pastun",
    "fas": "farsi, persian, persa",
    "uzb": "uzbek, uzbeko",
    "que": "quechua",
    "aym": "aymara",
}
_MONTHS = {
    1: "ene, enero, jan, january",
    2: "feb, febrero, february",
    3: "mar, marzo, march",
    4: "abr, abril, apr, april",
    5: "may, mayo",
    6: "jun, junio, june",
    7: "jul, julio, july",
    8: "ago, agosto, aug, august",
    9: "sep, sept, set, septiembre, setiembre, september",
    10: "oct, octubre, october",
    11: "nov, noviembre, november",
    12: "dic, diciembre, dec, december",
}
_SKIPPED = {
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
    "de",
    "del",
    "of",
    "the",
}
_SKIPPED |= {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}


def _by_word(words: dict[Any, str]) -> dict[str, Any]:
    return {word.strip(): code for code, listed in words.items() for word in listed.split(",")}


SEXES, STATES, MONTHS = _by_word(_SEXES), _by_word(_STATES), _by_word(_MONTHS)
NEEDS = _by_word(_NEEDS) | {fold(code): code for code in _NEEDS}
LANGUAGES = _by_word(_LANGUAGES) | {code: code for code in _LANGUAGES}


class Unreadable(Exception):
    """A cell that cannot be read: `code` of `SENTENCES`, and what its sentence needs."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def _whole(text: str) -> int | None:
    plain = re.sub(r"^(#|n[o°º]?\.?(?=[\s\d]))\s*", "", text.strip(), flags=re.IGNORECASE)
    if re.fullmatch(r"[1-9]\d{0,2}([.,\u00a0 ]\d{3})+", plain):
        plain = re.sub(r"\D", "", plain)
    return int(plain) if re.fullmatch(r"[+-]?[0-9]{1,18}", plain) else None


def read_number(text: str) -> int:
    """A list number, 1 to `MAX_NUMBER`: '812', '1,503', 'No. 812'. Raises number, number_range."""
    number = _whole(text)
    if number is None:
        raise Unreadable("number")
    if not 1 <= number <= MAX_NUMBER:
        raise Unreadable("number_range", highest=MAX_NUMBER)
    return number


def read_people(text: str) -> int:
    """A household's size, 1 to `MAX_PEOPLE`. Raises people, people_range."""
    people = _whole(text)
    if people is None:
        raise Unreadable("people")
    if not 1 <= people <= MAX_PEOPLE:
        raise Unreadable("people_range", highest=MAX_PEOPLE)
    return people


def read_nationality(text: str) -> str:
    """ISO alpha-2. Raises nationality."""
    code = nationality(text)
    if code is None:
        raise Unreadable("nationality")
    return code


def read_state(text: str) -> str:
    """waiting, called, absent, crossed or left. Raises state."""
    if fold(text) not in STATES:
        raise Unreadable("state")
    return str(STATES[fold(text)])


def read_sex(text: str, m: str | None = "m") -> str:
    """f, m or x. `m` is what a lone M means in this file, None if that is open. Raises sex, sex_m."""
    word = fold(text)
    if word == "m":
        if m is None:
            raise Unreadable("sex_m")
        return m
    if word not in SEXES:
        raise Unreadable("sex")
    return str(SEXES[word])


def _parts(text: str) -> list[str]:
    return [p.strip() for p in re.split(r"[,;/+&|]|\s(?:y|e|and)\s", text, flags=re.IGNORECASE) if p.strip()]


def read_languages(text: str) -> tuple[str, ...]:
    """ISO 639-3 codes in the order written: 'español y mam' -> ('spa', 'mam'). Raises language."""
    for part in _parts(text):
        if fold(part) not in LANGUAGES:
            raise Unreadable("language", value=part)
    return tuple(dict.fromkeys(LANGUAGES[fold(p)] for p in _parts(text)))


def read_needs(text: str) -> tuple[str, ...]:
    """Need codes: 'embarazada, medicina' -> ('pregnant', 'medicine'). Raises need."""
    parts = [p for p in _parts(text) if fold(p) not in {"no", "none", "ninguna", "ninguno", "nada"}]
    for part in parts:
        if fold(part) not in NEEDS:
            raise Unreadable("need", value=part, known=", ".join(code.replace("_", " ") for code in _NEEDS))
    return tuple(dict.fromkeys(NEEDS[fold(p)] for p in parts))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _figures(a: int, b: int, year: int, day_first: bool | None) -> date | None:
    """The day of a/b/year; raises date_order where both orders are days and the file does not decide."""
    either = {_day(year, b, a), _day(year, a, b)} - {None}
    if day_first is None and len(either) == 2:
        raise Unreadable("date_order")
    if day_first is None:
        return either.pop() if either else None
    return _day(year, b, a) if day_first else _day(year, a, b)


def _worded(text: str) -> date | None:
    """'5 dic 2018', 'miércoles 5 de diciembre de 2018', 'Dec 5, 2018', '5-dic-18'."""
    words = [w for w in fold(text).split() if w not in _SKIPPED]
    months = [MONTHS[w] for w in words if w in MONTHS]
    figures = [
        int(re.sub(r"(?<=\d)(st|nd|rd|th)$", "", w))
        for w in words
        if re.fullmatch(r"\d{1,4}(st|nd|rd|th)?", w)
    ]
    if len(words) != 3 or len(months) != 1 or len(figures) != 2:
        return None
    day, year = figures if figures[0] <= 31 else reversed(figures)
    if year < 15:
        raise Unreadable("date_year")
    return _day(year if year > 99 else 2000 + year, months[0], day)


def plain_date(text: str, day_first: bool | None) -> date | None:
    """The day a text says, in any order of history, or None; raises date_order, date_year."""
    stamp = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})([T ]\d\d:\d\d.*)?", text)
    if stamp:
        return _day(*(int(part) for part in stamp.groups()[:3]))
    slashed = re.fullmatch(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{2}|\d{4})( \d\d?:\d\d.*)?", text)
    if not slashed:
        return _worded(text)
    a, mark, b, year = slashed.groups()[:4]
    # 16/12/18 is a day of 2018 on every list of this border; 05-12-18 may begin with a year
    if len(year) == 2 and (mark != "/" or int(year) < 15):
        raise Unreadable("date_year")
    return _figures(int(a), int(b), int(year) + (2000 if len(year) == 2 else 0), day_first)


def read_date(text: str, day_first: bool | None, today: date) -> date:
    """The day somebody was written down, from 2000 to `today`.

    ISO, 5/12/2018 (`day_first` True or False; None refuses what is a day in both orders) or '5 dic 2018'.
    Raises date, date_order, date_year, date_future, date_old.
    """
    day = plain_date(" ".join(text.split()), day_first)
    if day is None:
        raise Unreadable("date")
    if day > today:
        raise Unreadable("date_future")
    if day < FIRST_DAY:
        raise Unreadable("date_old")
    return day


def read_birth(text: str, said: date) -> tuple[int | None, str]:
    """(year, kind): exact, about or unknown (year None). `said` is the latest day it can have been said.

    Of a full date only the year is kept, and 1 January counts as 'about': it is what offices write for people who
    do not know their day. Raises birth, birth_range.
    """
    word = fold(text)
    if word in {"unknown", "no sabe", "desconocido", "desconocida", "se desconoce", "ns", "does not know"}:
        return None, "unknown"
    year = re.search(r"(?<!\d)([12]\d{3})(?!\d)", word)
    rest = word.replace(year.group(1), "", 1).strip() if year else ""
    unsure = text.strip()[0] in "~≈" or text.strip().endswith("?")
    if year and re.fullmatch(
        r"(about|around|approx|ca|c|circa|aprox|aproximado|hacia|como|mas o menos)?", rest
    ):
        return _born(int(year.group(1)), said), "about" if rest or unsure else "exact"
    day = _birthday(text)
    return _born(day.year, said), "about" if (day.month, day.day) == (1, 1) else "exact"


def _born(year: int, said: date) -> int:
    if not said.year - OLDEST <= year <= said.year:
        raise Unreadable("birth_range", oldest=OLDEST)
    return year


def _birthday(text: str) -> date:
    plain = " ".join(text.split())
    try:
        day = plain_date(plain, True) or plain_date(plain, False)
    except Unreadable:
        day = None
    if day is None:
        raise Unreadable("birth")
    return day


def read_age(text: str, said: date) -> tuple[int, int]:
    """(whole years, year of birth): the year is `said` less the age, right or one too late, so always 'about'.

    '34', '34 años', '8 meses'. Raises age.
    """
    word = re.fullmatch(
        r"(\d{1,3})\s*(anos|ano|years?|y|yrs?|meses|mes|months?|m)?( old| de edad)?", fold(text)
    )
    if not word or int(word.group(1)) > OLDEST:
        raise Unreadable("age", oldest=OLDEST)
    said_age = int(word.group(1))
    if (word.group(2) or "").startswith("m"):
        return said_age // 12, (said.year * 12 + said.month - 1 - said_age) // 12
    return said_age, said.year - said_age

"""What a column is called: the headings a sheet of people may carry, in Spanish and English.

Accents, case, order and punctuation are forgiven. A heading that is not known is left out and named in the
report; so a column of passport numbers is never read by accident.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

ENGLISH = {
    "number": "number, list number, place number, ticket",
    "name": "name, names, full name, first name, first names, given name, given names",
    "surname": "surname, surnames, last name, last names, family name",
    "people": "people, persons, size, household size, family size, number of people, how many, how many people",
    "nationality": "nationality, country, country of origin, origin",
    "date": "date, registered, date registered, registration date, date of registration, date joined, joined, listed, "
    "listed on, registered on",
    "sex": "sex, gender",
    "birth": "birth year, year of birth, born, birth, date of birth, birth date, birthdate, dob, yob",
    "age": "age",
    "languages": "language, languages",
    "needs": "need, needs, special needs",
    "household": "household, family, household id, family id, household number, family group",
    "contact": "phone, telephone, phone number, contact, mobile, cell, cell phone, whatsapp",
    "state": "state, status",
    "called": "called, called on, date called, day called",
}
SPANISH = {
    "number": "numero, num, nro, numero de lista, turno, folio",
    "name": "nombre, nombres, nombre completo, nombre y apellido, nombre y apellidos, nombres y apellidos",
    "surname": "apellido, apellidos",
    "people": "personas, tamano, tamano de familia, tamano de la familia, numero de personas, no de personas, "
    "num de personas, cuantas personas, cuantos, cuantas, integrantes, total de personas",
    "nationality": "nacionalidad, pais, pais de origen, origen",
    "date": "fecha, fecha de registro, registro, registrado, registrada, fecha de ingreso, fecha de anotacion, anotado",
    "sex": "sexo, genero",
    "birth": "ano de nacimiento, nacimiento, fecha de nacimiento, ano nacimiento, ano nac, fecha nac",
    "age": "edad",
    "languages": "idioma, idiomas, lengua, lenguas",
    "needs": "necesidad, necesidades, necesidades especiales",
    "household": "hogar, familia, grupo familiar, numero de familia",
    "contact": "telefono, telefonos, contacto, celular, numero de telefono",
    "state": "estado, situacion",
    "called": "llamado, llamada, llamado el, fecha de llamada, dia de llamada",
}
EITHER = {"number": "no, n, #"}
OURS = {"line", "field", "reason"}
"""Headings that a file of refused rows adds; passed over when the corrected file is loaded again."""


def fold(text: str) -> str:
    """`text` in small letters without accents or punctuation, single spaces: '  Año de Nac.' -> 'ano de nac'."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w#]+|_+", " ", plain).split())


def _table(words: dict[str, str]) -> dict[str, str]:
    return {word.strip(): field for field, listed in words.items() for word in listed.split(",")}


class Vocabulary:
    """What columns of one kind of sheet may be called. A heading row names one of ``needed``."""

    def __init__(
        self, english: dict[str, str], spanish: dict[str, str], either: dict[str, str], needed: set[str]
    ) -> None:
        self.english, self.spanish, self.either = _table(english), _table(spanish), _table(either)
        self.needed = needed

    def field_of(self, title: str) -> str | None:
        """The field a heading names, or None: 'Año de nacimiento (aprox.)' -> 'birth'."""
        for text in (title, re.sub(r"\(.*?\)", " ", title)):
            word = fold(text)
            found = self.spanish.get(word) or self.english.get(word) or self.either.get(word)
            if found:
                return found
        return None


PEOPLE = Vocabulary(ENGLISH, SPANISH, EITHER, {"number", "name", "people"})
field_of = PEOPLE.field_of


@dataclass(frozen=True, slots=True)
class Headings:
    """One heading row: `columns` field -> column index, `titles` as written, `spanish` for the day-first rule."""

    titles: tuple[str, ...]
    columns: dict[str, int]
    twice: tuple[str, ...]
    spanish: bool

    @property
    def found(self) -> dict[str, str]:
        """Field -> the heading as the file writes it."""
        return {field: self.titles[i] for field, i in self.columns.items()}

    @property
    def ignored(self) -> tuple[str, ...]:
        """Headings that mean nothing to us, as written: their columns are not read."""
        used = set(self.columns.values())
        return tuple(t for i, t in enumerate(self.titles) if i not in used and t and fold(t) not in OURS)


def headings(cells: Sequence[str], known_as: Vocabulary = PEOPLE) -> Headings | None:
    """The heading row in `cells`, or None when this is a title or a row of the sheet.

    A heading row names one of what its vocabulary needs, and at least two known headings (one, if it stands alone).
    """
    fields = [known_as.field_of(cell) for cell in cells]
    known = [f for f in fields if f]
    filled = sum(1 for cell in cells if cell.strip())
    if not known_as.needed & set(known) or (len(known) < 2 and filled > 1):
        return None
    columns = {f: fields.index(f) for f in dict.fromkeys(known)}
    twice = tuple(sorted({f for f in known if known.count(f) > 1}))
    words = [fold(re.sub(r"\(.*?\)", " ", cell)) for cell in cells]
    spanish = sum(w in known_as.spanish for w in words) > sum(w in known_as.english for w in words)
    return Headings(tuple(c.strip() for c in cells), columns, twice, spanish)

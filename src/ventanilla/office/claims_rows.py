"""One row of a sheet of claims: whose it is, and which actions it is; or every cell that has to be corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError

from ventanilla.journal.action import explain
from ventanilla.rooms.claims.actions import Intention, WritePaper
from ventanilla.rooms.claims.where import NAMES
from ventanilla.rooms.registry.headings import Vocabulary, fold
from ventanilla.rooms.registry.sheet_cells import SENTENCES, Unreadable, plain_date, read_date, read_number
from ventanilla.rooms.registry.sheet_file import Row, Sheet
from ventanilla.rooms.registry.sheet_lines import unguarded

VOCABULARY = Vocabulary(
    {
        "number": "number, list number, place number, ticket", "name": "name, names, full name, person",
        "country": "country of the claim, claim, claim in, protection", "since": "asked on, intention, wants since",
        "what": "paper, kind of paper, document, type", "issuer": "issuer, from, issued by, agency",
        "printed": "printed, printed on, date printed, issued, issued on", "received": "received, received on, date received",
        "day": "hearing, hearing date, date of hearing, hearing day, appointment, day", "hour": "hour, time, hearing time, at",
        "place": "place, court, where, location", "process": "process number, case number, a number, file",
    },
    {
        "number": "numero, num, numero de lista, turno, folio", "name": "nombre, nombres, nombre completo, persona",
        "country": "pais de la solicitud, solicitud, solicitud en, proteccion", "since": "pidio el, intencion, desde",
        "what": "papel, tipo, tipo de papel, documento", "issuer": "emisor, de parte de, autoridad, oficina",
        "printed": "impreso, impreso el, fecha del papel, fecha de emision, emitido", "received": "recibido, recibido el, fecha de recepcion",
        "day": "audiencia, fecha de audiencia, fecha de la audiencia, cita, fecha de cita, dia", "hour": "hora, hora de audiencia",
        "place": "lugar, juzgado, corte, donde", "process": "numero de proceso, expediente, numero a",
    },
    {},
    {"name"},
)  # fmt: skip
"""What columns of a sheet of claims may be called."""

_COUNTRIES = {
    "US": "us, usa, united states, eeuu, estados unidos, ee uu, asylum, asilo",
    "MX": "mx, mexico, refuge, refugio",
}
_WHAT = {
    "hearing": "hearing, notice of hearing, hearing notice, audiencia, aviso de audiencia, citatorio",
    "appear": "notice to appear, nta, aviso de comparecencia", "tear": "tear sheet, tearsheet, hoja, hoja de citas",
    "interview": "interview, appointment, entrevista, cita", "decision": "decision, order, resolucion, orden", "other": "other, otro",
}  # fmt: skip
_ISSUERS = {
    "eoir": "eoir, court, immigration court, corte, juzgado", "cbp": "cbp, port, garita", "uscis": "uscis, asylum office",
    "ice": "ice", "comar": "comar", "inm": "inm, migracion", "other": "other, otro",
}  # fmt: skip


def _codes(words: dict[str, str]) -> dict[str, str]:
    return {word.strip(): code for code, listed in words.items() for word in listed.split(",")} | {
        c.lower(): c for c in words
    }


_PLACES = {fold(name): code for code, name in NAMES.items()} | {fold(code): code for code in NAMES}
_WORDS = {"country": _codes(_COUNTRIES), "what": _codes(_WHAT), "issuer": _codes(_ISSUERS), "place": _PLACES}


@dataclass
class ClaimLine:
    """A row that was read: who is meant, the country, and the paper on it (None where the row names none)."""

    row: Row
    name: str = ""
    number: int | None = None
    country: str = "US"
    since: date | None = None
    paper: dict[str, Any] = field(default_factory=dict)
    faults: list[tuple[str, str, str]] = field(default_factory=list)
    """(field, cell, sentence)"""


def lines(sheet: Sheet, today: date) -> Iterator[ClaimLine]:
    """The rows of a sheet, each read as far as it can be."""
    for row in sheet:
        line, said = ClaimLine(row), {}
        for name, index in sheet.headings.columns.items():
            text = unguarded(row.cells[index]) if index < len(row.cells) else ""
            if not text:
                continue
            try:
                said[name] = _reader(name, sheet, today)(text)
            except Unreadable as fault:
                line.faults.append(
                    (name, text, SENTENCES[fault.code].format(**{"value": text} | fault.params))
                )
            except ValueError as error:
                line.faults.append((name, text, str(error)))
        _fill(line, said)
        yield line


def _reader(name: str, sheet: Sheet, today: date) -> Callable[[str], Any]:
    if name in _WORDS:
        return lambda text: _code(name, text)
    if name in ("since", "printed", "received"):
        return lambda text: read_date(text, sheet.day_first, today)
    return {"number": read_number, "day": lambda text: _coming(text, sheet.day_first)}.get(name, str.strip)


def _code(name: str, text: str) -> str:
    found = _WORDS[name].get(fold(text))
    if not found:
        raise ValueError(
            f"“{text}” is not known here. Write one of: {', '.join(dict.fromkeys(_WORDS[name].values()))}."
        )
    return found


def _coming(text: str, day_first: bool | None) -> date:
    day = plain_date(" ".join(text.split()), day_first)
    if day is None:
        raise Unreadable("date")
    return day


def _fill(line: ClaimLine, said: dict[str, Any]) -> None:
    line.name, line.number = said.pop("name", ""), said.pop("number", None)
    line.country, line.since = said.pop("country", "US"), said.pop("since", None)
    if not line.name:
        line.faults.append(("name", "", "Whose claim is it? Write the name as it stands on the list."))
    if "process" in said:
        said["number"] = said.pop("process")
    if hour := said.get("hour"):
        said["hour"] = hour[:5] if len(hour) >= 5 else f"0{hour}"
    line.paper = said
    try:
        Intention(person="P" * 20, country=line.country, since=line.since)  # type: ignore[arg-type]
        if said:
            WritePaper(claim="C" * 20, **said)
    except ValidationError as error:
        line.faults += [(name, "", sentence) for name, sentence in explain(error)]

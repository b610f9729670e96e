"""Places that rules name: each with its country, its state and its clock."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple


class Place(NamedTuple):
    """A place, as the record writes it."""

    name: str
    country: str
    state: str
    zone: str
    port: bool = False
    across: str = ""
    """The port on the other side, for a city of Mexico."""


_PLACES = (
    Place("San Ysidro", "US", "California", "America/Los_Angeles", True),
    Place("Otay Mesa", "US", "California", "America/Los_Angeles", True),
    Place("Calexico", "US", "California", "America/Los_Angeles", True),
    Place("San Diego", "US", "California", "America/Los_Angeles"),
    Place("San Luis", "US", "Arizona", "America/Phoenix", True),
    Place("Nogales", "US", "Arizona", "America/Phoenix", True),
    Place("El Paso", "US", "Texas", "America/Denver", True),
    Place("Eagle Pass", "US", "Texas", "America/Chicago", True),
    Place("Laredo", "US", "Texas", "America/Chicago", True),
    Place("Hidalgo", "US", "Texas", "America/Chicago", True),
    Place("Brownsville", "US", "Texas", "America/Chicago", True),
    Place("Tecate", "US", "California", "America/Los_Angeles", True),
    Place("El Centro", "US", "California", "America/Los_Angeles"),
    Place("Yuma", "US", "Arizona", "America/Phoenix"),
    Place("Tucson", "US", "Arizona", "America/Phoenix"),
    Place("Lukeville", "US", "Arizona", "America/Phoenix", True),
    Place("Douglas", "US", "Arizona", "America/Phoenix", True),
    Place("Santa Teresa", "US", "New Mexico", "America/Denver", True),
    Place("Columbus", "US", "New Mexico", "America/Denver", True),
    Place("Presidio", "US", "Texas", "America/Chicago", True),
    Place("Del Rio", "US", "Texas", "America/Chicago", True),
    Place("Roma", "US", "Texas", "America/Chicago", True),
    Place("Rio Grande City", "US", "Texas", "America/Chicago", True),
    Place("Rio Grande Valley", "US", "Texas", "America/Chicago"),
    Place("McAllen", "US", "Texas", "America/Chicago"),
    Place("Progreso", "US", "Texas", "America/Chicago", True),
    Place("Dilley", "US", "Texas", "America/Chicago"),
    Place("Tijuana", "MX", "Baja California", "America/Tijuana", across="San Ysidro"),
    Place("Mexicali", "MX", "Baja California", "America/Tijuana", across="Calexico"),
    Place("Ciudad Juarez", "MX", "Chihuahua", "America/Ciudad_Juarez", across="El Paso"),
    Place("Piedras Negras", "MX", "Coahuila", "America/Matamoros", across="Eagle Pass"),
    Place("Nuevo Laredo", "MX", "Tamaulipas", "America/Matamoros", across="Laredo"),
    Place("Reynosa", "MX", "Tamaulipas", "America/Matamoros", across="Hidalgo"),
    Place("Matamoros", "MX", "Tamaulipas", "America/Matamoros", across="Brownsville"),
    Place("Mexico City", "MX", "Ciudad de México", "America/Mexico_City"),
    Place("Ciudad Acuna", "MX", "Coahuila", "America/Matamoros", across="Del Rio"),
    Place("Monterrey", "MX", "Nuevo León", "America/Monterrey"),
    Place("Guadalajara", "MX", "Jalisco", "America/Mexico_City"),
    Place("Merida", "MX", "Yucatán", "America/Merida"),
    Place("Oaxaca", "MX", "Oaxaca", "America/Mexico_City"),
    Place("Villahermosa", "MX", "Tabasco", "America/Mexico_City"),
    Place("Tenosique", "MX", "Tabasco", "America/Mexico_City"),
    Place("Tapachula", "MX", "Chiapas", "America/Mexico_City"),
    Place("Suchiate", "MX", "Chiapas", "America/Mexico_City"),
    Place("Ciudad Hidalgo", "MX", "Chiapas", "America/Mexico_City"),
    Place("Juchitan", "MX", "Oaxaca", "America/Mexico_City"),
)
PLACES = {place.name: place for place in _PLACES}
MEXICAN_STATES = frozenset(place.state for place in _PLACES if place.country == "MX")


@lru_cache(maxsize=4096)
@lru_cache(maxsize=4096)
def place_named(text: str) -> str:
    """A place as rules name it, from what somebody wrote: accents, capitals and what comes after a comma do not count."""
    first = text.partition(",")[0].strip()
    return _SPELT.get(plain(first), first)


@lru_cache(maxsize=4096)
def state_of(text: str) -> str:
    """The state of Mexico in which a place lies, or the one that is written after it; empty elsewhere."""
    there, region = PLACES.get(place_named(text)), text.partition(",")[2].strip()
    if there:
        return there.state if there.country == "MX" else ""
    return region if region in MEXICAN_STATES else ""


def plain(text: str) -> str:
    """A text without accents and capitals, so that two spellings of a place are one."""
    letters = (letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return "".join(letters).casefold()


_SPELT = {plain(place.name): place.name for place in _PLACES} | {
    "juarez": "Ciudad Juarez",
    "el chaparral": "San Ysidro",
}


def at_the_border(city: str, port: str) -> tuple[str, str] | None:
    """The rules' names of a city and of the port across, from what somebody wrote; None where the city is not known."""
    there = PLACES.get(place_named(city))
    if there is None or not there.across:
        return None
    named = (one for one in PORTS if plain(one) in plain(port))
    return there.name, next(named, there.across)


NINTH_CIRCUIT = tuple(p.name for p in _PLACES if p.state in ("California", "Arizona"))
"""The border of California and Arizona, where an order of the Ninth Circuit reaches."""

US_BORDER = tuple(p.name for p in _PLACES if p.country == "US" and p.name != "Dilley")
PORTS = tuple(p.name for p in _PLACES if p.port)

SPANISH = (
    "AR", "BO", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GQ", "GT", "HN", "NI", "PA", "PE", "PY", "SV", "UY", "VE",
)  # fmt: skip
"""Countries whose people speak Spanish, Mexico apart."""

WESTERN_HEMISPHERE = (
    *(code for code in SPANISH if code not in ("ES", "GQ")),
    "AG", "BB", "BR", "BS", "BZ", "CA", "DM", "GD", "GY", "HT", "JM", "KN", "LC", "MX", "SR", "TT", "US", "VC",
)  # fmt: skip
"""The independent states of the Americas (ISO 3166-1)."""

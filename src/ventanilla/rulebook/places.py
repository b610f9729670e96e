"""Places that rules name: each with its country, its state and its clock."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A place, as the record writes it."""

    name: str
    country: str
    state: str
    zone: str
    port: bool = False


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
    Place("Dilley", "US", "Texas", "America/Chicago"),
    Place("Tijuana", "MX", "Baja California", "America/Tijuana"),
    Place("Mexicali", "MX", "Baja California", "America/Tijuana"),
    Place("Ciudad Juarez", "MX", "Chihuahua", "America/Ciudad_Juarez"),
    Place("Piedras Negras", "MX", "Coahuila", "America/Matamoros"),
    Place("Nuevo Laredo", "MX", "Tamaulipas", "America/Matamoros"),
    Place("Reynosa", "MX", "Tamaulipas", "America/Matamoros"),
    Place("Matamoros", "MX", "Tamaulipas", "America/Matamoros"),
    Place("Mexico City", "MX", "Ciudad de México", "America/Mexico_City"),
    Place("Tenosique", "MX", "Tabasco", "America/Mexico_City"),
    Place("Tapachula", "MX", "Chiapas", "America/Mexico_City"),
    Place("Suchiate", "MX", "Chiapas", "America/Mexico_City"),
    Place("Ciudad Hidalgo", "MX", "Chiapas", "America/Mexico_City"),
    Place("Juchitan", "MX", "Oaxaca", "America/Mexico_City"),
)
PLACES = {place.name: place for place in _PLACES}

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

"""Where hearings are, and through which bridge and port one gets there: each with its own clock."""

from __future__ import annotations

from typing import NamedTuple


class Court(NamedTuple):
    """A place of hearings: its name, its clock, and the port and bridge that people in Mexico use for it."""

    name: str
    zone: str
    port: str = ""
    port_zone: str = ""
    bridge: str = ""
    bridge_zone: str = ""


COURTS = {
    "san_diego": Court(
        "San Diego", "America/Los_Angeles", "San Ysidro", "America/Los_Angeles", "El Chaparral, Tijuana", "America/Tijuana"
    ),
    "calexico": Court(
        "San Diego (by way of Calexico)", "America/Los_Angeles", "Calexico", "America/Los_Angeles", "Mexicali", "America/Tijuana"
    ),
    "el_paso": Court(
        "El Paso", "America/Denver", "Paso del Norte", "America/Denver", "Ciudad Juárez", "America/Ciudad_Juarez"
    ),
    "laredo": Court("Laredo", "America/Chicago", "Laredo", "America/Chicago", "Nuevo Laredo", "America/Matamoros"),
    "brownsville": Court(
        "Brownsville", "America/Chicago", "Brownsville", "America/Chicago", "Matamoros", "America/Matamoros"
    ),
    "nogales": Court(
        "Tucson (by way of Nogales)", "America/Phoenix", "Nogales", "America/Phoenix", "Nogales, Sonora", "America/Hermosillo"
    ),
    "comar_tijuana": Court("COMAR, Tijuana", "America/Tijuana"),
    "comar_tapachula": Court("COMAR, Tapachula", "America/Mexico_City"),
    "other": Court("another place", ""),
}  # fmt: skip
NAMES = {code: court.name for code, court in COURTS.items()}

"""Six cases that are explained in full: the same people on other days and at other places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .said import Said


@dataclass(frozen=True, slots=True)
class Case:
    """A case: whom it is about, when and where, and what is asked. The people are kinds of people, not persons."""

    title: Said
    card: Mapping[str, Any]
    day: str
    zone: str
    place: str
    asks: tuple[str, ...]


FAMILY = {
    "manner": "port",
    "members": [{"nat": "HN", "age": 34, "role": "mother"}, {"nat": "HN", "age": 8, "role": "child"}],
    "nat": "HN",
    "age": 34,
}
CLAIM = ("claim_us", "port_takes_claim", "barred_entry", "family_return")

CASES: tuple[Case, ...] = (
    Case(
        Said("A family from Honduras at San Ysidro on 5 December 2018", "Una familia de Honduras en San Ysidro el 5 de diciembre de 2018"),
        {**FAMILY, "entry_mx": "2018-10-19"}, "2018-12-05", "America/Tijuana", "San Ysidro", (*CLAIM, "mx_refuge_in_time"),
    ),
    Case(
        Said("The same family on 30 January 2019", "La misma familia el 30 de enero de 2019"),
        {**FAMILY, "entry_mx": "2018-10-19"}, "2019-01-30", "America/Tijuana", "San Ysidro", CLAIM,
    ),
    Case(
        Said("An adult who crossed between ports on 15 November 2018", "Una persona adulta que cruzó entre puertos el 15 de noviembre de 2018"),
        {"nat": "HN", "age": 30, "manner": "between", "entry": "2018-11-15"}, "2018-11-15", "America/Los_Angeles", "San Diego",
        ("claim_us", "barred_entry"),
    ),
    Case(
        Said("An adult from Guatemala met in San Diego on 20 August 2019", "Una persona adulta de Guatemala, en San Diego el 20 de agosto de 2019"),
        {"nat": "GT", "age": 30, "manner": "between", "entry": "2019-08-20", "transit": ["MX"]}, "2019-08-20", "America/Los_Angeles",
        "San Diego", ("claim_us", "barred_transit", "mpp_return"),
    ),
    Case(
        Said("The same person met in El Paso on the same day", "La misma persona, en El Paso el mismo día"),
        {"nat": "GT", "age": 30, "manner": "between", "entry": "2019-08-20", "transit": ["MX"]}, "2019-08-20", "America/Denver",
        "El Paso", ("claim_us", "barred_transit", "mpp_return"),
    ),
    Case(
        Said("An adult from El Salvador who seeks seasonal work in 2021", "Una persona adulta de El Salvador que busca trabajo de temporada en 2021"),
        {"nat": "SV", "age": 30, "visa": "H-2B", "approval": "2021-06-15", "start": "2021-08-01", "petition": "2021-06-15", "returning": False},
        "2021-06-15", "UTC", "San Salvador", ("visa_petition", "visa_share_kept", "visa_share_size", "visa_share_open"),
    ),
)  # fmt: skip

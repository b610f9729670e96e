"""Whom Mexico took back under Title 42."""

from ventanilla.rulebook.language import *

WOLA = Source(
    "Globe Live Media (MX, SV, GT, HN); WOLA weekly update 2023-01-06 (CU, HT, NI, VE); El Manana (CU, NI 2022)",
    "2023-01-06",
    "https://adamisacson.com/weekly-u-s-mexico-border-update-january-6-2023/",
)

FOUR = nat.isin("MX", "GT", "HN", "SV")

ACCEPT = Rule(
    "MX-T42-ACCEPT",
    country="MX",
    basis="practice",
    title=Said("Mexico takes the person who is expelled", "México recibe a la persona expulsada"),
    effects=(
        Effect(
            "admits",
            "expelled",
            Said("Mexico takes you when you are expelled", "México le recibe si le expulsan"),
        ),
    ),
    counts="encounter",
    zone="America/Tijuana",
    on=(
        On("2020-03-21", "2022-04-27", when=(FOUR,), source=WOLA),
        On("2022-04-27", "2022-05-23", when=(FOUR | judged(nat.isin("CU", "NI")),), source=WOLA),
        On("2022-05-23", "2022-10-12", when=(FOUR,), source=WOLA),
        On("2022-10-12", "2023-01-05", when=(nat.isin("MX", "GT", "HN", "SV", "VE"),), source=WOLA, mark="K"),
        On(
            "2023-01-05",
            "2023-05-12",
            when=(nat.isin("MX", "GT", "HN", "SV", "VE", "CU", "HT", "NI"),),
            source=WOLA,
        ),
    ),
    unless=(judged(small_child.given & asked_on.on_or_after("2021-02-01")),),
    needs=("US-T42",),
    ids=("MX-T42-ACCEPT",),
)

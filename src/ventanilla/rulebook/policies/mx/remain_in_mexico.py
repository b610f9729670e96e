"""Whom Mexico admitted for the wait: a return needs this to be true as well."""

from ventanilla.rulebook.language import *

FIRST = Source(
    "Telediario, Migrantes seran recibidos por razones humanitarias; SRE 2019-01-25",
    "2019-01-29",
    "https://amp.telediario.mx/local/migrantes-seran-recibidos-por-razones-humanitarias-en-mexico",
)
FAMILIES = Source(
    "Telediario, 112 migrantes son regresados",
    "2019-02-25",
    "https://amp.telediario.mx/internacional/112-migrantes-son-regresados-a-mexico-por-estados-unidos",
)

ACCEPT = Rule(
    "MX-MPP-ACCEPT",
    country="MX",
    basis="practice",
    title=Said("Mexico admits the person for the wait", "México admite a la persona durante la espera"),
    effects=(
        Effect(
            "admits", "wait", Said("Mexico lets you in for the wait", "México le deja entrar para la espera")
        ),
    ),
    counts="return",
    zone="America/Tijuana",
    on=(
        On(
            "2019-01-28",
            "2019-02-13",
            at=("San Ysidro",),
            when=(nat.isin("HN", "SV", "GT"), age.between(18, 60)),
            source=FIRST,
            known="2018-12-20",
        ),
        On("2019-02-13", "2021-01-21", source=FAMILIES),
    ),
    unless=(alone.given,),
    ids=("MX-MPP-ACCEPT1", "MX-MPP-ACCEPT2"),
)

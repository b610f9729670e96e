"""Help to go home: only ever as the answer to a person's own question."""

from ventanilla.rulebook.language import *

IOM = Source(
    "IOM situation report (reliefweb)",
    "2019-11-07",
    "https://reliefweb.int/report/honduras/informe-de-situaci-n-am-rica-central-m-xico-4-de-noviembre-2018-7-de-noviembre-2019",
)

HELP = Rule(
    "IOM-AVR",
    country="MX",
    basis="practice",
    title=Said("Help to go home, if you want it", "Ayuda para volver, si usted lo desea"),
    effects=(
        Effect(
            "opens",
            "help",
            Said(
                "Talks and a free journey home, only if you truly wish it and sign for it yourself; if you may have a right "
                "to asylum, see a lawyer first",
                "Orientación y viaje gratis a su país, solo si de verdad lo desea y lo firma usted; si puede tener "
                "derecho al asilo, vea antes a un abogado",
            ),
        ),
    ),
    counts="asking",
    zone="America/Mexico_City",
    on=(
        On("2018-11-04", "2019-07-01", source=IOM, when=(~mpp.given,)),
        On("2019-07-01", source=IOM),
    ),
    ids=("IOM-AVR",),
)

"""Mexico's term for a refuge claim, in working days."""

from ventanilla.rulebook.language import *

ARTICLE_18 = Source(
    "Ley sobre Refugiados, Proteccion Complementaria y Asilo Politico art. 18 (quoted by Sauza y Rico)",
    "2011-01-27",
    "https://sauzaricoabogados.com/limites-del-derecho-a-solicitar-y-recibir-asilo-en-mexico",
)

COMAR = Calendar(
    "COMAR",
    days_off=(
        "2018-01-01",
        "2018-02-05",
        "2018-03-19",
        "2018-05-01",
        "2018-09-16",
        "2018-11-19",
        "2018-12-01",
        "2018-12-25",
        "2019-01-01",
        "2019-02-04",
        "2019-03-18",
        "2019-05-01",
        "2019-09-16",
        "2019-11-18",
        "2019-12-25",
    ),
    covers=(2018, 2019),
    source=Source("Ley Federal del Trabajo, articulo 74", mark="K"),
)

THIRTY_DAYS = Term(
    "MX-REF30",
    country="MX",
    title=Said(
        "A refuge claim is filed within 30 working days of entry",
        "La solicitud de refugio se presenta en 30 días hábiles desde el ingreso",
    ),
    starts=entry_mx,
    source=ARTICLE_18,
    working_days=30,
    calendar=COMAR,
    ids=("MX-REF30",),
)

"""Mexico's term for a refuge claim, in working days."""

from ventanilla.rulebook.language import *

ARTICLE_18 = Source(
    "Ley sobre Refugiados, Proteccion Complementaria y Asilo Politico art. 18 (quoted by Sauza y Rico)",
    "2011-01-27",
    "https://sauzaricoabogados.com/limites-del-derecho-a-solicitar-y-recibir-asilo-en-mexico",
)

ARTICLE_24 = Source(
    "Ley sobre Refugiados, Proteccion Complementaria y Asilo Politico art. 24",
    "2011-01-27",
    "https://mley.mx/LRPCAP/articulos.md",
)
REGULATION = Source(
    "Reglamento de la Ley sobre Refugiados art. 22 and 24 (UNHCR rimap)",
    "2012-02-21",
    "https://rimap.unhcr.org/node/60166",
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
        "2020-01-01",
        "2020-02-03",
        "2020-03-16",
        "2022-01-01",
        "2022-02-07",
        "2022-03-21",
        "2022-05-01",
        "2022-09-16",
        "2022-11-21",
        "2022-12-25",
        "2023-01-01",
        "2023-02-06",
        "2023-03-20",
        "2023-05-01",
        "2023-09-16",
        "2023-11-20",
        "2023-12-25",
        "2024-01-01",
        "2024-02-05",
        "2024-03-18",
        "2024-05-01",
        "2024-09-16",
        "2024-10-01",
        "2024-11-18",
        "2024-12-25",
        "2025-01-01",
        "2025-02-03",
        "2025-03-17",
        "2025-05-01",
        "2025-09-16",
        "2025-11-17",
        "2025-12-25",
        "2026-01-01",
        "2026-02-02",
        "2026-03-16",
        "2026-05-01",
        "2026-09-16",
        "2026-11-16",
        "2026-12-25",
        "2027-01-01",
        "2027-02-01",
        "2027-03-15",
        "2027-05-01",
        "2027-09-16",
        "2027-11-15",
        "2027-12-25",
    ),
    covers=(("2018-01-01", "2020-03-23"), ("2022-01-01", "2027-12-31")),
    source=Source(
        "Ley Federal del Trabajo, articulo 74, as listed by the package holidays 0.109; the list of the LFPA differs, and the days of the closure from March 2020 were not found",
        mark="K",
    ),
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

FORTY_FIVE_DAYS = Term(
    "MX-REF45",
    country="MX",
    title=Said(
        "COMAR decides within 45 working days of admitting the claim",
        "COMAR resuelve en 45 días hábiles desde que admite la solicitud",
    ),
    starts=claim_admitted,
    source=ARTICLE_24,
    working_days=45,
    calendar=COMAR,
    mark="K",
    ids=("MX-REF45",),
)

NO_RETURN = Rule(
    "MX-REF-NR",
    country="MX",
    basis="regulation",
    title=Said(
        "No return home while the claim is open",
        "Sin devolución al país de origen mientras la solicitud está abierta",
    ),
    effects=(
        Effect(
            "bars",
            "return",
            Said(
                "You may not be sent home while the claim is open, and your consulate is not told",
                "No pueden devolverle a su país mientras la solicitud está abierta, y no avisan a su consulado",
            ),
        ),
    ),
    counts="decision",
    zone="America/Mexico_City",
    on=(On("2012-02-22", source=REGULATION),),
    when=(refuge_open.given,),
    ids=("MX-REF-NR",),
)

WEEKLY = Rule(
    "MX-REF-WEEK",
    country="MX",
    basis="regulation",
    title=Said(
        "A signature each week while the claim is open",
        "Una firma cada semana mientras la solicitud está abierta",
    ),
    effects=(
        Effect(
            "asks",
            "signature",
            Said(
                "You sign each week where you made the claim; missing it counts as giving it up",
                "Firma cada semana donde presentó la solicitud; si falta, se da por abandonada",
            ),
        ),
    ),
    counts="decision",
    zone="America/Mexico_City",
    on=(On("2012-02-22", source=REGULATION),),
    when=(refuge_open.given,),
    ids=("MX-REF-WEEK",),
)

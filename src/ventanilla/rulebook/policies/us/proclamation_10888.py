"""The proclamation of January 2025 that shut the southern border to asylum; the orders stop one part of it."""

from ventanilla.rulebook.language import *

CGRS = Source("CGRS, RAICES v. Noem", "2025", "https://cgrs.uclawsf.edu/en/our-work/litigation/raices-v-noem")
VACATED = Source(
    "principlecivics.com; CGRS",
    "2025-07-03",
    "https://www.principlecivics.com/topics/trump-asylum-ban-blocked-2025",
)

SHUT = Rule(
    "US-10888",
    country="US",
    basis="proclamation",
    title=Said(
        "Proclamation 10888: entry shut at the southern border",
        "Proclamación 10888: entrada cerrada en la frontera sur",
    ),
    effects=(
        Effect("bars", "asylum", Said("Asylum is closed", "El asilo está cerrado")),
        Effect(
            "bars",
            "withholding",
            Said(
                "Withholding of removal and protection from torture are limited",
                "La suspensión de la expulsión y la protección contra la tortura están limitadas",
            ),
        ),
    ),
    counts="encounter",
    zone="America/New_York",
    at=US_BORDER,
    on=(On("2025-01-20", source=CGRS),),
    off=(
        Court(
            Said("set aside; the judgment was on hold", "anulada; la sentencia quedó en suspenso"),
            "2025-07-02",
            "2025-08-01",
            source=VACATED,
            paused=(Pause("2025-07-02", "2025-07-16"), Pause("2025-07-16", "2025-08-01", mark="K")),
        ),
        Court(
            Said(
                "the limits on withholding and torture stay set aside",
                "los límites a la suspensión y a la tortura siguen anulados",
            ),
            "2025-08-01",
            source=CGRS,
            covers=("withholding",),
        ),
    ),
    when=(manner.isin("between") | ~papers.given, entry_if_told.on_or_after("2025-01-20")),
    ids=("US-10888", "US-10888-VAC", "US-10888-SPLIT"),
)

"""Removal and the court: quick removal and the fear interview, the power to return, the hearing before a judge."""

from ventanilla.rulebook.language import *

SCREENING = Source(
    "USCIS, Credible Fear Screenings", "", "https://uscis.gov/unassigned/credible-fear-screenings"
)
ARCHIVE = Source(
    "DHS archive page, Migrant Protection Protocols (Trump Administration Archive)",
    "",
    "https://dhs.gov/archive/migrant-protection-protocols-trump-administration",
)

QUICK_REMOVAL = Rule(
    "US-235B1",
    country="US",
    basis="statute",
    title=Said(
        "Quick removal, and an interview for those who fear return",
        "Expulsión rápida, y entrevista para quien teme volver",
    ),
    effects=(
        Effect(
            "opens",
            "fear interview",
            Said("Who says that they fear return is heard first", "Quien dice que teme volver es oído antes"),
            leaves_open=("asylum", "withholding", "CAT"),
        ),
    ),
    counts="encounter",
    zone="America/New_York",
    on=(On("1997-04-01", source=SCREENING),),
    when=(manner.isin("port") | ~entry.days_ago(more_than=13), fear_home.given),
    unless=(status.isin("LPR", "refugee", "asylee"), alone.given),
    ids=("US-235B1",),
)

POWER_TO_RETURN = Rule(
    "US-235B2C",
    country="US",
    basis="statute",
    title=Said("The power to return to a neighbouring country", "La facultad de devolver a un país vecino"),
    effects=(
        Effect(
            "returns",
            "neighbour",
            Said(
                "A person who came by land may be returned to wait for the hearing",
                "A quien llegó por tierra se le puede devolver a esperar la audiencia",
            ),
            power=True,
        ),
    ),
    counts="encounter",
    zone="America/New_York",
    on=(On("1997-04-01", source=ARCHIVE),),
    unless=(expedited.given,),
    needs=("US-240",),
    ids=("US-235B2C",),
)

HEARING = Rule(
    "US-240",
    country="US",
    basis="statute",
    title=Said("A hearing before an immigration judge", "Audiencia ante un juez de migración"),
    effects=(
        Effect(
            "opens",
            "hearing",
            Said("Asylum can be asked for before a judge", "El asilo se puede pedir ante un juez"),
        ),
    ),
    counts="decision",
    zone="America/New_York",
    on=(On("1997-04-01", source=ARCHIVE),),
    ids=("US-240",),
)

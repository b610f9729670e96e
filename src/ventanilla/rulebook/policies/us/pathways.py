"""Appointments, the presumption of 2023 and the suspension of 2024."""

from ventanilla.rulebook.language import *

PORTS8 = Source(
    "Breaking Latest (2023-05-06, ports); pledgetimes 2024-08-25 (1,450)",
    "2023-05-06",
    "https://www.breakinglatest.news/news/the-us-announces-improvements-to-its-mobile-application-to-process-asylum-appointments/",
)
SOUTH = Source(
    "pledgetimes.com",
    "2024-08-25",
    "https://pledgetimes.com/migrants-will-be-able-to-request-appointments-on-the-app-from-the-south/",
)
PATHWAYS = Source(
    "Circumvention of Lawful Pathways, 88 FR 31314",
    "2023-05-16",
    "https://regulations.justia.com/regulations/fedreg/2023/05/16/2023-10146.html",
)
APPEAL = Source(
    "East Bay Sanctuary Covenant v. Trump, 9th Cir. order (FindLaw)",
    "2025",
    "https://caselaw.findlaw.com/court/us-9th-circuit/117156892.html",
)
SECURING = Source(
    "Securing the Border, 89 FR 48710", "2024-06-07", "http://federal.elaws.us/fr/6/7/2024/2024-12435"
)

SWITCH = Source(
    "AILA, Fact sheet: President Biden announces new actions to secure the border; 89 FR 48710",
    "2024-06-07",
    "https://www.aila.org/library/fact-sheet-president-biden-announces-new-actions-to-secure-the-border",
)
STRICTER = Source(
    "DHS, Securing the Border; final rule effective 2024-10-01",
    "2024-10-01",
    "https://dhs.gov/immigrationlaws",
)

OFF_AFTER_A_WEEK = average.below(1500) & below_days.at_least(14)
"""Off 14 days after an average of seven days under 1,500."""
OFF_AFTER_28_DAYS = average.below(1500) & below_days.at_least(42)
"""Off 14 days after 28 days on end under 1,500. The 42 days are counted from the first day under it."""

APPOINTMENT = Rule(
    "US-CBPONE",
    country="US",
    basis="practice",
    title=Said("An appointment to come to a port", "Una cita para presentarse en un puerto"),
    effects=(
        Effect(
            "opens",
            "port",
            Said(
                "You may come to the port at the hour of the appointment",
                "Puede presentarse en el puerto a la hora de la cita",
            ),
        ),
    ),
    counts="appt",
    zone="America/New_York",
    at=("San Ysidro", "Calexico", "Nogales", "El Paso", "Eagle Pass", "Laredo", "Hidalgo", "Brownsville"),
    on=(On("2023-01-18", "2025-01-20T12:00", source=PORTS8, mark="K"),),
    when=(appointment.given,),
    ids=("US-CBPONE", "US-CBPONE-END"),
)

ASKED_IN_SOUTH = Rule(
    "US-CBPONE-SOUTH",
    country="US",
    basis="practice",
    title=Said(
        "Appointments can be asked for in Tabasco and Chiapas", "Se puede pedir cita en Tabasco y Chiapas"
    ),
    effects=(
        Effect(
            "opens",
            "appointment",
            Said("An appointment can be asked for from here", "Desde aquí se puede pedir cita"),
        ),
    ),
    counts="asking",
    zone="America/New_York",
    at=("Tapachula", "Suchiate", "Ciudad Hidalgo"),
    on=(On("2024-08-23", "2025-01-20T12:00", source=SOUTH),),
    ids=("US-CBPONE-SOUTH",),
)

ASKED_IN_NORTH = Rule(
    "US-CBPONE-NORTH",
    country="US",
    basis="practice",
    title=Said(
        "Appointments can be asked for in the north and centre of Mexico",
        "Se puede pedir cita en el norte y centro de México",
    ),
    effects=(
        Effect(
            "opens",
            "appointment",
            Said("An appointment can be asked for from here", "Desde aquí se puede pedir cita"),
        ),
    ),
    counts="asking",
    zone="America/New_York",
    at=(
        "Tijuana",
        "Mexicali",
        "Ciudad Juarez",
        "Matamoros",
        "Reynosa",
        "Nuevo Laredo",
        "Piedras Negras",
        "Mexico City",
    ),
    on=(On("2023-01-18", "2025-01-20T12:00", source=PORTS8, mark="K"),),
    ids=("US-CBPONE", "US-CBPONE-END"),
)

PRESUMPTION = Rule(
    "US-CLP",
    country="US",
    basis="regulation",
    title=Said("Presumption against asylum without an appointment", "Presunción contra el asilo sin cita"),
    effects=(
        Effect(
            "presumes",
            "asylum",
            Said(
                "You are presumed not to have a right to asylum; this can be rebutted",
                "Se presume que no tiene derecho al asilo; se puede refutar",
            ),
            leaves_open=("withholding", "CAT"),
        ),
    ),
    counts="entry",
    zone="America/New_York",
    at=US_BORDER,
    on=(On("2023-05-12T00:00", "2025-05-11", source=PATHWAYS),),
    off=(
        Court(
            Said("judgment that was on hold the whole time", "sentencia suspendida todo el tiempo"),
            "2023-07-25",
            "2023-08-04",
            source=APPEAL,
            never=True,
        ),
    ),
    when=(~nat.isin("MX"), transit.given),
    unless=(
        alone.given,
        appointment.given,
        denied_in.given,
        medical_emergency.given,
        judged(threatened.given),
        judged(trafficked.given),
    ),
    ids=("US-CLP", "US-CLP-VAC"),
)

SUSPENSION = Rule(
    "US-STB",
    country="US",
    basis="proclamation",
    title=Said("No asylum while the suspension is on", "Sin asilo mientras dura la suspensión"),
    effects=(
        Effect(
            "bars",
            "asylum",
            Said("Asylum is barred", "El asilo queda cerrado"),
            leaves_open=("withholding", "CAT"),
        ),
    ),
    counts="entry",
    zone="America/New_York",
    at=US_BORDER,
    on=(
        On("2024-06-05T00:01", "2024-10-01", source=SWITCH, when=(~OFF_AFTER_A_WEEK,), known="2024-06-04"),
        On("2024-10-01", source=STRICTER, when=(~OFF_AFTER_28_DAYS,)),
    ),
    unless=(alone.given, appointment.given, judged(trafficked.given), judged(medical_emergency.given)),
    ids=("US-STB", "US-STB-TRIG1", "US-STB-TRIG2"),
)

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

APPOINTMENT = Rule(
    "US-CBPONE",
    country="US",
    basis="practice",
    title=Said("An appointment to come to a port", "Una cita para presentarse en un puerto"),
    effect=Effect("opens", "the port"),
    counts="appointment",
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
    effect=Effect("opens", "asking for an appointment"),
    counts="asking",
    zone="America/New_York",
    at=("Tapachula", "Suchiate", "Ciudad Hidalgo"),
    on=(On("2024-08-23", "2025-01-20T12:00", source=SOUTH),),
    ids=("US-CBPONE-SOUTH",),
)

PRESUMPTION = Rule(
    "US-CLP",
    country="US",
    basis="regulation",
    title=Said("Presumption against asylum without an appointment", "Presunción contra el asilo sin cita"),
    effect=Effect("presumes", "no asylum", leaves_open=("withholding", "CAT")),
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
    unless=(alone.given, appointment.given, denied_in.given),
    ids=("US-CLP", "US-CLP-VAC"),
)

SUSPENSION = Rule(
    "US-STB",
    country="US",
    basis="proclamation",
    title=Said("No asylum while the suspension is on", "Sin asilo mientras dura la suspensión"),
    effect=Effect("bars", "asylum", leaves_open=("withholding", "CAT")),
    counts="entry",
    zone="America/New_York",
    at=US_BORDER,
    on=(On("2024-06-05T00:01", source=SECURING),),
    unless=(alone.given, appointment.given),
    ids=("US-STB",),
)

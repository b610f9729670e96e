"""The presumption of 2023 against asylum without an appointment."""

from ventanilla.rulebook.language import *

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
    on=(
        On(
            "2023-05-12T00:00",
            "2025-05-11",
            source=PATHWAYS,
            end_known="2023-05-12",
        ),
    ),
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
        appointment.given & manner.isin("port"),
        denied_in.given,
        medical_emergency.given,
        judged(threatened.given),
        judged(trafficked.given),
        judged(compelling.given),
    ),
    ids=("US-CLP", "US-CLP-VAC"),
)

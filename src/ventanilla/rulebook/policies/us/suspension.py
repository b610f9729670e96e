"""The suspension of June 2024, switched by a published series of numbers."""

from ventanilla.rulebook.language import *

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
    unless=(
        alone.given,
        appointment.given & manner.isin("port"),
        status.isin("LPR"),
        judged(compelling.given),
        judged(trafficked.given),
        judged(medical_emergency.given),
    ),
    ids=("US-STB", "US-STB-TRIG1", "US-STB-TRIG2"),
)

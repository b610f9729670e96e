"""The bar of November 2018 for those who crossed between ports, and the orders that stopped it."""

from ventanilla.rulebook.language import *

RULE = Source(
    "Proclamation 9822, 83 FR 57661; DHS/DOJ rule of 2018-11-09",
    "2018-11-09",
    "https://www.govinfo.gov/content/pkg/FR-2018-11-15/html/2018-25117.htm",
)
TRO = Source(
    "East Bay Sanctuary Covenant v. Trump, 349 F. Supp. 3d 838 (N.D. Cal.)",
    "2018-11-19",
    "https://case-law.vlex.com/vid/bay-sanctuary-covenant-v-892793588",
)
PI = Source(
    "East Bay Sanctuary Covenant v. Trump, 354 F. Supp. 3d 1094 (N.D. Cal.)",
    "2018-12-19",
    "https://case-law.vlex.com/vid/bay-sanctuary-covenant-v-888801691",
)

BAR = Rule(
    "US-BAR18",
    country="US",
    basis="proclamation",
    title=Said("Bar for those who crossed between ports", "Barrera para quienes cruzaron entre puertos"),
    effects=(
        Effect(
            "bars",
            "asylum",
            Said("Asylum is barred", "El asilo queda cerrado"),
            leaves_open=("withholding", "CAT"),
        ),
    ),
    counts="decision",
    zone="America/New_York",
    at=US_BORDER,
    on=(On("2018-11-10", source=RULE, known="2018-11-09"),),
    off=(
        Court(Said("restraining order", "orden temporal"), "2018-11-19", "2018-12-19", source=TRO),
        Court(Said("injunction", "orden preliminar"), "2018-12-19", source=PI),
    ),
    when=(entry.on_or_after("2018-11-10"), manner.isin("between")),
    unless=(status.isin("LPR"),),
    ids=("US-BAR18", "US-BAR18-TRO", "US-BAR18-PI"),
)

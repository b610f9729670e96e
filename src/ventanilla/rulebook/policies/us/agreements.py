"""Agreements on asylum with Guatemala, Honduras and El Salvador: people flown there to ask for protection there."""

from ventanilla.rulebook.language import *

GUATEMALA = Source(
    "immpolicytracking.org (signed 2019-07-26); HRW, Deportation with a Layover (suspended 2020-03-16)",
    "2020-05-19",
    "https://backend.hrw.org/report/2020/05/19/deportation-layover/failure-protection-under-us-guatemala-asylum-cooperative",
)

AGREEMENT = Rule(
    "US-ACA-GT",
    country="US",
    basis="agreement",
    title=Said("Asylum agreement with Guatemala", "Acuerdo de asilo con Guatemala"),
    effects=(
        Effect(
            "returns",
            "Guatemala",
            Said(
                "You may be flown to Guatemala to ask for protection there",
                "Pueden llevarle a Guatemala para pedir protección allá",
            ),
            power=True,
        ),
    ),
    counts="encounter",
    zone="America/New_York",
    at=US_BORDER,
    on=(On("2019-11-19", "2020-03-16", source=GUATEMALA, mark="K", known="2019-07-26"),),
    when=(nat.isin("HN", "SV"),),
    unless=(alone.given,),
    ids=("US-ACA-GT", "US-ACA-END"),
)

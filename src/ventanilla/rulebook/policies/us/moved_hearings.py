"""Hearings of Remain in Mexico that a rule moved by a month, in the spring of 2020."""

from ventanilla.rulebook.language import *

STATEMENT = Source(
    "EOIR and DHS, joint statement on the rescheduling of hearings under the Migrant Protection Protocols",
    "2020-05-10",
    mark="K",
)

MOVED = Rule(
    "US-MPP-MOVED",
    country="US",
    basis="memo",
    title=Said(
        "A hearing under Remain in Mexico is a month after the day on the paper",
        "La audiencia de Quédate en México es un mes después del día del papel",
    ),
    effects=(
        Effect(
            "moves",
            "hearing",
            Said(
                "Be at the port one month after the day on the paper, at the same hour",
                "Preséntese en la garita un mes después del día del papel, a la misma hora",
            ),
        ),
    ),
    counts="encounter",
    zone="America/New_York",
    on=(On("2020-05-10", "2020-06-17", source=STATEMENT),),
    when=(
        mpp.given,
        next_hearing.on_or_after("2020-05-10"),
        next_hearing.before("2020-06-09"),
    ),
)

MONTH = Term(
    "US-MPP-MONTH",
    country="US",
    title=Said(
        "One month after the day on the paper; if that is a weekend, the Monday",
        "Un mes después del día del papel; si cae en fin de semana, el lunes",
    ),
    starts=next_hearing,
    source=STATEMENT,
    months=1,
    calendar=Calendar(
        "Monday to Friday, holidays too",
        days_off=(),
        covers=(("2020-01-01", "2021-12-31"),),
        source=STATEMENT,
    ),
    rolls=True,
)

"""Title 42: expulsion without a hearing, and the orders about children."""

from ventanilla.rulebook.language import *

CDC = Source(
    "immpolicytracking.org, CDC order under Title 42",
    "2020-03-20",
    "https://immpolicytracking.org/policies/covid-19-cdc-order-authorizes-border-patrol-expulsion-of-all-persons-arriving-by-land-from-mexico-or-canada-without-valid-documents-under-42-usc-265-public-health-act",
)
PJES = Source(
    "immpolicytracking.org, P.J.E.S. v. Wolf",
    "2020-11-18",
    "https://immpolicytracking.org/policies/covid-19-cbp-issues-memo-on-turning-away-migrants-at-borders-including-unaccompanied-minors-and-asylum-seekers",
)
CHILDREN = Source(
    "workingimmigrants.com Title 42 time line; i24news 2022-03-13",
    "2021-02",
    "https://www.workingimmigrants.com/2021/12/a-time-line-for-title-42-expulsions-on-mexican-border/",
)

EXPULSION = Rule(
    "US-T42",
    country="US",
    basis="regulation",
    title=Said("Expulsion under Title 42", "Expulsión por el Título 42"),
    effects=(
        Effect(
            "expels",
            "hearing",
            Said("You can be expelled without a hearing", "Pueden expulsarle sin audiencia"),
        ),
    ),
    counts="encounter",
    zone="America/New_York",
    at=US_BORDER,
    on=(On("2020-03-20", "2023-05-12T00:00", source=CDC),),
    off=(
        Court(
            Said("children alone may not be expelled", "no se expulsa a niños solos"),
            "2020-11-18",
            "2021-01-29",
            source=PJES,
            who=alone.given,
        ),
        Court(
            Said("children alone are exempt", "los niños solos están exentos"),
            "2021-01-30",
            "2023-05-12T00:00",
            source=CHILDREN,
            who=alone.given,
        ),
    ),
    ids=("US-T42", "US-T42-UAC-PI", "US-T42-UAC-EX"),
)

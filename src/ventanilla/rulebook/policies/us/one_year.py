"""The year in which a claim must be filed, counted from the last arrival."""

from ventanilla.rulebook.language import *

MANUAL = Source(
    "Immigration Equality asylum manual, The One-Year Filing Deadline; Matter of F-P-R-, 24 I&N Dec. 681 (BIA 2008)",
    "2008-11-05",
    "https://immigrationequality.org/asylum/asylum-manual/immigration-basics-the-one-year-filing-deadline/",
)

FEDERAL = Calendar(
    "federal offices of the United States",
    days_off=(
        "2018-01-01",
        "2018-01-15",
        "2018-02-19",
        "2018-05-28",
        "2018-07-04",
        "2018-09-03",
        "2018-10-08",
        "2018-11-12",
        "2018-11-22",
        "2018-12-25",
        "2019-01-01",
        "2019-01-21",
        "2019-02-18",
        "2019-05-27",
        "2019-07-04",
        "2019-09-02",
        "2019-10-14",
        "2019-11-11",
        "2019-11-28",
        "2019-12-25",
        "2020-01-01",
        "2020-01-20",
        "2020-02-17",
        "2020-05-25",
        "2020-07-03",
        "2020-09-07",
        "2020-10-12",
        "2020-11-11",
        "2020-11-26",
        "2020-12-25",
    ),
    covers=(2018, 2020),
    source=Source("5 U.S.C. 6103, legal public holidays", mark="K"),
)

ONE_YEAR = Term(
    "US-1YEAR",
    country="US",
    title=Said(
        "A claim is filed within a year of the last arrival",
        "La solicitud se presenta en un año desde la última llegada",
    ),
    starts=arrival,
    source=MANUAL,
    years=1,
    calendar=FEDERAL,
    rolls=True,
    unless=(alone.given,),
    ids=("US-1YEAR", "US-1YEAR-EXC", "US-1YEAR-UAC", "US-1YEAR-WEEKEND"),
)

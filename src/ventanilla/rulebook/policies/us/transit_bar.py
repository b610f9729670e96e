"""The bar of July 2019 for those who crossed a third country, and the orders that narrowed and widened it."""

from ventanilla.rulebook.language import *

RULE = Source(
    "ASL law firm, Update on asylum litigation (quotes the rule); 84 FR 33829",
    "2019-07-16",
    "https://asl-lawfirm.com/update-on-asylum-litigation/",
)
CIS = Source(
    "CIS, SCOTUS Hands Trump Win on Third-Country Transit Bar",
    "2019-09-12",
    "https://www.cis.org/Arthur/SCOTUS-Hands-Trump-Win-ThirdCountry-Transit-Bar-Asylum",
)
JURIST = Source(
    "Jurist, Federal appeals court rejects request to stay injunction in asylum seeker case",
    "2020-03",
    "https://jurist.org/news/2020/03/federal-appeals-court-rejects-trump-administrations-request-to-stay-injunction-in-asylum-seeker-case",
)

VACATED = Source(
    "AILA Doc. 20070104 via debrarodriguez.com",
    "2020-06-30",
    "https://www.debrarodriguez.com/district-court-vacates-third-country-transit-ban/",
)

BAR = Rule(
    "US-TRANSIT",
    country="US",
    basis="regulation",
    title=Said("Bar for those who crossed a third country", "Barrera por paso por un tercer país"),
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
    on=(On("2019-07-16", "2020-06-30", source=RULE, ended_by=VACATED),),
    off=(
        Court(
            Said("injunction, whole country", "orden para todo el país"),
            "2019-07-24",
            "2019-08-16",
            source=CIS,
        ),
        Court(
            Said("narrowed to California and Arizona", "limitada a California y Arizona"),
            "2019-08-16",
            "2019-09-09",
            source=CIS,
            at=NINTH_CIRCUIT,
        ),
        Court(
            Said("whole country again", "otra vez para todo el país"), "2019-09-09", "2019-09-10", source=CIS
        ),
        Court(
            Said("narrowed again", "limitada otra vez"),
            "2019-09-10",
            "2019-09-11",
            source=CIS,
            at=NINTH_CIRCUIT,
        ),
        Court(
            Said(
                "for those on the list before the rule", "para quienes estaban en la lista antes de la regla"
            ),
            "2019-11-19",
            "2020-06-30",
            source=JURIST,
            who=list_date.before("2019-07-16") & manner.isin("port") & ~nat.isin("MX"),
            paused=(Pause("2019-12-20", "2020-03-05", mark="K"),),
        ),
    ),
    when=(entry.on_or_after("2019-07-16"), ~nat.isin("MX"), transit.given),
    unless=(denied_in.given, judged(trafficked.given)),
    ids=(
        "US-TRANSIT",
        "US-TRANSIT-B1",
        "US-TRANSIT-B2",
        "US-TRANSIT-B3",
        "US-TRANSIT-B4",
        "US-TRANSIT-OPEN",
        "US-TRANSIT-METERED",
        "US-TRANSIT-VAC",
    ),
)

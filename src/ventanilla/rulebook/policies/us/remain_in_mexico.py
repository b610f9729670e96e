"""Remain in Mexico: the three programmes, where each was switched on, and the orders about them."""

from ventanilla.rulebook.language import *

PRINCIPLES = Source(
    "MPP Guiding Principles, CBP Enforcement Programs Division",
    "2019-01-28",
    "https://ro.scribd.com/document/426278384/Migrant-Protection-Protocols-Guiding-Principles",
)
WESTERNER = Source(
    "MPP Guiding Principles (San Diego field office); San Diego sector between ports by March 2019: The Westerner",
    "2019-03-21",
)
SUSPENDED = Source(
    "Fredrikson alert (DHS suspension of new enrollments as of January 21, 2021)",
    "2021-06-01",
    "https://fredlaw.com/alert-dhs-terminates-migration-protection-protocols-program",
)
BUZZFEED = Source(
    "BuzzFeed News, Trump administration expanded the policy at El Paso port of entry",
    "2019-03-20",
    "https://www.buzzfeednews.com/article/hamedaleaziz/asylum-migrants-remain-mexico-trump-policy-expand",
)
CALEXICO = Source(
    "BuzzFeed News: already at Calexico on 2019-03-20",
    "2019-03-20",
    "https://www.buzzfeednews.com/article/hamedaleaziz/asylum-migrants-remain-mexico-trump-policy-expand",
    mark="K",
)
LAREDO = Source(
    "illegal-immigration.com, Remain in Mexico expands to Nuevo Laredo",
    "2019-07-10",
    "https://illegal-immigration.com/tag/remain-in-mexico",
)
VALLEY = Source(
    "Marfa Public Radio / Texas Tribune, Remain in Mexico expands to Rio Grande Valley",
    "2019-07-19",
    "https://www.marfapublicradio.org/2019-07-19/trump-administration-will-soon-expand-remain-in-mexico-policy-for-migrants-to-busiest-part-of-the-border",
)
EAGLE = Source(
    "DHS press release, DHS Expands MPP Operations to Eagle Pass",
    "2019-10-28",
    "https://dhs.gov/archive/news/2019/10/28/dhs-expands-mpp-operations-eagle-pass",
)
NOGALES = Source(
    "El Paso Times, DHS expands Migrant Protection Protocols to Nogales",
    "2020-01-02",
    "https://www.elpasotimes.com/story/news/immigration/2020/01/02/department-homeland-security-expands-migrant-protection-protocols-nogales-arizona-port-entry/2798429001/",
)
BRAZIL = Source(
    "Reuters, U.S. has begun sending Brazilian migrants to Mexico to await U.S. court hearings",
    "2020-01-29",
    "https://www.reuters.com/article/uk-usa-immigration-brazil-idINKBN1ZS35I?edition-redirect=in",
)
DOCKET = Source(
    "Supreme Court docket 19-1212 (quotes the order of 2019-04-08); stay of May 2019 in Univision 2019-11",
    "2019-04-08",
    "https://www.scotusblog.com/cases/case-files/mayorkas-v-innovation-law-lab",
)
NINTH = Source(
    "Innovation Law Lab v. Wolf, CA9 order (LexisNexis); SCOTUS docket 19A960",
    "2020-03-05",
    "https://lexisnexis.com/community/amp-insights/131/ca9-on-mpp-partial-stay-extended",
)
RESTART = Source(
    "DHS, Justice, and State Prepare for Court-Ordered Reimplementation of MPP; HSToday 2022-08 for Western Hemisphere",
    "2021-12-02",
    "https://www.dhs.gov/news/2021/12/02/dhs-justice-and-state-prepare-court-ordered-reimplementation-mpp",
)
THIRD = Source(
    "immpolicytracking.org, EO 14165 section 6",
    "2025-01-21",
    "https://immpolicytracking.org/policies/eo-securing-our-borders-6-directs-dhs-dos-and-doj-to-resume-migrant-protection-protocols",
)
WIND = Source(
    "MyRGV, Migrants waiting under Trump-era policy to be reprocessed",
    "2021-02-12",
    "https://myrgv.com/local-news/2021/02/12/migrants-waiting-under-trump-era-policy-in-mexico-to-be-reprocessed-2/",
)
ENROLLED = Source(
    "MPP Guiding Principles (returned until the hearing); HSToday 2022-08-09 (disenrolled at the next court date)",
    "2022-08-09",
    "https://www.hstoday.us/featured/dhs-ending-remain-in-mexico-policy-in-quick-and-orderly-manner/",
)
METNEWS = Source(
    "Metropolitan News-Enterprise, Remain in Mexico Policy to Partially Resume",
    "2025-07-22",
    "http://www.metnews.com/articles/2025/remaininmexico_072225.htm",
)

RETURNS = Effect(
    "returns",
    "wait",
    Said("You may be returned to Mexico until your hearing", "Pueden devolverle a México hasta su audiencia"),
    leaves_open=("asylum", "withholding", "CAT"),
    power=True,
)

EXEMPT = (
    alone.given,
    health.isin("known"),
    status.isin("LPR", "advance parole"),
    expedited.given,
    fear_mx.isin("found"),
    judged(
        ~fear_mx.isin("", "found", "not found"),
        Said("fear of Mexico: stated, not heard yet", "temor a México: dicho, aún no oído"),
    ),
)

FIRST = Rule(
    "US-MPP1",
    country="US",
    basis="memo",
    title=Said("Remain in Mexico, 2019 to 2021", "Quédate en México, 2019 a 2021"),
    effects=(RETURNS,),
    counts="encounter",
    zone="America/New_York",
    on=(
        On(
            "2019-01-28",
            "2019-03-21",
            at=("San Ysidro",),
            when=(
                ~judged(manner_if_told.isin("between")),
                entry_if_told.on_or_after("2019-01-28"),
            ),
            source=PRINCIPLES,
            known="2018-12-20",
            used="2019-01-29",
        ),
        On(
            "2019-03-21",
            "2021-01-21",
            at=("San Ysidro",),
            when=(entry_if_told.on_or_after("2019-01-28"),),
            source=WESTERNER,
            ended_by=SUSPENDED,
        ),
        On(
            "2019-03-21",
            "2021-01-21",
            at=("San Diego", "Otay Mesa"),
            when=(entry_if_told.on_or_after("2019-01-28"),),
            source=WESTERNER,
            ended_by=SUSPENDED,
        ),
        On(
            "2019-03-12",
            "2021-01-21",
            at=("Calexico",),
            when=(entry_if_told.on_or_after("2019-03-12"),),
            source=CALEXICO,
            ended_by=SUSPENDED,
        ),
        On(
            "2019-03-20",
            "2021-01-21",
            at=("El Paso",),
            when=(entry_if_told.on_or_after("2019-03-20"),),
            source=BUZZFEED,
            ended_by=SUSPENDED,
        ),
        On(
            "2019-07-09",
            "2021-01-21",
            at=("Laredo",),
            when=(entry_if_told.on_or_after("2019-07-09"),),
            source=LAREDO,
            ended_by=SUSPENDED,
        ),
        On(
            "2019-07-19",
            "2021-01-21",
            at=("Brownsville", "Rio Grande Valley", "McAllen", "Hidalgo"),
            when=(entry_if_told.on_or_after("2019-07-19"),),
            source=VALLEY,
            ended_by=SUSPENDED,
        ),
        On(
            "2019-10-28",
            "2021-01-21",
            at=("Eagle Pass",),
            when=(entry_if_told.on_or_after("2019-10-28"),),
            source=EAGLE,
            ended_by=SUSPENDED,
        ),
        On(
            "2020-01-02",
            "2021-01-21",
            at=("Nogales", "Tucson"),
            when=(entry_if_told.on_or_after("2020-01-02"),),
            source=NOGALES,
            ended_by=SUSPENDED,
        ),
    ),
    off=(
        Court(
            Said("injunction that was stayed before it began", "orden suspendida antes de empezar"),
            "2019-04-08",
            "2019-04-13",
            source=DOCKET,
            never=True,
        ),
        Court(
            Said("order and stay on one day", "orden y suspensión el mismo día"),
            "2020-02-28",
            "2020-02-29",
            source=NINTH,
            hours=False,
        ),
    ),
    when=(~nat.isin("MX", "US"),),
    unless=EXEMPT,
    needs=("US-235B2C", "US-MPP1-PRACTICE", "MX-MPP-ACCEPT"),
    ids=(
        "US-MPP1",
        "US-MPP1-SYS",
        "US-MPP1-CAL",
        "US-MPP1-ELP",
        "US-MPP1-LRD",
        "US-MPP1-BRO",
        "US-MPP1-EGP",
        "US-MPP1-NOG",
        "US-MPP1-INJ19",
        "US-MPP1-INJ20",
        "US-MPP1-SUSP",
        "US-MPP-ANN",
        "US-MPP1-TERM",
    ),
)

PRACTICE = Rule(
    "US-MPP1-PRACTICE",
    country="US",
    basis="practice",
    title=Said("Whom the programme took in practice", "A quiénes se aplicó en la práctica"),
    effects=(
        Effect(
            "admits",
            "programme",
            Said(
                "The programme takes people of this nationality",
                "El programa incluye a personas de esta nacionalidad",
            ),
        ),
    ),
    counts="encounter",
    zone="America/New_York",
    on=(
        On("2019-01-28", "2020-01-29", when=(nat.isin(*SPANISH),), source=BRAZIL, known="2018-12-20"),
        On("2020-01-29", "2021-01-21", when=(nat.isin(*SPANISH, "BR"),), source=BRAZIL),
    ),
    ids=("US-MPP1-BR",),
)

SECOND = Rule(
    "US-MPP2",
    country="US",
    basis="memo",
    title=Said("Remain in Mexico, 2021 to 2022", "Quédate en México, 2021 a 2022"),
    effects=(RETURNS,),
    counts="encounter",
    zone="America/New_York",
    at=(
        "San Ysidro",
        "San Diego",
        "Otay Mesa",
        "Calexico",
        "Nogales",
        "El Paso",
        "Eagle Pass",
        "Laredo",
        "Brownsville",
    ),
    on=(
        On(
            "2021-12-06",
            "2022-08-08",
            source=RESTART,
            known="2021-12-02",
            used="2021-12-08",
            ended_by=ENROLLED,
        ),
    ),
    when=(nat.isin(*WESTERN_HEMISPHERE), ~nat.isin("MX", "US"), entry_if_told.on_or_after("2021-12-06")),
    unless=EXEMPT,
    needs=("US-235B2C",),
    ids=("US-MPP2", "US-MPP2-END"),
)

THIRD_PROGRAMME = Rule(
    "US-MPP3",
    country="US",
    basis="memo",
    title=Said("Remain in Mexico, from 2025", "Quédate en México, desde 2025"),
    effects=(RETURNS,),
    counts="encounter",
    zone="America/New_York",
    at=US_BORDER,
    on=(On("2025-01-21", source=THIRD),),
    off=(
        Court(
            Said("stay, whole country", "suspensión para todo el país"),
            "2025-04-16",
            "2025-07-18",
            source=METNEWS,
        ),
        Court(
            Said("stay for clients of the plaintiff", "suspensión para clientes de la parte demandante"),
            "2025-07-18",
            source=METNEWS,
            who=client_of.has("Immigrant Defenders Law Center"),
        ),
    ),
    when=(~nat.isin("MX", "US"),),
    unless=EXEMPT,
    needs=("US-235B2C",),
    ids=("US-MPP3", "US-MPP3-STAY", "US-MPP3-STAY2"),
)

ALREADY_IN = Rule(
    "US-MPP-UNTIL",
    country="US",
    basis="memo",
    title=Said(
        "Those already in the programme wait until their next hearing",
        "Quienes ya están en el programa esperan hasta su próxima audiencia",
    ),
    effects=(
        Effect(
            "holds", "wait", Said("You wait until your next hearing", "Espera hasta su próxima audiencia")
        ),
    ),
    counts="asking",
    zone="America/New_York",
    on=(On("2019-01-28", source=ENROLLED),),
    when=(enrolled.given | mpp.given,),
    ids=("US-MPP2-END", "US-MPP1-SUSP"),
)

PHASED_ENTRY = Rule(
    "US-MPP1-WIND",
    country="US",
    basis="memo",
    title=Said(
        "Those with an open case are let in, port by port",
        "Quienes tienen un caso abierto entran, puerto por puerto",
    ),
    effects=(
        Effect(
            "admits",
            "entry",
            Said("You are let in after a test for COVID", "Le dejan entrar tras una prueba de COVID"),
        ),
    ),
    counts="decision",
    zone="America/New_York",
    at=("San Ysidro", "Brownsville", "El Paso", "Hidalgo", "Laredo", "Eagle Pass"),
    on=(On("2021-02-19", "2021-08-25", source=WIND, mark="K"),),
    when=(enrolled.given | mpp.given,),
    ids=("US-MPP1-WIND",),
)

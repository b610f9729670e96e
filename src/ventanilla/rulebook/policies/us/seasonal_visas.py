"""Seasonal work visas: the lists of countries, the yearly numbers, and the parts kept for some countries."""

from ventanilla.rulebook.language import *

LIST18 = Source(
    "Identification of Foreign Countries Whose Nationals Are Eligible (H-2A, H-2B)", "2018-01-18", mark="K"
)
LIST19 = Source(
    "Identification of Foreign Countries Whose Nationals Are Eligible (H-2A, H-2B), 84 FR 133",
    "2019-01-18",
    "http://federal.elaws.us/fr/1/18/2019/2019-00074",
)
LIST20 = Source(
    "Identification of Foreign Countries Whose Nationals Are Eligible (H-2A, H-2B), 85 FR 3067",
    "2020-01-17",
    "https://regulations.justia.com/regulations/fedreg/2020/01/17/2020-00795.html",
)
LIST21 = Source(
    "immpolicytracking.org, DHS removes Mongolia, Samoa and Tonga",
    "2021-01-13",
    "https://immpolicytracking.org/policies/dhs-identifies-countries-whose-workers-are-not-eligible-for-h-2a-and-h-2b-visa-program",
)
LIST22 = Source(
    "immpolicytracking.org, the list of November 2021",
    "2021-11-10",
    "https://immpolicytracking.org/policies/dhs-identifies-countries-whose-workers-are-not-eligible-for-h-2a-and-h-2b-visa-program",
)
LIST23A = Source(
    "Identification of Foreign Countries Whose Nationals Are Eligible (H-2A, H-2B)", "2022-11-10", mark="K"
)
LIST23B = Source(
    "Identification of Foreign Countries Whose Nationals Are Eligible (H-2A, H-2B)", "2023-11-09", mark="K"
)
LIST24 = Source(
    "Identification of Foreign Countries Whose Nationals Are Eligible (H-2A, H-2B), 89 FR 88799",
    "2024-11-08",
    "http://federal.elaws.us/fr/11/8/2024/2024-25790",
)
NO_LIST = Source(
    "National Law Review (Modernizing H-2 Program Requirements, effective 2025-01-17)",
    "2024-12-18",
    "https://natlawreview.com/article/dhs-finalizes-h-2-program-regulations-expanding-worker-protections-and-employer",
)
CAP = Source(
    "USCIS, Cap Count for H-2B Nonimmigrants",
    "2019-05",
    "https://www.uscis.gov/working-united-states/temporary-workers/h-2b-non-agricultural-workers/cap-count-h-2b-nonimmigrants",
)

LISTS = (
    "US-H2-LIST18",
    "US-H2-LIST19",
    "US-H2-LIST20",
    "US-H2-LIST21",
    "US-H2-LIST22",
    "US-H2-LIST23A",
    "US-H2-LIST23B",
    "US-H2-LIST24",
    "US-H2-NOLIST",
)

PETITION = Effect(
    "opens",
    "petition",
    Said("A petition for your country can be approved", "Se puede aprobar una petición para su país"),
)
KEPT = Effect(
    "keeps",
    "share",
    Said("A part of the visas is kept for your country", "Una parte de las visas se reserva para su país"),
)

H2A = Rule(
    "US-H2A-LIST",
    country="US",
    basis="regulation",
    title=Said(
        "Countries whose people may have farm work visas (H-2A)",
        "Países cuya gente puede tener visa agrícola (H-2A)",
    ),
    effects=(PETITION,),
    counts="approval",
    zone="America/New_York",
    on=(
        On(
            "2018-01-18",
            "2019-01-19",
            end_known="2018-01-18",
            source=LIST18,
            when=(nat.listed("GT", "HN", "SV", off=("HT", "BZ", "WS")),),
        ),
        On(
            "2019-01-19",
            "2020-01-19",
            end_known="2019-01-19",
            source=LIST19,
            mark="K",
            when=(nat.listed("GT", "HN", "SV", "MZ", "WS", "PY", off=("ET", "PH")),),
        ),
        On(
            "2020-01-19",
            "2021-01-19",
            end_known="2020-01-19",
            source=LIST20,
            mark="K",
            when=(nat.listed("GT", "HN", "SV"),),
        ),
        On(
            "2021-01-19",
            "2021-11-10",
            end_known="2021-01-19",
            source=LIST21,
            mark="K",
            when=(nat.listed("GT", "HN", "SV", off=("MN", "WS", "TO")),),
        ),
        On(
            "2021-11-10",
            "2022-11-10",
            end_known="2021-11-10",
            source=LIST22,
            mark="K",
            when=(nat.listed("GT", "HN", "SV", "HT", "DO"),),
        ),
        On(
            "2022-11-10",
            "2023-11-09",
            end_known="2022-11-10",
            source=LIST23A,
            when=(nat.listed("GT", "HN", "SV"),),
        ),
        On(
            "2023-11-09",
            "2024-11-07",
            end_known="2023-11-09",
            source=LIST23B,
            when=(nat.listed("GT", "HN", "SV"),),
        ),
        On(
            "2024-11-07",
            "2025-01-17",
            end_known="2024-11-07",
            source=LIST24,
            mark="K",
            when=(nat.listed("GT", "HN", "SV"),),
        ),
        On("2025-01-17", source=NO_LIST),
    ),
    when=(visa.isin("H-2A"),),
    ids=LISTS,
)

H2B = Rule(
    "US-H2B-LIST",
    country="US",
    basis="regulation",
    title=Said(
        "Countries whose people may have seasonal work visas (H-2B)",
        "Países cuya gente puede tener visa de temporada (H-2B)",
    ),
    effects=(PETITION,),
    counts="approval",
    zone="America/New_York",
    on=(
        On(
            "2018-01-18",
            "2019-01-19",
            end_known="2018-01-18",
            source=LIST18,
            when=(nat.listed("GT", "HN", "SV", "DO", off=("HT", "BZ", "WS")),),
        ),
        On(
            "2019-01-19",
            "2020-01-19",
            end_known="2019-01-19",
            source=LIST19,
            mark="K",
            when=(nat.listed("GT", "HN", "SV", "MZ", "WS", off=("ET", "PH", "DO")),),
        ),
        On(
            "2020-01-19",
            "2021-01-19",
            end_known="2020-01-19",
            source=LIST20,
            mark="K",
            when=(nat.listed("GT", "HN", "SV", off=("DO",)),),
        ),
        On(
            "2021-01-19",
            "2021-11-10",
            end_known="2021-01-19",
            source=LIST21,
            mark="K",
            when=(nat.listed("GT", "HN", "SV", "PH", off=("MN", "WS", "TO", "DO")),),
        ),
        On(
            "2021-11-10",
            "2022-11-10",
            end_known="2021-11-10",
            source=LIST22,
            mark="K",
            when=(nat.listed("GT", "HN", "SV", "HT", "DO", "MN"),),
        ),
        On(
            "2022-11-10",
            "2023-11-09",
            end_known="2022-11-10",
            source=LIST23A,
            when=(nat.listed("GT", "HN", "SV"),),
        ),
        On(
            "2023-11-09",
            "2024-11-07",
            end_known="2023-11-09",
            source=LIST23B,
            when=(nat.listed("GT", "HN", "SV"),),
        ),
        On(
            "2024-11-07",
            "2025-01-17",
            end_known="2024-11-07",
            source=LIST24,
            mark="K",
            when=(nat.listed("GT", "HN", "SV"),),
        ),
        On("2025-01-17", source=NO_LIST),
    ),
    when=(visa.isin("H-2B"),),
    ids=LISTS,
)

YEARLY = Rule(
    "US-H2B-CAP",
    country="US",
    basis="statute",
    title=Said("66,000 seasonal visas (H-2B) a year", "66,000 visas de temporada (H-2B) al año"),
    effects=(
        Effect("counts", "visas", Said("The number of the year is counted", "Se cuenta el número del año")),
    ),
    counts="start",
    zone="America/New_York",
    on=(On("2004-10-01", source=CAP),),
    when=(visa.isin("H-2B"),),
    quota=Quota(
        "a fiscal year, half of it for work that starts by 31 March",
        66000,
        rolls_to="the second half of the same year",
    ),
    ids=("US-H2B-CAP",),
)

FY18 = Rule(
    "US-H2B-FY18",
    country="US",
    basis="regulation",
    title=Said(
        "15,000 more seasonal visas in 2018, none kept for a country",
        "15,000 visas de temporada más en 2018, ninguna reservada",
    ),
    effects=(Effect("adds", "visas", Said("More visas", "Más visas")),),
    counts="start",
    zone="America/New_York",
    on=(
        On(
            "2018-05-31",
            "2018-10-01",
            end_known="2018-05-31",
            source=Source(
                "Exercise of time-limited authority, fiscal year 2018, 83 FR 24905", "2018-05-31", mark="K"
            ),
        ),
    ),
    when=(visa.isin("H-2B"),),
    quota=Quota("FY2018", 15000),
    ids=("US-H2B-FY18",),
)

FY19 = Rule(
    "US-H2B-FY19",
    country="US",
    basis="regulation",
    title=Said(
        "30,000 more seasonal visas in 2019, for those who worked before",
        "30,000 visas de temporada más en 2019, para quien ya trabajó",
    ),
    effects=(Effect("adds", "visas", Said("More visas", "Más visas")),),
    counts="start",
    zone="America/New_York",
    on=(
        On(
            "2019-05-08",
            "2019-10-01",
            end_known="2019-05-08",
            source=Source(
                "USCIS, Cap Count for H-2B Nonimmigrants",
                "2019-05-08",
                "https://www.uscis.gov/working-united-states/temporary-workers/h-2b-non-agricultural-workers/cap-count-h-2b-nonimmigrants",
            ),
        ),
    ),
    when=(
        visa.isin("H-2B"),
        returning.given,
    ),
    quota=Quota("FY2019", 30000),
    ids=("US-H2B-FY19",),
)

FY20 = Rule(
    "US-H2B-FY20",
    country="US",
    basis="regulation",
    title=Said(
        "35,000 more seasonal visas announced in 2020 and held back",
        "35,000 visas de temporada más anunciadas en 2020 y detenidas",
    ),
    effects=(Effect("adds", "visas", Said("More visas", "Más visas")),),
    counts="start",
    zone="America/New_York",
    on=(
        On(
            "2020-03-05",
            "2020-04-03",
            end_known="2020-03-05",
            source=Source("egg-cite.com", "2021", "http://www.Egg-Cite.com/Share.aspx?Site_Copy_ID=242118"),
            paper=True,
            mark="K",
        ),
    ),
    when=(visa.isin("H-2B"),),
    quota=Quota("FY2020", 35000),
    ids=("US-H2B-FY20",),
)

FY21 = Rule(
    "US-H2B-FY21",
    country="US",
    basis="regulation",
    title=Said(
        "6,000 of 22,000 more seasonal visas kept for three countries (2021)",
        "6,000 de 22,000 visas de temporada más, para tres países (2021)",
    ),
    effects=(KEPT,),
    counts="start",
    zone="America/New_York",
    on=(
        On(
            "2021-05-25",
            "2021-10-01",
            end_known="2021-05-25",
            source=Source(
                "DHS announcement of 2021-04-20 (LexisNexis)",
                "2021-04-20",
                "https://lexisnexis.com/community/amp-insights/131/dhs-to-add-22k-h-2b-visas",
            ),
            known="2021-04-20",
        ),
    ),
    when=(
        visa.isin("H-2B"),
        nat.isin("HN", "SV", "GT"),
        asked_on.on_or_after("2021-05-25"),
    ),
    quota=Quota("FY2021", 22000, share=6000),
    ids=("US-H2B-FY21",),
)

FY22A = Rule(
    "US-H2B-FY22A",
    country="US",
    basis="regulation",
    title=Said(
        "6,500 of 20,000 more seasonal visas kept for four countries (first half of 2022)",
        "6,500 de 20,000 visas de temporada más, para cuatro países (primera mitad de 2022)",
    ),
    effects=(KEPT,),
    counts="start",
    zone="America/New_York",
    on=(
        On(
            "2022-01-28",
            "2022-04-01",
            end_known="2022-01-28",
            source=Source(
                "travelingimmigrationattorney.com",
                "2022-01-06",
                "https://en.travelingimmigrationattorney.com/post/20-000additionalh-2bvisasforamericanbusinesses",
            ),
        ),
    ),
    when=(
        visa.isin("H-2B"),
        nat.isin("HT", "GT", "HN", "SV"),
        asked_on.on_or_after("2022-01-28"),
    ),
    quota=Quota("FY2022, first half", 20000, share=6500),
    ids=("US-H2B-FY22A",),
)

FY22B = Rule(
    "US-H2B-FY22B",
    country="US",
    basis="regulation",
    title=Said(
        "11,500 of 35,000 more seasonal visas kept for four countries (second half of 2022)",
        "11,500 de 35,000 visas de temporada más, para cuatro países (segunda mitad de 2022)",
    ),
    effects=(KEPT,),
    counts="start",
    zone="America/New_York",
    on=(
        On(
            "2022-04-01",
            "2022-10-01",
            end_known="2022-04-01",
            source=Source(
                "eiglaw.com; nurserymag.com",
                "2022-05",
                "https://eiglaw.com/dhs-to-make-additional-h-2b-visas-available-for-fy22/",
            ),
            mark="K",
        ),
    ),
    when=(
        visa.isin("H-2B"),
        nat.isin("HT", "HN", "GT", "SV"),
        asked_on.on_or_after("2022-05-18"),
    ),
    quota=Quota("FY2022, second half", 35000, share=11500),
    ids=("US-H2B-FY22B",),
)

FY23 = Rule(
    "US-H2B-FY23",
    country="US",
    basis="regulation",
    title=Said(
        "20,000 of 64,716 more seasonal visas kept for four countries (2023)",
        "20,000 de 64,716 visas de temporada más, para cuatro países (2023)",
    ),
    effects=(KEPT,),
    counts="start",
    zone="America/New_York",
    on=(
        On(
            "2022-12-15",
            "2023-10-01",
            end_known="2022-12-15",
            source=Source(
                "peerallylaw.com",
                "2023-01-26",
                "https://www.peerallylaw.com/additional-returning-worker-h-2b-visa-cap-exceeded-for-the-first-half-of-fy-2023/",
            ),
        ),
    ),
    when=(
        visa.isin("H-2B"),
        nat.isin("HT", "SV", "GT", "HN"),
        asked_on.on_or_after("2022-12-15"),
    ),
    quota=Quota("FY2023", 64716, share=20000),
    ids=("US-H2B-FY23",),
)

FY24 = Rule(
    "US-H2B-FY24",
    country="US",
    basis="regulation",
    title=Said(
        "20,000 of 64,716 more seasonal visas kept for seven countries (2024)",
        "20,000 de 64,716 visas de temporada más, para siete países (2024)",
    ),
    effects=(KEPT,),
    counts="start",
    zone="America/New_York",
    on=(
        On(
            "2023-11-17",
            "2024-10-01",
            end_known="2023-11-17",
            source=Source(
                "88 FR 80394",
                "2023-11-17",
                "http://print.casetext.com/federal-register/exercise-of-time-limited-authority-to-increase-the-numerical-limitation-for-fy-2024-for-the-h-2b-temporary-nonagricultural-worker-program-and-portability-flexibility-for-h-2b-workers-seeking-to-change-employers",
            ),
        ),
    ),
    when=(
        visa.isin("H-2B"),
        nat.isin("GT", "SV", "HN", "HT", "CO", "EC", "CR"),
        asked_on.on_or_after("2023-11-17"),
    ),
    quota=Quota("FY2024", 64716, share=20000),
    ids=("US-H2B-FY24",),
)

FY25 = Rule(
    "US-H2B-FY25",
    country="US",
    basis="regulation",
    title=Said(
        "20,000 of 64,716 more seasonal visas kept for seven countries (2025)",
        "20,000 de 64,716 visas de temporada más, para siete países (2025)",
    ),
    effects=(KEPT,),
    counts="start",
    zone="America/New_York",
    on=(
        On(
            "2024-12-02",
            "2025-10-01",
            end_known="2024-12-02",
            source=Source(
                "Littler",
                "2024-12-02",
                "https://littler.com/publication-press/publication/temporary-increase-h-2b-visa-numbers-fy-2025",
            ),
        ),
    ),
    when=(
        visa.isin("H-2B"),
        nat.isin("GT", "SV", "HN", "HT", "CO", "EC", "CR"),
        asked_on.on_or_after("2024-12-02"),
    ),
    quota=Quota("FY2025", 64716, share=20000),
    ids=("US-H2B-FY25",),
)

LAST_DAY = Source("The last day for petitions was not read; the end of the fiscal year is taken", mark="K")

ASKED_BY = Rule(
    "US-H2B-ASK",
    country="US",
    basis="regulation",
    title=Said(
        "Until when petitions for the kept part are taken",
        "Hasta cuándo se reciben peticiones de la parte reservada",
    ),
    effects=(
        Effect("opens", "petition", Said("A petition can still be taken", "Todavía se recibe la petición")),
    ),
    counts="petition",
    zone="America/New_York",
    on=(
        On(
            "2021-05-25",
            "2021-10-01",
            end_known="2021-05-25",
            source=LAST_DAY,
            mark="K",
            when=(nat.isin("HN", "SV", "GT"),),
        ),
        On(
            "2022-01-28",
            "2022-10-01",
            end_known="2022-01-28",
            source=LAST_DAY,
            mark="K",
            when=(nat.isin("HT", "HN", "GT", "SV"),),
        ),
        On(
            "2022-12-15",
            "2023-10-01",
            end_known="2022-12-15",
            source=LAST_DAY,
            mark="K",
            when=(nat.isin("HT", "HN", "GT", "SV"),),
        ),
        On(
            "2023-11-17",
            "2024-09-17",
            end_known="2023-11-17",
            source=Source(
                "88 FR 80394",
                "2023-11-17",
                "http://print.casetext.com/federal-register/exercise-of-time-limited-authority-to-increase-the-numerical-limitation-for-fy-2024-for-the-h-2b-temporary-nonagricultural-worker-program-and-portability-flexibility-for-h-2b-workers-seeking-to-change-employers",
            ),
            when=(nat.isin("GT", "SV", "HN", "HT", "CO", "EC", "CR"),),
        ),
        On(
            "2024-12-02",
            "2025-10-01",
            end_known="2024-12-02",
            source=LAST_DAY,
            mark="K",
            when=(nat.isin("GT", "SV", "HN", "HT", "CO", "EC", "CR"),),
        ),
    ),
    when=(visa.isin("H-2B"),),
    ids=("US-H2B-FY21", "US-H2B-FY22A", "US-H2B-FY22B", "US-H2B-FY23", "US-H2B-FY24", "US-H2B-FY25"),
)

"""When a person who claimed asylum may ask for a work permit, and have it."""

from ventanilla.rulebook.language import *

DZUBOW = Source(
    "INA 208(d)(2) and the rules explained, The war over work permits (J. Dzubow)",
    "2020",
    "https://discuss.ilw.com/blogs/jdzubow/395673-the-war-over-work-permits",
)
RULE = Source(
    "legalservicesincorporated.com, Asylum Based Employment Authorization Litigation",
    "2020",
    "https://legalservicesincorporated.com/immigration/asylum-ead/",
)
CASA = Source(
    "Casa de Maryland v. Wolf memorandum opinion",
    "2020-09-11",
    "https://docslib.org/download/1650618/preliminary-injunction-and-so-it-would-not-contest-this-court-s-power-to-issue-such-a-stay-after-the-effective-date-of-the-challenged-rules",
)

VACATED = Source(
    "jeelani-law.com; LexisNexis 2022-04-11 (no appeal): AsylumWorks v. Mayorkas",
    "2022-02-07",
    "https://www.jeelani-law.com/asylum-ead-rule-revocation-allows-application-after-150-days/",
)

MEMBERS = Court(
    Said("for members of CASA and ASAP", "para miembros de CASA y ASAP"),
    "2020-09-11",
    "2022-02-07",
    source=CASA,
    who=member_of.has("CASA", "ASAP"),
)

ASK_150 = Term(
    "US-EAD-150",
    country="US",
    title=Said("Ask after 150 days", "Pedir después de 150 días"),
    starts=filed,
    source=DZUBOW,
    days=150,
    delays=delay_days,
    ids=("US-EAD-150", "US-EAD-VAC"),
)
GRANT_180 = Term(
    "US-EAD-180",
    country="US",
    title=Said("Granted after 180 days", "Se da después de 180 días"),
    starts=filed,
    source=DZUBOW,
    days=180,
    delays=delay_days,
    ids=("US-EAD-180",),
)
ASK_365 = Term(
    "US-EAD-365-DAYS",
    country="US",
    title=Said("Ask after 365 days", "Pedir después de 365 días"),
    starts=filed,
    source=RULE,
    days=365,
)

LONG_WAIT = Rule(
    "US-EAD-365",
    country="US",
    basis="regulation",
    title=Said("A wait of 365 days for the work permit", "Espera de 365 días para el permiso de trabajo"),
    effects=(
        Effect(
            "holds",
            "work permit",
            Said(
                "The work permit can be asked for after 365 days only",
                "El permiso de trabajo se pide solo después de 365 días",
            ),
        ),
    ),
    counts="asking",
    zone="America/New_York",
    on=(On("2020-08-25", "2022-02-07", source=RULE, ended_by=VACATED),),
    off=(MEMBERS,),
    ids=("US-EAD-365", "US-EAD-PI", "US-EAD-VAC"),
)

NO_PERMIT = Rule(
    "US-EAD-365-BAR",
    country="US",
    basis="regulation",
    title=Said(
        "No work permit for those who crossed between ports",
        "Sin permiso de trabajo para quienes cruzaron entre puertos",
    ),
    effects=(Effect("bars", "work permit", Said("No work permit", "No hay permiso de trabajo")),),
    counts="asking",
    zone="America/New_York",
    on=(On("2020-08-25", "2022-02-07", source=RULE, ended_by=VACATED),),
    off=(MEMBERS,),
    when=((manner.isin("between") & entry.on_or_after("2020-08-25")) | filed_late.given,),
    ids=("US-EAD-365",),
)

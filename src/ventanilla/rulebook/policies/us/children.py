"""Children: how long they may be held, and who takes a child that is alone."""

from ventanilla.rulebook.language import *

WAKE = Source(
    "Wake Forest Law Review, Federal Judge Blocks Trump Administration",
    "2019-10",
    "http://www.wakeforestlawreview.com/2019/10/federal-judge-blocks-trump-administration-from-detaining-migrant-children-indefinitely/",
)
TRIBUNE = Source(
    "Texas Tribune, Federal judge blocks the rule",
    "2019-09-27",
    "https://www.texastribune.org/2019/09/27/federal-judge-blocks-trump-administration-detaining-migrant-children/",
)
GAO = Source("GAO-15-521", "2015-07-14", "http://gao.gov/products/GAO-15-521")

TWENTY_DAYS = Rule(
    "US-FLORES",
    country="US",
    basis="court",
    title=Said("A child may be held about 20 days", "A un niño se le puede retener unos 20 días"),
    effects=(
        Effect(
            "limits",
            "holding a child",
            Said(
                "A child must be let go after about 20 days",
                "A un niño se le debe soltar después de unos 20 días",
            ),
        ),
    ),
    counts="decision",
    zone="America/New_York",
    on=(On("2015-08-21", source=WAKE),),
    when=(age.below(18), held_since.days_ago(more_than=20)),
    ids=("US-FLORES",),
)

NO_LIMIT = Rule(
    "US-FLORES-REG",
    country="US",
    basis="regulation",
    title=Said("A rule that would have lifted the limit", "Una regla que habría quitado el límite"),
    effects=(
        Effect("lifts", "limit", Said("No limit on holding a child", "Sin límite para retener a un niño")),
    ),
    counts="decision",
    zone="America/New_York",
    on=(On("2019-08-23", "2019-09-28", source=TRIBUNE, paper=True),),
    ids=("US-FLORES-REG",),
)

ALONE = Rule(
    "US-UAC",
    country="US",
    basis="statute",
    title=Said("A child alone goes to the health department", "Un niño solo pasa al departamento de salud"),
    effects=(
        Effect(
            "opens",
            "care",
            Said("The child is handed to HHS within days", "El niño se entrega a HHS en unos días"),
        ),
    ),
    counts="encounter",
    zone="America/New_York",
    on=(On("2008-12-23", source=GAO),),
    when=(alone.given, age.below(18), ~judged(nat.isin("MX"))),
    ids=("US-UAC",),
)

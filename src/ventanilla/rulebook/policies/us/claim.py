"""The long-standing right to ask for asylum, and the queue at the ports."""

from ventanilla.rulebook.language import *

CODE = Source(
    "8 U.S.C. 1158 Asylum (U.S. Code page 109)",
    "2011 ed.",
    "https://docslib.org/doc/10691653/page-109-title-8-aliens-and-nationality-%C2%A7-1158-%C2%A7-1158-asylum",
)
MEMO = Source(
    "CBP OFO memorandum Metering Guidance (T. Owen), Exhibit 1 in Al Otro Lado v. McAleenan",
    "2018-04-27",
    "https://www.docketbird.com/court-documents/Al-Otro-Lado-Inc-et-al-v-Elaine-C-Duke/Exhibit-1-Memorandum-from-Todd-C-Owen-Apr-27-2018/casd-3:2017-cv-02366-00283-001",
)
END = Source(
    "CBP Guidance for Management and Processing of Undocumented Noncitizens at Southwest Border Land Ports of Entry",
    "2021-11-01",
    "https://www.lexisnexis.com/community/insights/legal/immigration/b/insidenews/posts/cbp-ends-metering-at-border",
)

RIGHT = Rule(
    "US-208A1",
    country="US",
    basis="statute",
    title=Said(
        "Anyone who is in or arrives in the United States may ask for asylum, at a port or not",
        "Quien está o llega a Estados Unidos puede pedir asilo, por un puerto o no",
    ),
    effects=(Effect("opens", "asylum", Said("You may ask for asylum", "Puede pedir asilo")),),
    counts="filing",
    zone="America/New_York",
    on=(On("1997-04-01", source=CODE),),
    ids=("US-208A1",),
)

QUEUE = Rule(
    "US-METER",
    country="US",
    basis="memo",
    title=Said(
        "A port may let people wait on the Mexican side", "Un puerto puede hacer esperar del lado mexicano"
    ),
    effects=(
        Effect(
            "holds",
            "port",
            Said("The port may let you wait", "El puerto puede hacerle esperar"),
            leaves_open=("asylum",),
            power=True,
        ),
    ),
    counts="encounter",
    zone="America/New_York",
    on=(On("2018-04-27", "2021-11-01", source=MEMO),),
    when=(manner.isin("port"),),
    ids=("US-METER", "US-METER-END"),
)

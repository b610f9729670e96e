"""The queue at the ports."""

from ventanilla.rulebook.language import *

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
    on=(On("2018-04-27", "2021-11-01", source=MEMO, ended_by=END),),
    when=(manner.isin("port"),),
    ids=("US-METER", "US-METER-END"),
)

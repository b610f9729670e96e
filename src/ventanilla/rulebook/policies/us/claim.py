"""The long-standing right to ask for asylum, at a port or between ports."""

from ventanilla.rulebook.language import *

CODE = Source(
    "8 U.S.C. 1158 Asylum (U.S. Code page 109)",
    "2011 ed.",
    "https://docslib.org/doc/10691653/page-109-title-8-aliens-and-nationality-%C2%A7-1158-%C2%A7-1158-asylum",
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

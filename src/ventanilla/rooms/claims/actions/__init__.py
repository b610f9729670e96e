"""Everything that can be done with claims, by subject."""

from .begin import Address, Facts, Intention
from .deadlines import CorrectDeadline
from .ends import Appeal, Decided, Interviewed, Removed, Standing
from .forgotten import forget_claims
from .going_home import ReturnHome
from .hearings import Held, Missed, Reset
from .lawyers import AskLawyer, Lawyer, LawyerSaid
from .moved import MovedByRule
from .notices import Prepare, Reached
from .papers import MarkValid, WritePaper
from .questions import PersonAsks, TakenBack
from .tracks import Answered, AskTrack, BookKept, DecideTrack, ToldChange

__all__ = [
    "Address", "Answered", "Appeal", "AskLawyer", "AskTrack", "BookKept", "CorrectDeadline", "DecideTrack",
    "Decided", "Facts", "Held", "Intention", "Interviewed", "Lawyer", "LawyerSaid", "MarkValid", "Missed", "MovedByRule", "PersonAsks", "Prepare", "Reached",
    "Removed", "Reset", "ReturnHome", "Standing", "TakenBack", "ToldChange", "WritePaper", "forget_claims",
]  # fmt: skip

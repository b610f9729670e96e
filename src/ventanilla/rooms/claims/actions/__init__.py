"""Everything that can be done with claims, by subject."""

from .begin import Address, Facts, Intention
from .deadlines import CorrectDeadline
from .ends import Appeal, Decided, Interviewed, Removed
from .going_home import AskedHome, ReturnHome, TakenBack
from .hearings import Held, Missed, Reset
from .lawyers import AskLawyer, Lawyer, LawyerSaid
from .moved import MovedByRule
from .notices import Prepare, Reached
from .papers import MarkValid, WritePaper
from .tracks import Answered, AskTrack, BookKept, DecideTrack, ToldChange

__all__ = [
    "Address", "Answered", "Appeal", "AskLawyer", "AskTrack", "AskedHome", "BookKept", "CorrectDeadline", "DecideTrack",
    "Decided", "Facts", "Held", "Intention", "Interviewed", "Lawyer", "LawyerSaid", "MarkValid", "Missed", "MovedByRule", "Prepare", "Reached",
    "Removed", "Reset", "ReturnHome", "TakenBack", "ToldChange", "WritePaper",
]  # fmt: skip

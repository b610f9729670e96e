"""Everything that can be done with the line, by subject."""

from .calls import Call, TellOffer
from .days import ConfirmDate, EndDay
from .forgetting import Forget
from .lists import HandOver, OpenList, Pause, Reopen, SetRules
from .marks import Absent, Admitted, Left, Moved, Present, Reinstated, SentBack
from .members import AddMember, JoinHouseholds, RemoveMember, Resized, Split, TicketEnded
from .places import Join, RegisterAndJoin

__all__ = [
    "Absent", "AddMember", "Admitted", "Call", "ConfirmDate", "EndDay", "Forget", "HandOver", "Join",
    "JoinHouseholds", "Left", "Moved", "OpenList", "Pause", "Present", "RegisterAndJoin", "Reinstated",
    "RemoveMember", "Reopen", "Resized", "SentBack", "SetRules", "Split", "TellOffer", "TicketEnded",
]  # fmt: skip

"""One run of any model, slow and plain: the definition of what the engine does, in objects and lists.

It knows nothing of the kernel's arrays and shares no code with it, so that the two can be held against each other, ticket by
ticket and day by day, on the same random numbers (:mod:`.luck`). The phases of a day are those fixed in :mod:`..model`.
"""

from .day import Run, run
from .moves import People
from .ticket import Day, Ticket

__all__ = ["Day", "People", "Run", "Ticket", "run"]

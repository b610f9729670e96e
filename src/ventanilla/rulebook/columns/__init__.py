"""The same rules run over columns: a million people at once, with one reason byte for each person and rule.

Nothing is defined twice. Each fact sorts people into the few classes that the rules can tell apart, and what a
condition says of a class is asked of the condition itself; what remains is looking up tables.
"""

from .answers import Answers, answers, diff_counts
from .people import Codes, Columns, Days, Numbers, Sets, encode
from .reasons import Reason, Reasons, reason, reasons

__all__ = (
    "Answers",
    "Codes",
    "Columns",
    "Days",
    "Numbers",
    "Reason",
    "Reasons",
    "Sets",
    "answers",
    "diff_counts",
    "encode",
    "reason",
    "reasons",
)

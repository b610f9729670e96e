"""Which column of an array means what: the words that program and kernel share."""

import numpy as np

# A block's whole numbers. Its durations' kinds stand together, in the order of DURATIONS.
(
    KIND_OF, BY_TICKET, LOT_ROW, DESKS, BEDS, GIVES_UP, WATCHES, WATCHED, FEEDER, BUCKET, GRACE, OPENS, CLOSES, QUOTA, KEY,
    PROGRAMME, ASKED, DRAWS, TURNS, SPEEDS, START, UNEVEN, PATIENCE, DELAY, AWAY, TAKES, AFTER, READY_IN, BUSY, GIVEN, INSIDE,
) = range(31)  # fmt: skip
BLOCK = 31
DURATIONS = ("patience", "delay", "away", "takes", "after")
HOLD, CALL, DESK = range(3)
NEVER, EXACTLY, EXPONENTIAL, BETWEEN, KEPT = range(5)

# The numbers with fractions, of blocks, sources and changes; a duration has two of its own; what each kind wants follows.
ABSENT, RETURNS, MISS, SWITCH, CLOSED, LEVEL, DRIFT, SHAPE, MOST, WANTS = range(10)
P_DAYS, D_DAYS, A_DAYS, T_DAYS, F_DAYS = range(10, 20, 2)
BY_KIND = 20

# The ways out of a block.
TO, GONE, LOST, MISSED, FULL = range(5)
WAYS = 5

# A source's whole numbers.
WAY, DAY, BEGINS, STAYS, SLEEPS, CLASS_OF, GOES_TO, SHORT, NAME, PEOPLE = range(10)
ONCE, EACH_DAY, POISSON, CHANCE, ENDLESS = range(5)

# A ticket, in 64 bytes. Its rings: of its queue or bucket, and of the day on which its patience ends; those of programmes stand
# apart. w0 to w3 are what its first turn in this block will draw.
TICKET = np.dtype(
    [
        ("next", np.uint32), ("prev", np.uint32), ("p_next", np.uint32), ("p_prev", np.uint32),
        ("at", np.int16), ("size", np.int16), ("kind", np.int16), ("shelter", np.int16), ("since", np.int32),
        ("visits", np.int16), ("tries", np.uint8), ("doing", np.uint8), ("klass", np.uint8), ("stays", np.uint8),
        ("prefers", np.int16), ("nth", np.uint32), ("whence", np.uint32), ("id", np.uint32),
        ("w0", np.uint32), ("w1", np.uint32), ("w2", np.uint32), ("w3", np.uint32),
    ],
    align=True,
)  # fmt: skip
WAITING, ABSENT_NOW, WORKED_ON = range(3)
NOWHERE, BY_LOT, SERVED = (
    0xFFFFFFFF,
    0xFFFFFFFE,
    0xFFFFFFFD,
)  # instead of a next one; every row has a lower number

# The numbers of one run; those from LEFT on change as a stage goes on.
(
    SEED, RUN, DAYS, BLOCKS, ENDS, CLASSES, KINDS, SHELTERS, BED_TRIES, FIRST, RINGS, QUEUES, FREE, TOP, MADE, DRY, SEGMENT,
    ENTERING, PASSING, CALLS, WAITED, EARLY, LEFT, TURN, SOURCE_NOW, CURSOR, FILLED, DAY_AHEAD, SOURCE_AHEAD, NTH_AHEAD,
) = range(30)  # fmt: skip
NUMBERS = 30
CHUNK = 256  # tickets whose first numbers are drawn at once: side by side they take a tenth of the time
AHEAD = (
    4  # rows of the chunk before those of the numbers: nth, whence, key of the first block, key asked for now
)

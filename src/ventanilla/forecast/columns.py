"""Which column of an array means what: the words that program and kernel share."""

# A block's whole numbers. Its durations' kinds stand together, in the order of DURATIONS.
(
    KIND_OF, BY_TICKET, LOT_ROW, DESKS, BEDS, GIVES_UP, WATCHES, WATCHED, FEEDER, BUCKET, GRACE, OPENS, CLOSES, QUOTA, KEY,
    PROGRAMME, ASKED, DRAWS, SPEEDS, START, UNEVEN, PATIENCE, DELAY, AWAY, TAKES, AFTER, BUSY, GIVEN,
) = range(28)  # fmt: skip
BLOCK = 28
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

# A ticket; the next and the previous one in each programme follow.
NEXT, PREV, P_NEXT, P_PREV, AT, SINCE, SIZE, KIND, CLASS, DOING, TRIES, VISITS, SHELTER, NTH, WHENCE, ID = (
    range(16)
)
LINKS = 16
WAITING, ABSENT_NOW, WORKED_ON = range(3)
STAYING = 1 << 8  # beside the class: this ticket never loses patience
NOWHERE, BY_LOT, SERVED = -1, -2, -2  # instead of a next one

# The numbers of one run; the last three change as a stage goes on.
(
    SEED, RUN, DAYS, BLOCKS, ENDS, CLASSES, KINDS, SHELTERS, BED_TRIES, FIRST, RINGS, QUEUES, FREE, TOP, MADE, DRY, SEGMENT,
    ENTERING, PASSING, CALLS, WAITED, LEFT, TURN, SOURCE_NOW,
) = range(24)  # fmt: skip
NUMBERS = 24

"""A model as data: sources bring households, blocks hold them for days, arrows say where they go next.

A block with ``places`` or ``speeds`` calls, one with ``desks`` works on cases, one with neither holds people until their time
is over; one that ``watches`` another is a programme: whoever is in the watched block may apply, and waits in both.

The phases of a day, fixed, so that every engine gives the same answer ticket by ticket on the same random inputs:

1. leave: whoever's patience ends today leaves, in the order in which the patience began;
2. arrive: sources in the order of the file; each ticket enters its block and asks for a bed;
3. serve: blocks in the order of the file. Who becomes ready, comes back or is finished today does so first, then the block
   calls or fills its desks: those who came back, then the classes, each from the head. A head that does not fit ends the day;
4. count: people in each block, and in each shelter.

A source with ``day = -1`` brings its tickets the evening before the first day: they are there when day 0 begins with *leave*.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
"""The first day of a model is one of these."""
WEEKDAYS = get_args(Weekday)
EVERYBODY = "everybody"
"""The kind of a household where a source names no kinds."""


class Part(BaseModel):
    """Nothing unknown is read, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Range(Part):
    """A number that is not known well: drawn anew in each run, from a triangle over low, likely and high."""

    low: float
    likely: float
    high: float


Chance = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0, le=1e9)]
Rate = Annotated[float, Field(ge=0, le=1e8)]
Whole = Annotated[int, Field(ge=0, le=100_000_000, strict=True)]
Some = Annotated[int, Field(ge=1, le=100_000_000, strict=True)]
Day = Annotated[int, Field(ge=0, le=1_000_000, strict=True)]
Walk = Annotated[float, Field(ge=0, le=1)]
Shares = dict[str, Chance]
Wants = Annotated[Chance | Range | Shares, Field(union_mode="left_to_right")]
"""A range first: low, likely and high are no kinds."""


class Case(Part):
    """One line of a rule: these kinds (none named: all), from a day and before another, go there."""

    to: str | Shares
    kind: str | list[str] | None = None
    from_day: Day = 0
    before: Day | None = None


Arrow = str | Shares | list[Case]
"""Where to: a name; names with their chances; or cases, of which the first that fits holds (the last must fit everybody)."""


class Duration(Part):
    """Days, exactly one way: ``exactly``, ``chance`` that each day is the last, ``mean`` m of 1 + floor(exponential), ``between`` both."""

    exactly: Day | None = None
    chance: Annotated[float, Field(ge=1e-9, le=1)] | None = None
    mean: Positive | Range | None = None
    between: Annotated[list[Day], Field(min_length=2, max_length=2)] | None = None


class Change(Part):
    """From this day on, and until the next change, so many times the rate or the places that stand above."""

    day: Day
    times: Rate | Range


class Source(Part):
    """Where tickets come from, exactly one way; ``shape`` makes Poisson arrivals overdispersed (a gamma rate anew each day).

    ``day`` belongs to ``once``; -1 is the evening before the first day. ``sizes`` are the chances of 1, 2, ... people a household,
    ``kinds`` those of its kind. ``class`` 0 is called before class 1. Tickets of a source that ``stays`` have no patience to lose.
    ``level`` multiplies the Poisson rate, ``walk`` is the daily standard deviation of its logarithm's random walk.
    """

    to: str
    once: Whole | None = None
    day: Annotated[int, Field(ge=-1, le=1_000_000, strict=True)] = 0
    each_day: Whole | list[Whole] | None = None
    poisson: Rate | list[Rate] | None = None
    shape: Positive | None = None
    chance: Chance | None = None
    endless: bool = False
    begins: Day = 0
    level: Rate | Range = 1.0
    walk: Walk = 0.0
    changes: list[Change] = []
    sizes: list[Chance] = [1.0]
    kinds: Shares = {EVERYBODY: 1.0}
    klass: Annotated[int, Field(ge=0, le=20, strict=True, alias="class")] = 0
    stays: bool = False
    sleeps: bool = False


class Block(Part):
    """A place where tickets wait, are called, worked on or stay. Arrows: served, out of patience, lost, missed, full."""

    to: Arrow | None = None
    places: Rate | list[Rate] | None = None
    speeds: Annotated[list[Rate], Field(min_length=2)] | None = None
    start: Rate | None = None
    switch: Chance | Range = 0.0
    uneven: bool = False
    most: Whole | None = None
    closed: Chance | Range = 0.0
    opens: Day = 0
    closes: Day | None = None
    quota: Whole | None = None
    level: Rate | Range = 1.0
    walk: Walk = 0.0
    changes: list[Change] = []
    unit: Literal["people", "tickets"] = "people"
    order: Literal["first come", "lot"] = "first come"
    delay: Duration | None = None
    absent: Chance | Range = 0.0
    grace: Annotated[int, Field(ge=0, le=100, strict=True)] = 0
    returns: Chance | Range = 0.0
    away: Duration | None = None
    lost: Arrow | None = None
    missed: Chance | Range = 0.0
    missed_to: Arrow | None = None
    patience: Duration | Literal["kept"] | None = None
    gone: Arrow | None = None
    desks: Some | None = None
    takes: Duration | None = None
    beds: Whole | None = None
    full: Arrow | None = None
    gives_up_bed: bool = False
    watches: str | None = None
    wants: Wants = 1.0
    after: Duration | None = None


class Shelters(Part):
    """Beds of the shelters: a ticket that ``sleeps`` prefers one at random, and tries it and the next ones, in a circle."""

    beds: Annotated[list[Whole], Field(min_length=1)]
    names: list[str] = []
    tries: Some = 1


class Quantity(Part):
    """One question: exactly one of ``count``, ``beds``, ``entering``, ``passing``, ``calls``, ``wait``, ``ticket``, narrowed by the rest.

    ``beds`` is true for all shelters, or names some. ``kind`` narrows what the counted days have in all: ``entering`` or ``passing``
    with ``total`` or ``per``, and ``wait``. ``after`` says at the end of which phase of the day ``count`` and ``beds`` are
    taken (serve, the last one, if it is not said).
    """

    name: Annotated[str, Field(min_length=1)]
    count: str | list[str] | None = None
    beds: bool | str | list[str] | None = None
    entering: str | list[str] | None = None
    passing: str | list[str] | None = None
    calls: str | list[str] | None = None
    wait: str | None = None
    ticket: Whole | None = None
    of: str | None = None
    per: dict[Literal["entering", "passing", "calls"], str | list[str]] | None = None
    tickets: bool = False
    klass: Annotated[Whole | None, Field(alias="class")] = None
    kind: str | list[str] | None = None
    after: Literal["leave", "arrive", "serve"] | None = None
    day: Day | None = None
    weekday: Weekday | None = None
    above: float | None = None
    none: bool = False
    total: bool = False
    nth: Some | None = None
    answer: Literal["mean", "median", "chance"] = "mean"


class Model(Part):
    """All of it. Blocks are served in the order of the file; ``outcomes`` are where a way ends."""

    title: str = ""
    first_day: Weekday = "Monday"
    outcomes: list[str] = []
    source: Annotated[dict[str, Source], Field(min_length=1, max_length=1000)]
    block: Annotated[dict[str, Block], Field(min_length=1, max_length=1000)]
    shelters: Shelters | None = None
    quantity: list[Quantity] = []

    @property
    def kinds(self) -> list[str]:
        """The kinds of households, in the order in which they are first named."""
        return list(dict.fromkeys(kind for source in self.source.values() for kind in source.kinds))

"""The stated priors: what is guessed of a figure before any other is read, and how far figures of a kind lie apart.

Few round numbers, chosen once on the whole shipped record (so their source is later than most targets, and every
forecast's note says so), and checked on cities and dates that were left out (docs/backtest.md). Medians of lists and calls, the
zeros under Title 42, the spread of arrivals and the numbers of small cities lean on remembered later counts too.
"""

from __future__ import annotations

from .kriging import Shape

SOURCE = (
    "prior's source is later: spreads and medians of shapes.py, chosen on the whole record of 2018 to 2022"
)

SHAPES = {
    "people": Shape(kind=0.3, place=0.7, both=0.6, series=0.3, drift=0.6, days=90, tide=0.15, tide_days=60, noise=0.12),
    "calls": Shape(kind=0.3, place=0.3, both=0.2, series=0.2, drift=0.5, days=60, tide=0.25, tide_days=90, noise=0.45),
    "arrivals": Shape(kind=0.4, place=0.4, both=0.2, series=0.2, drift=0.6, days=45, tide=0.2, tide_days=90, noise=0.35),
    "returns": Shape(kind=0.2, place=0.5, both=0.3, series=0.1, drift=0.6, days=60, tide=0.4, tide_days=60, noise=0.25),
}  # fmt: skip

MEDIANS = {
    "people": {"all": 17000.0, "list": 1800.0, "shelter": 400.0, "crowd": 300.0, "day": 200.0, "period": 600.0, "capacity": 400.0},
    "calls": {"all": 140.0, "a day": 28.0, "that day": 20.0, "called": 40.0},
    "arrivals": {"given": 60.0},
    "returns": {"port": 50.0, "court": 70.0, "ALL": 250.0},
    "number": {"called": 3000.0, "given": 3500.0},
}  # fmt: skip
"""Median of a figure of which nothing is known, by family and kind: people, people a day, or people a list has run to."""

PARTS = {
    "occupancy_men": 0.6,
    "occupancy_women": 0.2,
    "occupancy_minors": 0.2,
    "occupancy_outside": 0.15,
    "occupancy_city_total": 1.0,
}
"""What share of a shelter's people a part of them is guessed to be; a part not named here, a half."""

SWING = {"all": 0.75, "shelter": 1.5}
"""How much more than a list a kind swings from day to day: totals of many lists less, one shelter more."""

CITIES, CITIES_POWER = 11, 0.8
"""How many lists a total sums up where it does not say, and the power by which it grows with them."""

WIDTH = {"people": 1.0, "calls": 1.0, "arrivals": 1.0, "returns": 1.0}
"""What the spread is multiplied with."""

BREAK_DAYS = 20.0
"""How many days of drift one break in policy counts as."""
NUMBER_SPREAD = 1.2
"""Log spread of a list's number of which nothing is known."""
APART = {"series": 0.01, "column": 0.03, "kin": 0.08, "other side": 0.15, "said": 0.10}
"""Log distance of two totals: of one series; one column; the same count under two columns; one told by its other side;
returns as counted by two offices."""
EXPELLED = -1.5
"""Log of what is left of returns while people are expelled under Title 42."""
RAMP, RAMP_DAYS = 2.3, 60.0
"""A programme's returns begin at exp(-RAMP) of what they come to, and get there in about RAMP_DAYS."""
ZEROS = {True: (0.5, 2.0), False: (0.15, 3.0)}
"""Readings of no calls and of some that the prior is worth: of one day (True), of a mean or a usual day (False)."""
ZEROS_EXPELLED = 3.0
"""Readings of no calls that Title 42 is worth."""
ZERO_DAYS = {False: 20.0, True: 200.0}
"""A reading of calls a day tells of pauses for about so many days; while people are expelled (True) for longer."""
PEAK = 2.0
"""How much noisier a published count of new names of one day is: days are told when they are out of the common."""

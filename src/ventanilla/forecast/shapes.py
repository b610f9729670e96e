"""The stated priors: what is guessed of a figure before any other is read, and how far figures of a kind lie apart.

Few round numbers, chosen once on the whole shipped record (so their source is later than most targets: every
forecast's note says so), and checked on cities and dates that were left out (docs/backtest.md). ``assumed`` there.
"""

from __future__ import annotations

from .kriging import Shape

SOURCE = "spread and prior from shapes.py, chosen on the record of 2018 to 2022, later than this date"

SHAPES = {
    "people": Shape(0.3, 0.7, 0.6, 0.3, 0.6, 60.0, 0.15, 60.0, 0.12),
    "calls": Shape(0.3, 0.3, 0.2, 0.2, 0.6, 45.0, 0.2, 90.0, 0.45),
    "arrivals": Shape(0.4, 0.5, 0.2, 0.2, 0.6, 45.0, 0.2, 90.0, 0.35),
    "returns": Shape(0.2, 0.7, 0.3, 0.1, 0.6, 60.0, 0.5, 60.0, 0.2),
}

MEDIANS = {
    ("people", "all"): 14000.0, ("people", "list"): 1800.0, ("people", "shelter"): 400.0, ("people", "day"): 200.0,
    ("people", "period"): 800.0,
    ("calls", "all"): 150.0, ("calls", "a day"): 35.0, ("calls", "that day"): 20.0, ("calls", "called"): 40.0,
    ("arrivals", "given"): 60.0,
    ("returns", "port"): 60.0, ("returns", "court"): 60.0, ("returns", "ALL"): 280.0,
    ("total", "called"): 4000.0, ("total", "given"): 5000.0,
}  # fmt: skip
"""Median of a figure of which nothing is known, by family and kind; of others of the family, 300 people."""

WIDTH = {"people": 1.0, "calls": 1.0, "arrivals": 1.0, "returns": 1.0}
"""What the spread is multiplied with."""

BREAK_DAYS = 20.0
"""How many days of drift one break in policy counts as."""
EXPELLED = -1.3
"""Log of what is left of returns while people are expelled under Title 42."""
RAMP, RAMP_DAYS = 2.0, 45.0
"""A port's returns begin at exp(-RAMP) of what they come to, and get there in about this many days."""

"""What the border model assumes: each figure with its range, its unit and the rows of the record it was read from.

A range is drawn anew in each run. A figure without one is the same in all runs. "assumed" says that no row supports it.
Rows dated after the first day of a forecast are named as such: they judge the model, and nobody knew them then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .model import Range


class Assumption(NamedTuple):
    """One figure of the model; ``key`` is how ``--set`` calls it. ``low`` and ``high`` are the value where it is not drawn."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    source: str
    key: str

    @property
    def drawn(self) -> bool:
        """Whether each run has its own."""
        return self.low < self.high

    def range(self, by: float = 1.0) -> float | Range:
        """The figure as a model has it, so many times smaller."""
        if not self.drawn:
            return self.value / by
        return Range(low=self.low / by, likely=self.value / by, high=self.high / by)


def _one(key: str, name: str, unit: str, source: str, value: float, low: float | None = None, high: float | None = None) -> Assumption:  # fmt: skip
    return Assumption(
        name, value, value if low is None else low, value if high is None else high, unit, source, key
    )


LATER = "later than December 2018"
PRIORS: tuple[Assumption, ...] = (
    _one("calls.a_day", "People who pass at the port, pauses included", "people a day", "W103, W104; range W100, W112, W111", 40, 25, 70),
    _one("calls.none", "Days without any call", "share of days", "W091 says some days none; range assumed", 0.15, 0.05, 0.35),
    _one("calls.switch", "Chance that the pace changes", "a day", "assumed; W119 and E066 show pauses of a week and more", 0.03, 0.015, 0.07),
    _one("calls.absent", "Called and did not answer", "share of those called", f"W035 (two in five, 55 %), {LATER}; W107 and W108 fit two in five", 0.4, 0.25, 0.55),
    _one("calls.return", "Absent ones who come back", "share of the absent", "assumed", 0.3, 0.1, 0.5),
    _one("calls.jump", "Calls after a rule of the port changes", "times as many", "W113, W118 after W103; range assumed", 1.0, 0.6, 1.4),
    _one("calls.open", "People the port takes where it lets nobody wait", "people a day", "W111 (up to 100), W086 (holds 300)", 100, 80, 300),
    _one("arrivals.a_day", "People who join the list", "people a day", "W089 (up to 50 a day), W110 (dozens), W105 less W095 (2,380 in three weeks); range assumed", 55, 20, 110),
    _one("arrivals.shape", "How even arrivals are (small: uneven)", "gamma shape", "assumed", 1.5),
    _one("arrivals.jump", "Arrivals after a rule of the port changes", "times as many", "W120 after W116; range assumed", 1.0, 0.6, 1.4),
    _one("leave.days", "Patience of those on the list who say that they leave", "days on average", "assumed; W124 (some wait six months)", 400, 200, 800),
    _one("leave.home", "Go home, of those who leave the list", "share", "assumed", 0.35),
    _one("leave.cross", "Cross between ports, of those who leave the list", "share", "assumed; M021 counts them among the returned", 0.40),
    _one("returned.share", "Returned to wait, of those whom the rule lets an officer return", "share", f"M009, M015, M021 beside W113, {LATER}; range assumed", 0.45, 0.15, 0.9),
    _one("court.mexico.first", "Days to the first hearing for the returned", "days, evenly spread", "assumed", 60, 45, 75),
    _one("court.mexico.next", "Days from one hearing to the next", "days", "assumed", 60),
    _one("court.mexico.places", "Places of that court on a working day", "people", f"M059 over two years, a quarter of them here (M043), {LATER}", 20, 10, 40),
    _one("court.mexico.missed", "Missed, of the hearings of the returned", "share", f"M062 of M059 in two hearings, {LATER}", 0.42, 0.3, 0.5),
    _one("court.mexico.relief", "Relief, of those of the returned who come to the end", "share", f"M060 of M059 less M062, {LATER}", 0.046),
    _one("court.mexico.removal", "Removal order, of the same", "share", f"M061 less M062, {LATER}", 0.34),
    _one("court.mexico.patience", "Patience of the returned", "days on average", "assumed", 400, 250, 700),
    _one("court.us.days", "Days to a decision for those inside", "days on average", f"U034, {LATER}", 1030, 700, 1400),
    _one("court.us.granted", "Asylum or other relief inside, of those heard", "share", "U021 (33 %), U022 (41 %)", 0.33),
    _one("court.us.granted.HN", "The same, Honduras", "share", "U047 (78.1 % denied)", 0.22),
    _one("court.us.granted.GT", "The same, Guatemala", "share", "U048 (74.7 % denied)", 0.25),
    _one("court.us.missed", "Missed, of the cases inside", "share", f"M055 (nine of ten attend), {LATER}", 0.10),
    _one("barred.days", "Days to a decision where asylum is closed", "days on average", "assumed", 60, 30, 120),
    _one("barred.passed", "Still let in for another protection, where asylum is closed", "share", "assumed", 0.3),
    _one("card.places", "Humanitarian cards of Mexico with which people leave the list", "people a day", "V031 (200 in two weeks), V074 (614); that half of them leave is assumed", 9, 4, 25),
    _one("card.wants", "Want that card, of those on the list", "share", "V030 (1,000) beside H076 (6,060)", 0.17, 0.1, 0.3),
    _one("card.days", "Days until they ask for it", "days on average", "assumed; V070 to V072", 30, 15, 60),
    _one("beds.El Barretal, indoors", "Beds, El Barretal, indoors", "people", "H028", 2500),
    _one("beds.El Barretal, yard", "Places, El Barretal, yard", "people", "H028", 3500),
    _one("beds.Private shelters", "Beds, private shelters of the city", "people", "H048, H049", 800),
)  # fmt: skip


class AssumptionError(ValueError):
    """A figure that cannot be set; its words say which there are or what is allowed."""


Set = tuple[float, float, float]
"""Low, likely and high of a figure that somebody sets."""


def parsed(text: str) -> tuple[str, Set]:
    """A setting as one writes it: ``calls.a_day=50``, or ``calls.a_day=20..60`` (drawn, the middle likely).

    Raises:
        AssumptionError: it is not written so.
    """
    key, equals, value = text.partition("=")
    low, dots, high = value.partition("..")
    try:
        first, last = float(low), float(high if dots else low)
    except ValueError:
        equals = ""
        first = last = 0.0
    if not equals or not 0 <= first <= last < 1e9:
        raise AssumptionError(
            f"{text!r}: write it as calls.a_day=50 or calls.a_day=20..60, with no number below 0."
        )
    return key.strip(), (first, (first + last) / 2, last)


def changed(found: Mapping[str, Assumption], sets: Mapping[str, Set], source: str) -> dict[str, Assumption]:
    """The assumptions with some of them set anew.

    Raises:
        AssumptionError: there is no such key, a share is above 1, or a range where the model needs one number.
    """
    made = dict(found)
    for key, (low, value, high) in sets.items():
        if key not in made:
            raise AssumptionError(f"There is no assumption {key!r}. There are: {', '.join(made)}.")
        old = made[key]
        if low < high and not old.drawn:
            raise AssumptionError(f"{key} is one number in all runs: give it without a range.")
        if "share" in old.unit and high > 1:
            raise AssumptionError(f"{key} is a share, so it lies between 0 and 1 (it is {high:g}).")
        made[key] = old._replace(value=value, low=low, high=high, source=source)
    return made


def table(found: Iterable[Assumption]) -> list[tuple[str, str, str, str, str]]:
    """Key, name with unit, value, range and source of each, as one prints them."""
    return [
        (one.key, f"{one.name} ({one.unit})", f"{one.value:g}", f"{one.low:g} to {one.high:g}" if one.drawn else "not drawn", one.source)
        for one in found
    ]  # fmt: skip

"""Every real figure the demo office shows, each with the row of the record it stands on and who published it.

Sources that disagree stand side by side, never as an average. Rows known only from memory (status K) are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from ventanilla import data

Kind = Literal["published", "estimated", "assumed"]

FIRST = date(2018, 11, 1)
TODAY = date(2018, 12, 5)
LAST = date(2019, 2, 28)
FIRST_SHELTER = "Unidad Deportiva Benito Juarez"
SECOND_SHELTER = "El Barretal"
FILES = {"W": "waitlist", "H": "shelters", "E": "events", "Q": "quotes_figures", "V": "visas_jobs"}


@dataclass(frozen=True)
class Figure:
    """One figure or statement, and why it may be believed.

    ``kind``: published (read in the source named), estimated (worked out here from published figures) or assumed
    (the record is silent; the row named is the nearest support). ``how``: the row's own note or the working, in words.
    ``precision`` of ``day``: day, pub (day of publication), month, approx or period.
    """

    label: str
    value: str | int
    day: date | None
    row_id: str
    source_title: str
    publisher: str
    url: str
    kind: Kind = "published"
    how: str = ""
    low: int | None = None
    high: int | None = None
    unit: str = "people"
    precision: str = "day"


@dataclass(frozen=True)
class Shelter:
    """One shelter: every published figure of it up to a day, oldest first."""

    name: str
    what: str
    capacity: tuple[Figure, ...]
    counts: tuple[Figure, ...]
    opened: tuple[Figure, ...]
    closed: tuple[Figure, ...]
    way_to_port: tuple[Figure, ...]


# The days a published rate of calls speaks of, where that is more than the day it was read.
_SPEAKS_OF = {
    "W091": (FIRST, date(2018, 11, 4)),
    "W103": (FIRST, TODAY),
    "W111": (date(2018, 12, 6), date(2019, 1, 24)),
    "W113": (date(2019, 1, 1), date(2019, 1, 31)),
    "W112": (date(2019, 1, 25), LAST),
}


@lru_cache(maxsize=1)
def _index() -> dict[str, dict[str, str]]:
    return {row["row_id"]: row for file in FILES.values() for row in data.rows(file)}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _whole(text: str) -> int | None:
    return round(float(text)) if text else None


def figure(row_id: str, label: str, value: str | int, **more: object) -> Figure:
    """Make a figure that stands on one row of the record.

    Raises LookupError when the record has no such row, or has it only from memory.
    """
    row = _index().get(row_id)
    if row is None or row["status"] != "S":
        raise LookupError(f"Row {row_id} of the record is missing or was never read in a source.")
    base = Figure(
        label=label,
        value=value,
        day=_day(row.get("date") or row.get("date_said") or row.get("period") or ""),
        row_id=row_id,
        source_title=row["source_title"],
        publisher=row["source_publisher"] if "source_publisher" in row else row["outlet"],
        url=row["source_url"],
        how=row["note"],
        precision=row.get("date_precision") or "day",
    )
    return replace(base, **more)  # type: ignore[arg-type]


def _ranged(row_id: str, label: str, low: str, high: str, **more: object) -> Figure:
    least, most = _whole(low), _whole(high)
    return figure(row_id, label, _spoken(least, most), low=least, high=most, **more)


def _spoken(least: int | None, most: int | None) -> str | int:
    if least is not None and least == most:
        return least
    if most is None:
        return f"at least {least:,}"
    return f"{least:,} to {most:,}" if least else f"up to {most:,}"


def _waitlist(measures: set[str], since: date, until: date) -> list[dict[str, str]]:
    found = [
        row
        for row in data.rows("waitlist")
        if row["city"] == "Tijuana" and row["measure"] in measures and row["status"] == "S"
        if (day := _day(row["date"])) and since <= day <= until
    ]
    return sorted(found, key=lambda row: (row["date"], row["row_id"]))


def people_on_list(until: date = LAST, since: date = date(2018, 10, 1)) -> tuple[Figure, ...]:
    """People on the Tijuana list as published, oldest first, contradictions side by side."""
    rows = _waitlist({"people_on_list"}, since, until)
    return tuple(_ranged(r["row_id"], "People on the list", r["people_low"], r["people_high"]) for r in rows)


def caravan_on_list() -> Figure:
    """People of the caravan among those on the list on 27 November."""
    return figure("W101", "Caravan members on the list who came in the past week", 2560)


def calls_published(since: date = FIRST, until: date = LAST) -> tuple[Figure, ...]:
    """People called a day as published between two days, oldest first, contradictions side by side."""
    measures = {"called_per_day", "called_per_day_month_mean", "called_that_day"}
    rows = _waitlist(measures, since, until)
    return tuple(
        _ranged(
            r["row_id"],
            "People called a day",
            r["called_per_day_low"],
            r["called_per_day_high"],
            unit="people a day",
        )
        for r in rows
    )


def calls_said(day: date) -> tuple[Figure, ...]:
    """Every published figure of calls a day that speaks of this day: who says what."""

    def speaks(said: Figure) -> bool:
        first, last = _SPEAKS_OF.get(said.row_id, (said.day or day, said.day or day))
        return first <= day <= last

    return tuple(said for said in calls_published() if speaks(said))


def admitted_in_november() -> Figure:
    """People the port let in to ask between 1 November and the first days of December."""
    return figure("W104", "People let in to ask, 1 November to the first days of December", 1200)


def numbers_held() -> tuple[Figure, ...]:
    """Numbers people held, as published: given to them earlier, not yet called."""
    labels = {"W095": "Number held, not yet called", "W105": "Number held, given some time before"}
    rows = _waitlist({"holder_of_number_waits", "number_given"}, FIRST, LAST)
    return tuple(
        figure(r["row_id"], labels.get(r["row_id"], "Number held"), int(r["number_given"]), unit="number")
        for r in rows
    )


def last_number_called() -> Figure:
    """The last number called up to 5 December: the record is silent, so this is an estimate."""
    return figure(
        "W095",
        "Last number called",
        1280,
        day=TODAY,
        low=1241,
        high=1350,
        unit="number",
        precision="approx",
        kind="estimated",
        how="No source gives it. On 14 November the holder of number 1,241 was told that two and a half weeks "
        "remained: so 1,241 came up about 2 December. With about 37 people let in a day, ten people a number and a "
        "little over half of those called coming in the end, the list moves 7 or 8 numbers a day, which leads to "
        "about 1,280 on 5 December. The same pace, with fewer people answering after the shelter moved, reaches "
        "1,903 in February 2019, as published (W114). Number 1,479, held on 4 December (W105), was not yet called.",
    )


def number_called_in_february() -> Figure:
    """The number called on a morning of February 2019."""
    return figure("W114", "Number called on a morning of February 2019", 1903, unit="number")


def grace() -> Figure:
    """How long the keepers wait for somebody who is called."""
    return figure("W114", "Time to answer a call", 20, unit="minutes", how="read in February 2019")


def people_a_number() -> Figure:
    """How many people one number of the notebook stands for."""
    return figure(
        "W110", "People one number covers", 10, unit="people a number", how="about 10 people a number"
    )


def in_the_city(until: date = TODAY) -> tuple[Figure, ...]:
    """Caravan members in Tijuana as published up to a day, oldest first."""
    return _shelter_figures("Tijuana city", {"caravan_in_city"}, "Caravan members in the city", until)


def census() -> dict[str, Figure]:
    """Men, women, boys and girls counted in the first shelter on 27 November 2018."""
    boys, girls = (int(n) for n in re.findall(r"(\d+) (?:boys|girls)", _index()["H079"]["note"]))
    men, women = (int(_index()[row]["value_low"]) for row in ("H077", "H078"))
    counted = {
        "men": ("H077", men),
        "women": ("H078", women),
        "boys": ("H079", boys),
        "girls": ("H079", girls),
    }
    return {key: figure(row, f"{key.capitalize()} counted", value) for key, (row, value) in counted.items()}


def card_requests() -> dict[str, int]:
    """Requests for the humanitarian card by nationality (ISO 3166-1 alpha-2), cut of 20 January 2019 (row V009)."""
    found = re.findall(r"(\d[\d,]*) ([A-Z]{2})\b", _index()["V009"]["note"])
    return {nationality: int(count.replace(",", "")) for count, nationality in found}


def card_requests_figure() -> Figure:
    """All requests for the humanitarian card, cut of 20 January 2019."""
    return figure("V009", "Requests for the humanitarian card", sum(card_requests().values()))


def _shelter_figures(name: str, measures: set[str], label: str, until: date) -> tuple[Figure, ...]:
    rows = [
        r
        for r in data.rows("shelters")
        if r["shelter"] == name and r["measure"] in measures and r["status"] == "S"
    ]
    dated = [(day, r) for r in rows if (day := _day(r["date"])) and day <= until]
    return tuple(
        _ranged(r["row_id"], label, r["value_low"], r["value_high"], unit=r["unit"])
        if r["unit"] != "date"
        else figure(r["row_id"], label, r["date"], unit="date")
        for _, r in sorted(dated, key=lambda pair: (pair[0], pair[1]["row_id"]))
    )


def shelters(until: date = TODAY) -> tuple[Shelter, Shelter]:
    """The two shelters of the caravan with every figure published about them up to a day."""

    def of(name: str, what: str) -> Shelter:
        def pick(label: str, *measures: str) -> tuple[Figure, ...]:
            return _shelter_figures(name, set(measures), label, until)

        return Shelter(
            name=name,
            what=what,
            capacity=pick("Room for", "capacity"),
            counts=pick("People there", "occupancy", "occupancy_outside", "occupancy_peak"),
            opened=pick("Opened", "opened") or (_barretal_opened(),),
            closed=pick("Closed", "closed"),
            way_to_port=pick("Way to the border", "distance_to_port", "travel_time_to_port"),
        )

    first = of(FIRST_SHELTER, "a sports complex by the border fence, closed at the end of November")
    return first, of(SECOND_SHELTER, "a former concert venue")


def _barretal_opened() -> Figure:
    return figure("E042", "Opened", "2018-11-29", unit="date")


# Row of the record, then what it tells in short words. Who disagrees is told too.
_WALL = """
W102 On the morning of 27 November 5,030 people were on the list.
W101 2,560 of the 5,030 came with the caravan in the week before.
W103 The port took about 40 people a day in November and the first days of December.
W099 16 November: a news agency wrote of about 100 asylum claims a day. Others say 40.
E016 19 November: a US judge stopped the rule that barred asylum for those who cross between the ports.
E020 24 November: a newspaper wrote of a plan to make people wait in Mexico. The minister to be said yes, then no.
E025 25 November: people of a march reached the fence. US officers fired tear gas.
E026 Who began is disputed. Reuters: the gas came before people were at the border. US officers: stones came first.
E028 25 November: the San Ysidro port was closed for hours.
E041 27 November: Mexico says 98 people were deported for what happened at the fence.
E042 29 November: rain flooded the sports complex. The first buses went to El Barretal.
E043 30 November: the state closed the first shelter. Others say the city did, on 1 December.
E044 1 December: Mexico's new president took office and signed a development plan with three countries.
H018 3 December: about 300 people were still in and around the closed shelter.
H042 Nobody knows where about 3,000 people of the first shelter are now.
H024 El Barretal is 30 minutes from the port by car. Many do not know the way and have no bus money.
"""


def wall() -> tuple[Figure, ...]:
    """The situation on 5 December 2018 in short statements (``value``), each with its source, nothing later."""
    told = (line.split(" ", 1) for line in _WALL.strip().splitlines())
    return tuple(figure(row, "What happened", text, unit="statement") for row, text in told)


def everything() -> tuple[Figure, ...]:
    """Every figure of this module, for the page of sources and for the tests."""
    found = [
        caravan_on_list(),
        admitted_in_november(),
        last_number_called(),
        number_called_in_february(),
        grace(),
    ]
    found += [
        people_a_number(),
        card_requests_figure(),
        *census().values(),
        *people_on_list(),
        *calls_published(),
    ]
    found += [*numbers_held(), *in_the_city(), *wall()]
    for place in shelters():
        found += [*place.capacity, *place.counts, *place.opened, *place.closed, *place.way_to_port]
    return tuple(found)

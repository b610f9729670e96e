"""How places, lists and entries are said: to the desk, and to the one household they concern."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.journal.entry import Entry
from ventanilla.journal.reader import sentence
from ventanilla.journal.words import N_
from ventanilla.web.templatetags.ventanilla import day_words

from ..labels import number_label
from .calls import says_to
from .lists import PAUSES

FIRST = [
    N_("first"), N_("second"), N_("third"), N_("fourth"), N_("fifth"), N_("sixth"), N_("seventh"), N_("eighth"),
    N_("ninth"), N_("tenth"), N_("eleventh"), N_("twelfth"),
]  # fmt: skip
ONE = [
    N_("one"), N_("two"), N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"), N_("eight"), N_("nine"),
    N_("ten"), N_("eleven"), N_("twelve"),
]  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """A place and its order among the households of its number."""

    ticket: Any
    place: int
    households: int

    @property
    def order(self) -> str:
        """``third of four``, or empty where one household has the number alone."""
        if self.households < 2:
            return ""
        return _("{first} of {four}").format(first=nth(self.place), four=_word(ONE, self.households))

    @property
    def household(self) -> str:
        """``third household of four``, or empty where one household has the number alone."""
        if self.households < 2:
            return ""
        return _("{first} household of {four}").format(
            first=nth(self.place), four=_word(ONE, self.households)
        )

    @property
    def name(self) -> str:
        """``1,256, third of four``: how the desk says it."""
        return ", ".join(filter(None, (self.ticket.label, self.order)))


def nth(place: int) -> str:
    """``third``; from thirteen on in digits."""
    return _word(FIRST, place)


def _word(words: list[str], n: int) -> str:
    return _(words[n - 1]) if 1 <= n <= len(words) else str(n)


def spots(tickets: Iterable[Any]) -> list[Spot]:
    """Places of one or more lists with their order, read in one go for each list."""
    from ..models import Ticket

    rows = list(tickets)
    numbers: dict[str, set[int]] = defaultdict(set)
    for one in rows:
        numbers[one.list].add(one.number)
    mates: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    for list_id, wanted in numbers.items():
        found = Ticket.objects.filter(list=list_id, number__in=wanted).order_by("number", "ord", "part")
        for number, order, part in found.values_list("number", "ord", "part"):
            mates[list_id, number].append((order, part))
    spots = []
    for one in rows:
        beside = mates[one.list, one.number]
        spots.append(Spot(one, beside.index((one.ord, one.part)) + 1, len(beside)))
    return spots


def state_words(one: Any) -> str:
    """A list's state in a sentence: since when, why, and what it means for those who wait."""
    since = day_words(one.state_since, "plain")
    if one.state == "open":
        return _("The list is open since {day}.").format(day=since)
    why = _(PAUSES.get(one.state_words, PAUSES["other"]))
    said = _("The list is paused since {day}: {why}. Numbers keep their order, and nobody need come.")
    return said.format(day=since, why=why)


def said_to(entry: Entry, household: str) -> str:
    """An entry in a sentence for the history of one household: nobody else's number stands in it."""
    body = entry.body
    if entry.kind == "line.call":
        return says_to(entry, household)
    if entry.kind == "line.end_day":
        numbers = [number_label(i[2], i[3], i[5]) for i in body["lapsed"] if i[1] == household]
        return _("Number {number} ended on {day}: absent for too long.").format(
            number=", ".join(numbers), day=body["day"]
        )
    if "tickets" in body:
        own = [item for item in body["tickets"] if item[1] == household]
        return sentence(replace(entry, body={**body, "tickets": own or body["tickets"]}))
    return sentence(entry)

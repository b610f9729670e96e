"""What pages read of the line: its state, the head, somebody's place, the figures of days. Cost does not grow with the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ventanilla.journal.sql import Db

from .models import Count, Day, Head, ListRule, Offer, Ticket, WaitingList
from .order import Ahead, ahead
from .rules import ListRules, rules_on

DAYS_SHOWN = 14


def lists() -> list[WaitingList]:
    """All lists of the office, by name."""
    return list(WaitingList.objects.order_by("name"))


def waiting(list_id: str) -> Ahead:
    """How many households and people wait on a list."""
    row = Count.objects.filter(list=list_id).first()
    return Ahead(row.households, row.people) if row else Ahead(0, 0)


def last_given(list_id: str) -> int:
    """The last number that was given."""
    row = Count.objects.filter(list=list_id).first()
    return row.number if row else 0


def figures(list_id: str, day: date) -> Day:
    """The figures of a day; zeros where nothing happened."""
    found = Day.objects.filter(list=list_id, day=day).first()
    return found or Day(list=list_id, day=day, **dict.fromkeys(_COUNTED, 0))


_COUNTED = [f.name for f in Day._meta.fields if f.name not in ("pk", "list", "day")]


def offers(list_id: str, day: date) -> list[Offer]:
    """What the port said on a day, in order."""
    return list(Offer.objects.filter(list=list_id, day=day).order_by("seq"))


def head_of_line(list_id: str, limit: int = 20) -> list[Ticket]:
    """Those who are next, in order."""
    return list(
        Ticket.objects.filter(list=list_id, state="waiting").order_by("number", "ord", "part")[:limit]
    )


def in_state(
    list_id: str, state: str, after: tuple[int, int, str] = (0, 0, ""), limit: int = 50
) -> list[Ticket]:
    """Tickets in one state, in the order of the line, from after a place on (key-set paging)."""
    where = "list=%s AND state=%s AND (number, ord, part) > (%s, %s, %s)"
    return list(
        Ticket.objects.extra(where=[where], params=[list_id, state, *after]).order_by(
            "number", "ord", "part"
        )[:limit]
    )


def called_on(list_id: str, day: date) -> list[Ticket]:
    """Everybody last called on a day, in order."""
    told = [
        one.seq for one in offers(list_id, day)
    ]  # an offer has one list; naming it too, SQLite walks all of it
    rows = Ticket.objects.filter(offer__gt=0, offer__in=told)
    return sorted(rows.exclude(called=None), key=lambda t: (t.number, t.ord, t.part))


def by_number(list_id: str, number: int) -> list[Ticket]:
    """All places that a number covers: those with this number, or one spanning it. Exact, never a guess."""
    rows = Ticket.objects.filter(
        list=list_id, number__lte=number, number__gt=number - 60, last_number__gte=number
    )
    return list(rows.order_by("number", "ord", "part"))


@dataclass(frozen=True)
class Pace:
    """What the port took on the days before: the fewest and the most people let in a day, and how many days had nobody."""

    days: int
    low: int
    high: int
    none: int


def pace(list_id: str, today: date, days: int = DAYS_SHOWN) -> Pace | None:
    """People let in a day over the last ``days`` days before today; None where the list is younger than that."""
    first = Day.objects.filter(list=list_id).order_by("day").values_list("day", flat=True).first()
    if not first or first > today - timedelta(days=1):
        return None
    begin = max(first, today - timedelta(days=days))
    found = dict(
        Day.objects.filter(list=list_id, day__gte=begin, day__lt=today).values_list("day", "admitted_people")
    )
    taken = [found.get(begin + timedelta(days=n), 0) for n in range((today - begin).days)]
    return Pace(len(taken), min(taken), max(taken), sum(1 for one in taken if not one))


@dataclass(frozen=True)
class Standing:
    """Where a ticket stands: how it is, who is ahead, and its order among the households of its number."""

    ticket: Ticket
    ahead: Ahead
    order: int
    households: int


def standing(db: Db, ticket: Ticket) -> Standing:
    """Where a ticket stands, in constant time at any size of list."""
    mates = list(
        Ticket.objects.filter(list=ticket.list, number=ticket.number)
        .order_by("ord", "part")
        .values_list("ord", "part")
    )
    place = mates.index((ticket.ord, ticket.part)) + 1
    return Standing(ticket, ahead(db, ticket.list, ticket.number, ticket.ord, ticket.part), place, len(mates))


def latest_head() -> Head | None:
    """The last evening's head."""
    return Head.objects.order_by("-seq").first()


def rules(db: Db, list_id: str, day: date) -> ListRules:
    """A list's rules on a day."""
    return rules_on(db, list_id, day.isoformat())


def rules_over_time(list_id: str) -> list[ListRule]:
    """All dated settings of a list, newest first."""
    return list(ListRule.objects.filter(list=list_id).order_by("-from_day", "-seq"))

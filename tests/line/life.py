"""A life of an office, step by step: anything a desk can do, in any order, and what must hold after each of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

from tests.town import SHAPES, Family, Town, family, members
from ventanilla.journal.action import Action, Refused
from ventanilla.journal.ledger import Done
from ventanilla.rooms.line.actions import (
    Absent,
    AddMember,
    Admitted,
    Call,
    ConfirmDate,
    EndDay,
    Forget,
    Join,
    JoinHouseholds,
    Left,
    Moved,
    Present,
    RegisterAndJoin,
    Reinstated,
    RemoveMember,
    SentBack,
    Split,
    TellOffer,
)  # fmt: skip
from ventanilla.rooms.registry.actions import ChangeContact, Correct, Member, Register

LISTS = tuple(SHAPES)
STEPS: dict[str, Callable[[Life], Action | None]] = {}
ORDER = "number, ord, part"


def step(make: Callable[[Life], Action | None]) -> Callable[[Life], Action | None]:
    """One kind of step: makes an action from what is there, or nothing where nothing fits."""
    STEPS[make.__name__] = make
    return make


class Life:
    """Drives an office of three lists; ``pick`` draws, so that a test may draw by seed or by hypothesis."""

    def __init__(self, town: Town) -> None:
        self.town, self.db = town, town.db
        self.draw = Random(0)
        self.refused = self.done = 0
        town.open_lists()

    def live(self, draw: Random, steps: int, after: Callable[[str, Done | None], None] | None = None) -> None:
        """So many steps; ``after`` is told the name of each, and what was done (None: it was refused)."""
        self.draw = draw
        names = list(STEPS)
        for _ in range(6):
            self.perform("register", after)
        for _ in range(steps):
            self.perform(draw.choice(names), after)

    def perform(self, name: str, after: Callable[[str, Done | None], None] | None = None) -> Done | None:
        """One step of this name."""
        action = STEPS[name](self)
        if action is None:
            return None
        before, done = self.town.tip(), None
        try:
            done = self.town.do(action)
            self.done += 1
        except Refused:
            assert self.town.tip() == before, "a refused action wrote something"
            self.refused += 1
        if after:
            after(name, done)
        return done

    # --- drawing -------------------------------------------------------------------------------------------------
    def list(self) -> str:
        return self.draw.choice(LISTS)

    def ticket(self, *states: str) -> str | None:
        marks = ",".join("?" * len(states))
        rows = self.db.all(f"SELECT id FROM line_ticket WHERE state IN ({marks}) ORDER BY id", states)
        return self.draw.choice(rows)[0] if rows else None

    def tickets(self, *states: str) -> list[str] | None:
        """One to three places of one list."""
        first = self.ticket(*states)
        if not first:
            return None
        marks = ",".join("?" * len(states))
        rows = self.db.all(
            f"SELECT id FROM line_ticket WHERE state IN ({marks}) "
            f"AND list=(SELECT list FROM line_ticket WHERE id=?) ORDER BY {ORDER}",
            (*states, first),
        )
        some = [row[0] for row in rows]
        return self.draw.sample(some, min(len(some), self.draw.randint(1, 3)))

    def household(self) -> str | None:
        rows = self.db.all("SELECT id FROM registry_household WHERE state='here' AND size>0 ORDER BY id")
        return self.draw.choice(rows)[0] if rows else None

    def person(self) -> str | None:
        rows = self.db.all("SELECT id FROM registry_person WHERE state='here' ORDER BY id")
        return self.draw.choice(rows)[0] if rows else None

    def someone(self) -> Member:
        return Member(
            name=f"Sintetica {self.draw.randint(0, 99)}",
            sex=self.draw.choice(("f", "m", "")),
            birth_year=self.draw.choice((None, 1980, 2001, 2015)),
            nationality=self.draw.choice(("HN", "GT", "HT", "")),
            needs=self.draw.choice(((), ("infant",))),
        )


@step
def register(life: Life) -> Action:
    size = life.draw.choice((1, 1, 2, 3, 4, 7))
    return RegisterAndJoin(list=life.list(), members=[life.someone() for _ in range(size)], note="words")


@step
def register_only(life: Life) -> Action:
    return Register(members=[life.someone() for _ in range(life.draw.randint(1, 3))])


@step
def join(life: Life) -> Action | None:
    return Join(list=life.list(), household=one) if (one := life.household()) else None


@step
def offer(life: Life) -> Action:
    word = life.draw.choice(("places", "places", "places", "none", "no word"))
    places = life.draw.randint(1, 14) if word == "places" else 0
    kind = life.draw.choice(("any", "any", "any", "families", "single women", "single men"))
    instead = life.draw.random() < 0.2
    return TellOffer(list=life.list(), word=word, places=places, offered_to=kind, instead=instead)


@step
def call(life: Life) -> Action:
    return Call(list=life.list(), households=life.draw.choice((None, None, 1, 2)))


@step
def offer_and_call(life: Life) -> Action:
    at = life.list()
    life.town.offer(life.draw.randint(1, 14), list=at)
    return Call(list=at)


@step
def present(life: Life) -> Action | None:
    return Present(tickets=some) if (some := life.tickets("called")) else None


@step
def absent(life: Life) -> Action | None:
    life.town.pass_time(minutes=life.draw.choice((1, 25, 25)))
    return Absent(tickets=some) if (some := life.tickets("called")) else None


@step
def reinstated(life: Life) -> Action | None:
    return Reinstated(tickets=some) if (some := life.tickets("absent")) else None


@step
def admitted(life: Life) -> Action | None:
    return Admitted(tickets=some) if (some := life.tickets("present", "called")) else None


@step
def sent_back(life: Life) -> Action | None:
    return SentBack(tickets=some) if (some := life.tickets("present")) else None


@step
def left(life: Life) -> Action | None:
    some = life.tickets("waiting", "called", "absent", "admitted")
    return Left(tickets=some, reason="home", words="they said") if some else None


@step
def moved(life: Life) -> Action | None:
    return Moved(tickets=some, to=life.list()) if (some := life.tickets("waiting", "absent")) else None


@step
def split(life: Life) -> Action | None:
    household = life.household()
    sql = "SELECT id FROM registry_person WHERE household=? AND state='here' ORDER BY id"
    rows = life.db.all(sql, (household,))
    if not rows:
        return None
    going = life.draw.sample([row[0] for row in rows], life.draw.randint(1, max(1, len(rows) - 1)))
    return Split(people=going)


@step
def join_households(life: Life) -> Action | None:
    one, other = life.household(), life.household()
    return JoinHouseholds(household=one, other=other) if one and other else None


@step
def add_member(life: Life) -> Action | None:
    household = life.household()
    return AddMember(household=household, member=life.someone(), why="born") if household else None


@step
def remove_member(life: Life) -> Action | None:
    why = life.draw.choice(("died", "left", "mistake"))
    return RemoveMember(person=one, why=why) if (one := life.person()) else None


@step
def correct(life: Life) -> Action | None:
    one = life.person()
    return Correct(person=one, now=life.someone(), reason="typing", words="misread") if one else None


@step
def contact(life: Life) -> Action | None:
    return ChangeContact(person=one) if (one := life.person()) else None


@step
def forget(life: Life) -> Action | None:
    who = life.draw.choice((life.person(), life.household()))
    return Forget(who=who, leave=life.draw.random() < 0.7) if who else None


@step
def next_day(life: Life) -> Action:
    """Sometimes ended by hand, sometimes by the next day's first action; a keeper confirms the date."""
    if life.draw.random() < 0.5:
        life.town.do(EndDay())
    life.town.pass_time(days=life.draw.choice((1, 1, 1, 1, 1, 31)))
    now = life.town.office.ledger.clock.now()
    from zoneinfo import ZoneInfo

    return ConfirmDate(day=now.astimezone(ZoneInfo(life.town.office.zone)).date())


__all__ = ["LISTS", "STEPS", "Family", "Life", "family", "members", "timedelta"]

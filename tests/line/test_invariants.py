"""Whatever a desk does, in whatever order: nobody else is moved, no place is given twice, and every figure adds up.

Random lives of an office with three lists (ten people a number, one person, one household). After every single
step the whole town is held against what it was before.
"""

from __future__ import annotations

import shutil
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import at, open_office
from tests.line.life import LISTS, STEPS, Life
from tests.town import SHAPES, Town, assert_replays, assert_right
from ventanilla.journal.ledger import Done

SIZE, STATE = 7, 8
"""Where a row of ``Town.tickets`` holds the size and the state."""


class Waiting(NamedTuple):
    """Somebody in line, as a call sees them."""

    household: str
    size: int
    people: list[tuple]


class Watch:
    """Holds every step against the town as it was before."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.look()

    def look(self) -> None:
        town = self.town
        self.tip, self.tickets = town.tip()[0], town.tickets()
        self.lines = {name: self.line(name) for name in LISTS}
        self.taken = {
            row[0]: row[1]
            for row in town.db.all(
                "SELECT offer, SUM(size) FROM line_ticket WHERE state IN ('called','present','admitted') GROUP BY offer"
            )
        }

    def line(self, name: str) -> list[Waiting]:
        """Who waits on a list, in order, with their people."""
        people: dict[str, list[tuple]] = {}
        for household, *rest in self.town.db.all(
            "SELECT household, sex, birth_year, adult_said FROM registry_person WHERE state='here'"
        ):
            people.setdefault(household, []).append(tuple(rest))
        rows = self.town.db.all(
            "SELECT household, size FROM line_ticket WHERE list=? AND state='waiting' ORDER BY number, ord, part",
            (name,),
        )
        return [Waiting(household, size, people.get(household, [])) for household, size in rows]

    def after(self, name: str, done: Done | None) -> None:
        """What must hold after a step, whatever it was."""
        if done is not None:
            self.nobody_else_is_moved()
            for entry in done.entries:
                if entry.kind == "line.join":
                    self.joined_at_the_end(entry.body)
                if entry.kind == "line.call":
                    self.called_from_the_head(entry.body)
        self.look()

    def nobody_else_is_moved(self) -> None:
        """Whoever the entries do not speak of stands as before; and no place ever changes its number or order."""
        rows = self.town.db.all("SELECT DISTINCT subject FROM journal_mention WHERE seq>?", (self.tip,))
        spoken_of, now = {row[0] for row in rows}, self.town.tickets()
        for ticket, before in self.tickets.items():
            assert now[ticket][:6] == before[:6], "a place was moved"
            if before[6] not in spoken_of:
                assert now[ticket] == before, "somebody else was changed"

    def joined_at_the_end(self, body: dict) -> None:
        """A new place is behind every place of its list."""
        place = (body["number"], body["ord"])
        assert all((row[2], row[4]) < place for row in self.tickets.values() if row[1] == body["list"])

    def called_from_the_head(self, body: dict) -> None:
        """Exactly those whom the offer fits, in order, by the list's own rule; whoever was passed over has a reason."""
        places, kind = self.town.db.one("SELECT places, kind FROM line_offer WHERE seq=?", (body["offer"],))
        free = places - self.taken.get(body["offer"], 0)
        called, passed = by_the_book(
            self.lines[body["list"]],
            free,
            kind,
            SHAPES[body["list"]]["larger"],
            int(body["day"][:4]),
            len(body["called"]),
        )
        assert [item[1] for item in body["called"]] == called
        assert [(item[1], item[7]) for item in body["passed"]] == passed
        now = self.town.tickets()
        for item in body["passed"]:
            assert now[item[0]] == self.tickets[item[0]], "whoever is passed over keeps the place, as it was"
        for item in body["called"]:
            assert now[item[0]][SIZE] == item[6] and now[item[0]][STATE] == "called", (
                "a household is called whole"
            )


def by_the_book(line: list[Waiting], free: int, kind: str, larger: str, year: int, most: int):
    """The rule of a call, said once more and independently: (households called, those passed over with the reason)."""
    called: list[str] = []
    passed: list[tuple[str, str]] = []
    waiting_for_a_taker: list[tuple[str, str]] = []
    for one in line:
        if free <= 0 or len(called) == most:
            break
        if not fits(one, kind, year):
            waiting_for_a_taker.append((one.household, "kind"))
        elif one.size <= free or larger == "whole":
            called.append(one.household)
            passed += waiting_for_a_taker
            waiting_for_a_taker = []
            free -= one.size
        elif larger == "waits":
            break
        else:
            waiting_for_a_taker.append((one.household, "size"))
    return called, passed


def fits(one: Waiting, kind: str, year: int) -> bool:
    if kind == "any":
        return True
    if kind == "families":
        return len(one.people) > 1
    if len(one.people) != 1:
        return False
    [(sex, born, adult)] = one.people
    grown = bool(adult) or not born or year - born >= 18
    return grown and sex == {"single women": "f", "single men": "m"}[kind]


@pytest.fixture
def fresh(made, tmp_path_factory):
    """A fresh town for every life."""

    def make() -> Town:
        folder = tmp_path_factory.mktemp("life") / "office"
        shutil.copytree(made(), folder)
        from tests.conftest import DAY

        return Town(open_office(folder, at(DAY)))

    return make


@settings(max_examples=30, phases=[Phase.explicit, Phase.generate])
@given(seed=st.integers(0, 2**32), steps=st.integers(5, 45))
def test_no_step_of_any_life_moves_anybody_else(fresh, seed, steps):
    town = fresh()
    life = Life(town)
    watch = Watch(town)
    life.live(Random(seed), steps, watch.after)
    assert_right(town.office)


@pytest.mark.parametrize("seed", range(4))
def test_a_long_life_adds_up_and_is_rebuilt(town, seed):
    """Two hundred steps of every kind; figures, counters, chain and replay at the end, and now and then between."""
    life = Life(town)
    watch, count = Watch(town), 0

    def after(name: str, done: Done | None) -> None:
        nonlocal count
        count += 1
        watch.after(name, done)
        if count % 20 == 0:
            assert_right(town.office)

    life.live(Random(seed), 200, after)
    assert life.done > 110, (life.done, life.refused)
    assert_right(town.office)
    assert_replays(town.office)


def test_every_kind_of_step_happens_in_a_long_life(town):
    """The lives above are no idle walks: over a few of them every action is done at least once."""
    life, done = Life(town), set()
    for seed in range(8):
        life.live(Random(seed + 100), 150, lambda name, what: done.add(name) if what else None)
    assert done == set(STEPS)
    assert_right(town.office)

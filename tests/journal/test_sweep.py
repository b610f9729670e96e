"""A crash between key store and journal, at every step: what is left over is mended at the next start."""

from __future__ import annotations

import pytest

from tests.conftest import open_office
from tests.town import Town, assert_replays, assert_right, both_engines, members
from ventanilla.journal.entry import OFFICE
from ventanilla.journal.keys import Keys
from ventanilla.journal.ledger import Ledger
from ventanilla.journal.sweep import sweep
from ventanilla.rooms.line.actions import Forget, RegisterAndJoin


class Crash(BaseException):
    """The power goes."""


def owners(office) -> set[str]:
    return {row[0] for row in office.keys.db.execute("SELECT owner FROM key WHERE owner<>?", (OFFICE,))}


def restart(office):
    """What is left on disk after the crash, opened again as any start does."""
    office.keys.close()
    return open_office(office.folder, office.clock.now())


def crash_after(monkeypatch, where, name: str) -> None:
    """The next call of this does its work, and then the machine stops."""
    true = getattr(where, name)

    def then_crash(self, *args, **named):
        true(self, *args, **named)
        raise Crash

    monkeypatch.setattr(where, name, then_crash)


def crash_before(monkeypatch, where, name: str) -> None:
    """The machine stops as this is about to begin."""

    def at_once(self, *args, **named):
        raise Crash

    monkeypatch.setattr(where, name, at_once)


@both_engines
def test_keys_of_an_entry_that_was_never_written_are_swept(town, monkeypatch):
    family = town.register(3)
    had, tip = owners(town.office), town.tip()
    with monkeypatch.context() as patch, pytest.raises(Crash):
        crash_after(patch, Keys, "keep")
        town.do(RegisterAndJoin(list="tijuana", members=members(4)))
    assert (
        len(owners(town.office) - had) == 5
    )  # four people and a place, durable before an entry that never came

    again = restart(town.office)
    assert owners(again) == had and Town(again).tip() == tip
    assert again.keys.salt(family.ticket)
    assert_right(again)


@both_engines
def test_a_number_given_after_the_crash_is_the_one_that_was_never_given(town, monkeypatch):
    town.register(10)
    with monkeypatch.context() as patch, pytest.raises(Crash):
        crash_after(patch, Keys, "keep")
        town.register(10)
    assert Town(restart(town.office)).register(10).number == 2


@pytest.mark.parametrize("step", ["keep", "doom"])
def test_a_forget_that_was_never_written_destroys_nothing(town, monkeypatch, step):
    family = town.register(2)
    had = owners(town.office)
    with monkeypatch.context() as patch, pytest.raises(Crash):
        crash_after(patch, Keys, step)
        town.do(Forget(who=family.id, leave=True))
    again = restart(town.office)
    assert owners(again) == had and not again.keys.doomed()
    assert Town(again).state(family.ticket) == "waiting"
    assert_right(again)


@both_engines
def test_a_forget_that_was_written_is_carried_out_at_the_next_start(town, monkeypatch):
    family, other = town.register(2), town.register(1)
    with monkeypatch.context() as patch, pytest.raises(Crash):
        crash_before(patch, Keys, "destroy")
        town.do(Forget(who=family.id, leave=True))
    assert set(family.people) <= owners(town.office)

    again = restart(town.office)
    assert owners(again) == {*other.people, other.ticket}
    assert not again.keys.doomed()
    assert_right(again)
    assert_replays(again)


def test_a_crash_in_the_middle_of_destroying_is_finished(town, monkeypatch):
    family = town.register(3)
    true = Keys.destroy

    def half(self, owners_):
        true(self, list(owners_)[:1])
        raise Crash

    with monkeypatch.context() as patch, pytest.raises(Crash):
        patch.setattr(Keys, "destroy", half)
        town.do(Forget(who=family.id, leave=True))
    assert owners(restart(town.office)) == set()


def test_a_refused_action_leaves_no_key(town, monkeypatch):
    had = owners(town.office)

    def refuse(self, desk, tables):
        raise Crash

    with monkeypatch.context() as patch, pytest.raises(Crash):
        patch.setattr(Ledger, "_settle", refuse)
        town.register(2)
    town.register(1)
    assert len(owners(town.office) - had) == 2


def test_an_honest_store_is_left_alone(town):
    town.register(3)
    had = owners(town.office)
    assert sweep(town.db, town.office.keys) == (0, 0)
    assert owners(town.office) == had

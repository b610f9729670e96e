"""Tables are only a way to read the journal: thrown away and rebuilt they are the same, row by row."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.conftest import open_office
from tests.line.life import Life
from tests.town import Town, assert_replays, assert_right, both_engines, fresh_scratch
from ventanilla.journal.models import Fed
from ventanilla.journal.replay import NOT_FED, compare, fed_models, rebuild


@both_engines
def test_after_any_life_the_rebuilt_tables_are_the_live_ones(town):
    life = Life(town)
    life.live(random.Random(5), steps=150)
    found = assert_replays(town.office)
    assert found.rows["line_ticket"] > 20 and found.rows["registry_person"] > 40
    assert_right(town.office)


def test_a_table_changed_behind_the_desks_back_is_found(town):
    family = town.register(3)
    town.db.run("UPDATE line_ticket SET number=1000 WHERE id=?", (family.ticket,))
    target = fresh_scratch()
    rebuild(town.db, target, town.office.keys)
    assert compare(town.db, target).differences == [f"line_ticket: row {family.ticket} differs in number"]


def test_a_row_too_many_and_a_row_too_few_are_found(town):
    kept, taken = sorted([town.register(3), town.register(2)], key=lambda one: one.ticket)
    town.db.run("DELETE FROM line_ticket WHERE id=?", (taken.ticket,))
    town.db.run("UPDATE line_ticket SET id='T0' WHERE id=?", (kept.ticket,))
    target = fresh_scratch()
    rebuild(town.db, target, town.office.keys)
    assert not compare(town.db, target).same


def test_without_keys_replay_gives_all_but_what_is_sealed(town):
    family = town.register(2, nationality="HN")
    town.office.keys.close()
    target = fresh_scratch()
    rebuild(town.db, target, None)
    assert target.all("SELECT number, size FROM line_ticket") == [(family.number, 2)]
    assert target.all("SELECT DISTINCT nationality FROM registry_person") == [("",)]


def test_after_forgetting_replay_still_gives_the_live_tables(town):
    from ventanilla.rooms.line.actions import Forget

    families = [town.register(3, nationality="HN", birth_year=1990) for _ in range(4)]
    town.do(Forget(who=families[1].id, leave=True))
    town.do(Forget(who=families[2].people[0]))
    assert_replays(open_office(town.office.folder, town.office.clock.now()))


# --- what is not fed -----------------------------------------------------------------------------------------------
def tables_on_disk(office) -> set[str]:
    return {row[0] for row in office.db.all("SELECT name FROM sqlite_master WHERE type='table'")} - {
        "sqlite_sequence"
    }


def test_every_table_is_fed_or_stands_in_the_list_with_its_reason(office):
    fed = {model._meta.db_table for model in fed_models()}
    listed = {name for name in NOT_FED if "." not in name}
    assert not fed & listed
    assert tables_on_disk(office) == fed | listed


def test_every_column_that_is_not_fed_stands_in_the_list_and_nothing_else_does():
    unfed = {f"{model._meta.db_table}.{column}" for model in fed_models() for column in model.unfed}
    assert unfed == {name for name in NOT_FED if "." in name}
    for model in fed_models():
        assert set(model.unfed) <= {field.column for field in model._meta.concrete_fields}
    assert all(len(reason) > 10 for reason in NOT_FED.values())


def test_no_fold_reads_a_clock_or_draws_a_random_number():
    """Folds see the entry and the tables: nothing else could be repeated."""
    forbidden = re.compile(r"\b(now\(|today\(|random|secrets\.|urandom|time\.)")
    for path in Path("src/ventanilla").rglob("*.py"):
        code = re.sub(r'""".*?"""', "", path.read_text(), flags=re.S)
        for fold in re.findall(r"    def fold\w*\(.*?\n(?=    @|    def |\S|\Z)", code, re.S):
            assert not forbidden.search(fold), f"{path}: {fold}"


def test_a_fed_table_is_a_table_of_a_room_or_of_the_journal():
    assert all(issubclass(model, Fed) for model in fed_models())
    assert {model._meta.app_label for model in apps.get_models() if issubclass(model, Fed)} >= {
        "journal",
        "line",
    }


@pytest.mark.parametrize("batch", [1, 7, 2000])
def test_replay_gives_the_same_in_any_batches(town, monkeypatch, batch):
    from ventanilla.journal import reader, replay

    life = Life(town)
    life.live(random.Random(2), steps=20)
    monkeypatch.setattr(replay, "stream", lambda db, keys: reader.stream(db, keys, batch))
    assert_replays(town.office)
    assert isinstance(town, Town)

"""Sent twice is done once: a reload, a double click, a lost answer never give a second number."""

from __future__ import annotations

import random
import threading

import pytest

from tests.line.life import Life
from tests.town import Town, assert_replays, assert_right, both_engines, family, members
from ventanilla.rooms.line.actions import AddMember, Call, Left, RegisterAndJoin, TellOffer
from ventanilla.rooms.registry.actions import Member


def entries(town: Town) -> int:
    return town.tip()[0]


def test_sent_again_the_first_answer_comes_back(town):
    form = RegisterAndJoin(list="tijuana", members=members(3))
    first = town.do(form, once="one-form-1")
    again = town.do(form, once="one-form-1")
    assert again.again and not first.again
    assert [one.seq for one in again.entries] == [one.seq for one in first.entries]
    assert family(again) == family(first)
    assert len(town.waiting()) == 1


def test_a_form_without_a_key_is_another_form(town):
    form = RegisterAndJoin(list="tijuana", members=members(3))
    assert family(town.do(form)) != family(town.do(form))


def test_the_same_key_with_other_contents_is_not_passed_over_in_silence(town):
    town.do(RegisterAndJoin(list="tijuana", members=members(3)), once="one-form-1")
    sentence = town.refused(RegisterAndJoin(list="tijuana", members=members(2)), once="one-form-1")
    assert "other contents" in sentence and "17:00" in sentence
    assert "already" in town.refused(TellOffer(list="tijuana", word="none"), once="one-form-1")


@pytest.mark.parametrize("key", ["short", "a" * 41, "with spaces here", "ñandú-ñandú", 'quote"quote"'])
def test_a_key_that_is_none_is_refused(town, key):
    assert "once-key" in town.refused(TellOffer(list="tijuana", word="none"), once=key)


@both_engines
def test_a_thousand_random_resends_give_no_double_number(town):
    draw = random.Random(7)
    forms = {
        f"once-key-{n}": RegisterAndJoin(list="tijuana", members=members(draw.randint(1, 4)))
        for n in range(120)
    }
    first: dict[str, object] = {}
    sent = list(forms) + draw.choices(list(forms), k=1000)
    draw.shuffle(sent)
    for key in sent:
        done = town.do(forms[key], once=key)
        assert done.again == (key in first)
        assert first.setdefault(key, family(done)) == family(done)
    assert len(town.waiting()) == len(forms)
    places = town.db.all("SELECT number, ord FROM line_ticket")
    assert len(set(places)) == len(places) == len(forms)
    assert_right(town.office)


def test_calls_and_marks_sent_again_are_done_once(town):
    families = [town.register(2) for _ in range(6)]
    for n, form in enumerate(
        (
            TellOffer(list="tijuana", places=4),
            Call(list="tijuana"),
            Left(tickets=[families[5].ticket]),
            AddMember(household=families[4].id, member=Member(name="Nina"), why="born"),
        )
    ):
        town.do(form, once=f"same-key-{n}")
        after = entries(town)
        for _ in range(3):
            assert town.do(form, once=f"same-key-{n}").again
        assert entries(town) == after
    assert town.day()["offered"] == 4 and town.day()["called"] == 2
    assert_right(town.office)


@both_engines
def test_eight_resends_at_the_same_moment_are_one(town):
    """A nervous finger on a slow line: the same form from eight places at once, forty times."""
    forms = {f"once-key-{n}": RegisterAndJoin(list="tijuana", members=members(n % 3 + 1)) for n in range(40)}
    answers: list[tuple[str, object]] = []
    gate = threading.Barrier(8)

    def send(seed: int) -> None:
        from django.db import connections

        keys = list(forms)
        random.Random(seed).shuffle(keys)
        gate.wait()
        answers.extend((key, family(town.do(forms[key], once=key))) for key in keys)
        connections.close_all()
        town.office.keys.close()

    threads = [threading.Thread(target=send, args=(n // 4,)) for n in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(answers) == 8 * len(forms)
    answers = [(key, one.ticket) for key, one in answers]
    assert len(set(answers)) == len(forms)
    assert len(town.waiting()) == len(forms)
    assert_right(town.office)


def test_a_load_that_was_sent_again_adds_nobody(town):
    forms = [
        (RegisterAndJoin(list="tijuana", members=members(2)), town.keeper, f"row-key-{n}") for n in range(30)
    ]
    list(town.office.ledger.perform_all(forms[:20], chunk=7))
    list(town.office.ledger.perform_all(forms, chunk=7))
    assert len(town.waiting()) == 30
    assert_right(town.office)


def test_a_key_that_stands_twice_in_one_load_counts_once(town):
    forms = [
        (RegisterAndJoin(list="tijuana", members=members(2)), town.keeper, f"row-key-{n % 5}")
        for n in range(20)
    ]
    list(town.office.ledger.perform_all(forms))
    assert len(town.waiting()) == 5


def test_a_key_that_a_load_used_writes_nothing_at_the_desk(town):
    form = RegisterAndJoin(list="tijuana", members=members(2))
    list(town.office.ledger.perform_all([(form, town.keeper, "row-key-1")]))
    assert "already sent" in town.refused(
        RegisterAndJoin(list="tijuana", members=members(3)), once="row-key-1"
    )
    assert len(town.waiting()) == 1


def test_a_refused_action_leaves_its_key_free(town):
    assert town.refused(Call(list="tijuana"), once="call-key-1")
    town.register(2)
    town.offer(2)
    assert not town.do(Call(list="tijuana"), once="call-key-1").again


def test_a_random_life_sent_twice_is_the_same_life(town):
    """Every action of a life is sent again at once, and nothing changes."""
    life, count = Life(town), 0
    do = town.do

    def twice(action, actor=None, once=""):
        nonlocal count
        count += 1
        done = do(action, actor, once=f"life-key-{count}")
        tip = town.tip()
        assert do(action, actor, once=f"life-key-{count}").again and town.tip() == tip
        return done

    town.do = twice
    life.live(random.Random(3), steps=60)
    assert_right(town.office)
    assert_replays(town.office)

"""What holds in every run of every model: nobody is lost or in two places, nothing is overfull, and luck belongs to each ticket.

The kernel's counts are held against the model; where a ticket's own way is needed it is the twin's, which is the kernel's.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.forecast.random_models import models
from tests.forecast.test_twin import BORDER, SHIPPED, smaller
from tests.forecast.twins import asking, kernel, of_passing
from ventanilla.forecast.model import Block, Model, Quantity, Range, Source
from ventanilla.forecast.plain import Run, run
from ventanilla.forecast.read import read
from ventanilla.forecast.run import forecast

DAYS, RUNS = 30, range(3, 5)
seeds = st.integers(0, 2**32 - 1)
shipped = [read(path) for path in SHIPPED if path.name != "border_queue.toml"] + [smaller(BORDER, 20)]
few = settings(max_examples=40)


def on_any_model(test):
    """On random models, and on each that is shipped."""
    for model in shipped:
        test = example(model=model, seed=1)(test)
    return few(given(model=models(), seed=seeds)(test))


def told(model: Model, seed: int) -> Run:
    """The twin's run of a model; that of a shipped one is made once."""
    return _told(model.model_dump_json(by_alias=True, exclude_unset=True), seed)


@lru_cache(maxsize=len(shipped) + 1)
def _told(text: str, seed: int) -> Run:
    return run(Model.model_validate_json(text), DAYS, seed, 0)


def places_of(model: Model) -> dict[str, slice]:
    """Where blocks, outcomes and sources stand in the counts of who enters."""
    b, o, s = len(model.block), len(model.outcomes), len(model.source)
    return {"blocks": slice(0, b), "outcomes": slice(b, b + o), "sources": slice(b + o, b + o + s)}


def with_parts(model: Model, **parts: dict) -> Model:
    return model.model_copy(update={key: {**getattr(model, key), **new} for key, new in parts.items()})


# --- nobody is lost ------------------------------------------------------------------------------------------------
@on_any_model
def test_who_came_in_is_still_inside_or_has_ended(model, seed):
    """People at every count; the constant is who came the evening before, minus who ended then."""
    counts, at = kernel(model, seed, RUNS, DAYS), places_of(model)
    people = counts.entering[..., 0].cumsum(1)
    came, ended = people[:, :, at["sources"]].sum(2), people[:, :, at["outcomes"]].sum(2)
    before = counts.stock.sum((2, 3)) + ended - came
    assert (before == before[:, :1]).all()
    assert (before >= 0).all()
    if all(source.day != -1 or source.once is None for source in model.source.values()):
        assert (before == 0).all()


@on_any_model
def test_each_ticket_ends_once_and_on_the_day_that_counts_it(model, seed):
    counts, at = kernel(model, seed, RUNS, DAYS, tickets=20_000), places_of(model)
    for fate, entering in zip(counts.fate, counts.entering, strict=True):
        for outcome in range(*at["outcomes"].indices(entering.shape[1])):
            days = fate[(fate[:, 0] == outcome) & (fate[:, 1] >= 0), 1]
            assert np.bincount(days, minlength=DAYS).tolist() == entering[:, outcome, 1].tolist()


@on_any_model
def test_nobody_is_in_two_places_and_everybody_is_in_one(model, seed):
    twin = Run(model, DAYS, seed, 0)
    for _ in range(DAYS):
        twin.day()
        inside = [t for block in twin.inside.values() for t in block]
        assert sorted(t.number for t in inside) == [t.number for t in twin.tickets if t.ended is None]
        for name, block in twin.inside.items():
            assert all(t.at == name for t in block)
        for name, lines in twin.lines.items():
            stand = [t for some in (lines.waiting, lines.due) for line in some.values() for t in line]
            assert len(stand) == len(set(stand))
            assert model.block[name].watches or set(stand) <= set(twin.inside[name])
        for t in twin.tickets:
            ends = [(first, last) for _, first, last in t.spells]
            assert all(a[1] == b[0] for a, b in pairwise(ends))


@few
@given(model=models(), seed=seeds)
def test_households_stay_whole(model, seed):
    """Where all are three, every count of people is of threes."""
    threes = {name: one.model_copy(update={"sizes": [0.0, 0.0, 1.0]}) for name, one in model.source.items()}
    counts = kernel(with_parts(model, source=threes), seed, RUNS, DAYS)
    for people in (counts.stock, counts.beds, counts.waited, counts.tally):
        assert (people % 3 == 0).all()
    for both in (counts.entering, counts.passing):
        assert (both[..., 0] == 3 * both[..., 1]).all()


# --- nothing is overfull -------------------------------------------------------------------------------------------
@on_any_model
def test_no_block_holds_or_passes_more_than_it_has_room_for(model, seed):
    counts = kernel(model, seed, range(1), DAYS)
    twin = told(model, seed)
    for n, (name, block) in enumerate(twin.model.block.items()):
        if block.beds is not None:
            assert (counts.stock[0, :, n].sum(1) <= block.beds).all()
        if block.places is not None or block.speeds:
            passing = counts.passing[0, :, n, 0 if block.unit == "people" else 1]
            assert (passing <= twin.places[name]).all()
            assert block.quota is None or passing.sum() <= block.quota
    if model.shelters:
        assert (counts.beds <= np.array(model.shelters.beds)).all()
        assert (counts.beds >= 0).all()
    assert (counts.stock >= 0).all()


@on_any_model
def test_those_who_pass_and_those_who_miss_their_turn_are_no_more_than_the_places(model, seed):
    """By the kernel: whoever misses a turn ends in an outcome of its own."""
    missing = {name: block for name, block in model.block.items() if block.missed and not block.watches}
    ends = {name: block.model_copy(update={"missed_to": f"missed {name}"}) for name, block in missing.items()}
    model = with_parts(model, block=ends)
    model = model.model_copy(
        update={"outcomes": [*model.outcomes, *(block.missed_to for block in ends.values())]}
    )
    counts, twin = kernel(model, seed, range(1), DAYS), told(model, seed)
    names = [*model.block, *model.outcomes]
    for name, block in ends.items():
        unit = 0 if block.unit == "people" else 1
        given = (
            counts.passing[0, :, names.index(name), unit]
            + counts.entering[0, :, names.index(block.missed_to), unit]
        )
        assert (given <= twin.places[name]).all()
        assert block.quota is None or given.sum() <= block.quota


@on_any_model
def test_places_given_are_within_the_day_and_the_quota_also_with_those_who_missed_their_turn(model, seed):
    twin, before = Run(model, DAYS, seed, 0), {}
    for day in range(DAYS):
        twin.day()
        for name, block in twin.model.block.items():
            given = twin.given[name] - before.get(name, 0)
            before[name] = twin.given[name]
            assert given <= max(twin.places[name][day], 0)
            assert block.quota is None or twin.given[name] <= block.quota
            assert not block.desks or sum(t.at_desk for t in twin.inside[name]) <= block.desks
        for n, used in enumerate(twin.beds if model.shelters else ()):
            assert used == sum(t.size for t in twin.tickets if t.shelter == n and t.ended is None)


# --- Little's law --------------------------------------------------------------------------------------------------
@on_any_model
def test_the_mean_number_in_a_block_times_the_days_is_the_sum_of_days_spent_there(model, seed):
    """Little's law as an identity: those still inside have spent their days up to the end."""
    counts, twin = kernel(model, seed, range(1), DAYS), told(model, seed)
    spent = dict.fromkeys(model.block, 0)
    for t in twin.tickets:
        still = [(t.at, t.since, DAYS)] if t.ended is None else []
        for name, first, last in [*t.spells, *still]:
            spent[name] += t.size * (max(last, 0) - max(first, 0))
    assert counts.stock[0].sum((0, 2)).tolist() == list(spent.values())


def test_once_a_line_is_empty_its_mean_times_the_days_is_what_all_have_waited():
    """By the kernel alone: arrivals stop on day 100, and the line is empty long before the end."""
    port = read(next(path for path in SHIPPED if path.name == "port_constant_places.toml"))
    stop = {"to": "port", "poisson": 38.0, "sizes": [0.5, 0.5], "changes": [{"day": 100, "times": 0.0}]}
    model = with_parts(port, source={"arrivals": Source.model_validate(stop)})
    counts = kernel(model, 1, range(20), 150)
    assert (counts.stock[:, -1] == 0).all()
    assert counts.stock.sum((1, 2, 3)).tolist() == counts.waited.sum((1, 2)).tolist()


# --- first come, first served --------------------------------------------------------------------------------------
@on_any_model
def test_nobody_overtakes_within_a_class_where_nobody_is_absent(model, seed):
    twin = told(model, seed)
    tickets = len(twin.tickets) + 1
    when = kernel(asking(model, tickets), seed, range(1), DAYS, tickets=tickets).when[0]
    assert np.array_equal(when, of_passing(twin, tickets))
    for n, (name, block) in enumerate(twin.model.block.items()):
        plain = block.order == "first come" and not block.absent and not block.delay and not block.desks
        for klass in range(3 if plain and not block.watches else 0):
            stays = [
                (*_only_stay(t, name), when[n, t.number])
                for t in twin.tickets
                if t.klass == klass and _stays(t, name) == 1
            ]
            for first, until, _ in stays:
                overtakers = [w for since, _, w in stays if since > first and 0 <= w < until]
                assert not overtakers


def _stays(t, name: str) -> int:
    return sum(block == name for block, _, _ in t.spells) + (t.at == name)


def _only_stay(t, name: str) -> tuple[int, int]:
    if t.at == name:
        return t.since, DAYS
    return next((first, last) for block, first, last in t.spells if block == name)


# --- the same bytes ------------------------------------------------------------------------------------------------
@on_any_model
def test_a_run_is_the_same_in_whatever_batch_it_is(model, seed):
    together = kernel(model, seed, range(2, 7), DAYS)
    apart = [kernel(model, seed, part, DAYS) for part in (range(2, 3), range(3, 7))]
    for one, parts in zip(together, zip(*apart, strict=True), strict=True):
        assert one.tobytes() == np.concatenate(parts).tobytes()


@on_any_model
def test_answers_are_the_same_on_one_and_two_threads(model, seed):
    asked = [
        Quantity(name=f"{name} {n}", **{key: name})
        for name in model.block
        for n, key in enumerate(("count", "wait"))
    ]
    model = model.model_copy(update={"quantity": [*model.quantity, *asked]})
    days = max([DAYS, *(q.day + 1 for q in model.quantity if q.day is not None)])
    one, two = (forecast(model, days, runs=5, seed=seed, threads=threads) for threads in (1, 2))
    assert repr(one) == repr(two)


@on_any_model
def test_the_first_days_are_the_same_whatever_the_horizon(model, seed):
    short, long = kernel(model, seed, RUNS, 12), kernel(model, seed, RUNS, DAYS)
    for name in ("stock", "beds", "entering", "passing", "calls", "waited"):
        assert np.array_equal(getattr(short, name), getattr(long, name)[:, :12]), name


# --- two policies share their luck ---------------------------------------------------------------------------------
@on_any_model
def test_other_places_leave_arrivals_and_sizes_of_each_ticket_as_they_are(model, seed):
    if any(source.endless for source in model.source.values()):
        return  # it brings as many as are called
    more = {
        name: block.model_copy(update={"places": 20.0}) for name, block in model.block.items() if block.places
    }
    other, at = with_parts(model, block=more), places_of(model)["sources"]
    a, b = (kernel(one, seed, RUNS, DAYS) for one in (model, other))
    assert np.array_equal(a.entering[:, :, at], b.entering[:, :, at])
    assert np.array_equal(a.tally[:, at, :, 0], b.tally[:, at, :, 0])
    mine, theirs = told(model, seed), run(other, DAYS, seed, 0)
    for t, u in zip(mine.tickets, theirs.tickets, strict=True):
        assert (t.size, t.kind, t.klass, t.whence, t.nth) == (u.size, u.kind, u.klass, u.whence, u.nth)


def test_who_runs_out_of_patience_under_both_policies_does_so_on_the_same_day():
    policies = [
        Model.model_validate({
            "outcomes": ["served", "home"],
            "source": {"families": {"to": "list", "poisson": 5, "sizes": [0.5, 0.3, 0.2]}},
            "block": {"list": {"places": places, "to": "served", "patience": {"mean": 12}, "gone": "home"}},
        })
        for places in (3, 6)
    ]  # fmt: skip
    few_, many = (kernel(model, 1, range(5), 60, tickets=400).fate for model in policies)
    both = (few_[..., 0] == 2) & (many[..., 0] == 2)
    assert both.sum() > 100
    assert np.array_equal(few_[both][:, 1], many[both][:, 1])
    served = (many[..., 0] == 1) & (few_[..., 0] == 2)
    assert served.sum() > 100


@pytest.mark.parametrize("first", [True, False])
@on_any_model
def test_another_source_and_another_block_change_nobody_elses_draws(first, model, seed):
    new = {
        "block": {
            "another block": Block(
                places=2.5, to=model.outcomes[0], absent=0.3, lost=model.outcomes[0], closed=0.2
            )
        },
        "source": {"another source": Source(to="another block", poisson=3.0, sizes=[0.5, 0.5])},
    }
    more = model.model_copy(update={
        key: {**part, **getattr(model, key)} if first else {**getattr(model, key), **part} for key, part in new.items()
    })  # fmt: skip
    a, b = kernel(model, seed, RUNS, DAYS), kernel(more, seed, RUNS, DAYS)
    names, others = ([*one.block, *one.outcomes, *one.source] for one in (model, more))
    for name in [*model.block, *model.source]:
        mine, theirs = a.entering[:, :, names.index(name)], b.entering[:, :, others.index(name)]
        assert np.array_equal(mine, theirs), name
    for n, name in enumerate(model.block):
        m = list(more.block).index(name)
        assert np.array_equal(a.passing[:, :, n], b.passing[:, :, m]), name
        assert np.array_equal(a.stock[:, :, n].sum(2), b.stock[:, :, m].sum(2)), name
        assert np.array_equal(a.calls[:, :, n], b.calls[:, :, m]), name
    assert np.array_equal(a.beds, b.beds)


def test_a_range_of_those_who_want_a_programme_is_not_read_as_kinds():
    assert isinstance(Block(watches="list", wants={"low": 0.1, "likely": 0.2, "high": 0.5}).wants, Range)


# --- faults of the kernel ------------------------------------------------------------------------------------------
def served_in_court(order: list[str], court: dict, visas: dict) -> Model:
    parts = {
        "port": {"places": 1, "to": "court"},
        "court": {"patience": {"exactly": 4}, "gone": "home", **court},
        "visas": {"watches": "court", "places": 1, "to": "visa", **visas},
    }
    return Model.model_validate({
        "outcomes": ["visa", "home"], "source": {"start": {"to": "port", "once": 2}},
        "block": {name: parts[name] for name in order},
    })  # fmt: skip


def test_a_programme_that_stands_before_the_port_serves_on_the_next_day():
    counts = kernel(served_in_court(["visas", "port", "court"], {}, {}), 1, range(1), 6)
    assert counts.passing[0, :, 0, 1].tolist() == [0, 1, 1, 0, 0, 0]


def test_who_has_applied_does_not_apply_again_whatever_the_horizon():
    back, after = {"patience": {"exactly": 1}, "gone": "port"}, {"after": {"between": [1, 30]}}
    model = served_in_court(["port", "court", "visas"], back, after)
    short, long = kernel(model, 1, range(40), 6), kernel(model, 1, range(40), 60)
    assert np.array_equal(short.passing, long.passing[:, :6])


def test_a_case_before_day_0_never_holds():
    port = {"places": 2, "to": [{"to": "visa", "before": 0}, {"to": "home"}]}
    model = Model.model_validate({
        "outcomes": ["visa", "home"], "source": {"start": {"to": "port", "once": 2}}, "block": {"port": port}
    })  # fmt: skip
    assert kernel(model, 1, range(1), 2).entering[0, 0, 1:3, 1].tolist() == [0, 2]

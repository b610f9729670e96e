"""The border model tells the same story as the rulebook and the record, and says of every figure where it comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ventanilla.data import rows
from ventanilla.forecast.assumptions import PRIORS, AssumptionError, parsed
from ventanilla.forecast.border import Built, built
from ventanilla.forecast.border_blocks import FIRST, LINE, OFFICER, US
from ventanilla.forecast.calibrate import calibrated
from ventanilla.forecast.futures import LEFT, NEVER, Futures, FuturesError, futures, ranges
from ventanilla.forecast.model import Case, Range
from ventanilla.forecast.parameters import values
from ventanilla.forecast.program import compiled
from ventanilla.forecast.published import published
from ventanilla.forecast.run import counted
from ventanilla.forecast.scenario import Scenario, ScenarioError, named, names, shipped
from ventanilla.forecast.scenario import parsed as scenario_of
from ventanilla.forecast.situation import Kind, Past, Situation
from ventanilla.forecast.tracks import RETURNED, cases, open_to, tracks
from ventanilla.rulebook.book import book
from ventanilla.rulebook.policy import policy

EVENING = date(2018, 12, 5)
TIJUANA = published("Tijuana", EVENING)
DAYS = 120


def made(name: str, days: int = DAYS, **sets: tuple[float, float, float]) -> Built:
    scenario = named(name)
    return built(TIJUANA, scenario, policy(scenario.policies, book()), days, {key.replace("__", "."): one for key, one in sets.items()})  # fmt: skip


def run(
    name: str, runs: int = 30, threads: int = 1, situation: Situation = TIJUANA, **sets: float
) -> Futures:
    scenario = named(name)
    fixed = {key.replace("__", "."): (one, one, one) for key, one in sets.items()}
    return futures(situation, scenario, policy(scenario.policies, book()), DAYS, runs, 1, threads, sets=fixed)


# --- the situation ----------------------------------------------------------------------------------------------------
def test_the_line_of_5_december_holds_the_people_that_the_record_counts():
    w = TIJUANA.waiting
    assert w.size.sum() >= 5030 > w.size.sum() - 6  # W102, households whole
    assert w.number[-1] == 1479  # W105
    assert (np.diff(w.number) >= 0).all()
    assert TIJUANA.marks["waiting"] == "record: W102"
    assert not TIJUANA.live


def test_a_city_without_a_list_or_a_day_before_any_count_is_refused_with_a_sentence():
    with pytest.raises(LookupError, match="has no list of 'Paris'"):
        published("Paris", EVENING)
    with pytest.raises(LookupError, match="Choose a later day"):
        published("Tijuana", date(2018, 1, 1))


def test_juarez_has_its_own_port_and_one_number_a_person():
    juarez = published("Ciudad Juarez", date(2019, 6, 30))
    assert juarez.port == "El Paso"
    assert juarez.waiting.size.sum() >= 5500  # W024
    assert juarez.waiting.number[-1] - juarez.waiting.number[0] > 5000


# --- the rulebook decides -----------------------------------------------------------------------------------------------
def test_nobody_is_returned_before_29_january_and_no_mexican_and_no_child_alone_ever():
    way = tracks(policy("as-of:2018-12-05 + remain-in-mexico@2019-01-29", book()), TIJUANA.kinds, EVENING + timedelta(days=1), 365, "San Ysidro")  # fmt: skip
    begins = (date(2019, 1, 29) - EVENING).days - 1
    assert not (way.port[:, :begins] == RETURNED).any()
    assert way.turns == [begins]
    for kind, row in zip(TIJUANA.kinds, way.port, strict=True):
        returned = (row[begins:] == RETURNED).all()
        if kind.nationality == "MX" or kind.household == "child alone":
            assert not (row == RETURNED).any(), kind
        if kind.nationality == "HN" and kind.household != "child alone":
            assert returned, kind


def test_under_the_long_standing_rule_nobody_is_returned():
    found = run("long-standing")
    assert not found.totals[FIRST].any()
    assert not found.returned.any()


def test_a_post_needs_a_permit_and_the_rulebook_knows_it():
    """The permit was the queue, not the job."""
    first = EVENING + timedelta(days=1)
    law = policy("long-standing", book())
    job = {"job_offer": True, "entry_mx": "today"}
    assert not open_to(law, "mx_work_visit", job, TIJUANA.kinds, first, 30, "Tijuana").any()
    assert open_to(law, "mx_work_visit", {**job, "regular_entry": True}, TIJUANA.kinds, first, 30, "Tijuana").all()  # fmt: skip
    assert not run("jobs").totals["got: job in the city"].any()
    assert run("together").totals["got: job in the city"].all()


def test_a_seasonal_visa_is_for_listed_countries_only():
    found = run("work-visas")
    of = found.by_kind["got: work visa, United States"].sum(0)
    got = {kind.nationality for kind, many in zip(found.kinds, of, strict=True) if many}
    assert got == {"HN", "SV", "GT"}


def test_a_port_that_takes_no_claims_calls_nobody():
    found = run("as-of:2018-12-05 + title-42@2018-12-20")
    called = found.called
    assert called.max() < 14
    assert (called >= 0).any()


@given(st.integers(0, 3), st.lists(st.integers(1, 19), max_size=3, unique=True))
@settings(max_examples=20)
def test_cases_say_what_the_table_says(seed: int, cuts: list[int]):
    kinds = [Kind("HN", "alone"), Kind("MX", "alone"), Kind("GT", "alone")]
    luck = np.random.default_rng(seed)
    table = luck.integers(0, 3, (3, 20))
    for start, end in zip([0, *sorted(cuts)], [*sorted(cuts), 20], strict=True):
        table[:, start:end] = table[:, [start]]
    found = cases(table, kinds, {0: "a", 1: "b", 2: "c"})
    for kind, row in zip(kinds, table, strict=True):
        assert [_leads(found, kind.name, day) for day in range(20)] == ["abc"[code] for code in row]


def _leads(found: list[Case], kind: str, day: int) -> str:
    for case in found:
        if (case.kind is None or kind in case.kind) and case.from_day <= day < (case.before or 999):
            return str(case.to)
    raise AssertionError("the last case fits everybody")


# --- futures --------------------------------------------------------------------------------------------------------
def test_nobody_is_lost_and_nobody_is_in_two_places():
    """Whoever was there or came is in a block or at an outcome, on every day and in every run."""
    b = made("together")
    p = compiled(b.model, DAYS, b.people)
    c = counted(p, 1, range(20), DAYS)
    ends = len(b.model.block)
    came = c.entering[:, :, ends + len(b.model.outcomes) :, 0].sum(2).cumsum(1)
    out = c.entering[:, :, ends : ends + len(b.model.outcomes), 0].sum(2).cumsum(1)
    inside = c.stock.sum((2, 3))
    assert (inside + out == came + b.people["waiting"].size.sum()).all()


def test_many_turns_of_the_law_do_not_pile_up():
    """Each turn begins a pace of its own; two years of the law as it was have many."""
    b = made("as-it-was", days=800)
    for part in (b.model.block[LINE], b.model.source["coming"]):
        assert len(part.changes) > 3
        assert all(not isinstance(one.times, Range) or one.times.high <= 3 for one in part.changes)


def test_the_model_is_small_enough():
    for name in names():
        b = made(name)
        assert len(b.model.block) <= 12
        assert len(b.kinds) <= 40


def test_the_head_is_called_before_the_tail_and_most_futures_agree_on_it():
    found = ranges(run("long-standing", runs=50))
    assert found.q50[10] < found.q50[1000] < found.q50[2500]
    assert (found.q10 <= found.q90).all()
    assert found.never[10] < found.never[2500]


def test_whoever_crosses_between_ports_has_left_and_is_not_taken_for_one_never_called():
    found = run("long-standing", leave__home=0.0, leave__cross=1.0)
    tail = found.called[:, -200:]
    assert found.totals["crossing"].min() > 0
    crossed = run("long-standing", leave__home=1.0, leave__cross=0.0).called[:, -200:]
    assert ((tail == LEFT) == (crossed == LEFT)).mean() > 0.99  # home or across: out of the line alike


def test_whoever_is_returned_was_called_all_the_same():
    found = run("remain-in-mexico", returned__share=1.0)
    assert found.totals[FIRST].all()
    assert ((found.called >= 0).sum(1) > 0).all()
    assert set(np.unique(found.called[found.called < 0])) <= {NEVER, LEFT}


def test_the_same_numbers_on_one_thread_and_on_two():
    one, two = run("together", threads=1), run("together", threads=2)
    assert (one.called == two.called).all()
    assert (one.line == two.line).all()
    assert (one.parameters == two.parameters).all()


def test_until_remain_in_mexico_begins_both_policies_share_their_future():
    one, other = run("long-standing"), run("remain-in-mexico")
    assert (one.line[:, :54] == other.line[:, :54]).all()
    assert (one.line[:, 60:] != other.line[:, 60:]).any()


def test_the_pointer_runs_ahead_of_those_who_pass_because_many_do_not_answer():
    found = run("long-standing", calls__absent=0.5, calls__return=0.0)
    tickets = (found.called >= 0).sum(1)
    assert (found.totals["numbers called"] > 1.5 * tickets).all()


def test_the_record_of_the_next_weeks_lies_inside_the_band():
    """4,500 on 20 December (W107), about 4,000 on 8 January (W108)."""
    found = run("long-standing", runs=100)
    for day, people in ((date(2018, 12, 20), 4500), (date(2019, 1, 8), 4000)):
        low, high = np.quantile(found.line[:, (day - EVENING).days - 1], (0.1, 0.9))
        assert low < people < high


def test_what_was_drawn_is_within_its_range():
    b = made("remain-in-mexico")
    p = compiled(b.model, DAYS, b.people)
    drawn = values(p, 1, range(50))
    assert (drawn >= p.triangle[:, 0] - 1e-9).all()
    assert (drawn <= p.triangle[:, 2] + 1e-9).all()
    assert b.model.block[OFFICER].missed_to == FIRST
    assert b.model.block[OFFICER].to == US


@pytest.mark.parametrize("size", [{"days": 0}, {"runs": 0}, {"days": 99_999}])
def test_a_forecast_of_nothing_is_refused_with_a_sentence(size):
    with pytest.raises(FuturesError, match="lies between 1 and"):
        futures(TIJUANA, shipped("long-standing"), book(), **size)


def test_an_office_with_an_empty_line_has_a_future_too():
    empty = replace(TIJUANA, waiting=TIJUANA.waiting._make(one[:0] for one in TIJUANA.waiting))
    assert run("long-standing", situation=empty).called.shape == (30, 0)


def test_open_cases_of_the_office_wait_where_the_policy_puts_them():
    cases_ = ((Kind("HN", "alone"), 2, None, 40), (Kind("CU", "alone"), 1, None, 30))
    found = run("long-standing", situation=replace(TIJUANA, in_court=cases_))
    assert found.inside[:, 0].min() >= 65
    begun = replace(TIJUANA, in_court=cases_, day=date(2019, 3, 1))
    assert run("remain-in-mexico", situation=begun).returned[:, 0].min() >= 60


# --- assumptions ------------------------------------------------------------------------------------------------------
def test_every_assumption_has_a_source_that_is_a_row_of_the_record_or_says_assumed():
    import re

    known = {row["row_id"] for name in ("waitlist", "mpp", "shelters", "visas_jobs", "events", "asylum_us", "quotes_figures") for row in rows(name)}  # fmt: skip
    for name in names():
        for one in made(name).assumptions:
            named_ = re.findall(r"\b[WHVMEUQ]\d{3}\b", one.source)
            assert set(named_) <= known, one
            assert named_ or "assumed" in one.source, one
            assert one.low <= one.value <= one.high


def test_an_assumption_can_be_set_and_drawn_and_a_slip_is_named():
    b = made("long-standing", calls__a_day=(10, 20, 30))
    assert next(one for one in b.assumptions if one.key == "calls.a_day").value == 20
    assert parsed("calls.a_day=20..60") == ("calls.a_day", (20, 40, 60))
    with pytest.raises(AssumptionError, match="write it as"):
        parsed("calls.a_day=many")
    with pytest.raises(AssumptionError, match=r"There is no assumption 'calls.typo'"):
        made("long-standing", calls__typo=(1, 1, 1))
    with pytest.raises(AssumptionError, match="lies between 0 and 1"):
        made("long-standing", calls__absent=(0, 1, 2))
    with pytest.raises(AssumptionError, match="one number in all runs"):
        made("long-standing", leave__home=(0.1, 0.2, 0.3))


# --- calibration ------------------------------------------------------------------------------------------------------
def past(days: int, called: int, present: int, joined: int, every: int = 1) -> tuple[Past, ...]:
    return tuple(
        Past(EVENING - timedelta(days=days - n), called * (n % every == 0), present * (n % every == 0), joined) for n in range(days)
    )  # fmt: skip


def test_an_office_with_a_past_of_its_own_is_not_forecast_from_the_record():
    found = calibrated(past(60, 100, 50, 30, every=2), "office").found
    assert found["calls.a_day"].value == pytest.approx(25, abs=3)
    assert found["calls.none"].value == pytest.approx(0.5, abs=0.02)
    assert found["calls.absent"].value == pytest.approx(0.5)
    assert found["arrivals.a_day"].value == pytest.approx(30)
    assert found["calls.a_day"].source.startswith("office: 60 days")


def test_too_few_days_use_the_stated_prior_and_say_so():
    few = replace(TIJUANA, past=past(10, 100, 50, 30), marks={**TIJUANA.marks, "past": "office"})
    scenario = shipped("long-standing")
    b = built(few, scenario, policy(scenario.policies, book()), DAYS)
    calls = next(one for one in b.assumptions if one.key == "calls.a_day")
    assert calls.value == next(one for one in PRIORS if one.key == "calls.a_day").value
    assert "too few days of its own (10)" in calls.source


@given(
    st.lists(st.tuples(st.integers(0, 300), st.floats(0, 1), st.integers(0, 300)), min_size=28, max_size=90)
)
@settings(max_examples=40)
def test_any_past_gives_a_model_that_can_be_run(days):
    told = tuple(Past(EVENING - timedelta(days=len(days) - n), called, int(called * came), joined) for n, (called, came, joined) in enumerate(days))  # fmt: skip
    fitted = calibrated(told, "office")
    for one in fitted.found.values():
        assert 0 <= one.low <= one.value <= one.high < 1e6
        assert "share" not in one.unit or one.high <= 1
    assert all(0 <= pace < 1e6 for pace in fitted.paces)
    scenario = shipped("long-standing")
    b = built(replace(TIJUANA, past=told), scenario, policy(scenario.policies, book()), 5)
    assert LINE in b.model.block


# --- scenarios --------------------------------------------------------------------------------------------------------
def test_the_scenarios_that_come_along_can_be_read_and_name_their_sources():
    assert names() == ["long-standing", "remain-in-mexico", "work-visas", "jobs", "together"]
    for name in names():
        scenario = shipped(name)
        assert all(one.source for one in scenario.programme)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "cannot be read"),
        ('title = "x"\n', "policies: this is missing"),
        ('title = "x"\npolicies = "long-standing"\ncolour = 1\n', "Line 3, colour: this is not a word of a scenario"),
        ('title = "x"\npolicies = "long-standing"\n[[cost]]\nper = "visa"\npesos = -1\nsource = "x"\n', "Line 5, cost.0.pesos: this must not be below 0"),
        ('title = "x"\npolicies = "long-standing"\n[assume."calls.a_day"]\nlikely = 5\nlow = 9\nsource = "x"\n', "low, likely and high in this order"),
    ],
)  # fmt: skip
def test_a_fault_in_a_scenario_is_a_sentence_with_its_line(text: str, said: str):
    with pytest.raises(ScenarioError, match=said.replace("(", r"\(")):
        scenario_of(text)


def test_a_programme_that_asks_what_the_rulebook_does_not_know_is_refused():
    text = shipped("work-visas").model_dump_json().replace('"ask":"mx_work_visit"', '"ask":"mx_work_typo"')
    with pytest.raises(ScenarioError, match="no question 'mx_work_typo'"):
        built(TIJUANA, Scenario.model_validate_json(text), book(), DAYS)


def test_the_scenario_that_the_guide_shows_can_be_run(tmp_path):
    guide = (Path(__file__).parents[2] / "docs" / "forecast.md").read_text(encoding="utf-8")
    shown = tmp_path / "shown.toml"
    shown.write_text(guide.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    found = run(str(shown), runs=10)
    visas = found.totals["got: work visa, Mexico"]
    assert visas.any()
    assert visas.max() <= 1000
    assert found.costs["visa"].max() == visas.max() * 2974

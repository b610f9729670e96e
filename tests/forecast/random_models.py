"""Random models of every feature, small enough to be run by hand: tens of tickets, some weeks."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from ventanilla.forecast.model import Model

OUTCOMES = ["granted", "denied", "home"]
KINDS = ["alone", "family", "young"]
CHANCES = st.sampled_from([0.1, 0.25, 0.5, 0.8])
WHOLE = st.integers
Draw = Any


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def ranges(draw: Draw, low: float, high: float) -> dict[str, float]:
    a, b, c = sorted(draw(st.tuples(*[st.floats(low, high, width=16)] * 3)))
    return {"low": a, "likely": b, "high": c}


chances = CHANCES | ranges(0, 1)
means = st.floats(0.5, 9, width=16) | ranges(0.5, 9)
rates = WHOLE(0, 36).map(lambda n: n / 4)
by_week = rates | st.lists(rates, min_size=7, max_size=7)


@st.composite
def durations(draw: Draw, least: int = 1) -> dict[str, Any]:
    way = draw(st.sampled_from(["exactly", "chance", "mean", "between"]))
    values = {
        "exactly": WHOLE(least, 6),
        "chance": st.sampled_from([0.2, 0.5, 1.0]),
        "mean": means,
        "between": st.tuples(WHOLE(least, 3), WHOLE(3, 8)).map(list),
    }
    return {way: draw(values[way])}


@st.composite
def shares(draw: Draw, names: list[str]) -> str | dict[str, float]:
    some = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
    if len(some) == 1:
        return some[0]
    return dict(zip(some, [0.3, 0.7] if len(some) == 2 else [0.2, 0.5, 0.3], strict=True))


@st.composite
def cases(draw: Draw, names: list[str], kinds: list[str]) -> list[dict[str, Any]]:
    some = draw(st.lists(
        st.fixed_dictionaries(
            {"to": shares(names)},
            optional={
                "kind": st.sampled_from(kinds) | st.lists(st.sampled_from(kinds), min_size=1, unique=True),
                "from_day": WHOLE(0, 25),
                "before": WHOLE(1, 25),
            },
        ),
        min_size=1, max_size=2,
    ))  # fmt: skip
    return [*some, {"to": draw(shares(names))}]


def arrows(names: list[str], kinds: list[str]) -> st.SearchStrategy[Any]:
    return shares(names) | cases(names, kinds)


@st.composite
def changes(draw: Draw) -> list[dict[str, Any]]:
    days = draw(st.lists(WHOLE(0, 25), max_size=2, unique=True))
    return [{"day": day, "times": draw(st.sampled_from([0.0, 0.5, 2.0]) | ranges(0, 2))} for day in days]


def some(required: dict[str, Any], **optional: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


@st.composite
def capacity(draw: Draw) -> dict[str, Any]:
    """Places a day, of all kinds."""
    found = draw(some(
        {}, uneven=st.booleans(), most=WHOLE(1, 12), closed=chances, opens=WHOLE(0, 12), closes=WHOLE(13, 30),
        quota=WHOLE(0, 30), level=st.sampled_from([0.5, 1.5]) | ranges(0.25, 2), walk=st.sampled_from([0.1, 0.4]),
        changes=changes(), unit=st.sampled_from(["people", "tickets"]),
    ))  # fmt: skip
    if draw(st.booleans()):
        return {**found, "places": draw(by_week)}
    speeds = draw(st.sampled_from([[0.0, 3.5], [2.0, 5.0, 9.0], [1.25, 6.0]]))
    return {**found, "speeds": speeds, "start": draw(st.sampled_from(speeds)), "switch": draw(chances)}


@st.composite
def blocks(draw: Draw, goals: list[str], later: list[str], kinds: list[str], endless: bool) -> dict[str, Any]:
    """A block that calls, works on cases or only holds, with ways out of it."""
    arrow = arrows(goals, kinds)
    kind = "call" if endless else draw(st.sampled_from(["call", "call", "call", "desk", "hold"]))
    found = draw(some({}, order=st.just("lot"), gives_up_bed=st.just(True)))
    if patience := draw(maybe(durations() | st.just("kept"))):
        found |= {"patience": patience, "gone": draw(arrow)}
    if not endless:
        found |= draw(some({}, delay=durations(0)))
    if not endless and draw(CHANCES) <= 0.25:
        found |= {"beds": draw(WHOLE(0, 15)), "full": draw(full(goals, later, kinds))}
    if kind == "desk":
        found |= {"desks": draw(WHOLE(1, 3)), "takes": draw(durations()), "to": draw(arrow)}
    if kind == "call":
        found |= {**draw(capacity()), "to": draw(arrow)}
        if absent := draw(maybe(st.sampled_from([0.25, 0.5]) if endless else chances)):
            found |= {"absent": absent, "lost": draw(arrow), "grace": draw(WHOLE(0, 2))}
            found |= {"returns": draw(chances), "away": draw(durations())}
        if missed := draw(maybe(chances)):
            found |= {"missed": missed, "missed_to": draw(arrow)}
    return found


@st.composite
def full(draw: Draw, goals: list[str], later: list[str], kinds: list[str]) -> Any:
    """Somewhere at last: on to a later block or an outcome, or anywhere with a chance of an outcome."""
    if draw(st.booleans()):
        return draw(arrows([*later, *OUTCOMES], kinds))
    name = draw(st.sampled_from([goal for goal in goals if goal != OUTCOMES[0]]))
    return {name: 0.5, OUTCOMES[0]: 0.5}


@st.composite
def sources(draw: Draw, to: list[str], kinds: list[str], shelters: bool) -> dict[str, Any]:
    ways = {
        "once": WHOLE(0, 30), "each_day": WHOLE(0, 3) | st.lists(WHOLE(0, 4), min_size=7, max_size=7),
        "poisson": WHOLE(0, 32).map(lambda n: n / 8) | st.lists(WHOLE(0, 32).map(lambda n: n / 8), min_size=7, max_size=7), "chance": CHANCES,
    }  # fmt: skip
    way = draw(st.sampled_from(list(ways)))
    found = {"to": draw(st.sampled_from(to)), way: draw(ways[way]), **draw(households(kinds))}
    if way == "once":
        found |= draw(some({}, day=WHOLE(-1, 6)))
    else:
        found |= draw(
            some(
                {},
                begins=WHOLE(0, 6),
                level=st.just(1.5) | ranges(0, 2),
                walk=st.just(0.2),
                changes=changes(),
            )
        )
    if way == "poisson":
        found |= draw(some({}, shape=st.sampled_from([0.4, 1.0, 3.0])))
    return found | ({"sleeps": draw(st.booleans())} if shelters else {})


def households(kinds: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    own = st.sampled_from(
        [{kinds[0]: 1.0}, dict.fromkeys(kinds, 1 / len(kinds)), {kinds[-1]: 0.75, kinds[0]: 0.25}]
    )
    return some(
        {}, kinds=own if len(kinds) > 1 else st.just({kinds[0]: 1.0}),
        sizes=st.sampled_from([[0.5, 0.5], [0.4, 0.3, 0.2, 0.1], [0, 1.0], [0.25, 0.0, 0.75]]),
        **{"class": WHOLE(0, 2)}, stays=st.just(True),
    )  # fmt: skip


@st.composite
def programmes(draw: Draw, watched: str, goals: list[str], kinds: list[str], again: bool) -> dict[str, Any]:
    """``again``: a ticket may enter the watched block twice; then no later application may be ready before an earlier one."""
    after = st.fixed_dictionaries({"exactly": WHOLE(1, 5)}) if again else durations()
    found = {"watches": watched, **draw(capacity()), "to": draw(arrows(goals, kinds)), "after": draw(after)}
    return found | draw(
        some({}, wants=chances | st.fixed_dictionaries({kinds[0]: CHANCES, kinds[-1]: CHANCES}))
    )


@st.composite
def models(draw: Draw, programmes_: int | None = None) -> Model:
    """A model without faults; it has 0 to 2 programmes where no number is given."""
    kinds = draw(st.sampled_from([KINDS, KINDS[:2], ["everybody"]]))
    names = [f"block {n}" for n in range(draw(WHOLE(1, 4)))]
    again, endless = draw(st.booleans()), draw(maybe(st.sampled_from(names)))
    shelters = draw(maybe(some({"beds": st.lists(WHOLE(0, 12), min_size=1, max_size=3)}, tries=WHOLE(1, 3))))
    parts: dict[str, Any] = {}
    for n, name in enumerate(names):
        later = names[n + 1 :]
        parts[name] = draw(blocks([*(names if again else later), *OUTCOMES], later, kinds, name == endless))
    for name in ["work visas", "jobs"][: draw(WHOLE(0, 2)) if programmes_ is None else programmes_]:
        n = draw(WHOLE(0, len(names) - 1))
        goals = [*(names if again else names[n + 1 :]), *OUTCOMES]
        parts[name] = draw(programmes(names[n], goals, kinds, again))
    order = draw(st.permutations(list(parts))) if draw(st.booleans()) else list(parts)
    source = {f"source {n}": draw(sources(names, kinds, bool(shelters))) for n in range(draw(WHOLE(1, 3)))}
    if endless:
        source["endless"] = {"to": endless, "endless": True, **draw(households(kinds))}
    return Model.model_validate({
        "first_day": draw(st.sampled_from(["Monday", "Thursday", "Sunday"])), "outcomes": OUTCOMES, "source": source,
        "block": {name: parts[name] for name in _in_order(order, names)}, **({"shelters": shelters} if shelters else {}),
    })  # fmt: skip


def _in_order(order: list[str], names: list[str]) -> list[str]:
    """Programmes anywhere; the other blocks in their own order."""
    own = iter(names)
    return [next(own) if name in names else name for name in order]

"""Other parameters and other cases of the kinds in exact_days.csv, each with exact answers of its own.

A variant is a model file's text, its exact answers in the order of its quantities, and days, warm-up and runs.
"""

from __future__ import annotations

from itertools import count
from math import exp
from typing import NamedTuple

import numpy as np

from . import chains as c


class Variant(NamedTuple):
    """``title``: what is asked; the answers in the order of the quantities."""

    title: str
    text: str
    exact: list[float]
    days: int = 4000
    warmup: int = 301
    runs: int = 40


OUT = 'outcomes = ["out", "left", "lost", "away", "court"]\n'


def model(*parts: str, ask: list[str]) -> str:
    """Parts such as ``source a: to = "x", poisson = 3`` one a line, then the questions."""
    heads = []
    for part in parts:
        head, _, body = part.partition(":")
        heads.append(f"[{head.replace(' ', '.')}]\n" + "\n".join(body.strip().split("; ")) + "\n")
    number = count()
    asked = [f'[[quantity]]\nname = "q{next(number)}"\n' + "\n".join(one.split("; ")) + "\n" for one in ask]
    return OUT + "\n".join([*heads, *asked])


def _port(arrivals: str, block: str, *ask: str) -> str:
    return model(
        f'source a: to = "p"; {arrivals}', f'block p: to = "out"; {block}', ask=list(ask or ['count = "p"'])
    )


def _hold(arrivals: str, block: str, *ask: str) -> str:
    return model(
        f'source a: to = "p"; {arrivals}',
        f'block p: gone = "left"; {block}',
        ask=list(ask or ['count = "p"']),
    )


def _tail(weights: np.ndarray, above: int) -> float:
    return float(weights[above + 1 :].sum())


def lines() -> list[Variant]:
    port, speed = c.line(c.poisson(17), 19, 300), c.speeds(c.poisson(6), [0, 16], c.switching(2, 0.3))
    mixed = np.array([[0.8, 0.2], [0.05, 0.95]])
    three = c.speeds(c.poisson(5), [2, 6, 11], c.switching(3, 0.4))
    half = c.stationary(c.joining(c.poisson(5), 300) @ (0.5 * c.served(6, 300) + 0.5 * c.served(7, 300)))
    shut = c.stationary(c.joining(c.poisson(9), 400) @ c.closed(14, 0.2, 400))
    week = c.week(c.poisson(7), [14, 0, 14, 0, 14, 9, 5], 300)
    batch = c.line(c.bernoulli(0.4), 1, 50)
    sale = c.line(c.overdispersed(6, 0.7), 10, 600)
    return [
        Variant(
            "other rate", _port("poisson = 17", "places = 19", 'count = "p"', 'count = "p"; above = 10', 'count = "p"; none = true', 'wait = "p"'),
            [c.of(port), _tail(port, 10), port[0], c.of(port) / 17],
        ),
        Variant("a port that pauses", _port("poisson = 6", "speeds = [0, 16]; start = 16; switch = 0.3"), [c.of(speed)]),
        Variant("three speeds", _port("poisson = 5", "speeds = [2, 6, 11]; start = 6; switch = 0.4"), [c.of(three)]),
        Variant(
            "slow to fast 0.2, fast to slow 0.05", _port("poisson = 5", "speeds = [2, 7, 7, 7, 7]; start = 7; switch = 0.2"),
            [c.of(c.speeds(c.poisson(5), [2, 7], mixed))],
        ),
        Variant("six or seven places", _port("poisson = 5", "places = 6.5"), [c.of(half)]),
        Variant("closed more often", _port("poisson = 9", "places = 14; closed = 0.2"), [c.of(shut)]),
        Variant(
            "a week of its own", _port("poisson = 7", "places = [14, 0, 14, 0, 14, 9, 5]", *[f'count = "p"; weekday = "{d}"' for d in ("Monday", "Sunday")], 'count = "p"'),
            [c.of(week[0]), c.of(week[6]), float(np.mean([c.of(day) for day in week]))],
        ),
        Variant("no line at all", _port("chance = 0.4", "places = 1", 'count = "p"', 'passing = "p"; none = true'), [c.of(batch), 0.6]),
        Variant("more overdispersed", _port("poisson = 6; shape = 0.7", "places = 10", 'entering = "a"; none = true', 'count = "p"', 'entering = "a"; above = 15'),
                [(0.7 / 6.7) ** 0.7, c.of(sale), _tail(c.overdispersed(6, 0.7), 15)], runs=80),
        Variant("by lot the count is the same", _port("poisson = 17", 'places = 19; order = "lot"', 'count = "p"', 'wait = "p"'), [c.of(port), c.of(port) / 17]),
        Variant("families by ticket", _port("poisson = 9; sizes = [0.5, 0.25, 0.25]", 'places = 10; unit = "tickets"', 'count = "p"', 'passing = "p"; tickets = true', 'passing = "p"'),
                [c.of(c.line(c.poisson(9), 10, 200)) * 1.75, 9, 15.75]),
        Variant("wait after a delay", _port("poisson = 9", "places = 10; delay = { exactly = 4 }", 'count = "p"', 'wait = "p"'),
                [c.of(c.line(c.poisson(9), 10, 200)) + 36, c.of(c.line(c.poisson(9), 10, 200)) / 9 + 4]),
        Variant("a delay drawn anew", _port("poisson = 9", "places = 10; delay = { between = [0, 6] }"), [c.of(c.line(c.poisson(9), 10, 200)) + 27]),
        Variant("a delay with a chance", _port("poisson = 9", "places = 10; delay = { chance = 0.2 }"), [c.of(c.line(c.poisson(9), 10, 200)) + 45]),
        Variant("missed", _port("poisson = 9", 'places = 10; missed = 0.1; missed_to = "away"', 'count = "p"', 'entering = "away"; per = { entering = ["away", "out"] }'),
                [c.of(c.line(c.poisson(9), 10, 200)), 0.1]),
    ]  # fmt: skip


def classes() -> list[Variant]:
    left = [c.of(c.line(c.poisson(rate), 12, 400)) for rate in (8, 10, 11)]
    ask = [f'count = "p"; class = {n}' for n in range(3)] + [f'wait = "p"; kind = "{kind}"' for kind in "xyz"]
    text = model(
        'source a: to = "p"; poisson = 8; kinds = { x = 1.0 }',
        'source b: to = "p"; poisson = 2; class = 1; kinds = { y = 1.0 }',
        'source c: to = "p"; poisson = 1; class = 2; kinds = { z = 1.0 }', 'block p: places = 12; to = "out"', ask=ask,
    )  # fmt: skip
    steps = [left[0], left[1] - left[0], left[2] - left[1]]
    return [
        Variant(
            "three classes", text, [*steps, *(n / rate for n, rate in zip(steps, (8, 2, 1), strict=True))]
        )
    ]


def patience() -> list[Variant]:
    theta = 0.05
    leaving = c.line(c.poisson(10), 8, 160, theta)
    mean = c.line(c.poisson(10), 8, 160, c.mornings(12))
    even = [0.0, *[0.0] * 2, *[0.2] * 5]
    old = c.evening(60, 4, 0.1, 12)
    between = c.cohort(60, 4, np.array(even), 12)
    return [
        Variant("patience with a chance", _port("poisson = 10", 'places = 8; patience = { chance = 0.05 }; gone = "left"', 'count = "p"', 'entering = "left"; per = { entering = "a" }'),
                [c.of(leaving), theta * c.of(leaving) / 10]),
        Variant("patience with a mean", _port("poisson = 10", 'places = 8; patience = { mean = 12 }; gone = "left"'), [c.of(mean)]),
        Variant("an old line, nobody new", _port("once = 60; day = -1", 'places = 4; patience = { chance = 0.1 }; gone = "left"', 'count = "p"; day = 0', 'count = "p"; day = 5'),
                [old[0], old[5]], 12, 0, 3000),
        Variant("a line of day 0 with patience from 3 to 7 days", _port("once = 60", 'places = 4; patience = { between = [3, 7] }; gone = "left"', *[f'count = "p"; day = {d}' for d in (2, 4, 6)]),
                [between[2], between[4], between[6]], 12, 0, 3000),
        Variant("everybody leaves on the tenth day", _port("once = 60", 'places = 4; patience = { exactly = 10 }; gone = "left"', 'count = "p"; day = 9', 'count = "p"; day = 10', 'entering = "left"; total = true'),
                [20, 0, 20], 20, 0, 3),
    ]  # fmt: skip


def stays() -> list[Variant]:
    few, pool = c.beds(c.poisson(3), 12, 0.2), c.beds(c.poisson(3), 14, 0.2)
    second, away = c.two_shelters(c.poisson(1.5, 12), 4, 3, 0.3)
    pairs = c.beds(c.poisson(3), 7, 0.25)
    third = c.beds(c.poisson(1), 5, 0.2)[0]
    hold = 'block p: patience = { chance = 0.2 }; gone = "left"'
    ten = c.poisson(3 * 10, 200)
    return [
        Variant("fewer beds", _hold("poisson = 3", 'beds = 12; full = "away"; patience = { chance = 0.2 }', 'count = "p"', 'entering = "away"; per = { entering = "a" }', 'count = "p"; per = { entering = "p" }'),
                [*few, 5]),
        Variant("pairs share beds", _hold("poisson = 3; sizes = [0.0, 1.0]", 'beds = 15; full = "away"; patience = { chance = 0.25 }', 'count = "p"', 'entering = "away"; per = { entering = "a" }'),
                [2 * pairs[0], pairs[1]]),
        Variant("one shelter after the other", model('source a: to = "p"; poisson = 1.5', 'block p: beds = 4; full = "q"; patience = { chance = 0.3 }; gone = "left"',
                'block q: beds = 3; full = "away"; patience = { chance = 0.3 }; gone = "left"', ask=['count = "q"', 'entering = "away"; per = { entering = "a" }']), [second, away]),
        Variant("two shelters, both tried", model("shelters: beds = [6, 8]; tries = 2", 'source a: to = "p"; poisson = 3; sleeps = true', hold, ask=["beds = true"]), [pool[0]]),
        Variant("three shelters, one tried", model('shelters: beds = [5, 5, 5]; names = ["x", "y", "z"]', 'source a: to = "p"; poisson = 3; sleeps = true', hold, ask=["beds = true", 'beds = "y"', 'beds = ["x", "z"]']),
                [3 * third, third, 2 * third]),
        Variant("stays of 6 to 14 nights", _hold("poisson = 3", "patience = { between = [6, 14] }", 'count = "p"', 'count = "p"; above = 37'), [30, _tail(ten, 37)]),
        Variant("stays with a mean", _hold("poisson = 3", "patience = { mean = 9.5 }"), [3 / c.mornings(9.5)]),
    ]  # fmt: skip


def households() -> list[Variant]:
    sizes = [0.5, 0.2, 0.2, 0.1]
    _, people = c.families(c.poisson(3.5, 30), sizes, 8)
    return [
        Variant("families with Poisson arrivals", _port("poisson = 3.5; sizes = [0.5, 0.2, 0.2, 0.1]", "places = 8"), [people], runs=60),
        Variant("families, longer heads", _port("endless = true; sizes = [0.0, 0.5, 0.0, 0.5]", "places = 5", 'passing = "p"', 'passing = "p"; tickets = true'), _endless([0.0, 0.5, 0.0, 0.5], 5)),
    ]  # fmt: skip


def _endless(sizes: list[float], places: int) -> list[float]:
    """People and tickets called a day: a chain on the head's size."""
    n = len(sizes)
    chain, called = np.zeros((n, n)), np.zeros((n, 2))

    def call(row: int, head: int, left: int, chance: float, done: int, tickets: int) -> None:
        if head > left:
            chain[row, head - 1] += chance
            called[row] += chance * np.array([done, tickets])
            return
        for size, share in enumerate(sizes, start=1):
            if share:
                call(row, size, left - head, chance * share, done + head, tickets + 1)

    for row in range(n):
        call(row, row + 1, places, 1.0, 0, 0)
    seen = [n for n, share in enumerate(sizes) if share]
    long = c.stationary(chain[np.ix_(seen, seen)])
    return [float(x) for x in long @ called[seen]]


def absences() -> list[Variant]:
    found = []
    for absent, returns, grace in ((0.4, 0.5, 0), (0.3, 0.0, 0), (0.5, 0.4, 2), (0.25, 1.0, 1)):
        lost, calls = c.absence(absent, returns, grace)
        away = "away = { exactly = 3 }; " if returns else ""
        block = f'places = 100; absent = {absent}; returns = {returns}; grace = {grace}; {away}lost = "lost"'
        ask = [
            'entering = "lost"; per = { entering = ["lost", "out"] }',
            'calls = "p"; per = { passing = "p" }',
            'wait = "p"',
        ]
        later = [absent**n * (1 - absent) * n for n in range(grace + 1)]
        wait = sum(later) + absent ** (grace + 1) * returns * (1 - absent) * (grace + 3)
        found.append(Variant(f"absent {absent}, returns {returns}, grace {grace}", _port("poisson = 20", block, *ask), [lost, calls / (1 - lost), wait / (1 - lost)]))  # fmt: skip
    return found


def work() -> list[Variant]:
    def desk(arrivals: str, block: str, *ask: str) -> str:
        return model(
            f'source a: to = "d"; {arrivals}',
            f'block d: to = "out"; {block}',
            ask=list(ask or ['count = "d"']),
        )

    row = [0.2 * 0.8 / (q - 0.2) for q in (0.5, 0.3, 0.4)]
    fixed, drawn = np.eye(4)[3], np.array([0, 0, 1, 1, 1, 1]) / 4
    tandem = model(
        'source a: to = "x"; chance = 0.2', *(f'block {a}: desks = 1; takes = {{ chance = {q} }}; to = "{b}"' for a, q, b in (("x", 0.5, "y"), ("y", 0.3, "z"), ("z", 0.4, "out"))),
        ask=['count = ["x", "y", "z"]', 'count = "y"', 'wait = "z"'],
    )  # fmt: skip
    return [
        Variant("two desks, Bernoulli", desk("chance = 0.7", "desks = 2; takes = { chance = 0.45 }", 'count = "d"', 'wait = "d"'),
                [c.desks(c.bernoulli(0.7), 2, 0.45), c.desks(c.bernoulli(0.7), 2, 0.45) / 0.7]),
        Variant("three desks, Poisson", desk("poisson = 1.2", "desks = 3; takes = { chance = 0.5 }"), [c.desks(c.poisson(1.2, 60), 3, 0.5)], runs=80),
        Variant("one desk, a mean", desk("chance = 0.1", "desks = 1; takes = { mean = 6 }"), [0.1 * 0.9 / (c.mornings(6) - 0.1)], runs=80),
        Variant("one desk, three days each", desk("chance = 0.25", "desks = 1; takes = { exactly = 3 }"), [c.one_desk(c.bernoulli(0.25), fixed, 80)]),
        Variant("one desk, two to five days", desk("poisson = 0.2", "desks = 1; takes = { between = [2, 5] }"), [c.one_desk(c.poisson(0.2, 12), drawn, 80)]),
        Variant("three desks in a row", tandem, [sum(row), row[1], row[2] / 0.2], runs=80),
        Variant("a desk after a delay", desk("chance = 0.3", "desks = 1; takes = { chance = 0.5 }; delay = { exactly = 5 }"), [0.3 * 0.7 / 0.2 + 1.5]),
    ]  # fmt: skip


def programmes() -> list[Variant]:
    used = c.quota(c.poisson(3, 40), 4, 40, 60)
    opened = (
        [c.joining(c.poisson(2), 300)] * 20
        + [c.joining(c.poisson(2), 300) @ c.served(3, 300)] * 30
        + [c.joining(c.poisson(2), 300)] * 10
    )
    now = c.of(c.after(opened, np.eye(300)[0]))
    applied = c.of(c.line(c.poisson(4), 5, 200))
    nth = float(np.interp(0.5, used, np.arange(60)))
    return [
        Variant("counting with a quota", _port("once = 200", "places = 25; opens = 10; quota = 130", 'passing = "p"; total = true', 'count = "p"; day = 50', 'passing = "p"; nth = 130', 'wait = "p"'),
                [130, 70, 15, (10 * 25 + 11 * 25 + 12 * 25 + 13 * 25 + 14 * 25 + 15 * 5) / 130], 60, 0, 2),
        Variant("a quota used up", _port("poisson = 3", "places = 4; quota = 40", 'passing = "p"; nth = 40', 'passing = "p"; total = true'),
                [float(sum(1 - used)), 40], 60, 0, 4000),
        Variant("opens and closes", _port("poisson = 2", "places = 3; opens = 20; closes = 50", 'count = "p"; day = 59'), [now], 60, 0, 4000),
        Variant("half of the quota's runs are used up by then", _port("poisson = 3", "places = 4; quota = 40", 'passing = "p"; nth = 40; answer = "median"'), [round(nth + 0.5)], 60, 0, 4001),
        Variant("a programme beside a list", model('source a: to = "p"; poisson = 4', 'block p: ', 'block v: watches = "p"; after = { exactly = 1 }; places = 5; to = "out"', ask=['count = "p"', 'passing = "v"', 'wait = "v"']),
                [4 + applied, 4, 1 + applied / 4]),
    ]  # fmt: skip


def counting() -> list[Variant]:
    kinds = model(
        'source a: to = "p"; poisson = 10; kinds = { h = 0.3, g = 0.5, s = 0.2 }',
        'block p: places = 1000; to = [{ kind = ["h", "g"], from_day = 10, before = 20, to = { court = 0.25, out = 0.75 } }, { kind = "s", to = "away" }, { to = "out" }]',
        ask=['entering = "court"; total = true', 'entering = "away"; total = true', 'entering = "p"; total = true; kind = "g"', 'entering = "court"; kind = "h"; per = { entering = "p" }', 'entering = "court"; day = 15; none = true'],
    )  # fmt: skip
    lots = _port(
        "once = 100",
        'places = 10; order = "lot"',
        'ticket = 7; of = "p"',
        'ticket = 99; of = "p"',
        'wait = "p"',
    )
    rates = _port(
        "poisson = 10; begins = 5; changes = [{ day = 10, times = 3 }, { day = 20, times = 0 }]",
        "places = 8; changes = [{ day = 12, times = 0.5 }]",
        'entering = "a"; total = true',
        'passing = "p"; day = 3',
    )
    ranged = _port(
        "poisson = 10; level = { low = 0.5, likely = 1.0, high = 3.0 }",
        'places = 1000; absent = { low = 0.1, likely = 0.2, high = 0.6 }; lost = "lost"',
        'entering = "a"; total = true',
        'entering = "lost"; total = true',
    )
    walk = _port("poisson = 20; walk = 0.05", "places = 1000", 'entering = "a"; day = 29')
    weekly = _port(
        "each_day = [9, 0, 0, 3, 0, 0, 0]",
        "places = 2",
        'count = "p"; weekday = "Monday"',
        'count = "p"; weekday = "Sunday"',
        'passing = "p"',
        'passing = "p"; none = true',
    )
    normal = _port(
        "poisson = 9",
        "places = 12",
        'passing = "p"; nth = 100; answer = "chance"',
        'entering = "a"; nth = 100; answer = "chance"',
    )
    arrived = 1 - float(c.poisson(90, 400)[:100].sum())
    through = float(c.quota(c.poisson(9, 60), 12, 100, 10, 160)[-1])
    return [
        Variant("kinds, chances and dates", kinds, [20, 60, 150, 7.5 / 90, exp(-2)], 30, 0, 3000),
        Variant("drawn by lot", lots, [4.5, 4.5, 4.5], 20, 0, 4000),
        Variant("changes by date", rates, [50 + 300, 0], 30, 0, 3000),
        Variant("ranges", ranged, [300 * 4.5 / 3, 300 * 1.5 * 0.3], 30, 0, 4000),
        Variant("a rate that walks", walk, [20 * exp(0.05**2 * 30 / 2)], 30, 0, 4000),
        Variant("every week the same", weekly, [7, 0, 12 / 7, 1 / 7], 700, 7, 2),
        Variant("the hundredth within ten days", normal, [through, arrived], 10, 0, 4000),
    ]  # fmt: skip


def variants() -> list[Variant]:
    """All of them."""
    return [
        *lines(),
        *classes(),
        *patience(),
        *stays(),
        *households(),
        *absences(),
        *work(),
        *programmes(),
        *counting(),
    ]

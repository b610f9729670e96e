"""Writes docs/article.md: what the model says to the article's question. No figure in it is typed by hand.

./run python tools/article.py            with 1,000 futures a policy, as published
./run python tools/article.py --runs 50  a quick look
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ventanilla.forecast.compare import Comparison, Measure, Spread, compare
from ventanilla.forecast.futures import futures
from ventanilla.forecast.published import published
from ventanilla.forecast.scenario import names, shipped
from ventanilla.rulebook.book import book
from ventanilla.rulebook.policy import policy

OUT = Path(__file__).resolve().parent.parent / "docs" / "article.md"
EVENING = date(2018, 12, 5)
DAYS, RUNS, SEED = 365, 1000, 1
LETTERS = "ABCDE"
MADE = "<!-- Made by tools/article.py from the model. Change the model or that tool, never this page. -->"

CANNOT = """\
## What it cannot say
- **How many set out.** Arrivals are a range; what a policy does to people's choice to leave home is assumed, and the record of 2018 says almost nothing about it. This figure matters most (see below).
- **What a port will do.** Calls a day follow the past: pauses, changes of pace, and a jump of unknown direction when a rule of the port changes. That Remain in Mexico would go with fewer calls, as in the summer of 2019, is in the range but is not predicted.
- **What happens to those who wait.** Kidnapping, illness, lost papers and the cost of a year's waiting are not in it. Fewer in the line is not the same as better off.
- **Who is believed.** The share that gets asylum is the same whatever the policy, but for those who miss their hearing; that is taken from what was published later.
- **A visa's worth.** Leaving the line with a visa or a job counts as a way that goes on. Whether the work is found, paid and safe is not in it, and neither is whoever left nothing to come back to.
- **Other cities.** Whoever goes to another port leaves this model. Those who cross between ports are counted and then wait as the rule of that day has it.
- **People in Remain in Mexico do not apply for visas** in this model, and no shelter opens or closes: El Barretal was shut on 29 January 2019 (H047).
- **Nationality and household type** of those who wait are made up by stated shares; the count of the line is the record's (W102).
- The rules have been checked by no lawyer. Only a clear answer of the rulebook moves anybody; where a lawyer has to look, nothing happens.
"""


def main() -> None:
    """Run every scenario that comes along, and write the page."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--runs", type=int, default=RUNS)
    reader.add_argument("--out", type=Path, default=OUT)
    asked = reader.parse_args()
    part = asked.out.with_name(asked.out.name + ".part")
    part.write_text(article(compared(asked.runs)), encoding="utf-8")
    part.replace(asked.out)
    print(f"{asked.out}: five policies, {asked.runs:,} futures each")


def compared(runs: int = RUNS) -> Comparison:
    """The five scenarios from the evening of 5 December 2018."""
    situation = published("Tijuana", EVENING)
    made = []
    for name in names():
        one = shipped(name)
        made.append(
            futures(situation, one, policy(one.policies, book()), DAYS, runs, SEED, os.cpu_count() or 1)
        )
    return compare(made)


def article(found: Comparison) -> str:
    """The page."""
    return "\n".join([MADE, *_head(found), *_answer(found), *_tables(found), *_gains(found), *_matters(found), CANNOT, *_assumed(found)]) + "\n"  # fmt: skip


def _head(c: Comparison) -> Iterator[str]:
    yield "# What would each policy have done? Tijuana, from 5 December 2018\n"
    yield "In December 2018 four answers to the people waiting in Tijuana were on the table: keep the long-standing rule that a claim can be made, send claimants back to wait in Mexico, give work visas in both countries, or create jobs. The same line, the same luck, and the law of both countries as the rulebook has it, were run forward under each.\n"
    yield f"{c.waiting:,} households wait on the evening before {c.first_day} (made up to the 5,030 people of W102); {c.runs:,} futures a policy to {c.last_day}; seed {SEED}. A range holds 8 of 10 futures. This is a model, not a promise, and it knew more than anybody did that day: figures dated later are named as such.\n"
    for n, one in enumerate(c.policies):
        yield f"- **{LETTERS[n]}. {one.title}** (`{names()[n]}`): `{one.policies}`. {shipped(names()[n]).about}"
    yield "\nAsk it yourself: `ventanilla forecast --policy long-standing --policy remain-in-mexico --out report.html`; change any assumption with `--set`.\n"


def _answer(c: Comparison) -> Iterator[str]:
    yield "## What the model says"
    b, v, j, t = 1, 2, 3, 4
    yield f"- **Remain in Mexico** does not shorten the line: on average over the year {_less(_m(c, 'line'), b)} against the long-standing rule. It returns {_mid(_m(c, 'returned').values[b])} people to wait in Mexico, and {_less(_m(c, 'inside'), b)} people wait inside. Orders given to people who were not there to be heard: {_mid(_m(c, 'absentia').values[b])} instead of {_mid(_m(c, 'absentia').values[0])}; asylum or other relief within the year: {_mid(_m(c, 'relief').values[b])} instead of {_mid(_m(c, 'relief').values[0])}."
    yield f"- **Work visas** give {_mid(_m(c, 'visas').values[v])} people another way out of the line: it is {_less(_m(c, 'line'), v)} people on average, and those who pass have waited {_mid(_m(c, 'wait').values[v])} days instead of {_mid(_m(c, 'wait').values[0])}, although visas are taken to draw more people."
    yield f"- **Jobs alone** reach nobody in the line: without a permit the rulebook lets {_mid(_m(c, 'jobs').values[j])} people take a post. The permit was the queue, not the job. Investment at home works later: the line is {_less(_m(c, 'line_end'), j)} people at the end, if fewer set out."
    yield f"- **All together**: {_mid(_m(c, 'visas').values[t])} visas and {_mid(_m(c, 'jobs').values[t])} jobs, a line of {_mid(_m(c, 'line').values[t])} on average instead of {_mid(_m(c, 'line').values[0])}; those whom Remain in Mexico returns are returned here too ({_mid(_m(c, 'returned').values[t])})."
    first = c.policies[0].bars[:2]
    yield f"- **Policy is not what moves the line most.** Within the long-standing rule alone, {' and '.join(f'{bar.label[0].lower()}{bar.label[1:]} ({100 * bar.share:.0f} %)' for bar in first)} explain most of what differs between futures, and the record tells little of either.\n"


def _m(c: Comparison, key: str) -> Measure:
    return next(one for one in c.measures if one.key == key)


def _mid(one: Spread) -> str:
    return _n(one.middle)


def _n(value: float | None) -> str:
    return (
        "–"
        if value is None
        else f"{value:,.0f}"
        if abs(value) >= 10 or value == int(value)
        else f"{value:.1f}"
    )


def _less(one: Measure, n: int) -> str:
    less = one.differences[n]
    if less is None:
        return "not to be told"
    return f"{_signed(less.middle)} ({_signed(less.low)} to {_signed(less.high)})"


def _signed(value: float) -> str:
    return ("+" if value > 0 else "−" if value < 0 else "") + _n(abs(value))


def _tables(c: Comparison) -> Iterator[str]:
    heads = [f"{LETTERS[n]}. {one.title}" for n, one in enumerate(c.policies)]
    yield "## Side by side\nThe middle of the futures, and 8 of 10 of them.\n"
    yield _row(["Within the year", *heads])
    yield _row(["---"] * (len(heads) + 1))
    for one in c.measures:
        cells = [f"{_mid(value)} ({_n(value.low)} to {_n(value.high)})" for value in one.values]
        yield _row([f"{one.label} ({one.unit})", *cells])
    yield "\n## What changes against the long-standing rule\nFuture by future, with the same luck; in brackets 8 of 10 futures, then in how many of 100 it is more.\n"
    yield _row(["Within the year", *heads[1:]])
    yield _row(["---"] * len(heads))
    for one in c.measures:
        yield _row([f"{one.label} ({one.unit})", *(f"{_less(one, n)}; {one.differences[n].more}" for n in range(1, len(heads)))])  # type: ignore[union-attr]  # fmt: skip
    yield ""


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _gains(c: Comparison) -> Iterator[str]:
    yield "## Who gains and who loses\nPeople whose way goes on (inside the United States, or with a card, a visa or a job), of 100 who were in the line. Kinds with fewer than 10 people are not listed.\n"
    yield _row(["Kind", *LETTERS])
    yield _row(["---"] * 6)
    for one in c.gains:
        words = ["", *(f" {verdict}" if verdict != "same" else "" for verdict in one.verdicts[1:])]
        yield _row(
            [one.label or "not known", *(f"{share}{word}" for share, word in zip(one.of_100, words, strict=True))]
        )  # fmt: skip
    yield ""


def _matters(c: Comparison) -> Iterator[str]:
    yield "## What matters most for the length of the line\nThe line on average when a figure is among its lowest fifth, and among its highest, and its share of what differs.\n"
    for n, policy_ in enumerate(c.policies):
        said = "; ".join(f"{bar.label}: {_n(bar.at_low)} to {_n(bar.at_high)} ({100 * bar.share:.0f} %)" for bar in policy_.bars[:5])  # fmt: skip
        yield f"- **{LETTERS[n]}**: {said or 'too few futures to tell'}."
    yield ""


def _assumed(c: Comparison) -> Iterator[str]:
    yield "## Every assumption\nA range is drawn anew in each future. W, H, V, M, E, U and Q with a number are rows of the record in `src/ventanilla/data/record`; “later” rows were not known on the first day.\n"
    first = c.policies[0].assumptions
    for n, one in enumerate(c.policies):
        rows = first if n == 0 else [row for row in one.assumptions if row not in first]
        if not rows:
            yield f"**{LETTERS[n]}** assumes the same.\n"
            continue
        yield f"**{LETTERS[n]}**{'' if n == 0 else ' assumes besides, or otherwise'}:\n"
        yield _row(["Key", "What", "Value", "Range", "Source"])
        yield _row(["---"] * 5)
        for row in rows:
            yield _row([f"`{row[0]}`", *row[1:]])
        yield ""


if __name__ == "__main__":
    main()

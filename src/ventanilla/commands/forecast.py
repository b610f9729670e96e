"""What would each policy do: forecasts at the command line, side by side, and many of them with figures varied."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .common import progress, say
from .faults import Fault

if TYPE_CHECKING:
    from ventanilla.forecast.assumptions import Set
    from ventanilla.forecast.compare import Comparison
    from ventanilla.forecast.scenario import Scenario
    from ventanilla.forecast.situation import Situation

OUT = click.Path(path_type=Path)
PEM = click.Path(exists=True, dir_okay=False)
KINDS = (".html", ".pdf", ".csv", ".json")


@click.command()
@click.option("--policy", "named", multiple=True, metavar="POLICY", help="A scenario that comes along (long-standing, remain-in-mexico, work-visas, jobs, together), a TOML file, or a policy line. Several are compared.")  # fmt: skip
@click.option("--days", type=int, default=365, show_default=True, help="How many days are forecast.")
@click.option("--runs", type=int, default=1000, show_default=True, help="How many possible futures.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same numbers.")
@click.option("--threads", type=int, default=os.cpu_count() or 1, help="Runs at the same time; changes no number.")  # fmt: skip
@click.option("--city", default="Tijuana", show_default=True, help="A city of the record with a list.")
@click.option("--from", "evening", default="2018-12-05", show_default=True, metavar="DAY", help="The evening from which it is forecast.")  # fmt: skip
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Another figure: calls.a_day=50, or calls.a_day=20..60 (drawn).")  # fmt: skip
@click.option("--assumptions", "show", is_flag=True, help="Print what is assumed, with ranges and sources; run nothing.")  # fmt: skip
@click.option("--sweep", "sweeps", multiple=True, metavar="KEY=VALUES", help="Vary a figure: calls.a_day=20,40,60 or calls.a_day=20..60/5. Several are combined.")  # fmt: skip
@click.option("--out", type=OUT, help="Where the comparison goes: .html, .pdf, .csv or .json. For a sweep: a .csv, or a folder.")  # fmt: skip
@click.option("--on", "address", metavar="ADDRESS", help="Run the sweep on a Dask cluster: tls://HOST:PORT.")
@click.option("--tls-ca", type=PEM, help="The cluster's certificate authority.")
@click.option("--tls-cert", type=PEM, help="This machine's certificate for the cluster.")
@click.option("--tls-key", type=PEM, help="Its key.")
@click.option("--yes", is_flag=True, help="Do not ask whether figures of a live office may go to a cluster.")
def forecast(
    named: tuple[str, ...], days: int, runs: int, seed: int, threads: int, city: str, evening: str, settings: tuple[str, ...],
    show: bool, sweeps: tuple[str, ...], out: Path | None, address: str | None, tls_ca: str | None, tls_cert: str | None,
    tls_key: str | None, yes: bool,
) -> None:  # fmt: skip
    """What would each policy do: thousands of possible futures, side by side. A model, not a promise."""
    with plainly():
        scenarios = [_scenario(one) for one in named or ("long-standing",)]
        situation, sets = _situation(city, evening), _sets(settings)
        if show:
            _print_assumptions(situation, scenarios, sets, days)
        elif sweeps or address:
            _sweep(situation, scenarios, sweeps, sets, (days, runs, seed, threads), out, (address, tls_ca, tls_cert, tls_key), yes)  # fmt: skip
        else:
            _check_out(out)
            made = _compared(situation, scenarios, sets, days, runs, seed, threads)
            _print(made)
            if out:
                written(out, lambda: _file(made, out.suffix.lower()))
                click.echo(f"The comparison is in {out}.")


@contextmanager
def plainly() -> Iterator[None]:
    """The sentences of the library as faults of the command line."""
    from ventanilla.forecast.assumptions import AssumptionError
    from ventanilla.forecast.compare import CompareError
    from ventanilla.forecast.futures import FuturesError
    from ventanilla.forecast.read import ModelError
    from ventanilla.forecast.scenario import ScenarioError

    try:
        yield
    except (AssumptionError, CompareError, FuturesError, ScenarioError, ModelError) as error:
        raise Fault(str(error), 2) from None


def _scenario(text: str) -> Scenario:
    from ventanilla.forecast.scenario import ScenarioError, named, names
    from ventanilla.rulebook.book import book
    from ventanilla.rulebook.policy import policy

    try:
        found = named(text)
    except ScenarioError as error:
        raise Fault(f"{text}: {error}", 2) from None
    try:
        policy(found.policies, book(), files=False)
    except ValueError as error:
        raise Fault(f"{text}: {error}. Scenarios that come along: {', '.join(names())}.", 2) from None
    return found


def _situation(city: str, evening: str) -> Situation:
    from ventanilla.forecast.published import published

    try:
        return published(city, date.fromisoformat(evening))
    except ValueError:
        raise Fault(f"--from {evening}: this is not a day. Write it as 2018-12-05.", 2) from None
    except LookupError as error:
        raise Fault(str(error.args[0]), 2) from None


def _sets(settings: tuple[str, ...]) -> dict[str, Set]:
    from ventanilla.forecast.assumptions import parsed

    return dict(parsed(one) for one in settings)


def _print_assumptions(
    situation: Situation, scenarios: list[Scenario], sets: dict[str, Set], days: int
) -> None:
    from ventanilla.forecast.assumptions import table
    from ventanilla.forecast.border import gathered
    from ventanilla.forecast.calibrate import of_situation

    fitted = of_situation(situation)
    for scenario in scenarios:
        click.echo(f"{scenario.title} ({scenario.policies})")
        for part, where in situation.marks.items():
            click.echo(f"  {part}: {where}")
        for key, name, value, span, source in table(
            gathered(situation, scenario, fitted.found, sets).values()
        ):
            click.echo(f"  {key} = {value} [{span}]\n      {name}. {source}")
        click.echo()


def _compared(situation: Situation, scenarios: list[Scenario], sets: dict[str, Set], days: int, runs: int, seed: int, threads: int) -> Comparison:  # fmt: skip
    from ventanilla.forecast.compare import compare
    from ventanilla.forecast.futures import futures
    from ventanilla.rulebook.book import book
    from ventanilla.rulebook.policy import policy

    with bar("Futures", runs * len(scenarios)) as told:
        return compare([
            futures(situation, one, policy(one.policies, book(), files=False), days, runs, seed, threads, told, sets)
            for one in scenarios
        ])  # fmt: skip


@contextmanager
def bar(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """A progress bar that is told how many more are done."""
    done = 0

    with progress(label, total) as told:

        def more(n: int) -> None:
            nonlocal done
            done += n
            told(done)

        yield more


def _check_out(out: Path | None) -> None:
    if out and out.suffix.lower() not in KINDS:
        raise Fault(f"--out {out}: name a file that ends with {', '.join(KINDS)}.", 2)
    if out and not out.parent.exists():
        raise Fault(f"--out {out}: there is no folder {out.parent}.", 2)


def _print(made: Comparison) -> None:
    """The table on the screen: the middle of the futures, and 8 of 10 of them."""
    say(f"{made.city}, {made.first_day} to {made.last_day}; {made.runs:,} futures for each policy. A model, not a promise.")  # fmt: skip
    for n, one in enumerate(made.policies):
        click.echo(f"{'ABCDEF'[n]}: {one.title} ({one.policies})")
    for row in made.measures:
        click.echo(f"{row.label} ({row.unit})")
        for n, value in enumerate(row.values):
            if value.low is None:
                click.echo(f"  {'ABCDEF'[n]}  cannot be told")
            else:
                click.echo(f"  {'ABCDEF'[n]} {value.middle:>12,.0f}   {value.low:,.0f} to {value.high:,.0f}")


def _file(made: Comparison, kind: str) -> bytes:
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=False)  # no office: the words as they stand
    from ventanilla.rooms.forecast import comparison

    if kind == ".pdf":
        from ventanilla.rooms.forecast.comparison_pdf import pdf

        return pdf(made)
    by = {".html": comparison.page, ".csv": comparison.csv_text, ".json": comparison.json_text}
    return by[kind](made).encode()


def written(out: Path, make: Callable[[], bytes]) -> None:
    """A file that is whole or not there."""
    part = out.with_name(out.name + ".part")
    try:
        part.write_bytes(make())
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


# --- sweeps ---------------------------------------------------------------------------------------------------------
def _sweep(
    situation: Situation, scenarios: list[Scenario], sweeps: tuple[str, ...], sets: dict[str, Set],
    size: tuple[int, int, int, int], out: Path | None, cluster: tuple[str | None, str | None, str | None, str | None], yes: bool,
) -> None:  # fmt: skip
    from ventanilla.forecast import sweep

    if out is None:
        raise Fault("A sweep needs --out: a file that ends with .csv, or a folder.", 2)
    days, runs, seed, threads = size
    todo = sweep.points(situation, scenarios, sweeps, sets, days, runs, seed)
    folder, file = (
        (out.with_suffix(".parts"), out) if out.suffix.lower() == ".csv" else (out, out / "sweep.csv")
    )
    address, *pems = cluster
    client = _client(situation, address, *pems, yes=yes) if address else None
    try:
        with bar("Forecasts", len(todo)) as told:
            found = sweep.sweep(todo, folder, threads, told, client)
    finally:
        if client is not None:
            client.close()
    sweep.write(found, file)
    click.echo(f"{len(found)} forecasts are in {file}; their parts, which a stopped sweep goes on from, in {folder}.")  # fmt: skip


def _client(situation: Situation, address: str, ca: str | None, cert: str | None, key: str | None, *, yes: bool) -> Any:  # fmt: skip
    from ventanilla.forecast.cluster import ClusterError, client

    if situation.live and not yes:
        click.confirm(
            "These figures come from an office where people wait. They hold no names and no numbers. Send them to the cluster?",
            abort=True,
        )
    try:
        return client(address, ca, cert, key)
    except ClusterError as error:
        raise Fault(str(error)) from None

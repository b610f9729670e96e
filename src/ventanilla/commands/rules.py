"""The rulebook at the command line: what is in it, is it whole, and what it answers."""

from __future__ import annotations

from pathlib import Path

import click

from .faults import Fault


@click.group()
def rules() -> None:
    """The law of both countries as dated rules. It is information, not advice; no lawyer has checked it."""


@rules.command("list")
@click.option("--on", "day", required=True, metavar="DAY", help="The day that is asked about: 2018-12-05.")
@click.option("--at", "place", required=True, metavar="PLACE", help="A place: San Ysidro.")
def list_(day: str, place: str) -> None:
    """What was in force on a day at a place, and why the rest was not."""
    from ventanilla.rulebook.book import book
    from ventanilla.rulebook.inforce import cell
    from ventanilla.rulebook.places import PLACES
    from ventanilla.rulebook.when import Moment

    if place not in PLACES:
        raise Fault(f"There is no place called {place!r}. Known are: {', '.join(sorted(PLACES))}.", 2)
    try:
        at = Moment(day, PLACES[place].zone)
    except ValueError as error:
        raise Fault(f"--on {day}: {error}.", 2) from None
    for rule in book().rules.values():
        stands = cell(rule, rule.effect.what, at, place)
        by = getattr(stands.owner, "title", None)
        click.echo(f"{rule.id:<18} {stands.state.value:<26} {rule.title.en}" + (f" ({by.en})" if by else ""))


@rules.command()
def check() -> None:
    """Whether every rule file is data only and every rule is whole; exit code 1 where one is not."""
    from ventanilla.rulebook.book import book, files
    from ventanilla.rulebook.check import check_file, check_rule

    paths = files()
    said = [f"{f.file}, line {f.line}: {f.sentence}" for path in paths for f in check_file(path)]
    found = book().rules
    said += [one for rule in found.values() for one in check_rule(rule, found)]
    for sentence in said:
        click.echo(sentence)
    if said:
        raise Fault(f"{len(said)} faults in the rulebook.")
    click.echo(f"{len(found)} rules in {len(paths)} files: nothing is wrong. No lawyer has checked them.")


@rules.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def cases(file: Path) -> None:
    """Answer every row of a file of questions, and compare; exit code 1 where an answer is another one."""
    from ventanilla.rulebook.book import book
    from ventanilla.rulebook.cases import outcomes

    try:
        found = list(outcomes(book(), file))
    except ValueError as error:
        raise Fault(f"{error}.") from None
    missed = [one for one in found if one.missed]
    for one in missed:
        click.echo(f"{one.case} {one.ask}: {one.code}, expected {one.expected}")
    click.echo(f"{len(found)} questions, {len(found) - len(missed)} answered as expected, {len(missed)} not.")
    unread = sum(not one.checked for one in found)
    click.echo(
        f"{unread} of the answers rest on a source that was not read: a waiting person is told to see a lawyer."
    )
    if missed:
        raise click.exceptions.Exit(1)

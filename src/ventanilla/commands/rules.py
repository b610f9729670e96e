"""The rulebook at the command line: what is in it, is it whole, and what it answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from .faults import Fault

if TYPE_CHECKING:
    from ventanilla.rulebook.book import Book
    from ventanilla.rulebook.diff import Changed
    from ventanilla.rulebook.when import Moment

T = TypeVar("T")


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

    at, place = _moment(day, place)
    for rule in book().rules.values():
        stands = cell(rule, rule.effect.what, at, place)
        by = getattr(stands.owner, "title", None)
        click.echo(f"{rule.id:<18} {stands.state.value:<26} {rule.title.en}" + (f" ({by.en})" if by else ""))


@rules.command()
@click.argument("file", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: tuple[Path, ...]) -> None:
    """Whether rule files (else all of the book's) are data only and every rule is whole; exit code 1 where not."""
    from ventanilla.rulebook.book import files
    from ventanilla.rulebook.check import check_files, check_questions

    paths = file or tuple(files())
    found = check_files(paths, files()) if file else check_files(paths) + check_questions(paths)
    for one in found:
        click.echo(one)
    warnings = sum(one.warning for one in found)
    if len(found) > warnings:
        raise Fault(f"{len(found) - warnings} faults and {warnings} warnings in {len(paths)} rule files.")
    click.echo(f"{len(paths)} rule files, {warnings} warnings: nothing is wrong. No lawyer has checked them.")


@rules.command()
@click.argument("ask", required=False)
@click.argument("facts", nargs=-1, metavar="[FACT=VALUE]...")
@click.option("--on", "day", metavar="DAY", help="The day (or hour, 2023-05-11T20:30) that is asked about.")
@click.option("--at", "place", metavar="PLACE", help="The place where it is decided: San Ysidro.")
@click.option("--known-on", "known", default="", metavar="DAY", help="As it was known on that day.")
@click.option("--in", "language", type=click.Choice(["en", "es"]), default="en", help="The language.")
@click.option(
    "--policy", "named", default="as-it-was", metavar="POLICY", help="Another policy: long-standing."
)
@click.option("--printed", is_flag=True, help="Explain the six printed cases instead.")
def explain(
    ask: str | None, facts: tuple[str, ...], day: str | None, place: str | None, known: str, language: str, named: str,
    printed: bool,
) -> None:  # fmt: skip
    """An answer with its why: rules, those that did not apply, sources, what would change it, what stays open.

    Ask is one of the questions (left out, they are listed); facts are written as nat=HN age=30 transit=GT,MX.
    """
    from ventanilla.rulebook.asking import answer
    from ventanilla.rulebook.book import book
    from ventanilla.rulebook.why import NOTE, why

    of = _policy(named)
    if printed:
        _print_cases(of, language)
    elif ask is None:
        for name, question in book().questions.items():
            click.echo(f"{name:<24} {question.words.into(language)}")
    else:
        if ask not in of.questions:
            raise Fault(f"There is no question called {ask!r}. Without one, explain lists them.", 2)
        at, there = _moment(day, place)
        click.echo(
            why(of, ask, _answered(lambda: answer(of, ask, _card(facts), at, there, known)), language).text()
        )
    click.echo(f"\n{NOTE.into(language)}")


def _print_cases(of: Book, language: str) -> None:
    from ventanilla.rulebook.asking import answer
    from ventanilla.rulebook.printed import CASES
    from ventanilla.rulebook.when import Moment
    from ventanilla.rulebook.why import why

    for number, case in enumerate(CASES, 1):
        click.echo(f"{number}. {case.title.into(language)}\n")
        for ask in case.asks:
            found = answer(of, ask, case.card, Moment(case.day, case.zone), case.place)
            click.echo(why(of, ask, found, language).text() + "\n")


@rules.command()
@click.argument("before")
@click.argument("after")
@click.option("--on", "day", metavar="DAY", help="The day that is compared; without it, today.")
@click.option("--at", "place", default="San Ysidro", metavar="PLACE", help="The place that is compared.")
@click.option("--in", "language", type=click.Choice(["en", "es"]), default="en", help="The language.")
@click.option("--caseload", is_flag=True, help="Count this office's own people as well.")
def diff(before: str, after: str, day: str | None, place: str, language: str, caseload: bool) -> None:
    """Two policies side by side, in words: which rules differ, and who is better and worse off.

    A policy is written in one line: "as-it-was", "as-of:2018-12-05", "long-standing", with changes such as
    "+ remain-in-mexico@2019-01-29" or "- metering"; or it is a TOML file with policy = "...".
    """
    from ventanilla.rulebook.diff import changes, in_words, rules_that_differ, typical

    one, other = _policy(before), _policy(after)
    day = day or _today()
    at, there = _moment(day, place)
    for left, right in rules_that_differ(one, other):
        click.echo(f"{left.title.into(language)} ({left.id})")
        for name, rule in ((before, left), (after, right)):
            click.echo(f"  {name}: {'; '.join(in_words(rule, language))}")
    click.echo(f"\nOn {at.text} at {there}, for kinds of people (not persons):")
    _say_changes(changes(one, other, typical(at, language), at, there), one, language)
    if caseload:
        _caseload(one, other, at, there, language)


def _today() -> str:
    """Today on the clock of the office that was named, or of this machine where there is none."""
    from ventanilla.journal.clock import day_at

    from .common import given_folder, opened

    if (given_folder() / "office.toml").exists():
        office = opened()
        return day_at(office.clock.now(), office.zone).isoformat()
    return date.today().isoformat()


def _caseload(one: Book, other: Book, at: Moment, place: str, language: str) -> None:
    """Who is better and worse off in this office; small counts hidden and rounded."""
    from ventanilla.rooms.law.caseload import COUNTING, TYPES, caseload, counted
    from ventanilla.rulebook.diff import Turn, changes
    from ventanilla.rulebook.why import code_in_words
    from ventanilla.rulebook.wording import country

    from .common import opened

    office = opened()
    people = caseload(office.db, at.day)
    click.echo(f"\nThis office, everybody who waits. {COUNTING}")
    found = changes(one, other, people, at, place)
    if not found:
        click.echo("Nobody's answer changes.")
    for by in (0, 1):
        for ask, before, after, turn, label, many in counted(found, by):
            who = country(label, language) if by == 0 else TYPES[label]
            said = f"{code_in_words(before, language)} -> {code_in_words(after, language)}"
            click.echo(
                f"  {many:>7} {who}: {one.questions[ask].words.into(language)} {said} ({Turn[turn].value.into(language)})"
            )


def _say_changes(found: Counter[Changed], of: Book, language: str) -> None:
    from ventanilla.rulebook.diff import Turn
    from ventanilla.rulebook.why import code_in_words

    for turn in Turn:
        lines = [
            f"  {one.label}: {of.questions[one.ask].words.into(language)} "
            f"{code_in_words(one.before, language)} -> {code_in_words(one.after, language)}"
            for one in found
            if one.turn is turn
        ]
        click.echo(f"{turn.value.into(language).capitalize()}: {len(lines) or 'nobody'}")
        for line in lines:
            click.echo(line)


@rules.command("sheet")
@click.argument("rule")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Where the PDF goes: RULE.pdf here."
)
@click.option("--in", "language", type=click.Choice(["en", "es"]), default="en", help="The language.")
def sheet_(rule: str, out: Path | None, language: str) -> None:
    """Print the sheet of a rule for a lawyer: sentence, windows, who and who not, sources, case by case."""
    from ventanilla.rooms.law.sheet_pdf import sheet_pdf
    from ventanilla.rulebook.book import book
    from ventanilla.rulebook.sheet import sheet

    rule = rule.upper()
    if rule not in book().rules and rule not in book().terms:
        raise Fault(f"There is no rule called {rule!r}. rules list names them all.", 2)
    path = out or Path(f"{rule}.pdf")
    one = sheet(book(), rule, language)
    path.write_bytes(sheet_pdf(one, language))
    click.echo(
        f"{path}: {one.title}, {len(one.rows)} lines at its edges; signs {one.hash[:8]}. No lawyer has signed it here."
    )


@rules.command()
def sources() -> None:
    """Every source of every rule, those from memory first, and what is left out with the reason."""
    from ventanilla.rulebook.book import book
    from ventanilla.rulebook.left_out import LEFT_OUT
    from ventanilla.rulebook.sources import sources_of

    found = sources_of(book())
    for source, ids in sorted(found.items(), key=lambda pair: (pair[0].mark, pair[0].title)):
        said = " ".join(part for part in (source.title, source.date, source.url) if part)
        click.echo(f"{'NOT READ ' if source.mark == 'K' else ''}{said}\n    {', '.join(ids)}")
    unread = sum(source.mark == "K" for source in found)
    click.echo(f"\n{len(found)} sources, {unread} from memory (not read).\n\nLeft out of the book:")
    for id_, reason in LEFT_OUT.items():
        click.echo(f"{id_}: {reason}")


def _policy(text: str) -> Book:
    from ventanilla.rulebook.book import book
    from ventanilla.rulebook.policy import policy

    try:
        return policy(text, book())
    except ValueError as error:
        raise Fault(f"{text}: {error}.", 2) from None


def _moment(day: str | None, place: str | None) -> tuple[Moment, str]:
    from ventanilla.rulebook.places import PLACES, place_named
    from ventanilla.rulebook.when import Moment

    if not day or not place:
        raise Fault("Say which day and which place: --on 2018-12-05 --at 'San Ysidro'.", 2)
    place = place_named(place)
    if place not in PLACES:
        raise Fault(f"There is no place called {place!r}. Known are: {', '.join(sorted(PLACES))}.", 2)
    try:
        return Moment(day, PLACES[place].zone), place
    except ValueError as error:
        raise Fault(f"--on {day}: {error}. Write a day as 2018-12-05.", 2) from None


def _card(written: tuple[str, ...]) -> dict[str, object]:
    """Facts as one writes them, read by the kind of each fact.

    Raises:
        Fault: a fact is not written NAME=VALUE, there is no such fact, or two contradict each other.
    """
    from ventanilla.rulebook.card import contradictions, flat, read

    card: dict[str, object] = {}
    for one in written:
        name, equals, value = one.partition("=")
        if not equals:
            raise Fault(f"{one!r}: write a fact as nat=HN.", 2)
        card[name] = _answered(lambda name=name, value=value: read(name, value))  # type: ignore[misc]
    wrong = next(contradictions(flat(card)), None)
    if wrong:
        raise Fault(f"{wrong.field}: {wrong.sentence}.", 2)
    return card


def _answered(ask: Callable[[], T]) -> T:
    try:
        return ask()
    except ValueError as error:
        raise Fault(f"{error}.", 2) from None


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
        click.echo(
            f"{one.case} {one.ask}: {one.code}, expected {one.expected or 'an answer'}"
            + (f" ({one.said})" if one.said else "")
        )
    click.echo(f"{len(found)} questions, {len(found) - len(missed)} answered as expected, {len(missed)} not.")
    unread = sum(not one.checked for one in found)
    click.echo(
        f"{unread} of the answers rest on a source that was not read: a waiting person is told to see a lawyer."
    )
    if missed:
        raise click.exceptions.Exit(1)

"""The sources of a book, and what rests on each."""

from __future__ import annotations

from collections.abc import Iterator

from .book import Book
from .rule import Rule, Source


def sources_of(book: Book) -> dict[Source, list[str]]:
    """Every source, with the ids of the rules and terms that rest on it."""
    found: dict[Source, list[str]] = {}
    for rule in book.rules.values():
        for source in dict.fromkeys(of_rule(rule)):
            found.setdefault(source, []).append(rule.id)
    for term in book.terms.values():
        for source in (term.source, *((term.calendar.source,) if term.calendar else ())):
            found.setdefault(source, []).append(term.id)
    return found


def of_rule(rule: Rule) -> Iterator[Source]:
    """The sources of a rule's windows, of their ends, and of its court orders."""
    for on in rule.on:
        yield from filter(None, (on.source, on.ended_by))
    for court in rule.off:
        if court.source:
            yield court.source

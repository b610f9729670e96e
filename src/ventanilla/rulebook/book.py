"""The book: every rule, term and question, by its id; and its hash, which every decision keeps."""

from __future__ import annotations

import hashlib
import json
import pkgutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from . import policies
from .asking import Kind
from .kept import from_data, to_data
from .questions import QUESTIONS
from .rule import Rule
from .terms import Term


@dataclass(frozen=True, eq=False)
class Book:
    """Rules and terms by their id, and questions by their name. A book never changes; another one is made.

    ``policies`` names the rules of each policy: it is called as its file is (``remain-in-mexico``), and the files of
    both countries with one name are one policy.
    """

    rules: Mapping[str, Rule]
    terms: Mapping[str, Term]
    questions: Mapping[str, Kind]
    policies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def data(self) -> dict[str, Any]:
        """The whole book as plain values, to be kept and read again with :meth:`of_data`."""
        return {
            "rules": [to_data(rule) for _id, rule in sorted(self.rules.items())],
            "terms": [to_data(term) for _id, term in sorted(self.terms.items())],
            "questions": {name: to_data(one) for name, one in sorted(self.questions.items())},
            "policies": {name: list(ids) for name, ids in sorted(self.policies.items())},
        }

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the book's data as compact sorted JSON, in hex."""
        text = json.dumps(self.data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @classmethod
    def of(cls, rules: Iterable[Rule], terms: Iterable[Term], **rest: Any) -> Book:
        """A book of these rules and terms; ``rest`` are the other fields, as the class has them.

        Raises:
            ValueError: two things have the same id.
        """
        return cls(_by_id(rules), _by_id(terms), **{"questions": QUESTIONS, **rest})

    def with_rules(self, rules: Iterable[Rule]) -> Book:
        """The same book with other rules in the place of those that have their ids."""
        return replace(self, rules={**self.rules, **_by_id(rules)})

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Book:
        """The book that was kept as data.

        Raises:
            ValueError: the data holds something that is no part of a rulebook.
        """
        questions = {name: from_data(one) for name, one in data["questions"].items()}
        policies = {name: tuple(ids) for name, ids in data["policies"].items()}
        rules, terms = map(from_data, data["rules"]), map(from_data, data["terms"])
        return cls.of(rules, terms, questions=questions, policies=policies)


def _by_id(things: Iterable[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for thing in things:
        if thing.id in found:
            raise ValueError(f"there are two things with the id {thing.id}")
        found[thing.id] = thing
    return found


@cache
def book() -> Book:
    """The book of every file under ``policies``.

    Raises:
        ValueError: two rules have the same id.
    """
    modules = [
        import_module(one.name) for one in pkgutil.walk_packages(policies.__path__, policies.__name__ + ".")
    ]
    rules: list[Rule] = []
    terms: list[Term] = []
    named: dict[str, tuple[str, ...]] = {}
    for module in modules:
        own = [thing for thing in vars(module).values() if isinstance(thing, Rule)]
        terms += (thing for thing in vars(module).values() if isinstance(thing, Term))
        rules += own
        name = module.__name__.rpartition(".")[2].replace("_", "-")
        if own:
            named[name] = (*named.get(name, ()), *(rule.id for rule in own))
    return Book.of(rules, terms, policies=named)


def files() -> list[Path]:
    """The rule files, in order of their names."""
    return sorted(path for path in Path(policies.__path__[0]).rglob("*.py") if path.name != "__init__.py")

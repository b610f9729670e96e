"""Is a rule file only data, and is every rule in it whole: every fault with its file and line."""

from __future__ import annotations

import ast
import builtins
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from . import questions
from .asking import Kind
from .rule import Court, Rule
from .terms import Term
from .whole import Flaw, flaws_of_question, flaws_of_rule, flaws_of_term

LANGUAGE = "ventanilla.rulebook.language"
_DATA = (
    ast.Module, ast.Expr, ast.Constant, ast.Assign, ast.Name, ast.Store, ast.Load, ast.Call, ast.keyword, ast.Tuple,
    ast.Starred, ast.Attribute, ast.BinOp, ast.BitAnd, ast.BitOr, ast.UnaryOp, ast.Invert, ast.ImportFrom, ast.alias,
)  # fmt: skip
"""What a rule file may be written with: names, calls of the rulebook's own words, and the signs & | ~."""


def shown(path: Path) -> str:
    """A rule file as people speak of it: both countries have a ``title_42.py``."""
    return f"{path.parent.name}/{path.name}"


class Fault(NamedTuple):
    """What is wrong, and where; ``line`` 0 where it is the whole file. A ``warning`` may be right."""

    file: str
    line: int
    sentence: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {'warning: ' if self.warning else ''}{self.sentence}"


def check_file(path: Path) -> Iterator[Fault]:
    """Whether a rule file holds data only: no if, no loop, no function, no import but the rulebook's words."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    except (SyntaxError, UnicodeDecodeError, ValueError) as error:
        said = error.msg if isinstance(error, SyntaxError) else "it is not text"
        yield Fault(shown(path), getattr(error, "lineno", None) or 0, f"this cannot be read: {said}")
        return
    for node in ast.walk(tree):
        if said := _no_data(node):
            yield Fault(shown(path), getattr(node, "lineno", 0), said)


def _no_data(node: ast.AST) -> str:
    """Why a piece of a file is more than data; empty where it is data."""
    if isinstance(node, ast.ImportFrom) and node.module != LANGUAGE:
        return f"a rule file imports from {LANGUAGE} only"
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    if name.startswith("_") or (isinstance(node, ast.Name) and name in vars(builtins)):
        return f"a rule file may not use {name}"
    return "" if isinstance(node, _DATA) else f"a rule file is data: {type(node).__name__.lower()} is not"


class Written(NamedTuple):
    """A rule file that was read: its names and what they stand for, and its text as a tree."""

    path: Path
    names: Mapping[str, Any]
    tree: ast.Module

    def all(self, kind: type) -> dict[str, Any]:
        """The things of one kind, by the name they have in the file."""
        return {name: one for name, one in self.names.items() if isinstance(one, kind)}

    def line(self, id_: str, part: str = "") -> int:
        """The line on which a word of a rule stands, else the one on which the rule begins."""
        calls = [node for node in ast.walk(self.tree) if isinstance(node, ast.Call) and _first(node) == id_]
        words = [node for call in calls[:1] for node in ast.walk(call) if isinstance(node, ast.Constant)]
        found = [node.lineno for node in words if part and node.value == part]
        return min(found, default=calls[0].lineno if calls else 0)

    def line_of_name(self, name: str) -> int:
        """The line on which a name is given."""
        return next((node.lineno for node in self.tree.body if name in _targets(node)), 0)


def check_files(paths: Sequence[Path], others: Sequence[Path] = ()) -> list[Fault]:
    """What is wrong with rule files; ``others`` are files whose rules they may name. A file that is not data is not read.

    A rule that stands in ``others`` as well is a new version of it.
    """
    faults = [fault for path in paths for fault in check_file(path)]
    read = [_read(path) for path in paths if not any(check_file(path))]
    faults += [one for one in read if isinstance(one, Fault)]
    written = [one for one in read if isinstance(one, Written)]
    rest = _written(others)
    rules = {rule.id: rule for one in (*rest, *written) for rule in one.all(Rule).values()}
    faults += [fault for one in written for fault in _flaws(one, rules)]
    return faults + list(_twice(written))


def check_questions(paths: Sequence[Path], asked: Mapping[str, Kind] = questions.QUESTIONS) -> list[Fault]:
    """Whether every rule, effect, term and question that a question names is in the files."""
    written = _written(paths)
    rules = {rule.id: rule for one in written for rule in one.all(Rule).values()}
    terms = {term.id for one in written for term in one.all(Term).values()}
    path = Path(questions.__file__)
    words = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    lines = {node.value: node.lineno for node in words if isinstance(node, ast.Constant)}
    return [
        Fault(shown(path), lines.get(name, 0), f"{name}: {flaw.sentence}", flaw.warning)
        for name, kind in asked.items()
        for flaw in flaws_of_question(kind, rules, terms, asked)
    ]


def _written(paths: Iterable[Path]) -> list[Written]:
    """The files that can be read."""
    read = (_read(path) for path in paths if not any(check_file(path)))
    return [one for one in read if isinstance(one, Written)]


def _read(path: Path) -> Written | Fault:
    """A file of data, carried out: it can do nothing but make rules."""
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    names: dict[str, Any] = {}
    try:
        exec(compile(tree, str(path), "exec"), names)
    except Exception as error:
        frames = [one for one in traceback.extract_tb(error.__traceback__) if one.filename == str(path)]
        return Fault(shown(path), frames[-1].lineno or 0 if frames else 0, f"this is no rule: {error}")
    return Written(path, names, tree)


def _flaws(written: Written, rules: Mapping[str, Rule]) -> Iterator[Fault]:
    own: Iterable[Rule] = written.all(Rule).values()
    for rule in own:
        yield from _faults(written, rule.id, flaws_of_rule(rule, rules))
    for term in written.all(Term).values():
        yield from _faults(written, term.id, flaws_of_term(term))
    for name, order in written.all(Court).items():
        if not any(order is one for rule in own for one in rule.off):
            sentence = (
                f"{name}: a court order without its rule; put it into the off of the rule that it stops"
            )
            yield Fault(shown(written.path), written.line_of_name(name), sentence)


def _faults(written: Written, id_: str, flaws: Iterable[Flaw]) -> Iterator[Fault]:
    for flaw in flaws:
        yield Fault(
            shown(written.path), written.line(id_, flaw.part), f"{id_}: {flaw.sentence}", flaw.warning
        )


def _twice(written: Iterable[Written]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for one in written:
        things = {id(thing): thing for kind in (Rule, Term) for thing in one.all(kind).values()}
        for thing in things.values():
            if thing.id in seen:
                said = f"{thing.id}: there is another one with this id in {seen[thing.id]}"
                yield Fault(shown(one.path), one.line(thing.id), said)
            seen[thing.id] = shown(one.path)


def _first(call: ast.Call) -> Any:
    return getattr(call.args[0], "value", None) if call.args else None


def _targets(node: ast.AST) -> list[str]:
    return (
        [one.id for one in node.targets if isinstance(one, ast.Name)] if isinstance(node, ast.Assign) else []
    )

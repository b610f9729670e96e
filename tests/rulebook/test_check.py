"""A rule file is data, and a rule is whole; what is not is refused with file and line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ventanilla.rulebook.book import book, files
from ventanilla.rulebook.check import check_file, check_rule
from ventanilla.rulebook.conditions import Leaf
from ventanilla.rulebook.facts import Fact

BAR = book().rules["US-TRANSIT"]


def test_every_file_is_data_and_every_rule_is_whole():
    assert [fault for path in files() for fault in check_file(path)] == []
    assert [said for rule in book().rules.values() for said in check_rule(rule, book().rules)] == []


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("import os", "import"),
        ("from os import path", "imports from"),
        ("if True: pass", "if"),
        ("def rule(): pass", "functiondef"),
        ("A = [n for n in (1, 2)]", "listcomp"),
        ("A = ().__class__", "__class__"),
    ],
)
def test_anything_but_data_is_refused_with_its_line(tmp_path, line, word):
    path = tmp_path / "bad.py"
    path.write_text(f'"""A subject."""\n\n{line}\n', encoding="utf-8")
    faults = list(check_file(path))
    assert faults and faults[0].line == 3 and word in faults[0].sentence


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (replace(BAR, on=(replace(BAR.on[0], source=None),)), "has no source"),
        (replace(BAR, at=("Atlantis",)), "no place called Atlantis"),
        (replace(BAR, needs=("MX-NOTHING",)), "no such rule"),
        (replace(BAR, on=(BAR.on[0], replace(BAR.on[0], start="2020-01-01"))), "overlap"),
        (replace(BAR, on=(replace(BAR.on[0], end="2019-07-01"),)), "begin before it ends"),
    ],
)
def test_a_rule_that_is_not_whole_is_refused(rule, said):
    assert said in "; ".join(check_rule(rule, book().rules))


def test_two_conditions_that_ask_the_same_are_equal():
    fact = Fact("nat", "code", "nationality")
    assert Leaf(fact, "in", ("HN",)) == Leaf(fact, "in", ("HN",))

"""A rule file is data, and a rule is whole; what is not is refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ventanilla.cli import cli
from ventanilla.rulebook.asking import Family, Question, Until
from ventanilla.rulebook.book import files
from ventanilla.rulebook.check import Fault, check_file, check_files, check_questions
from ventanilla.rulebook.conditions import Leaf
from ventanilla.rulebook.facts import Fact as AskedFact

GOOD = '''"""A subject."""

from ventanilla.rulebook.language import *

READ = Source("A law", "2018-01-01", "https://example.org/law")
BAR = Rule(
    "XX-BAR",
    country="US",
    basis="memo",
    title=Said("A bar", "Una barrera"),
    effects=(Effect("bars", "asylum", Said("Barred", "Cerrado")),),
    counts="decision",
    zone="America/New_York",
    at=("San Ysidro", "El Paso"),
    on=(
        On("2019-01-01", "2020-01-01", source=READ, known="2018-12-20"),
        On("2021-01-01", source=READ),
    ),
    off=(
        Court(
            Said("an order", "una orden"),
            "2019-03-01",
            "2019-04-01",
            source=READ,
            at=("El Paso",),
            who=nat.isin("HN", "SV"),
            covers=("asylum",),
            paused=(Pause("2019-03-10", "2019-03-20"),),
        ),
    ),
    when=(~nat.isin("MX"),),
    needs=("US-240",),
)
LAST = Term(
    "XX-TERM",
    country="US",
    title=Said("A term", "Un plazo"),
    starts=filed,
    source=READ,
    days=30,
)
'''
PAUSE = '            paused=(Pause("2019-03-10", "2019-03-20"),),\n'


def checked(folder: Path, *changes: tuple[str, str]) -> list[Fault]:
    """What is wrong with the good file after these words of it were changed."""
    text = GOOD
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    path = folder / "bad.py"
    path.write_text(text, encoding="utf-8")
    return check_files([path], files())


def line_of(word: str) -> int:
    """The line of the good file on which a word stands."""
    return next(n for n, line in enumerate(GOOD.splitlines(), 1) if word in line)


def test_the_book_has_no_fault_and_its_questions_name_what_is_there():
    found = [*check_files(files()), *check_questions(files())]
    assert [str(one) for one in found if not one.warning] == []


def test_a_good_file_has_no_fault_and_no_warning(tmp_path):
    assert checked(tmp_path) == []


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("import os", "import"),
        ("from os import path", "imports from"),
        ("if True: pass", "if"),
        ("def rule(): pass", "functiondef"),
        ("A = [n for n in (1, 2)]", "listcomp"),
        ("A = ().__class__", "__class__"),
        ("A = open('/etc/passwd')", "may not use open"),
        ("A = __import__('os')", "may not use __import__"),
        ("A = (", "cannot be read"),
    ],
)
def test_anything_but_data_is_refused_with_its_line_and_never_run(tmp_path, line, word):
    path = tmp_path / "bad.py"
    path.write_text(f'"""A subject."""\n\n{line}\n', encoding="utf-8")
    [first, *_rest] = check_files([path])
    assert first.line == 3 and word in first.sentence and not first.warning
    assert list(check_file(path))


@pytest.mark.parametrize(
    ("old", "new", "said", "where"),
    [
        ('On("2021-01-01"', 'On("2019-06-01"', "overlap", 'On("2021-01-01"'),
        ('"2019-01-01", "2020-01-01", source=READ', '"2019-01-01", "2020-01-01"', "has no source", 'On("2019-01-01"'),
        ('"2019-04-01",\n            source=READ', '"2019-04-01"', "the order from 2019-03-01 has no source", '"2019-03-01"'),
        ('Source("A law"', 'Source(""', "give at least a title", 'On("2019-01-01"'),
        ('at=("San Ysidro"', 'at=("Atlantis"', "no place called Atlantis", 'at=("San Ysidro"'),
        ('at=("El Paso",)', 'at=("Atlantis",)', "no place called Atlantis", 'at=("El Paso",)'),
        ('~nat.isin("MX")', '~nat.isin("XM")', "no nationality XM", '~nat.isin("MX")'),
        ('nat.isin("HN", "SV")', 'nat.isin("HN", "HND")', "no nationality HND", 'nat.isin("HN", "SV")'),
        ('covers=("asylum",)', 'covers=("work",)', "covers work; the rule has asylum", 'covers=("asylum",)'),
        ('Pause("2019-03-10"', 'Pause("2019-02-10"', "outside its own days", 'Pause("2019-03-10"'),
        ('Pause("2019-03-10", "2019-03-20")', 'Pause("2019-03-10", "2019-05-20")', "outside its own days", "Pause("),
        ('Pause("2019-03-10", "2019-03-20")', 'Pause("2019-03-20", "2019-03-10")', "begin before it ends", "Pause("),
        ('needs=("US-240",)', 'needs=("MX-NOTHING",)', "no such rule", "needs="),
        ('needs=("US-240",)', 'needs=("XX-BAR",)', "nobody could ever answer", '"XX-BAR"'),
        ('counts="decision"', 'counts="birthday"', "no day called birthday", "counts="),
        ('"2020-01-01", source', '"2018-01-01", source', "begin before it ends", 'On("2019-01-01"'),
        ('"2020-01-01", source', '"2020-02-30", source', "is not a day", "2020-01-01"),
        ('known="2018-12-20"', 'known="soon"', "'soon' is not a day", "known="),
        ('zone="America/New_York"', 'zone="America/Nowhere"', "no time zone called", 'On("2019-01-01"'),
        ('basis="memo"', 'basis="rumour"', "no basis called rumour", "basis="),
        ("days=30", "days=0", "it has no length", '"XX-TERM"'),
        ("days=30", "working_days=30", "has no calendar", '"XX-TERM"'),
        ("days=30", "days=30, when=1", "this is no rule", "LAST ="),
        ("nat.isin", "nationality.isin", "this is no rule: name 'nationality'", "nat.isin"),
    ],
)  # fmt: skip
def test_a_rule_that_is_not_whole_is_refused_with_file_and_line(tmp_path, old, new, said, where):
    faults = [one for one in checked(tmp_path, (old, new)) if not one.warning and said in one.sentence]
    assert faults, said
    assert faults[0].file == f"{tmp_path.name}/bad.py"
    assert abs(faults[0].line - line_of(where)) <= 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"2018-01-01", "https://example.org/law"', '"", "https://example.org/law"', "has no day"),
        (', "https://example.org/law"', "", "has no address"),
        ('known="2018-12-20"', 'known="2019-02-01"', "announced on 2019-02-01, after it came on 2019-01-01"),
        (
            'known="2018-12-20"',
            'end_known="2020-02-01"',
            "its end was announced on 2020-02-01, after it came on",
        ),
        (
            'known="2018-12-20"',
            'ended_by=Source("A law")',
            "the end of the window from 2019-01-01 has no day",
        ),
        (
            '"2019-03-01",\n            "2019-04-01"',
            '"2020-03-01",\n            "2020-04-01"',
            "outside every window",
        ),
        ('at=("El Paso",)', 'at=("Nogales",)', "at Nogales, where the rule is not"),
    ],
)
def test_what_may_be_right_is_a_warning_and_no_fault(tmp_path, old, new, said):
    found = checked(tmp_path, (old, new), (PAUSE, "")) if "2020-03" in new else checked(tmp_path, (old, new))
    assert [one for one in found if said in one.sentence] and all(one.warning for one in found)


def test_an_order_that_stands_in_no_rule_is_refused(tmp_path):
    path = tmp_path / "bad.py"
    order = 'LOST = Court(Said("lost", "perdida"), "2019-05-01", source=READ)\n'
    path.write_text(GOOD + order, encoding="utf-8")
    [fault] = check_files([path], files())
    assert "LOST: a court order without its rule" in fault.sentence
    assert fault.line == len(GOOD.splitlines()) + 1


def test_two_rules_with_one_id_are_refused_and_a_new_version_of_a_rule_is_not(tmp_path):
    one, other = tmp_path / "one.py", tmp_path / "other.py"
    for path in (one, other):
        path.write_text(GOOD, encoding="utf-8")
    assert {"another one with this id" in fault.sentence for fault in check_files([one, other], files())} == {
        True
    }
    transit = next(path for path in files() if path.name == "transit_bar.py")
    assert [fault for fault in check_files([transit], files()) if not fault.warning] == []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (Question("?", ("US-NOTHING",)), "no rule called US-NOTHING"),
        (Question("?", ("US-240",), closed_by=("US-10888/work",)), "has no effect on work"),
        (Until("?", ("US-NEVER",)), "no term called US-NEVER"),
        (Until("?", ("US-EAD-150",), ("US-EAD-365", "US-NEVER")), "no term called US-NEVER"),
        (Family("?", "nothing"), "no question called nothing"),
    ],
)
def test_a_question_that_names_what_is_not_there_is_refused(question, said):
    [fault] = check_questions(files(), {"mine": question})
    assert (
        fault.file == "rulebook/questions.py"
        and said in fault.sentence
        and fault.sentence.startswith("mine: ")
    )


def test_two_conditions_that_ask_the_same_are_equal():
    fact = AskedFact("nat", "code", "nationality")
    assert Leaf(fact, "in", ("HN",)) == Leaf(fact, "in", ("HN",))


def check(*words: str):
    """``ventanilla rules check``."""
    return CliRunner().invoke(cli, ["rules", "check", *words], prog_name="ventanilla")


def test_the_command_says_every_fault_of_a_file_with_its_line_and_ends_with_1(tmp_path):
    path = tmp_path / "bad.py"
    path.write_text(
        GOOD.replace('at=("San Ysidro"', 'at=("Atlantis"').replace('"MX"', '"XM"'), encoding="utf-8"
    )
    result = check(str(path))
    assert result.exit_code == 1
    assert f"bad.py, line {line_of('at=(')}: XX-BAR: there is no place called Atlantis" in result.output
    assert "no nationality XM" in result.output and "2 faults and 0 warnings" in result.output


def test_the_command_counts_warnings_and_ends_with_0(tmp_path):
    path = tmp_path / "good.py"
    path.write_text(GOOD.replace(', "https://example.org/law"', ""), encoding="utf-8")
    result = check(str(path))
    assert result.exit_code == 0 and "warning: XX-BAR" in result.output
    assert "1 rule files, 4 warnings: nothing is wrong" in result.output

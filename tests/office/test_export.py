"""What leaves the office is counts: small ones hidden, the line's own exact, and never a name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ventanilla.journal.ledger import Done
from ventanilla.office.export import ExportError, tables, write
from ventanilla.office.folder import Office
from ventanilla.rooms.line.actions import RegisterAndJoin
from ventanilla.rooms.registry.actions import Member


@pytest.fixture
def filled(office: Office, do: Callable[..., Done]) -> Office:
    for n in range(14):
        do(
            RegisterAndJoin(
                list="tijuana",
                members=(Member(name=f"Canary {n}", sex="f", nationality="HN", birth_year=1990),),
            )
        )
    for _ in range(3):
        do(
            RegisterAndJoin(
                list="tijuana", members=(Member(sex="m", nationality="GT", birth_year=2015), Member())
            )
        )
    return office


def test_counts_by_what_describes_people_are_hidden_or_rounded(filled: Office) -> None:
    made = tables(filled)
    assert set(made["nationality"].published()) == {
        ("tijuana", "HND", 10),
        ("tijuana", "GTM", None),
        ("tijuana", "not said", None),
    }
    assert ("tijuana", "18-59", 10) in made["age"].published()
    assert ("tijuana", "0-4", None) in made["age"].published()
    assert ("tijuana", "2", None) in made["household-size"].published()


def test_the_line_itself_is_exact(filled: Office) -> None:
    made = tables(filled)
    assert made["waiting"].published()[0][2:] == (17, 20)
    [day] = made["days"].published()
    assert (
        day[made["days"].columns.index(next(c for c in made["days"].columns if c.name == "joined_people"))]
        == 20
    )


def test_files_carry_tags_and_no_name(filled: Office, tmp_path: Path) -> None:
    made = tables(filled)
    for path, _rows in write(made, tmp_path / "counts.csv", "csv"):
        text = path.read_text()
        assert text.splitlines()[1].startswith("#meta+list,") and "Canary" not in text
    write(made, tmp_path / "counts.json", "json")
    said = json.loads((tmp_path / "counts.json").read_text())
    assert said["age"]["row_count"] == len(said["age"]["rows"]) and "Canary" not in json.dumps(said)


def test_a_file_that_is_there_is_left_alone(filled: Office, tmp_path: Path) -> None:
    (tmp_path / "counts-age.csv").write_text("mine")
    with pytest.raises(ExportError, match="exists already"):
        write(tables(filled), tmp_path / "counts.csv", "csv")
    assert [path.name for path in tmp_path.glob("counts*")] == ["counts-age.csv"]

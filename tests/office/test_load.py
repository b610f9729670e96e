"""A notebook is taken over: all of it or nothing, once, and again from where it stopped."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.journal.action import Refused
from ventanilla.journal.desk import Actor
from ventanilla.journal.reader import Reader
from ventanilla.journal.verify import verify
from ventanilla.office import load as module
from ventanilla.office.folder import Office
from ventanilla.office.load import Load
from ventanilla.rooms.line.actions import OpenList, RegisterAndJoin
from ventanilla.rooms.line.rules import ListRules
from ventanilla.rooms.registry.actions import Member

NOTEBOOK = """número,nombre,personas,nacionalidad,fecha,edad,teléfono
812,Sintética Uno,3,Honduras,2018-11-20,31,664 000
812,Sintético Dos,1,salvadoreño,2018-11-20,19,
813,,2,GT,2018-11-21,,
"""


@pytest.fixture
def sheet(tmp_path: Path):
    def write(text: str, name: str = "people.csv") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


def lines(office: Office, list_id: str = "tijuana") -> list[tuple]:
    return office.db.all(
        "SELECT number, ord, size, state FROM line_ticket WHERE list=? ORDER BY number, ord", (list_id,)
    )


def entries(office: Office) -> int:
    return verify(office.db).entries


def take(office: Office, keeper: Actor, path: Path, list_id: str = "tijuana") -> int:
    one = Load(office, path, list_id)
    assert one.check().refused == []
    return one.load(keeper)


def test_the_notebook_keeps_its_numbers_and_days(office: Office, keeper: Actor, sheet) -> None:
    one = Load(office, sheet(NOTEBOOK), "tijuana")
    report = one.check()
    assert (report.rows, report.households, report.people) == (3, 3, 6)
    assert (report.first_number, report.last_number) == (812, 813)
    assert one.load(keeper) == 3
    assert lines(office) == [(812, 1, 3, "waiting"), (812, 2, 1, "waiting"), (813, 1, 2, "waiting")]
    assert verify(office.db).whole


def test_an_age_keeps_the_day_it_was_said(office: Office, keeper: Actor, sheet) -> None:
    take(office, keeper, sheet(NOTEBOOK))
    row = office.db.one("SELECT seq FROM registry_household ORDER BY seq LIMIT 1")
    entry = Reader(office.db, office.keys).entry(row[0])  # type: ignore[index]
    said = entry.part(entry.body["people"][0])  # type: ignore[union-attr]
    assert (said["age"], said["said_on"], said["year"], said["kind"]) == (31, "2018-11-20", 1987, "about")
    assert said["phone"] == "664 000"


def test_one_bad_row_and_nothing_is_loaded(office: Office, keeper: Actor, sheet, tmp_path: Path) -> None:
    before = entries(office)
    one = Load(office, sheet(NOTEBOOK + "814,Sintética Tres,many,HN,2018-11-22,20,\n"), "tijuana")
    report = one.check()
    assert (report.refused_rows, report.refused[0].line, report.refused[0].field) == (1, 5, "people")
    assert one.write_refused(tmp_path / "refused.csv") == 1
    written = (tmp_path / "refused.csv").read_text(encoding="utf-8-sig")
    assert "Sintética Tres" in written and "Sintética Uno" not in written
    assert stat.S_IMODE((tmp_path / "refused.csv").stat().st_mode) == 0o600
    assert entries(office) == before


def test_those_who_do_not_wait_are_refused_for_now(office: Office, sheet, tmp_path: Path) -> None:
    one = Load(office, sheet("number,name,state\n1,Synthetic One,waiting\n2,Synthetic Two,left\n"), "tijuana")
    report = one.check()
    assert [fault.line for fault in report.refused] == [3] and "those who wait" in report.refused[0].reason
    one.write_refused(tmp_path / "out.csv")
    assert "Synthetic Two" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_the_same_file_sent_twice_loads_nothing_twice(office: Office, keeper: Actor, sheet) -> None:
    path = sheet(NOTEBOOK)
    assert take(office, keeper, path) == 3
    before = entries(office)
    again = Load(office, path, "tijuana")
    again.check()
    assert again.already == 3 and again.load(keeper) == 0 and entries(office) == before


def test_a_load_that_was_killed_goes_on_where_it_stopped(
    office: Office, keeper: Actor, sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STEP", 10)
    path = sheet("number,name\n" + "".join(f"{n},Synthetic {n}\n" for n in range(1, 36)))
    one, steps = Load(office, path, "tijuana"), []

    def killed(_done: int) -> None:
        steps.append(1)
        if len(steps) == 2:
            raise KeyboardInterrupt

    one.check()
    with pytest.raises(KeyboardInterrupt):
        one.load(keeper, killed)
    assert len(lines(office)) == 20
    again = Load(office, path, "tijuana")
    assert again.check().households == 35 and again.already == 20
    assert again.load(keeper) == 15
    assert [row[0] for row in lines(office)] == list(range(1, 36)) and verify(office.db).whole


@pytest.mark.parametrize("unit", ["household", "person"])
def test_a_number_that_was_given_is_never_given_again(office: Office, keeper: Actor, sheet, do, unit) -> None:
    do(
        OpenList(
            list="other", name="Other", port="Nogales", zone="America/Hermosillo", rules=ListRules(unit=unit)
        )
    )
    do(RegisterAndJoin(list="other", members=(Member(),), number=7))
    one = Load(office, sheet("number,name\n6,Synthetic A\n7,Synthetic B\n"), "other")
    [fault] = one.check().refused
    assert fault.line == 3 and "already given" in fault.reason


def test_where_a_number_is_one_person_a_household_needs_as_many(
    office: Office, keeper: Actor, sheet, do
) -> None:
    do(
        OpenList(
            list="juarez",
            name="Juarez",
            port="Juarez",
            zone="America/Ojinaga",
            rules=ListRules(unit="person"),
        )
    )
    assert (
        take(office, keeper, sheet("number,name,people\n1173,Synthetic A,3\n1176,Synthetic B,1\n"), "juarez")
        == 2
    )
    assert [row[0] for row in lines(office, "juarez")] == [1173, 1176]
    torn = "number,name,family\n2000,Synthetic C,a\n2005,Synthetic D,a\n"
    assert "follow one another" in Load(office, sheet(torn, "torn.csv"), "juarez").check().refused[0].reason


def test_rows_with_and_without_a_number_do_not_mix(office: Office, sheet) -> None:
    report = Load(office, sheet("number,name\n5,Synthetic A\n,Synthetic B\n"), "tijuana").check()
    assert [fault.line for fault in report.refused] == [3] and "in no row" in report.refused[0].reason


def test_a_list_that_is_not_there(office: Office, sheet) -> None:
    with pytest.raises(Refused, match="There are: tijuana"):
        Load(office, sheet(NOTEBOOK), "nowhere")


@given(numbers=st.lists(st.integers(1, 6), min_size=1, max_size=14))
def test_any_order_of_numbers_in_the_notebook_is_kept(
    office: Office, keeper: Actor, tmp_path: Path, numbers: list[int]
) -> None:
    """Whoever stands first in the file under a number stands first in it."""
    base = (lines(office) or [(0,)])[-1][0] // 10 * 10 + 10
    wanted = [base + n for n in numbers]
    path = tmp_path / f"{base}.csv"
    # Rows side by side with one number are one household only on a list of households, so all may repeat here.
    path.write_text("number,name\n" + "".join(f"{n},Synthetic {i}\n" for i, n in enumerate(wanted)))
    one = Load(office, path, "tijuana")
    report = one.check()
    if report.refused:
        return
    assert one.load(keeper) == len(wanted)
    found = [(n, o) for n, o, *_ in lines(office) if n >= base]
    seen: dict[int, int] = {}
    for n in wanted:
        seen[n] = seen.get(n, 0) + 1
    assert found == [(n, o) for n in sorted(seen) for o in range(1, seen[n] + 1)]


def test_the_day_of_ages_can_be_said_for_all(office: Office, sheet) -> None:
    for text in ("name,age,date\nSynthetic A,30,\n", "name,age\nSynthetic A,30\n"):
        path = sheet(text)
        assert Load(office, path, "tijuana").check().refused[0].field == "age"
    assert Load(office, path, "tijuana", date(2018, 11, 1)).check().refused == []

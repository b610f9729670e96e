"""The record's rows become figures, each with the day on which it may be known; what cannot be read is said plainly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ventanilla import data
from ventanilla.forecast.series import RecordFault, period, read_file, read_record

HEAD = "row_id,shelter,city,date,measure,value_low,value_high,unit,status,extra\n"


def shelters(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "rows.csv"
    path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019-06-19", date(2019, 6, 19), date(2019, 6, 19)),
        ("2019-06", date(2019, 6, 1), date(2019, 6, 30)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-04-16 to 2019-05-01", date(2019, 4, 16), date(2019, 5, 1)),
        ("2019-06 to 2019-12", date(2019, 6, 1), date(2019, 12, 31)),
        (" 2019-06/2019-07 ", date(2019, 6, 1), date(2019, 7, 31)),
    ],
)
def test_a_period_counts_on_its_last_day(text: str, first: date, last: date):
    assert period(text) == (first, last)


@pytest.mark.parametrize("text", ["", "soon", "2019-13", "2019-02-30", "2019-05 to 2019-04", "19-05-01"])
def test_what_is_no_day_is_refused(text: str):
    with pytest.raises(ValueError):
        period(text)


def test_a_range_stays_a_range_and_its_middle_is_the_value(tmp_path: Path):
    rows = ("A,Casa,Tijuana,2019-01-01,occupancy,100,300,people,S,", 'B,Casa,Tijuana,2019-01-02,occupancy,"1,200",,people,S,',
            "C,Casa,Tijuana,2019-01-03,occupancy,,40,people,S,", "D,Casa,Tijuana,2019-01-04,closed,,,date,S,", ",,,,,,,,,")  # fmt: skip
    file, found = read_file(shelters(tmp_path, *rows))
    assert file == "shelters"
    assert [(one.row_id, one.low, one.high, one.value) for one in found] == [
        ("A", 100, 300, 200), ("B", 1200, 1200, 1200), ("C", 40, 40, 40),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("H1,Casa,Tijuana,2019-01-01,occupancy,about 40,,people,S,", ["row H1", "value_low", "about 40"]),
        ("H1,Casa,Tijuana,2019-01-01,occupancy,-4,,people,S,", ["row H1", "value_low"]),
        ("H1,Casa,Tijuana,2019-01-01,occupancy,nan,,people,S,", ["row H1", "value_low"]),
        ("H1,Casa,Tijuana,2019-01-01,occupancy,50,40,people,S,", ["row H1", "value_high"]),
        ("H1,Casa,Tijuana,in May,occupancy,50,60,people,S,", ["row H1", "date", "in May"]),
        (",Casa,Tijuana,2019-01-01,occupancy,50,60,people,S,", ["line 2", "row_id"]),
    ],
)
def test_a_fault_names_the_row_and_the_field(tmp_path: Path, row: str, said: list[str]):
    with pytest.raises(RecordFault) as fault:
        read_file(shelters(tmp_path, row))
    assert all(part in str(fault.value) for part in said)


def test_another_file_is_told_by_its_columns(tmp_path: Path):
    with pytest.raises(RecordFault, match=r"waitlist\.csv, mpp\.csv or shelters\.csv"):
        read_file(shelters(tmp_path, "1,2", head="a,b\n"))
    with pytest.raises(RecordFault, match=r"holds no waitlist\.csv"):
        read_record(tmp_path)
    shelters(tmp_path, "H1,Casa,Tijuana,2019-01-01,occupancy,50,60,people,S,").rename(tmp_path / "mpp.csv")
    with pytest.raises(RecordFault, match=r"mpp\.csv has the columns of shelters\.csv"):
        read_record(tmp_path)


def test_a_file_in_another_code_is_refused_in_a_sentence(tmp_path: Path):
    path = tmp_path / "rows.csv"
    path.write_bytes(
        HEAD.encode() + "H1,Casa Árbol,Tijuana,2019-01-01,occupancy,5,,people,S,".encode("latin-1")
    )
    with pytest.raises(RecordFault, match="UTF-8"):
        read_file(path)


def test_one_series_is_one_place_one_measure_one_column():
    readings = read_record(data.folder())
    by_id = {(one.row_id, one.column): one for one in readings}
    assert by_id["W022", "people"].series == by_id["W015", "people"].series
    assert by_id["W022", "people"].series != by_id["W116", "people"].series
    assert by_id["W021", "registered_cumulative"].series != by_id["W020", "registered_cumulative"].series
    assert by_id["M094", "value"].day == date(2019, 5, 1) and by_id["M038", "value"].day == date(2019, 7, 31)
    assert by_id["M068", "value"].first == date(2020, 3, 1), "added since March 2020"

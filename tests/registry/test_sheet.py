"""A keeper brings the notebook, typed into whatever program was at hand, and it becomes households or clear reasons."""

from __future__ import annotations

import ast
import csv
import stat
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ventanilla.rooms.registry import sheet_cells
from ventanilla.rooms.registry.headings import field_of, fold, headings
from ventanilla.rooms.registry.nationalities import ALPHA3, nationality
from ventanilla.rooms.registry.sheet import (
    HouseholdRow,
    Refused,
    SheetError,
    check,
    households,
    read,
    write_refused,
)
from ventanilla.rooms.registry.sheet_cells import (
    SENTENCES,
    Unreadable,
    read_age,
    read_birth,
    read_date,
    read_number,
)

TODAY = date(2018, 12, 5)
NOTEBOOK = """número,nombre,personas,nacionalidad,fecha
1503,María Núñez,4,Honduras,5/12/2018
1503,Juan,1,salvadoreño,5 dic 2018
1504,Ana López,2,GTM,2018-12-04
"""


def sheet_of(tmp_path: Path, text: str, encoding: str = "utf-8", name: str = "people.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def loaded(path: Path, shape: str = "people", **how: object) -> list[HouseholdRow | Refused]:
    return list(households(read(path), shape, today=TODAY, **how))  # type: ignore[arg-type]


def refusals(tmp_path: Path, text: str, shape: str = "people") -> list[tuple[int, str, str]]:
    found = loaded(sheet_of(tmp_path, text), shape)
    return [(r.line, r.field, r.code) for r in found if isinstance(r, Refused)]


# the file, as it comes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_notebook_is_read_however_it_was_saved(tmp_path, encoding, mark):
    path = sheet_of(tmp_path, NOTEBOOK.replace(",", mark), encoding)
    first, second, third = loaded(path)
    assert (first.number, first.size, first.unnamed, first.joined) == (1503, 4, 3, TODAY)
    assert first.members[0]["name"] == "María Núñez"
    assert [h.members[0]["nationality"] for h in (first, second, third)] == ["HN", "SV", "GT"]
    assert [h.lines for h in (first, second, third)] == [(2,), (3,), (4,)]


def test_an_excel_sheet_gives_the_same_households(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    for row in (
        ["Lista de espera"],
        ["No.", "Nombre", "Personas", "Nacionalidad", "Fecha"],
        [1503, "María Núñez", 4, "Honduras", TODAY],
        [None],
        [1504, "Ana López", 2.0, "GTM", "4/12/2018"],
    ):
        book.active.append(row)
    book.save(tmp_path / "people.xlsx")
    first, second = loaded(tmp_path / "people.xlsx")
    assert (first.number, first.size, first.joined, first.lines) == (1503, 4, TODAY, (3,))
    assert (second.number, second.size, second.joined, second.lines) == (1504, 2, date(2018, 12, 4), (5,))


def test_the_only_accent_may_stand_in_the_last_line(tmp_path):
    rows = "".join(f"{i},Ana,1,HN,2018-12-01\n" for i in range(1, 60_000))
    path = sheet_of(
        tmp_path, f"number,name,people,nationality,date\n{rows}60000,Peña,1,HN,2018-12-01\n", "cp1252"
    )
    assert read(path).encoding == "cp1252"
    assert loaded(path)[-1].members[0]["name"] == "Peña"


def test_a_damaged_letter_is_refused_and_not_read_as_another(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes("name,people\nPeña,1\nPe".encode() + b"\xf1" + b"a,1\n")
    found = loaded(path)
    assert found[0].members[0]["name"] == "Peña"
    assert (found[1].line, found[1].code) == (3, "letters")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel"),
        (b"PK\x03\x04 no workbook", "not_table"),
        (b"a\0b\0", "not_table"),
        (b"1503,Ana,4\n1504,Juan,2\n", "headings"),
        ("number,name,número\n1,Ana,2\n".encode(), "twice"),
    ],
)
def test_a_file_that_is_no_sheet_gets_one_sentence(tmp_path, content, code):
    (tmp_path / "people.csv").write_bytes(content)
    with pytest.raises(SheetError) as refused:
        read(tmp_path / "people.csv")
    assert refused.value.code == code
    assert "{" not in str(refused.value)


def test_a_missing_file_and_one_that_changed_are_said(tmp_path):
    with pytest.raises(SheetError, match="There is no file"):
        read(tmp_path / "nobody.csv")
    sheet = read(sheet_of(tmp_path, NOTEBOOK))
    sheet_of(tmp_path, NOTEBOOK + "1505,Eva,1,HN,2018-12-05\n")
    with pytest.raises(SheetError, match="was changed"):
        list(sheet)


def test_a_quotation_mark_that_is_never_closed_swallows_nobody(tmp_path):
    text = 'number,name,notes\n1,Ana,"by the bridge\n2,Juan,\n3,Eva,\n'
    assert refusals(tmp_path, text) == [(2, "", "broken")]
    long = 'number,name\n1,"Ana\n' + "2,Juan\n" * 40_000
    with pytest.raises(SheetError, match="never closed"):
        loaded(sheet_of(tmp_path, long))


def test_rows_pass_in_little_memory(tmp_path):
    row = "1503,Ana López,4,Honduras,5/12/2018\n"
    path = sheet_of(tmp_path, "número,nombre,personas,nacionalidad,fecha\n" + row * 20_000)
    tracemalloc.start()
    count = sum(1 for _ in households(read(path), "people", today=TODAY))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 5_000_000


# headings


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Número", "number"),
        ("No.", "number"),
        ("Nº", "number"),
        ("#", "number"),
        ("TAMAÑO", "people"),
        ("Nacionalidad", "nationality"),
        ("Año de nacimiento (aprox.)", "birth"),
        ("Edad", "age"),
        ("Family", "household"),
        ("Registered", "date"),
        ("Teléfono", "contact"),
        ("Passport number", None),
    ],
)
def test_headings_forgive_accents_case_and_language(title, field):
    assert field_of(title) == field


def test_columns_not_understood_are_named_and_left_out(tmp_path):
    report = check(
        sheet_of(tmp_path, "Fecha;Pasaporte;NOMBRE;numero\n5/12/2018;X123;Ana;7\n", "cp1252"), TODAY
    )
    assert report.ignored == ("Pasaporte",)
    assert report.headings == {"date": "Fecha", "name": "NOMBRE", "number": "numero"}
    assert (report.separator, report.day_first, report.people) == ("semicolon", True, 1)


def test_a_row_of_people_is_not_a_heading_row():
    assert headings(["1503", "Ana", "4", "Honduras"]) is None


# cells


@pytest.mark.parametrize(
    ("text", "day_first", "day"),
    [
        ("2018-12-05", None, TODAY),
        ("2018-12-05 09:30:00", None, TODAY),
        ("5/12/2018", True, TODAY),
        ("12/5/2018", False, TODAY),
        ("05.12.2018", True, TODAY),
        ("30/11/2018", None, date(2018, 11, 30)),
        ("11/30/2018", None, date(2018, 11, 30)),
        ("5/12/18", True, TODAY),
        ("5 dic 2018", None, TODAY),
        ("miércoles 5 de diciembre de 2018", None, TODAY),
        ("Dec 5, 2018", None, TODAY),
        ("5th December 2018", None, TODAY),
    ],
)
def test_dates_are_read_as_people_write_them(text, day_first, day):
    assert read_date(text, day_first, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day_first", "code"),
    [
        ("5/12/2018", None, "date_order"),
        ("11/30/2018", True, "date"),
        ("31/2/2018", True, "date"),
        ("05-12-18", True, "date_year"),
        ("18/12/05", True, "date_year"),
        ("6/12/2018", True, "date_future"),
        ("1999-12-31", None, "date_old"),
        ("yesterday", None, "date"),
        ("43439", None, "date"),
    ],
)
def test_a_date_that_can_mislead_is_refused(text, day_first, code):
    with pytest.raises(Unreadable) as refused:
        read_date(text, day_first, TODAY)
    assert refused.value.code == code


@given(st.dates(date(2000, 1, 1), TODAY), st.booleans())
@settings(max_examples=100)
def test_every_day_reads_back_in_every_form(day, day_first):
    order = f"{day:%d/%m/%Y}" if day_first else f"{day:%m/%d/%Y}"
    for text in (day.isoformat(), order, f"{day:%d %b %Y}", f"{day:%B} {day.day}, {day.year}"):
        assert read_date(text, day_first, TODAY) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Honduras", "HN"),
        ("hondureños", "HN"),
        ("HND", "HN"),
        ("hn", "HN"),
        ("Nicaragüense", "NI"),
        ("Haitian", "HT"),
        ("MÉXICO", "MX"),
        ("Salvadoran", "SV"),
        ("Camerún", "CM"),
        ("XX", None),
        ("Congo", None),
        ("Atlantis", None),
    ],
)
def test_nationalities_are_known_or_not_guessed(text, code):
    assert nationality(text) == code


def test_every_iso_code_is_understood_and_goes_out_as_three_letters():
    assert len(ALPHA3) == 249
    assert all(nationality(two) == two == nationality(three) for two, three in ALPHA3.items())


@pytest.mark.parametrize(("text", "number"), [("812", 812), ("1,503", 1503), ("No. 812", 812), ("#7", 7)])
def test_numbers_are_whole(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["812-B", "8.5", "0", "-3", "twelve", "٣", "1,50"])
def test_what_is_no_whole_number_is_refused(text):
    with pytest.raises(Unreadable):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("1984", (1984, "exact")),
        ("about 1984", (1984, "about")),
        ("~1984", (1984, "about")),
        ("1984?", (1984, "about")),
        ("no sabe", (None, "unknown")),
        ("12/03/1984", (1984, "exact")),
        ("01/01/1984", (1984, "about")),
    ],
)
def test_a_birth_year_is_kept_as_given_and_a_day_never(text, birth):
    assert read_birth(text, TODAY) == birth


@pytest.mark.parametrize(
    ("text", "read_as"), [("34", (34, 1984)), ("34 años", (34, 1984)), ("8 meses", (0, 2018))]
)
def test_an_age_gives_a_year_that_is_about_right(text, read_as):
    assert read_age(text, TODAY) == read_as


# people


def test_an_age_keeps_the_day_it_was_said(tmp_path):
    path = sheet_of(tmp_path, "número,nombre,edad,fecha\n1,Ana,34,5/12/2018\n2,Eva,30,\n3,Luz,,\n")
    ana, eva, luz = loaded(path)
    assert ana.members[0]["birth"] == {"year": 1984, "kind": "about", "age": 34, "said_on": TODAY}
    assert (eva.code, eva.title, eva.value) == ("age_day", "edad", "30")
    assert luz.members[0]["birth"] == {"year": None, "kind": "unknown"}
    eva = loaded(path, ages_said_on=date(2018, 11, 1))[1]
    assert eva.members[0]["birth"]["said_on"] == date(2018, 11, 1)


def test_m_is_read_by_what_stands_beside_it(tmp_path):
    def sexes(*letters: str) -> list[str]:
        rows = "".join(f"{i},Ana,{s}\n" for i, s in enumerate(letters, 1))
        found = loaded(sheet_of(tmp_path, "número,nombre,sexo\n" + rows))
        return [f.code if isinstance(f, Refused) else f.members[0]["sex"] for f in found]

    assert sexes("M", "F", "") == ["m", "f", ""]
    assert sexes("M", "H") == ["f", "m"]
    assert sexes("M", "X") == ["sex_m", "x"]
    assert loaded(sheet_of(tmp_path, "number,name,sex\n1,Al,M\n"))[0].members[0]["sex"] == "m"


def test_languages_and_needs_become_codes(tmp_path):
    text = "número,nombre,idiomas,necesidades\n1,Ana,mam y español,embarazada / silla de ruedas\n2,Eva,klingon,dragón\n"
    ana, language, need = loaded(sheet_of(tmp_path, text))
    assert ana.members[0]["languages"] == ["mam", "spa"]
    assert ana.members[0]["needs"] == ["pregnant", "wheelchair"]
    assert (language.code, need.code) == ("language", "need")
    assert "pregnant" in need.reason


def registry_words(name: str) -> set[str]:
    """The codes of a table in words.py, read as text: importing it needs an office's settings."""
    source = Path(sheet_cells.__file__).with_name("words.py").read_text("utf-8")
    tables = [n for n in ast.parse(source).body if isinstance(n, ast.Assign) and n.targets[0].id == name]
    return {key.value for key in tables[0].value.keys}


def test_codes_are_those_of_the_registry():
    assert set(sheet_cells.NEEDS.values()) == registry_words("NEEDS")
    assert set(sheet_cells.SEXES.values()) == registry_words("SEXES") - {""}
    assert registry_words("LANGUAGES") <= set(sheet_cells.LANGUAGES.values())


def test_nobody_needs_more_than_one_name_and_nobody_is_made_up(tmp_path):
    assert refusals(tmp_path, "number,name,people\n1,Ana,\n2,,3\n3,,\n") == [(4, "name", "nobody")]
    second = loaded(tmp_path / "people.csv")[1]
    assert (second.size, second.members, second.unnamed) == (3, [], 3)


def test_a_state_is_read_so_that_nobody_is_called_twice(tmp_path):
    text = "número,nombre,estado,llamado\n1,Ana,ausente,1/12/2018\n2,Eva,,2/12/2018\n3,Luz,,\n4,Sol,en la luna,\n"
    found = loaded(sheet_of(tmp_path, text))
    assert [(f.state, f.called) for f in found[:3]] == [
        ("absent", date(2018, 12, 1)),
        ("called", date(2018, 12, 2)),
        ("waiting", None),
    ]
    assert found[3].code == "state"


# one number, three kinds of list


def test_in_tijuana_rows_with_one_number_are_several_households(tmp_path):
    text = "number,name,household\n7,Ana,\n7,Eva,A\n7,Luz,A\n7,Sol,B\n8,Mar,B\n7,Paz,\n"
    found = loaded(sheet_of(tmp_path, text))
    assert [(h.numbers, [m["name"] for m in h.members]) for h in found] == [
        ((7,), ["Ana"]),
        ((7,), ["Eva", "Luz"]),
        ((7,), ["Sol"]),
        ((8,), ["Mar"]),
        ((7,), ["Paz"]),
    ]


def test_in_juarez_a_family_holds_a_number_for_each(tmp_path):
    text = "number,name,people,household\n1173,Ana,,A\n1174,Eva,,A\n1175,Luz,3,\n1177,Sol,1,\n1178,Mar,,\n1178,Paz,,\n"
    found = loaded(sheet_of(tmp_path, text), "person")
    assert [h.numbers for h in found if isinstance(h, HouseholdRow)] == [
        (1173, 1174),
        (1175, 1176, 1177),
        (1178,),
    ]
    assert [(r.line, r.code) for r in found if isinstance(r, Refused)] == [(5, "twice"), (7, "twice")]


def test_in_nogales_rows_with_one_number_are_one_family(tmp_path):
    text = "number,name\n7,Ana\n7,Eva\n8,Luz\n7,Sol\n"
    found = loaded(sheet_of(tmp_path, text), "household")
    assert [(h.number, h.size) for h in found[:2]] == [(7, 2), (8, 1)]
    assert (found[2].line, found[2].code) == (5, "twice")


def test_one_bad_line_refuses_its_household_and_no_other(tmp_path):
    text = "number,name,household,nationality\n7,Ana,A,HN\n7,Eva,A,Atlantis\n7,Luz,B,HN\n"
    found = loaded(sheet_of(tmp_path, text))
    assert [(r.line, r.code) for r in found[:2]] == [(2, "together"), (3, "nationality")]
    assert "line 3" in found[0].reason
    assert found[2].members[0]["name"] == "Luz"


def test_households_torn_apart_or_unsure_of_their_size_are_refused(tmp_path):
    assert refusals(tmp_path, "number,name,household\n7,Ana,A\n8,Luz,\n7,Eva,A\n") == [
        (4, "household", "apart")
    ]
    sizes = "number,name,household,people\n7,Ana,A,4\n7,Eva,A,3\n8,Luz,B,2\n8,Sol,B,\n8,Mar,B,2\n"
    assert [r for r in refusals(tmp_path, sizes) if r[2] != "together"] == [
        (2, "people", "sizes"),
        (4, "people", "too_few"),
    ]


def test_a_separator_inside_a_name_is_seen(tmp_path):
    assert refusals(tmp_path, "number,name,people\n7,López, Ana,2,\n") == [
        (2, "", "cells"),
        (2, "people", "people"),
    ]


# what is refused


def test_all_faults_of_a_line_are_named_at_once_with_value_and_reason(tmp_path):
    report = check(
        sheet_of(tmp_path, "número,nombre,personas,nacionalidad,fecha\nx,Ana,99,Narnia,6/12/2018\n"), TODAY
    )
    assert {r.title: r.code for r in report.refused} == {
        "número": "number",
        "personas": "people_range",
        "nacionalidad": "nationality",
        "fecha": "date_future",
    }
    assert (report.rows, report.households, report.refused_rows, report.refused_count) == (1, 0, 1, 4)
    assert all(r.value in r.reason for r in report.refused if r.code != "people_range")


def test_the_report_says_what_was_found(tmp_path):
    report = check(sheet_of(tmp_path, NOTEBOOK), TODAY)
    assert (report.rows, report.households, report.people) == (3, 3, 7)
    assert (report.first_number, report.last_number, report.encoding) == (1503, 1504, "utf-8")
    assert report.refused == []


def test_refused_rows_are_corrected_and_loaded_again(tmp_path):
    path = sheet_of(
        tmp_path, NOTEBOOK + "1505,=HYPERLINK(1),2,Narnia,5/12/2018\n1506,Eva,0,HN,5/12/2018\n", "cp1252"
    )
    sheet, out = read(path), tmp_path / "refused.csv"
    bad = (r for r in households(sheet, "people", today=TODAY) if isinstance(r, Refused))
    assert write_refused(out, bad, sheet.headings.titles) == 2
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    rows = list(csv.reader(out.read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["número", "nombre", "personas", "nacionalidad", "fecha", "line", "field", "reason"]
    assert rows[1][1:7] == ["'=HYPERLINK(1)", "2", "Narnia", "5/12/2018", "5", "nacionalidad"]
    assert "Narnia" in rows[1][7]
    out.write_text(out.read_text("utf-8-sig").replace("Narnia", "Cuba").replace("Eva,0", "Eva,1"), "utf-8")
    again = loaded(out)
    assert [h.members[0]["name"] for h in again] == ["=HYPERLINK(1)", "Eva"]
    assert check(out, TODAY).ignored == ()


def test_refused_rows_never_overwrite_a_file_nor_leave_half_of_one(tmp_path):
    there = sheet_of(tmp_path, "mine", name="refused.csv")
    with pytest.raises(SheetError, match="exists already"):
        write_refused(there, [], ["name"])
    assert there.read_text() == "mine"
    with pytest.raises(SheetError, match="cannot be written"):
        write_refused(tmp_path / "no folder" / "refused.csv", [], ["name"])

    def breaks():
        raise KeyboardInterrupt
        yield

    with pytest.raises(KeyboardInterrupt):
        write_refused(tmp_path / "half.csv", breaks(), ["name"])
    assert not (tmp_path / "half.csv").exists()


def test_every_sentence_can_be_filled_in():
    params = {
        "value": "x",
        "highest": 9,
        "oldest": 120,
        "year": 1984,
        "known": "a",
        "sizes": "1, 2",
        "rows": 2,
        "line": 3,
    }
    assert all("{" not in sentence.format(**params) for sentence in SENTENCES.values())


cells = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=12)


@given(st.lists(st.lists(cells, min_size=5, max_size=6), max_size=8))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_stands_in_the_cells_every_row_is_loaded_or_refused(tmp_path, rows):
    path = tmp_path / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["número", "nombre", "edad", "nacionalidad", "fecha"], *rows])
    sheet = read(path)
    found = list(households(sheet, "people", today=TODAY))
    lines = {line for f in found for line in (f.lines if isinstance(f, HouseholdRow) else (f.line,))}
    assert lines == {row.line for row in sheet}
    assert all(r.reason for r in found if isinstance(r, Refused))


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)

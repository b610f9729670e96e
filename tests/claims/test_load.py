"""Claims and hearings from a sheet, as people write them: all of it or nothing, and every row says why not."""

from __future__ import annotations

import os
import stat

import pytest
from click.testing import CliRunner

from tests.town import assert_replays
from ventanilla.cli import cli
from ventanilla.journal.action import Refused
from ventanilla.journal.ledger import Ledger
from ventanilla.office.load_claims import ClaimsLoad
from ventanilla.rooms.claims.actions import Intention

HEAD = "Número,Nombre,Solicitud,Papel,Emisor,Impreso,Audiencia,Hora,Lugar,Expediente\n"


@pytest.fixture(autouse=True)
def standing_clock(office, monkeypatch):
    """The command opens the office on its own day, not on the machine's."""
    monkeypatch.setattr("ventanilla.commands.load_claims.opened", lambda: office)


@pytest.fixture
def run(office, tmp_path):
    """``run(rows)``: load a sheet as legal aid; the result of the command."""

    def load(rows: str, *more: str, head: str = HEAD, name: str = "claims.csv"):
        sheet = tmp_path / name
        sheet.write_text(head + rows, encoding="utf-8")
        return CliRunner().invoke(
            cli, ["--office", str(office.folder), "load-claims", str(sheet), "--yes", "--as", "legal", *more]
        )

    return load


def test_claims_and_their_papers_are_loaded_through_the_desks_own_actions(aid, run):
    ana = aid.town.register(1, name="Ana María de Ejemplo", nationality="HN")
    blas = aid.town.register(1, name="Blas de Prueba", nationality="HN")
    done = run(
        "1,ANA MARIA DE EJEMPLO,asilo,audiencia,corte,4/12/2018,20/3/2019,12:30,San Diego,A123456789\n"
        ",Blas de Prueba,México,cita,COMAR,4/12/2018,20/12/2018,9:00,\"COMAR, Tijuana\",\n"
        "1,Ana Maria de Ejemplo,asilo,tear sheet,CBP,4/12/2018,22/3/2019,12:30,San Diego,\n"
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "2 new claims, 3 papers" in done.output and "Loaded 5 entries" in done.output
    rows = aid.db.all("SELECT person, country, state FROM claims_claim ORDER BY id")
    assert rows == [(ana.people[0], "US", "open"), (blas.people[0], "MX", "open")]
    assert "paper" in aid.kinds(), "two days for one hearing: they stand side by side"
    assert not aid.db.one(
        "SELECT 1 FROM journal_entry WHERE body LIKE '%123456789%' OR body LIKE '%Ana Mar%'"
    )
    assert_replays(aid.office)


def test_the_same_file_sent_twice_loads_nothing_twice(aid, run):
    aid.town.register(1, name="Ana de Ejemplo")
    row = "1,Ana de Ejemplo,asilo,audiencia,EOIR,4/12/2018,20/3/2019,12:30,San Diego,\n"
    run(row)
    before = aid.town.tip()
    again = run(row)
    assert again.exit_code == 0 and "loaded before" in again.output and "Loaded 0 entries" in again.output
    assert aid.town.tip() == before


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("9,Ana de Ejemplo,asilo,,,,,,,", "Nobody of this name is registered"),
        (",Luz de Ejemplo,asilo,,,,,,,", "Several people have this name"),
        (",,asilo,,,,,,,", "Whose claim is it"),
        (",Ana de Ejemplo,luna,,,,,,,", "not known here. Write one of: US, MX"),
        (",Ana de Ejemplo,asilo,audiencia,EOIR,,10/3/2019,02:30,San Diego,", "the clocks go forward"),
        (",Ana de Ejemplo,asilo,audiencia,EOIR,,3/11/2019,01:30,San Diego,", "comes twice"),
        (",Ana de Ejemplo,asilo,audiencia,EOIR,6/12/2018,20/3/2019,12:30,San Diego,", "after today"),
        (",Ana de Ejemplo,asilo,audiencia,EOIR,,20/3/2019,25:30,San Diego,", "not written the way"),
        (",Ana de Ejemplo,asilo,audiencia,EOIR,,20/3/2019,12:30,Marte,", "not known here"),
        (",Ana de Ejemplo,asilo,audiencia,EOIR,,mañana,12:30,San Diego,", "cannot be read"),
    ],
)
def test_one_bad_row_keeps_everything_out_and_says_why(aid, run, tmp_path, row, sentence):
    aid.town.register(1, name="Ana de Ejemplo")
    aid.town.register(2, name="Luz de Ejemplo")
    before, out = aid.town.tip(), tmp_path / "refused.csv"
    done = run("1,Ana de Ejemplo,asilo,,,,,,,\n" + row + "\n", "--refused", str(out))
    assert done.exit_code == 1 and sentence in done.output and "line 3" in done.output, done.output
    assert "1 row of 2 cannot be loaded" in done.output and aid.town.tip() == before
    written = out.read_text(encoding="utf-8-sig")
    assert sentence in written and stat.S_IMODE(out.stat().st_mode) == 0o600


def test_a_workbook_is_read_like_a_csv(aid, office, tmp_path):
    from openpyxl import Workbook

    aid.town.register(1, name="Ana de Ejemplo")
    book = Workbook()
    book.active.append(["Name", "Claim", "Hearing date", "Time", "Court"])
    book.active.append(["Ana de Ejemplo", "US", "2019-03-20", "12:30", "San Diego"])
    book.save(tmp_path / "claims.xlsx")
    call = [
        "--office",
        str(office.folder),
        "load-claims",
        str(tmp_path / "claims.xlsx"),
        "--yes",
        "--as",
        "legal",
    ]
    done = CliRunner().invoke(cli, call)
    assert done.exit_code == 0 and "1 new claim, 1 paper" in done.output, done.output


def test_a_role_that_may_not_is_refused_and_nothing_is_written(aid, office, tmp_path):
    aid.town.register(1, name="Ana de Ejemplo")
    sheet = tmp_path / "claims.csv"
    sheet.write_text("name,claim\nAna de Ejemplo,US\n")
    before = aid.town.tip()
    done = CliRunner().invoke(
        cli, ["--office", str(office.folder), "load-claims", str(sheet), "--yes", "--as", "auditor"]
    )
    assert done.exit_code != 0 and "role does not allow" in done.output and aid.town.tip() == before


THREE = (
    "1,Ana de Ejemplo,asilo,audiencia,EOIR,4/12/2018,20/3/2019,12:30,San Diego,\n"
    "1,Ana de Ejemplo,asilo,tear sheet,CBP,4/12/2018,22/3/2019,12:30,San Diego,\n"
    ',Blas de Prueba,México,cita,COMAR,4/12/2018,20/12/2018,9:00,"COMAR, Tijuana",\n'
)


@pytest.mark.parametrize("row", range(1, 6))
def test_a_load_whose_power_goes_between_two_rows_leaves_nothing_and_can_be_sent_again(
    aid, office, tmp_path, row
):
    """The process dies as it would without power, in the middle of the file's entries: nothing half is there."""
    aid.town.register(1, name="Ana de Ejemplo")
    aid.town.register(1, name="Blas de Prueba")
    sheet, before, keys = tmp_path / "claims.csv", aid.town.tip(), keys_of(office)
    sheet.write_text(HEAD + THREE, encoding="utf-8")
    if (child := os.fork()) == 0:
        die_at(row)
        ClaimsLoad(office, sheet, aid.legal).load()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9, "it died in the middle"
    assert aid.town.tip() == before and not aid.db.one("SELECT 1 FROM claims_claim")

    again = ClaimsLoad(office, sheet, aid.legal)
    assert not again.known() and not again.check().refused and again.load() == 5
    assert aid.db.one("SELECT COUNT(*) FROM claims_paper")[0] == 3 and keys_of(office) == keys + 2
    assert ClaimsLoad(office, sheet, aid.legal).load() == 0
    assert_replays(aid.office)


def die_at(count: int) -> None:
    """The ``count``-th entry that is written is the last one of this process."""
    write, written = Ledger._write, []

    def last(self, *about):
        entry = write(self, *about)
        written.append(entry)
        if len(written) == count:
            self.keys.keep()
            os._exit(9)
        return entry

    Ledger._write = last


def keys_of(office) -> int:
    return office.keys.db.execute("SELECT COUNT(*) FROM key").fetchone()[0]


def test_what_is_refused_in_the_second_pass_leaves_nothing_and_says_so(aid, run, monkeypatch):
    aid.town.register(1, name="Ana de Ejemplo")
    aid.town.register(1, name="Blas de Prueba")
    decide = Intention.decide

    def late(self, desk):
        if desk.db.one("SELECT 1 FROM claims_paper"):
            raise Refused("Somebody else was quicker.")
        return decide(self, desk)

    before = aid.town.tip()
    monkeypatch.setattr(Intention, "decide", late)
    done = run(THREE)
    assert done.exit_code == 1 and "Nothing of the file was loaded" in done.output
    assert aid.town.tip() == before

"""Files that are read-only, missing, damaged, locked; a full disk; a port in use: each said in a plain sentence.

After each of them nothing is damaged: the chain is whole, what was acknowledged is there, and work goes on.
"""

from __future__ import annotations

import gc
import os
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import at, leave, open_office
from tests.town import Town, assert_replays, assert_right
from ventanilla.cli import cli
from ventanilla.journal.keys import KeysMissing
from ventanilla.office.folder import JOURNAL, KEYS, PEPPER, SECRET, SETTINGS, SITE_KEY, Office

REGISTER = ("line", "register", "--list", "tijuana", "--members", "name=Sintetica,sex=f", "--note", "x" * 400)
PAUSE = ("line", "pause", "--list", "tijuana")


class Here:
    """An office at rest, with one household in line, as somebody finds it who types commands."""

    def __init__(self, office: Office) -> None:
        self.folder, self.first = office.folder, Town(office).register(2)
        office.db.empty_log()
        leave()

    def run(self, *words: str) -> tuple[int, str]:
        """A command in this process: its exit code, and what it said on stderr."""
        result = CliRunner().invoke(cli, ["--office", str(self.folder), *words], prog_name="ventanilla")
        with suppress(KeysMissing):  # of an office that could not be opened nothing is open
            leave()
        assert "Traceback" not in result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.stderr

    def fails(self, *words: str) -> str:
        """The sentence of a command that must fail: one line beside the name of the office, and exit code 1."""
        code, said = self.run(*words)
        lines = [line for line in said.splitlines() if not line.startswith("Office: ")]
        assert code == 1 and len(lines) == 1, said
        assert "not foreseen" not in said and "Error" not in said
        return lines[0]

    def own_process(self, *words: str, **how) -> tuple[int, str]:
        """A command in a process of its own."""
        command = [sys.executable, "-m", "ventanilla", "--office", str(self.folder), *words]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, **how)
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return done.returncode, done.stderr

    def is_well(self, households: int = 1) -> None:
        """Chain, tables, keys: all as if nothing had been; who was acknowledged is in line; work goes on."""
        office = open_office(self.folder, at(office_day(self.folder)))
        town = Town(office)
        assert self.first.id in town.waiting() and len(town.waiting()) == households
        assert_right(office)
        assert_replays(office)
        town.register(1)
        leave()


def office_day(folder: Path):
    """The day of the office's last entry: commands run on the machine's clock, tests on a standing one."""
    with sqlite3.connect(folder / JOURNAL) as db:
        [(last,)] = db.execute("SELECT at FROM journal_entry ORDER BY seq DESC LIMIT 1").fetchall()
    db.close()
    from ventanilla.journal.clock import day_at, moment

    return day_at(moment(last), "America/Tijuana")


@pytest.fixture
def here(office: Office) -> Here:
    return Here(office)


def test_where_nothing_is_wrong_a_command_in_a_process_of_its_own_does_its_work(here: Here) -> None:
    """Actions are declared before there is an office: a fresh process must be able to look at them."""
    code, said = here.own_process(*REGISTER)
    assert code == 0, said
    here.is_well(2)


# --- missing and damaged files ---------------------------------------------------------------------------------------
COMMANDS = [PAUSE, ("verify",), ("replay",), ("serve", "--port", "0")]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
@pytest.mark.parametrize("name", [SITE_KEY, KEYS, PEPPER, SECRET, SETTINGS])
def test_a_missing_file_is_named_and_put_back_all_is_well(
    here: Here, name: str, words: tuple[str, ...]
) -> None:
    away = here.folder.with_name("away")
    (here.folder / name).rename(away)
    said = here.fails(*words)
    assert name in said and "missing" in said
    assert not (here.folder / name).exists(), "no new file is made in its place: it would hide the loss"
    away.rename(here.folder / name)
    here.is_well()


@pytest.mark.parametrize(
    ("name", "bytes_", "said"),
    [
        (SITE_KEY, b"not a key at all\n", "damaged"),
        (SITE_KEY, b"\xff\xfe\x00\x01", "damaged"),
        (SITE_KEY, b"ab12\n", "cut short"),
        (SITE_KEY, b"", "cut short"),
        (PEPPER, b"zz" * 32, "damaged"),
        (KEYS, b"no database at all" * 500, "damaged"),
        (JOURNAL, b"no database at all" * 500, "damaged"),
        (SETTINGS, b"name = ", "cannot be read as settings"),
        (SETTINGS, b"\xff\xfe", "cannot be read as settings"),
    ],
)
def test_a_damaged_file_is_said_and_put_back_all_is_well(
    here: Here, name: str, bytes_: bytes, said: str
) -> None:
    good = (here.folder / name).read_bytes()
    (here.folder / name).write_bytes(bytes_)
    assert said in here.fails(*PAUSE)
    assert (here.folder / name).read_bytes() == bytes_
    (here.folder / name).write_bytes(good)
    here.is_well()


def test_the_site_key_of_another_office_opens_nothing_and_changes_nothing(here: Here) -> None:
    good = (here.folder / SITE_KEY).read_text()
    (here.folder / SITE_KEY).write_text("ab" * 32)
    assert SITE_KEY in here.fails(*PAUSE)
    (here.folder / SITE_KEY).write_text(good)
    here.is_well()


# --- read-only -------------------------------------------------------------------------------------------------------
@contextmanager
def read_only(path: Path) -> Iterator[None]:
    """A file that cannot be written, not even by root."""
    if os.geteuid():
        path.chmod(0o400)
        yield
        path.chmod(0o600)
        return
    if not shutil.which("chattr") or subprocess.run(["chattr", "+i", path], capture_output=True).returncode:
        pytest.skip("run as root, where no file is read-only, and this disk knows no chattr")
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", path], check=True)


@pytest.mark.parametrize("name", [JOURNAL, KEYS])
def test_a_read_only_file_is_said(here: Here, name: str) -> None:
    with read_only(here.folder / name):
        assert "read-only" in here.fails(*REGISTER)
    here.is_well()


@contextmanager
def mounted(*words: str, at_: Path) -> Iterator[None]:
    """A mount, where this machine allows one."""
    if os.geteuid() or subprocess.run(["mount", *words, str(at_)], capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield
    finally:
        leave()
        gc.collect()  # what a failed start had opened
        subprocess.run(["umount", "-l", str(at_)], check=True)


def test_a_read_only_disk_is_said(here: Here) -> None:
    with mounted("--bind", str(here.folder), at_=here.folder):
        if subprocess.run(["mount", "-o", "remount,bind,ro", here.folder], capture_output=True).returncode:
            pytest.skip("this machine cannot make a mount read-only")
        assert "read-only" in here.fails(*REGISTER)
    here.is_well()


# --- locked ----------------------------------------------------------------------------------------------------------
@contextmanager
def held_by_another(path: Path) -> Iterator[None]:
    """Another program that began to write and does not end."""
    code = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute('BEGIN IMMEDIATE'); print(1, flush=True); input()"
    other = subprocess.Popen(
        [sys.executable, "-c", code, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout and other.stdout.readline() == "1\n"
    try:
        yield
    finally:
        other.communicate("\n", timeout=20)


@pytest.mark.parametrize("name", [JOURNAL, KEYS])
def test_a_lock_that_another_program_holds_is_said(here: Here, monkeypatch, name: str) -> None:
    short_patience(monkeypatch)
    with held_by_another(here.folder / name):
        assert "holds the journal" in here.fails(*REGISTER)
    here.is_well()


def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a minute is right for a desk, and long for a test."""
    from ventanilla.journal.keys import Keys
    from ventanilla.office import settings

    sqlite, open_keys = settings.sqlite, Keys._open

    def impatient(path: Path):
        config = sqlite(path)
        config["OPTIONS"]["timeout"] = 0.1
        return config

    def impatient_keys(self: Keys):
        db = open_keys(self)
        db.execute("PRAGMA busy_timeout=100")
        return db

    monkeypatch.setattr(settings, "sqlite", impatient)
    monkeypatch.setattr(Keys, "_open", impatient_keys)


# --- a full disk -----------------------------------------------------------------------------------------------------
def said_or_done(code: int, said: str) -> bool:
    """Whether it was done; where it was not, the sentence must speak of the disk."""
    assert code in (0, 1) and (code == 0 or "full" in said) and "not foreseen" not in said, said
    return code == 0


def test_a_full_disk_is_said_and_what_was_acknowledged_is_there(here: Here, tmp_path: Path) -> None:
    """Room grows less and less (in KiB): either a registration is acknowledged and stays, or the disk is named."""
    disk, done = tmp_path / "disk", 0
    disk.mkdir()
    with mounted("-t", "tmpfs", "-o", "size=3m", "tmpfs", at_=disk):
        here.folder = Path(shutil.copytree(here.folder, disk / "office"))
        for room in (250, 150, 100, 50, 0):
            with (disk / "filler").open("ab") as filler:
                filler.write(b"\0" * max(0, shutil.disk_usage(disk).free - room * 1024))
            done += said_or_done(*here.own_process(*REGISTER))
        assert 0 < done < 5, "a disk without any room was not noticed"
        (disk / "filler").unlink()
        here.is_well(1 + done)


@pytest.mark.parametrize("room", [0, 40, 60])
def test_a_file_that_may_not_grow_is_said_and_nothing_is_half_done(here: Here, room: int) -> None:
    """As a full disk, for those who may not mount one: no file of the program may pass a size (in KiB)."""

    def narrow() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room * 1024, room * 1024))

    done = said_or_done(*here.own_process(*REGISTER, preexec_fn=narrow))
    assert room or not done
    here.is_well(1 + done)


# --- a port in use ---------------------------------------------------------------------------------------------------
def test_a_port_in_use_is_said_and_nothing_changes(here: Here) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = here.fails("serve", "--port", port)
    assert f"Port {port} is in use" in said
    here.is_well()

"""The command line as somebody at a port would use it: every verb says which office, and every fault is a sentence."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, ClassVar

import click
import pytest
from click.testing import CliRunner, Result
from pydantic import Field

from tests.conftest import leave
from ventanilla.cli import cli
from ventanilla.commands.faults import sentence
from ventanilla.journal.action import ACTIONS, Action, Refused, Role
from ventanilla.journal.entry import Draft
from ventanilla.journal.ledger import Done
from ventanilla.office.folder import KEYS, SITE_KEY, Office
from ventanilla.rooms.line.actions import RegisterAndJoin
from ventanilla.rooms.registry.actions import Member

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """``run("verify", office=folder)``; without a folder it is the demo's, in a data folder of the test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    mask = os.umask(0o022)

    def go(*words: str, office: Path | None = None, typed: str = "") -> Result:
        before = ["--office", str(office)] if office else []
        result = CliRunner().invoke(cli, [*before, *words], input=typed, prog_name="ventanilla")
        assert "Traceback" not in result.output
        return result

    yield go
    os.umask(mask)
    leave()


NEW = (
    "--name", "Try", "--port-name", "El Chaparral", "--zone", "America/Tijuana", "--list", "tijuana", "--unit", "people",
    "--keeper", "keeper",
)  # fmt: skip
PASSWORD = ("--password", "demo-demo-demo")


# --- an office of one's own ------------------------------------------------------------------------------------------
def test_a_keeper_opens_an_office_and_it_is_private(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    made = run("new", str(folder), *NEW, typed="demo-demo-demo\ndemo-demo-demo\n")
    assert made.exit_code == 0 and "Keep this folder safe" in made.stderr
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in folder.iterdir())
    assert "demo-demo-demo" not in made.output
    again = run("new", str(folder), *NEW, *PASSWORD)
    assert again.exit_code == 1 and "not empty" in again.stderr
    checked = run("verify", office=folder)
    assert checked.exit_code == 0 and "2 entries" in checked.stdout and f"Office: {folder}" in checked.stderr


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--zone", "Mars/Base"), "no time zone called Mars/Base"),
        (("--password", "short"), "--password: Write at least 10 letters."),
        (("--list", "No Spaces"), "--list: "),
        (("--keeper", "K"), "--keeper: "),
    ],
)
def test_a_new_office_with_something_wrong_leaves_no_folder(
    run: Run, tmp_path: Path, wrong, said: str
) -> None:
    made = run("new", str(tmp_path / "mine"), *NEW, *PASSWORD, *wrong)
    assert made.exit_code == 2 and said in made.stderr and list(tmp_path.iterdir()) == []


# --- desk actions ------------------------------------------------------------------------------------------------------
def test_a_household_is_registered_and_the_same_key_does_it_once(run: Run, office: Office) -> None:
    words = (
        "line", "register", "--list", "tijuana", "--once", "once-key-1",
        "--members", "name=Sintética López,sex=f,birth_year=1990,nationality=HN,languages=spa+eng,needs=infant",
        "--members", '{"name": "Sintético, el niño", "age": 4}',
    )  # fmt: skip
    first = run(*words, office=office.folder)
    assert first.exit_code == 0 and "Got number 1" in first.stdout and "place in line: T" in first.stdout
    second = run(*words, office=office.folder)
    assert second.exit_code == 0 and "done before" in second.stdout
    assert first.stdout.splitlines()[-1] == second.stdout.splitlines()[-1]
    other = run(
        "line",
        "register",
        "--list",
        "tijuana",
        "--once",
        "once-key-1",
        "--members",
        "sex=f",
        office=office.folder,
    )
    assert other.exit_code == 1 and "other contents" in other.stderr


def test_json_gives_the_entries(run: Run, office: Office) -> None:
    done = run("line", "register", "--list", "tijuana", "--members", "sex=f", "--json", office=office.folder)
    said = json.loads(done.stdout)
    assert [one["kind"] for one in said["entries"]] == ["registry.register", "line.join"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ("line", "call", "--list", "tijuana", "--households", "three"),
            2,
            "--households: Write a whole number.",
        ),
        (
            ("line", "register", "--list", "tijuana", "--members", "birth_year=19x"),
            2,
            "--members 1 birth_year: ",
        ),
        (("line", "register", "--list", "tijuana", "--members", "colour=red"), 2, "The keys are: name,"),
        (("line", "register", "--list", "tijuana", "--members", "{oops"), 2, "no JSON"),
        (("line", "pause", "--list", "tijuana", "--reason", "sunshine"), 2, "'weather'"),
        (("line", "pause"), 2, "Missing option '--list'"),
        (("line", "pause", "--list", "nowhere"), 1, "There is no list called nowhere"),
        (("line", "reopen", "--list", "tijuana"), 1, "open already"),
        (("line", "pause", "--list", "tijuana", "--as", "auditor"), 1, "Your role does not allow this"),
        (("line", "pause", "--list", "tijuana", "--as", "nobody"), 2, "keeper (keeper)"),
        (("line", "dance"), 2, "No such command"),
        (("dance",), 2, "No such command"),
        (("forget", "Ana", "--yes"), 2, "a pseudonym"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(run: Run, office: Office, words, code: int, said: str) -> None:
    done = run(*words, office=office.folder)
    assert (done.exit_code, said in done.stderr) == (code, True), done.stderr


def test_an_action_declared_in_a_test_is_a_command_at_once(run: Run, office: Office) -> None:
    class Greet(Action):
        """Says good morning."""

        kind: ClassVar[str] = "trial.say_hello"
        title: ClassVar[str] = "Say good morning"
        help: ClassVar[str] = "Changes nothing."
        roles: ClassVar[set[Role]] = {Role.KEEPER}

        to_whom: Annotated[str, Field(max_length=20, title="To whom", description="Not a name")]
        loudly: bool = False

        def decide(self, desk: object) -> list[Draft]:
            return [Draft(self.kind, "", {"loudly": self.loudly})]

    try:
        assert "say-hello" in run("trial", "--help").stdout
        helped = run("trial", "say-hello", "--help").stdout
        assert "--to-whom TEXT" in helped and "To whom. Not a name." in helped and "Who may: keeper" in helped
        done = run("trial", "say-hello", "--to-whom", "all", "--loudly", "--json", office=office.folder)
        assert json.loads(done.stdout)["entries"][0]["body"] == {"loudly": True}
        assert "trial say-hello" in run("actions").stdout
    finally:
        del ACTIONS["trial.say_hello"]


def test_a_password_is_asked_unseen(run: Run, office: Office) -> None:
    done = run(
        "web", "open-account", "--login", "second", "--role", "keeper",
        office=office.folder, typed="a-long-password\na-long-password\n",
    )  # fmt: skip
    assert done.exit_code == 0 and "a-long-password" not in done.output
    unsaid = run("line", "pause", "--list", "tijuana", office=office.folder)
    assert unsaid.exit_code == 2 and "--as LOGIN" in unsaid.stderr and "second (keeper)" in unsaid.stderr


# --- proof -------------------------------------------------------------------------------------------------------------
def test_a_byte_changed_by_hand_is_found_and_its_place_said(
    run: Run, office: Office, do: Callable[..., Done]
) -> None:
    seq = do(RegisterAndJoin(list="tijuana", members=(Member(name="Sintética"),))).entry.seq
    assert run("replay", office=office.folder).exit_code == 0
    with contextlib.closing(sqlite3.connect(office.folder / "journal.sqlite3")) as db:
        db.execute("UPDATE journal_entry SET body=replace(body, '2018', '2017') WHERE seq=?", (seq,))
        db.commit()
    checked = run("verify", office=office.folder)
    assert checked.exit_code == 1 and f"entry {seq}: " in checked.stdout
    assert run("replay", office=office.folder).exit_code == 1


def test_a_row_changed_by_hand_is_found_by_replay(run: Run, office: Office, do: Callable[..., Done]) -> None:
    do(RegisterAndJoin(list="tijuana", members=(Member(name="Sintética"),)))
    with contextlib.closing(sqlite3.connect(office.folder / "journal.sqlite3")) as db:
        db.execute("UPDATE line_ticket SET number=4")
        db.commit()
    assert run("verify", office=office.folder).exit_code == 0
    replayed = run("replay", office=office.folder)
    assert replayed.exit_code == 1 and "differs in number" in replayed.stdout
    assert not [path for path in office.folder.iterdir() if path.name.startswith(".aside")]


def test_a_person_is_forgotten_and_the_chain_still_verifies(
    run: Run, office: Office, do: Callable[..., Done]
) -> None:
    person = do(RegisterAndJoin(list="tijuana", members=(Member(name="Canary"),))).entry.body["people"][0]
    held = run("forget", person, "--yes", office=office.folder)
    assert held.exit_code == 1 and "still holds number 1" in held.stderr
    mistyped = run("forget", person, "--leave", office=office.folder, typed="P123\n")
    assert mistyped.exit_code == 1 and "Nothing was forgotten" in mistyped.stderr
    done = run("forget", person, "--leave", office=office.folder, typed=f"{person}\n")
    assert (
        done.exit_code == 0 and "keys of 1 people were destroyed" in done.stdout and "is whole" in done.stdout
    )
    assert run("replay", office=office.folder).exit_code == 0


# --- backup, load, export ------------------------------------------------------------------------------------------------
def test_the_office_is_lost_and_comes_back_from_its_backup(
    run: Run, office: Office, do: Callable[..., Done], tmp_path: Path
) -> None:
    do(RegisterAndJoin(list="tijuana", members=(Member(name="Sintética"),)))
    (tmp_path / "words").write_text("correct horse battery\n")
    file, again = tmp_path / "evening.backup", tmp_path / "again"
    made = run("backup", str(file), "--passphrase-file", str(tmp_path / "words"), office=office.folder)
    assert made.exit_code == 0 and "Destroy this file by" in made.stdout
    leave()
    shutil.rmtree(office.folder)
    wrong = run("restore", str(file), str(again), typed="another passphrase\n")
    assert wrong.exit_code == 1 and "not the one this backup was made with" in wrong.stderr
    done = run("restore", str(file), str(again), typed="correct horse battery\n")
    assert done.exit_code == 0 and "is whole" in done.stdout and "forget them again" in done.stderr
    assert run("replay", office=again).exit_code == 0


def test_a_backup_of_an_office_on_postgresql_is_not_there_yet(run: Run, office: Office, monkeypatch) -> None:
    monkeypatch.setattr(Office, "dsn", "")
    monkeypatch.setattr("ventanilla.commands.safe.opened", lambda: type("O", (), {"dsn": "postgresql://x"})())
    done = run("backup", "x")
    assert done.exit_code == 2 and "not in this release" in done.stderr


def test_a_sheet_is_loaded_or_its_rows_are_put_aside(run: Run, office: Office, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("number,name,people\n1,Canary One,3\n2,Canary Two,2\n")
    bad.write_text("number,name,people\n1,Canary One,3\n2,Canary Two,lots\n")
    refused = run(
        "load", str(bad), "--list", "tijuana", "--refused", str(tmp_path / "out.csv"), office=office.folder
    )
    assert refused.exit_code == 1 and "line 3, people: " in refused.stderr and "Canary" not in refused.output
    assert stat.S_IMODE((tmp_path / "out.csv").stat().st_mode) == 0o600
    asked = run("load", str(good), "--list", "tijuana", office=office.folder, typed="n\n")
    assert asked.exit_code == 1 and "2 households, 5 people, numbers 1 to 2" in asked.stderr
    loaded = run("load", str(good), "--list", "tijuana", "--yes", office=office.folder)
    assert loaded.exit_code == 0 and "Loaded 2 households" in loaded.stdout
    again = run("load", str(good), "--list", "tijuana", "--yes", office=office.folder)
    assert again.exit_code == 0 and "loaded before" in again.stdout
    assert run("replay", office=office.folder).exit_code == 0


def test_counts_are_exported(run: Run, office: Office, tmp_path: Path) -> None:
    done = run("export", "counts", "--out", str(tmp_path / "c.json"), office=office.folder)
    assert done.exit_code == 0 and "age" in json.loads((tmp_path / "c.json").read_text())
    again = run("export", "counts", "--out", str(tmp_path / "c.json"), office=office.folder)
    assert again.exit_code == 1 and "exists already" in again.stderr


def test_the_table_of_permissions_is_printed(run: Run, office: Office) -> None:
    done = run("permissions", office=office.folder)
    assert done.exit_code == 0 and "(line.call)" in done.stdout


# --- faults ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", [KEYS, SITE_KEY, "pepper", "office.toml"])
def test_a_missing_file_is_named(run: Run, office: Office, name: str) -> None:
    leave()
    (office.folder / name).rename(office.folder.parent / name)
    done = run("line", "pause", "--list", "tijuana", office=office.folder)
    assert done.exit_code == 1 and name in done.stderr
    (office.folder.parent / name).rename(office.folder / name)
    assert run("verify", office=office.folder).exit_code == 0


def test_no_demo_yet_says_how_to_make_one(run: Run) -> None:
    done = run("verify")
    assert done.exit_code == 1 and "ventanilla demo" in done.stderr


def test_a_database_that_is_none_is_said(run: Run, office: Office) -> None:
    leave()
    (office.folder / "journal.sqlite3").write_bytes(b"no database at all" * 500)
    done = run("verify", office=office.folder)
    assert done.exit_code == 1 and "damaged" in done.stderr


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (sqlite3.OperationalError("database or disk is full"), "is full"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "read-only"),
        (sqlite3.OperationalError("database is locked"), "holds the journal"),
        (OSError(28, "No space left on device", "/a/b"), "The disk is full: /a/b"),
        (PermissionError(13, "Permission denied", "/a/b"), "not allowed to read or write: /a/b"),
        (Refused("Not today."), "Not today."),
        (ZeroDivisionError("secret"), "not foreseen (ZeroDivisionError)"),
    ],
)
def test_every_fault_has_its_sentence(error: Exception, said: str) -> None:
    assert said in sentence(error, Path("/office")) and "secret" not in sentence(error, Path("/office"))


def test_stopped_by_hand_is_quiet(run: Run, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ventanilla.commands.proof.opened", stop)
    done = run("verify", office=office.folder)
    assert done.exit_code == 130 and not done.output.strip()


def test_only_debug_shows_where(office: Office, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    def break_() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ventanilla.commands.proof.opened", break_)
    assert "not foreseen" in run("verify").stderr
    assert isinstance(CliRunner().invoke(cli, ["--debug", "verify"]).exception, ZeroDivisionError)


# --- processes of their own --------------------------------------------------------------------------------------------------
def _ctrl_c() -> None:
    """What a shell puts in the background ignores Ctrl-C, and so would everything that it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def start(*words: str, **env: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "ventanilla", *words]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_ctrl_c,
        env=os.environ | env,
    )


def test_it_serves_on_this_machine_until_it_is_stopped_and_a_taken_port_is_said(office: Office) -> None:
    leave()
    serving = start("--office", str(office.folder), "serve", "--port", "0")
    assert serving.stdout
    address = next(word for word in serving.stdout.readline().split() if word.startswith("http://127.0.0.1:"))
    with urllib.request.urlopen(address, timeout=20) as answer:
        assert answer.status == 200
    port = address.rsplit(":", 1)[1].strip("/")
    taken = start("--office", str(office.folder), "serve", "--port", port)
    _out, said = taken.communicate(timeout=30)
    assert taken.returncode == 1 and f"Port {port} is in use" in said and "Traceback" not in said
    serving.send_signal(signal.SIGINT)
    _out, said = serving.communicate(timeout=30)
    assert serving.returncode == 0 and "Stopped." in said and "Traceback" not in said


def test_no_demo_is_built_for_a_port_that_is_taken(run: Run, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("demo", "--port", str(taken.getsockname()[1]))
    assert done.exit_code == 1 and "in use" in done.stderr and not (tmp_path / "data").exists()


@pytest.mark.kill
def test_a_killed_demo_is_built_again(tmp_path: Path) -> None:
    kept = tmp_path / "ventanilla"
    building = start("demo", "--no-serve", "--people", "400", XDG_DATA_HOME=str(tmp_path))
    while not list(kept.glob(".half-made-demo-*/made/journal.sqlite3")):
        assert building.poll() is None, building.communicate()
        time.sleep(0.02)
    building.kill()
    building.communicate()
    assert not (kept / "demo").exists()
    built = start("demo", "--no-serve", "--people", "400", XDG_DATA_HOME=str(tmp_path))
    out, said = built.communicate(timeout=60)
    assert built.returncode == 0 and "is whole" in out and "synthetic" in said
    assert [path.name for path in kept.iterdir()] == ["demo"]


def test_the_demo_says_who_may_log_in_and_moves_a_day_on(run: Run, office: Office, monkeypatch) -> None:
    monkeypatch.setattr("ventanilla.commands.demo.serve_on", lambda office, found: found.close())
    built = run("demo", "--people", "300", "--port", "0")
    assert built.exit_code == 0 and "5 December 2018" in built.stdout and "demo-2018-keeper" in built.stdout
    assert "private code for /place" in built.stdout and "synthetic" in built.stdout
    kept = run("demo", "--no-serve", "--people", "500")
    assert "count with --fresh" in kept.stderr and "Building" not in kept.stderr
    assert "Thursday 6 December 2018" in run("next-day").stdout
    assert "no demo office" in run("next-day", office=office.folder).stderr
    own = run("demo", "--fresh", "--no-serve", office=office.folder)
    assert own.exit_code == 1 and "real people" in own.stderr


def test_commands_are_click_all_the_way_down() -> None:
    """Every verb and every action has a help text, and no option is without one."""
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command and command.help, name
        for one in command.commands.values() if isinstance(command, click.Group) else [command]:
            assert one.help
            for param in one.params:
                assert not isinstance(param, click.Option) or param.help, (name, one.name, param.name)

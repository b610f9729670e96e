"""``ventanilla model``: a file in, a table out; what is stopped or refused leaves nothing."""

import csv
import os
import signal
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from ventanilla.cli import cli

MODELS = Path(str(files("ventanilla.forecast") / "models"))
DESK = MODELS / "one_desk.toml"


def run(*words):
    found = CliRunner().invoke(cli, ["model", *map(str, words)], prog_name="ventanilla")
    assert "Traceback" not in found.output
    return found


def test_a_run_writes_its_table_and_tells_its_progress_beside_it(tmp_path):
    found = run("run", DESK, "--days", 200, "--warmup", 20, "--runs", 10, "--out", tmp_path / "out.csv")
    assert found.exit_code == 0
    assert found.stdout == f"2 quantities from 10 runs are in {tmp_path / 'out.csv'}.\n"
    assert "Futures" in found.stderr
    rows = list(csv.reader((tmp_path / "out.csv").open()))
    assert rows[0] == ["quantity", "mean", "standard_error", "runs"]
    assert [row[0] for row in rows[1:]] == ["mean cases at the count", "mean days from arrival to decision"]
    assert all(float(row[1]) > 0 and float(row[2]) > 0 and row[3] == "10" for row in rows[1:])
    assert os.listdir(tmp_path) == ["out.csv"]


def test_what_the_runs_cannot_tell_is_an_empty_cell(tmp_path):
    assert (
        run("run", DESK, "--days", 2, "--runs", 1, "--seed", 3, "--out", tmp_path / "out.csv").exit_code == 0
    )
    (_, count, wait) = csv.reader((tmp_path / "out.csv").open())
    assert count[2] == "" and wait[1:] == ["", "", "1"]


def test_the_same_bytes_on_any_number_of_threads(tmp_path):
    for threads in (1, 2, 16):
        run(
            "run",
            MODELS / "absence.toml",
            "--days",
            50,
            "--runs",
            33,
            "--threads",
            threads,
            "--out",
            tmp_path / f"{threads}.csv",
        )
    assert len({file.read_bytes() for file in tmp_path.iterdir()}) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--days", 0], "one_desk.toml: The number of days must be at least 1 (it is 0)."),
        (["--days", 9, "--runs", 0], "The number of runs must be at least 1"),
        (["--days", 9, "--threads", 0], "0 is not in the range 1<=x<=256"),
    ],
)
def test_no_days_no_runs_and_no_threads_are_refused_and_leave_nothing(tmp_path, words, said):
    found = run("run", DESK, *words, "--out", tmp_path / "out.csv")
    assert found.exit_code in (1, 2)
    assert said in found.stderr
    assert os.listdir(tmp_path) == []


def test_a_table_that_cannot_be_written_is_a_sentence_before_the_work_begins(tmp_path):
    found = run("run", DESK, "--days", 9, "--out", tmp_path / "no" / "out.csv")
    assert found.exit_code == 1
    assert found.stderr.startswith("There is no such file or folder")
    assert "Futures" not in found.stderr


def test_an_older_table_stays_when_a_run_is_refused(tmp_path):
    (tmp_path / "out.csv").write_text("older")
    run("run", DESK, "--days", 0, "--out", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == "older"


def test_a_faulty_model_is_a_sentence_and_a_good_one_is_checked(tmp_path):
    (tmp_path / "bad.toml").write_text(DESK.read_text().replace('to = "decided"', 'to = "decidid"'))
    found = run("check", tmp_path / "bad.toml")
    assert found.exit_code == 1
    assert found.stderr.startswith("bad.toml: Line 13, block.desk.to: the arrow points to 'decidid'")
    assert run("check", DESK).stdout == "one_desk.toml can be run: 1 sources, 1 blocks, 2 quantities.\n"


def test_a_model_that_asks_nothing_is_refused(tmp_path):
    (tmp_path / "quiet.toml").write_text(DESK.read_text().split("[[quantity]]")[0])
    found = run("run", tmp_path / "quiet.toml", "--days", 9, "--out", tmp_path / "out.csv")
    assert "asks for nothing" in found.stderr


def test_ctrl_c_leaves_nothing_half_written(tmp_path):
    command = [sys.executable, "-m", "ventanilla", "model", "run", str(MODELS / "border_queue.toml")]
    asked = ["--days", "365", "--runs", "1000000", "--out", str(tmp_path / "out.csv")]
    process = subprocess.Popen([*command, *asked], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    while not (tmp_path / "out.csv.part").exists():
        assert process.poll() is None
        time.sleep(0.05)
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert os.listdir(tmp_path) == []

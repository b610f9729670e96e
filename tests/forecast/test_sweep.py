"""Many forecasts with figures varied: the same numbers on one core, on two, after a stop, and on a cluster."""

from __future__ import annotations

import os
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.forecast.test_border import TIJUANA
from ventanilla.cli import cli
from ventanilla.forecast.assumptions import AssumptionError
from ventanilla.forecast.scenario import shipped
from ventanilla.forecast.sweep import bare, points, rows, sweep, varied, write

VARIED = ("calls.a_day=20,40", "returned.share=0.2..0.8/2")


def todo():
    return points(TIJUANA, [shipped("remain-in-mexico")], VARIED, {}, 70, 8, 1)


def test_every_combination_once():
    sets = [{key: value[1] for key, value in point.sets.items()} for point in todo()]
    assert sets == [
        {"calls.a_day": a, "returned.share": pytest.approx(b)} for a in (20, 40) for b in (0.2, 0.8)
    ]
    with pytest.raises(AssumptionError, match="2 or more"):
        varied("calls.a_day=1..2/x")
    with pytest.raises(AssumptionError, match="Vary fewer"):
        points(TIJUANA, [shipped("jobs")], ("calls.a_day=1..9/200", "calls.none=0..1/200"), {}, 1, 1, 1)


def test_the_same_numbers_whatever_the_number_of_cores(tmp_path):
    assert sweep(todo(), tmp_path / "one", 1) == sweep(todo(), tmp_path / "two", 2)


def test_a_sweep_that_was_stopped_goes_on_with_what_is_missing(tmp_path):
    whole = sweep(todo(), tmp_path, 1)
    lost = tmp_path / f"{todo()[2].name}.json"
    lost.unlink()
    done: list[int] = []
    assert sweep(todo(), tmp_path, 1, done.append) == whole
    assert done == [3, 1]
    write(whole, tmp_path / "all.csv")
    table = rows(whole)
    assert len(table) == 5 and len({len(row) for row in table}) == 1
    assert not list(tmp_path.glob("*.part"))


def test_no_list_number_and_no_mark_of_the_office_leaves_the_machine():
    sent = bare(replace(TIJUANA, marks={"waiting": "office"}))
    assert sent.waiting.number.tolist() == list(range(len(sent.waiting.size)))
    assert (
        todo()[0].name == points(bare(TIJUANA), [shipped("remain-in-mexico")], VARIED, {}, 70, 8, 1)[0].name
    )


def test_figures_of_a_live_office_go_to_a_cluster_only_after_a_yes(tmp_path, monkeypatch):
    from ventanilla.commands import forecast

    monkeypatch.setattr(forecast, "_situation", lambda *_: replace(TIJUANA, marks={"waiting": "office"}))
    words = ["forecast", "--sweep", VARIED[0], "--out", str(tmp_path / "x.csv"), "--on", "tcp://127.0.0.1:9"]
    done = CliRunner().invoke(cli, words, input="n\n")
    assert "come from an office where people wait" in done.output
    assert done.exit_code == 130
    assert not list(tmp_path.iterdir())


@pytest.fixture
def cluster(tmp_path: Path):
    """A real cluster of two workers on this machine, with TLS; its address and the PEM files of a client."""
    wanted = "distributed is not installed: the test with a cluster is left out"
    ci = os.environ.get("CI") == "true"
    distributed = import_module("distributed") if ci else pytest.importorskip("distributed", reason=wanted)
    security = distributed.Security.temporary()
    pem = {"tls_ca_file": "ca.pem", "tls_client_cert": "cert.pem", "tls_client_key": "key.pem"}
    for name, file in pem.items():
        (tmp_path / file).write_text(getattr(security, name))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, security=security, dashboard_address=None, protocol="tls://"
    ) as made:
        yield made.scheduler_address, [str(tmp_path / file) for file in pem.values()]


def test_a_cluster_of_two_workers_gets_the_same_numbers(cluster, tmp_path):
    address, (ca, cert, key) = cluster
    assert address.startswith("tls://")
    out = tmp_path / "there.csv"
    words = ["forecast", "--policy", "remain-in-mexico", "--days", "70", "--runs", "8", "--out", str(out)]
    sweeps = [word for one in VARIED for word in ("--sweep", one)]
    done = CliRunner().invoke(
        cli, [*words, *sweeps, "--on", address, "--tls-ca", ca, "--tls-cert", cert, "--tls-key", key]
    )
    assert done.exit_code == 0, done.output
    write(sweep(todo(), tmp_path / "here", 2), tmp_path / "here.csv")
    assert out.read_text() == (tmp_path / "here.csv").read_text()

"""A canary's name goes through the desk, is forgotten, and stands nowhere: no file, page, search, log or export."""

from __future__ import annotations

import logging

from click.testing import CliRunner

from ventanilla.cli import cli

CANARY = "Quetzalcanaria"


def test_no_page_log_or_export_holds_a_forgotten_name(office, client, tmp_path, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    typed = {
        "list": "tijuana",
        "members-count": "1",
        "members-0-name": f"{CANARY} de Prueba",
        "members-0-phone": CANARY,
    }
    home = client.post("/do/line.register", typed | {"once": "canary-0001"})["Location"]
    assert CANARY in client.get(home).content.decode()
    assert CANARY in client.post("/desk/find", {"q": CANARY.lower()}).content.decode()
    household = home.rsplit("/", 1)[-1]
    answer = client.post("/do/line.forget", {"who": household, "leave": "on", "once": "canary-0002"})
    assert answer.status_code == 302
    for address in (
        home,
        "/desk/journal",
        "/desk/",
        "/desk/line/tijuana",
        "/desk/sheet/tijuana",
        "/",
        "/place",
    ):
        assert CANARY not in client.get(address).content.decode(), address
    found = client.post("/desk/find", {"q": CANARY.lower()}).content.decode()
    assert "de Prueba" not in found and household not in found
    for form in ("csv", "json"):
        out = tmp_path / f"counts.{form}"
        asked = ["--office", str(office.folder), "export", "counts", "--out", str(out), "--format", form]
        done = CliRunner().invoke(cli, asked)
        assert done.exit_code == 0, done.output
        written = [
            path.read_text()
            for path in tmp_path.rglob("*")
            if path.is_file() and office.folder not in path.parents
        ]
        assert written and CANARY not in "".join(written) + done.output
    held = [
        path.name
        for path in office.folder.rglob("*")
        if path.is_file() and CANARY.encode() in path.read_bytes()
    ]
    assert held == []
    assert CANARY not in caplog.text and CANARY not in "".join(capfd.readouterr())

"""The tools around the office: the one script, the lock files, licences, catalogues and the import contract."""

from __future__ import annotations

import gettext
import os
import re
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from tools.catalogues import compile_all, extract, merge, missing, report
from tools.contracts import RoomsContract
from tools.licences import licence_of, locked, refusal

ROOT = Path(__file__).resolve().parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "run"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | more)


def test_the_script_says_what_it_can_do_and_what_it_cannot():
    assert "./run demo" in run("help").stdout
    odd = run("dance")
    assert odd.returncode == 1 and "no `dance` here" in odd.stderr and "./run test" in odd.stderr


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_locked_package_has_hashes_and_no_address(lock: Path):
    text = lock.read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert blocks and all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text and "--index" not in text and "--find-links" not in text


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND Zlib", True),
        ("MIT OR GPL-2.0-only", True),
        ("BSD-3-Clause AND GPL-3.0-only WITH GCC-exception-3.1", True),
        ("GPL-3.0-only", False),
        ("AGPLv3", False),
        ("LGPL-3.0-only", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("BSD-3-Clause AND GPL-2.0-only", False),
        ("", False),
    ],
)
def test_only_free_licences_without_strings_are_installed_by_default(licence: str, allowed: bool):
    assert (refusal(licence) == "") is allowed


def test_a_lock_is_read_with_its_markers():
    text = "colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:00\nclick==8.1 \\\n    --hash=sha256:00\n"
    assert locked(text) == [("colorama", True), ("click", False)]


def test_a_licence_is_found_in_old_and_new_metadata():
    import importlib.metadata as metadata

    assert licence_of(metadata.distribution("click")) == "BSD-3-Clause"
    assert "BSD" in licence_of(metadata.distribution("segno"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project: one page, one module, one Creole catalogue made from them."""
    here = tmp_path / "src" / "ventanilla"
    (here / "templates").mkdir(parents=True)
    (here / "templates" / "board.html").write_text(
        '{% load i18n %}<h1>\n  {% translate "The line" %}</h1>\n<p>{# Translators: a number #}'
        "\n   {% blocktranslate count n=n %}{{ n }} person{% plural %}{{ n }} people{% endblocktranslate %}</p>"
    )
    (here / "words.py").write_text(
        'a = _("Called")\nb = gettext_lazy("Absent")\nc = pgettext("sex", "Other")\n'
    )
    merge(catalogue(tmp_path), extract(tmp_path))
    return tmp_path


def catalogue(project: Path) -> Path:
    return project / "src" / "ventanilla" / "locale" / "ht" / "LC_MESSAGES" / "django.po"


def translate(po: Path, english: str, other: str, comment: str = "") -> None:
    text = po.read_text(encoding="utf-8")
    if comment:
        text = re.sub(
            rf'((?:^#.*\n)*)msgid "{english}"', rf'# {comment}\n\1msgid "{english}"', text, flags=re.M
        )
    po.write_text(
        text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{other}"'), "utf-8"
    )


def test_sentences_are_found_in_code_and_pages(project: Path):
    found = {(m.context, m.id) for m in extract(project) if m.id}
    people = ("%(n)s person", "%(n)s people")
    assert found == {(None, "The line"), (None, people), (None, "Called"), (None, "Absent"), ("sex", "Other")}


def test_a_translation_nobody_checked_is_marked_in_the_compiled_catalogue(project: Path):
    po = catalogue(project)
    translate(po, "Called", "Rele", comment="unchecked")
    translate(po, "Absent", "Pa la")
    (mo,) = compile_all(project)
    with mo.open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert (words.gettext("Called"), words.pgettext("unchecked", "Called")) == ("Rele", "1")
    assert (words.gettext("Absent"), words.pgettext("unchecked", "Absent")) == ("Pa la", "Absent")


def test_extracting_again_keeps_translations_and_comments(project: Path):
    po = catalogue(project)
    translate(po, "Called", "Rele", comment="unchecked")
    merge(po, extract(project))
    once = po.read_text(encoding="utf-8")
    merge(po, extract(project))
    assert 'msgstr "Rele"' in once and "# unchecked" in once and po.read_text(encoding="utf-8") == once
    assert "Called" not in missing(po, extract(project)) and "Absent" in missing(po, extract(project))


def test_a_translation_with_another_placeholder_is_refused(project: Path, capsys: pytest.CaptureFixture[str]):
    po = catalogue(project)
    assert report(project) == 0
    text = po.read_text(encoding="utf-8")
    po.write_text(
        text.replace('msgstr[0] ""', 'msgstr[0] "%(m)s moun"').replace('msgstr[1] ""', 'msgstr[1] "x"')
    )
    assert report(project) == 1
    assert "person" in capsys.readouterr().out


def test_a_room_reaches_another_only_through_its_public_modules():
    graph = grimp.ImportGraph()
    for name in ("rooms.line.actions", "rooms.line.pages", "rooms.place.pages", "web.base"):
        graph.add_module(f"house.{name}")
    allowed = [("rooms.place.pages", "rooms.line.actions"), ("rooms.line.pages", "rooms.line.actions")]
    for importer, imported in [*allowed, ("rooms.place.pages", "web.base")]:
        graph.add_import(importer=f"house.{importer}", imported=f"house.{imported}")
    contract = RoomsContract("rooms", {}, {"package": "house.rooms", "public": ["actions", "models"]})
    assert contract.check(graph, verbose=False).kept
    graph.add_import(importer="house.rooms.place.pages", imported="house.rooms.line.pages")
    assert list(contract.reaches(graph)) == [("house.rooms.place.pages", "house.rooms.line.pages")]

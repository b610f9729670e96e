"""A folder appears whole or not at all, and copies of keys leave nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from ventanilla.office.folder import NoOffice
from ventanilla.office.whole import aside, destroy, shred, sweep, whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_takes_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    with whole(tmp_path / "office") as made:
        made.mkdir()
        (made / "journal").write_text("all of it")
        assert not (tmp_path / "office").exists()
    assert names(tmp_path) == ["office"]


def test_a_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), whole(tmp_path / "office") as made:
        made.mkdir()
        (made / "journal").write_text("half of it")
        raise KeyboardInterrupt
    assert names(tmp_path) == []


def test_what_is_there_is_never_written_over_unasked(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "mine").write_text("keep me")
    with pytest.raises(NoOffice, match="not empty"), whole(tmp_path / "office"):
        pass
    assert (tmp_path / "office" / "mine").read_text() == "keep me"


def test_asked_for_it_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "old").write_text("old")
    with whole(tmp_path / "office", instead=True) as made:
        made.mkdir()
        (made / "new").write_text("new")
        assert names(tmp_path / "office") == ["old"]
    assert names(tmp_path / "office") == ["new"] and names(tmp_path) == ["office"]


def test_what_a_killed_program_left_is_swept_but_not_what_a_running_one_holds(tmp_path: Path) -> None:
    left = tmp_path / ".aside-left"
    left.mkdir()
    (left / "lock").touch()
    (left / "keys.sqlite3").write_bytes(b"key")
    with aside(tmp_path) as held:
        sweep(tmp_path)
        assert held.is_dir() and not left.exists()
    assert names(tmp_path) == []


def test_a_shredded_file_is_overwritten_before_it_goes(tmp_path: Path) -> None:
    path, second = tmp_path / "keys", tmp_path / "second name of the same bytes"
    path.write_bytes(b"secret" * 1000)
    second.hardlink_to(path)
    shred(path)
    assert not path.exists() and not second.read_bytes().strip(b"\0")
    destroy(tmp_path)
    assert not tmp_path.exists()

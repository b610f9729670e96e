"""A backup holds the whole office, opens with its passphrase only, and comes back whole or not at all."""

from __future__ import annotations

import json
import stat
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import leave
from ventanilla.journal.ledger import Done
from ventanilla.journal.reader import Reader
from ventanilla.journal.verify import verify
from ventanilla.office.backup import backup, restore
from ventanilla.office.folder import KEYS, Office
from ventanilla.office.sealed import BackupError, Opener, Sealer
from ventanilla.office.start import start
from ventanilla.office.whole import ASIDE
from ventanilla.rooms.line.actions import Forget, RegisterAndJoin
from ventanilla.rooms.registry.actions import Member

WORDS = "correct horse battery"


def register(do: Callable[..., Done], name: str = "Sintética Uno") -> Done:
    return do(RegisterAndJoin(list="tijuana", members=(Member(name=name),)))


def test_the_office_comes_back_as_it_was(office: Office, do: Callable[..., Done], tmp_path: Path) -> None:
    done = register(do)
    made = backup(office, tmp_path / "b", WORDS)
    register(do, "Sintética Dos")  # after the backup
    said = restore(tmp_path / "b", tmp_path / "again", WORDS)
    leave()
    again = start(Office(tmp_path / "again"))
    verdict = verify(again.db)
    assert verdict.whole and verdict.entries == made.entries
    entry = Reader(again.db, again.keys).entry(done.entry.seq)
    assert entry and entry.part(done.entry.body["people"][0])["name"] == "Sintética Uno"
    assert said.destroy_by == made.destroy_by and (said.destroy_by - said.made.date()).days == 35


def test_the_file_is_private_and_shows_nothing(
    office: Office, do: Callable[..., Done], tmp_path: Path
) -> None:
    register(do)
    backup(office, tmp_path / "b", WORDS)
    raw = (tmp_path / "b").read_bytes()
    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o600
    for secret in (b"SQLite format", b"registry.register", b"site.key", b"tijuana", office.secret.encode()):
        assert secret not in raw
    assert not list(office.folder.glob(ASIDE + "*")) and not (tmp_path / "b.part").exists()


def test_everything_in_the_folder_is_in_it(office: Office, tmp_path: Path) -> None:
    backup(office, tmp_path / "b", WORDS)
    restore(tmp_path / "b", tmp_path / "again", WORDS)
    kept = {path.name for path in office.folder.iterdir() if not path.name.endswith(("-wal", "-shm"))}
    assert {path.name for path in (tmp_path / "again").iterdir()} == kept
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in (tmp_path / "again").iterdir())


@pytest.mark.parametrize("harm", ["passphrase", "cut", "byte", "swapped", "no backup", "empty"])
def test_a_wrong_passphrase_or_a_harmed_file_restores_nothing(
    office: Office, tmp_path: Path, harm: str
) -> None:
    backup(office, tmp_path / "b", WORDS)
    raw = bytearray((tmp_path / "b").read_bytes())
    if harm == "cut":
        del raw[-100:]
    elif harm == "byte":
        raw[len(raw) // 2] ^= 1
    elif harm == "swapped":
        raw += raw[-50:]
    elif harm == "no backup":
        raw[:5] = b"hello"
    elif harm == "empty":
        raw.clear()
    (tmp_path / "b").write_bytes(raw)
    with pytest.raises(BackupError) as said:
        restore(tmp_path / "b", tmp_path / "again", "another one" if harm == "passphrase" else WORDS)
    assert str(said.value).endswith(".") and not (tmp_path / "again").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_nothing_is_written_over(office: Office, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("mine")
    with pytest.raises(BackupError, match="exists already"):
        backup(office, tmp_path / "b", WORDS)
    with pytest.raises(BackupError, match="inside the office"):
        backup(office, office.folder / "b", WORDS)
    with pytest.raises(BackupError, match="at least 12 letters"):
        backup(office, tmp_path / "c", "short")
    assert (tmp_path / "b").read_text() == "mine" and not (tmp_path / "c").exists()


def test_somebody_forgotten_while_the_copy_is_made_is_not_in_it(
    office: Office, do: Callable[..., Done], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key is gone between the two copies: the journal is copied again, so that it says so."""
    from ventanilla.office import backup as module

    done, copied, real = register(do), [], module._copy

    def copy(source: Path, target: Path, progress: object) -> None:
        if source.name == KEYS and not copied:
            copied.append(do(Forget(who=done.entry.subject, leave=True)))
        real(source, target, progress)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_copy", copy)
    made = backup(office, tmp_path / "b", WORDS)
    assert made.entries == copied[0].entries[-1].seq


class Bytes:
    """A file in memory that reads as if from a slow disk."""

    def __init__(self) -> None:
        self.data, self.at = b"", 0

    def write(self, data: bytes) -> int:
        self.data += data
        return len(data)

    def read(self, size: int) -> bytes:
        piece = self.data[self.at : self.at + size]
        self.at += len(piece)
        return piece


@given(st.lists(st.binary(max_size=3000), max_size=6), st.integers(1, 5000))
def test_what_goes_into_the_stream_comes_out(pieces: list[bytes], size: int) -> None:
    out, header = Bytes(), json.dumps({}).encode()
    sealer = Sealer(out, header, bytes(32))  # type: ignore[arg-type]
    for piece in pieces:
        sealer.write(piece)
    sealer.close()
    out.at = len(out.data) - len(out.data) + 20 + 4 + len(header)
    opener, found = Opener(out, header, bytes(32)), b""  # type: ignore[arg-type]
    while piece := opener.read(size):
        found += piece
    assert found == b"".join(pieces)


def test_a_crafted_archive_cannot_write_outside(tmp_path: Path) -> None:
    from ventanilla.office.backup import _take

    (tmp_path / "x").write_text("x")
    with tarfile.open(tmp_path / "t", "w") as tar:
        tar.add(tmp_path / "x", "../outside")
    with tarfile.open(tmp_path / "t") as tar, pytest.raises(tarfile.TarError):
        _take(tar, tar.getmembers()[0], tmp_path / "x")

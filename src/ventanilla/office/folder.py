"""An office is one folder: settings, journal, keys, pepper; readable by its owner alone."""

from __future__ import annotations

import os
import secrets
import stat
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

from ventanilla.journal.clock import Clock, MachineClock
from ventanilla.journal.keys import Keys, KeysMissing
from ventanilla.journal.ledger import Ledger
from ventanilla.journal.sql import Db

from .clock import DemoClock

SETTINGS, JOURNAL, KEYS, SITE_KEY, PEPPER, SECRET = (
    "office.toml", "journal.sqlite3", "keys.sqlite3", "site.key", "pepper", "web.secret",
)  # fmt: skip


class NoOffice(Exception):
    """The folder is not an office, or a file of it is missing; the sentence says which and what to do."""


class Office:
    """One installation. Make one with :func:`create`, open one with :class:`Office`, then :func:`start.start` it."""

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self.folder = Path(folder)
        path = self.folder / SETTINGS
        try:
            self.settings: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise NoOffice(
                f"There is no office in {self.folder}: {SETTINGS} is missing. Make one with: ventanilla new {self.folder}"
            ) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise NoOffice(f"{path} cannot be read as settings: {error}. Restore it from a backup.") from None
        self._clock = clock

    @property
    def name(self) -> str:
        """What the office is called."""
        return str(self.settings["name"])

    @property
    def zone(self) -> str:
        """The time zone of the office's first port."""
        return str(self.settings["zone"])

    @property
    def demo(self) -> bool:
        """Whether all people in it are synthetic, and its clock may be moved."""
        return bool(self.settings.get("demo", False))

    @property
    def dsn(self) -> str:
        """Where PostgreSQL is, or empty for SQLite in this folder."""
        return os.environ.get("VENTANILLA_DSN", "") or str(self.settings.get("dsn", ""))

    @property
    def address(self) -> str:
        """The public address that slips carry, or empty."""
        return str(self.settings.get("address", ""))

    @property
    def legal_aid(self) -> str:
        """Where legal aid is found, as pages say it to those who wait (``legal_aid`` of the settings), or empty."""
        return str(self.settings.get("legal_aid", ""))

    @cached_property
    def db(self) -> Db:
        """The journal and its tables."""
        return Db()

    @cached_property
    def keys(self) -> Keys:
        """The key store.

        Raises:
            KeysMissing: the site's key or the key store is not there.
        """
        site_key = self._secret(SITE_KEY, 32)
        if not (self.folder / KEYS).exists():
            raise KeysMissing(
                f"The key store {self.folder / KEYS} is missing. Without it no name can be read: restore it from a backup."
            )
        return Keys(self.folder / KEYS, site_key)

    @cached_property
    def pepper(self) -> bytes:
        """The secret that private codes are hashed with."""
        return self._secret(PEPPER, 32)

    @cached_property
    def secret(self) -> str:
        """What sessions and form tokens are signed with."""
        return self._secret(SECRET, 32).hex()

    @cached_property
    def clock(self) -> Clock:
        """The machine's clock; in a demo office one that can be moved."""
        if self._clock:
            return self._clock
        return DemoClock(self.zone, self.tip_at) if self.demo else MachineClock()

    @cached_property
    def ledger(self) -> Ledger:
        """The one writer of this office's journal."""
        from ventanilla.rooms.line.actions.days import overdue
        from ventanilla.rulebook.book import book

        return Ledger(
            self.db,
            self.keys,
            self.clock,
            str(self.settings["site"]),
            self.zone,
            pepper=self.pepper,
            rules=book().hash[:16],
            prelude=overdue,
        )

    def tip_at(self) -> str:
        """The time of the journal's last entry, or empty."""
        row = self.db.one("SELECT at FROM journal_entry ORDER BY seq DESC LIMIT 1")
        return row[0] if row else ""

    def _secret(self, name: str, size: int) -> bytes:
        path = self.folder / name
        try:
            value = bytes.fromhex(path.read_text(encoding="ascii").strip())
        except FileNotFoundError:
            raise KeysMissing(
                f"The file {path} is missing. Put it back from a backup; nothing was changed."
            ) from None
        except (ValueError, UnicodeDecodeError):
            raise KeysMissing(
                f"The file {path} is damaged. Put it back from a backup; nothing was changed."
            ) from None
        if len(value) != size:
            raise KeysMissing(
                f"The file {path} is cut short. Put it back from a backup; nothing was changed."
            )
        return value


def create(
    folder: Path,
    name: str,
    zone: str,
    *,
    demo: bool = False,
    dsn: str = "",
    address: str = "",
    extra: dict[str, int] | None = None,
) -> Office:
    """Make an office's folder: settings (``extra`` ones are whole numbers), and secrets from the system's randomness.

    Raises:
        NoOffice: the folder holds something already.
    """
    folder = Path(folder)
    if folder.exists() and any(folder.iterdir()):
        raise NoOffice(f"{folder} is not empty. Choose a new folder, or open the office that is there.")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(stat.S_IRWXU)
    for secret in (SITE_KEY, PEPPER, SECRET):
        write_private(folder / secret, secrets.token_hex(32) + "\n")
    write_private(folder / KEYS, "")
    site = "".join(secrets.choice("0123456789abcdefghjkmnpqrstvwxyz") for _ in range(10))
    lines = [
        f"name = {_toml(name)}",
        f"zone = {_toml(zone)}",
        f'site = "{site}"',
        f"demo = {str(demo).lower()}",
    ]
    lines += [f"dsn = {_toml(dsn)}"] if dsn else []
    lines += [f"address = {_toml(address)}"] if address else []
    lines += [f"{key} = {value:d}" for key, value in (extra or {}).items()]
    write_private(folder / SETTINGS, "\n".join(lines) + "\n")
    return Office(folder)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read."""
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)


def _toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{"".join(c for c in escaped if c.isprintable())}"'

"""Every fault is one plain sentence and an exit code: 1 refused or failed, 2 typed wrongly, 130 stopped by hand."""

from __future__ import annotations

import errno
import sqlite3
import sys
from pathlib import Path
from typing import Any

import click


class Fault(click.ClickException):
    """A sentence for stderr, and the exit code."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.exit_code = code  # type: ignore[misc]  # click reads it from the instance

    def show(self, file: Any = None) -> None:
        """The sentence alone."""
        click.echo(self.format_message(), file=file, err=file is None)


class Plain(click.Group):
    """A group under which no fault ends in a traceback (but for --debug)."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; whatever goes wrong becomes a sentence."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except (KeyboardInterrupt, click.Abort):
            click.echo("", err=True)
            raise click.exceptions.Exit(130) from None
        except BrokenPipeError:
            sys.stdout = None  # whoever read our words went away
            raise click.exceptions.Exit(1) from None
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            raise Fault(sentence(error, where(ctx))) from None


def where(ctx: click.Context) -> Path:
    """The folder that a fault speaks of."""
    from .common import folder_of

    return folder_of((ctx.obj or {}).get("office"))


def sentence(error: BaseException, folder: Path) -> str:
    """What went wrong and what to do."""
    own = _own(error)
    if own:
        return own
    if isinstance(error, OSError):
        return _system(error)
    if _of_database(error):
        while "cannot rollback" in str(error) and error.__context__:
            error = error.__context__  # a full disk made SQLite roll back by itself
        from ventanilla.office.plain import plain

        return plain(error if isinstance(error, Exception) else Exception(str(error)), folder)
    return (
        f"Something went wrong that was not foreseen ({type(error).__name__}). What was acknowledged before is safe. "
        "The same command with `ventanilla --debug ...` shows where."
    )


def _own(error: BaseException) -> str:
    """The sentences of our own errors, found by name so that a start need not load what it does not use."""
    names = {"Refused", "NoOffice", "KeysMissing", "SheetError", "BackupError", "PortTaken", "ExportError"}
    ours = type(error).__module__.startswith("ventanilla.") and type(error).__name__ in names
    return str(error) if ours else ""


def _of_database(error: BaseException) -> bool:
    bases = {f"{base.__module__}.{base.__name__}" for base in type(error).__mro__}
    return isinstance(error, sqlite3.Error) or bool(bases & {"django.db.utils.Error", "psycopg.Error"})


_WORDS = {
    errno.ENOSPC: "The disk is full{at}. Make room, then try again. What was acknowledged is safe.",
    errno.EDQUOT: "Your share of the disk is full{at}. Make room, then try again. What was acknowledged is safe.",
    errno.EFBIG: "The disk is full{at}, or files of this size are not allowed. Make room, then try again.",
    errno.EACCES: "It is not allowed to read or write{at}. Check whom the file belongs to.",
    errno.EPERM: "It is not allowed to read or write{at}. Check whom the file belongs to.",
    errno.EROFS: "The disk is read-only{at}. Choose another place.",
    errno.ENOENT: "There is no such file or folder{at}. Check the name.",
    errno.EISDIR: "This is a folder, not a file{at}.",
    errno.ENOTDIR: "This is a file, not a folder{at}.",
}


def _system(error: OSError) -> str:
    at = f": {error.filename}" if error.filename else ""
    words = _WORDS.get(error.errno or 0, f"The system refused ({error.strerror or error}){{at}}.")
    return words.format(at=at)

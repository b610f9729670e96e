"""What is due once a day."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from .common import opened, progress

if TYPE_CHECKING:
    from ventanilla.office.folder import Office


@click.command()
def night() -> None:
    """Do what is due once a day: now, when each number may be called. Let cron or a timer start it, after midnight.

    Called again in the same night it changes nothing. From noon on, the night of that day is meant.
    """
    began = time.monotonic()
    through_the_night(opened())
    click.echo(f"Done in {time.monotonic() - began:.1f} s.")


def through_the_night(office: Office) -> None:
    """Each duty in its turn, with progress, and what it says of itself."""
    from ventanilla.office.night import DUTIES

    for duty in DUTIES:
        with progress(duty.words, 100) as told:
            said = list(duty.do(office, lambda share: told(int(100 * share))))
        for sentence in said:
            click.echo(sentence)

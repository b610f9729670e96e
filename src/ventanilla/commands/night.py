"""What is due once a day."""

from __future__ import annotations

import time

import click

from .common import opened, progress


@click.command()
def night() -> None:
    """Do what is due once a day: now, when each number may be called. Let cron or a timer start it, after midnight.

    Called again in the same night it changes nothing. From noon on, the night of that day is meant.
    """
    from ventanilla.office.night import DUTIES

    office, began = opened(), time.monotonic()
    for duty in DUTIES:
        with progress(duty.words, 100) as told:
            said = list(duty.do(office, lambda share: told(int(100 * share))))
        for sentence in said:
            click.echo(sentence)
    click.echo(f"Done in {time.monotonic() - began:.1f} s.")

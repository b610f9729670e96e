"""What is due once a day in an office: each duty by name. A later one is a line here, and a function that yields sentences.

A duty must bear being called twice in a night: the second time it says that all is done. Yet to come: what may no longer
be kept, the published figures, people who may stand twice on a list, and the reminder of a backup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, NamedTuple

from ventanilla.journal.words import N_


class Duty(NamedTuple):
    """One thing to do: its words, and where ``night(office, told)`` is; ``told`` hears which share of it is done."""

    words: str
    module: str

    def do(self, office: Any, told: Callable[[float], object]) -> Iterator[str]:
        """Do it; yields a sentence for each part."""
        return import_module(self.module).night(office, told)


DUTIES = (Duty(N_("When each number may be called"), "ventanilla.rooms.forecast.nightly"),)
"""In the order in which they are done."""

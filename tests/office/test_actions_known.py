"""Every action of every room is known once an office is started, in a process that imported nothing else."""

from __future__ import annotations

import subprocess
import sys

_ASK = """
import pkgutil
from importlib.util import find_spec
from ventanilla import rooms
from ventanilla.office.start import ACTIONS
found = {one.name + ".actions" for one in pkgutil.iter_modules(rooms.__path__, rooms.__name__ + ".") if find_spec(one.name + ".actions")}
print(sorted(found - set(ACTIONS)))
"""


def test_no_room_with_actions_is_forgotten_at_the_start():
    done = subprocess.run([sys.executable, "-c", _ASK], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

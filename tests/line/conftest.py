"""What the stories of the line share."""

from __future__ import annotations

import pytest
from django.utils import translation


@pytest.fixture
def english():
    """The sentences of a story are the English ones."""
    with translation.override("en"):
        yield

"""The page that answers the article's question is made from the model, and what it concludes is what the model says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.article import MADE, OUT, _m, article, compared


@pytest.fixture(scope="module")
def found():
    return compared(runs=60)


def test_the_page_is_made_from_the_model_as_it_is(found):
    """Its assumptions are those of the model today; made anew, only the figures of chance move."""
    page, made = Path(OUT).read_text(encoding="utf-8"), article(found)
    assert page.startswith(MADE)
    assert page.partition("## Every assumption")[2] == made.partition("## Every assumption")[2]
    assert [line for line in page.splitlines() if line.startswith("#")] == [line for line in made.splitlines() if line.startswith("#")]  # fmt: skip


def test_what_the_page_concludes_holds(found):
    line, inside, visas, jobs, end = (
        _m(found, key) for key in ("line", "inside", "visas", "jobs", "line_end")
    )
    remain, work, posts, together = 1, 2, 3, 4
    assert line.differences[remain].low < 0 < line.differences[remain].high
    assert inside.differences[remain].high < 0
    assert line.differences[work].middle < 0 < visas.values[work].low
    assert jobs.values[posts].high == 0 < jobs.values[together].low
    assert end.differences[posts].middle < 0
    assert line.values[together].middle < line.values[0].middle
    spread = line.values[0].high - line.values[0].low
    assert all(abs(line.differences[n].middle) < spread for n in (remain, work, posts, together))

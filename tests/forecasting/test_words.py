"""Whatever label the model has, a page can say it in another language."""

from __future__ import annotations

import pytest
from django.utils import translation

from ventanilla.forecast import border, labels
from ventanilla.forecast.assumptions import PRIORS, table
from ventanilla.forecast.border_blocks import ELSEWHERE
from ventanilla.forecast.scenario import names, shipped
from ventanilla.forecast.situation import HOUSEHOLDS
from ventanilla.rooms.forecast import words
from ventanilla.rooms.forecast.comparison import VERDICTS
from ventanilla.rooms.forecast.snapshot import MARKS

SCENARIOS = [shipped(name) for name in names()]
LABELS = {
    *(word for both in labels.MEASURES.values() for word in both),
    *labels.BANDS.values(),
    *labels._PARAMETERS.values(),
    *labels._PROGRAMME.values(),
    *border._PROGRAMME,
    *border._PROGRAMME.values(),
    *(word for one in PRIORS for word in (one.name, one.unit)),
    *(one.title for one in SCENARIOS),
    *(part.name for one in SCENARIOS for part in one.programme),
    *(part.why for one in SCENARIOS for part in one.change),
    ELSEWHERE,
    *HOUSEHOLDS,
    *VERDICTS.values(),
    *MARKS,
    *MARKS.values(),
}


def test_every_label_of_the_model_is_marked_for_translation():
    assert LABELS - set(words.WORDS) == set()


@pytest.mark.parametrize("row", table(PRIORS))
def test_english_stays_as_the_model_has_it(row):
    _key, what, _value, drawn, source = row
    with translation.override("en"):
        assert (words.with_unit(what), words.bounds(drawn), words.word(source)) == (what, drawn, source)


@pytest.mark.parametrize(
    "label", ["Calls from 2019-01-29 on", "work visa, Mexico: places a day", "record: W102"]
)
def test_labels_made_of_parts_are_said_part_by_part(label, monkeypatch):
    with translation.override("en"):
        assert words.word(label) == label
    monkeypatch.setattr(words, "_", lambda text: f"<{text}>")
    assert words.word(label).startswith("<")


@pytest.mark.parametrize(
    "typed", ["", "as-of:2018-12-05 + remain-in-mexico@2019-01-29", "W103, W104: so they say"]
)
def test_what_is_no_label_stays_as_it_is(typed):
    assert words.word(typed) == typed

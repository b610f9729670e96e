"""Whoever writes a model reads which line is wrong and why; no slip of the pen ends in anything but a sentence."""

import copy
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ventanilla.forecast.lines import line
from ventanilla.forecast.read import ModelError, parse, read
from ventanilla.forecast.run import forecast

MODELS = files("ventanilla.forecast") / "models"

PORT = """\
outcomes = ["admitted", "left", "lost"]
[shelters]
beds = [20, 10]
names = ["north", "south"]
[source.start]
to = "port"
once = 10
[source.arrivals]
to = "port"
poisson = 5
kinds = { honduran = 0.5, other = 0.5 }
sleeps = true
[block.port]
places = 6
to = [
  { kind = "honduran", from_day = 30, before = 90, to = "court" },
  { to = { court = 0.5, admitted = 0.5 } },
]
absent = 0.1
lost = "lost"
patience = { mean = 100 }
gone = "left"
[block.court]
desks = 2
takes = { mean = 10 }
to = "admitted"
[block.tent]
beds = 10
full = "hall"
[block.hall]
beds = 10
full = "left"
[block.visa]
watches = "port"
places = 1
to = "admitted"
[[quantity]]
name = "list"
count = "port"
[[quantity]]
name = "lost"
entering = "lost"
total = true
"""

FAULTS = [
    # arrows
    ('gone = "left"', 'gone = "nowhere"', "Line 22, block.port.gone: the arrow points to 'nowhere'"),
    ('before = 90, to = "court"', 'before = 90, to = "cort"', "Line 16, block.port.to.1.to: the arrow points to 'cort'"),
    ("{ court = 0.5, admitted", "{ jail = 0.5, admitted", "Line 17, block.port.to.2.to: the arrow points to 'jail'"),
    ('lost = "lost"\npat', 'lost = "visa"\npat', "block.port.lost: 'visa' is a programme"),
    ("court = 0.5, admitted = 0.5", "court = 0.5, admitted = 0.6", "Line 17, block.port.to.2.to: the chances of the arrow do not add up to 1 (they add up to 1.1)"),
    ("  { to = { court = 0.5, admitted = 0.5 } },\n", "", "block.port.to.1: the last case must fit everybody"),
    ('{ kind = "honduran", from_day = 30, before = 90, to', "{ to", "Line 17, block.port.to.2: this case is never reached"),
    ('kind = "honduran", from', 'kind = "martian", from', "Line 16, block.port.to.1.kind: no source brings the kind 'martian'. Known are everybody, honduran, other"),
    ('kind = "honduran", from', "kind = [], from", "no kind is named"),
    ("before = 90", "before = 30", "this case ends before it begins"),
    ("before = 90", "befor = 90", "Line 16, block.port.to.1.befor: this is not a word of a model"),
    ('gone = "left"', "gone = 3", "Line 22, block.port.gone: this must be a name or names with their chances or a list (it is 3)"),
    ('gone = "left"', "gone = []", "the last case must fit everybody"),
    ('full = "hall"\n[block.hall]\nbeds = 10\nfull = "left"', 'full = "hall"\n[block.hall]\nbeds = 10\nfull = "tent"', "Line 29, block.tent.full: these arrows lead back"),
    ('to = "port"\npoisson', 'to = "admitted"\npoisson', "Line 9, source.arrivals.to: the arrow points to 'admitted', and there is no such block."),
    ('to = "port"\npoisson', 'to = "visa"\npoisson', "'visa' is a programme"),
    ('watches = "port"', 'watches = "pier"', "block.visa.watches: the arrow points to 'pier'"),
    # numbers
    ("poisson = 5", "poisson = -5", "Line 10, source.arrivals.poisson: this must not be below 0 (it is -5)"),
    ("poisson = 5", "poisson = nan", "Line 10, source.arrivals.poisson: this must be a finite number (it is nan)"),
    ("poisson = 5", "poisson = inf", "Line 10, source.arrivals.poisson: this must "),
    ("poisson = 5", 'poisson = "5"', "Line 10, source.arrivals.poisson: this must be a number or a list (it is '5')"),
    ("poisson = 5", "poisson = [1, 2]", "a list by weekday needs seven values, Monday first (it has 2)"),
    ("poisson = 5", "poisson = [1, 2, 3, 4, 5, 6, -7]", "Line 10, source.arrivals.poisson.7: this must not be below 0"),
    ("poisson = 5", "poisson = 2018-12-05", "this must be a number or a list"),
    ("poisson = 5", "poisson = 5\neach_day = 4", "Line 8, source.arrivals: a source needs exactly one of"),
    ("poisson = 5\n", "", "Line 8, source.arrivals: a source needs exactly one of"),
    ("poisson = 5", "poisson = 5\nday = 3", "day means nothing for a source with poisson"),
    ("once = 10", "once = 10\nlevel = 2.0", "Line 8, source.start.level: level means nothing for a source with once"),
    ("once = 10", "once = 10\nwalk = 0.1", "walk means nothing for a source with once"),
    ("once = 10", "once = 10\nshape = 2", "shape means nothing for a source with once"),
    ("once = 10", "once = 10.5", "this must be a whole number (it is 10.5)"),
    ("once = 10", "once = true", "this must be a whole number (it is true)"),
    ("once = 10", "once = 10\nday = -2", "Line 8, source.start.day: this must not be below -1"),
    ("absent = 0.1", "absent = 1.5", "Line 19, block.port.absent: this must not be over 1 (it is 1.5)"),
    ("absent = 0.1", "absent = { low = 0.1, likely = 0.5, high = 1.5 }", "block.port.absent.high: this must not be over 1 (it is 1.5)"),
    ("absent = 0.1", "absent = { low = -0.1, likely = 0.5, high = 0.6 }", "block.port.absent.low: this must not be below 0"),
    ("absent = 0.1", "absent = { low = 0.5, likely = 0.1, high = 0.6 }", "block.port.absent: a range goes up: low 0.5, likely 0.1, high 0.6 do not"),
    ("absent = 0.1", "absent = { low = 0.1, likely = 0.5 }", "block.port.absent.high: this is missing"),
    ("absent = 0.1", "absent = { low = 0.1, likely = 0.5, hig = 0.6 }", "block.port.absent.hig: this is not a word of a model"),
    ("absent = 0.1", "absent = true", "this must be a number or a range { low, likely, high } (it is true)"),
    ("absent = 0.1", "absent = 0.1\nreturns = 0.5", "block.port.away: this block needs the key away"),
    ('lost = "lost"\npat', "pat", "block.port.lost: this block needs the key lost"),
    ("{ mean = 100 }", "{ mean = { low = 0, likely = 5, high = 6 } }", "block.port.patience.mean.low: this must be above 0"),
    ("{ mean = 100 }", "{ mean = 100, chance = 0.1 }", "days are given in exactly one way"),
    ("{ mean = 100 }", "{ mean = -1 }", "Line 21, block.port.patience.mean: this must be above 0"),
    ("{ mean = 100 }", "{ men = 100 }", "Line 21, block.port.patience.men: this is not a word of a model"),
    ("{ mean = 100 }", "{ between = [9, 3] }", "the first number of between must not be above the second"),
    ("{ mean = 100 }", "{ exactly = 0 }", "at least one day is needed here"),
    ("{ mean = 100 }", "{ chance = 0 }", "this must not be below 1e-09"),
    ("{ mean = 100 }", "100", "this must be days such as { mean = 30 } or 'kept' (it is 100)"),
    ("honduran = 0.5, other = 0.5", "honduran = 0.5, other = 0.4", "the chances of the kinds do not add up to 1"),
    ("honduran = 0.5, other = 0.5", "honduran = 1.5, other = 0.5", "Line 11, source.arrivals.kinds.honduran: this must not be over 1 (it is 1.5)"),
    ("sleeps = true", "sizes = []", "the chances of the sizes do not add up to 1"),
    ("sleeps = true", "level = { low = 2, likely = 1, high = 3 }", "source.arrivals.level: a range goes up"),
    ("sleeps = true", "level = -1", "this must not be below 0"),
    ("sleeps = true", "changes = [{ day = 5, times = 2 }, { day = 5, times = 3 }]", "two changes fall on day 5"),
    ("sleeps = true", "changes = [{ day = 5, times = -2 }]", "Line 12, source.arrivals.changes.1.times: this must not be below 0"),
    ("sleeps = true", "level = 1e8", "with its level and changes this comes to more than 100,000,000 a day"),
    # blocks
    ("places = 6", "places = -6", "Line 14, block.port.places: this must not be below 0 (it is -6)"),
    ("places = 6", "places = 6\ndesks = 1", "choose one of places, speeds and desks"),
    ("places = 6", "speeds = [1, 2]", "block.port.start: this block needs the key start"),
    ("places = 6", "speeds = [1, 2]\nstart = 3", "start must be one of the speeds"),
    ("places = 6", "speeds = [1]\nstart = 1", "this has too few values; at least 2"),
    ("places = 6", "places = 6\nswitch = 0.1", "switch belongs to speeds"),
    ("places = 6", "places = 6\nopens = 9\ncloses = 8", "Line 16, block.port.closes: it closes on day 8 before it has opened (day 9)"),
    ("places = 6", 'places = 6\nunit = "cats"', "this must be 'people' or 'tickets' (it is 'cats')"),
    ("desks = 2", "desks = 2\nquota = 9", "Line 25, block.court.quota: quota means nothing for a block with desks"),
    ("desks = 2", "desks = 2\nwalk = 0.1", "walk means nothing for a block with desks"),
    ("desks = 2", "desks = 2\nchanges = [{ day = 3, times = 2 }]", "changes means nothing for a block with desks"),
    ("desks = 2", "desks = 2\nclosed = 0.1", "closed means nothing for a block with desks"),
    ("desks = 2", "desks = 0", "this must not be below 1"),
    ("takes = { mean = 10 }\n", "", "block.court.takes: this block needs the key takes"),
    ('full = "hall"', 'full = "hall"\nquota = 5', "quota means nothing for a block without places"),
    ('full = "hall"', 'full = "hall"\nto = "left"', "to means nothing for a block without places"),
    ('full = "hall"\n', "", "block.tent.full: this block needs the key full"),
    ("places = 1\n", "places = 1\nabsent = 0.1\n", "absent means nothing for a programme"),
    ("places = 1\n", "", "block.visa.places: this block needs the key places"),
    ("places = 1\n", "places = 1\nwants = { martian = 1.0 }\n", "block.visa.wants.martian: no source brings the kind"),
    ("places = 1\n", "places = 1\nwants = 2\n", "Line 36, block.visa.wants: this must not be over 1"),
    ("[block.hall]", "[block.arrivals]", "two things have the name 'arrivals'"),
    ('names = ["north", "south"]', 'names = ["north"]', "there are 2 shelters and 1 names"),
    ('names = ["north", "south"]', 'names = ["north", "north"]', "two shelters have one name"),
    ('[shelters]\nbeds = [20, 10]\nnames = ["north", "south"]\n', "", "there are no beds to sleep in"),
    # endless
    ("once = 10", "endless = true\nbegins = 3", "begins means nothing for a source with endless"),
    ('to = "port"\nonce = 10', 'to = "court"\nendless = true', "an endless source must lead to a block with places"),
    ('once = 10\n[source.arrivals]\nto = "port"\npoisson = 5', 'endless = true\n[source.arrivals]\nto = "port"\nendless = true', "two endless sources lead to 'port'"),
    # questions
    ('count = "port"', 'count = "pier"', "Line 39, quantity.1.count: there is no block 'pier'"),
    ('count = "port"', 'count = "left"', "there is no block 'left'"),
    ('count = "port"', 'count = "visa"', "'visa' is a programme"),
    ('count = "port"', 'passing = "left"', "there is no block 'left'"),
    ('count = "port"', 'passing = "tent"', "nobody is called or worked on in 'tent'"),
    ('count = "port"', 'calls = "court"', "'court' has desks and calls nobody"),
    ('count = "port"', "count = []", "name at least one block"),
    ('count = "port"', 'count = "port"\nwait = "port"', "a quantity asks for exactly one of"),
    ('count = "port"', 'count = "port"\nclass = 1', "no source has this class; the last one is 0"),
    ('count = "port"', 'count = "port"\nnth = 3', "nth does not narrow count"),
    ('count = "port"', 'count = "port"\nanswer = "median"', "median is answered for ticket and nth only"),
    ('count = "port"', 'count = "port"\nabove = 3\nnone = true', "above and none do not go together"),
    ('count = "port"', 'count = "port"\nweekday = "Fryday"', "this must be 'Monday'"),
    ('count = "port"', 'count = "port"\nper = { entering = "port", calls = "port" }', "per names exactly one of"),
    ('count = "port"', 'count = "port"\nper = { leaving = "port" }', "this must be 'entering', 'passing' or 'calls'"),
    ('count = "port"', 'entering = "lost"\nkind = "honduran"', "kinds are told apart over all counted days only"),
    ('count = "port"', 'wait = "port"\nkind = "martian"', "no source brings the kind 'martian'"),
    ('count = "port"', "ticket = 5", "say in which block the ticket is called"),
    ('count = "port"', 'beds = "west"', "there is no shelter 'west'"),
    ('count = "port"', "beds = false", "write true for all shelters"),
    ('name = "lost"', 'name = "list"', "Line 41, quantity.2.name: two quantities have the name 'list'"),
    ('name = "lost"\n', "", "Line 40, quantity.2.name: this is missing"),
    # the file
    ("[source.start]", "[source.start", "Line 5: this is not TOML"),
    ("once = 10", "once = 10\nonce = 11", "Line 8: this is not TOML"),
    ("[block.court]", "[block.court]\ncolour = 3", "Line 24, block.court.colour: this is not a word of a model"),
    ("[block.court]", "[blok.court]", "Line 23, blok: this is not a word of a model"),
    ("once = 10", "once = " + 5000 * "[", "not"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), FAULTS)
def test_a_fault_is_one_sentence_that_names_line_and_key(old, new, said):
    assert PORT.count(old) == 1
    with pytest.raises(ModelError) as error:
        parse(PORT.replace(old, new))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_the_model_without_a_fault_runs_and_a_ticket_beyond_all_that_come_is_fine():
    text = PORT + '[[quantity]]\nname = "late"\nticket = 99999\nof = "port"\nanswer = "chance"\n'
    found = {answer.quantity: answer for answer in forecast(parse(text), days=60, runs=3)}
    assert found["late"].mean == 0
    assert found["lost"].mean > 0


@pytest.mark.parametrize(
    "asked", [{"days": 0}, {"runs": 0}, {"warmup": -1}, {"seed": -1}, {"days": 400_000, "warmup": 200_000}]
)
def test_no_days_and_no_runs_are_refused(asked):
    with pytest.raises(ModelError, match=r"Give another number|Ask for fewer"):
        forecast(parse(PORT), **{"days": 5, **asked})


def test_a_question_about_a_day_that_never_comes_is_refused():
    with pytest.raises(ModelError, match="asks for day 9, and the last day is 4"):
        forecast(parse(PORT.replace('count = "port"', 'count = "port"\nday = 9')), days=5)


def test_a_file_that_is_no_text_is_a_sentence_and_a_mark_at_its_beginning_is_read_over(tmp_path: Path):
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ModelError, match="UTF-8"):
        read(tmp_path / "a.toml")
    (tmp_path / "b.toml").write_bytes(b"\xef\xbb\xbf" + PORT.encode())
    assert read(tmp_path / "b.toml") == parse(PORT)


def test_lines_are_found_however_a_key_is_written():
    text = 'source = { a = { to = "b" } }\n[block."in absentia"]\n"to" = 3\npatience.mean = -1\n'
    assert line(text, ("source", "a", "to")) == 1
    assert line(text, ("block", "in absentia", "to")) == 3
    assert line(text, ("block", "in absentia", "patience", "mean")) == 4
    assert line(text, ("block", "in absentia", "gone")) == 2


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 400), st.floats(), st.sampled_from(["port", "admitted", "visa", "kept", "", "lot"]),
    st.lists(st.integers(-1, 3) | st.floats(0, 1), max_size=8), st.dictionaries(st.sampled_from(["mean", "low", "to", "port"]), st.floats(0, 2), max_size=3),
    st.lists(st.dictionaries(st.sampled_from(["to", "kind", "day", "times", "before"]), st.integers(0, 9) | st.just("port"), max_size=3), max_size=3),
)  # fmt: skip
TEXTS = [PORT, *(file.read_text() for file in MODELS.iterdir() if file.name.endswith(".toml"))]


def _places(data, keys=()):
    """Every place in a tree of tables and lists."""
    yield keys
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield from _places(value, (*keys, key))


def _toml(value):
    if isinstance(value, dict):
        return (
            "{ "
            + ", ".join(f'"{key}" = {_toml(one)}' for key, one in value.items() if one is not None)
            + " }"
        )
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value if one is not None) + "]"
    return str(value).lower() if isinstance(value, bool | float) else repr(value).replace("'", '"')


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_edit_of_a_model_ends_in_anything_but_a_sentence(data):
    """Any value anywhere, any key gone or known from elsewhere: it is read and runs, or a sentence says why not."""
    model = copy.deepcopy(tomllib.loads(data.draw(st.sampled_from(TEXTS))))
    model.pop("title", None)
    for _ in range(data.draw(st.integers(1, 3))):
        keys = data.draw(st.sampled_from([keys for keys in _places(model) if keys]))
        at = model
        for key in keys[:-1]:
            at = at[key]
        at[keys[-1]] = data.draw(VALUES)
    text = "\n".join(f'"{key}" = {_toml(value)}' for key, value in model.items() if value is not None)
    try:
        found = forecast(parse(text), days=8, runs=2)
    except ModelError as error:
        assert "\n" not in str(error)
    else:
        assert all(answer.mean is None or answer.mean == answer.mean for answer in found)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_line_lost_or_spoilt_ends_in_anything_but_a_sentence(data):
    rows = data.draw(st.sampled_from(TEXTS)).splitlines()
    n = data.draw(st.integers(0, len(rows) - 1))
    rows[n : n + 1] = data.draw(
        st.sampled_from([[], [rows[n]] * 2, [rows[n][:-1]], [rows[n] + "x"], [rows[n - 1]], ['"' + rows[n]]])
    )
    try:
        parse("\n".join(rows))
    except ModelError as error:
        assert "ine " in str(error)

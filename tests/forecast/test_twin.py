"""A slow, plain twin gives the same answer as the kernel: ticket by ticket and day by day, on any model."""

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forecast.random_models import models
from tests.forecast.twins import differences
from ventanilla.forecast.model import Model
from ventanilla.forecast.plain import run
from ventanilla.forecast.plain.luck import words
from ventanilla.forecast.read import read

MODELS = files("ventanilla.forecast") / "models"
SHIPPED = sorted(
    (path for path in MODELS.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name
)
BORDER = read(MODELS / "border_queue.toml")


@settings(max_examples=250)
@given(model=models(), days=st.integers(10, 40), seed=st.integers(0, 2**32 - 1), number=st.integers(0, 1000))
def test_any_model_goes_the_same_way(model, days, seed, number):
    assert differences(model, days, seed, number, warmup=days // 3) == []


@settings(max_examples=150)
@given(model=models(programmes_=2), days=st.integers(20, 40), seed=st.integers(0, 2**32 - 1))
def test_any_model_with_two_programmes_goes_the_same_way(model, days, seed):
    assert differences(model, days, seed, 0) == []


def test_the_twin_has_the_published_generator():
    """Known answers of Random123 for philox4x32-10."""
    assert words(0, 0, 0, 0, 0, 0) == (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)
    assert words(*[0xFFFFFFFF] * 6) == (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)
    counter = (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344)
    assert words(0xA4093822, 0x299F31D0, *counter) == (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1)


def smaller(model: Model, by: int) -> Model:
    """The border queue with everything divided; a family of six still fits into a day's call."""
    found = model.model_dump(by_alias=True, exclude_unset=True)
    found["shelters"]["beds"] = [beds // by for beds in found["shelters"]["beds"]]
    found["source"]["start"]["once"] //= by
    found["source"]["later"]["poisson"] /= by
    for block in found["block"].values():
        for key in {"speeds", "places"} & set(block):
            value = block[key]
            block[key] = [x / by for x in value] if isinstance(value, list) else value / by
    found["block"]["list"]["start"] /= by
    found["block"]["list"]["most"] = 10
    return Model.model_validate(found)


@pytest.mark.parametrize("number", range(6))
def test_the_border_queue_at_a_twentieth_goes_the_same_way(number):
    assert differences(smaller(BORDER, 20), 365, 1, number) == []


def test_the_border_queue_at_full_size_goes_the_same_way():
    assert differences(BORDER, 365, 1, 0) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_each_shipped_model_goes_the_same_way(path):
    assert differences(read(path), 40, 3, 5, warmup=10) == []


def test_households_given_one_by_one_go_the_same_way():
    """As a live office has them: size, kind and class of each who is on its list."""
    people = {"start": [(1 + n % 5, ["alone", "family"][n % 2], n % 3) for n in range(40)]}
    model = Model.model_validate({
        "outcomes": ["court", "home"],
        "source": {
            "start": {"to": "list", "once": 40, "day": -1, "sleeps": True},
            "later": {"to": "list", "poisson": 2, "class": 2, "kinds": {"family": 0.7, "alone": 0.3}},
        },
        "block": {"list": {"places": 8, "to": [{"kind": "alone", "to": "home"}, {"to": "court"}]}},
        "shelters": {"beds": [20, 9], "tries": 2},
    })  # fmt: skip
    assert differences(model, 30, 1, 0, people=people) == []


def test_a_range_is_drawn_the_same_way_wherever_it_stands():
    unsure, days = {"low": 0.2, "likely": 0.5, "high": 0.9}, {"mean": {"low": 2, "likely": 4, "high": 9}}
    model = Model.model_validate({
        "outcomes": ["visa", "home"],
        "source": {"families": {"to": "list", "poisson": 6, "level": unsure, "changes": [{"day": 9, "times": unsure}]}},
        "block": {
            "list": {
                "speeds": [3, 9], "start": 3, "switch": unsure, "closed": unsure, "level": unsure, "absent": unsure,
                "returns": unsure, "away": days, "lost": "home", "missed": unsure, "missed_to": "home", "patience": days,
                "gone": "home", "delay": days, "to": "desk", "changes": [{"day": 5, "times": unsure}],
            },
            "desk": {"desks": 2, "takes": days, "to": "home"},
            "visas": {"watches": "list", "wants": unsure, "after": days, "places": 2, "to": "visa"},
        },
    })  # fmt: skip
    for number in range(10):
        assert differences(model, 40, 1, number) == []


def test_whoever_has_left_is_dropped_from_a_programme_even_if_too_many_for_the_places_left():
    model = Model.model_validate({
        "outcomes": ["visa", "home"],
        "source": {
            "large": {"to": "list", "once": 2, "sizes": [0, 0, 0, 1.0]},
            "small": {"to": "list", "each_day": 1, "begins": 2},
        },
        "block": {
            "list": {"patience": {"exactly": 3}, "gone": "yard"}, "yard": {"patience": {"exactly": 20}, "gone": "home"},
            "visas": {"watches": "list", "after": {"exactly": 1}, "places": 1, "opens": 4, "to": "visa"},
        },
    })  # fmt: skip
    assert run(model, 8, 1, 0).days[4].passing["visas", "everybody"] == 1
    assert differences(model, 30, 1, 0) == []


def test_thousands_of_durations_and_large_poisson_numbers_fall_on_the_same_days():
    """Logarithms may differ in the last bit from one library to another: here no day of thousands of tickets depends on it."""
    model = Model.model_validate({
        "outcomes": ["home"],
        "source": {"many": {"to": "list", "poisson": 1200, "shape": 0.7, "walk": 0.1}},
        "block": {"list": {"patience": {"mean": 3.5}, "gone": "stay"}, "stay": {"patience": {"chance": 0.3}, "gone": "home"}},
    })  # fmt: skip
    assert differences(model, 6, 1, 0) == []

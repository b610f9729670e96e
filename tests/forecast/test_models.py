"""The models that are shipped meet what is known of them exactly."""

from importlib.resources import files

import pytest

from ventanilla.forecast.draws import words
from ventanilla.forecast.read import ModelError, parse, read
from ventanilla.forecast.run import forecast

MODELS = files("ventanilla.forecast") / "models"

EXACT = {
    "port_constant_places": [2.38700274, 0.0434000499],
    "two_classes": [4.11347326],
    "one_desk": [2.1, 7],
    "programme_opens": [77, 53.5],
    "absence": [0.1375, 1.33333333],
}


@pytest.mark.parametrize("name", EXACT)
def test_exact_cases_are_met_within_three_standard_errors(name):
    warmup = 0 if name == "programme_opens" else 100
    found = forecast(read(MODELS / f"{name}.toml"), days=1000, warmup=warmup, runs=20, threads=2)
    for answer, exact in zip(found, EXACT[name], strict=True):
        assert answer.mean == pytest.approx(exact, abs=3 * answer.standard_error + 1e-9), answer


def test_the_border_queue_is_the_same_on_one_and_on_two_threads():
    model = read(MODELS / "border_queue.toml")
    assert forecast(model, 365, runs=4, threads=1) == forecast(model, 365, runs=4, threads=2)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('to = "admitted"', 'to = "nowhere"', "Line 10, block.port.to: the arrow points to 'nowhere'"),
        ("poisson = 55", "poisson = -1", "Line 6, source.arrivals.poisson: this must not be below 0"),
        ("places = 60", "places = 60\nclosed = 1.5", "Line 10, block.port.closed: this must not be over 1"),
    ],
)
def test_a_fault_in_a_model_is_a_sentence_that_names_the_line(old, new, said):
    text = (MODELS / "port_constant_places.toml").read_text()
    with pytest.raises(ModelError) as error:
        parse(text.replace(old, new))
    assert said in str(error.value)


def test_a_horizon_of_no_days_is_refused():
    with pytest.raises(ModelError, match="number of days must be at least 1"):
        forecast(read(MODELS / "one_desk.toml"), days=0)


def test_random_words_are_those_of_the_published_generator():
    """Known answers of Random123 for philox4x32-10."""
    assert [int(w) for w in words(0, 0, 0, 0, 0, 0)] == [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]
    ones = 0xFFFFFFFF
    assert [int(w) for w in words(*[ones] * 6)] == [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]

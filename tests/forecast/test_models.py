"""The models that are shipped meet what is known of them exactly."""

from importlib.resources import files

from ventanilla.forecast.kernel.draws import words
from ventanilla.forecast.read import read
from ventanilla.forecast.run import forecast

MODELS = files("ventanilla.forecast") / "models"


def test_the_border_queue_is_the_same_on_one_and_on_two_threads():
    model = read(MODELS / "border_queue.toml")
    assert forecast(model, 365, runs=4, threads=1) == forecast(model, 365, runs=4, threads=2)


def test_random_words_are_those_of_the_published_generator():
    """Known answers of Random123 for philox4x32-10."""
    assert [int(w) for w in words(0, 0, 0, 0, 0, 0)] == [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]
    ones = 0xFFFFFFFF
    assert [int(w) for w in words(*[ones] * 6)] == [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]

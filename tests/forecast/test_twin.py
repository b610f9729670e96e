"""A slow, plain twin gives the same answer as the kernel: ticket by ticket and day by day, on any model."""

import math
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forecast.random_models import models
from tests.forecast.twins import differences
from ventanilla.forecast import draws, plain_luck
from ventanilla.forecast.read import read

MODELS = files("ventanilla.forecast") / "models"


@settings(max_examples=200)
@given(model=models(), days=st.integers(10, 40), seed=st.integers(0, 2**32 - 1), number=st.integers(0, 1000))
def test_any_model_goes_the_same_way(model, days, seed, number):
    assert differences(model, days, seed, number, warmup=days // 3) == []

"""Other cases of the same kinds, run from a file's text as anybody would, meet answers found without the engine."""

from math import sqrt

import numpy as np
import pytest

from tests.forecast import chains
from tests.forecast.variants import Variant, variants
from ventanilla.forecast.quantities import Answer
from ventanilla.forecast.read import parse
from ventanilla.forecast.run import forecast

VARIANTS = variants()


def off(answer: Answer, exact: float) -> float:
    """In standard errors; without chance, not at all."""
    assert answer.mean is not None and answer.standard_error is not None
    if answer.standard_error < 1e-9:
        assert answer.mean == pytest.approx(exact, abs=1e-6)
        return 0.0
    return (answer.mean - exact) / answer.standard_error


@pytest.mark.parametrize("variant", VARIANTS, ids=[one.title for one in VARIANTS])
def test_a_variant_is_met_within_three_standard_errors(variant: Variant):
    found = forecast(parse(variant.text), variant.days, variant.warmup, variant.runs, seed=3, threads=2)
    for answer, exact in zip(found, variant.exact, strict=True):
        assert abs(off(answer, exact)) < 3.3, (
            answer,
            exact,
        )  # 3.3: more than a hundred quantities are looked at


def test_the_chains_themselves_meet_what_is_published():
    assert chains.of(chains.line(chains.poisson(55), 60, 300)) == pytest.approx(2.38700274)
    assert chains.beds(chains.poisson(5), 100, 0.05) == pytest.approx((93.1787883, 0.0682121175))
    assert chains.of(chains.line(chains.overdispersed(9, 2), 12)) == pytest.approx(5.88985764)
    assert chains.desks(chains.bernoulli(0.3), 1, 0.4) == pytest.approx(2.1)
    assert chains.one_desk(chains.bernoulli(0.3), chains.geometric(0.4, 30), 60) == pytest.approx(
        2.1, rel=1e-3
    )


HONEST = [
    "patience with a chance",
    "fewer beds",
    "drawn by lot",
    "kinds, chances and dates",
    "a quota used up",
]


@pytest.mark.parametrize("title", HONEST)
def test_standard_errors_are_honest_in_few_short_runs(title: str):
    """Over many seeds the distances in standard errors have variance about 1: ratios, days, chances and totals alike."""
    variant = next(one for one in VARIANTS if one.title == title)
    model, days = parse(variant.text), min(variant.days, 200)
    seeds = [forecast(model, days, min(variant.warmup, 100), 40, seed, 2) for seed in range(60)]
    for n, exact in enumerate(variant.exact):
        distances = [off(found[n], exact) for found in seeds]
        if any(distances):
            assert abs(np.mean(distances)) < 4 / sqrt(len(seeds)), (title, n)
            assert 0.55 < np.var(distances) < 1.75, (title, n, np.var(distances))

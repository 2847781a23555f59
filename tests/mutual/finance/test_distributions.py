"""Figures in doubt, beside SciPy's distributions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from mutual.finance import Discrete, FinanceError, LogNormal, Normal, Triangular, Uniform

LEVELS = np.array([1e-9, 0.001, 0.05, 0.25, 0.5, 0.61803, 0.9, 0.999, 1 - 1e-9])
FINITE = st.floats(-1e6, 1e6)
WIDE = st.floats(1e-3, 1e6)


@given(FINITE, WIDE, st.floats(0, 1))
def test_triangular_has_the_quantiles_of_scipy(low, width, place):
    mode, high = low + place * width, low + width
    mode = min(max(mode, low), high)
    theirs = stats.triang(min(1, max(0, (mode - low) / (high - low))), loc=low, scale=high - low)
    assert Triangular(low, mode, high).at(LEVELS) == pytest.approx(theirs.ppf(LEVELS), rel=1e-9, abs=1e-6)


@given(FINITE, WIDE)
def test_uniform_is_a_line(low, width):
    found = Uniform(low, low + width).at(LEVELS)
    assert found == pytest.approx(low + width * LEVELS)


@given(st.floats(-100, 100), st.floats(0.01, 50), st.floats(0.1, 3), st.floats(0.1, 3))
def test_normal_is_cut_off_at_its_bounds(mean, spread, below, above):
    low, high = mean - below * spread, mean + above * spread
    theirs = stats.truncnorm(-below, above, loc=mean, scale=spread)
    found = Normal(mean, spread, low, high).at(LEVELS)
    assert found == pytest.approx(theirs.ppf(LEVELS), rel=1e-7, abs=1e-7 * spread)
    assert ((found >= low) & (found <= high)).all()


def test_normal_without_bounds_is_the_bell():
    assert Normal(10, 2).at(LEVELS) == pytest.approx(stats.norm(10, 2).ppf(LEVELS), rel=1e-12)


@given(st.floats(0.01, 1e6), st.floats(0.01, 2))
def test_lognormal_has_the_quantiles_of_scipy(median, spread):
    theirs = stats.lognorm(spread, scale=median)
    assert LogNormal(median, spread).at(LEVELS) == pytest.approx(theirs.ppf(LEVELS), rel=1e-9)


@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(0, 4)), min_size=1, max_size=6))
def test_discrete_gives_each_value_as_often_as_its_weight(pairs):
    values, weights = [value for value, _ in pairs], [weight for _, weight in pairs]
    if not sum(weights):
        weights[0] = 1
    steps = 20 * sum(weights)
    found = Discrete(values, weights).at((np.arange(steps) + 0.5) / steps)
    for value in set(values):
        expected = 20 * sum(weight for other, weight in zip(values, weights, strict=True) if other == value)
        assert (found == value).sum() == expected
    assert (np.diff(found) >= 0).all()


def test_equal_weights_are_the_default():
    assert Discrete([3, 1]) == Discrete([3, 1], [1, 1])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Uniform(2, 2), "low (2) must lie below high (2)."),
        (lambda: Uniform(float("nan"), 2), "low must be a finite number, not nan."),
        (
            lambda: Triangular(0.97, 0.9, 1.03),
            "low (0.97), mode (0.9) and high (1.03) must stand in order, and low below high.",
        ),
        (lambda: Normal(0, 0), "spread must be a number above 0, not 0."),
        (lambda: Normal(0, 1, 3, 2), "low (3) must lie below high (2)."),
        (
            lambda: Normal(0, 1, 40, 41),
            "Between 40 and 41 lies next to nothing of a bell around 0 with spread 1.",
        ),
        (lambda: LogNormal(-1, 1), "median must be a number above 0, not -1."),
        (
            lambda: Discrete([1, 2], [1]),
            "Give as many weights as values, and at least one: there are 2 values and 1 weights.",
        ),
        (lambda: Discrete([1], [0]), "Weights are numbers of 0 or more, and not all 0."),
        (lambda: Discrete([float("inf")]), "a value must be a finite number, not inf."),
    ],
)
def test_distributions_say_what_is_wrong(make, message):
    with pytest.raises(FinanceError) as refused:
        make()
    assert str(refused.value) == message


def test_distributions_say_what_they_are():
    assert [
        doubt.explained()
        for doubt in (
            Uniform(1, 2),
            Triangular(0.9, 0.97, 1.03),
            Normal(5, 1, 3),
            LogNormal(1, 0.2),
            Discrete([1, 2], [1, 3]),
        )
    ] == [
        "anything between 1 and 2",
        "between 0.9 and 1.03, most likely 0.97",
        "around 5, two times in three within 1 of it, not below 3",
        "around 1, two times in three within a factor of 1.22",
        "one of 1 (25%), 2 (75%)",
    ]

"""Limits of a rate, beside scipy's chi-squared."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from mutual.calls.poisson import gamma_quantile, rate_interval


@given(
    counts=st.lists(st.integers(0, 250), min_size=1, max_size=20),
    hours=st.floats(0.5, 500),
    level=st.sampled_from([0.8, 0.95, 0.99]),
)
def test_limits_are_those_of_garwood(counts, hours, level):
    count = np.array(counts, dtype=float)
    low, high = rate_interval(count, np.full(len(count), hours), np.ones(len(count)), level)
    tail = (1 - level) / 2
    assert high == pytest.approx(chi2.ppf(1 - tail, 2 * count + 2) / 2 / hours, rel=1e-6)
    assert low == pytest.approx(np.nan_to_num(chi2.ppf(tail, 2 * count)) / 2 / hours, rel=1e-6)


@pytest.mark.parametrize("shape", [301.0, 5_000.0, 1e6])
def test_quantiles_of_large_counts_are_right_to_four_digits(shape):
    found = gamma_quantile(np.array([shape]), 0.975)[0]
    assert found == pytest.approx(chi2.ppf(0.975, 2 * shape) / 2, rel=1e-4)


def test_limits_without_hours_say_nothing():
    low, high = rate_interval(np.zeros(1), np.zeros(1), np.ones(1))
    assert (low.tolist(), high.tolist()) == ([0.0], [np.inf])

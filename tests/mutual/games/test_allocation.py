"""Whole cents that add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mutual.games.made import IS_FULL

from mutual.games import Allocation

CASES = 100_000 if IS_FULL else 5_000


def test_the_largest_remainders_get_the_cents_that_are_left():
    assert Allocation(("a", "b", "c"), [0.334, 0.333, 0.333]).in_cents() == {"a": 34, "b": 33, "c": 33}
    assert Allocation(("a", "b", "c"), [1 / 3] * 3).in_cents() == {"a": 34, "b": 33, "c": 33}
    assert Allocation(("a", "b"), [-0.005, 0.015]).in_cents() == {"a": 0, "b": 1}


def test_cents_add_up_over_random_cases():
    generator = np.random.default_rng(100)
    wrong = []
    for _ in range(CASES):
        cents = int(generator.integers(0, 10**11))
        shares = generator.dirichlet(np.ones(int(generator.integers(1, 25)))) * cents / 100
        found = Allocation(tuple(map(str, range(len(shares)))), shares).in_cents()
        if sum(found.values()) != cents:
            wrong.append((cents, shares))
    assert wrong == []


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=9))
def test_no_share_is_off_by_a_cent_or_more(amounts):
    allocation = Allocation(tuple(map(str, range(len(amounts)))), amounts)
    for name, cents in allocation.in_cents().items():
        assert cents / 100 == pytest.approx(allocation[name], abs=0.0101 + 1e-6)

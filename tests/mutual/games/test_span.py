"""Ranks modulo a prime beside ranks in fractions."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mutual.games.nucleolus import span
from mutual.games.nucleolus.elimination import reduced

PRIME = (1 << 61) - 1


@given(st.integers(0, PRIME - 1), st.integers(0, PRIME - 1))
def test_products_are_those_of_whole_numbers(left, right):
    assert int(span._times(np.uint64(left), np.uint64(right))) == left * right % PRIME


@given(st.integers(1, PRIME - 1))
def test_inverses_undo(value):
    assert int(span._inverse(np.uint64(value))) * value % PRIME == 1


@given(st.integers(2, 7).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.integers(1, (1 << n) - 1)))))
def test_what_is_determined_is_told_as_fractions_tell_it(drawn):
    count, groups = drawn
    rows, pivots, rank = np.zeros((count, count), np.uint64), np.zeros(count, np.int64), 0
    exact = []
    for group in groups:
        grown = reduced([*exact, _row(group, count)])
        if rank < count:
            assert span.extend(rows, pivots, rank, group) == (len(grown) > len(exact))
        exact, rank = grown, len(grown)
    vector = np.zeros(count, np.uint64)
    span.witness(rows, pivots, rank, vector)
    for group in range(1 << count):
        told = sum(int(vector[i]) for i in range(count) if group >> i & 1) % PRIME == 0
        assert told == (len(reduced([*exact, _row(group, count)])) == rank)


def _row(group, count):
    return [Fraction(group >> i & 1) for i in range(count)]

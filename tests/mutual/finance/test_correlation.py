"""Figures in doubt that move together, beside ranks and correlations that scipy works out."""

import os
import re
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from mutual.finance import Correlation, FinanceError, Normal, Triangular, Uniform, drawn, levels
from mutual.finance.correlation import BLOCK, check_together, names_of

IS_FULL = os.environ.get("FULL", "") not in {"", "0"}
DOUBTS = {
    "wages": Normal(0.03, 0.01),
    "calls": Triangular(-0.02, 0.01, 0.05),
    "alone": Uniform(0, 1),
    "fuel": Uniform(2, 6),
    "rent": Normal(0, 1),
}
THREE = (
    Correlation("wages", "calls", 0.7),
    Correlation("fuel", "calls", -0.5),
    Correlation("fuel", "wages", -0.2),
)


def draws(correlations, count=10_000, *, first=0, seed=7):
    return drawn(DOUBTS, seed=seed, first=first, count=count, correlations=correlations)


def rank_correlation(found, one, other):
    return float(spearmanr(found[one], found[other]).statistic)


def test_ranks_are_correlated_as_said_and_not_otherwise():
    found = draws(THREE)
    for each in THREE:
        assert rank_correlation(found, each.one, each.other) == pytest.approx(each.rank, abs=0.02)
    for other in ("wages", "calls", "fuel"):
        assert rank_correlation(found, "alone", other) == pytest.approx(0, abs=0.05)
    # A pair of correlated figures of which nothing is said does not move together.
    apart = draws(THREE[:2])
    assert rank_correlation(apart, "wages", "fuel") == pytest.approx(0, abs=0.02)


@settings(max_examples=200 if IS_FULL else 15, deadline=None)
@given(st.floats(-0.98, 0.98), st.integers(0, 2**32))
def test_every_rank_correlation_is_reached(rank, seed):
    found = draws((Correlation("wages", "fuel", rank),), seed=seed)
    assert rank_correlation(found, "wages", "fuel") == pytest.approx(rank, abs=0.03)


def test_each_figure_keeps_its_own_draws_block_by_block():
    apart, found = draws(()), draws(THREE)
    for name in DOUBTS:
        for start in range(0, 10_000, BLOCK):
            block = slice(start, start + BLOCK)
            assert np.array_equal(np.sort(apart[name][block]), np.sort(found[name][block]))
    for name in ("wages", "alone", "rent"):  # the first one named, and those that are not
        assert np.array_equal(apart[name], found[name])
    assert not np.array_equal(apart["calls"], found["calls"])


@pytest.mark.parametrize("cuts", [(1, 999, 1000, 1), (1500, 501), (2001,)])
def test_a_draw_is_the_same_however_the_draws_are_cut(cuts):
    whole, first = draws(THREE, 2001), 0
    pieces = []
    for cut in cuts:
        pieces.append(draws(THREE, cut, first=first))
        first += cut
    for name in DOUBTS:
        assert np.array_equal(whole[name], np.concatenate([piece[name] for piece in pieces]))


def test_levels_stay_strictly_between_nothing_and_one():
    found = drawn({"u": Uniform(0, 1), "v": Uniform(0, 1)}, seed=1, first=0, count=BLOCK,
                  correlations=(Correlation("u", "v", 0.9),))  # fmt: skip
    assert np.array_equal(np.sort(found["v"]), np.sort(levels(1, "v", 0, BLOCK)))


def holds_together(correlations):
    """Tell by every principal minor whether the matrix of normal correlations has no negative one."""
    names = names_of(correlations)
    matrix = np.eye(len(names))
    for each in correlations:
        one, other = names.index(each.one), names.index(each.other)
        matrix[one, other] = matrix[other, one] = 2 * np.sin(np.pi * each.rank / 6)
    minors = [
        np.linalg.det(matrix[np.ix_(some, some)])
        for size in range(1, len(names) + 1)
        for some in combinations(range(len(names)), size)
    ]
    return min(minors)


@st.composite
def several(draw):
    names = list("abcd")[: draw(st.integers(3, 4))]
    pairs = draw(st.lists(st.sampled_from(list(combinations(names, 2))), min_size=2, unique=True))
    return [Correlation(one, other, draw(st.integers(-99, 99)) / 100) for one, other in pairs]


@settings(max_examples=2_000 if IS_FULL else 150, deadline=None)
@given(several())
def test_correlations_that_cannot_hold_together_are_refused(correlations):
    least = holds_together(correlations)
    if abs(least) < 1e-6:
        return
    if least > 0:
        check_together(correlations)
        return
    with pytest.raises(FinanceError) as refused:
        check_together(correlations)
    pair = correlations[refused.value.pair]
    assert str(refused.value).startswith(f"'{pair.one}' and '{pair.other}' cannot have rank correlation ")
    bounds = re.search(r"between (-?[\d.]+) and (-?[\d.]+)\.$", str(refused.value))
    if bounds:  # what is told to go does, and what lies beyond does not
        low, high = map(float, bounds.groups())
        assert not low <= pair.rank <= high
        mended = list(correlations)
        mended[refused.value.pair] = Correlation(pair.one, pair.other, (low + high) / 2)
        assert holds_together(mended) > -0.02


def test_a_pair_that_does_not_go_with_the_others_is_named():
    given = [Correlation("a", "b", 0.9), Correlation("b", "c", 0.9), Correlation("a", "c", -0.9)]
    with pytest.raises(FinanceError) as refused:
        check_together(given)
    assert str(refused.value) == (
        "'a' and 'c' cannot have rank correlation -0.9 beside the others (0 where none is given): "
        "it must lie between 0.632 and 1."
    )


def test_figures_that_follow_from_others_can_be_drawn():
    # A matrix with no room left: the third is determined by the other two.
    edge = 2 * np.sin(np.pi * 0.6 / 6)
    rest = np.arcsin((2 * edge**2 - 1) / 2) * 6 / np.pi
    given = (Correlation("wages", "calls", 0.6), Correlation("calls", "fuel", 0.6),
             Correlation("wages", "fuel", float(rest)))  # fmt: skip
    check_together(given)
    found = draws(given)
    for each in given:
        assert rank_correlation(found, each.one, each.other) == pytest.approx(each.rank, abs=0.03)


def test_too_many_figures_are_refused():
    many = [Correlation("0", str(number), 0.01) for number in range(1, 60)]
    with pytest.raises(FinanceError, match=r"^60 figures are correlated; 50 are the most\.$"):
        check_together(many)

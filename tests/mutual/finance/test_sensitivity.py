"""Sensitivity: a function whose indices are known, and what SALib says of it."""

from math import pi

import numpy as np
import pytest
from SALib.analyze import sobol as analysis
from SALib.sample import sobol as sampling

from mutual.finance import Correlation, FinanceError, one_at_a_time, sobol_indices
from mutual.finance.lattice import lattice
from mutual.finance.sensitivity import groups_of

A, B = 7.0, 0.1
# T. Ishigami and T. Homma (1990): their function's variance by parts, in closed form.
PARTS = (0.5 * (1 + B * pi**4 / 5) ** 2, A**2 / 8, 8 * B**2 * pi**8 / 225)
VARIANCE = A**2 / 8 + B * pi**4 / 5 + B**2 * pi**8 / 18 + 0.5


def ishigami(levels):
    x = pi * (2 * levels - 1)
    first = np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])
    return np.stack([first, np.full(len(levels), 4.0), 3 * levels[:, 2]], axis=1)


def test_sobol_indices_are_those_of_a_known_function():
    found, constant, of_one = sobol_indices(ishigami, ["x", "y", "z"], samples=4096, seed=1)
    first = np.array([PARTS[0], PARTS[1], 0]) / VARIANCE
    total = np.array([PARTS[0] + PARTS[2], PARTS[1], PARTS[2]]) / VARIANCE
    assert first.round(4).tolist() == [0.3139, 0.4424, 0]
    assert found.first == pytest.approx(first, abs=0.02)
    assert found.total == pytest.approx(total, abs=0.02)
    assert (np.abs(found.first - first) <= found.first_error + 0.01).all()
    assert constant.total.tolist() == [0, 0, 0]
    assert of_one.first == pytest.approx([0, 0, 1], abs=0.01)


def test_sobol_indices_repeat_from_the_seed():
    runs = [sobol_indices(ishigami, ["x", "y", "z"], samples=256, seed=seed)[0] for seed in (3, 3, 4)]
    assert runs[0].total.tobytes() == runs[1].total.tobytes() != runs[2].total.tobytes()
    assert runs[0].total_error.tobytes() == runs[1].total_error.tobytes()


@pytest.mark.parametrize("samples", [0, 63, 100])
def test_sobol_samples_are_powers_of_two(samples):
    with pytest.raises(FinanceError, match=rf"64, 128, 256, \.\.\., not {samples}\.$"):
        sobol_indices(ishigami, ["x", "y", "z"], samples=samples, seed=1)


def test_sobol_indices_agree_with_salib_within_what_both_say_they_may_be_off():
    problem = {"num_vars": 3, "names": ["x", "y", "z"], "bounds": [[0.0, 1.0]] * 3}
    rows = sampling.sample(problem, 1024, calc_second_order=False, seed=1)
    peer = analysis.analyze(problem, ishigami(rows)[:, 0], calc_second_order=False, seed=1)
    own = sobol_indices(ishigami, problem["names"], samples=1024, seed=1)[0]
    for index, error, ours, our_error in (
        ("S1", "S1_conf", own.first, own.first_error),
        ("ST", "ST_conf", own.total, own.total_error),
    ):
        assert (np.abs(peer[index] - ours) <= peer[error] + our_error).all()
        # Both estimate the same error: that of as many draws at random.
        assert our_error == pytest.approx(peer[error], rel=0.5, abs=0.005)


def test_correlated_figures_share_one_index_and_the_others_keep_theirs():
    def added(levels):
        return levels @ np.array([[1.0], [1.0], [2.0]])

    rank = Correlation("x", "z", 0.5)
    assert groups_of(["x", "y", "z"], (rank,)) == (("x", "z"), ("y",))
    found = sobol_indices(added, ["x", "y", "z"], samples=4096, seed=1, correlations=(rank,))[0]
    # Variances in twelfths: y 1; x and z 1 + 4 and twice their covariance, rank 0.5 of 1 * 2.
    together = np.array([7, 1]) / 8
    assert found.first == pytest.approx(together, abs=0.05)
    assert found.total == pytest.approx(together, abs=0.05)


def test_figures_tied_in_a_chain_are_one_group():
    ties = (Correlation("a", "b", 0.1), Correlation("c", "d", 0.1), Correlation("b", "d", 0.1))
    assert groups_of(["a", "b", "c", "d", "e"], ties) == (("a", "b", "c", "d"), ("e",))


def test_lattice_fills_every_coordinate_evenly():
    points = lattice(64, 40, 3)
    assert (points.shape, points.min() > 0, points.max() < 1) == ((64, 40), True, True)
    gaps = np.diff(np.sort(points, axis=0), axis=0)
    odd = gaps[:, :30]  # the powers of an odd multiplier: each coordinate stands at every 64th once
    assert odd == pytest.approx(np.full(odd.shape, 1 / 64))


def test_one_at_a_time_moves_one_figure_and_holds_the_others():
    found = one_at_a_time(lambda levels: levels @ np.array([1.0, 10, 100]), 3, low=0.25, high=0.75)
    assert found.tolist() == [[55.25, 55.75], [53, 58], [30.5, 80.5]]

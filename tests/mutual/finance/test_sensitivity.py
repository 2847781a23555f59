"""Sensitivity: a function whose indices are known, and what is said without the library."""

import sys
from math import pi

import numpy as np
import pytest

from mutual.finance import ExtraMissing, FinanceError, one_at_a_time, sobol_indices

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


def test_sobol_names_the_extra_that_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "SALib.analyze", None)
    with pytest.raises(ExtraMissing) as refused:
        sobol_indices(ishigami, ["x", "y", "z"], samples=64, seed=1)
    assert str(refused.value) == (
        "Sobol indices need the extra `sensitivity`: pip install 'interlocal[sensitivity]'."
    )


def test_one_at_a_time_moves_one_figure_and_holds_the_others():
    found = one_at_a_time(lambda levels: levels @ np.array([1.0, 10, 100]), 3, low=0.25, high=0.75)
    assert found.tolist() == [[55.25, 55.75], [53, 58], [30.5, 80.5]]

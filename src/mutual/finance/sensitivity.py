"""Which figure in doubt matters: one at a time, and all together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mutual.finance.distributions import Amounts, FinanceError
from mutual.finance.workers import ExtraMissing

_EDGE = 2.0**-54
Function = Callable[[Amounts], Amounts]


@dataclass(frozen=True)
class Indices:
    """Sobol indices of one outcome, in the order of the figures.

    ``first`` is the part of the variance that a figure explains by itself, ``total`` with everything it takes
    part in; each lies within its ``error`` with 95 % confidence (bootstrap).
    """

    first: Amounts
    first_error: Amounts
    total: Amounts
    total_error: Amounts


def one_at_a_time(function: Function, count: int, *, low: float = 0.1, high: float = 0.9) -> Amounts:
    """Return what ``function`` gives with each of ``count`` figures at two levels, one at a time.

    The others stand at their medians. ``function`` takes levels of shape ``(rows, count)`` and gives an array
    whose first axis is the row. The answer has shape ``(count, 2, ...)``: a tornado before it is sorted.
    """
    levels = np.full((2 * count, count), 0.5)
    for place in range(count):
        levels[2 * place, place], levels[2 * place + 1, place] = low, high
    found = function(levels)
    return found.reshape(count, 2, *found.shape[1:])


def sobol_indices(function: Function, names: Sequence[str], *, samples: int, seed: int) -> list[Indices]:
    """Return the Sobol indices of every outcome of ``function`` (see ``one_at_a_time``).

    ``function`` gives shape ``(rows, outcomes)``; it is asked for ``samples * (len(names) + 2)`` rows.
    Raises ``FinanceError`` unless ``samples`` is a power of two of 64 or more, and ``ExtraMissing`` without
    the extra ``sensitivity``. Sources: I. Sobol (2001); A. Saltelli and others, Computer Physics
    Communications 181 (2010), as SALib computes them.
    """
    if samples < 64 or samples & (samples - 1):
        raise FinanceError(f"Samples for Sobol indices are 64, 128, 256, ..., not {samples}.")
    sample, analyze = _salib()
    problem = {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}
    levels = sample(problem, samples, calc_second_order=False, seed=seed)
    outcomes = function(np.clip(levels, _EDGE, 1 - _EDGE))
    return [_indices(analyze, problem, outcomes[:, k], seed) for k in range(outcomes.shape[1])]


def _indices(analyze: Any, problem: dict[str, Any], outcome: Amounts, seed: int) -> Indices:
    count = problem["num_vars"]
    if np.ptp(outcome) <= 1e-12 * np.abs(outcome).max(initial=0.0):
        none = np.zeros(count)  # what never changes has no variance to explain
        return Indices(none, none, none, none)
    found = analyze(problem, outcome, calc_second_order=False, seed=seed)
    return Indices(*(np.asarray(found[key]) for key in ("S1", "S1_conf", "ST", "ST_conf")))


def _salib() -> tuple[Any, Any]:
    try:
        from SALib.analyze import sobol as analysis  # type: ignore[import-untyped]
        from SALib.sample import sobol as sampling  # type: ignore[import-untyped]
    except ImportError:
        raise ExtraMissing(
            "Sobol indices need the extra `sensitivity`: pip install 'interlocal[sensitivity]'."
        ) from None
    return sampling.sample, analysis.analyze

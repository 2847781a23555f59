"""Which figure in doubt matters: one at a time, and all together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from mutual.finance.correlation import Correlation, names_of, together
from mutual.finance.distributions import Amounts, FinanceError
from mutual.finance.draws import levels
from mutual.finance.lattice import lattice

FEWEST_SAMPLES, MOST_SAMPLES = 64, 1 << 16
_RESAMPLES = 100
_NORMAL_95 = 1.96
Function = Callable[[Amounts], Amounts]


@dataclass(frozen=True)
class Indices:
    """Sobol indices of one outcome, in the order of ``groups_of``.

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


def groups_of(names: Sequence[str], correlations: Sequence[Correlation] = ()) -> tuple[tuple[str, ...], ...]:
    """Return the figures in groups that move apart: those tied by correlations stand in one group."""
    found = {name: {name} for name in names}
    for each in correlations:
        joined = found[each.one] | found[each.other]
        for name in joined:
            found[name] = joined
    groups = (tuple(name for name in names if name in found[first]) for first in names)
    return tuple(dict.fromkeys(groups))


def sobol_indices(
    function: Function,
    names: Sequence[str],
    *,
    samples: int,
    seed: int,
    correlations: tuple[Correlation, ...] = (),
) -> list[Indices]:
    """Return the Sobol indices of every outcome of ``function`` (see ``one_at_a_time``).

    ``function`` gives shape ``(rows, outcomes)``; it is asked for ``samples * (groups + 2)`` rows. Figures
    that are correlated have no indices of their own: their group has one (J. Jacques, C. Lavergne and
    N. Devictor, Reliability Engineering and System Safety 91, 2006). Raises ``FinanceError`` unless
    ``samples`` is a power of two of 64 or more.

    Sources: I. Sobol (2001); A. Saltelli and others, Computer Physics Communications 181 (2010), whose
    estimator of the first order this is; M. Jansen (1999) for the part in all.
    """
    if not FEWEST_SAMPLES <= samples <= MOST_SAMPLES or samples & (samples - 1):
        raise FinanceError(f"Samples for Sobol indices are 64, 128, 256, ..., not {samples}.")
    groups = groups_of(names, correlations)
    one, other = _two_samples(names, samples, seed, correlations)
    places = {name: place for place, name in enumerate(names)}
    rows = [one, other]
    for group in groups:
        exchanged = one.copy()
        own = [places[name] for name in group]
        exchanged[:, own] = other[:, own]
        rows.append(exchanged)
    found = function(np.concatenate(rows))
    by_sample = found.reshape(len(rows), samples, found.shape[1])
    return [_indices(by_sample[:, :, k], seed) for k in range(found.shape[1])]


def _two_samples(
    names: Sequence[str], samples: int, seed: int, correlations: tuple[Correlation, ...]
) -> tuple[Amounts, Amounts]:
    """Return two independent samples of levels, each of shape ``(samples, figures)``."""
    points = lattice(samples, 2 * len(names), seed)
    one, other = points[:, : len(names)], points[:, len(names) :]
    if correlations:
        own = {name: names.index(name) for name in names_of(correlations)}
        for number, sample in enumerate((one, other)):
            streams = partial(_stream, str(number))
            for name, column in together(seed, correlations, 0, samples, streams).items():
                sample[:, own[name]] = column
    return one, other


def _stream(of: str, seed: int, name: str, first: int, count: int) -> Amounts:
    return levels(seed, f"sobol {of}/{name}", first, count)


def _indices(outcomes: Amounts, seed: int) -> Indices:
    """Return the indices of one outcome, given as ``(2 + groups, samples)``: both samples, then exchanged."""
    count, samples = len(outcomes) - 2, outcomes.shape[1]
    if np.ptp(outcomes) <= 1e-12 * np.abs(outcomes).max(initial=0.0):
        none = np.zeros(count)  # what never changes has no variance to explain
        return Indices(none, none, none, none)
    centered = outcomes - outcomes[:2].mean()
    one, other, exchanged = centered[0], centered[1], centered[2:]
    parts = np.concatenate(
        [
            np.stack([one + other, one**2 + other**2]),
            other * (exchanged - one),
            (one - exchanged) ** 2,
        ]
    )
    found = _ratios(parts.mean(axis=1)[np.newaxis], count)[0]
    picked = np.stack(
        [
            np.bincount(
                (levels(seed, f"sobol resample {turn}", 0, samples) * samples).astype(np.int64),
                minlength=samples,
            )
            for turn in range(_RESAMPLES)
        ]
    )
    errors = _NORMAL_95 * _ratios(picked @ parts.T / samples, count).std(axis=0, ddof=1)
    return Indices(found[:count], errors[:count], found[count:], errors[count:])


def _ratios(means: Amounts, count: int) -> Amounts:
    """Return first and total indices from means of sums, squares, products and squared differences."""
    variance = means[:, 1] / 2 - (means[:, 0] / 2) ** 2
    ratios: Amounts = means[:, 2:] / variance[:, np.newaxis]
    ratios[:, count:] /= 2
    return ratios

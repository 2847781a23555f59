"""Money of several years made comparable, and the year from which an investment has paid for itself.

Years stand on the axis that is named; other axes are cities or draws, and broadcast.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mutual.finance.distributions import Amounts, FinanceError

NEVER = -1


def discount_factors(rate: ArrayLike, years: Sequence[int], base: int) -> Amounts:
    """Return what a dollar of each year is worth in the base year: ``(1 + rate) ** -(year - base)``.

    ``rate`` has any shape ``(...)``; the answer has shape ``(years, ...)``. A year's money counts at its end.
    Raises ``FinanceError`` for a rate of -1 or less, or years before the base.
    """
    rates = np.asarray(rate, dtype=np.float64)
    if not (np.isfinite(rates).all() and (rates > -1).all()):
        raise FinanceError("A discount rate is a number above -1, such as 0.03 for 3 % a year.")
    if any(year < base for year in years):
        raise FinanceError(f"Money of {min(years)} cannot be discounted to {base}, which comes later.")
    ahead = np.array([year - base for year in years], dtype=np.float64)
    found: Amounts = (1 + rates[np.newaxis]) ** -ahead.reshape(-1, *[1] * rates.ndim)
    return found


def present_value(flows: Amounts, factors: Amounts, *, axis: int = 0) -> Amounts:
    """Return the sum of ``flows`` times ``factors`` over the years, which stand on ``axis``."""
    found: Amounts = (flows * factors).sum(axis=axis)
    return found


def level_amount(value: Amounts, factors: Amounts, *, axis: int = 0) -> Amounts:
    """Return the same amount for every year that is worth ``value`` today: the equivalent annuity."""
    found: Amounts = value / factors.sum(axis=axis)
    return found


def escalation(growth: Sequence[Amounts], years: Sequence[int], base: int) -> Amounts:
    """Return by how much prices of the base year have grown in each year, shape ``(years, ...)``.

    ``growth`` has the rate of the first year after the base, then the second, and so on; the last one goes
    on. Raises ``FinanceError`` for a rate of -1 or less.
    """
    rates = [np.asarray(rate, dtype=np.float64) for rate in growth] or [np.zeros(1)]
    if any(not np.isfinite(rate).all() or (rate <= -1).any() for rate in rates):
        raise FinanceError("A growth rate is a number above -1, such as 0.03 for 3 % a year.")
    found, level, reached = [], np.ones(np.broadcast_shapes(*[rate.shape for rate in rates])), base
    for year in years:
        while reached < year:
            level = level * (1 + rates[min(reached - base, len(rates) - 1)])
            reached += 1
        found.append(level)
    return np.stack(found)


def break_even(savings: Amounts, factors: Amounts, *, axis: int = 0) -> NDArray[np.int64]:
    """Return the place of the year from which the savings so far outweigh the costs for good, or ``NEVER``.

    Savings are added up in present value. The year is the first one from which the sum does not fall below
    nothing again within the years given: a grant that ends may take back what it gave. What never costs
    anything has paid for itself in the first year. A billionth of the largest sum is taken for rounding.
    """
    sums = np.cumsum(np.moveaxis(savings * factors, axis, 0), axis=0)
    slack = 1e-9 * np.abs(sums).max(axis=0, initial=0.0)
    holds = np.flip(np.logical_and.accumulate(np.flip(sums >= -slack, axis=0), axis=0), axis=0)
    return np.where(holds[-1], holds.argmax(axis=0), NEVER)

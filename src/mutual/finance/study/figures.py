"""Figures of a study: known, in doubt, by city, over the years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from mutual.finance.distributions import Amounts, Distribution
from mutual.finance.present_value import escalation

Draw = Mapping[str, Amounts]  # what each figure in doubt turns out to be, shape (draws,) each


@dataclass(frozen=True)
class Figure:
    """A number, times a figure in doubt where ``doubt`` names one."""

    amount: float
    doubt: str = ""

    def of(self, draw: Draw) -> Amounts:
        """Return the figure for every draw, shape ``(draws,)``, or ``(1,)`` where nothing is in doubt."""
        return self.amount * draw[self.doubt] if self.doubt else np.array([self.amount])


Growth = tuple[Figure, ...]  # rate a year from the base year on; the last one goes on
NOTHING, ONE = Figure(0.0), Figure(1.0)
NO_GROWTH: Growth = (NOTHING,)


@dataclass(frozen=True)
class Years:
    """The years that are looked at, and the rate at which their money is discounted to the base year."""

    base: int
    first: int
    count: int
    discount: Figure = NOTHING

    @property
    def all(self) -> tuple[int, ...]:
        """Return the years."""
        return tuple(range(self.first, self.first + self.count))


@dataclass(frozen=True)
class Series:
    """An amount of the base year for each city, growing: a line of a budget, a driver, a hidden duty.

    ``follows`` says which part of the amount also grows as a driver does. A driver that ``is_size`` measures
    the city and not what it uses.
    """

    name: str
    amounts: tuple[Figure, ...]  # in the order of the cities
    growth: Growth = NO_GROWTH
    unit: str = ""
    source: str = ""
    follows: tuple[tuple[str, float], ...] = ()
    is_size: bool = False

    def over(self, years: Years, draw: Draw) -> Amounts:
        """Return the amounts, shape ``(cities, years, draws or 1)``."""
        grown = index(self.growth, years, draw)
        rows = [figure.of(draw)[np.newaxis] * grown for figure in self.amounts]
        width = max(row.shape[-1] for row in rows)
        return np.stack([np.broadcast_to(row, (years.count, width)) for row in rows])


@dataclass(frozen=True)
class Doubt:
    """A figure in doubt, and where the range comes from."""

    name: str
    distribution: Distribution
    source: str = ""


def index(growth: Growth, years: Years, draw: Draw) -> Amounts:
    """Return by how much prices have grown since the base year, shape ``(years, draws or 1)``."""
    return escalation([rate.of(draw) for rate in growth], years.all, years.base)


def group_sums(amounts: Amounts) -> Amounts:
    """Return the sum of ``amounts``, shape ``(n, ...)``, for every group: shape ``(2**n, ...)``."""
    count = amounts.shape[0]
    sums = np.empty((1 << count, *amounts.shape[1:]))
    sums[0] = 0.0
    for i in range(count):
        sums[1 << i : 2 << i] = sums[: 1 << i] + amounts[i]
    return sums


def total(
    series: Sequence[Series],
    years: Years,
    draw: Draw,
    cities: int,
    drivers: Mapping[str, Series] = MappingProxyType({}),
) -> Amounts:
    """Return the sum of several series, shape ``(cities, years, draws or 1)``; zeros where there are none."""
    found = np.zeros((cities, years.count, 1))
    for one in series:
        moved = np.ones((years.count, 1))
        for driver, part in one.follows:
            moved = moved + part * (index(drivers[driver].growth, years, draw) - 1)
        found = found + one.over(years, draw) * moved
    return found

"""What a simulation found, and how far that may be off."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from mutual.queues.figures import Figures, QueueError, number

_HALVINGS = 200


@dataclass(frozen=True)
class Estimate:
    """A figure with its confidence interval: ``low`` and ``high`` hold the true one so often as was asked.

    Where there is too little to tell (a single replication, no call) the interval is as wide as can be.
    """

    value: float
    low: float
    high: float

    @property
    def half_width(self) -> float:
        """How far the interval reaches to each side."""
        return (self.high - self.low) / 2


def estimate(samples: ArrayLike, confidence: float = 0.95) -> Estimate:
    """Return the mean of independent samples with Student's interval. NaN samples are left out.

    The samples are replications with draws of their own, or means of batches that are long enough to hardly
    depend on one another (A. Law 2015, Simulation Modeling and Analysis, chapter 9).
    """
    values = np.asarray(samples, dtype=np.float64)
    values = values[~np.isnan(values)]
    if not values.size:
        return Estimate(math.nan, -math.inf, math.inf)
    mean = float(values.mean())
    if values.size == 1 or not math.isfinite(mean):
        return Estimate(mean, -math.inf, math.inf)
    width = student(values.size - 1, confidence) * float(values.std(ddof=1)) / math.sqrt(values.size)
    return Estimate(mean, mean - width, mean + width)


def batch_means(values: Figures, batches: int = 30) -> Figures:
    """Return the means of so many batches of equal length, one after the other; what is left over is dropped.

    Raises ``QueueError`` for fewer values than batches.
    """
    length = len(values) // batches
    if length == 0:
        raise QueueError(f"{len(values)} values make no {batches} batches.")
    found: Figures = values[: length * batches].reshape(batches, length).mean(axis=1)
    return found


@lru_cache(maxsize=256)
def student(freedom: int, confidence: float) -> float:
    """Return the bound within which Student's distribution lies so often as ``confidence`` says."""
    wanted = number("The confidence", confidence, above=True, most=0.999999)
    low, high = 0.0, 1.0
    while _within(high, freedom) < wanted:
        high *= 2.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        if middle in {low, high}:
            break
        low, high = (middle, high) if _within(middle, freedom) < wanted else (low, middle)
    return (low + high) / 2.0


def _within(bound: float, freedom: int) -> float:
    """Return P(|T| < bound): the sum for whole degrees of freedom (Abramowitz and Stegun 1964, 26.7.3-4)."""
    angle = math.atan2(bound, math.sqrt(freedom))
    sine, square = math.sin(angle), math.cos(angle) ** 2
    term = 1.0 if freedom % 2 == 0 else math.cos(angle)
    total = term if freedom > 1 else 0.0
    for k in range(2 if freedom % 2 == 0 else 3, freedom, 2):
        term *= (k - 1) / k * square
        total += term
    if freedom % 2 == 0:
        return sine * total
    return 2.0 / math.pi * (angle + (sine * total if freedom > 1 else 0.0))

"""What a figure that nobody knows for sure may turn out to be.

Every distribution is read by level: ``at(0.9)`` is the figure that is passed one time in ten. So the same
levels give the same draw whatever else changes, which is what makes options comparable draw by draw.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite
from statistics import NormalDist
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.float64]
_STANDARD = NormalDist()


class FinanceError(ValueError):
    """The figures cannot be used; the message says which and why."""


class Distribution(Protocol):
    """A figure in doubt."""

    def at(self, levels: Amounts) -> Amounts:
        """Return the figure at each level between 0 and 1 (the quantile), in the shape of ``levels``."""

    def explained(self) -> str:
        """Return it in words."""


@dataclass(frozen=True)
class Uniform:
    """Anything between ``low`` and ``high``, all alike."""

    low: float
    high: float

    def __post_init__(self) -> None:
        _check_finite("low", self.low)
        _check_finite("high", self.high)
        if not self.low < self.high:
            raise FinanceError(f"low ({self.low:g}) must lie below high ({self.high:g}).")

    def at(self, levels: Amounts) -> Amounts:
        """Return the figure at each level."""
        return self.low + (self.high - self.low) * levels

    def explained(self) -> str:
        """Return it in words."""
        return f"anything between {self.low:g} and {self.high:g}"


@dataclass(frozen=True)
class Triangular:
    """Between ``low`` and ``high``, most likely ``mode``."""

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        for name in ("low", "mode", "high"):
            _check_finite(name, getattr(self, name))
        if not self.low <= self.mode <= self.high or self.low == self.high:
            raise FinanceError(
                f"low ({self.low:g}), mode ({self.mode:g}) and high ({self.high:g}) must stand in order, and "
                "low below high."
            )

    def at(self, levels: Amounts) -> Amounts:
        """Return the figure at each level."""
        width = self.high - self.low
        top = (self.mode - self.low) / width
        rising = self.low + np.sqrt(levels * width * (self.mode - self.low))
        falling = self.high - np.sqrt((1 - levels) * width * (self.high - self.mode))
        return np.where(levels < top, rising, falling)

    def explained(self) -> str:
        """Return it in words."""
        return f"between {self.low:g} and {self.high:g}, most likely {self.mode:g}"


@dataclass(frozen=True)
class Normal:
    """Around ``mean`` with standard deviation ``spread``, never below ``low`` or above ``high``.

    The bounds cut the bell off (a truncated normal): what lies beyond them is shared out over what is left.
    """

    mean: float
    spread: float
    low: float = -inf
    high: float = inf

    def __post_init__(self) -> None:
        _check_finite("mean", self.mean)
        _check_positive("spread", self.spread)
        if not self.low < self.high:
            raise FinanceError(f"low ({self.low:g}) must lie below high ({self.high:g}).")
        bottom, top = self._ends()
        if not top - bottom > 1e-12:
            raise FinanceError(
                f"Between {self.low:g} and {self.high:g} lies next to nothing of a bell around {self.mean:g} "
                f"with spread {self.spread:g}."
            )

    def _ends(self) -> tuple[float, float]:
        """Return the share of the whole bell below each bound."""
        return (
            _STANDARD.cdf((self.low - self.mean) / self.spread),
            _STANDARD.cdf((self.high - self.mean) / self.spread),
        )

    def at(self, levels: Amounts) -> Amounts:
        """Return the figure at each level."""
        bottom, top = self._ends()
        found = self.mean + self.spread * normal_at(bottom + (top - bottom) * levels)
        return np.clip(found, self.low, self.high)

    def explained(self) -> str:
        """Return it in words."""
        bounds = [f"not below {self.low:g}"] if isfinite(self.low) else []
        bounds += [f"not above {self.high:g}"] if isfinite(self.high) else []
        return ", ".join([f"around {self.mean:g}, two times in three within {self.spread:g} of it", *bounds])


@dataclass(frozen=True)
class LogNormal:
    """Around ``median``, as often twice as half of it; its logarithm has standard deviation ``spread``."""

    median: float
    spread: float

    def __post_init__(self) -> None:
        _check_positive("median", self.median)
        _check_positive("spread", self.spread)

    def at(self, levels: Amounts) -> Amounts:
        """Return the figure at each level."""
        found: Amounts = self.median * np.exp(self.spread * normal_at(levels))
        return found

    def explained(self) -> str:
        """Return it in words."""
        factor = float(np.exp(self.spread))
        return f"around {self.median:g}, two times in three within a factor of {factor:.2f}"


@dataclass(frozen=True)
class Discrete:
    """One of ``values``, each as often as its weight among ``weights`` says."""

    values: tuple[float, ...]
    weights: tuple[float, ...]

    def __init__(self, values: Sequence[float], weights: Sequence[float] | None = None) -> None:
        object.__setattr__(self, "values", tuple(values))
        object.__setattr__(self, "weights", tuple(weights) if weights is not None else (1.0,) * len(values))
        if not self.values or len(self.values) != len(self.weights):
            raise FinanceError(
                f"Give as many weights as values, and at least one: there are {len(self.values)} values and "
                f"{len(self.weights)} weights."
            )
        for value in self.values:
            _check_finite("a value", value)
        if any(not 0 <= weight < inf for weight in self.weights) or not sum(self.weights) > 0:
            raise FinanceError("Weights are numbers of 0 or more, and not all 0.")

    def at(self, levels: Amounts) -> Amounts:
        """Return the figure at each level, the smallest value first."""
        order = sorted(range(len(self.values)), key=lambda i: self.values[i])
        ends = np.cumsum([self.weights[i] for i in order]) / sum(self.weights)
        where = np.searchsorted(ends[:-1], levels, side="right")
        found: Amounts = np.array([self.values[i] for i in order], dtype=np.float64)[where]
        return found

    def explained(self) -> str:
        """Return it in words."""
        total = sum(self.weights)
        parts = [
            f"{value:g} ({weight / total:.0%})"
            for value, weight in zip(self.values, self.weights, strict=True)
        ]
        return f"one of {', '.join(parts)}"


def normal_at(levels: Amounts) -> Amounts:
    """Return the quantiles of the standard normal distribution, infinite at 0 and 1."""
    flat = np.asarray(levels, dtype=np.float64)
    inverse = _STANDARD.inv_cdf
    found = [inverse(level) if 0 < level < 1 else (-inf if level <= 0 else inf) for level in flat.ravel()]
    return np.array(found, dtype=np.float64).reshape(flat.shape)


def _check_finite(name: str, figure: float) -> None:
    if not isfinite(figure):
        raise FinanceError(f"{name} must be a finite number, not {figure}.")


def _check_positive(name: str, figure: float) -> None:
    if not 0 < figure < inf:
        raise FinanceError(f"{name} must be a number above 0, not {figure:g}.")

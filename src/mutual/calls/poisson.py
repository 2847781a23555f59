"""Intervals of a rate of calls.

Exact for a Poisson count (Garwood, Fiducial limits for the Poisson distribution, Biometrika 28, 1936): from
the chi-squared distribution, here as quantiles of the gamma distribution. Weeks differ more than chance makes
them differ, so counts are scaled by an overdispersion (McCullagh and Nelder, Generalized Linear Models, 2nd
ed. 1989, section 6.2.3) before the interval is taken: ``count / spread`` calls, each worth ``spread``.
"""

from math import lgamma
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

_STEPS = 45
_LARGE = 300.0  # from here on the first guess is right to five digits


def rate_interval(
    counts: NDArray[np.float64], hours: NDArray[np.float64], spread: NDArray[np.float64], level: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the lower and upper limit of calls an hour, given counts and the hours in which they came.

    All arrays have one shape; ``spread`` is the overdispersion, 1 for a Poisson count. Where there were no
    hours the limits are 0 and infinity.
    """
    tail = (1 - level) / 2
    scaled = counts / spread
    low = np.where(scaled > 0, gamma_quantile(np.maximum(scaled, 1e-12), tail), 0.0)
    high = gamma_quantile(scaled + 1, 1 - tail)
    with np.errstate(divide="ignore", invalid="ignore"):
        return (
            np.where(hours > 0, low * spread / hours, 0.0),
            np.where(hours > 0, high * spread / hours, np.inf),
        )


def gamma_quantile(shape: NDArray[np.float64], probability: float) -> NDArray[np.float64]:
    """Return the value that a gamma variable of a shape (and scale 1) stays below with a probability.

    Wilson and Hilferty's cube (1931) is the first guess, which bisection within doubling bounds makes exact.
    """
    normal = NormalDist().inv_cdf(probability)
    cube = 1 - 1 / (9 * shape) + normal / (3 * np.sqrt(shape))
    guess = shape * np.maximum(cube, 0.0) ** 3
    small = shape < _LARGE
    if not small.any():
        return np.asarray(guess)
    a, back = np.unique(shape[small], return_inverse=True)
    near = guess[small][np.unique(back, return_index=True)[1]]
    log = np.array([lgamma(one) for one in a])
    low, high = np.zeros_like(a), np.maximum(2 * near, 1e-3)
    while (short := _lower_gamma(a, high, log) < probability).any():
        high[short] *= 2
    for _ in range(_STEPS):
        middle = (low + high) / 2
        below = _lower_gamma(a, middle, log) < probability
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    found = np.array(guess, dtype=np.float64)
    found[small] = ((low + high) / 2)[back]
    return found


def _lower_gamma(
    shape: NDArray[np.float64], value: NDArray[np.float64], log: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the regularized lower incomplete gamma function, given the logarithm of the gamma function.

    A series below ``shape + 1``, a continued fraction by Lentz's method above it (Press et al., Numerical
    Recipes, 3rd ed. 2007, section 6.2).
    """
    with np.errstate(divide="ignore", invalid="ignore", under="ignore", over="ignore"):
        scale = np.exp(shape * np.log(value) - value - log)
        found = np.where(value < shape + 1, _series(shape, value, scale), 1 - _fraction(shape, value, scale))
    return np.where(value <= 0, 0.0, found)


def _series(
    shape: NDArray[np.float64], value: NDArray[np.float64], scale: NDArray[np.float64]
) -> NDArray[np.float64]:
    near = np.minimum(value, shape + 1)
    term = 1 / shape
    total = term.copy()
    step = shape.copy()
    while True:
        step += 1
        term *= near / step
        total += term
        if (term <= total * 1e-14).all():
            return total * scale


def _fraction(
    shape: NDArray[np.float64], value: NDArray[np.float64], scale: NDArray[np.float64]
) -> NDArray[np.float64]:
    far = np.maximum(value, shape + 1)
    tiny = 1e-300
    b = far + 1 - shape
    c = np.full_like(b, 1 / tiny)
    d = 1 / b
    total = d.copy()
    for step in range(1, 2_000):
        factor = -step * (step - shape)
        b += 2
        d = factor * d + b
        d = 1 / np.where(np.abs(d) < tiny, tiny, d)
        c = b + factor / c
        c = np.where(np.abs(c) < tiny, tiny, c)
        change = d * c
        total *= change
        if (np.abs(change - 1) < 1e-14).all():
            break
    return total * scale

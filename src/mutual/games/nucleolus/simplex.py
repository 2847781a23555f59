"""One stage: the least largest complaint while some groups are held at what they pay.

Least ``t`` such that ``x(S) - w(S) t <= c(S)`` for every listed group, ``x(F) = f`` for every held one and,
where asked, ``x_i <= u_i``. Solved from the dual side by the revised simplex method, which can start at
once: a basis has ``n + 1`` columns, its first column of the inverse their weights, and its prices are ``(t,
x)``.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from mutual.games.nucleolus.listing import Listed

_NONE = -(10**9)
_PIVOT = 1e-9
_ZERO = 1e-12
_REFRESH = 40
_FLAT = 60  # pivots without progress before the smallest index is taken, which cannot cycle (R. Bland 1977)
_MOST = 20_000


class Held(NamedTuple):
    """Groups whose payment is held, in the order in which they were; independent of one another."""

    groups: NDArray[np.int64]
    amounts: NDArray[np.float64]


class Basis(NamedTuple):
    """``columns[j]`` is the place of a listed group, or ``-1 - i`` for the bound of player ``i``.

    The first columns stand for the held groups, whatever ``columns`` says there.
    """

    columns: NDArray[np.int64]
    inverse: NDArray[np.float64]
    prices: NDArray[np.float64]


@njit(cache=True)
def _fill(basis: Basis, held: Held, count: int, listed: Listed, matrix: NDArray[np.float64]) -> None:
    """Write the columns of the basis into ``matrix``, shape ``(n + 1, n + 1)``; ``count`` groups are held."""
    size = matrix.shape[0]
    for j in range(size):
        for i in range(size):
            matrix[i, j] = 0.0
        code = basis.columns[j]
        if j < count:
            for i in range(size - 1):
                matrix[1 + i, j] = (held.groups[j] >> i) & 1
        elif code >= 0:
            matrix[0, j] = listed.weights[code]
            for i in range(size - 1):
                matrix[1 + i, j] = -listed.members[code, i]
        else:
            matrix[-code, j] = -1.0


@njit(cache=True)
def invert(matrix: NDArray[np.float64], inverse: NDArray[np.float64]) -> bool:
    """Gauss and Jordan with partial pivoting; ``matrix`` is used up. Return whether it was regular."""
    size = matrix.shape[0]
    for i in range(size):
        for j in range(size):
            inverse[i, j] = 1.0 if i == j else 0.0
    for k in range(size):
        best = k
        for i in range(k + 1, size):
            if abs(matrix[i, k]) > abs(matrix[best, k]):
                best = i
        if abs(matrix[best, k]) < _ZERO:
            return False
        if best != k:
            for i in range(size):
                matrix[k, i], matrix[best, i] = matrix[best, i], matrix[k, i]
                inverse[k, i], inverse[best, i] = inverse[best, i], inverse[k, i]
        _clear(matrix, inverse, k)
    return True


@njit(cache=True, inline="always")
def _clear(matrix: NDArray[np.float64], inverse: NDArray[np.float64], k: int) -> None:
    size = matrix.shape[0]
    scale = 1.0 / matrix[k, k]
    for i in range(size):
        matrix[k, i] *= scale
        inverse[k, i] *= scale
    for r in range(size):
        factor = matrix[r, k]
        if r != k and factor != 0.0:
            for i in range(size):
                matrix[r, i] -= factor * matrix[k, i]
                inverse[r, i] -= factor * inverse[k, i]


@njit(cache=True, inline="always")
def _price(basis: Basis, held: Held, count: int, listed: Listed, bounds: NDArray[np.float64]) -> None:
    """Set the prices ``(t, x)`` at which every column of the basis is exact."""
    size = basis.columns.shape[0]
    for i in range(size):
        basis.prices[i] = 0.0
    for j in range(size):
        code = basis.columns[j]
        if j < count:
            amount = held.amounts[j]
        elif code >= 0:
            amount = -listed.costs[code]
        else:
            amount = -bounds[-1 - code]
        if amount != 0.0:
            for i in range(size):
                basis.prices[i] += amount * basis.inverse[j, i]


@njit(cache=True, inline="always")
def _entering(
    first: bool,
    listed: Listed,
    used: int,
    bounds: NDArray[np.float64],
    prices: NDArray[np.float64],
    tolerance: float,
) -> int:
    """Return the group or bound that is passed most, or the first that is passed; ``_NONE`` where none is."""
    found, most = _NONE, tolerance
    for k in range(used):
        if listed.free[k]:
            passed = -listed.costs[k] - listed.weights[k] * prices[0]
            for i in range(listed.members.shape[1]):
                passed += listed.members[k, i] * prices[1 + i]
            if passed > most:
                found, most = k, passed
                if first:
                    return found
    for i in range(bounds.shape[0]):
        if prices[1 + i] - bounds[i] > most:
            found, most = -1 - i, prices[1 + i] - bounds[i]
            if first:
                return found
    return found


@njit(cache=True, inline="always")
def _leaving(first: bool, basis: Basis, count: int, direction: NDArray[np.float64]) -> int:
    """Return the column whose weight is the first to fall to nothing, or -1."""
    size = direction.shape[0]
    least = np.inf
    for j in range(count, size):
        if direction[j] > _PIVOT:
            least = min(least, max(basis.inverse[j, 0], 0.0) / direction[j])
    chosen = -1
    for j in range(count, size):
        if direction[j] <= _PIVOT or max(basis.inverse[j, 0], 0.0) / direction[j] > least + _ZERO:
            continue
        if (
            chosen < 0
            or (first and basis.columns[j] < basis.columns[chosen])
            or (not first and direction[j] > direction[chosen])
        ):
            chosen = j
    return chosen


@njit(cache=True, inline="always")
def _direction(basis: Basis, listed: Listed, entering: int, out: NDArray[np.float64]) -> None:
    size = out.shape[0]
    for j in range(size):
        if entering < 0:
            out[j] = -basis.inverse[j, -entering]
        else:
            total = basis.inverse[j, 0] * listed.weights[entering]
            for i in range(size - 1):
                total -= basis.inverse[j, 1 + i] * listed.members[entering, i]
            out[j] = total


@njit(cache=True, inline="always")
def _exchange(basis: Basis, leaving: int, entering: int, direction: NDArray[np.float64]) -> None:
    size = direction.shape[0]
    inverse = basis.inverse
    basis.columns[leaving] = entering
    scale = 1.0 / direction[leaving]
    for i in range(size):
        inverse[leaving, i] *= scale
    for j in range(size):
        factor = direction[j]
        if j != leaving and factor != 0.0:
            for i in range(size):
                inverse[j, i] -= factor * inverse[leaving, i]


@njit(cache=True)
def least_complaint(
    held: Held,
    count: int,
    listed: Listed,
    used: int,
    bounds: NDArray[np.float64],
    basis: Basis,
    tolerance: float,
) -> bool:
    """Solve one stage from ``basis``, which becomes the best one; return whether that could be done.

    The first ``count`` groups of ``held`` and the first ``used`` rows of ``listed`` count. ``bounds`` has
    ``n`` entries, or none.
    """
    size = basis.columns.shape[0]
    matrix, direction = np.empty((size, size)), np.empty(size)
    flat, since, stale = 0, 0, True
    for _ in range(_MOST):
        if stale or since >= _REFRESH:
            _fill(basis, held, count, listed, matrix)
            if not invert(matrix, basis.inverse):
                return False
            since, stale = 0, False
        _price(basis, held, count, listed, bounds)
        entering = _entering(flat > _FLAT, listed, used, bounds, basis.prices, tolerance)
        if entering == _NONE:
            if since == 0:
                return True
            stale = True  # judged once more with fresh figures
            continue
        _direction(basis, listed, entering, direction)
        leaving = _leaving(flat > _FLAT, basis, count, direction)
        if leaving < 0:
            return False
        flat = 0 if basis.inverse[leaving, 0] > _ZERO else flat + 1
        _exchange(basis, leaving, entering, direction)
        since += 1
    return False

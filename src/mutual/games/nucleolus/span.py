"""Which groups are determined by which: ranks of sets of groups, exactly.

A group is the 0/1 vector of its members. Ranks are taken modulo the Mersenne prime ``P``: the determinant of
a 0/1 matrix of order 24 is below 2e10 (Hadamard), so no rank is lost. ``witness`` draws a random vector that
is orthogonal to a span; a group outside the span is orthogonal to it with probability 1 / P only.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

P = np.uint64((1 << 61) - 1)
_LOW32 = np.uint64(0xFFFFFFFF)


@njit(cache=True, inline="always")
def _reduced(value: np.uint64) -> np.uint64:
    folded = (value & P) + (value >> np.uint64(61))
    return folded - P if folded >= P else folded


@njit(cache=True)
def _times(left: np.uint64, right: np.uint64) -> np.uint64:
    """Return ``left * right`` modulo ``P`` from four products of halves."""
    a1, a0 = left >> np.uint64(32), left & _LOW32
    b1, b0 = right >> np.uint64(32), right & _LOW32
    middle = a1 * b0 + a0 * b1  # below 2**62: the high halves have 29 bits
    low = a0 * b0
    # 2**64 is 8, and 2**32 * middle is split at bit 61, that is at bit 29 of middle.
    total = _reduced(a1 * b1 * np.uint64(8))
    total = _reduced(total + (middle >> np.uint64(29)))
    total = _reduced(total + ((middle & np.uint64((1 << 29) - 1)) << np.uint64(32)))
    return _reduced(total + _reduced(low))


@njit(cache=True)
def _inverse(value: np.uint64) -> np.uint64:
    if value == P - np.uint64(1):
        return value
    result, power, exponent = np.uint64(1), value, P - np.uint64(2)
    while exponent:
        if exponent & np.uint64(1):
            result = _times(result, power)
        power = _times(power, power)
        exponent >>= np.uint64(1)
    return result


@njit(cache=True)
def _subtract(target: NDArray[np.uint64], factor: np.uint64, row: NDArray[np.uint64]) -> None:
    """Take ``factor`` times ``row`` from ``target``."""
    if factor:
        for i in range(row.shape[0]):
            if row[i]:
                target[i] = _reduced(target[i] + P - _times(factor, row[i]))


@njit(cache=True)
def _first(row: NDArray[np.uint64]) -> int:
    for i in range(row.shape[0]):
        if row[i]:
            return i
    return -1


@njit(cache=True)
def extend(rows: NDArray[np.uint64], pivots: NDArray[np.int64], rank: int, group: int) -> bool:
    """Add a group to a span kept in reduced row echelon form; return whether the rank grew.

    ``rows`` has shape ``(n, n)`` and ``pivots`` ``(n,)``; the first ``rank`` of each are in use, fewer than
    ``n``.
    """
    row = rows[rank]
    for i in range(row.shape[0]):
        row[i] = np.uint64((group >> i) & 1)
    for r in range(rank):
        _subtract(row, row[pivots[r]], rows[r])
    pivot = _first(row)
    if pivot < 0:
        return False
    if row[pivot] != np.uint64(1):
        scale = _inverse(row[pivot])
        for i in range(row.shape[0]):
            if row[i]:
                row[i] = _times(row[i], scale)
    for r in range(rank):
        _subtract(rows[r], rows[r, pivot], row)
    pivots[rank] = pivot
    return True


@njit(cache=True)
def witness(rows: NDArray[np.uint64], pivots: NDArray[np.int64], rank: int, out: NDArray[np.uint64]) -> None:
    """Fill ``out``, shape ``(n,)``, with a random vector that is orthogonal to the span."""
    n = rows.shape[1]
    # splitmix64, seeded by what the span is made of: the same game always gives the same witness.
    state = np.uint64(0x9E3779B97F4A7C15) * np.uint64(rank + 1) + np.uint64(n)
    for i in range(n):
        state += np.uint64(0x9E3779B97F4A7C15)
        mixed = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        out[i] = _reduced(mixed ^ (mixed >> np.uint64(31)))
    for r in range(rank):
        out[pivots[r]] = np.uint64(0)
    for r in range(rank):
        total = np.uint64(0)
        for i in range(n):
            if i != pivots[r] and rows[r, i] and out[i]:
                total = _reduced(total + _times(rows[r, i], out[i]))
        # Pivot columns are zero in each other's rows, so the entries do not disturb one another.
        out[pivots[r]] = P - total if total else np.uint64(0)


@njit(cache=True)
def sums(values: NDArray[np.uint64], first: int, count: int, out: NDArray[np.uint64]) -> None:
    """Fill ``out[S]`` with the sum modulo ``P`` over the players from ``first`` on in ``S``."""
    out[0] = np.uint64(0)
    for i in range(count):
        half = 1 << i
        for k in range(half):
            out[half + k] = _reduced(out[k] + values[first + i])

"""Many games of few players: the stages of ``solver`` with every group looked at, without a list.

What a stage looks at is laid out for speed: what each group pays is one sum a group, prices follow from those
before by one row of the inverse, and which groups are determined is told by whole numbers (``orthogonal``).

A game is given up, and left to ``solver``, where its prices or weights miss their equations or where pivots
do not end: nothing is answered that was not checked.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from mutual.games.nucleolus.orthogonal import FEW, Masks, multiply, narrow, orthogonal_to_all
from mutual.games.nucleolus.simplex import invert

__all__ = ["FEW", "solve_small"]

_NONE = -(10**9)
_POSITIVE = 1e-9
_PIVOT = 1e-9
_ZERO = 1e-12
_EXACT = 1e-12  # how far weights may miss their equations
_EXACT_PRICE = 1e-3  # and prices, of the tolerance
_MOST = 100  # pivots of a stage; a dozen is usual

Table = NDArray[np.float64]


class _Work(NamedTuple):
    """Memory for one game after another.

    ``columns[j]`` is a group, or ``-1 - i`` for the bound of player ``i``; the first stand for the held
    groups. ``orthogonal`` has one vector a row, ``products`` their products with each group, 0 where the
    group is determined.
    """

    columns: Masks
    last: Masks
    inverse: Table
    matrix: Table
    prices: Table
    direction: Table
    paid: Table
    held: Masks
    amounts: Table
    orthogonal: Masks
    other: Masks
    products: Masks


@njit(cache=True)
def solve_small(n: int, tables: Table, bounded: bool, tolerances: Table) -> tuple[Table, NDArray[np.bool_]]:
    """Solve one game of up to ``FEW`` players a row, with plain complaints.

    Returns the splits, shape ``(games, n)``, and which were solved; the others are for ``solver``.
    """
    size, groups = n + 1, 1 << n
    splits, solved = np.empty((tables.shape[0], n)), np.empty(tables.shape[0], np.bool_)
    work = _Work(
        np.zeros(size, np.int64),
        np.zeros(size, np.int64),
        np.zeros((size, size)),
        np.zeros((size, size)),
        np.zeros(size),
        np.zeros(size),
        np.zeros(groups),
        np.zeros(size, np.int64),
        np.zeros(size),
        np.zeros((n, n), np.int64),
        np.zeros((n, n), np.int64),
        np.zeros(groups, np.int64),
    )
    for g in range(tables.shape[0]):
        solved[g] = _solve_one(n, tables[g], bounded, tolerances[g], work)
        for i in range(n):
            splits[g, i] = work.prices[1 + i]
    return splits, solved


@njit(cache=True)
def _solve_one(n: int, table: Table, bounded: bool, tolerance: float, work: _Work) -> bool:
    held, orthogonal, columns = work.held, work.orthogonal, work.columns
    held[0], work.amounts[0], count = (1 << n) - 1, table[(1 << n) - 1], 1
    work.prices[1] = table[(1 << n) - 1]  # what one player alone pays
    orthogonal_to_all(n, orthogonal)
    divisor = 1
    _first_basis(n, columns, work.inverse)
    while count < n:
        multiply(n, orthogonal, n - count, work.products)
        if not _solve_stage(n, table, bounded, tolerance, count, work):
            return False
        grown, divisor = _hold(n, table, count, divisor, work)
        if grown == count:
            return False
        if grown < n:
            _next_basis(n, count, grown, divisor, work)
            _fill(n, grown, columns, held, work.matrix)
            if not invert(work.matrix, work.inverse):
                return False
        count = grown
    return True


@njit(cache=True)
def _hold(n: int, table: Table, count: int, divisor: int, work: _Work) -> tuple[int, int]:
    """Hold what the stage determined; return how many groups are held now, and the next divisor."""
    grown = count
    for j in range(count, n + 1):
        if work.inverse[j, 0] > _POSITIVE and grown < n:
            code = work.columns[j]
            group = code if code > 0 else 1 << (-1 - code)
            found = narrow(n, work.orthogonal, n - grown, group, divisor)
            if found:
                work.held[grown] = group
                work.amounts[grown] = table[group] if code < 0 else work.paid[group]
                divisor = found
                grown += 1
    return grown, divisor


@njit(cache=True)
def _first_basis(n: int, columns: Masks, inverse: Table) -> None:
    """Everybody and each alone: weights are equal, and so the inverse is known."""
    for j in range(n + 1):
        for i in range(n + 1):
            inverse[j, i] = 1.0 / n
        if j:
            columns[j] = 1 << (j - 1)
            inverse[j, j] -= 1.0


@njit(cache=True)
def _next_basis(n: int, before: int, count: int, divisor: int, work: _Work) -> None:
    """Write the first basis of the next stage, as ``solver`` does: see there why it is one."""
    columns, last, other = work.columns, work.last, work.other
    for j in range(n + 1):
        last[j] = columns[j]
    for r in range(n - count):
        for i in range(n):
            other[r, i] = work.orthogonal[r, i]
    rank = count
    for j in range(before, n + 1):
        if work.inverse[j, 0] <= _POSITIVE and rank < n:
            found = narrow(n, other, n - rank, last[j] if last[j] > 0 else 1 << (-1 - last[j]), divisor)
            if found:
                columns[rank], divisor = last[j], found
                rank += 1
    for i in range(n):
        if rank < n:
            found = narrow(n, other, n - rank, 1 << i, divisor)
            if found:
                columns[rank], divisor = 1 << i, found
                rank += 1
    code = columns[count]
    columns[n] = ((1 << n) - 1) ^ (code if code > 0 else 1 << (-1 - code))


@njit(cache=True)
def _fill(n: int, count: int, columns: Masks, held: Masks, matrix: Table) -> None:
    """Write the columns of the basis into ``matrix``, shape ``(n + 1, n + 1)``; ``count`` groups are held."""
    for j in range(n + 1):
        code = columns[j]
        sign = 1.0 if j < count else -1.0
        group = held[j] if j < count else (code if code > 0 else 1 << (-1 - code))
        matrix[0, j] = 1.0 if j >= count and code > 0 else 0.0
        for i in range(n):
            matrix[1 + i, j] = sign * ((group >> i) & 1)


@njit(cache=True)
def _solve_stage(n: int, table: Table, bounded: bool, tolerance: float, count: int, work: _Work) -> bool:
    """Solve one stage by the revised simplex method from its dual side, as ``simplex`` does."""
    inverse, prices = work.inverse, work.prices
    _price(n, table, count, work)
    for _ in range(_MOST):
        _pay(n, prices, work.paid)
        entering, passed = _entering(n, table, work.paid, work.products, prices, bounded, tolerance)
        if entering == _NONE:
            return _is_exact(n, table, count, work, _EXACT_PRICE * tolerance)
        _direct(n, entering, inverse, work.direction)
        leaving = _leaving(n + 1, count, inverse, work.direction)
        if leaving < 0:
            return False
        work.columns[leaving] = entering
        _exchange(n + 1, leaving, inverse, work.direction)
        for i in range(n + 1):
            prices[i] += passed * inverse[leaving, i]
    return False


@njit(cache=True)
def _price(n: int, table: Table, count: int, work: _Work) -> None:
    """Set the prices ``(t, x)`` at which every column of the basis is exact."""
    for i in range(n + 1):
        work.prices[i] = 0.0
    for j in range(n + 1):
        code = work.columns[j]
        amount = work.amounts[j] if j < count else -table[code if code > 0 else 1 << (-1 - code)]
        for i in range(n + 1):
            work.prices[i] += amount * work.inverse[j, i]


@njit(cache=True)
def _direct(n: int, entering: int, inverse: Table, direction: Table) -> None:
    group = entering if entering > 0 else 1 << (-1 - entering)
    for j in range(n + 1):
        total = inverse[j, 0] if entering > 0 else 0.0
        for i in range(n):
            total -= inverse[j, 1 + i] * ((group >> i) & 1)
        direction[j] = total


@njit(cache=True)
def _exchange(size: int, leaving: int, inverse: Table, direction: Table) -> None:
    scale = 1.0 / direction[leaving]
    for i in range(size):
        inverse[leaving, i] *= scale
    for j in range(size):
        factor = direction[j]
        if j != leaving and factor != 0.0:
            for i in range(size):
                inverse[j, i] -= factor * inverse[leaving, i]


@njit(cache=True)
def _pay(n: int, prices: Table, paid: Table) -> None:
    paid[0] = 0.0
    for i in range(n):
        half = 1 << i
        for k in range(half):
            paid[half + k] = paid[k] + prices[1 + i]


@njit(cache=True)
def _entering(
    n: int, table: Table, paid: Table, products: Masks, prices: Table, bounded: bool, tolerance: float
) -> tuple[int, float]:
    """Return the group or bound that is passed most, and by how much; ``_NONE`` where none is."""
    found, most = _NONE, prices[0] + tolerance
    for k in range(1, (1 << n) - 1):
        rest = paid[k] - table[k]
        if rest > most and products[k]:
            found, most = k, rest
    most -= prices[0]
    if bounded:
        for i in range(n):
            rest = prices[1 + i] - table[1 << i]
            if rest > most:
                found, most = -1 - i, rest
    return found, most


@njit(cache=True)
def _leaving(size: int, count: int, inverse: Table, direction: Table) -> int:
    """Return the column whose weight is the first to fall to nothing, or -1."""
    least = np.inf
    for j in range(count, size):
        if direction[j] > _PIVOT:
            least = min(least, max(inverse[j, 0], 0.0) / direction[j])
    chosen = -1
    for j in range(count, size):
        if direction[j] <= _PIVOT or max(inverse[j, 0], 0.0) / direction[j] > least + _ZERO:
            continue
        if chosen < 0 or direction[j] > direction[chosen]:
            chosen = j
    return chosen


@njit(cache=True)
def _is_exact(n: int, table: Table, count: int, work: _Work, allowed: float) -> bool:
    """Do prices and weights keep their equations as exactly as doubles can?"""
    columns, inverse = work.columns, work.inverse
    measured = 0.0
    for i in range(n):
        work.direction[i] = 0.0
    for j in range(n + 1):
        code, weight = columns[j], inverse[j, 0]
        if j < count:
            group, rest = work.held[j], work.paid[work.held[j]] - work.amounts[j]
        elif code > 0:
            group, rest = code, work.paid[code] - table[code] - work.prices[0]
            measured += weight
        else:
            group, rest = 1 << (-1 - code), work.prices[-code] - table[1 << (-1 - code)]
        if not abs(rest) <= allowed:
            return False
        for i in range(n):
            work.direction[i] += (weight if j < count else -weight) * ((group >> i) & 1)
    for i in range(n):
        if not abs(work.direction[i]) <= _EXACT:
            return False
    return abs(measured - 1.0) <= _EXACT

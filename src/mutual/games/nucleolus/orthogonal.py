"""Which groups are determined, told by whole numbers: the vectors orthogonal to what is held.

They are kept without fractions (E. Bareiss, Mathematics of Computation 22, 1968): their entries are minors
of a 0/1 matrix, at most 9 up to ``FEW`` players, so that all their products with a group fit side by side
into one number of 64 bits.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

FEW = 7
_DIGIT = 10  # bits that hold the product of a vector with a group, below 2**9

Masks = NDArray[np.int64]


@njit(cache=True)
def orthogonal_to_all(n: int, orthogonal: Masks) -> None:
    """Write the ``n - 1`` vectors orthogonal to the group of all."""
    for r in range(n - 1):
        for i in range(n):
            orthogonal[r, i] = 0
        orthogonal[r, r], orthogonal[r, n - 1] = 1, -1


@njit(cache=True)
def multiply(n: int, orthogonal: Masks, rows: int, products: Masks) -> None:
    """Write the products of every vector with every group, side by side in one number a group."""
    products[0] = 0
    for i in range(n):
        packed = 0
        for r in range(rows):
            packed += orthogonal[r, i] << (_DIGIT * r)
        half = 1 << i
        for k in range(half):
            products[half + k] = products[k] + packed


@njit(cache=True)
def _product(n: int, vector: Masks, group: int) -> int:
    total = 0
    for i in range(n):
        total += vector[i] * ((group >> i) & 1)
    return total


@njit(cache=True)
def narrow(n: int, orthogonal: Masks, rows: int, group: int, divisor: int) -> int:
    """Make the vectors orthogonal to a group too, one fewer; return the next divisor, or 0."""
    chosen, by = -1, 0
    for r in range(rows):
        by = _product(n, orthogonal[r], group)
        if by:
            chosen = r
            break
    if chosen < 0:
        return 0
    for r in range(rows):
        product = _product(n, orthogonal[r], group)
        if r != chosen:
            for i in range(n):
                # Leaves nothing over; vectors that were orthogonal already are brought to the same scale.
                left = by * orthogonal[r, i] - product * orthogonal[chosen, i]
                orthogonal[r, i] = left if divisor == 1 else left // divisor
    for r in range(chosen, rows - 1):
        for i in range(n):
            orthogonal[r, i] = orthogonal[r + 1, i]
    return by

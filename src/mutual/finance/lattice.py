"""Points that fill a cube evenly: a lattice that can be made longer, shifted at random.

F. J. Hickernell, H. S. Hong, P. L'Ecuyer and C. Lemieux, "Extensible lattice sequences for quasi-Monte Carlo
quadrature", SIAM Journal on Scientific Computing 22 (2000): the radical inverse of the point's number times
the powers of one multiplier (N. M. Korobov, 1959), each coordinate moved by its own shift (R. Cranley and
T. N. L. Patterson, 1976).
"""

import numpy as np

from mutual.finance.distributions import Amounts
from mutual.finance.draws import levels

_MULTIPLIER = 1267
_MODULUS = 1 << 26  # points times multipliers stay exact in doubles
_EDGE = 2.0**-54


def lattice(points: int, coordinates: int, seed: int) -> Amounts:
    """Return points of shape ``(points, coordinates)``, each number strictly between 0 and 1.

    ``points`` is a power of two of at most 2**26.
    """
    shifts = levels(seed, "lattice", 0, coordinates)
    multipliers = np.array([pow(_MULTIPLIER, power, _MODULUS) for power in range(coordinates)], np.float64)
    found = (_radical_inverse(points)[:, np.newaxis] * multipliers + shifts) % 1.0
    return np.clip(found, _EDGE, 1 - _EDGE)


def _radical_inverse(points: int) -> Amounts:
    """Return the numbers 0, 1, 2, ... with their binary digits mirrored at the point."""
    left = np.arange(points, dtype=np.uint64)
    found, weight = np.zeros(points), 0.5
    while left.any():
        found += weight * (left & np.uint64(1))
        left >>= np.uint64(1)
        weight /= 2
    return found

"""Erlang B: how many calls are lost where nobody waits.

A. K. Erlang (1917). The recursion B(n) = a B(n-1) / (n + a B(n-1)) stays between 0 and 1 for any load.
"""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import ArrayLike

from mutual.queues.figures import Counts, Figures, QueueError, alike, array, counts, loads, scalar

_STEPS = 200  # halvings; a double has 53 bits, and the bracket a few more


def erlang_b(load: ArrayLike, servers: ArrayLike) -> Any:
    """Return the probability that a call is lost (M/M/n/n), for loads in erlangs and whole servers.

    Arrays go together as numpy broadcasts them; numbers give a number. Raises ``QueueError`` for negative
    figures or servers that are not whole.
    """
    offered, staff = alike(loads("loads", load), counts("servers", servers))
    return scalar(_lost_of_each(offered.ravel(), staff.ravel()).reshape(offered.shape))


def offered_load(servers: ArrayLike, blocking: ArrayLike) -> Any:
    """Return the load in erlangs at which so many servers lose the share ``blocking`` of calls.

    The inverse of ``erlang_b``. Raises ``QueueError`` for no servers or a share that is not between 0 and 1.
    """
    staff, share = alike(counts("servers", servers, least=1), array("blocking", blocking, above=True))
    if (share >= 1).any():
        raise QueueError("blocking must be a share below 1: no load loses every call.")
    return scalar(_loads_of_each(staff.ravel(), share.ravel()).reshape(share.shape))


@njit(cache=True, nogil=True)
def lost(load: float, servers: int) -> float:
    """Return Erlang B of one load."""
    if load == 0.0:
        return 1.0 if servers == 0 else 0.0
    share = 1.0
    for n in range(1, servers + 1):
        share = load * share / (n + load * share)
    return share


@njit(cache=True, nogil=True)
def _lost_of_each(load: Figures, servers: Counts) -> Figures:
    found = np.empty(load.shape[0])
    for k in range(load.shape[0]):
        found[k] = lost(load[k], servers[k])
    return found


@njit(cache=True, nogil=True)
def _loads_of_each(servers: Counts, share: Figures) -> Figures:
    found = np.empty(share.shape[0])
    for k in range(share.shape[0]):
        low, high = 0.0, float(servers[k])
        while lost(high, servers[k]) < share[k]:
            high *= 2.0
        for _ in range(_STEPS):
            middle = 0.5 * (low + high)
            if middle <= low or middle >= high:
                break
            if lost(middle, servers[k]) < share[k]:
                low = middle
            else:
                high = middle
        found[k] = 0.5 * (low + high)
    return found

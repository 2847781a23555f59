"""Erlang C: how long calls wait where nobody hangs up (M/M/n).

A. K. Erlang (1917). With R = 1 / B, R(n) = 1 + (n/a) R(n-1), waiting has the probability
n / (R (n - a) + a): sums of positive figures only, and where R passes the range of doubles nobody waits.
"""

import math
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import ArrayLike

from mutual.queues.figures import Counts, Figures, alike, counts, loads, scalar


def erlang_c(load: ArrayLike, servers: ArrayLike) -> Any:
    """Return the probability that a call waits, for loads in erlangs; 1 where the servers cannot keep up.

    Arrays go together as numpy broadcasts them; numbers give a number. Raises ``QueueError`` for negative
    figures or servers that are not whole.
    """
    offered, staff = alike(loads("loads", load), counts("servers", servers))
    return scalar(_waits_of_each(offered.ravel(), staff.ravel()).reshape(offered.shape))


@njit(cache=True, nogil=True)
def waits(load: float, servers: int) -> float:
    """Return the probability that a call waits; 1 where the servers cannot keep up."""
    if load >= servers:
        return 1.0 if load > 0.0 else 0.0
    if load == 0.0:
        return 0.0
    inverse = 1.0
    for n in range(1, servers + 1):
        inverse = 1.0 + n / load * inverse
    return servers / (inverse * (servers - load) + load)


@njit(cache=True, nogil=True)
def _waits_of_each(load: Figures, servers: Counts) -> Figures:
    found = np.empty(load.shape[0])
    for k in range(load.shape[0]):
        found[k] = waits(load[k], servers[k])
    return found


@njit(cache=True, nogil=True)
def measured(rate: Figures, handling: Figures, servers: Counts, within: float) -> Figures:
    """Return rows of measures: wait probability, mean wait, service level, abandonment, occupancy.

    Rates are calls a second and times seconds. Where the servers cannot keep up the wait is infinite.
    """
    found = np.empty((5, rate.shape[0]))
    for k in range(rate.shape[0]):
        load, n = rate[k] * handling[k], servers[k]
        found[3, k] = 0.0
        if load > 0.0 and load >= n:
            found[0, k], found[1, k], found[2, k], found[4, k] = 1.0, np.inf, 0.0, 1.0
            continue
        waiting = waits(load, n)
        found[0, k] = waiting
        found[1, k] = waiting * handling[k] / (n - load) if load > 0.0 else 0.0
        found[2, k] = 1.0 - waiting * math.exp(-(n - load) * within / handling[k])
        found[4, k] = load / n if load > 0.0 else 0.0
    return found

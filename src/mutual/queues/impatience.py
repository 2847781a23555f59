"""Erlang A: how long calls wait where callers lose patience (M/M/n+M, exponential patience).

C. Palm (1946); O. Garnett, A. Mandelbaum and M. Reiman (2002), Designing a call center with impatient
customers. The density of the wait that is offered is that of F. Baccelli and G. Hebuterne (1981). What the
queue holds is summed under normalization term by term, so that nothing passes the range of doubles.
"""

import math

import numpy as np
from numba import njit

from mutual.queues.blocking import lost
from mutual.queues.figures import Counts, Figures

_TAIL = 1e-17  # of what was summed, where the sum ends
_FOLDS = 3.0  # how many powers of e a panel of the integral may span
_NOTHING = -46.0  # the power of e from which on a panel adds nothing
# Gauss and Legendre's eight points on (-1, 1): a panel of so few powers of e is exact to 1e-14.
_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(8)


@njit(cache=True, nogil=True)
def queue_of(rate: float, service: float, servers: int, leaving: float) -> tuple[float, float, float]:
    """Return P(all servers busy), the mean number waiting, and log P(all busy and nobody waiting).

    ``rate``, ``service`` (a server) and ``leaving`` (a waiting caller) are a second.
    """
    state = lost(rate / service, servers)
    busy, waiting, scale, k = state, 0.0, 0.0, 0
    log_first = math.log(state) if state > 0.0 else -np.inf
    while state > 0.0:
        k += 1
        ratio = rate / (servers * service + k * leaving)
        ahead = ratio * state
        whole = 1.0 + ahead
        state = ahead / whole
        busy = (busy + ahead) / whole
        waiting = (waiting + k * ahead) / whole
        scale += math.log1p(ahead)
        if ratio < 1.0 and state * (k + 1.0 / (1.0 - ratio)) < _TAIL * (1.0 - ratio) * (busy + waiting):
            break
    return busy, waiting, log_first - scale


@njit(cache=True, nogil=True)
def answered(rate: float, service: float, servers: int, leaving: float, within: float) -> float:
    """Return the share of all calls that is answered within so many seconds."""
    busy, _, log_first = queue_of(rate, service, servers, leaving)
    return (1.0 - busy) + late(rate, service, servers, leaving, within, log_first)


@njit(cache=True, nogil=True)
def late(rate: float, service: float, servers: int, leaving: float, within: float, log_first: float) -> float:
    """Return the share of calls that waits, does not hang up, and is answered within so many seconds."""
    if within <= 0.0 or log_first == -np.inf:
        return 0.0
    power = servers * service
    start = log_first + math.log(power) if power > 0.0 else -np.inf
    steepest = max(abs(rate - power - leaving), abs(rate * math.exp(-leaving * within) - power - leaving))
    panels = int(within * steepest / _FOLDS) + 1
    half = 0.5 * within / panels
    total = 0.0
    for panel in range(panels):
        middle = (2 * panel + 1) * half
        if _log_density(rate, power, leaving, middle, start) < _NOTHING - 2.0 * _FOLDS:
            if rate * math.exp(-leaving * middle) < power + leaving:
                break  # past the peak it only falls
            continue
        for point in range(_POINTS.shape[0]):
            at = middle + half * _POINTS[point]
            total += half * _WEIGHTS[point] * math.exp(_log_density(rate, power, leaving, at, start))
    return total


@njit(cache=True, nogil=True)
def _log_density(rate: float, power: float, leaving: float, at: float, start: float) -> float:
    """Return the log of the density of a wait that is offered and borne."""
    return start + rate / leaving * -math.expm1(-leaving * at) - (power + leaving) * at


@njit(cache=True, nogil=True)
def measured(rate: Figures, handling: Figures, servers: Counts, patience: Figures, within: float) -> Figures:
    """Return rows of measures: wait probability, mean wait, service level, abandonment, occupancy.

    Rates are calls a second and times seconds. The wait is that of all calls, answered or not.
    """
    found = np.zeros((5, rate.shape[0]))
    for k in range(rate.shape[0]):
        n = servers[k]
        if rate[k] == 0.0:
            found[2, k] = 1.0
            continue
        busy, waiting, log_first = queue_of(rate[k], 1.0 / handling[k], n, 1.0 / patience[k])
        found[0, k] = min(1.0, busy)
        found[1, k] = waiting / rate[k]
        soon = late(rate[k], 1.0 / handling[k], n, 1.0 / patience[k], within, log_first)
        found[2, k] = min(1.0, max(0.0, 1.0 - busy + soon)) if n > 0 else 0.0
        found[3, k] = waiting / patience[k] / rate[k]
        found[4, k] = min(1.0, rate[k] * handling[k] * (1.0 - found[3, k]) / n) if n > 0 else 0.0
    return found

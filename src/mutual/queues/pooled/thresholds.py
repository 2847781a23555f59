"""The largest load that each number on duty answers in time, by handling time: staffing looked up.

Between handling times that were worked out, loads are read off a straight line. How far that may be off is
measured halfway, taken fourfold; a load that lies no further from the line is asked of the formula, so that
what is looked up is what the formula gives.
"""

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from mutual.queues.figures import Counts, Figures
from mutual.queues.staffing import is_met

_NODES = 17
_HALVINGS = 48
_CLOSE = 1e-9  # of a load: what halving leaves open, and a hundredfold of rounding
STEP = 0.125  # erlangs between loads for which is known where to begin


class Thresholds(NamedTuple):
    """``table[k, n]`` is the largest load of the ``k``-th handling time that ``n`` serve.

    Handling times are ``first`` and then ``step`` more each. A load within ``open_[n]`` of the
    line is too near to tell. ``begin`` says from which number on to look.
    """

    table: Figures
    open_: Figures
    begin: Counts
    first: float
    step: float
    rows: Figures
    patience: float
    cap: float
    least: int


def thresholds(
    handling: tuple[float, float], load: float, rows: Figures, patience: float, cap: float, least: int
) -> Thresholds:
    """Return thresholds for handling times between two, up to a load in erlangs."""
    low, high = handling
    count = _NODES if high > low * (1.0 + 1e-12) else 1
    nodes = np.linspace(low, high, count)
    most = max(least, _enough(handling, load, rows, patience, cap)) + 1
    table = _largest(nodes, most, rows, patience, cap)
    between = _largest((nodes[1:] + nodes[:-1]) / 2, most, rows, patience, cap)
    off = np.abs((table[1:] + table[:-1]) / 2 - between).max(axis=0, initial=0.0)
    open_ = 4.0 * off + _CLOSE * (1.0 + table.max(axis=0))
    loads = np.arange(int(load / STEP) + 2) * STEP
    begin = np.maximum(max(1, least), np.searchsorted(table.max(axis=0) + open_, loads)).astype(np.int64)
    step = (high - low) / (count - 1) if count > 1 else 1.0
    return Thresholds(table, open_, begin, low, step, rows, patience, cap, least)


def _enough(handling: tuple[float, float], load: float, rows: Figures, patience: float, cap: float) -> int:
    """Return a number on duty that serves the load at either handling time."""
    count = max(1, math.ceil(load))
    for time in handling:
        while not is_met(max(load, 1e-9) * (1 + 1e-6) / time, time, count, rows, patience, cap):
            count += max(1, count // 8)
    return count


@njit(cache=True, nogil=True)
def _largest(handling: Figures, most: int, rows: Figures, patience: float, cap: float) -> Figures:
    found = np.zeros((handling.shape[0], most + 1))
    for k in range(handling.shape[0]):
        for n in range(1, most + 1):
            low = found[k, n - 1]
            high = low + 1.0
            while is_met(high / handling[k], handling[k], n, rows, patience, cap):
                low = high
                high += high
            for _ in range(_HALVINGS):
                middle = 0.5 * (low + high)
                if middle > 0.0 and is_met(middle / handling[k], handling[k], n, rows, patience, cap):
                    low = middle
                else:
                    high = middle
                if high - low < 1e-11 * high:
                    break
            found[k, n] = low
    return found


@njit(cache=True, nogil=True, inline="always")
def place_of(first: float, step: float, nodes: int, handling: float) -> tuple[int, float]:
    """Return between which handling times one lies, and how far on."""
    if nodes == 1:
        return 0, 0.0
    place = (handling - first) / step
    node = min(max(0, int(place)), nodes - 2)
    return node, place - node


@njit(cache=True, nogil=True, inline="always")
def looked_up(low: Figures, high: Figures, open_: Figures, begin: int, part: float, load: float) -> int:
    """Return the fewest that serve a load, or what is left of -1 from the number that is too near to tell."""
    n = begin
    while True:
        line = low[n] + part * (high[n] - low[n])
        if load < line - open_[n]:
            return n
        if load <= line + open_[n]:
            return -1 - n
        n += 1


@njit(cache=True, nogil=True)
def asked(n: int, load: float, handling: float, rows: Figures, patience: float, cap: float) -> int:
    """Return the fewest that serve a load, from ``n`` on, by the formula."""
    while not is_met(load / handling, handling, n, rows, patience, cap):
        n += 1
    return n

"""How many must be on duty: the fewest with whom every target is met, interval by interval.

Each interval is taken in its steady state (the stationary, independent, period by period approximation; L.
Green, P. Kolesar and W. Whitt, 2007). Up to 2**18 intervals are walked through by one processor.
"""

import math
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import ArrayLike

from mutual.queues import delay, impatience
from mutual.queues.figures import (
    LARGEST_LOAD,
    Counts,
    Figures,
    QueueError,
    alike,
    array,
    loads,
    number,
    whole,
)
from mutual.queues.measures import HOUR, waiting
from mutual.queues.targets import NENA_STA_020, Target, as_rows, targets_of, targets_said

LONGEST_PATIENCE = 7 * 86_400.0
_SERIAL = 1 << 18
_NONE = -1
_ROUNDING = 1.0 + 1e-9


class Unstaffable(QueueError):
    """A target cannot be met with the positions there are. ``place`` is the interval's, in the flat array."""

    def __init__(self, message: str, place: int) -> None:
        super().__init__(message)
        self.place = place


def staff_required(
    rate: ArrayLike,
    handling: ArrayLike,
    *,
    targets: Iterable[tuple[float, float]] = NENA_STA_020,
    patience: float | None = None,
    most_occupied: float | None = None,
    least: int = 1,
    most: int | None = None,
) -> Any:
    """Return the fewest on duty with whom every target is met, for calls an hour and mean seconds a call.

    A target is a share of all calls and the seconds within which they are answered. ``patience`` is the mean
    of what callers bear, in seconds (Erlang A), ``None`` for callers who wait (Erlang C). ``most_occupied``
    caps the share of time that somebody on duty spends on calls, ``least`` are there even where nobody calls,
    ``most`` can be there. Arrays go together as numpy broadcasts them; numbers give a number.

    Raises ``QueueError`` for figures or targets that make no sense, and ``Unstaffable`` where the most
    positions do not meet a target, with what they reach.
    """
    wanted = targets_of(targets)
    arrivals, times = alike(array("rate", rate), array("handling", handling, above=True))
    loads("The load (rate x handling)", arrivals * times / HOUR)
    cap = check_cap(most_occupied)
    borne = check_patience(patience)
    fewest = whole("least", least)
    limit = int(2 * LARGEST_LOAD) if most is None else whole("most", most, least=max(1, fewest))
    found = fewest_of_each(arrivals.ravel() / HOUR, times.ravel(), as_rows(wanted), borne, cap, fewest, limit)
    short = np.flatnonzero(found == _NONE)
    if short.size:
        place = int(short[0])
        said = _shortfall(float(arrivals.flat[place]), float(times.flat[place]), wanted, borne, cap, limit)
        raise Unstaffable(said, place)
    shaped = found.reshape(arrivals.shape)
    return int(shaped) if shaped.ndim == 0 else shaped


def check_cap(most_occupied: float | None) -> float:
    """Return the most of their time that those on duty may be on calls. Raises ``QueueError``."""
    return 1.0 if most_occupied is None else number("The occupancy cap", most_occupied, most=1.0, above=True)


def check_patience(patience: float | None) -> float:
    """Return the mean patience in seconds, 0 where callers wait. Raises ``QueueError``."""
    if patience is None:
        return 0.0
    borne = number("The patience", patience, above=True)
    if borne > LONGEST_PATIENCE:
        raise QueueError(
            f"A patience of {borne:,.0f} s is more than a week: leave it out for callers who wait."
        )
    return borne


def _shortfall(
    rate: float, handling: float, targets: tuple[Target, ...], patience: float, cap: float, most: int
) -> str:
    """Say what the most positions reach, and what could be done."""
    reached = []
    for one in targets:
        found = waiting(rate, handling, most, patience=patience or None, within=one.within)
        reached.append(f"{100 * float(found.service_level):.1f} % within {one.within:g} s")
    busy = f" with {100 * cap:g} % of the time on calls at most" if cap < 1.0 else ""
    return (
        f"{rate:,.1f} calls an hour of {handling:,.0f} s ask for more than the {most:,} positions that there "
        f"may be to answer {targets_said(targets)}{busy}; {most:,} reach {' and '.join(reached)}. "
        "Allow more positions, lower the target, or pool with somebody."
    )


def fewest_of_each(
    rate: Figures, handling: Figures, rows: Figures, patience: float, cap: float, least: int, most: int
) -> Counts:
    """Return the fewest for each interval, -1 where more than ``most`` are needed (rates a second)."""
    given = (rows, patience, cap, least, most)
    processors = cpu_count() or 1
    if rate.size < _SERIAL or processors == 1:
        return _fewest_of_each(rate, handling, *given)
    with ThreadPoolExecutor(processors) as pool:
        parts = pool.map(
            lambda part: _fewest_of_each(part[0], part[1], *given),
            zip(np.array_split(rate, processors), np.array_split(handling, processors), strict=True),
        )
        return np.concatenate(list(parts))


@njit(cache=True, nogil=True)
def _fewest_of_each(
    rate: Figures, handling: Figures, rows: Figures, patience: float, cap: float, least: int, most: int
) -> Counts:
    found = np.empty(rate.shape[0], np.int64)
    missed = np.empty(rows.shape[0])
    faded = np.empty(rows.shape[0])
    last = -1.0
    for k in range(rate.shape[0]):
        if rate[k] == 0.0:
            found[k] = least
        elif patience > 0.0:
            found[k] = _fewest_a(rate[k], handling[k], rows, patience, cap, least, most)
        else:
            if handling[k] != last:
                last = handling[k]
                for j in range(rows.shape[0]):
                    faded[j] = math.exp(-rows[j, 1] / last)
            found[k] = _fewest_c(rate[k] * last, last, rows, missed, faded, cap, least, most)
    return found


@njit(cache=True, nogil=True)
def _fewest_c(
    load: float,
    handling: float,
    rows: Figures,
    missed: Figures,
    faded: Figures,
    cap: float,
    least: int,
    most: int,
) -> int:
    """Walk up Erlang C; ``faded`` is what of a wait's chance one more server leaves, target by target."""
    first = max(least, int(load) + 1, math.ceil(load / cap))
    if first > most:
        return _NONE
    inverse, over = 1.0, 1.0 / load
    for n in range(1, first + 1):
        inverse = 1.0 + n * over * inverse
    for j in range(rows.shape[0]):
        missed[j] = math.exp(-(first - load) * rows[j, 1] / handling)
    n = first
    while True:
        is_met = True
        for j in range(rows.shape[0]):
            # The wait's chance, n / (inverse (n - load) + load), times what is left of it by then.
            if n * missed[j] > rows[j, 0] * (inverse * (n - load) + load):
                is_met = False
            missed[j] *= faded[j]
        if is_met:
            return n
        n += 1
        if n > most:
            return _NONE
        inverse = 1.0 + n * over * inverse


@njit(cache=True, nogil=True)
def is_met(rate: float, handling: float, n: int, rows: Figures, patience: float, cap: float) -> bool:
    """Do so many meet every target?"""
    load = rate * handling
    if patience == 0.0:
        if n <= load or load > cap * n:
            return False
        chance = delay.waits(load, n)
        for j in range(rows.shape[0]):
            if chance * math.exp(-(n - load) * rows[j, 1] / handling) > rows[j, 0]:
                return False
        return True
    busy, queue, log_first = impatience.queue_of(rate, 1.0 / handling, n, 1.0 / patience)
    if load * (1.0 - queue / patience / rate) > cap * n * _ROUNDING:
        return False
    for j in range(rows.shape[0]):
        soon = impatience.late(rate, 1.0 / handling, n, 1.0 / patience, rows[j, 1], log_first)
        if busy - soon > rows[j, 0]:
            return False
    return True


@njit(cache=True, nogil=True)
def _fewest_a(
    rate: float, handling: float, rows: Figures, patience: float, cap: float, least: int, most: int
) -> int:
    """Double the step away from the load until it brackets the answer, then halve."""
    low, high, step = max(0, least - 1), max(least, int(rate * handling) + 1), 1
    while not is_met(rate, handling, min(high, most), rows, patience, cap):
        if high >= most:
            return _NONE
        low = high
        high += step
        step *= 2
    high = min(high, most)
    step = 1
    while high - low > 1:
        middle = max(low + 1, high - step) if step > 0 else (low + high) // 2
        if is_met(rate, handling, middle, rows, patience, cap):
            high = middle
            step *= 2
        else:
            low = middle
            step = 0
    return high

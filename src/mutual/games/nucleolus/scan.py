"""Reading every group once: does a solution of some groups hold for all?"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from mutual.games.nucleolus.span import P, sums

PLAIN, PER_HEAD, PROPORTIONAL = 0, 1, 2


@njit(cache=True)
def _totals(values: NDArray[np.float64], first: int, count: int, out: NDArray[np.float64]) -> None:
    out[0] = 0.0
    for i in range(count):
        half = 1 << i
        for k in range(half):
            out[half + k] = out[k] + values[first + i]


@njit(cache=True)
def _heads(mask: int) -> int:
    count = 0
    while mask:
        mask &= mask - 1
        count += 1
    return count


@njit(cache=True)
def _most_passed(
    kind: int,
    block: NDArray[np.float64],
    paid: NDArray[np.float64],
    above: float,
    heads: NDArray[np.float64],
    more: float,
    least: float,
) -> float:
    """Return how far the last level is passed at most in one block; written so that it runs in vectors."""
    most = -np.inf
    if kind == PLAIN:
        for k in range(block.shape[0]):
            most = max(most, paid[k] - block[k])
        return most + above - least
    if kind == PER_HEAD:
        for k in range(block.shape[0]):
            most = max(most, paid[k] - block[k] - heads[k] * least)
        return most + above - more * least
    for k in range(block.shape[0]):
        most = max(most, paid[k] - block[k] - abs(block[k]) * least)
    return most + above


class Determined(NamedTuple):
    """Sums of each stage's witness over earlier and later players: together 0 where a group is determined."""

    low: NDArray[np.uint64]
    high: NDArray[np.uint64]


@njit(cache=True, inline="always")
def _stage_passed(
    rest: float,
    weight: float,
    levels: NDArray[np.float64],
    tolerance: float,
    determined: Determined,
    later: int,
    earlier: int,
) -> int:
    """Return the first stage whose level a complaint passes, or -1 where it was determined by then."""
    for j in range(levels.shape[0]):
        if rest - weight * levels[j] > tolerance:
            held = determined.low[j, earlier] + determined.high[j, later]
            return -1 if held == np.uint64(0) or held == P else j
    return -1


@njit(cache=True, inline="always")
def _determined(n: int, low: int, witnesses: NDArray[np.uint64]) -> Determined:
    stages = witnesses.shape[0]
    found = Determined(np.empty((stages, 1 << low), np.uint64), np.empty((stages, 1 << (n - low)), np.uint64))
    first = int(np.int64(0))  # a bare 0 is a type of its own: what takes it would be compiled twice
    for j in range(stages):
        sums(witnesses[j], first, low, found.low[j])
        sums(witnesses[j], low, n - low, found.high[j])
    return found


@njit(cache=True)
def passed_groups(
    kind: int,
    costs: NDArray[np.float64],
    split: NDArray[np.float64],
    levels: NDArray[np.float64],
    witnesses: NDArray[np.uint64],
    tolerance: float,
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """Return the group that passes its level most in each block of groups, by how much, and at which stage.

    ``levels`` has one falling level a stage, ``witnesses`` shape ``(stages, n)`` a vector orthogonal to what
    was held when the stage began: a group is judged by the first stage whose level it passes, unless it was
    determined by then.
    """
    n = split.shape[0]
    low = min(12, max(4, n - 8), n)
    width, blocks = 1 << low, 1 << (n - low)
    paid_low, paid_high = np.empty(width), np.empty(blocks)
    _totals(split, int(np.int64(0)), low, paid_low)
    _totals(split, low, n - low, paid_high)
    heads_low = np.empty(width)
    for k in range(width):
        heads_low[k] = _heads(k)
    determined = _determined(n, low, witnesses)
    groups, amounts, at = np.empty(blocks, np.int64), np.empty(blocks), np.empty(blocks, np.int64)
    found, last = 0, levels[levels.shape[0] - 1]
    for b in range(blocks):
        block = costs[b << low : (b + 1) << low]
        above, more = paid_high[b], float(_heads(b))
        if _most_passed(kind, block, paid_low, above, heads_low, more, last) <= tolerance:
            continue
        best, amounts[found] = -1, tolerance
        for k in range(width):
            rest = paid_low[k] + above - block[k]
            weight = 1.0 if kind == PLAIN else (heads_low[k] + more if kind == PER_HEAD else abs(block[k]))
            if rest - weight * last > amounts[found] and 0 < (b << low) + k < (1 << n) - 1:
                stage = _stage_passed(rest, weight, levels, tolerance, determined, b, k)
                if stage >= 0 and rest - weight * levels[stage] > amounts[found]:
                    best, at[found], amounts[found] = k, stage, rest - weight * levels[stage]
        if best >= 0:
            groups[found] = (b << low) + best
            found += 1
    return groups[:found], amounts[:found], at[:found]

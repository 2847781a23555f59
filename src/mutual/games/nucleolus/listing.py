"""The groups that the stages look at, before every group is read."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from mutual.games.nucleolus.scan import PER_HEAD, PLAIN
from mutual.games.nucleolus.span import P, sums

ALL_LISTED = 7  # up to so many players every group is listed from the start
JOINING = 120  # so many of those that pass join at a time


class Listed(NamedTuple):
    """Groups that a stage looks at, one a row; ``free`` marks those whose payment is not yet determined."""

    groups: NDArray[np.int64]
    members: NDArray[np.float64]
    costs: NDArray[np.float64]
    weights: NDArray[np.float64]
    free: NDArray[np.bool_]


@njit(cache=True)
def first_list(n: int, table: NDArray[np.float64], kind: int) -> tuple[Listed, int]:
    """Return a list of every group where there are few players, else of the players and their complements."""
    full = (1 << n) - 1
    every = n <= ALL_LISTED
    room = full if every else 2 * n + 20 * JOINING
    listed = _empty_list(room, n)
    used = int(np.int64(0))  # a bare 0 is a type of its own: what takes it would be compiled twice
    if every:
        for group in range(1, full):
            listed, used = joined(listed, used, group, table, kind)
    else:
        for i in range(n):
            listed, used = joined(listed, used, 1 << i, table, kind)
            listed, used = joined(listed, used, full ^ (1 << i), table, kind)
    return listed, used


@njit(cache=True)
def _empty_list(room: int, n: int) -> Listed:
    return Listed(
        np.zeros(room, np.int64),
        np.zeros((room, n)),
        np.zeros(room),
        np.zeros(room),
        np.zeros(room, np.bool_),
    )


@njit(cache=True)
def joined(
    listed: Listed, used: int, group: int, table: NDArray[np.float64], kind: int
) -> tuple[Listed, int]:
    """Return the list with one more group, in a longer one where it was full, and how many are in it."""
    n = listed.members.shape[1]
    if used == listed.groups.shape[0]:
        longer = _empty_list(2 * used, n)
        for k in range(used):
            longer.groups[k] = listed.groups[k]
            longer.costs[k] = listed.costs[k]
            longer.weights[k] = listed.weights[k]
            longer.free[k] = listed.free[k]
            for i in range(n):
                longer.members[k, i] = listed.members[k, i]
        listed = longer
    heads = 0
    for i in range(n):
        listed.members[used, i] = (group >> i) & 1
        heads += (group >> i) & 1
    listed.groups[used] = group
    listed.costs[used] = table[group]
    listed.weights[used] = 1.0 if kind == PLAIN else (float(heads) if kind == PER_HEAD else abs(table[group]))
    return listed, used + 1


@njit(cache=True)
def place(listed: Listed, used: int, group: int) -> int:
    """Return where a group stands in the list, or -1."""
    if 0 < group <= used and listed.groups[group - 1] == group:
        return group - 1
    for k in range(used):
        if listed.groups[k] == group:
            return k
    return -1


@njit(cache=True, inline="always")
def mark_free(n: int, listed: Listed, used: int, vector: NDArray[np.uint64]) -> None:
    """Mark the groups that are not determined by what is held, told by its witness."""
    low = n // 2
    left, right = np.empty(1 << low, np.uint64), np.empty(1 << (n - low), np.uint64)
    sums(vector, int(np.int64(0)), low, left)
    sums(vector, low, n - low, right)
    for k in range(used):
        total = left[listed.groups[k] & ((1 << low) - 1)] + right[listed.groups[k] >> low]
        listed.free[k] = total != np.uint64(0) and total != P

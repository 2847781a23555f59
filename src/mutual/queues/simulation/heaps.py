"""Heaps in arrays, the least on top: what waits by rank, and what happens by time."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from mutual.queues.figures import Counts

EVENT = np.dtype([("at", np.float64), ("what", np.int64)])


@njit(cache=True, nogil=True)
def push(heap: Counts, size: int, key: int) -> None:
    """Add a key to a heap that holds ``size`` of them."""
    place = size
    while place > 0:
        above = (place - 1) >> 1
        if heap[above] <= key:
            break
        heap[place] = heap[above]
        place = above
    heap[place] = key


@njit(cache=True, nogil=True)
def drop(heap: Counts, size: int) -> None:
    """Take the top off a heap that holds ``size`` keys."""
    last, key, place = size - 1, heap[size - 1], 0
    while True:
        below = 2 * place + 1
        if below >= last:
            break
        if below + 1 < last and heap[below + 1] < heap[below]:
            below += 1
        if heap[below] >= key:
            break
        heap[place] = heap[below]
        place = below
    heap[place] = key


@njit(cache=True, nogil=True)
def push_event(heap: NDArray[np.void], size: Counts, time: float, event: int) -> None:
    """Add what happens at a time; of equal times the lower event comes first."""
    place = size[0]
    size[0] += 1
    while place > 0:
        above = (place - 1) >> 1
        at = heap[above]["at"]
        if at < time or (at == time and heap[above]["what"] <= event):
            break
        heap[place]["at"] = at
        heap[place]["what"] = heap[above]["what"]
        place = above
    heap[place]["at"] = time
    heap[place]["what"] = event


@njit(cache=True, nogil=True)
def drop_event(heap: NDArray[np.void], size: Counts) -> None:
    """Take off what happens first."""
    size[0] -= 1
    last = size[0]
    time, event, place = heap[last]["at"], heap[last]["what"], 0
    while True:
        below = 2 * place + 1
        if below >= last:
            break
        if below + 1 < last and _is_sooner(heap, below + 1, below):
            below += 1
        at = heap[below]["at"]
        if at > time or (at == time and heap[below]["what"] >= event):
            break
        heap[place]["at"] = at
        heap[place]["what"] = heap[below]["what"]
        place = below
    heap[place]["at"] = time
    heap[place]["what"] = event


@njit(cache=True, nogil=True)
def _is_sooner(heap: NDArray[np.void], one: int, other: int) -> bool:
    at, than = heap[one]["at"], heap[other]["at"]
    return bool(at < than or (at == than and heap[one]["what"] < heap[other]["what"]))

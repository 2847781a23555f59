"""First come, first served by so many, nobody hanging up: each call takes whoever is free first.

J. Kiefer and J. Wolfowitz (1955), On the theory of queues with many servers.
"""

import numpy as np
from numba import njit
from numpy.typing import ArrayLike

from mutual.queues.figures import Figures, QueueError, alike, array, whole


def fifo_waits(arrivals: ArrayLike, handling: ArrayLike, servers: int) -> Figures:
    """Return how long each call waits, shape ``(calls,)``, in the unit of time of the figures.

    ``arrivals`` are times in order, ``handling`` what each call takes. Raises ``QueueError`` for times that
    run backwards, negative figures or no servers.
    """
    times, takes = array("arrivals", arrivals, least=-float("inf")), array("handling", handling)
    times, takes = alike(times, takes)
    if times.ndim != 1:
        raise QueueError(f"Arrivals are a row of times, not an array of shape {times.shape}.")
    back = np.flatnonzero(np.diff(times) < 0)
    if back.size:
        raise QueueError(f"The arrivals run backwards at entry {int(back[0]) + 1}: sort the calls by time.")
    return waits_in_order(
        np.ascontiguousarray(times), np.ascontiguousarray(takes), whole("servers", servers, least=1)
    )


@njit(cache=True, nogil=True)
def waits_in_order(arrivals: Figures, handling: Figures, servers: int) -> Figures:
    """Return the waits; ``free`` is a heap of when each server is free, the soonest on top."""
    waits = np.empty(arrivals.shape[0])
    free = np.full(servers, -np.inf)
    for call in range(arrivals.shape[0]):
        begins = max(arrivals[call], free[0])
        waits[call] = begins - arrivals[call]
        ends, place = begins + handling[call], 0
        while True:
            below = 2 * place + 1
            if below >= servers:
                break
            if below + 1 < servers and free[below + 1] < free[below]:
                below += 1
            if free[below] >= ends:
                break
            free[place] = free[below]
            place = below
        free[place] = ends
    return waits

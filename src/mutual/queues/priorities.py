"""How long calls of each priority wait, where no call in hand is interrupted.

A. Cobham (1954), for one handling time of all priorities; O. Kella and U. Yechiali (1985).
"""

import numpy as np
from numpy.typing import ArrayLike

from mutual.queues.delay import waits
from mutual.queues.figures import Figures, QueueError, array, number, whole
from mutual.queues.measures import HOUR


def priority_waits(rates: ArrayLike, handling: float, servers: int) -> Figures:
    """Return the mean wait in seconds of each priority, the most urgent first, shape ``(priorities,)``.

    ``rates`` is calls an hour of each, ``handling`` the mean seconds of all. The wait is infinite for those
    whom the servers cannot keep up with. Raises ``QueueError`` for figures that make no sense.
    """
    arrivals = array("rates", rates)
    if arrivals.ndim != 1 or not arrivals.size:
        raise QueueError(f"Rates are a row, one of each priority, not an array of shape {arrivals.shape}.")
    mean = number("The handling time", handling, above=True)
    staff = whole("servers", servers, least=1)
    ahead = np.concatenate([[0.0], np.cumsum(arrivals) / HOUR * mean / staff])
    chance = waits(float(ahead[-1]) * staff, staff)
    left = np.maximum(0.0, (1.0 - ahead[:-1]) * (1.0 - ahead[1:]))
    base = chance * mean / staff
    found: Figures = np.divide(base, left, out=np.full(arrivals.shape, np.inf), where=left > 0)
    return found

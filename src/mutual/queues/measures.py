"""What callers and dispatchers find where so many are on duty."""

from dataclasses import dataclass

from numpy.typing import ArrayLike

from mutual.queues import delay, impatience
from mutual.queues.figures import Figures, alike, array, counts, loads, number

HOUR = 3600.0


@dataclass(frozen=True)
class Waiting:
    """What calls find in the long run; every array has the shape of the figures it was asked for.

    ``wait_probability`` is the share of calls that finds nobody free, ``mean_wait`` seconds of all calls
    (infinite where the servers cannot keep up), ``service_level`` the share of all calls that is answered
    within the time asked for (who hangs up was not), ``abandonment`` the share that hangs up, ``occupancy``
    the share of time that a server is busy.
    """

    wait_probability: Figures
    mean_wait: Figures
    service_level: Figures
    abandonment: Figures
    occupancy: Figures


def waiting(
    rate: ArrayLike,
    handling: ArrayLike,
    servers: ArrayLike,
    *,
    patience: ArrayLike | None = None,
    within: float = 0.0,
) -> Waiting:
    """Return what calls find: Erlang C, or Erlang A where ``patience`` is given.

    ``rate`` is calls an hour, ``handling`` and ``patience`` mean seconds, ``within`` seconds, ``servers``
    whole. Arrays go together as numpy broadcasts them. Calls come at random (Poisson), handling times and
    patience are exponential, and each interval is taken in its steady state. Raises ``QueueError`` for
    figures that are negative, not finite or, for servers, not whole.
    """
    bound = number("within", within)
    arrivals, times, staff = (
        array("rate", rate),
        array("handling", handling, above=True),
        counts("servers", servers),
    )
    if patience is None:
        arrivals, times, staff = alike(arrivals, times, staff)
    else:
        arrivals, times, staff, borne = alike(arrivals, times, staff, array("patience", patience, above=True))
    loads("The load (rate x handling)", arrivals * times / HOUR)
    a_second = arrivals.ravel() / HOUR
    if patience is None:
        rows = delay.measured(a_second, times.ravel(), staff.ravel(), bound)
    else:
        rows = impatience.measured(a_second, times.ravel(), staff.ravel(), borne.ravel(), bound)
    return Waiting(*(row.reshape(arrivals.shape) for row in rows))

"""One run: every call followed to who answers it, or to where it hangs up."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutual.queues.figures import Counts, Figures, QueueError
from mutual.queues.simulation.calls import WEEK, Calls
from mutual.queues.simulation.centers import Network
from mutual.queues.simulation.events import CALL, CENTER, DONE, LEFT, State, run
from mutual.queues.simulation.fifo import waits_in_order
from mutual.queues.simulation.heaps import EVENT


@dataclass(frozen=True, eq=False)
class Followed:
    """What became of each call: seconds of wait, the center that answered (-1: none), whether it hung up.

    ``cut`` counts how often a call was cut off by a center that failed. Who neither was answered nor hung up
    waited for nobody to come: ``is_stranded``; its wait is infinite.
    """

    calls: Calls
    wait: Figures
    center: Counts
    has_left: NDArray[np.bool_]
    cut: Counts

    @property
    def is_stranded(self) -> NDArray[np.bool_]:
        """Which calls were never answered, though their callers would still wait."""
        return (self.center < 0) & ~self.has_left


def follow(calls: Calls, network: Network) -> Followed:
    """Follow calls through a network of centers. Raises ``QueueError`` for a priority below 0."""
    if len(calls) and calls.rank.min() < 0:
        raise QueueError("Priorities count from 0, the most urgent.")
    constant = [row[0] for row in network.steps if (row == row[0]).all() and row[0] > 0]
    is_plain = (
        len(constant) == len(network.centers) == 1
        and not network.outages
        and (not len(calls) or (calls.rank.max() == 0 and bool(np.isinf(calls.patience).all())))
    )
    if is_plain:
        none = np.zeros(len(calls), dtype=np.int64)
        wait = waits_in_order(calls.time, calls.handling, int(constant[0]))
        return Followed(calls, wait, none, np.zeros(len(calls), dtype=np.bool_), none)
    weeks = int(calls.time[-1] // WEEK) + 2 if len(calls) else 1
    state = _empty(calls, network)
    run(state, *network.changes(weeks))
    rows = state.calls
    has_left, is_answered = rows["status"] == LEFT, rows["status"] == DONE
    wait = np.where(is_answered | has_left, rows["wait"], np.inf)
    return Followed(calls, wait, np.where(is_answered, rows["center"], -1), has_left, rows["cut"].copy())


def _empty(calls: Calls, network: Network) -> State:
    count, centers = len(calls), len(network.centers)
    rows = np.zeros(count, dtype=CALL)
    for name in ("time", "rank", "handling", "patience"):
        rows[name] = getattr(calls, name)
    rows["home"] = network.home[calls.city]
    rows["center"] = -1
    return State(
        calls=rows,
        centers=np.zeros(centers, dtype=CENTER),
        # What is never touched of these takes no memory: they hold all calls waiting at once.
        queue=np.empty((centers, count), dtype=np.int64),
        way_to=network.way_to,
        way_after=network.way_after,
        absorbers=network.absorbers,
        events=np.empty(count * (2 + network.way_to.shape[1]) + 16, dtype=EVENT),
        pending=np.zeros(1, dtype=np.int64),
    )

"""Simulation of centers that answer calls, recorded or drawn."""

import math
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from os import cpu_count

import numpy as np

from mutual.queues.figures import QueueError, number, whole
from mutual.queues.measures import HOUR
from mutual.queues.pooled.groups import HOURS
from mutual.queues.simulation.calls import MOST_CALLS, WEEK, Calls, Demand
from mutual.queues.simulation.centers import Center, Network, Outage, network_of
from mutual.queues.simulation.following import Followed, follow
from mutual.queues.simulation.outcome import Simulated, Window, summed

BATCHES = 30


def simulate(
    calls: Demand | Calls,
    centers: Iterable[Center],
    *,
    outages: Iterable[Outage] = (),
    weeks: int = 4,
    warm_up: float = 24.0,
    replications: int = 20,
    seed: int = 0,
    within: Sequence[float] = (15.0, 20.0),
    confidence: float = 0.95,
) -> Simulated:
    """Follow every call through the centers, and say what callers found.

    From a ``Demand`` so many ``replications`` of ``weeks`` are drawn, each with draws of its own from
    ``seed``; the same seed gives the same figures. Each begins with nobody calling ``warm_up`` hours before
    what is measured; outages count from the Monday on which measuring begins. Confidence intervals are
    Student's over replications. Recorded ``Calls`` are followed once as they came, with those of the first
    ``warm_up`` hours left out, and intervals come from the means of 30 batches.

    A center serves by priority, then in order of arrival, and never interrupts a call. Where one center with
    the same staff all week serves first come first served and nobody hangs up, calls are followed by Kiefer
    and Wolfowitz's recursion, otherwise from event to event. Raises ``QueueError`` for what makes no sense.
    """
    bounds = tuple(number("The time within which calls are answered", one) for one in within)
    if not bounds:
        raise QueueError("Name a time within which calls should be answered, such as 15 seconds.")
    sure = number("The confidence", confidence, above=True, most=0.9999)
    early = number("The warm-up", warm_up)
    network = network_of(calls.cities, centers, outages)
    if isinstance(calls, Calls):
        return _recorded(calls, network, early * HOUR, bounds, sure)
    span = whole("The weeks", weeks, least=1, most=10_000)
    before = math.ceil(early / HOURS)
    window = Window(before * WEEK, (before + span) * WEEK, bounds, sure)
    shifted = _shifted(network, before * HOURS)
    count = whole("The replications", replications, least=1, most=100_000)
    _check_size(calls, before + span, count)
    base = whole("The seed", seed)

    def one(replication: int) -> Followed:
        generator = np.random.default_rng([base, replication])
        drawn = calls.drawn(generator, before + span)
        return follow(_since(drawn, window.begins - early * HOUR), shifted)

    with ThreadPoolExecutor(cpu_count() or 1) as pool:
        runs = list(pool.map(one, range(count)))
    ranks = [rank.name for rank in calls.ranks]
    return summed(runs, network, window, ranks, BATCHES if count == 1 else None)


def _check_size(demand: Demand, weeks: int, replications: int) -> None:
    expected = float(np.sum(demand.rates)) * weeks * replications
    if expected > MOST_CALLS:
        raise QueueError(
            f"{expected:,.0f} calls in {replications:,} replications of {weeks:,} weeks are more than the "
            f"{MOST_CALLS:,} that are followed at once: ask for fewer of either."
        )


def _recorded(
    calls: Calls, network: Network, early: float, bounds: tuple[float, ...], sure: float
) -> Simulated:
    if not len(calls):
        raise QueueError("There is no call to follow.")
    begins = calls.time[0] // HOUR * HOUR + early
    window = Window(begins, float(calls.time[-1] // HOUR + 1) * HOUR, bounds, sure)
    if window.begins >= window.ends or calls.time[-1] < window.begins:
        raise QueueError(
            f"The warm-up of {early / HOUR:g} hours leaves no call to measure: shorten it or give more calls."
        )
    ranks = [str(number + 1) for number in range(int(calls.rank.max()) + 1)]
    return summed([follow(calls, network)], network, window, ranks, BATCHES)


def _since(calls: Calls, second: float) -> Calls:
    return calls if second <= 0 else calls.chosen(slice(int(np.searchsorted(calls.time, second)), None))


def _shifted(network: Network, hours: float) -> Network:
    """Let outages count from when measuring begins."""
    return replace(
        network,
        outages=tuple(Outage(one.center, one.begins + hours, one.ends + hours) for one in network.outages),
    )

"""Runs summed up: what callers of each city and priority found, and how sure that is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from mutual.queues.figures import Figures
from mutual.queues.measures import HOUR
from mutual.queues.pooled.groups import HOURS
from mutual.queues.simulation.centers import Network
from mutual.queues.simulation.estimates import Estimate, estimate
from mutual.queues.simulation.following import Followed

Chosen = NDArray[np.bool_]


@dataclass(frozen=True)
class Found:
    """What callers found. Waits are seconds of all calls, answered or not; shares are of all calls.

    ``service`` has the share answered within each time asked for. Calls that nobody ever answers make the
    mean wait infinite.
    """

    calls_a_week: Estimate
    wait_probability: Estimate
    mean_wait: Estimate
    abandonment: Estimate
    service: Mapping[float, Estimate]


@dataclass(frozen=True, eq=False)
class Simulated:
    """What a simulation found: in all, by city and by priority.

    ``occupancy`` is the share of time on duty that goes to calls, by center; ``answered_by`` calls a week of
    each city that each center answered; ``wait_by_hour`` mean seconds by hour of week (NaN without a call),
    ``service_by_hour`` the share answered within the first time asked for. ``stranded`` calls were never
    answered, ``cut_off`` calls a week were cut off by a failing center. ``method`` says what the confidence
    intervals come from.
    """

    overall: Found
    cities: Mapping[str, Found]
    ranks: Mapping[str, Found]
    occupancy: Mapping[str, Estimate]
    answered_by: Mapping[str, Mapping[str, float]]
    wait_by_hour: Figures
    service_by_hour: Figures
    stranded: int
    cut_off: float
    calls: int
    method: str


@dataclass(frozen=True)
class Window:
    """What is measured: calls that come from one second to another, by the sought times and confidence."""

    begins: float
    ends: float
    within: tuple[float, ...]
    confidence: float

    @property
    def weeks(self) -> float:
        """How many weeks long it is."""
        return (self.ends - self.begins) / (HOURS * HOUR)

    def holds(self, run: Followed) -> Chosen:
        """Return which calls come in it."""
        return (run.calls.time >= self.begins) & (run.calls.time < self.ends)


def summed(
    runs: Sequence[Followed], network: Network, window: Window, ranks: Sequence[str], batches: int | None
) -> Simulated:
    """Sum up replications, or one run in so many ``batches``."""
    inside = [window.holds(run) for run in runs]

    def found(choose: Callable[[Followed], Chosen | bool]) -> Found:
        return _found(
            runs, [held & choose(run) for run, held in zip(runs, inside, strict=True)], window, batches
        )

    cities = runs[0].calls.cities
    waits, services = _by_hour(runs, inside, window.within[0])
    stranded = sum(int((run.is_stranded & held).sum()) for run, held in zip(runs, inside, strict=True))
    cut = sum(int(run.cut[held].sum()) for run, held in zip(runs, inside, strict=True))
    return Simulated(
        overall=found(lambda _: True),
        cities={name: found(_of_city(place)) for place, name in enumerate(cities)},
        ranks={name: found(_of_rank(place)) for place, name in enumerate(ranks)},
        occupancy=_occupancy(runs, inside, network, window),
        answered_by=_answered_by(runs, inside, network, window),
        wait_by_hour=waits,
        service_by_hour=services,
        stranded=stranded,
        cut_off=cut / len(runs) / window.weeks,
        calls=sum(int(held.sum()) for held in inside),
        method=(
            f"{len(runs)} replications with draws of their own"
            if batches is None
            else f"means of {batches} batches of calls one after the other"
        ),
    )


def _of_city(place: int) -> Callable[[Followed], Chosen]:
    return lambda run: run.calls.city == place


def _of_rank(place: int) -> Callable[[Followed], Chosen]:
    return lambda run: run.calls.rank == place


def _found(runs: Sequence[Followed], chosen: Sequence[Chosen], window: Window, batches: int | None) -> Found:
    def said(of: Callable[[Followed], Figures]) -> Estimate:
        samples: list[float] = []
        for run, which in zip(runs, chosen, strict=True):
            values = of(run)[which].astype(np.float64)
            if batches is None:
                samples.append(float(values.mean()) if values.size else np.nan)
            elif values.size:
                samples += [float(part.mean()) for part in np.array_split(values, min(batches, values.size))]
        return estimate(samples, window.confidence)

    counts = [float(which.sum()) / window.weeks for which in chosen]
    return Found(
        estimate(counts, window.confidence),
        said(lambda run: (run.wait > 0).astype(np.float64)),
        said(lambda run: run.wait),
        said(lambda run: run.has_left.astype(np.float64)),
        {one: said(partial(_in_time, within=one)) for one in window.within},
    )


def _in_time(run: Followed, within: float) -> Figures:
    return ((run.center >= 0) & (run.wait <= within)).astype(np.float64)


def _by_hour(runs: Sequence[Followed], inside: Sequence[Chosen], within: float) -> tuple[Figures, Figures]:
    calls, waits, in_time = np.zeros(HOURS), np.zeros(HOURS), np.zeros(HOURS)
    for run, held in zip(runs, inside, strict=True):
        hour = (run.calls.time[held] // HOUR).astype(np.int64) % HOURS
        calls += np.bincount(hour, minlength=HOURS)
        waits += np.bincount(hour, run.wait[held], HOURS)
        in_time += np.bincount(hour, _in_time(run, within)[held], HOURS)
    none = np.full(HOURS, np.nan)
    return (
        np.divide(waits, calls, out=none.copy(), where=calls > 0),
        np.divide(in_time, calls, out=none.copy(), where=calls > 0),
    )


def _occupancy(
    runs: Sequence[Followed], inside: Sequence[Chosen], network: Network, window: Window
) -> dict[str, Estimate]:
    on_duty = network.staffed_seconds(window.begins, window.ends)
    count = len(network.centers)
    shares = []
    for run, held in zip(runs, inside, strict=True):
        which = held & (run.center >= 0)
        busy = np.bincount(run.center[which], run.calls.handling[which], count)
        shares.append(np.divide(busy, on_duty, out=np.full(count, np.nan), where=on_duty > 0))
    return {
        one.name: estimate([share[place] for share in shares], window.confidence)
        for place, one in enumerate(network.centers)
    }


def _answered_by(
    runs: Sequence[Followed], inside: Sequence[Chosen], network: Network, window: Window
) -> dict[str, dict[str, float]]:
    cities, centers = runs[0].calls.cities, len(network.centers)
    count = np.zeros(len(cities) * centers)
    for run, held in zip(runs, inside, strict=True):
        which = held & (run.center >= 0)
        count += np.bincount(run.calls.city[which] * centers + run.center[which], minlength=len(count))
    table = count.reshape(len(cities), centers) / len(runs) / window.weeks
    return {
        city: {one.name: float(cell) for one, cell in zip(network.centers, row, strict=True)}
        for city, row in zip(cities, table, strict=True)
    }

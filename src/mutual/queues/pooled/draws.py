"""Pooled staffing where calls are in doubt: every group of cities, draw by draw."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from os import cpu_count

import numpy as np
from numba import njit
from numpy.typing import ArrayLike

from mutual.games.wording import group_said
from mutual.queues.figures import Counts, Figures, QueueError, array, loads, whole
from mutual.queues.measures import HOUR
from mutual.queues.pooled.groups import HOURS, cities_of, group_of
from mutual.queues.pooled.prices import priced
from mutual.queues.pooled.terms import YEAR, StaffingTerms
from mutual.queues.pooled.thresholds import STEP, Thresholds, asked, looked_up, place_of, thresholds
from mutual.queues.staffing import Unstaffable, check_cap, check_patience
from mutual.queues.targets import as_rows, targets_said

_CHUNK = 250


@dataclass(frozen=True, eq=False)
class PooledDraws:
    """Staff and cost of every group in each draw; all arrays have shape ``(draws, 2**n)``.

    ``cost`` goes as it is to ``nucleolus_of_many``, ``core_test_of_many`` and the like in ``mutual.games``.
    Otherwise as ``PooledStaffing``, of which each row has the figures.
    """

    cities: tuple[str, ...]
    terms: StaffingTerms
    positions: Counts
    hours: Figures
    fte: Figures
    lines: Mapping[str, Figures]
    cost: Figures

    @property
    def savings(self) -> Figures:
        """What all together save a year over everybody alone, shape ``(draws,)``."""
        found: Figures = self.cost[:, 1 << np.arange(len(self.cities))].sum(axis=1) - self.cost[:, -1]
        return found


def pooled_draws(
    cities: Iterable[str], rates: ArrayLike, handling: ArrayLike, terms: StaffingTerms
) -> PooledDraws:
    """Staff and price every group in each draw of its calls, as ``pooled_staffing`` would, much faster.

    ``rates`` has shape ``(draws, n, 168)``, calls an hour; ``handling`` is mean seconds for all, by city, or
    of shape ``(draws, n)``. Requirements are looked up by load and handling time, and asked of the formula
    where that is too close to tell: they are those of ``pooled_staffing``.

    Raises ``QueueError`` for figures that make no sense, ``Unstaffable`` where ``terms.most`` is passed.
    """
    names = cities_of(cities)
    calls = np.ascontiguousarray(array("Calls an hour", rates))
    if calls.ndim != 3 or calls.shape[1:] != (len(names), HOURS) or not len(calls):
        raise QueueError(
            f"Draws for {len(names)} cities have shape (draws, {len(names)}, {HOURS}), not {calls.shape}."
        )
    times = _handling(len(calls), names, handling)
    heaviest = float((calls * (times / HOUR)[:, :, np.newaxis]).sum(axis=1).max())
    loads("The load of all together", heaviest)
    table = thresholds(
        (float(times.min()), float(times.max())),
        heaviest,
        as_rows(terms.wanted),
        check_patience(terms.patience),
        check_cap(terms.most_occupied),
        terms.least,
    )
    parts = np.array_split(np.arange(len(calls)), min(len(calls), 4 * (cpu_count() or 1)))
    with ThreadPoolExecutor(cpu_count() or 1) as pool:
        found = list(pool.map(lambda part: _staffed(calls[part], times[part], table), parts))
    hours, busy, positions = (np.concatenate(each) for each in zip(*found, strict=True))
    _check(names, terms, positions)
    lines, _ = priced(names, terms, hours, busy, positions.astype(np.float64))
    cost = np.sum(list(lines.values()), axis=0)
    return PooledDraws(names, terms, positions, hours, hours * YEAR / terms.duty_hours, lines, cost)


def drawn_rates(
    rates: ArrayLike, weeks: ArrayLike, *, draws: int, seed: int = 0, spread: ArrayLike = 1.0
) -> Figures:
    """Draw what the rates behind counted calls may be, shape ``(draws, n, 168)``.

    ``rates`` of shape ``(n, 168)`` were counted over so many ``weeks`` (one figure, or by hour); ``spread``
    is the variance of counts over their mean, by city (1: Poisson). Each rate is drawn from its gamma
    posterior with Jeffreys' prior (H. Jeffreys 1961). Raises ``QueueError`` for figures that make no sense.
    """
    given = array("Calls an hour", rates)
    if given.ndim != 2 or given.shape[1] != HOURS:
        raise QueueError(f"Rates have shape (cities, {HOURS}), not {given.shape}.")
    seen = np.broadcast_to(array("Weeks", weeks, above=True), given.shape)
    wide = array("The spread", spread, above=True)
    wide = wide[:, np.newaxis] if wide.ndim == 1 else wide
    shape, scale = (given * seen + 0.5) / wide, wide / seen
    count, base = whole("The draws", draws, least=1), whole("The seed", seed)
    found = np.empty((count, *given.shape))

    def drawn(chunk: int) -> None:
        # Chunks have generators of their own, so that the same seed gives the same on any machine.
        part = found[chunk * _CHUNK : (chunk + 1) * _CHUNK]
        np.multiply(np.random.default_rng([base, chunk]).standard_gamma(shape, part.shape), scale, out=part)

    with ThreadPoolExecutor(cpu_count() or 1) as pool:
        list(pool.map(drawn, range(-(-count // _CHUNK))))
    return found


def _handling(draws: int, cities: tuple[str, ...], given: ArrayLike) -> Figures:
    times = array("Handling times", given, above=True)
    if times.shape not in {(), (len(cities),), (draws, len(cities))}:
        raise QueueError(
            f"Handling times are seconds for all, for each of the {len(cities)} cities, or by draw and city, "
            f"not an array of shape {times.shape}."
        )
    return np.ascontiguousarray(np.broadcast_to(times, (draws, len(cities))))


def _check(cities: tuple[str, ...], terms: StaffingTerms, positions: Counts) -> None:
    if terms.most is None or positions.max() <= terms.most:
        return
    draw, mask = (int(place) for place in np.argwhere(positions > terms.most)[0])
    group = group_said(group_of(cities, mask))
    raise Unstaffable(
        f"In draw {draw} {group} would keep {positions[draw, mask]} positions busy for "
        f"{targets_said(terms.wanted)}, and there may be {terms.most}. Allow more, or lower the target.",
        draw,
    )


@njit(cache=True, nogil=True)
def _staffed(calls: Figures, times: Figures, given: Thresholds) -> tuple[Figures, Figures, Counts]:
    """Return hours on duty, hours on calls, and positions, each of shape ``(draws, 2**n)``."""
    draws, cities, span = calls.shape
    groups = 1 << cities
    hours, busy = np.zeros((draws, groups)), np.zeros((draws, groups))
    positions = np.zeros((draws, groups), np.int64)
    rate, work = np.zeros(groups), np.zeros(groups)
    for draw in range(draws):
        for hour in range(span):
            _add_up(calls[draw, :, hour], times[draw], rate, work)
            _needed(rate, work, given, hours[draw], positions[draw])
            for mask in range(1, groups):
                busy[draw, mask] += work[mask]
    return hours, busy, positions


@njit(cache=True, nogil=True)
def _add_up(calls: Figures, times: Figures, rate: Figures, work: Figures) -> None:
    """Write calls a second and erlangs of every group."""
    for city in range(calls.shape[0]):
        half = 1 << city
        more = calls[city] / HOUR
        load = more * times[city]
        for mask in range(half):
            rate[half + mask] = rate[mask] + more
            work[half + mask] = work[mask] + load


@njit(cache=True, nogil=True)
def _needed(rate: Figures, work: Figures, given: Thresholds, hours: Figures, positions: Counts) -> None:
    """Add who is needed in an hour, group by group."""
    table, open_, begin = given.table, given.open_, given.begin
    nodes = table.shape[0]
    for mask in range(1, work.shape[0]):
        load = work[mask]
        need = given.least
        if load > 0.0:
            handling = load / rate[mask]
            node, part = place_of(given.first, given.step, nodes, handling)
            start = begin[int(load / STEP)]
            need = looked_up(table[node], table[min(node + 1, nodes - 1)], open_, start, part, load)
            if need < 0:
                need = asked(-1 - need, load, handling, given.rows, given.patience, given.cap)
        hours[mask] += need
        positions[mask] = max(positions[mask], need)

"""Pooled staffing: what every group of cities needs on duty by hour of week, and what that costs a year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mutual.games import CostGame
from mutual.games.wording import group_said
from mutual.queues.figures import Counts, Figures, QueueError, hour_said, loads
from mutual.queues.measures import HOUR
from mutual.queues.pooled.groups import HOURS, cities_of, group_of, handling_of, rates_of, sums
from mutual.queues.pooled.prices import priced
from mutual.queues.pooled.terms import YEAR, StaffingTerms
from mutual.queues.staffing import Unstaffable, staff_required


@dataclass(frozen=True, eq=False)
class PooledStaffing:
    """Staff and cost of every group of ``n`` cities.

    Entry ``k`` is of the group that holds city ``i`` exactly where bit ``i`` of ``k`` is set;
    entry 0, nobody, is 0.

    ``load`` and ``requirement`` have shape ``(2**n, 168)``: erlangs and people on duty by hour of week. The
    others have shape ``(2**n,)``: ``positions`` of the busiest hour, ``hours`` on duty a week,
    ``hidden_hours`` a week that are paid for, ``fte`` (without hidden duties) and ``cost`` a year, the sum of
    ``lines``. All are read-only.
    """

    cities: tuple[str, ...]
    terms: StaffingTerms
    load: Figures
    requirement: Counts
    positions: Counts
    hours: Figures
    hidden_hours: Figures
    fte: Figures
    lines: Mapping[str, Figures]
    cost: Figures

    def game(self) -> CostGame:
        """Return the costs as a game, for ``mutual.games``."""
        return CostGame(self.cities, self.cost)

    def costs(self) -> dict[tuple[str, ...], float]:
        """Return the cost a year of each group by its names, for ``CostGame.from_table``."""
        return {self.group(mask): float(self.cost[mask]) for mask in range(1, len(self.cost))}

    def group(self, mask: int) -> tuple[str, ...]:
        """Return the names of a group."""
        return group_of(self.cities, mask)

    def mask(self, group: Iterable[str]) -> int:
        """Return the place of a group. Raises ``QueueError`` for a name that is none of the cities."""
        names = [group] if isinstance(group, str) else list(group)
        unknown = [name for name in names if name not in self.cities]
        if unknown:
            raise QueueError(f"{unknown[0]!r} is none of the cities ({', '.join(self.cities)}).")
        return sum(1 << self.cities.index(name) for name in set(names))

    @property
    def savings(self) -> Figures:
        """What each group saves a year over its members alone, shape ``(2**n,)``; below 0 where it loses."""
        return sums(self.cost[1 << np.arange(len(self.cities))]) - self.cost


def pooled_staffing(
    cities: Iterable[str], rates: ArrayLike, handling: ArrayLike, terms: StaffingTerms
) -> PooledStaffing:
    """Staff and price every group of up to 16 cities.

    ``rates`` has shape ``(n, 168)``: calls an hour, from Monday 00:00. ``handling`` is mean seconds a call:
    one figure, one a city, or shape ``(n, 168)``. A group's calls are those of its members together; their
    mean handling time is weighted by calls.

    Raises ``QueueError`` for figures that make no sense, and ``Unstaffable`` naming the group and the hour
    where a target cannot be met.
    """
    names = cities_of(cities)
    arrivals = rates_of(names, rates)
    times = handling_of(names, handling)
    together = sums(arrivals)
    work = loads("The load of a group", sums(arrivals * times / HOUR))
    requirement = _required(names, together, work, terms)
    positions = requirement.max(axis=1)
    hours, busy = requirement.sum(axis=1).astype(np.float64), work.sum(axis=1)
    lines, duties = priced(names, terms, hours, busy, positions.astype(np.float64))
    cost = np.sum(list(lines.values()), axis=0)
    arrays: list[NDArray[np.float64] | Counts] = [work, requirement, positions, hours, duties, cost]
    for one in (*arrays, *lines.values()):
        one.flags.writeable = False
    return PooledStaffing(
        names, terms, work, requirement, positions, hours, duties, _fte(hours, terms), lines, cost
    )


def _fte(hours: Figures, terms: StaffingTerms) -> Figures:
    found: Figures = hours * YEAR / terms.duty_hours
    found.flags.writeable = False
    return found


def _required(cities: tuple[str, ...], together: Figures, work: Figures, terms: StaffingTerms) -> Counts:
    times = np.divide(work * HOUR, together, out=np.ones_like(work), where=together > 0)
    try:
        found = staff_required(
            together[1:],
            np.where(times > 0, times, 1.0)[1:],
            targets=terms.wanted,
            patience=terms.patience,
            most_occupied=terms.most_occupied,
            least=terms.least,
            most=terms.most,
        )
    except Unstaffable as error:
        mask, hour = divmod(error.place, HOURS)
        group = group_said(group_of(cities, mask + 1))
        raise Unstaffable(f"{group}, {hour_said(hour)}: {error}", error.place) from None
    requirement = np.zeros(work.shape, dtype=np.int64)
    requirement[1:] = found
    return requirement

"""Centers: who is on duty when, whose calls come there, and who helps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mutual.queues.figures import Counts, Figures, QueueError, counts, number, whole
from mutual.queues.measures import HOUR
from mutual.queues.pooled.groups import HOURS
from mutual.queues.simulation.events import FAILS, MOST_WAYS, RETURNS, STAFF

MOST_CENTERS = 32


@dataclass(frozen=True)
class Break:
    """So many fewer on duty from one time of every week to another, in hours since Monday 00:00."""

    begins: float
    ends: float
    staff: int = 1


@dataclass(frozen=True, eq=False)
class Center:
    """A center that answers the calls of the cities it ``serves``.

    ``staff`` on duty is one number, or a row over the week in equal parts (168 hours, 672 quarters of an
    hour) that begins on Monday 00:00. Who goes off duty ends the call in hand. ``breaks`` take people off
    every week. A call that waits longer than the seconds that stand beside a center in ``overflow`` may be
    taken there too (0: at once, where nobody is free). ``absorbed_by`` names, in order, who takes the calls
    while this center has failed.
    """

    name: str
    staff: ArrayLike
    serves: Sequence[str]
    overflow: Sequence[tuple[str, float]] = ()
    absorbed_by: Sequence[str] = ()
    breaks: Sequence[Break] = ()


@dataclass(frozen=True)
class Outage:
    """A center fails, in hours since the Monday on which the calls begin; calls in hand are cut off."""

    center: str
    begins: float
    ends: float


@dataclass(frozen=True, eq=False)
class Network:
    """Centers that have been checked, as arrays. ``home`` is the center of each city."""

    centers: tuple[Center, ...]
    outages: tuple[Outage, ...]
    home: Counts
    steps: tuple[Counts, ...]
    way_to: Counts
    way_after: Figures
    absorbers: Counts

    def staffed_seconds(self, begins: float, ends: float) -> Figures:
        """Return seconds that people are on duty between two times, center by center."""
        found = []
        for row in self.steps:
            length = HOURS * HOUR / len(row)
            first, last = int(begins / length), int(np.ceil(ends / length))
            edges = np.clip(np.arange(first, last + 1) * length, begins, ends)
            found.append(float((np.diff(edges) * row[np.arange(first, last) % len(row)]).sum()))
        return np.array(found)

    def changes(self, weeks: int) -> tuple[Figures, Counts]:
        """Return when what changes: rows of a center, what happens there, and the staff."""
        found: list[tuple[float, int, int, int]] = []
        for center, row in enumerate(self.steps):
            length = HOURS * HOUR / len(row)
            whole_row = np.tile(row, weeks)
            places = np.flatnonzero(np.diff(whole_row, prepend=-1))
            found += [(float(place * length), center, STAFF, int(whole_row[place])) for place in places]
        names = [one.name for one in self.centers]
        for outage in self.outages:
            center = names.index(outage.center)
            found.append((outage.begins * HOUR, center, FAILS, 0))
            found.append((outage.ends * HOUR, center, RETURNS, 0))
        found.sort()
        return (
            np.array([one[0] for one in found], dtype=np.float64),
            np.array([one[1:] for one in found], dtype=np.int64).reshape(-1, 3),
        )


def network_of(cities: Sequence[str], centers: Iterable[Center], outages: Iterable[Outage] = ()) -> Network:
    """Check centers for the calls of ``cities``. Raises ``QueueError`` naming the center that is wrong."""
    every = tuple(centers)
    if not every:
        raise QueueError("A simulation needs a center with somebody on duty.")
    if len(every) > MOST_CENTERS:
        raise QueueError(f"{len(every)} centers are too many; {MOST_CENTERS} are the most.")
    names = [one.name for one in every]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise QueueError(f"Two centers are called {twice!r}.")
    ways = max(1, *(len(one.overflow) for one in every))
    helpers = max(1, *(len(one.absorbed_by) for one in every))
    way_to = np.full((len(every), ways), -1, dtype=np.int64)
    way_after = np.zeros((len(every), ways))
    absorbers = np.full((len(every), helpers), -1, dtype=np.int64)
    for place, one in enumerate(every):
        if len(one.overflow) > MOST_WAYS:
            raise QueueError(f"{one.name} overflows to more than {MOST_WAYS} centers.")
        for way, (other, after) in enumerate(one.overflow):
            way_to[place, way] = _other(names, one.name, "overflows to", other)
            way_after[place, way] = number(f"The seconds before {one.name} overflows to {other}", after)
        for way, other in enumerate(one.absorbed_by):
            absorbers[place, way] = _other(names, one.name, "is absorbed by", other)
    return Network(
        every,
        tuple(_outage(names, one) for one in outages),
        _homes(cities, every),
        tuple(_steps(one) for one in every),
        way_to,
        way_after,
        absorbers,
    )


def _other(names: Sequence[str], name: str, does: str, other: str) -> int:
    if other not in names:
        raise QueueError(f"{name} {does} {other!r}, which is no center: there is {', '.join(names)}.")
    if other == name:
        raise QueueError(f"{name} {does} itself.")
    return names.index(other)


def _outage(names: Sequence[str], one: Outage) -> Outage:
    if one.center not in names:
        raise QueueError(f"{one.center!r} fails but is no center: there is {', '.join(names)}.")
    number(f"The beginning of the outage of {one.center}", one.begins)
    if number(f"The end of the outage of {one.center}", one.ends) <= one.begins:
        raise QueueError(f"The outage of {one.center} ends before it begins.")
    return one


def _homes(cities: Sequence[str], centers: Sequence[Center]) -> Counts:
    found = np.full(len(cities), -1, dtype=np.int64)
    for place, one in enumerate(centers):
        for city in one.serves:
            if city not in cities:
                raise QueueError(
                    f"{one.name} serves {city!r}, which is none of the cities: {', '.join(cities)}."
                )
            if found[cities.index(city)] >= 0:
                other = centers[found[cities.index(city)]].name
                raise QueueError(f"The calls of {city} come to both {other} and {one.name}.")
            found[cities.index(city)] = place
    if (found < 0).any():
        city = cities[int(np.flatnonzero(found < 0)[0])]
        raise QueueError(f"No center serves {city}: name it under one of them.")
    return found


def _steps(center: Center) -> Counts:
    """Return the staff over the week, in parts short enough for the breaks."""
    row = np.atleast_1d(counts(f"The staff of {center.name}", center.staff))
    minutes = HOURS * 60
    if row.ndim != 1 or minutes % len(row):
        raise QueueError(
            f"The staff of {center.name} is one number, or a row over the week in equal parts of whole "
            f"minutes (168 hours, 672 quarters of an hour), not {row.size} figures."
        )
    if not center.breaks:
        return row
    row = np.repeat(row, minutes // len(row))
    for one in center.breaks:
        begins = number(f"The beginning of a break at {center.name}", one.begins, most=HOURS)
        ends = number(f"The end of a break at {center.name}", one.ends, least=begins, most=HOURS)
        row[round(begins * 60) : round(ends * 60)] -= whole("Those on break", one.staff)
    if (row < 0).any():
        minute = int(np.flatnonzero(row < 0)[0])
        raise QueueError(
            f"More are on break at {center.name} than on duty (hour {minute / 60:.2f} of the week)."
        )
    return row

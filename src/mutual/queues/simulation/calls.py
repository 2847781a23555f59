"""Calls to be followed: recorded ones, or drawn from rates by hour of week."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mutual.queues.figures import Counts, Figures, QueueError, array, number, whole
from mutual.queues.measures import HOUR
from mutual.queues.pooled.groups import HOURS, cities_of, handling_of, rates_of

MOST_CALLS = 50_000_000
WEEK = HOURS * HOUR


@dataclass(frozen=True, eq=False)
class Calls:
    """Calls in order of time; every array has one entry a call.

    ``time`` is seconds since a Monday 00:00, ``city`` the place in ``cities``, ``rank`` the priority (0 is
    served first), ``handling`` the seconds that a call takes, ``patience`` those that its caller bears
    (infinite for one who waits).
    """

    cities: tuple[str, ...]
    time: Figures
    city: Counts
    rank: Counts
    handling: Figures
    patience: Figures

    def __len__(self) -> int:
        return len(self.time)

    def chosen(self, which: Counts | slice) -> "Calls":
        """Return some of the calls, in the order of ``which``."""
        return Calls(
            self.cities,
            np.ascontiguousarray(self.time[which]),
            np.ascontiguousarray(self.city[which]),
            np.ascontiguousarray(self.rank[which]),
            np.ascontiguousarray(self.handling[which]),
            np.ascontiguousarray(self.patience[which]),
        )


@dataclass(frozen=True)
class Rank:
    """One priority: its name, the share of calls that have it, and how much of the mean such a call takes."""

    name: str
    share: float
    takes: float = 1.0


@dataclass(frozen=True, eq=False)
class Demand:
    """What calls are drawn from: a Poisson process with a rate for each hour of week, city by city.

    ``rates`` has shape ``(n, 168)``, calls an hour; ``handling`` mean seconds for all, by city or by city and
    hour; ``spread`` the standard deviation of handling times over their mean: 1 draws exponential times, 0
    leaves them alike, anything else is lognormal. ``patience`` is mean seconds, exponential, ``None`` for
    callers who wait. ``ranks`` from the most urgent on have shares that add up to 1.

    Raises ``QueueError`` for figures that make no sense.
    """

    cities: tuple[str, ...]
    rates: ArrayLike
    handling: ArrayLike
    spread: float = 1.0
    patience: float | None = None
    ranks: Sequence[Rank] = (Rank("all", 1.0),)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cities", cities_of(self.cities))
        object.__setattr__(self, "rates", rates_of(self.cities, self.rates))
        object.__setattr__(self, "handling", handling_of(self.cities, self.handling))
        number("The spread of handling times", self.spread, most=10.0)
        if self.patience is not None:
            number("The patience", self.patience, above=True)
        if not self.ranks or abs(sum(one.share for one in self.ranks) - 1.0) > 1e-6:
            raise QueueError("The shares of the priorities must add up to 1.")
        for one in self.ranks:
            number(f"The share of priority {one.name!r}", one.share, most=1.0)
            number(f"The handling of priority {one.name!r}", one.takes, above=True)

    def drawn(self, generator: np.random.Generator, weeks: int) -> Calls:
        """Draw the calls of so many weeks."""
        rates, means = np.asarray(self.rates), np.asarray(self.handling)
        if rates.sum() * whole("The weeks", weeks, least=1) > MOST_CALLS:
            raise QueueError(f"That is more than {MOST_CALLS:,} calls: draw fewer weeks.")
        count = generator.poisson(np.broadcast_to(rates, (weeks, *rates.shape)))
        cells = np.repeat(np.arange(count.size), count.ravel())
        week, cell = np.divmod(cells, rates.size)
        city, hour = np.divmod(cell, HOURS)
        time = (week * HOURS + hour + generator.random(len(cells))) * HOUR
        order = np.argsort(time, kind="stable")
        time, city, hour = time[order], city[order], hour[order]
        rank = self._ranks(generator, len(time))
        takes = np.array([one.takes for one in self.ranks])[rank]
        handling = means[city, hour] * takes * _spread(generator, self.spread, len(time))
        borne = (
            np.full(len(time), np.inf)
            if self.patience is None
            else generator.exponential(self.patience, len(time))
        )
        return Calls(self.cities, time, city, rank, handling, borne)

    def _ranks(self, generator: np.random.Generator, count: int) -> Counts:
        if len(self.ranks) == 1:
            return np.zeros(count, dtype=np.int64)
        edges = np.cumsum([one.share for one in self.ranks])
        found: Counts = np.minimum(np.searchsorted(edges, generator.random(count)), len(edges) - 1)
        return found


def _spread(generator: np.random.Generator, spread: float, count: int) -> Figures:
    """Return factors of mean 1 and so much standard deviation."""
    if spread == 1.0:
        return generator.exponential(1.0, count)
    width = np.log1p(spread * spread)
    return np.exp(generator.normal(-width / 2, np.sqrt(width), count))


def recorded_calls(
    cities: Sequence[str],
    *,
    time: ArrayLike,
    city: Sequence[str],
    handling: ArrayLike,
    rank: ArrayLike = 0,
    patience: ArrayLike = float("inf"),
) -> Calls:
    """Return recorded calls in order of time, to be followed as they came.

    ``time`` is seconds since a Monday 00:00, ``city`` names one of ``cities`` a call. Raises ``QueueError``
    naming the first entry that is wrong.
    """
    names = cities_of(cities)
    times = array("Times of calls", time)
    if times.ndim != 1 or len(city) != len(times):
        raise QueueError(f"{times.size:,} times and {len(city):,} cities of calls do not go together.")
    place = {name: index for index, name in enumerate(names)}
    odd = next((index for index, name in enumerate(city) if name not in place), None)
    if odd is not None:
        raise QueueError(f"Call {odd + 1:,} is of {city[odd]!r}, which is none of {', '.join(names)}.")
    order = np.argsort(times, kind="stable")
    borne = np.asarray(patience, dtype=np.float64)
    if not (borne > 0).all():
        raise QueueError("The patience of a call must be more than 0.")
    found = Calls(
        names,
        times,
        np.array([place[name] for name in city], dtype=np.int64),
        np.broadcast_to(array("Priorities", rank).astype(np.int64), times.shape),
        np.broadcast_to(array("Handling times", handling), times.shape),
        np.broadcast_to(borne, times.shape),
    )
    return found.chosen(order)

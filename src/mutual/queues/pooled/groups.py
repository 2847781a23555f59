"""Calls of every group of cities, by hour of week."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mutual.queues.figures import Figures, QueueError, array

HOURS = 168
MOST_CITIES = 16  # every group of more would not fit in memory hour by hour


def cities_of(given: Iterable[str]) -> tuple[str, ...]:
    """Return names of cities checked. Raises ``QueueError``."""
    cities = tuple(given)
    if not cities:
        raise QueueError("Pooling needs cities: give a name and the calls of each.")
    if len(cities) > MOST_CITIES:
        raise QueueError(
            f"{len(cities)} cities make too many groups to staff hour by hour; {MOST_CITIES} are the most. "
            "Put neighbors that would only come together under one name."
        )
    names: tuple[object, ...] = cities  # whatever a caller without types hands over
    for name in names:
        if not isinstance(name, str) or not name.strip():
            raise QueueError(f"A city needs a name, of letters: {name!r} is none.")
        if names.count(name) > 1:
            raise QueueError(f"Two cities are called {name!r}.")
    return cities


def rates_of(cities: tuple[str, ...], given: ArrayLike) -> Figures:
    """Return calls an hour of shape ``(n, 168)``. Raises ``QueueError``."""
    rates = array("Calls an hour", given)
    if rates.shape != (len(cities), HOURS):
        raise QueueError(
            f"{len(cities)} cities need rates of shape {(len(cities), HOURS)}, an hour of the week each from "
            f"Monday 00:00, not {rates.shape}."
        )
    return rates


def handling_of(cities: tuple[str, ...], given: ArrayLike) -> Figures:
    """Return mean seconds a call of shape ``(n, 168)`` from one for all, by city, or by hour."""
    times = array("Handling times", given, above=True)
    if times.shape in {(), (len(cities),), (len(cities), HOURS)}:
        column = times[:, np.newaxis] if times.ndim == 1 else times
        return np.ascontiguousarray(np.broadcast_to(column, (len(cities), HOURS)))
    raise QueueError(
        f"Handling times are seconds for all, for each of the {len(cities)} cities, or by city and hour of "
        f"week, not an array of shape {times.shape}."
    )


def sums(each: Figures) -> Figures:
    """Return the sum over the members of every group: shape ``(2**n, ...)`` for ``(n, ...)``."""
    found = np.zeros((1 << len(each), *each.shape[1:]))
    for city, row in enumerate(each):
        half = 1 << city
        found[half : 2 * half] = found[:half] + row
    return found


def highest(each: Figures) -> Figures:
    """Return the highest of the members of every group, 0 for nobody."""
    found = np.zeros(1 << len(each))
    for city, value in enumerate(each):
        half = 1 << city
        found[half : 2 * half] = np.maximum(found[:half], value)
    return found


def heads(count: int) -> NDArray[np.int64]:
    """Return the number of members of every group."""
    return np.bitwise_count(np.arange(1 << count)).astype(np.int64)


def group_of(cities: tuple[str, ...], mask: int) -> tuple[str, ...]:
    """Return the names of a group."""
    return tuple(name for place, name in enumerate(cities) if mask >> place & 1)

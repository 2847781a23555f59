"""Figures as they are given: numbers and arrays of them, or an error that says which is none."""

from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Figures = NDArray[np.float64]
Counts = NDArray[np.int64]
_LARGEST = 1e15  # of any figure: products of two stay far within the range of doubles
LARGEST_LOAD = 1e6  # erlangs; each is walked to, so that more would take minutes


class QueueError(ValueError):
    """The figures make no queue that can be reckoned with; the message says which and why."""


def number(
    what: str, given: Any, *, least: float = 0.0, most: float = float("inf"), above: bool = False
) -> float:
    """Return a finite number from ``least`` (past it where ``above``) to ``most``. Raises ``QueueError``."""
    if isinstance(given, bool | np.bool_) or not isinstance(given, Real):
        raise QueueError(f"{what} must be a number, not {given!r}.")
    try:
        value = float(given)
    except OverflowError:
        value = float("inf")
    if not abs(value) < float("inf"):
        raise QueueError(f"{what} must be a finite number.")
    if value < least or (above and value == least) or value > most:
        low = f"more than {least:g}" if above else f"{least:g} or more"
        high = f" and at most {most:g}" if most < float("inf") else ""
        raise QueueError(f"{what} must be {low}{high}, not {value:g}.")
    return value


def whole(what: str, given: Any, *, least: int = 0, most: int = 10**9) -> int:
    """Return a whole number within bounds. Raises ``QueueError``."""
    value = number(what, given, least=least, most=most)
    if value != int(value):
        raise QueueError(f"{what} must be a whole number, not {value:g}.")
    return int(value)


def array(what: str, given: ArrayLike, *, least: float = 0.0, above: bool = False) -> Figures:
    """Return finite figures as doubles. Raises ``QueueError`` naming the first that is none, by its place."""
    try:
        values = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError):
        raise QueueError(f"{what} must be numbers.") from None
    except OverflowError:  # a whole number of more than three hundred digits
        raise QueueError(f"{what} must be at most {_LARGEST:g}.") from None
    low = values <= least if above else values < least
    wrong = ~(values <= _LARGEST) | low  # what is no number is not below it either
    if wrong.any():
        place = tuple(int(index) for index in np.argwhere(wrong)[0])
        where = f" (entry {', '.join(map(str, place))})" if place else ""
        if _LARGEST < values[place] < np.inf:
            raise QueueError(f"{what} must be at most {_LARGEST:g}, not {values[place]:g}{where}.")
        bound = f"more than {least:g}" if above else f"{least:g} or more"
        raise QueueError(f"{what} must be finite numbers of {bound}, not {values[place]:g}{where}.")
    return values


def counts(what: str, given: ArrayLike, *, least: int = 0) -> Counts:
    """Return whole numbers. Raises ``QueueError``."""
    values = array(what, given, least=least)
    if (values != np.floor(values)).any():
        raise QueueError(f"{what} must be whole numbers.")
    if values.size and values.max() > LARGEST_LOAD:
        raise QueueError(f"{what} must be at most {LARGEST_LOAD:,.0f}, not {values.max():,.0f}.")
    return values.astype(np.int64)


def loads(what: str, given: ArrayLike) -> Figures:
    """Return loads in erlangs. Raises ``QueueError``."""
    values = array(what, given)
    if values.size and values.max() > LARGEST_LOAD:
        raise QueueError(f"{what} must be at most {LARGEST_LOAD:,.0f} erlangs, not {values.max():,.0f}.")
    return values


def alike(*given: NDArray[Any]) -> tuple[NDArray[Any], ...]:
    """Return arrays brought to one shape. Raises ``QueueError`` where that is not possible."""
    try:
        return tuple(np.broadcast_arrays(*given))
    except ValueError:
        shapes = ", ".join(str(one.shape) for one in given)
        raise QueueError(f"Arrays of shapes {shapes} do not go together.") from None


def hour_said(hour: int) -> str:
    """Return an hour of the week in words: ``Monday 00:00`` for 0."""
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return f"{days[hour // 24 % 7]} {hour % 24:02}:00"


def scalar(values: NDArray[Any]) -> Any:
    """Return a single figure as a plain number, and more as they are."""
    return values.item() if values.ndim == 0 else values

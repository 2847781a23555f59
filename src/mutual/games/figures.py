"""Figures as they are given: numbers, or an error that says whose is none."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

LARGEST = 1e100  # beyond it sums over all groups could leave the range of doubles


class GameError(ValueError):
    """The figures do not make a game; the message says which and why."""


def figure(what: str, given: Any, *, least: float | None = None) -> float:
    """Return a number as a double.

    Raises ``GameError``, beginning with ``what``, for what is no number, not finite, past ``LARGEST``, or
    below ``least``.
    """
    if isinstance(given, bool | np.bool_) or not isinstance(given, Real | Decimal):
        raise GameError(f"{what} is not a number.")
    try:
        value = float(given)
    except OverflowError:
        value = float("inf")
    if not abs(value) < float("inf"):
        raise GameError(f"{what} is not a finite number.")
    if abs(value) > LARGEST:
        raise GameError(f"{what} is too large: {LARGEST:.0e} is the most that is counted with.")
    if least is not None and value < least:
        raise GameError(f"{what} must be a number of {least:g} or more.")
    return value


def least_of(what: str, given: Any) -> float:
    """Return a number, or the least of an array of them. Raises ``GameError`` as ``figure`` does."""
    if isinstance(given, np.ndarray) and given.size and given.dtype.kind in "iuf":
        wrong = given[~(np.abs(given) <= LARGEST)]
        return figure(what, wrong[0] if wrong.size else given.min())
    return figure(what, given)


def figure_of_each(
    what: str, given: Mapping[str, float], players: Sequence[str], *, least: float | None = None
) -> NDArray[np.float64]:
    """Return one figure a player, shape ``(n,)``; ``given`` must name exactly the ``players``.

    Raises ``GameError`` naming the player whose ``what`` is missing, unknown or no figure.
    """
    odd = sorted(map(repr, set(given) ^ set(players)))
    if odd:
        raise GameError(f"The {what} must name each player once; {odd[0]} is missing or unknown.")
    return np.array([figure(f"The {what} of {name!r}", given[name], least=least) for name in players])

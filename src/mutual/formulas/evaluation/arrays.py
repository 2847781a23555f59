"""Figures as arrays: one row a member (or one for the group), one column a coalition.

What does not depend on who joined has one column, and is exact: an array of fractions. What does is exact
for one coalition, and in doubles for all of them at once. Where doubles could fall on the wrong side of an
edge, the coalition is noted as doubtful and computed again, exactly.
"""

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Mask = NDArray[np.bool_]
NEAR = 1e-12  # of the figure: far above the noise of doubles


def constant(value: Fraction | int) -> Array:
    """Return one exact figure of the group."""
    return column([Fraction(value)])


def column(values: list[Fraction]) -> Array:
    """Return one exact figure for each member."""
    found = np.empty((len(values), 1), dtype=object)
    found[:, 0] = values
    return found


ZERO = constant(0)
ONE = constant(1)
_NOTHING = np.zeros((1, 1))


def is_exact(figures: Array) -> bool:
    """Are these fractions?"""
    return figures.dtype == object


def alike(*arrays: Array) -> tuple[Array, ...]:
    """Return the arrays as they are where all are exact or none is, else all as doubles."""
    if len({array.dtype == object for array in arrays}) == 1:
        return arrays
    return tuple(array.astype(np.float64) for array in arrays)


def rounded(figures: Array, to: Fraction, direction: Literal["up", "down", "nearest"]) -> tuple[Array, Mask]:
    """Round to multiples of ``to``, halves away from 0; return also which were too near an edge to tell."""
    if is_exact(figures):
        rounding: Callable[[Fraction], Fraction] = {"up": _up, "down": _down, "nearest": _nearest}[direction]
        done = np.frompyfunc(lambda value: rounding(value / to) * to, 1, 1)(figures)
        return done, np.zeros(figures.shape, dtype=np.bool_)
    steps = figures / float(to)
    if direction == "nearest":
        whole = np.copysign(np.floor(np.abs(steps) + 0.5), steps)
        distance = np.abs(np.abs(steps) - np.floor(np.abs(steps)) - 0.5)
    else:
        whole = np.ceil(steps) if direction == "up" else np.floor(steps)
        distance = np.abs(steps - np.rint(steps))
    doubt = (distance > 0) & (distance < NEAR * np.maximum(1.0, np.abs(steps)))
    return whole * float(to), doubt


def _up(value: Fraction) -> Fraction:
    return Fraction(ceil(value))


def _down(value: Fraction) -> Fraction:
    return Fraction(floor(value))


def _nearest(value: Fraction) -> Fraction:
    return Fraction(floor(abs(value) + Fraction(1, 2)) * (1 if value >= 0 else -1))


def near(left: Array, right: Array) -> Mask:
    """Return where two figures in doubles differ, but by too little to tell which is greater."""
    if is_exact(left) and is_exact(right):
        return np.zeros(np.broadcast_shapes(left.shape, right.shape), dtype=np.bool_)
    one, other = alike(left, right)
    gap = np.abs(one - other)
    close: Mask = (gap > 0) & (gap <= NEAR * np.maximum(np.abs(one), np.abs(other)))
    return close


def anybody(mask: Mask) -> Mask:
    """Return for which coalitions the mask holds for somebody."""
    return np.asarray(mask.any(axis=0, keepdims=True), dtype=np.bool_)


def where(mask: Mask, chosen: Array, otherwise: Array) -> Array:
    """Return ``chosen`` where the mask holds, else ``otherwise``, both exact or both in doubles."""
    one, other = alike(_wide(mask, chosen), _wide(mask, otherwise))
    return np.where(mask, one, other)


def _wide(mask: Mask, figures: Array) -> Array:
    """Return figures in doubles where they are about to be spread over coalitions."""
    return figures.astype(np.float64) if mask.shape[1] > 1 and is_exact(figures) else figures


def only(mask: Mask, figures: Array) -> Array:
    """Return the figures where the mask holds, 0 elsewhere."""
    figures = _wide(mask, figures)
    return np.where(mask, figures, ZERO if is_exact(figures) else _NOTHING)

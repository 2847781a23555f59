"""Caps and floors whose difference the others bear."""

import numpy as np

from mutual.formulas.evaluation.arrays import ZERO, Array, Mask, alike, constant, is_exact, only, where
from mutual.formulas.evaluation.frame import Frame
from mutual.formulas.problems import Place


def within(
    frame: Frame,
    shares: Array,
    bounds: tuple[Array | None, Array | None],
    limited: Mask,
    direction: Array,
    place: Place,
) -> Array:
    """Return shares of the same total in which no limited member is outside its bounds.

    What a bound takes or leaves moves every member that is not at a bound along ``direction`` (0 or more):
    share + t * direction, with one t for all, held at the bounds. Found by fixing at their bounds, round by
    round, those on the side that is short or over by more (K. M. Bretthauer and B. Shetty, "A pegging
    algorithm for the nonlinear resource allocation problem", Computers & Operations Research 29, 2002).

    Raises ``EvaluationError`` where the bounds leave no way to the total.
    """
    least, most = bounds
    if least is not None and most is not None:
        frame.refuse(
            "The least exceeds the most for {member}", np.greater(*alike(least, most)) & limited, place
        )
    total = frame.total(shares)
    fixed = np.zeros_like(frame.joined)
    current = shares
    for _ in range(len(frame.members) + 1):
        over = _excess(current, most, limited & ~fixed, noise=not frame.is_one)
        under = _excess(least, current, limited & ~fixed, noise=not frame.is_one)
        beyond, short = frame.total(over), frame.total(under)
        fixing = (over > 0) & np.greater_equal(*alike(beyond, short))
        fixing = fixing | ((under > 0) & np.greater_equal(*alike(short, beyond)))
        if not fixing.any():
            return current
        fixed = fixed | fixing
        current = current if most is None else where(fixing & (over > 0), most, current)
        current = current if least is None else where(fixing & (under > 0), least, current)
        current = _moved(frame, total, (shares, current), fixed, direction, place)
    return current


def _excess(upper: Array | None, lower: Array | None, among: Mask, *, noise: bool) -> Array:
    """Return by how much ``upper`` passes ``lower`` where it may not."""
    if upper is None or lower is None:
        return constant(0)
    excess = only(among, np.subtract(*alike(upper, lower)))
    if noise and not is_exact(excess):
        size = np.maximum(*(np.abs(one) for one in alike(upper, lower)))
        return np.where(excess > 1e-13 * size, excess, 0.0)
    return np.maximum(excess, ZERO if is_exact(excess) else np.zeros((1, 1)))


def _moved(
    frame: Frame, total: Array, stages: tuple[Array, Array], fixed: Mask, direction: Array, place: Place
) -> Array:
    shares, current = stages
    free = frame.joined & ~fixed
    held = np.add(*alike(frame.total(current, fixed), frame.total(shares, free)))
    missing = np.subtract(*alike(total, held))
    movable = frame.total(direction, free)
    stuck = (movable == 0) & (np.abs(missing) > (0 if frame.is_one else 1e-9 * np.abs(total)))
    frame.refuse("Everybody is at a limit, and nobody is left to bear the difference", stuck, place)
    step = frame.parted(missing, movable)
    moved = np.add(*alike(shares, np.multiply(*alike(direction, step))))
    return where(fixed, current, moved)

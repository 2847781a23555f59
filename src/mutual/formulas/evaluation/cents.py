"""Shares rounded so that they add up."""

import numpy as np
from numpy.typing import NDArray

from mutual.formulas.evaluation.arrays import Array, Mask, is_exact
from mutual.formulas.evaluation.frame import Frame
from mutual.formulas.language import clauses as c

Cents = NDArray[np.int64]
DEFAULT = c.Rounding(1, c.FallsOn("remainders"))
_MOST_DOLLARS = 10**15  # and whole cents of it still fit a double
_NOISE = 2e-14  # of the largest amount at hand, times what sums and products of doubles add to it


def whole_cents(frame: Frame, owed: Array, rule: c.Rounding, takes: Mask, size: float) -> Cents:
    """Return the shares in cents, a row a member; 0 for who has not joined.

    ``takes`` marks who bears the difference where one member does. The sum is rounded to the rule's own
    grain (half up) and the shares are rounded down; what is left goes by single grains to the largest
    remainders, of equal ones to the member named first (A. Hamilton's rule). ``size`` is the largest amount
    in dollars that was at hand: where doubles cannot tell, the frame is marked doubtful.
    """
    too_much = (np.abs(owed) > _MOST_DOLLARS) & frame.joined
    frame.refuse("The share of {member} passes a quadrillion dollars", too_much, rule.falls_on.place)
    grains = owed * 100 / rule.cents
    if is_exact(owed):
        done = _exactly(grains, rule)
    else:
        noise = _NOISE * max(size, 1.0) * 100 / rule.cents + 1e-12
        done = _in_doubles(frame, grains, rule, noise)
    cents = np.where(frame.joined, done * rule.cents, 0)
    if rule.falls_on.who in {"lead", "member"}:
        # They take the whole cents of the sum less what the others pay.
        exact = c.Rounding(1, c.FallsOn("remainders"))
        whole = whole_cents(frame, owed, exact, takes, size).sum(axis=0, keepdims=True)
        rest = whole - np.where(takes, 0, cents).sum(axis=0, keepdims=True)
        cents = np.where(takes, rest, cents)
    return np.asarray(cents, dtype=np.int64)


def _exactly(grains: Array, rule: c.Rounding) -> Cents:
    floors = np.frompyfunc(lambda value: value.numerator // value.denominator, 1, 1)
    if rule.falls_on.who != "remainders":
        return _alone(grains, rule, floors)
    down = floors(grains)
    total = _alone(grains.sum(axis=0, keepdims=True), rule, floors)
    left = (total - down.sum(axis=0, keepdims=True)).astype(np.int64)
    order = np.argsort(-(grains - down), axis=0, kind="stable")
    return np.asarray(down.astype(np.int64) + _dealt(order, left), dtype=np.int64)


def _alone(grains: Array, rule: c.Rounding, floors: np.ufunc) -> Cents:
    if rule.direction == "up":
        return np.asarray(-floors(-grains), dtype=np.int64)
    doubled = floors(grains) if rule.direction == "down" else floors(grains * 2 + 1) // 2
    return np.asarray(doubled, dtype=np.int64)


def _in_doubles(frame: Frame, grains: Array, rule: c.Rounding, noise: float) -> Cents:
    grains = np.where(frame.joined, grains, 0.0)
    if rule.falls_on.who != "remainders":
        done, doubt = _one_by_one(grains, rule, noise)
        frame.doubt |= (doubt & frame.joined).any(axis=0)
        return done
    # Within the noise of a whole number it makes no difference which side it is on: such a remainder is
    # either among those that get a grain or among those that get none.
    nearest = np.rint(grains)
    down = np.where(np.abs(grains - nearest) <= noise, nearest, np.floor(grains))
    total, doubt = _one_by_one(grains.sum(axis=0, keepdims=True), rule, noise * len(grains))
    frame.doubt |= doubt[0]
    left = (total - down.sum(axis=0, keepdims=True)).astype(np.int64)
    rest = np.ascontiguousarray(np.where(frame.joined, grains - down, -1.0).T)
    gets, doubt = _largest(rest, grains.T, left[0], noise)
    frame.doubt |= doubt
    return np.asarray(down.astype(np.int64) + gets.T, dtype=np.int64)


def _largest(rest: Array, grains: Array, left: NDArray[np.int64], noise: float) -> tuple[Mask, Mask]:
    """Return who is among the ``left`` largest of each row, and where that is too close to tell.

    Of equal ones the first get it. Two are equal for sure only where their whole amounts are.
    """
    rows, count = np.arange(len(rest)), rest.shape[1]
    falling = -np.sort(-rest, axis=1)
    last = falling[rows, np.clip(left - 1, 0, count - 1)]
    above = rest > last[:, None]
    tied = rest == last[:, None]
    wanted = (left - above.sum(axis=1))[:, None]
    gets = (above | (tied & (tied.cumsum(axis=1) <= wanted))) & (left > 0)[:, None]
    inside = (left > 0) & (left < count)
    close = inside & (last - falling[rows, np.clip(left, 0, count - 1)] <= 2 * noise)
    near = np.flatnonzero(close)
    around = np.abs(rest[near] - last[near, None]) <= 2 * noise
    highest = np.where(around, grains[near], -np.inf).max(axis=1)
    lowest = np.where(around, grains[near], np.inf).min(axis=1)
    close[near] = highest != lowest
    return gets, close


def _one_by_one(grains: Array, rule: c.Rounding, noise: float) -> tuple[Cents, Mask]:
    shifted = grains + 0.5 if rule.direction == "nearest" else grains
    edge = np.abs(shifted - np.rint(shifted))
    whole = np.ceil(shifted) if rule.direction == "up" else np.floor(shifted)
    return whole.astype(np.int64), edge <= noise


def _dealt(order: NDArray[np.intp], left: NDArray[np.int64]) -> Cents:
    """Return who gets one of ``left`` grains, the first of ``order`` first."""
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(len(order))[:, None], axis=0)
    return (ranks < left).astype(np.int64)

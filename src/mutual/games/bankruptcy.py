"""Bankruptcy rules: an amount that does not meet all claims, such as a grant smaller than what was asked."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from mutual.games.allocation import Allocation
from mutual.games.figures import GameError, figure, figure_of_each

Amounts = NDArray[np.float64]


def proportional_awards(estate: float, claims: Mapping[str, float]) -> Allocation:
    """Return awards in proportion to the claims; raises ``GameError`` as they all do."""
    return _ruled(estate, claims, lambda left, asked: left * asked / asked.sum() if asked.sum() else asked)


def constrained_equal_awards(estate: float, claims: Mapping[str, float]) -> Allocation:
    """Return equal awards, of which none passes its claim. Source: Aumann and Maschler (1985)."""
    return _ruled(estate, claims, _equal)


def constrained_equal_losses(estate: float, claims: Mapping[str, float]) -> Allocation:
    """Return awards under which all lose the same, but none more than its claim."""
    return _ruled(estate, claims, lambda left, asked: asked - _equal(float(asked.sum()) - left, asked))


def talmud(estate: float, claims: Mapping[str, float]) -> Allocation:
    """Return the rule of the contested garment for any number of claims: the nucleolus of the problem.

    Up to half of what is claimed, equal awards of at most half a claim; beyond, equal losses of at most half
    a claim. Source: R. Aumann and M. Maschler, "Game theoretic analysis of a bankruptcy problem from the
    Talmud", Journal of Economic Theory 36 (1985).
    """

    def rule(left: float, asked: Amounts) -> Amounts:
        half = asked / 2
        if left <= half.sum():
            return _equal(left, half)
        return asked - _equal(float(asked.sum()) - left, half)

    return _ruled(estate, claims, rule)


def _equal(estate: float, most: Amounts) -> Amounts:
    """Return awards that are equal but for those met in full at ``most``."""
    awards = np.empty(len(most))
    left = estate
    order = np.argsort(most, kind="stable")
    for rank, player in enumerate(order):
        awards[player] = min(float(most[player]), left / (len(order) - rank))
        left -= awards[player]
    return awards


def _ruled(
    estate: float, claims: Mapping[str, float], rule: Callable[[float, Amounts], Amounts]
) -> Allocation:
    if not claims:
        raise GameError("There are no claims.")
    players = tuple(claims)
    asked = figure_of_each("claim", claims, players, least=0)
    left = figure("The amount", estate)
    if not 0 <= left <= asked.sum():
        raise GameError(f"The amount must lie between 0 and the sum of the claims, {asked.sum():,.2f}.")
    return Allocation(players, rule(left, asked))

"""The Shapley value: each player pays its average marginal cost over all orders of joining."""

from collections.abc import Mapping
from math import factorial

import numpy as np
from numba import njit
from numpy.typing import NDArray

from mutual.games.allocation import Allocation
from mutual.games.cost_game import CostGame
from mutual.games.figures import GameError, figure_of_each

_LOW = 11  # players whose groups make a block: 8 kB of costs, a few of which fit beside one another
_TOGETHER = 4  # blocks that are added up at a time


def shapley(game: CostGame) -> Allocation:
    """Return the Shapley value of ``game``: one share per player; the shares add up to what all pay together.

    With ``a(s) = (s-1)!(n-s)!/n!`` and ``b(s) = s!(n-s-1)!/n!``, the value is the sum of ``(a+b)(|S|) c(S)``
    over the groups ``S`` that hold the player, less one amount that is the same for everybody, found from
    efficiency. So every cost is read once: blocks of groups with the same later players are added up into one
    block, and each block's sum goes to its later players. Exact but for rounding, of the order of the largest
    cost times 1e-15.

    Source: L. S. Shapley, "A value for n-person games", Contributions to the Theory of Games II (1953).
    """
    players = len(game.players)
    shares = _sums_of_members(players, game.costs, weights_by_size(players))
    shares += (game.costs[-1] - shares.sum()) / players
    return Allocation(game.players, shares)


def weights_by_size(players: int) -> NDArray[np.float64]:
    """Return ``(a+b)(s)`` for groups of ``s`` players; ``b`` is nothing for the group of all."""
    weights = np.zeros(players + 1)
    for size in range(1, players):
        weights[size] = factorial(size - 1) * factorial(players - size - 1) / factorial(players - 1)
    weights[players] = 1 / players
    return weights


@njit(cache=True)
def _weights_in_blocks(
    n: int, low: int, weights: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return bit counts, and the weights in a block whose groups have so many later players."""
    heads = np.zeros(1 << max(low, n - low), np.int64)
    for k in range(1, heads.shape[0]):
        heads[k] = heads[k >> 1] + (k & 1)
    weighted = np.empty((n - low + 1, 1 << low))
    for later in range(n - low + 1):
        for k in range(1 << low):
            weighted[later, k] = weights[heads[k] + later]
    return heads, weighted


@njit(cache=True, fastmath={"reassoc", "contract"})
def _added(block: NDArray[np.float64], row: NDArray[np.float64], added: NDArray[np.float64]) -> float:
    """Add a block, weighted, to ``added``, and return its sum."""
    total = 0.0
    for k in range(added.shape[0]):
        value = row[k] * block[k]
        added[k] += value
        total += value
    return total


@njit(cache=True, fastmath={"reassoc", "contract"})
def _four_added(
    blocks: NDArray[np.float64],
    none: NDArray[np.float64],
    one: NDArray[np.float64],
    both: NDArray[np.float64],
    added: NDArray[np.float64],
) -> tuple[float, float, float, float]:
    """Do the same with four blocks, those with none, one, the other and both of the first two later players.

    Sums and weights are read and written once for all four: what is left is reading the costs.
    """
    first, second, third, fourth = blocks[0], blocks[1], blocks[2], blocks[3]
    a, b, c, d = 0.0, 0.0, 0.0, 0.0
    for k in range(added.shape[0]):
        w, x, y, z = none[k] * first[k], one[k] * second[k], one[k] * third[k], both[k] * fourth[k]
        added[k] += (w + x) + (y + z)
        a += w
        b += x
        c += y
        d += z
    return a, b, c, d


@njit(cache=True)
def _give(shares: NDArray[np.float64], low: int, block: int, total: float) -> None:
    """Add the sum of a block to its later players."""
    for i in range(low, shares.shape[0]):
        if (block >> (i - low)) & 1:
            shares[i] += total


@njit(cache=True, fastmath={"reassoc", "contract"})
def _sums_of_members(n: int, costs: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each player the sum of ``weights[|S|] costs[S]`` over the groups that hold it."""
    low = min(n, _LOW)
    width, blocks = 1 << low, 1 << (n - low)
    heads, weighted = _weights_in_blocks(n, low, weights)
    added, shares = np.zeros(width), np.zeros(n)
    if blocks < _TOGETHER:
        for b in range(blocks):
            total = _added(costs[b * width : (b + 1) * width], weighted[heads[b]], added)
            _give(shares, low, b, total)
    else:
        for b in range(0, blocks, _TOGETHER):
            four = costs[b * width : (b + _TOGETHER) * width].reshape(_TOGETHER, width)
            h = heads[b]
            totals = _four_added(four, weighted[h], weighted[h + 1], weighted[h + 2], added)
            for j in range(_TOGETHER):
                _give(shares, low, b + j, totals[j])
    for i in range(low):
        total = 0.0
        for k in range(width):
            if (k >> i) & 1:
                total += added[k]
        shares[i] = total
    return shares


def weighted_shapley(game: CostGame, weights: Mapping[str, float]) -> Allocation:
    """Return the weighted Shapley value: what a group adds is shared in proportion to ``weights``.

    The Harsanyi dividend of each group is divided among its members in proportion to their weights, which are
    positive; equal weights give the Shapley value. Raises ``GameError`` for a weight that is missing or not
    positive. Source: L. S. Shapley (1953); E. Kalai and D. Samet, Int. J. Game Theory 16 (1987).
    """
    own = figure_of_each("weight", weights, game.players)
    if (own <= 0).any():
        raise GameError(f"The weight of {game.players[int(own.argmin())]!r} must be more than 0.")
    shares = _weighted(len(own), dividends(game), own)
    shares += (game.costs[-1] - shares.sum()) * own / own.sum()
    return Allocation(game.players, shares)


def dividends(game: CostGame) -> NDArray[np.float64]:
    """Return the Harsanyi dividend of every group, shape ``(2**n,)``: what it adds over its own subgroups."""
    found = game.costs.copy()
    for player in range(len(game.players)):
        pairs = found.reshape(-1, 2, 1 << player)
        pairs[:, 1] -= pairs[:, 0]
    return found


@njit(cache=True)
def _weighted(n: int, found: NDArray[np.float64], own: NDArray[np.float64]) -> NDArray[np.float64]:
    shares = np.zeros(n)
    for group in range(1, found.shape[0]):
        total = 0.0
        for i in range(n):
            if (group >> i) & 1:
                total += own[i]
        part = found[group] / total
        for i in range(n):
            if (group >> i) & 1:
                shares[i] += part * own[i]
    return shares

"""The Shapley value: each player pays its average marginal cost over all orders of joining."""

from math import factorial

import numpy as np

from mutual.games.allocation import Allocation
from mutual.games.cost_game import CostGame


def shapley(game: CostGame) -> Allocation:
    """Return the Shapley value of ``game``: one share per player; the shares add up to what all pay together.

    With ``a(s) = (s-1)!(n-s)!/n!`` and ``b(s) = s!(n-s-1)!/n!``, the value is the sum of ``(a+b)(|S|) c(S)``
    over the groups ``S`` that hold the player, less one amount that is the same for everybody, found from
    efficiency. So every cost is read once; then the table is folded in half player by player, which adds no
    more than as much work again. Exact but for rounding, of the order of the largest cost times 1e-15.

    Source: L. S. Shapley, "A value for n-person games", Contributions to the Theory of Games II (1953).
    """
    players = len(game.players)
    sizes = np.bitwise_count(np.arange(len(game.costs), dtype=np.uint32))
    folded = _weights(players)[sizes] * game.costs
    shares = np.empty(players)
    for player in reversed(range(players)):
        half = 1 << player
        shares[player] = folded[half:].sum()
        folded = folded[:half] + folded[half:]
    shares += (game.costs[-1] - shares.sum()) / players
    return Allocation(game.players, shares)


def _weights(players: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return ``(a+b)(s)`` for groups of ``s`` players; ``b`` is nothing for the group of all."""
    weights = np.zeros(players + 1)
    for size in range(1, players):
        weights[size] = factorial(size - 1) * factorial(players - size - 1) / factorial(players - 1)
    weights[players] = 1 / players
    return weights

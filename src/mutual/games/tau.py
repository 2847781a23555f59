"""The tau value: the compromise between the least and the most that a player can be asked for."""

import numpy as np

from mutual.games.allocation import Allocation
from mutual.games.charges import separable_costs
from mutual.games.cost_game import CostGame
from mutual.games.solution import Solution


def tau_value(game: CostGame) -> Solution:
    """Return the tau value, or the reason why the game has none.

    The least that a player pays is its separable cost. The most is what it would have to concede to the
    group that treats it best: the least over its groups of the group's cost less the others' separable
    costs. The value lies on the line between, where it covers the cost of all; it exists where the least
    does not pass the most, and the cost of all lies between their sums. Source: S. Tijs, "Bounds for the
    core and the tau-value" (1981).
    """
    n = len(game.players)
    least = separable_costs(game)
    sums = np.zeros(1)
    for amount in least:
        sums = np.concatenate([sums, sums + amount])
    left = game.costs - sums
    most = np.array([least[i] + left.reshape(-1, 2, 1 << i)[:, 1].min() for i in range(n)], dtype=np.float64)
    small = 1e-12 * game.largest
    passed = np.flatnonzero(least > most + small)
    total = float(game.costs[-1])
    if passed.size:
        name = game.players[int(passed[0])]
        return Solution("tau", None, f"{name} adds more to the others than any group of its own would ask.")
    if not least.sum() - small <= total <= most.sum() + small:
        return Solution(
            "tau", None, "The cost of all does not lie between the sums of the least and the most."
        )
    width = float((most - least).sum())
    if width <= small:
        return Solution("tau", Allocation(game.players, least + (total - least.sum()) / n))
    part = (total - float(least.sum())) / width
    return Solution("tau", Allocation(game.players, least + part * (most - least)))

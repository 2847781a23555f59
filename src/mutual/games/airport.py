"""The airport rule: a runway as long as the largest aircraft needs, each part paid by those who need it."""

from collections.abc import Mapping

import numpy as np

from mutual.games.allocation import Allocation
from mutual.games.figures import GameError, figure_of_each


def airport(costs: Mapping[str, float]) -> Allocation:
    """Return the sequential equal contributions for costs of which the largest serves all.

    ``costs`` is what each player would need alone, 0 or more. Each step from one cost to the next is paid in
    equal parts by those who need at least the next; this is the Shapley value of the game in which a group
    costs what its largest member costs. Raises ``GameError``. Source: S. Littlechild and G. Owen, "A simple
    expression for the Shapley value in a special case", Management Science 20 (1973).
    """
    if not costs:
        raise GameError("An airport needs at least one player.")
    players = tuple(costs)
    amounts = figure_of_each("cost", costs, players, least=0)
    order = np.argsort(amounts, kind="stable")
    steps = np.diff(amounts[order], prepend=0.0) / np.arange(len(order), 0, -1)
    shares = np.empty(len(order))
    shares[order] = np.cumsum(steps)
    return Allocation(players, shares)

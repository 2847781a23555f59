"""Charges that finance officers know: equal, in proportion, and separable costs with the rest divided."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from mutual.games.allocation import Allocation
from mutual.games.cost_game import CostGame
from mutual.games.figures import GameError, figure_of_each
from mutual.games.solution import Solution


def equal_charge(game: CostGame) -> Allocation:
    """Return the same share of the cost of all for every player."""
    n = len(game.players)
    return Allocation(game.players, np.full(n, game.costs[-1] / n))


def proportional_charge(game: CostGame) -> Solution:
    """Return shares in proportion to what each player would pay alone; none where those add up to nothing."""
    alone = stand_alone(game)
    if alone.sum() == 0:
        return Solution("proportional", None, "Alone all players together would pay nothing.")
    return Solution("proportional", Allocation(game.players, game.costs[-1] * alone / alone.sum()))


def driver_charge(game: CostGame, driver: Mapping[str, float]) -> Allocation:
    """Return shares in proportion to ``driver``, an amount of use (or people, or value) for each player.

    Raises ``GameError`` for an amount that is missing or negative, or when all are nothing.
    """
    amounts = figure_of_each("driver", driver, game.players, least=0)
    if amounts.sum() == 0:
        raise GameError("The driver is 0 for every player: nothing can be in proportion to it.")
    return Allocation(game.players, game.costs[-1] * amounts / amounts.sum())


def equal_nonseparable(game: CostGame) -> Allocation:
    """Return each player's separable cost and an equal part of the rest.

    The separable cost is what the player adds to all the others. Source: P. Straffin and J. Heaney, "Game
    theory and the Tennessee Valley Authority", Int. J. Game Theory 10 (1981).
    """
    separable = separable_costs(game)
    rest = game.costs[-1] - separable.sum()
    return Allocation(game.players, separable + rest / len(separable))


def scrb(game: CostGame) -> Solution:
    """Return separable cost and remaining benefit: the rest divided as each saves over its separable cost.

    The remaining benefit of a player is its cost alone less its separable cost. There is no answer where the
    remaining benefits add up to nothing while something is left to divide. Source: Federal Inter-Agency River
    Basin Committee, "Proposed practices for economic analysis of river basin projects" (1950).
    """
    separable = separable_costs(game)
    rest = float(game.costs[-1] - separable.sum())
    benefits = stand_alone(game) - separable
    total = float(benefits.sum())
    small = 1e-12 * game.largest
    if abs(total) <= small:
        if abs(rest) <= small:
            return Solution("scrb", Allocation(game.players, separable))
        reason = "The remaining benefits add up to nothing, so the rest of the cost cannot follow them."
        return Solution("scrb", None, reason)
    return Solution("scrb", Allocation(game.players, separable + rest * benefits / total))


def stand_alone(game: CostGame) -> NDArray[np.float64]:
    """Return what each player pays alone, shape ``(n,)``."""
    alone: NDArray[np.float64] = game.costs[1 << np.arange(len(game.players))]
    return alone


def separable_costs(game: CostGame) -> NDArray[np.float64]:
    """Return what each player adds to all the others, shape ``(n,)``."""
    full = len(game.costs) - 1
    added: NDArray[np.float64] = game.costs[-1] - game.costs[full ^ (1 << np.arange(len(game.players)))]
    return added
